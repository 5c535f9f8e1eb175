"""The trace of a period, and how certain its last day is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gaozhi.workdays._count import Counted
from gaozhi.workdays._due import Certainty, TraceLine
from gaozhi.workdays._exclusions import Exclusions
from gaozhi.workdays._knowledge import Knowledge
from gaozhi.workdays._period import Period

__all__ = ["doubts_of", "trace_of"]

_DAY = timedelta(days=1)


def trace_of(
    knowledge: Knowledge, excluded: Exclusions, start: date, period: Period, found: Counted
) -> tuple[TraceLine, ...]:
    """Return a trace line for every day that matters, in order.

    In a period of working days every day matters. In one of calendar days only the excluded days,
    the last day, and the rest days that it is moved over do.

    Args:
        knowledge: the calendar's days.
        excluded: the intervals that are not counted.
        start: the day from which the period runs, itself not counted.
        period: the period.
        found: its last day.

    """
    if period.unit == "工作日":
        return tuple(_workdays(knowledge, excluded, start, found.last))
    return tuple(_days(knowledge, excluded, start, found))


def doubts_of(
    knowledge: Knowledge, excluded: Exclusions, period: Period, start: date, found: Counted
) -> tuple[Certainty, tuple[str, ...]]:
    """Return how certain the last day is, and in Chinese why it is not.

    It depends on the days that were counted or skipped as rest days; in a period of calendar days,
    on the last day alone and the rest days that it was moved over.

    Args:
        knowledge: the calendar's days.
        excluded: the intervals that are not counted.
        period: the period.
        start: the day from which it runs, itself not counted.
        found: its last day.

    """
    first = start + _DAY if period.unit == "工作日" else found.nominal
    years = range(first.year, found.last.year + 1)
    reasons = [
        reason
        for year in years
        for reason in knowledge.doubts.get(year, ())
        if knowledge.concerns(reason, first, found.last)
    ]
    certainty: Certainty = "weak" if reasons else "certain"
    open_days = (knowledge.last - back * _DAY for back in (2, 1, 0))
    if any(first <= day <= found.last and not excluded.holding(day) for day in open_days):
        certainty = "provisional"
        year = knowledge.last.year
        reasons.append(f"{year} 年 12 月 29 日至 31 日可能因 {year + 1} 年的放假通知而调整")
    return certainty, tuple(reasons)


def _workdays(
    knowledge: Knowledge, excluded: Exclusions, start: date, last: date
) -> Iterator[TraceLine]:
    number = 0
    day = start
    while day < last:
        day += _DAY
        if excluded.holding(day) is not None:
            yield TraceLine(day, "排除")
            continue
        shown = knowledge.day(day)
        number += shown.worked
        yield TraceLine(
            day,
            "计入" if shown.kind == "工作日" else shown.kind,
            number if shown.worked else None,
            shown.festival,
            shown.notice,
            "期间最后一日" if day == last else None,
        )


def _days(
    knowledge: Knowledge, excluded: Exclusions, start: date, found: Counted
) -> Iterator[TraceLine]:
    lost = 0
    for first, end in excluded:
        day = max(first, start + _DAY)
        while day <= min(end, found.nominal):
            yield TraceLine(day, "排除")
            lost += 1
            day += _DAY
    day = found.nominal
    while day <= found.last:
        if excluded.holding(day) is not None:
            yield TraceLine(day, "排除", note="顺延")
        else:
            shown = knowledge.day(day)
            note = "期间最后一日" if day == found.last else "顺延"
            if day == found.nominal != found.last:
                note = "期间届满日，顺延"
            number = (day - start).days - lost if day == found.nominal else None
            mark = "计入" if shown.kind == "工作日" else shown.kind
            yield TraceLine(day, mark, number, shown.festival, shown.notice, note)
        day += _DAY
