"""From a cell of a spreadsheet to the text that its author meant; a formula has none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from gaozhi.authoring.lists._cell_fields import CellError
from gaozhi.authoring.lists._grid import Raw
from gaozhi.source import shown

_EXACT: Final = 10**15
"""Spreadsheets keep fifteen digits of a number."""
_AS_TEXT: Final = "把单元格的格式改成“文本”，再照原文填一遍"


class FormulaError(CellError):
    """A formula: it is not evaluated, since the value that is stored with it may be out of date.

    Attributes:
        written: the formula.

    """

    def __init__(self, written: str, help: str) -> None:
        super().__init__(f"这一格是公式 {written}", help)
        self.written = written


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a cell; `doubt` says why it should be looked at."""

    text: str
    doubt: str | None = None


def text_of(raw: Raw, *, number: bool) -> Text:
    """Return the text that a cell holds.

    Args:
        raw: the cell.
        number: the column holds whole numbers, and no text.

    Raises:
        FormulaError: it holds a formula.
        CellError: it holds a date, a truth value, a fraction, or what a formula failed with.

    """
    value = raw.value
    if raw.kind == "f":
        written = value if isinstance(value, str) else getattr(value, "text", "") or "="
        help = "选中这些格，复制，在原处“选择性粘贴”为“数值”；公式不计算"
        raise FormulaError(shown(str(written)), help)
    if raw.kind == "e":
        raise CellError(f"这一格是计算的错误 {shown(str(value))}", "照原文填写")
    match value:
        case None:
            return Text("")
        case str():
            return Text(value)
        case bool():
            raise CellError(f"这一格是真假值 {str(value).upper()}，应为文字", _AS_TEXT)
        case date() | time() | timedelta():
            message = f"这一格存成了日期或者时间 {_moment(value)}，应为文字"
            raise CellError(message, _AS_TEXT)
        case int() | float():
            return _numeral(value, number=number)
    raise CellError("这一格的内容读不出来", _AS_TEXT)


def _numeral(value: int | float, *, number: bool) -> Text:
    whole = int(value) if math.isfinite(value) else None
    if whole is None or whole != value:
        help = "写 1、2、3 这样的整数" if number else _AS_TEXT
        raise CellError(f"这一格是小数 {value}，应为{'整数' if number else '文字'}", help)
    if number:
        return Text(str(whole))
    if abs(whole) >= _EXACT:
        message = f"这一格存成了数字 {whole}，第十六位以后的数字已经丢失"
        raise CellError(message, _AS_TEXT)
    return Text(str(whole), f"这一格存成了数字 {whole}，前面的零如果有过，已经丢失")


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
