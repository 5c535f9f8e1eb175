"""The meaning of a period once more, one day at a time, without tables: slow and plain to see."""

import calendar as months
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

ONE = timedelta(days=1)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
MENDED = date(2005, 12, 31)

Worked = Callable[[date], bool]


def worked_in_china(day: date) -> bool:
    """Whether a day is a working day, by the package's own function and the one mend."""
    return day == MENDED or chinese_calendar.is_workday(day)


def every_day(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + ONE * at for at in range((last - first).days + 1)]


def is_excluded(day: date, excluded) -> bool:
    return any(a <= day <= b for a, b in excluded)


def workdays(worked: Worked, start: date, n: int, excluded=()) -> date:
    """The n-th working day after a day."""
    day = start
    while n:
        day += ONE
        n -= worked(day) and not is_excluded(day, excluded)
    return day


def days(worked: Worked, start: date, n: int, excluded=()) -> date:
    """n calendar days on, then off rest days."""
    day = start
    while n:
        day += ONE
        n -= not is_excluded(day, excluded)
    return roll(worked, day, excluded)


def roll(worked: Worked, day: date, excluded=()) -> date:
    while not worked(day) or is_excluded(day, excluded):
        day += ONE
    return day


def months_on(start: date, count: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def before(worked: Worked, end: date, n: int) -> date:
    day = end
    while n:
        day -= ONE
        n -= worked(day)
    return day


def latest_start(worked: Worked, end: date, n: int) -> date:
    """Tried out from the end: the first start, going back, that ends in time."""
    start = end
    while workdays(worked, start, n) > end:
        start -= ONE
    return start


def count(worked: Worked, start: date, end: date) -> int:
    return sum(worked(day) for day in every_day(start + ONE, end))
