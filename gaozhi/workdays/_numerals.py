"""Chinese numerals, as documents write whole numbers: 三, 十五, 二十, 一百八十."""

from __future__ import annotations

import re

__all__ = ["chinese_number"]

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_DIGIT = f"[{''.join(_DIGITS)}]"
_WRITTEN = re.compile(
    rf"(?:(?P<thousand>{_DIGIT})千)?"
    rf"(?:(?P<hundred>{_DIGIT})百)?"
    rf"(?:(?P<zero>零)?(?P<ten>{_DIGIT})?(?P<tens>十))?"
    rf"(?:(?P<gap>零)?(?P<one>{_DIGIT}))?"
)


def chinese_number(text: str) -> int | None:
    """Return the number that `text` is, from 1 to 9999; None where it is none.

    一百五 is refused: some write it for 150 and others read it as 105.

    >>> [chinese_number(text) for text in ("三", "十五", "二十", "一百零五", "一百五")]
    [3, 15, 20, 105, None]
    """
    found = _WRITTEN.fullmatch(text)
    if found is None or not text:
        return None
    thousand, hundred, tens, one = (found[name] for name in ("thousand", "hundred", "tens", "one"))
    above = bool(thousand or hundred)
    if found["zero"] and (hundred or not thousand):
        return None  # 零 stands for the hundreds only
    if thousand and tens and not hundred and not found["zero"]:
        return None
    if one and bool(found["gap"]) is not (above and not tens):
        return None
    if found["ten"] == "两" or (one == "两" and (above or tens)):
        return None
    value = 1000 * _DIGITS.get(thousand, 0) + 100 * _DIGITS.get(hundred, 0) + _DIGITS.get(one, 0)
    return value + (10 * _DIGITS.get(found["ten"], 1) if tens else 0)
