"""What a caller gave: said in words, and asked without harm."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from operator import index
from typing import TypeVar

from gaozhi.source._mask import shown

T = TypeVar("T")


def described(value: object) -> str:
    """Return what a value is, as it follows 而不是: masked, cut short, whatever it is.

    >>> described("甲"), described(None), described([1])
    ('文本“甲”', ' null', '列表 [1]')
    """
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
    """Return the whole number that a value is, of whatever library; None for anything else."""
    if isinstance(value, bool) or not hasattr(type(value), "__index__"):
        return None
    return as_given(lambda: index(value))  # type: ignore[arg-type]


def as_given(read: Callable[[], T]) -> T | None:
    """Return what a caller's object says of itself, or None where asking it raises anything."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - a caller's object may raise anything
        return None
