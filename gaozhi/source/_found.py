"""What a caller gave, said in words."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from gaozhi.source._mask import shown


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
