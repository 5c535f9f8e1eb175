"""What of a watch rule depends on the law, whichever matcher looks for it.

Conditions are decided by the engine, with what is unknown left unknown; days are reckoned by the
calendar, and what is overdue by the county's duties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from gaozhi.logic import truth
from gaozhi.model import (
    Absence,
    FactRef,
    FactValue,
    Order,
    Pattern,
    WatchRule,
    facts_read,
    parts_of,
)
from gaozhi.watch._event import Seen
from gaozhi.watch._match import related
from gaozhi.watch._overdue import Overdues
from gaozhi.workdays import Unpublished, WorkCalendar

Days = tuple[date, date]
"""The first and the last day, both included."""

_ALWAYS: Final[Days] = (date.min, date.max)
_MOST_DAYS: Final = 32
"""How many days of one condition are tried: beyond, it is taken to turn on any day."""


class Conditions:
    """Says of events whether they are what a rule looks for, by the law of one jurisdiction."""

    def __init__(self, calendar: WorkCalendar, date_role: str | None, overdue: Overdues) -> None:
        self.overdue = overdue
        self._calendar = calendar
        self._date = date_role

    def begins(self, rule: WatchRule, seen: Seen) -> bool:
        """Whether a rule may look from an event as its first one."""
        return (
            seen.kind == rule.head.event
            and self.fits(rule.head, seen, seen.day)
            and truth(rule.in_force, self._facts(seen, seen.day)) is not False
        )

    def may_be(self, pattern: Pattern, seen: Seen, head: Seen) -> bool:
        """Whether an event may be what a pattern means, beside a first event.

        Args:
            pattern: what the rule looks for.
            seen: the event.
            head: the rule's first event.

        """
        return (
            related(pattern, head, seen)
            and self.fits(pattern, seen, head.day)
            and self.near(pattern, seen, head) is not False
            and (not pattern.overdue or self.overdue(seen, head.day))
        )

    def fits(self, wanted: Absence, seen: Seen, day: date) -> bool:
        """Whether the event certainly is what is wanted, and not certainly an exception to it.

        Args:
            wanted: what is looked for.
            seen: the event.
            day: the day that conditions read as the day of the decision, that of the first event.

        """
        facts = self._facts(seen, day)
        return truth(wanted.where, facts) is True and truth(wanted.unless, facts) is not True

    def near(self, pattern: Pattern, seen: Seen, head: Seen) -> bool | None:
        """Whether the two days lie near enough; None where the holidays are not published.

        Args:
            pattern: says the longest period; one that says none takes any two days.
            seen: one event.
            head: the rule's first event, before or after it.

        """
        first, last = sorted((seen.day, head.day))
        until = self.near_until(pattern, first)
        return None if until is None else last <= until

    def near_until(self, pattern: Pattern, day: date) -> date | None:
        """Return the last day that lies near enough to one before it; None as for `near`."""
        if pattern.within is None:
            return date.max
        try:
            return self._calendar.due(day, pattern.within).date
        except Unpublished:
            return None

    def doubts(
        self, rule: WatchRule, head: Seen, others: Iterable[Iterable[Seen]]
    ) -> Iterator[str]:
        """Yield what could not be told of the events that were found, and was taken to hold.

        Args:
            rule: the rule that alerts.
            head: its first event.
            others: the events found for each of the rule's patterns, in their order.

        """
        for pattern, events in zip(rule.others, others, strict=True):
            for event in events if pattern.within is not None else ():
                if self.near(pattern, event, head) is None:
                    first, last = sorted((event.day, head.day))
                    yield (
                        f"{first} 至 {last} 是否在{pattern.within}以内，"
                        "放假安排尚未公布，暂不能定，按在以内提醒"
                    )

    def dated(self, wanted: Absence) -> bool:
        """Whether it depends on the day of the first event what is wanted."""
        return self._date in facts_read(wanted.where, wanted.unless)

    def days(self, wanted: Absence, seen: Seen) -> Days | None:
        """Return days of the first event outside which an event never is what is wanted.

        Where nothing depends on the day, they are all days. None if it never is what is wanted.
        """
        turning = self._turning(wanted, seen)
        if not turning or len(turning) > _MOST_DAYS:
            loose = bool(turning) or self.fits(wanted, seen, seen.day)
            return _ALWAYS if loose else None
        fitting = [day for day in _around(turning) if self.fits(wanted, seen, day)]
        if not fitting:
            return None
        return (
            date.min if fitting[0] < turning[0] else fitting[0],
            date.max if fitting[-1] > turning[-1] else fitting[-1],
        )

    def _turning(self, wanted: Absence, seen: Seen) -> list[date]:
        """Return the days with which the day of the first event is compared."""
        found = {
            day
            for condition in (wanted.where, wanted.unless)
            for part in parts_of(condition)
            if isinstance(part, Order)
            for day in self._compared(part, seen)
        }
        return sorted(found)

    def _compared(self, part: Order, seen: Seen) -> Iterator[date]:
        operand = part.operand
        if isinstance(operand, FactRef):
            if self._date in (part.fact, operand.fact):
                other = operand.fact if part.fact == self._date else part.fact
                value = seen.facts.get(other)
                if isinstance(value, date):
                    yield value
        elif part.fact == self._date and isinstance(operand, date):
            yield operand

    def _facts(self, seen: Seen, day: date) -> Mapping[str, FactValue]:
        return seen.facts if self._date is None else {**seen.facts, self._date: day}


def _around(turning: Iterable[date]) -> list[date]:
    """Return the days, and those before and after each."""
    ordinals = {day.toordinal() + step for day in turning for step in (-1, 0, 1)}
    known = range(date.min.toordinal(), date.max.toordinal() + 1)
    return [date.fromordinal(ordinal) for ordinal in sorted(ordinals) if ordinal in known]
