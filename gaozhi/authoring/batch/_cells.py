"""What stands in a cell of text, as a fact holds it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from gaozhi.model import Fact, FactType
from gaozhi.source import day_meant

__all__ = ["read_cell", "read_number"]

_UNKNOWN: Final = frozenset({"", "不知道", "不清楚", "未知"})
_TRUTHS: Final = {
    **dict.fromkeys(("是", "true", "1"), True),
    **dict.fromkeys(("否", "false", "0"), False),
}
_NONE: Final = frozenset({"无", "均不涉及", "没有"})
_BETWEEN: Final = re.compile(r"[,，、;；|]")


def read_cell(fact: Fact, value: object) -> Any:  # noqa: ANN401 - whatever a fact can hold
    """Return the value that a cell states; None where it says that nothing is known.

    Only text is read; what is none of the fact's values stays as it is, to be refused with its row.

    Args:
        fact: the fact that the cell states.
        value: what stands there.

    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text in _UNKNOWN:
        return None
    match fact.kind:
        case FactType.BOOL:
            return _TRUTHS.get(text.lower(), value)
        case FactType.DATE:
            return day_meant(text) or text
        case FactType.NUMBER:
            return _decimal(text)
        case FactType.SET_OF:
            if text in _NONE and text not in fact.values:
                return []
            return [one.strip() for one in _BETWEEN.split(text) if one.strip()]
    return text


def read_number(value: object) -> Any:  # noqa: ANN401 - as above
    """Return the number of an item that a cell states; None where it states none."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 10 else text


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
