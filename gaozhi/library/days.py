"""Checks of days that a caller gives."""

from __future__ import annotations

from datetime import date

from gaozhi.errors import CaseError
from gaozhi.source import require, unusable
from gaozhi.workdays import InvalidDate, civil

__all__ = ["require_day"]


def require_day(value: object, name: str, help: str) -> date:
    """Return an argument as a day in Beijing.

    Args:
        value: the argument: a date, or a datetime with its time zone.
        name: the argument's name.
        help: what to do, in Chinese.

    Raises:
        CaseError: it is no day.

    """
    day = require(value, date, name, "日期（date）", help)
    try:
        return civil(day)
    except InvalidDate as bad:
        raise CaseError([unusable(name, "日期（date）或者带时区的时刻", value, help)]) from bad
