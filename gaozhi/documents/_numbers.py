"""Numbers as headings write them: 一, 十, 十一, 二十三."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "一二三四五六七八九"


def heading_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese.

    >>> [heading_number(n) for n in (1, 10, 11, 20, 99)]
    ['一', '十', '十一', '二十', '九十九']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")
