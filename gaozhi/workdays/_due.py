"""The result of counting a period: the last day, its end, its certainty, and the trace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from gaozhi.workdays._civil import WEEKDAYS
from gaozhi.workdays._notices import Notice
from gaozhi.workdays._period import Period

__all__ = ["Certainty", "Due", "Mark", "TraceLine"]

Certainty = Literal["certain", "weak", "provisional"]
Mark = Literal["计入", "周末", "法定休假日", "调休上班", "地区放假", "排除"]


_MARK_CODES: Final[dict[Mark, str]] = {
    "计入": "counted",
    "周末": "weekend",
    "法定休假日": "holiday",
    "调休上班": "make_up_day",
    "地区放假": "regional_holiday",
    "排除": "excluded",
}


@dataclass(frozen=True, slots=True)
class TraceLine:
    """How one day was counted in a period.

    Attributes:
        date: the day.
        mark: 计入 or 调休上班 where it counts as a working day, otherwise why it does not. In a
            period of calendar days, what the day is.
        number: which day of the period it is; None where it is not counted.
        festival: the festival that makes it a rest day or a make-up day, where there is one.
        notice: the notice behind the mark; None for a plain working day or weekend.
        note: 期间最后一日 or 顺延, where the day is that; otherwise None.

    """

    date: dt.date
    mark: Mark
    number: int | None = None
    festival: str | None = None
    notice: Notice | None = None
    note: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.date} {WEEKDAYS[self.date.weekday()]}", self.mark]
        if self.festival:
            parts.append(self.festival)
        if self.number is not None:
            parts.append(f"第 {self.number} 日")
        if self.note:
            parts.append(self.note)
        return "  ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return {
            "date": self.date.isoformat(),
            "mark": self.mark,
            "mark_code": _MARK_CODES[self.mark],
            "number": self.number,
            "festival": self.festival,
            "notice": self.notice and self.notice.to_dict(),
            "note": self.note,
        }


def _may_be_worked(line: TraceLine, certainty: Certainty) -> bool:
    if line.mark in ("计入", "调休上班"):
        return True
    if line.notice is not None:
        return line.notice.certainty == "weak"
    # The next year's notice may still arrange the last three days of the last published year.
    return certainty == "provisional" and (line.date.month, line.date.day) >= (12, 29)


@dataclass(frozen=True, slots=True)
class Due:
    """When a period ends, how certain that is, and how it was counted.

    Attributes:
        date: the last day.
        expires_at: its end, 24:00 in Beijing or the close of business (民法典 203).
        certainty: certain; weak where a notice is missing or has one source; provisional where the
            next year's notice may still move it.
        trace: a line for every day that matters, in order.
        start: the day from which the period was counted, itself not counted (民法典 201).
        period: what was counted.
        calendar: the id of the calendar that was used.
        nominal: the last day before it was moved off rest days (民法典 203).
        excluded: the intervals that were not counted, both ends included.
        as_known_on: only notices published up to this day were used; None for all.
        doubts: in Chinese, why it is not certain.
        voids: the period that this one replaces, where the clock was restarted; its own `voids`
            is None.

    """

    date: dt.date
    expires_at: dt.datetime
    certainty: Certainty
    trace: tuple[TraceLine, ...]
    start: dt.date
    period: Period
    calendar: str
    nominal: dt.date
    excluded: tuple[tuple[dt.date, dt.date], ...] = ()
    as_known_on: dt.date | None = None
    doubts: tuple[str, ...] = ()
    voids: Due | None = None

    @property
    def earliest(self) -> dt.date:
        """The last day if every doubtful rest day were a working day; without doubts, `date`.

        A missing notice can only move the day earlier; one with a single source may also be wrong.
        """
        if self.certainty == "certain":
            return self.date
        lines = [line for line in self.trace if line.mark != "排除"]
        worked = [line.date for line in lines if _may_be_worked(line, self.certainty)]
        if self.period.unit != "工作日":
            return next((day for day in worked if day >= self.nominal), self.date)
        return worked[self.period.count - 1] if len(worked) >= self.period.count else self.date

    @property
    def basis(self) -> tuple[str, ...]:
        """The articles by which it was counted, in Chinese; the trace has the notices."""
        to_the_month = self.period.unit in ("月", "年")
        articles = ("第二百零一条", *(["第二百零二条"] if to_the_month else []), "第二百零三条")
        return tuple(f"民法典{article}" for article in articles)

    def in_place_of(self, void: Due) -> Due:
        """Return the period with `voids` set to another, whose own `voids` is dropped.

        So however often a clock is restarted, the result does not nest.
        """
        return replace(self, voids=replace(void, voids=None))

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return {
            "start": self.start.isoformat(),
            "period": {"count": self.period.count, "unit": self.period.unit},
            "calendar": self.calendar,
            "date": self.date.isoformat(),
            "expires_at": self.expires_at.isoformat(),
            "nominal": self.nominal.isoformat(),
            "certainty": self.certainty,
            "doubts": list(self.doubts),
            "basis": list(self.basis),
            "excluded": [[a.isoformat(), b.isoformat()] for a, b in self.excluded],
            "as_known_on": self.as_known_on and self.as_known_on.isoformat(),
            "voids": self.voids and self.voids.date.isoformat(),
            "trace": [line.to_dict() for line in self.trace],
        }
