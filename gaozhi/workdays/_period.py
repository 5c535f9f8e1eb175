"""A period as documents write it: a number and a unit (3工作日, 10个工作日, 2日, 6个月, 1年)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

__all__ = ["UNITS", "Period", "Unit"]

Unit = Literal["工作日", "日", "月", "年"]
UNITS: Final[tuple[Unit, ...]] = ("工作日", "日", "月", "年")

_WRITTEN = re.compile(r"(?P<count>[1-9][0-9]{0,3})\s*个?(?P<unit>工作日|日|月|年)")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time whose unit is part of it: 3工作日 and 3日 are different periods.

    Attributes:
        count: how many units, at least 1.
        unit: 工作日 (working days), 日 (calendar days), 月 (months) or 年 (years).

    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1 or self.unit not in UNITS:
            raise ValueError(f"期间应为正整数加 {'、'.join(UNITS)} 之一")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that `text` writes.

        Args:
            text: a count in digits and a unit, with or without 个, for example ``3个工作日``.

        Raises:
            ValueError: the text is not a period; the message says in Chinese how one is written.

        >>> Period.parse("3个工作日")
        Period(count=3, unit='工作日')

        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"“{text}”不是期间；写法如 3工作日、2日、6个月、1年")
        return cls(int(found["count"]), cast("Unit", found["unit"]))

    def __str__(self) -> str:
        """Write the period as documents do: 3个工作日, 2日, 6个月, 1年."""
        return f"{self.count}{'个' if self.unit in ('工作日', '月') else ''}{self.unit}"
