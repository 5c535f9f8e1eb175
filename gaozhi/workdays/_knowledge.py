"""A calendar's days as known on some day: the table of working days, and the notices behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from gaozhi.workdays._notices import Notice
from gaozhi.workdays._table import DayTable, Segment

__all__ = ["Day", "Kind", "Knowledge", "Special", "table_of"]

Kind = Literal["工作日", "周末", "法定休假日", "调休上班", "地区放假"]


@dataclass(frozen=True, slots=True)
class Special:
    """A day that a notice makes other than its weekday: a holiday or a make-up working day."""

    kind: Kind
    festival: str | None
    notice: Notice

    @property
    def worked(self) -> bool:
        """Whether it is a working day."""
        return self.kind == "调休上班"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar.

    Attributes:
        date: the day.
        kind: working day, weekend, holiday and so on, in Chinese.
        festival: the festival that makes it so; None where there is none.
        notice: the notice behind it; None for a plain working day or weekend.
        provisional: whether the next year's notice may still change it.

    """

    date: date
    kind: Kind
    festival: str | None
    notice: Notice | None
    provisional: bool

    @property
    def worked(self) -> bool:
        """Whether it is a working day."""
        return self.kind in ("工作日", "调休上班")


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """A calendar's days as known on some day.

    Attributes:
        table: the working days.
        own: the special days of this layer.
        below: the layer below; None for the base.
        last: the last day of the last published year.
        gaps: the ranges of unknown days, with the reason in Chinese.
        doubts: by year, in Chinese, why its answers are weak.
        doubted: by doubt, the days that it is about; a doubt about any day is no key.

    """

    table: DayTable
    own: Mapping[date, Special]
    below: Knowledge | None
    last: date
    gaps: tuple[tuple[Segment, str], ...]
    doubts: Mapping[int, tuple[str, ...]]
    doubted: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def concerns(self, doubt: str, first: date, last: date) -> bool:
        """Whether a doubt is about a day from `first` to `last`, or may be about any day.

        Args:
            doubt: the doubt, as in `doubts`.
            first: the first day.
            last: the last day, included.

        """
        days = self.doubted.get(doubt)
        return days is None or any(first <= day <= last for day in days)

    def special(self, day: date) -> Special | None:
        """Return the special day of a date, or None for a plain working day or weekend."""
        found = self.own.get(day)
        if found is None and self.below is not None:
            return self.below.special(day)
        return found

    def day(self, day: date) -> Day:
        """Return a known day with its kind and its notice."""
        provisional = self.provisional(day)
        special = self.special(day)
        if special is not None:
            return Day(day, special.kind, special.festival, special.notice, provisional)
        kind: Kind = "工作日" if day.weekday() < 5 else "周末"
        return Day(day, kind, None, None, provisional)

    def provisional(self, day: date) -> bool:
        """Whether the next year's notice, not yet published, may still change the day."""
        return self.last - timedelta(days=3) < day <= self.last

    def known_before(self, offset: int) -> tuple[date, str]:
        """Return the last known day before an unknown one, and in Chinese why that is unknown."""
        table = self.table
        ends = [high for _, high in table.segments if high < offset]
        through = table.dates[max(ends, default=0)]
        for (start, end), reason in self.gaps:
            if start <= offset <= end:
                return through, reason
        year = date.fromordinal(min(table.first + offset, date.max.toordinal())).year
        return through, f"{year} 年的放假安排尚未公布"


def table_of(first: date, work: bytearray, gaps: list[Segment]) -> DayTable:
    """Return the table of the days from `first` on; those in the gaps are unknown.

    Args:
        first: the first day.
        work: a byte a day, 1 on a working day.
        gaps: disjoint runs of offsets, in order.

    """
    segments: list[Segment] = []
    start = 0
    for low, high in gaps:
        work[low : high + 1] = bytes(high + 1 - low)
        if start < low:
            segments.append((start, low - 1))
        start = high + 1
    if start < len(work):
        segments.append((start, len(work) - 1))
    return DayTable.of(first.toordinal(), bytes(work), segments)
