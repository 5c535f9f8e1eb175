"""Compiling watch rules: merged down the chain like duties, with events and links checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from gaozhi.compiler._duties import period_of
from gaozhi.compiler._lowering import Lowering, reading_of
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._override import Override, merge_entries
from gaozhi.compiler._provisions import Provisions
from gaozhi.language import LINKS, PatternEntry, RulesFolder, WatchEntry, WatchSource, record_of
from gaozhi.model import Absence, Always, Carrier, CarrierKind, Duty, Pattern, WatchRule
from gaozhi.source import Diagnostics, Node, Span, element_of

__all__ = ["MOST", "lower_watch"]

MOST: Final = 16
"""How many events one rule may look for, absent ones included: durable-rules, the second matcher,
fails where one event matches more than 64, and nobody reads half as many."""


def lower_watch(
    chain: Sequence[RulesFolder],
    lowering: Lowering,
    provisions: Provisions,
    duties: Sequence[Duty],
    problems: Diagnostics,
) -> tuple[tuple[WatchRule, ...], dict[str, int]]:
    """Return the watch rules of the chain, and the level of each by its name.

    A rule that a county replaces or removes stays for the days on which the county's document is
    not in force. None may have the name of a rule or a duty, since ``restates`` refers to all of
    them by name.

    Args:
        chain: the rules folders from the root down.
        lowering: lowers their conditions.
        provisions: resolves the ids in a basis.
        duties: the duties of the chain, whose events a rule may call overdue.
        problems: receives every problem, each at its place.

    """
    placed = merge_entries(
        chain,
        WatchEntry,
        lambda folder: folder.watch,
        provisions,
        problems,
        taken=_names_taken(chain),
    )
    answered = frozenset(duty.since for duty in duties if duty.since and duty.met_by)
    reading = _Reading(lowering, provisions, answered, problems)
    rules = tuple(reading.rule(one) for one in placed.values())
    return rules, {name: one.level for name, one in placed.items()}


def _names_taken(chain: Sequence[RulesFolder]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for folder in chain:
        for entry in folder.entries:
            if entry.node.get("rule") is not None:
                place = entry.node.at(["rule"])
                found.setdefault(str(place.plain()), place.span)
        for duty in folder.duties:
            if duty.node.get("duty") is not None:
                place = duty.node.at(["duty"])
                found.setdefault(str(place.plain()), place.span)
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """Lowers the watch rules of one chain, and reports their problems."""

    lowering: Lowering
    provisions: Provisions
    answered: frozenset[str]
    """the events that start a duty with an event that meets it"""
    problems: Diagnostics

    def rule(self, placed: Override[WatchEntry, WatchSource]) -> WatchRule:
        """Return the rule; problems are added."""
        entry, node = placed.entry, placed.node
        count = sum(1 + len(pattern.without) for pattern in entry.events.values())
        if count > MOST:
            message = f"一条预警规则最多看 {MOST} 种事件，这里有 {count} 种"
            place = node.at(["watch"]).span
            self.problems.error("GZ552", message, place, help="分写成几条规则")
        patterns = [
            self._pattern(name, pattern, node.at(["events", name]), head=index == 0)
            for index, (name, pattern) in enumerate(entry.events.items())
        ]
        note_accepted(entry.accepted, node, self.problems)
        by = Carrier(CarrierKind.WATCH, entry.watch)
        basis = self.provisions.cite(placed.level, entry.basis, node.at(["basis"]).span, by)
        restating = self.lowering.restating(entry.watch)
        return record_of(
            WatchRule,
            entry,
            name=entry.watch,
            head=patterns[0],
            others=tuple(patterns[1:]),
            basis=tuple(dict.fromkeys([*restating, *basis])),
            level=placed.level,
            in_force=self.lowering.in_force(placed),
            reading=reading_of(entry.reading),
        )

    def _pattern(self, name: str, entry: PatternEntry, node: Node, *, head: bool) -> Pattern:
        if not head and not entry.same:
            message = f"“{name}”没有写与第一项有什么相同"
            help = "写 same: applicant 之类；没有相同之处的事件，凑在一起没有意义"
            self.problems.error("GZ550", message, node.at(["event"]).span, help=help)
        if entry.overdue and entry.event not in self.answered:
            message = f"没有义务自“{entry.event}”起、以另一事件为履行，谈不上逾期"
            help = "在 duties 里写明这项义务的 from 和 met_by，或者删去 overdue"
            self.problems.error("GZ553", message, node.at(["overdue"]).span, help=help)
        without = tuple(
            self._absence(absent, node.at(["without", index]))
            for index, absent in enumerate(entry.without)
        )
        return Pattern(
            **self._common(entry, node),
            name=name,
            within=period_of(entry.within, node.at(["within"]), self.problems),
            at_least=entry.at_least,
            first=bool(entry.first),
            overdue=bool(entry.overdue),
            without=without,
        )

    def _absence(self, entry: Any, node: Node) -> Absence:  # noqa: ANN401 - the model's base
        if not entry.same:
            message = f"不应有的事件“{entry.event}”没有写与哪一栏相同"
            self.problems.error(
                "GZ550", message, node.at(["event"]).span, help="写 same: case 之类"
            )
        return Absence(**self._common(entry, node))

    def _common(self, entry: Any, node: Node) -> dict[str, Any]:  # noqa: ANN401 - as above
        """Return the fields that events and absences have in common, checked."""
        events = self.lowering.vocabulary.events
        if entry.event not in events:
            message = f"不认识的事件“{entry.event}”"
            span = node.at(["event"]).span
            self.problems.unknown_name("GZ412", message, entry.event, events, span)
        for key, names in (("same", entry.same), ("other", entry.other)):
            for place, name in enumerate(names):
                if name not in LINKS:
                    message = f"不能用“{name}”联系事件"
                    span = element_of(node.at([key]), place)
                    self.problems.unknown_name("GZ551", message, name, LINKS, span)
        where, unless = node.at(["where"]), node.at(["unless"])
        return {
            "event": entry.event,
            "where": self.lowering.condition(where if entry.where is not None else None),
            "unless": self.lowering.condition(unless)
            if entry.unless is not None
            else Always(False),
            "same": tuple(entry.same),
            "other": tuple(entry.other),
            "order": "earlier" if entry.earlier else "later" if entry.later else None,
        }
