"""Periods: a number and a unit, as documents write them (3个工作日, 三个工作日, 10日内, 一个月)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, cast

from gaozhi.workdays._numerals import chinese_number
from gaozhi.workdays._repeated import repeated

__all__ = ["UNITS", "Period", "Unit"]

Unit = Literal["工作日", "日", "月", "年"]
UNITS: Final[tuple[Unit, ...]] = ("工作日", "日", "月", "年")

_WRITTEN = re.compile(
    r"(?P<count>[1-9][0-9]{0,3}|[零一二两三四五六七八九十百千]+)\s*"
    r"(?:个?(?P<several>工作日|月)|(?P<single>日|年))(?:以内|之内|内)?"
)

_LONGEST: Final = 1000

_COUNT = r"(?P<count>\d+|[一二两三四五六七八九十百千]+)\s*个?"
_NEARLY = tuple(
    (re.compile(begins), way)
    for begins, way in (
        (r"[-−负]", "期间不能是负数；"),
        (r"[0零〇]+\D", "期间至少是一；当日办结的，期限就是当日；"),
        (r"\d+\.\d", "期间是整数；"),
        (f"{_COUNT}天", "先弄清是日历日还是工作日：写 {count}日，或者 {count}工作日；"),
        (f"{_COUNT}(?:周|星期|礼拜|季|小时|时|分)", "单位只有工作日、日、月、年；"),
    )
)


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
        whole = isinstance(self.count, int) and not isinstance(self.count, bool)
        known = isinstance(self.unit, str) and self.unit in UNITS
        if not whole or self.count < 1 or not known:
            raise ValueError(f"期间应为正整数加 {'、'.join(UNITS)} 之一")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that a text is.

        The unit is taken as written: 2日 are calendar days. Where a law says that its own 日 means
        working days (行政处罚法 85, 行政许可法 82), write 工作日.

        Args:
            text: a count in digits or in Chinese and a unit, with or without 个 and 内, for
                example ``3个工作日``, ``十五个工作日内``, ``10日内``, ``一个月``.

        Raises:
            ValueError: the text is no period; the message says in Chinese how to write one.

        >>> Period.parse("3个工作日") == Period.parse("三个工作日内")
        True
        >>> Period.parse("一个月")
        Period(count=1, unit='月')

        """
        text = _written(text)
        found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found is not None:
            written = found["count"]
            count = int(written) if written.isascii() else chinese_number(written)
            if count is not None:
                return cls(count, cast("Unit", found["several"] or found["single"]))
        written = "写法如 3工作日、2日、6个月、1年"
        raise ValueError(f"“{repeated(text)}”不是期间；{_way_out(text)}{written}")

    def __str__(self) -> str:
        """Write the period as documents do: 3个工作日, 2日, 6个月, 1年."""
        return f"{self.count}{'个' if self.unit in ('工作日', '月') else ''}{self.unit}"


def _written(text: object) -> str:
    """Return a caller's text, cut short beyond the length of any period."""
    return text[:_LONGEST] if isinstance(text, str) else repeated(text)


def _way_out(text: str) -> str:
    """Return the help for a text that is nearly a period."""
    written = unicodedata.normalize("NFKC", text).strip()
    for begins, way in _NEARLY:
        found = begins.match(written)
        if found is not None:
            return way.format(**found.groupdict())
    return ""
