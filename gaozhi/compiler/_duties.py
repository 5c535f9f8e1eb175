"""Duties: merged down the chain like rules, their periods read and their events checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Known
from typing import Final

from gaozhi.compiler._lowering import Lowering, reading_of
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._override import Override, merge_entries
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._said import said
from gaozhi.language import DutyEntry, DutySource, RulesFolder, record_of
from gaozhi.model import Carrier, CarrierKind, Duty, Extension, OrganGroup
from gaozhi.source import Diagnostics, Mapping, element_of
from gaozhi.workdays import Period

__all__ = ["lower_duties"]

Organs = Known[str, OrganGroup]
"""The groups of organs of a chain, by name."""

_MANNERS: Final = {"promptly": "及时", "at_once": "当场"}


def lower_duties(
    chain: Sequence[RulesFolder],
    lowering: Lowering,
    provisions: Provisions,
    organs: Organs,
    problems: Diagnostics,
) -> tuple[tuple[Duty, ...], dict[str, int]]:
    """Return the duties of the chain, and the level of each by its name.

    A duty that a county replaces or removes stays in the program for the days on which the
    county's document is not in force.
    """
    placed = merge_entries(chain, DutyEntry, lambda folder: folder.duties, provisions, problems)
    duties = tuple(
        _duty(duty, placed, lowering, provisions, organs, problems) for duty in placed.values()
    )
    return duties, {name: duty.level for name, duty in placed.items()}


def _duty(
    placed: Override[DutyEntry, DutySource],
    standing: Collection[str],
    lowering: Lowering,
    provisions: Provisions,
    organs: Organs,
    problems: Diagnostics,
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
            message = f"没有名为“{group}”的责任单位"
            problems.unknown_name(
                "GZ418", message, group, organs, place, f"现有：{'、'.join(organs) or '无'}"
            )
    by = Carrier(CarrierKind.DUTY, entry.duty)
    basis = provisions.cite(placed.level, entry.basis, node.at(["basis"]), by)
    note_accepted(entry.accepted, node, problems)
    restating = lowering.restating(entry.duty)
    return record_of(
        Duty,
        entry,
        name=entry.duty,
        basis=tuple(dict.fromkeys([*restating, *basis])),
        level=placed.level,
        when=lowering.condition(node.get("when")),
        in_force=lowering.in_force(placed),
        since=entry.from_,
        within=_period(entry.within, ("within",), node, problems),
        every=_period(entry.every, ("every",), node, problems),
        manner=next((_MANNERS[key] for key in _MANNERS if getattr(entry, key)), None),
        extension=_extension(entry, node, problems),
        reading=reading_of(entry.reading),
        says=said(node.get("when")),
    )


def _unknown(
    message: str,
    code: str,
    name: str,
    known: Collection[str],
    node: Mapping,
    path: tuple[str, ...],
    problems: Diagnostics,
) -> None:
    place = node.at(path).span
    problems.unknown_name(code, message, name, known, place)


def _extension(entry: DutyEntry, node: Mapping, problems: Diagnostics) -> Extension | None:
    """Return by how much the period may be extended: in the unit that it is stated in."""
    if entry.extension is None:
        return None
    path = ("extension", "by")
    more = _period(entry.extension.by, path, node, problems)
    own = _period(entry.within, ("within",), node, Diagnostics())
    if more is None or own is None:
        return None
    if more.unit != own.unit:
        message = f"期限以{own.unit}计，延长却以{more.unit}计"
        help = f"延长也用{own.unit}写；文件写明另一单位的，另写一个义务"
        problems.error("GZ411", message, node.at(path).span, help=help)
        return None
    return Extension(more, entry.extension.approved)


def _period(
    text: str | None, path: tuple[str, ...], node: Mapping, problems: Diagnostics
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
        problems.error("GZ411", message, node.at(path).span, help=help or None)
        return None
