"""The base data: the public dictionaries of the package chinese_calendar, not its arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

__all__ = ["FIRST", "arranged_by", "base_days"]

FIRST: Final = date(2004, 1, 1)
"""The first day of the data; before it nothing is known."""


@cache
def base_days() -> Mapping[date, tuple[bool, str]]:
    """Return the special days: whether each is a working day, and its festival.

    A weekend inside a holiday is among them.
    """
    from chinese_calendar import Holiday, holidays, workdays

    names = {holiday.value: holiday.chinese for holiday in Holiday}
    found = {day: (False, names.get(name, name)) for day, name in holidays.items()}
    found |= {day: (True, names.get(name, name)) for day, name in workdays.items()}
    return MappingProxyType(dict(sorted(found.items())))


def arranged_by(day: date) -> int:
    """Return the year whose notice arranges a day of the base data.

    The notice for the next year arranges the last days of December: five of twenty-one did, the
    earliest from the 29th.
    """
    return day.year + (day.month == 12 and day.day >= 29)
