"""What one rule finds around one first event.

Here stands whatever depends on the law: conditions are decided by the engine, with what is unknown
left unknown, days are reckoned by the calendar, and what is overdue by the county's duties. The
events that pass are joined by durable-rules, and every pair that it reports is looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from gaozhi._exceptions import CaseError
from gaozhi.compiler import Absence, Pattern, WatchRule
from gaozhi.engine.evaluate import truth
from gaozhi.language import FactValue
from gaozhi.source import Diagnostic
from gaozhi.watch._event import Seen
from gaozhi.watch._joins import AT, HEAD, NUMBER, Joins, absent, present
from gaozhi.watch._store import Store
from gaozhi.workdays import Unpublished, WorkCalendar

__all__ = ["MOST_RELATED", "Found", "Search"]

MOST_RELATED: Final = 1000
"""How many events may be looked at together: durable-rules was measured that far."""

Overdue = Callable[[Seen, date], bool]
"""Whether something that an event started is overdue on a day."""

_Marks = dict[Seen, set[str]]
"""The events that a look is about, each with what the rule may take it for."""

_Joined = Mapping[str, Iterable[tuple[Seen, Seen]]]
"""By the mark of the right one, the pairs of events that are related as the rule says."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: its first event, the events of each other pattern, what is in doubt."""

    head: Seen
    others: tuple[tuple[Seen, ...], ...]
    doubts: tuple[str, ...]

    def concerns(self, seen: Seen) -> bool:
        """Whether an event is among those that were found."""
        return seen is self.head or any(seen is one for events in self.others for one in events)


class Search:
    """Looks for one rule among the events that are known.

    Raises:
        GaozhiError: the extra is not installed.

    """

    def __init__(
        self,
        rule: WatchRule,
        store: Store,
        calendar: WorkCalendar,
        date_role: str | None,
        overdue: Overdue,
    ) -> None:
        self.rule = rule
        self._store = store
        self._calendar = calendar
        self._date = date_role
        self._overdue = overdue
        self._joins = Joins(rule)
        self._related = dict(_relations(rule))

    def around(self, seen: Seen) -> Iterator[Found]:
        """Yield what the rule finds that an event is part of, in the order of first events.

        Raises:
            CaseError: more events belong together than can be looked at.

        """
        heads = {seen: None} if seen.kind == self.rule.head.event else {}
        for pattern in self.rule.others:
            if pattern.event == seen.kind:
                linked = self._store.linked(self.rule.head.event, pattern.same[0], seen)
                heads |= dict.fromkeys(head for head in linked if related(pattern, head, seen))
        for head in sorted(heads, key=_in_time):
            found = self._look(head)
            if found is not None and found.concerns(seen):
                yield found

    def _look(self, head: Seen) -> Found | None:
        rule = self.rule
        if not self._fits(rule.head, head, head.day):
            return None
        if truth(rule.in_force, self._facts(head, head.day)) is False:
            return None
        marks = self._marks(head)
        if marks is None:
            return None
        joined = self._join(head, marks)
        if head in _barred(0, rule.head, joined):
            return None
        others: list[tuple[Seen, ...]] = []
        for index, pattern in enumerate(rule.others, 1):
            events = sorted((right for _, right in joined.get(present(index), ())), key=_in_time)
            barred = _barred(index, pattern, joined)
            standing = [e for e in (events[:1] if pattern.first else events) if e not in barred]
            if len({_letter(event) for event in standing}) < pattern.at_least:
                return None
            others.append(tuple(standing))
        return Found(head, tuple(others), tuple(self._doubts(head, others)))

    def _marks(self, head: Seen) -> _Marks | None:
        """Return what may be part of it, or None where something that must be there is not."""
        marks: _Marks = {head: {HEAD}}
        for index, pattern in enumerate(self.rule.others, 1):
            linked = self._store.linked(pattern.event, pattern.same[0], head)
            may_be = [one for one in linked if self._may_be(pattern, one, head)]
            if not may_be:
                return None
            for one in may_be:
                marks.setdefault(one, set()).add(present(index))
        self._mark_absent(head, marks)
        if len(marks) > MOST_RELATED:
            raise CaseError([_too_many(self.rule, len(marks))])
        return marks

    def _mark_absent(self, head: Seen, marks: _Marks) -> None:
        for index, pattern in enumerate(self.rule.patterns):
            mark = HEAD if index == 0 else present(index)
            beside = [one for one, has in marks.items() if mark in has]
            for place, missing in enumerate(pattern.without):
                for left in beside:
                    for one in self._store.linked(missing.event, missing.same[0], left):
                        if one is not left and self._fits(missing, one, head.day):
                            marks.setdefault(one, set()).add(absent(index, place))

    def _may_be(self, pattern: Pattern, seen: Seen, head: Seen) -> bool:
        return (
            related(pattern, head, seen)
            and self._fits(pattern, seen, head.day)
            and self._near(pattern, seen, head) is not False
            and (not pattern.overdue or self._overdue(seen, head.day))
        )

    def _fits(self, wanted: Absence, seen: Seen, day: date) -> bool:
        """Whether the event certainly is what is wanted, and not certainly an exception to it."""
        facts = self._facts(seen, day)
        return truth(wanted.where, facts) is True and truth(wanted.unless, facts) is not True

    def _facts(self, seen: Seen, day: date) -> Mapping[str, FactValue]:
        return seen.facts if self._date is None else {**seen.facts, self._date: day}

    def _near(self, pattern: Pattern, seen: Seen, head: Seen) -> bool | None:
        """Whether the two days lie near enough; None where the holidays are not published."""
        if pattern.within is None:
            return True
        first, last = sorted((seen.day, head.day))
        try:
            return last <= self._calendar.due(first, pattern.within).date
        except Unpublished:
            return None

    def _join(self, head: Seen, marks: _Marks) -> _Joined:
        """Return the pairs that durable-rules found and that bear a second look."""
        events = sorted(marks, key=_in_time)
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

    def _doubts(self, head: Seen, others: Iterable[Iterable[Seen]]) -> Iterator[str]:
        for pattern, events in zip(self.rule.others, others, strict=True):
            for event in events:
                if self._near(pattern, event, head) is None:
                    first, last = sorted((event.day, head.day))
                    yield (
                        f"{first} 至 {last} 是否在{pattern.within}以内，"
                        "放假安排尚未公布，暂不能定，按在以内提醒"
                    )


def related(wanted: Absence, left: Seen, right: Seen) -> bool:
    """Whether two events are related as the right one of them has to be."""
    if left is right or right.kind != wanted.event:
        return False
    one, other = left.links, right.links
    if any(link not in one or link not in other for link in (*wanted.same, *wanted.other)):
        return False
    return (
        all(one[link] == other[link] for link in wanted.same)
        and all(one[link] != other[link] for link in wanted.other)
        and (wanted.order != "earlier" or _in_time(right) < _in_time(left))
        and (wanted.order != "later" or _in_time(right) > _in_time(left))
    )


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


def _letter(seen: Seen) -> object:
    """Return what is counted once: a letter of a case, or the event itself where it has none."""
    return (seen.links["case"], seen.links.get("ref")) if "case" in seen.links else seen


def _in_time(seen: Seen) -> tuple[date, int]:
    return seen.day, seen.index


def _too_many(rule: WatchRule, count: int) -> Diagnostic:
    message = f"预警规则“{rule.name}”要一并看的事件超过 {MOST_RELATED} 件（{count} 件）"
    way_out = "用 forget(before=…) 删去已经不必再看的事件"
    return Diagnostic.error("GZ556", message, help=way_out)
