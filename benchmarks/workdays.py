"""The calendars: speed against what others do, and the memory of a country of counties."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import chinese_calendar
import numpy

from benchmarks.measuring import each, fresh, said
from gaozhi.workdays import WorkCalendar
from gaozhi.workdays._ledger import Ledger
from gaozhi.workdays._notices import Days, Entry, Notice, Regional

COUNTIES, OVERLAYS = 2843, 45
N = 5
MEMORY = "from benchmarks.workdays import memory; print(memory())"
DEPENDENCIES = "import chinese_calendar, dateutil.relativedelta"

Row = tuple[str, str, float, float, bool]
"""What was measured, against what, the figure, its bound, and whether it is a least."""


def rows() -> list[Row]:
    """Return the measurements of the working-day calendars."""
    china = WorkCalendar.china()
    starts = [date(2021, 1, 1) + timedelta(days=at) for at in range(1500)]
    rest = [day for day in _days(china) if not china.is_workday(day)]
    theirs = numpy.busdaycalendar("1111111", rest)

    def by_numpy(start: date) -> object:
        return numpy.busday_offset(start, N, roll="backward", busdaycal=theirs)

    for start in starts:
        found = china.add_workdays(start, N)
        assert found == _loop(start) == by_numpy(start).astype(date), start  # type: ignore[attr-defined]
    ours = each(_adding(china), starts)
    looped = each(_loop, starts[:200])
    offset = each(by_numpy, starts)
    alone, dependencies = fresh("from gaozhi.workdays import Period, WorkCalendar", DEPENDENCIES)
    importing = alone - dependencies
    return [
        ("add_workdays，n = 5", "逐日调用 chinese_calendar", looped / ours, 200, True),
        ("add_workdays，n = 5", "numpy.busday_offset", offset / ours, 10, True),
        (
            "2,843 个县、45 种放假的 MiB",
            "",
            int(said("from benchmarks.workdays import memory; print(memory())")) / (1 << 20),
            4,
            False,
        ),
        ("import gaozhi.workdays，超出的毫秒", DEPENDENCIES, 1e3 * importing, 30, False),
    ]


def _adding(calendar: WorkCalendar) -> Callable[[date], date]:
    add = calendar.add_workdays
    return lambda start: add(start, N)


def _loop(start: date) -> date:
    day, left = start, N
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    return day


def _days(calendar: WorkCalendar) -> list[date]:
    length = (calendar.last - calendar.first).days + 1
    return [calendar.first + timedelta(days=at) for at in range(length)]


def memory() -> int:
    """Return the bytes of a calendar for every county, of all overlays and of what is below them.

    To be called in a fresh interpreter, which has no calendar yet.
    """
    import_module("gaozhi.workdays._reading")  # the code is not what is measured
    tracemalloc.start()
    china = WorkCalendar.china()
    below = china._ledger  # noqa: SLF001 - the figure is of what stands behind it
    worked = [day for day in _days(china) if day.year == 2026 and china.is_workday(day)]
    calendars = [_county(number, below, worked) for number in range(COUNTIES)]
    gc.collect()
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len({calendar.digest for calendar in calendars}) == OVERLAYS
    return used


def _county(number: int, below: Ledger, worked: list[date]) -> WorkCalendar:
    place = 100 + number % OVERLAYS
    entries = tuple(
        Entry(
            Notice(year, None, "示例", "节日"),
            Days(tuple(worked[place : place + 3]) if year == 2026 else ()),
        )
        for year in range(2012, 2027)
    )
    rules = Regional(date(2012, 1, 1), ("节日",), entries)
    return WorkCalendar(f"county{number}", f"第 {number} 县", Ledger.of(rules, below))
