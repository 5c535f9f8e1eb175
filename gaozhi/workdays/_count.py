"""Counting: the last day of a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gaozhi.errors import Unpublished

if TYPE_CHECKING:
    from gaozhi.workdays._exclusions import Exclusions
    from gaozhi.workdays._knowledge import Knowledge
    from gaozhi.workdays._period import Period

__all__ = ["Counted", "Counting"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """The last day of a period, and the nominal one before it was moved off rest days."""

    nominal: date
    last: date


@dataclass(frozen=True, slots=True)
class Counting:
    """The days and the exclusions by which a period is counted."""

    knowledge: Knowledge
    excluded: Exclusions

    def find(self, start: date, period: Period) -> Counted:
        """Return the last day of a period that begins the day after `start` (民法典 201).

        Raises:
            Unpublished: it depends on an unknown day.

        """
        if period.unit == "工作日":
            last = self._workdays(start, period.count)
            return Counted(last, last)
        length = period.count if period.unit == "日" else _length(start, period)
        return self._days(start, length)

    def _workdays(self, start: date, count: int) -> date:
        table = self.knowledge.table
        missing = count
        for after, until in self._stretches(start):
            low = (after - table.dates[0]).days
            run = table.segment(low + 1)
            end = low if run is None else run[1]
            reach = end if until is None else min((until - table.dates[0]).days, end)
            base = table.rank[low] if low < len(table.rank) else len(table.select)
            here = table.rank[reach] - base if reach > low else 0
            if missing <= here:
                return table.dates[table.select[base + missing - 1]]
            missing -= here
            if until is None or (until - table.dates[0]).days > end:
                through, reason = self.knowledge.known_before(end + 1)
                raise Unpublished(through, count - missing, missing, reason)
        raise AssertionError("the last stretch has no end")

    def _days(self, start: date, length: int) -> Counted:
        table = self.knowledge.table
        missing = length
        for after, until in self._stretches(start):
            here = missing if until is None else (until - after).days
            if missing <= here:
                nominal = _shifted(after, missing)
                break
            missing -= here
        day = nominal
        while True:
            at = (day - table.dates[0]).days
            if table.segment(at) is None:
                through, reason = self.knowledge.known_before(at)
                counted = self._counted(start, min(through, nominal))
                raise Unpublished(through, counted, length - counted, reason)
            if table.work[at] and self.excluded.holding(day) is None:
                return Counted(nominal, day)
            day += _DAY

    def _counted(self, start: date, end: date) -> int:
        """Return how many calendar days after `start` and up to `end` count."""
        return sum(
            max((min(until or end, end) - after).days, 0) for after, until in self._stretches(start)
        )

    def _stretches(self, start: date) -> Iterator[tuple[date, date | None]]:
        """Yield the ranges that count, as (day before the first, last day); the last has no end."""
        after = start
        for first, last in self.excluded:
            if last <= after:
                continue
            if first > after + _DAY:
                yield after, first - _DAY
            after = last
        yield after, None


def _length(start: date, period: Period) -> int:
    """Return how many calendar days a period of months or years has (民法典 202).

    Its last day is the same day of the month; where that month has none, the month's last.
    """
    from dateutil.relativedelta import relativedelta

    months = period.count * (12 if period.unit == "年" else 1)
    try:
        last = start + relativedelta(months=months)
    except (ValueError, OverflowError):
        return (date.max - start).days
    return (last - start).days


def _shifted(day: date, length: int) -> date:
    return date.max if length > (date.max - day).days else day + timedelta(days=length)
