"""Duties: merged down the chain like rules, their periods read and their events checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Known

from gaozhi.compiler._lowering import Lowering, reading_of
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._override import Override, merge_entries
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._said import said
from gaozhi.language import DutyEntry, DutySource, RulesFolder, record_of
from gaozhi.model import MANNER_CODES, Carrier, CarrierKind, Duty, Extension, OrganGroup
from gaozhi.source import Diagnostics, Mapping, Node, element_of
from gaozhi.workdays import Period

__all__ = ["lower_duties", "period_of"]

Organs = Known[str, OrganGroup]
"""The groups of organs of a chain, by name."""


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
            message = f"不认识的事件“{event}”"
            problems.unknown_name("GZ412", message, event, events, node.at(path).span)
    for key, other in (("instead_of", entry.instead_of), ("restarts", entry.restarts)):
        if other is not None and other not in standing:
            message = f"没有名为“{other}”的义务"
            problems.unknown_name("GZ402", message, other, standing, node.at([key]).span)
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
        within=period_of(entry.within, node.at(["within"]), problems),
        every=_every(entry.every, node.at(["every"]), problems),
        manner=next((name for name, key in MANNER_CODES.items() if getattr(entry, key)), None),
        extension=_extension(entry, node, problems),
        reading=reading_of(entry.reading),
        says=said(node.get("when")),
    )


def _extension(entry: DutyEntry, node: Mapping, problems: Diagnostics) -> Extension | None:
    """Return by how much the period may be extended: in the unit that it is stated in."""
    if entry.extension is None:
        return None
    place = node.at(["extension", "by"])
    more = period_of(entry.extension.by, place, problems)
    own = period_of(entry.within, node, Diagnostics())
    if more is None or own is None:
        return None
    if more.unit != own.unit:
        message = f"期限以{own.unit}计，延长却以{more.unit}计"
        help = f"延长也用{own.unit}写；文件写明另一单位的，另写一个义务"
        return problems.error("GZ411", message, place.span, help=help)
    return Extension(more, entry.extension.approved)


def period_of(text: str | None, node: Node, problems: Diagnostics) -> Period | None:
    """Return the period that is written at a node, or None without one; problems are added."""
    try:
        return None if text is None else Period.parse(text)
    except ValueError as error:
        message, _, help = str(error).partition("；")
        return problems.error("GZ411", message, node.span, help=help or None)


def _every(text: str | None, node: Node, problems: Diagnostics) -> Period | None:
    period = period_of(text, node, problems)
    if period is None or period.unit != "工作日":
        return period
    # A schedule of working days could not be told beyond the published years.
    message, help = f"“{text}”不能作周期", "每隔多久用 日、月、年，如 6个月"
    return problems.error("GZ411", message, node.span, help=help)
