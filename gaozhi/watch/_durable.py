"""The second matcher: what one rule finds around one first event, joined by durable-rules.

The events that pass the conditions are joined by durable-rules, and every pair that it reports is
looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from gaozhi.errors import CaseError
from gaozhi.model import Absence, Pattern, WatchRule
from gaozhi.source import Diagnostic
from gaozhi.watch._conditions import Conditions
from gaozhi.watch._event import Seen
from gaozhi.watch._joins import AT, HEAD, NUMBER, Joins, absent, present
from gaozhi.watch._match import Match, Matcher, letter, named, related
from gaozhi.watch._store import Store

MOST_RELATED: Final = 1000
"""How many events may be looked at together: durable-rules was measured that far."""

_Marks = dict[Seen, set[str]]
"""The events that a look is about, each with what the rule may take it for."""

_Joined = Mapping[str, Iterable[tuple[Seen, Seen]]]
"""By the mark of the right one, the pairs of events that are related as the rule says."""


class DurableMatcher(Matcher):
    """Looks for one rule among the events that are known, each time from the start.

    Raises:
        GaozhiError: the extra is not installed.

    """

    def __init__(self, rule: WatchRule, conditions: Conditions, store: Store) -> None:
        self.rule = rule
        self._conditions = conditions
        self._store = store
        self._joins = Joins(rule)
        self._related = dict(_relations(rule))

    def around(self, seen: Seen) -> Iterator[Match]:
        """Yield what the rule finds that an event is part of, in the order of first events.

        Raises:
            CaseError: more events belong together than can be looked at.

        """
        heads = {seen: None} if seen.kind == self.rule.head.event else {}
        for pattern in self.rule.others:
            if pattern.event == seen.kind:
                linked = self._store.linked(self.rule.head.event, pattern.same[0], seen)
                heads |= dict.fromkeys(head for head in linked if related(pattern, head, seen))
        for head in sorted(heads, key=lambda one: one.time):
            found = self._look(head, seen)
            if found is not None:
                yield found

    def _look(self, head: Seen, seen: Seen) -> Match | None:
        rule = self.rule
        marks = self._marks(head) if self._conditions.begins(rule, head) else None
        if marks is None:
            return None
        joined = self._join(marks)
        if head in _barred(0, rule.head, joined):
            return None
        others: list[tuple[Seen, ...]] = []
        concerned, more = seen is head, False
        for index, pattern in enumerate(rule.others, 1):
            right = (one for _, one in joined.get(present(index), ()))
            events = sorted(right, key=lambda one: one.time)
            barred = _barred(index, pattern, joined)
            standing = [e for e in (events[:1] if pattern.first else events) if e not in barred]
            if len({letter(event) for event in standing}) < pattern.at_least:
                return None
            kept, cut = named(reversed(standing), seen, stands=seen in standing)
            others.append(kept)
            concerned, more = concerned or seen in standing, more or cut
        if not concerned:
            return None
        return Match(head, tuple(others), tuple(self._conditions.doubts(rule, head, others)), more)

    def _marks(self, head: Seen) -> _Marks | None:
        """Return what may be part of it, or None where something that must be there is not."""
        marks: _Marks = {head: {HEAD}}
        for index, pattern in enumerate(self.rule.others, 1):
            linked = self._store.linked(pattern.event, pattern.same[0], head)
            may_be = [one for one in linked if self._conditions.may_be(pattern, one, head)]
            if not may_be:
                return None
            for one in may_be:
                marks.setdefault(one, set()).add(present(index))
        self._mark_absent(head.day, marks)
        if len(marks) > MOST_RELATED:
            raise CaseError([_too_many(self.rule, len(marks))])
        return marks

    def _mark_absent(self, day: date, marks: _Marks) -> None:
        for index, pattern in enumerate(self.rule.patterns):
            mark = HEAD if index == 0 else present(index)
            beside = [one for one, has in marks.items() if mark in has]
            for place, missing in enumerate(pattern.without):
                for left in beside:
                    for one in self._store.linked(missing.event, missing.same[0], left):
                        if one is not left and self._conditions.fits(missing, one, day):
                            marks.setdefault(one, set()).add(absent(index, place))

    def _join(self, marks: _Marks) -> _Joined:
        """Return the pairs that durable-rules found and that bear a second look."""
        events = sorted(marks, key=lambda one: one.time)
        facts: list[dict[str, int | str]] = [
            {NUMBER: number, AT: number, **event.links, **dict.fromkeys(marks[event], 1)}
            for number, event in enumerate(events, 1)
        ]
        found: dict[str, list[tuple[Seen, Seen]]] = {}
        for mark, one, other in self._joins.pairs(facts):
            left, right = events[one - 1], events[other - 1]
            if related(self._related[mark], left, right):
                found.setdefault(mark, []).append((left, right))
        return found


def _relations(rule: WatchRule) -> Iterator[tuple[str, Absence]]:
    for index, pattern in enumerate(rule.patterns):
        if index > 0:
            yield present(index), pattern
        for place, missing in enumerate(pattern.without):
            yield absent(index, place), missing


def _barred(index: int, pattern: Pattern, joined: _Joined) -> set[Seen]:
    """Return the events of a pattern beside which something stands that must not."""
    places = range(len(pattern.without))
    return {left for place in places for left, _ in joined.get(absent(index, place), ())}


def _too_many(rule: WatchRule, count: int) -> Diagnostic:
    message = f"预警规则“{rule.name}”要一并看的事件超过 {MOST_RELATED} 件（{count} 件）"
    help = "不写 matcher，自带的匹配没有这个限度；或者用 forget(before=…) 删去不必再看的事件"
    return Diagnostic.error("GZ556", message, help=help)
