"""Working-day calendars and legal periods: when 3个工作日 end, how certain that is, and why.

    from gaozhi.workdays import Period, WorkCalendar

    due = WorkCalendar.china().due(date(2026, 11, 23), Period.parse("3个工作日"))
    due.date, due.expires_at, due.certainty, due.trace

The rules are those of 民法典 200-204 and 行政许可法 82; nothing is guessed for a year whose notice
has not been published. Names are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gaozhi.errors import (
        CalendarError,
        InvalidCount,
        InvalidDate,
        InvalidExclusion,
        InvalidRange,
        UnknownCalendar,
        Unpublished,
        WorkdaysError,
    )
    from gaozhi.workdays._calendar import WorkCalendar
    from gaozhi.workdays._civil import BEIJING, WEEKDAYS, civil
    from gaozhi.workdays._due import Certainty, Due, Mark, TraceLine
    from gaozhi.workdays._knowledge import Day, Kind
    from gaozhi.workdays._notices import Notice
    from gaozhi.workdays._period import UNITS, Period, Unit

__all__ = [
    "BEIJING",
    "UNITS",
    "WEEKDAYS",
    "CalendarError",
    "Certainty",
    "Day",
    "Due",
    "InvalidCount",
    "InvalidDate",
    "InvalidExclusion",
    "InvalidRange",
    "Kind",
    "Mark",
    "Notice",
    "Period",
    "TraceLine",
    "Unit",
    "UnknownCalendar",
    "Unpublished",
    "WorkCalendar",
    "WorkdaysError",
    "civil",
]

_HOMES = {
    name: f"{__name__}.{home}"
    for home, names in {
        "_calendar": ("WorkCalendar",),
        "_civil": ("BEIJING", "WEEKDAYS", "civil"),
        "_due": ("Certainty", "Due", "Mark", "TraceLine"),
        "_knowledge": ("Day", "Kind"),
        "_notices": ("Notice",),
        "_period": ("UNITS", "Period", "Unit"),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES.get(name, "gaozhi.errors")), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
