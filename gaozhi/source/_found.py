"""Values given by a caller: described in Chinese, and read without letting them raise."""

from collections.abc import Callable, Collection, Mapping
from operator import index
from typing import TypeVar

from gaozhi.source._mask import shown

T = TypeVar("T")


def described(value: object) -> str:
    """Return a description of any value, as it follows 而不是: masked and cut short.

    >>> described("甲"), described(None), described([1])
    ('文本“甲”', ' null', '列表 [1]')
    """
    from decimal import Decimal  # only what is described in a message needs it

    text = shown(value)
    match value:
        case None:
            return " null"
        case bool():
            return f" {text.lower()}"
        case str():
            return f"文本“{text}”"
        case int() | Decimal():
            return f"数字 {text}"
        case Mapping():
            return "键值对（映射）"
        case Collection():
            return f"列表 {text}"
        case _:
            return f" {type(value).__name__} 类型的 {text}"


def whole_number(value: object) -> int | None:
    """Return an integer of any library as an int; None for anything else."""
    if isinstance(value, bool) or not hasattr(type(value), "__index__"):
        return None
    return as_given(lambda: index(value))  # type: ignore[arg-type]


def as_given(read: Callable[[], T]) -> T | None:
    """Return the result of reading a caller's object, or None where that raises anything."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - a caller's object may raise anything
        return None
