"""A time of a duty that no document sets but the case, and the values that can be one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gaozhi.model.facts import FactValue
from gaozhi.source import shown
from gaozhi.workdays import Period, Unit

__all__ = ["SAME_DAY", "CaseTime", "UnusablePeriod", "period_in"]

SAME_DAY: Final = "当日"
"""The period that ends with the day on which it began."""

_LONGEST: Final = 9999
"""The largest number of a period, as in one that is written."""
_WRITTEN: Final = "写法如 3工作日、2日、6个月、1年、当日；不知道的不写"


class UnusablePeriod(ValueError):  # noqa: N818 - it is a value that is at fault
    """The value of a fact is no period; `help` is the way out."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True)
class CaseTime:
    """A time that no document sets, but the case: a period, or a last day.

    Attributes:
        fact: the fact that holds it. For a period a number, or a text such as 10个工作日; for a
            last day a date.
        unit: the unit of a number; None where the fact itself says it.

    """

    fact: str
    unit: Unit | None = None


def period_in(time: CaseTime, value: FactValue) -> Period | None:
    """Return the period that the value of a fact is; None where it is 当日.

    Args:
        time: the fact, with the unit of a number.
        value: its value, a number or a text.

    Raises:
        UnusablePeriod: it is no period, such as a negative number or a part of a day.

    """
    if isinstance(value, str):
        if value.strip() == SAME_DAY:
            return None
        try:
            return Period.parse(value)
        except ValueError:
            message = f"“{time.fact}”是“{shown(value, 30)}”，不是期间"
            raise UnusablePeriod(message, _WRITTEN) from None
    assert isinstance(value, Decimal)
    assert time.unit is not None
    if value == value.to_integral_value() and 1 <= value <= _LONGEST:
        return Period(int(value), time.unit)
    message = f"“{time.fact}”是 {value}，不能作期限"
    help = f"写 1 至 {_LONGEST} 的整数，以{time.unit}计；不知道的不写"
    raise UnusablePeriod(message, help)
