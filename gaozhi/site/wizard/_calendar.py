"""The working days of a calendar as data for a page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypedDict

from gaozhi.errors import Unpublished

if TYPE_CHECKING:
    from gaozhi.workdays import WorkCalendar

__all__ = ["CalendarData", "calendar_data"]

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class CalendarData(TypedDict):
    """Working days: by the weekday, but for some. Days are ISO text.

    ``known`` are the runs of published days, first and last; ``off`` the days from Monday to Friday
    that are none, ``on`` the Saturdays and Sundays that are some.
    """

    known: list[list[str]]
    off: list[str]
    on: list[str]


def calendar_data(calendar: WorkCalendar, since: date | None = None) -> CalendarData:
    """Return the working days of a calendar from a day on; from its first day where None."""
    first = calendar.first if since is None else max(since, calendar.first)
    length = (calendar.last - first).days + 1
    worked = {day: _works(calendar, day) for day in (first + n * _DAY for n in range(length))}
    days = [day for day, works in worked.items() if works is not None]
    known = [[day.isoformat(), day.isoformat()] for day in days[:1]]
    for before, day in pairwise(days):
        if day - before > _DAY:
            known.append([day.isoformat(), ""])
        known[-1][1] = day.isoformat()
    usual = {day: day.weekday() < _SATURDAY for day in days}
    return {
        "known": known,
        "off": [day.isoformat() for day in days if usual[day] and not worked[day]],
        "on": [day.isoformat() for day in days if worked[day] and not usual[day]],
    }


def _works(calendar: WorkCalendar, day: date) -> bool | None:
    try:
        return calendar.is_workday(day)
    except Unpublished:
        return None
