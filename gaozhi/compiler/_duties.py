"""Duties: merged down the chain like rules, their periods read and their events checked."""

from __future__ import annotations

from collections.abc import Mapping as Known
from collections.abc import Sequence
from dataclasses import dataclass, field

from gaozhi.compiler._lowering import Lowering, reading_of
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._said import said
from gaozhi.language import DutyEntry, DutySource, RemovalEntry, RulesFolder
from gaozhi.model import MANNER_CODES, Carrier, CarrierKind, Duty, Extension, OrganGroup
from gaozhi.source import Diagnostic, Mapping, Related, Span, element_of, meant
from gaozhi.workdays import Period

__all__ = ["lower_duties"]

Organs = Known[str, OrganGroup]
"""The groups of organs of a chain, by name."""


@dataclass(slots=True)
class _Placed:
    """A duty on its way into the program, with the levels that take its place."""

    level: int
    entry: DutyEntry
    node: Mapping
    displaced: list[int] = field(default_factory=list)
    stood_in_for: list[_Placed] = field(default_factory=list)
    """the parents' duties whose place it takes, and those whose place they had taken"""

    @property
    def span(self) -> Span:
        return self.node.at(["duty"]).span


def lower_duties(
    chain: Sequence[RulesFolder],
    lowering: Lowering,
    provisions: Provisions,
    organs: Organs,
    problems: list[Diagnostic],
) -> tuple[tuple[Duty, ...], dict[str, int]]:
    """Return the duties of the chain, and the level of each by its name.

    A duty that a county replaces or removes stays in the program for the days on which the
    county's document is not in force.
    """
    placed: dict[str, _Placed] = {}
    for level, folder in enumerate(chain):
        parents = dict(placed)
        for source in folder.duties:
            displaced = _displaced(source, level, parents, problems)
            for parent in displaced:
                parent.displaced.append(level)
            if isinstance(source.entry, RemovalEntry):
                by = Carrier(CarrierKind.REMOVAL, source.entry.removes)
                provisions.cite(level, source.entry.basis, source.node.at(["basis"]), by)
                continue
            duty = _Placed(level, source.entry, source.node, stood_in_for=displaced)
            if _named_once(duty, placed, problems):
                placed[source.entry.duty] = duty
    duties = tuple(
        _duty(duty, placed, lowering, provisions, organs, problems) for duty in placed.values()
    )
    return duties, {name: duty.level for name, duty in placed.items()}


def _displaced(
    source: DutySource, level: int, parents: dict[str, _Placed], problems: list[Diagnostic]
) -> list[_Placed]:
    """Return the duties that an entry puts out of place, as rules do to rules."""
    standing = {
        name: duty
        for name, duty in parents.items()
        if not any(earlier < level for earlier in duty.displaced)
    }
    entry = source.entry
    key = "removes" if isinstance(entry, RemovalEntry) else "replaces"
    names = [entry.removes] if isinstance(entry, RemovalEntry) else entry.replaces
    for name in names:
        if name not in standing:
            place = element_of(source.node.at([key]), names.index(name))
            known = f"上级义务有：{'、'.join(standing) or '无'}"
            offer = meant(name, standing, place, known)
            message = f"上级没有义务“{name}”"
            if name in parents:
                message = f"义务“{name}”已被中间一级替换或者删去"
            found = Diagnostic.error("GZ402", message, place, help=offer.help, fix=offer.fix)
            problems.append(found)
    gone = [standing[name] for name in names if name in standing]
    out = {duty.entry.duty: duty for one in gone for duty in (one, *one.stood_in_for)}
    return list(out.values())


def _named_once(placed: _Placed, standing: dict[str, _Placed], problems: list[Diagnostic]) -> bool:
    earlier = standing.get(placed.entry.duty)
    if earlier is None:
        return True
    problems.append(
        Diagnostic.error(
            "GZ401",
            f"义务名“{placed.entry.duty}”重复",
            placed.span,
            related=(Related(earlier.span, "已在这里用过"),),
            help="另起一个名称；要替换上级的，写 replaces",
        )
    )
    return False


def _duty(
    placed: _Placed,
    standing: dict[str, _Placed],
    lowering: Lowering,
    provisions: Provisions,
    organs: Organs,
    problems: list[Diagnostic],
) -> Duty:
    entry, node = placed.entry, placed.node
    events = lowering.vocabulary.events
    approved = entry.extension.approved if entry.extension else None
    for path, event in (
        (("from",), entry.from_),
        (("met_by",), entry.met_by),
        (("extension", "approved"), approved),
    ):
        if event is not None and event not in events:
            _unknown(f"不认识的事件“{event}”", "GZ412", event, events, node, path, problems)
    for key, other in (("instead_of", entry.instead_of), ("restarts", entry.restarts)):
        if other is not None and other not in standing:
            message = f"没有名为“{other}”的义务"
            _unknown(message, "GZ402", other, standing, node, (key,), problems)
    for index, group in enumerate(entry.responsible):
        if group not in organs:
            place = element_of(node.at(["responsible"]), index)
            offer = meant(group, organs, place, f"现有：{'、'.join(organs) or '无'}")
            message = f"没有名为“{group}”的责任单位"
            problems.append(
                Diagnostic.error("GZ418", message, place, help=offer.help, fix=offer.fix)
            )
    by = Carrier(CarrierKind.DUTY, entry.duty)
    basis = provisions.cite(placed.level, entry.basis, node.at(["basis"]), by)
    note_accepted(entry.accepted, node, problems)
    restating = lowering.restating(entry.duty)
    return Duty(
        name=entry.duty,
        actor=entry.actor,
        act=entry.act,
        basis=tuple(dict.fromkeys([*restating, *basis])),
        level=placed.level,
        when=lowering.condition(node.get("when")),
        in_force=lowering.in_force(placed.level, placed.displaced),
        since=entry.from_,
        within=_period(entry.within, ("within",), node, problems),
        by=entry.by,
        every=_period(entry.every, ("every",), node, problems),
        starting=entry.starting,
        manner=next((said for said, key in MANNER_CODES.items() if getattr(entry, key)), None),
        met_by=entry.met_by,
        instead_of=entry.instead_of,
        restarts=entry.restarts,
        extension=_extension(entry, node, problems),
        not_counted=tuple(entry.not_counted),
        to=entry.to,
        through=tuple(entry.through),
        title=entry.title,
        caveat=entry.caveat,
        reading=reading_of(entry.reading),
        accepted=entry.accepted,
        responsible=tuple(entry.responsible),
        says=said(node.get("when")),
    )


def _unknown(
    message: str,
    code: str,
    name: str,
    known: Sequence[str] | dict[str, _Placed],
    node: Mapping,
    path: tuple[str, ...],
    problems: list[Diagnostic],
) -> None:
    place = node.at(path).span
    offer = meant(name, known, place, f"可写：{'、'.join(known)}")
    problems.append(Diagnostic.error(code, message, place, help=offer.help, fix=offer.fix))


def _extension(entry: DutyEntry, node: Mapping, problems: list[Diagnostic]) -> Extension | None:
    """Return by how much the period may be extended: in the unit that it is stated in."""
    if entry.extension is None:
        return None
    path = ("extension", "by")
    more = _period(entry.extension.by, path, node, problems)
    own = _period(entry.within, ("within",), node, [])
    if more is None or own is None:
        return None
    if more.unit != own.unit:
        message = f"期限以{own.unit}计，延长却以{more.unit}计"
        help = f"延长也用{own.unit}写；文件写明另一单位的，另写一个义务"
        problems.append(Diagnostic.error("GZ411", message, node.at(path).span, help=help))
        return None
    return Extension(more, entry.extension.approved)


def _period(
    text: str | None, path: tuple[str, ...], node: Mapping, problems: list[Diagnostic]
) -> Period | None:
    if text is None:
        return None
    try:
        period = Period.parse(text)
        if path == ("every",) and period.unit == "工作日":
            # A schedule of working days could not be told beyond the published years.
            raise ValueError(f"“{text}”不能作周期；每隔多久用 日、月、年，如 6个月")
        return period
    except ValueError as error:
        message, _, help = str(error).partition("；")
        problems.append(Diagnostic.error("GZ411", message, node.at(path).span, help=help or None))
        return None
