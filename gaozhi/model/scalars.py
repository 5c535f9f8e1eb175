"""Conversion of scalars of other libraries and of subclasses to Python's own types.

numpy and pandas are never imported: their values are recognised by class. A value is converted only
where the result is an ordinary value equal to it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any, Final

from gaozhi.source import as_given
from gaozhi.workdays import BEIJING

__all__ = ["is_missing", "plain_scalar"]

_PLAIN: Final = frozenset({bool, str, date, int, Decimal, list, dict})
_MISSING: Final = frozenset({"NAType", "NaTType"})
# Above it a float cannot represent every whole number.
_EXACT: Final = 2**53
_DAYS_AND_FINER: Final = frozenset({"D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"})


def is_missing(value: object) -> bool:
    """Whether a value means that nothing is known: None, NaN, NA or NaT.

    A `Decimal` NaN is not one: it comes from a computation that failed.

    >>> is_missing(None), is_missing(float("nan")), is_missing(False), is_missing("")
    (True, True, False, False)
    """
    kind = type(value)
    if value is None:
        return True
    if kind in _PLAIN:
        return False
    if isinstance(value, float):
        return float.__ne__(value, value)
    if kind.__name__ in _MISSING and _library(kind) == "pandas":
        return True
    return _is_numpy(kind) and as_given(partial(_is_nothing, value)) is True


def plain_scalar(value: object) -> object:
    """Return a scalar of another class as Python's own; any other value unchanged.

    Subclasses are converted because their own comparisons would decide the case. A whole float
    becomes an int: pandas returns a column of integers as floats once one of them is missing. A
    datetime at midnight becomes its day, in Beijing where it has a time zone.

    >>> plain_scalar(3.0), plain_scalar(2.5), plain_scalar(datetime(2021, 7, 1))
    (3, 2.5, datetime.date(2021, 7, 1))
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, datetime):
        return as_given(partial(_day_of, value)) or value
    if isinstance(value, date):
        return date.fromordinal(date.toordinal(value))
    if isinstance(value, Decimal):
        return Decimal(value)
    if _is_numpy(type(value)):
        found = as_given(partial(_out_of_numpy, value))
        value = value if found is None else found
    if isinstance(value, float) and abs(value) <= _EXACT and value == int(value):
        return int(value)
    return value


def _library(kind: type) -> str:
    return str(getattr(kind, "__module__", "")).partition(".")[0]


def _is_numpy(kind: type) -> bool:
    """Whether a class is one of numpy's scalars."""
    return any(base.__name__ == "generic" and _library(base) == "numpy" for base in kind.__mro__)


def _is_nothing(value: Any) -> bool:  # noqa: ANN401 - a scalar of numpy's
    return value.dtype.kind in "fM" and bool(value != value)


def _out_of_numpy(value: Any) -> bool | float | date | None:  # noqa: ANN401 - as above
    """Return a numpy scalar as Python's own, or None where there is none or it is no whole day."""
    match value.dtype.kind:
        case "b":
            return bool(value)
        case "f":
            return float(value)
        case "M":
            unit = value.dtype.str.partition("[")[2].rstrip("]").lstrip("0123456789")
            day = value.astype("datetime64[D]")
            found = day.item() if unit in _DAYS_AND_FINER and bool(day == value) else None
            return found if type(found) is date else None
    return None


def _day_of(moment: datetime) -> date | None:
    """Return the day that begins at a moment, or None where none does."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(BEIJING)
    day = datetime.date(moment)
    begins = datetime.time(moment) == time() and getattr(moment, "nanosecond", 0) == 0
    # pandas keeps a year beyond Python's range apart from the fields of a datetime.
    return day if begins and moment.year == day.year else None
