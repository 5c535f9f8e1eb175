"""Compiling duties: merged down the chain like rules, with periods and events checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Known
from typing import Final

from gaozhi.compiler._case_times import case_time
from gaozhi.compiler._lowering import Lowering, reading_of
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._override import Override, merge_entries
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._said import said
from gaozhi.language import CaseTimeEntry, DutyEntry, DutySource, RulesFolder, record_of
from gaozhi.model import SAME_DAY, Carrier, CarrierKind, Duty, Extension, FactType, OrganGroup
from gaozhi.source import Diagnostics, Mapping, Node, element_of, key_of
from gaozhi.workdays import Period

__all__ = ["lower_duties", "period_of"]

_PERIODS: Final = (FactType.NUMBER, FactType.TEXT)
_DAYS: Final = (FactType.DATE,)

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

    Args:
        chain: the rules folders from the root down.
        lowering: lowers their conditions.
        provisions: resolves the ids in a basis.
        organs: the groups of organs that a duty may name.
        problems: receives every problem, each at its place.

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
    vocabulary = lowering.vocabulary
    events = vocabulary.events
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
        within=_period(entry, node, problems),
        within_case=case_time(entry.within, node.at(["within"]), vocabulary, _PERIODS, problems),
        by=None if isinstance(entry.by, CaseTimeEntry) else entry.by,
        by_case=case_time(entry.by, node.at(["by"]), vocabulary, _DAYS, problems),
        every=_every(entry.every, node.at(["every"]), problems),
        manner=_manner(entry),
        extension=_extension(entry, node, problems),
        reading=reading_of(entry.reading),
        says=said(node.get("when")),
    )


def _manner(entry: DutyEntry) -> str | None:
    if entry.within == SAME_DAY:
        return SAME_DAY
    if entry.promptly:
        return "及时"
    return "当场" if entry.at_once else None


def _period(entry: DutyEntry, node: Mapping, problems: Diagnostics) -> Period | None:
    """Return the period that a duty states in writing; None where it states none."""
    if entry.within == SAME_DAY:
        for key in ("extension", "not_counted"):
            if getattr(entry, key):
                message = f"within 是当日，不能另写 {key}"
                problems.error("GZ411", message, key_of(node, key), help=f"删去 {key}")
        return None
    written = None if isinstance(entry.within, CaseTimeEntry) else entry.within
    return period_of(written, node.at(["within"]), problems)


def _extension(entry: DutyEntry, node: Mapping, problems: Diagnostics) -> Extension | None:
    """Return by how much a duty's period may be extended, in the unit of the period."""
    if entry.extension is None or entry.within == SAME_DAY:
        return None
    place = node.at(["extension", "by"])
    more = period_of(entry.extension.by, place, problems)
    if isinstance(entry.within, CaseTimeEntry):
        unit = entry.within.unit
        if unit is None:
            message = "期限由一段文本写明，不知道以什么计，不能另写延长"
            help = "期限改用 number 的事实，写明 unit；或者删去 extension"
            return problems.error("GZ419", message, place.span, help=help)
    else:
        own = period_of(entry.within, node, Diagnostics())
        unit = own.unit if own else None
    if more is None or unit is None:
        return None
    if more.unit != unit:
        message = f"期限以{unit}计，延长却以{more.unit}计"
        help = f"延长也用{unit}写；文件写明另一单位的，另写一个义务"
        return problems.error("GZ411", message, place.span, help=help)
    return Extension(more, entry.extension.approved)


def period_of(text: str | None, node: Node, problems: Diagnostics) -> Period | None:
    """Return the period that a text is, or None without one.

    Args:
        text: the text; None where there is none.
        node: its node.
        problems: receives the problem of a text that is no period.

    """
    try:
        return None if text is None else Period.parse(text)
    except ValueError as error:
        message, _, help = str(error).partition("；")
        return problems.error("GZ411", message, node.span, help=help or None)


def _every(text: str | None, node: Node, problems: Diagnostics) -> Period | None:
    period = period_of(text, node, problems)
    if period is None or period.unit != "工作日":
        return period
    # A schedule of working days would be unknown beyond the published years.
    message, help = f"“{text}”不能作周期", "每隔多久用 日、月、年，如 6个月"
    return problems.error("GZ411", message, node.span, help=help)
