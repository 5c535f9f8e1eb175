"""Masking of identity numbers in every text that is shown or written."""

import re
from collections.abc import Callable

from gaozhi.source._runs import RUN, SHORTEST

# The province and the prefecture stay readable, enough to find the line. The end does not: with
# the birth date known from elsewhere, the check character and the digit beside it would leave
# fewer than ten numbers to try.
_KEPT = 4
_SIGN = "*"
_HALVES = re.compile("[\ud800-\udfff]")

_WIDEST = 7 * 20
"""How many characters a number can take up, with all that may stand between its signs."""


def mask(text: str) -> str:
    """Return `text` with the digits of every possible identity number made `*`; same length.

    Runs of 15 to 20 letters and digits that resemble one are masked, valid or not, in full-width
    digits too; so are numbers broken up by single spaces or hyphens. A number whose check
    character is right is masked anywhere: within a longer run, and with any signs in between.
    Other longer runs stay: item codes, which begin with an organ's own code, and digests.

    >>> mask("证件号码：11010519491231002X，2021-05-25 作出")
    '证件号码：1101**************，2021-05-25 作出'
    >>> mask("tel13800138000id11010519491231002X")
    'tel13800138000id1101**************'
    """
    if sum(map(len, RUN.findall(text))) < SHORTEST:
        return text
    # Imported here, so that a program whose texts are short does not pay for it.
    from gaozhi.source._numbers import numbers_in

    places = numbers_in(text)
    if not places:
        return text
    characters = list(text)
    for start, end in places:
        for place in range(start + _KEPT, end):
            characters[place] = _SIGN
    return "".join(characters)


def shown(value: object, most: int = 60, *, write: Callable[[object], str] = str) -> str:
    """Return a caller's value as text for a message: masked first, and then cut short.

    Args:
        value: any value.
        most: how many characters are kept.
        write: turns the value into text.

    >>> shown("证件号码：11010519491231002X"), len(shown("甲" * 80))
    ('证件号码：1101**************', 60)

    """
    from decimal import Decimal  # writes an integer of any length; only a message needs it

    try:
        text = str(Decimal(value)) if type(value) is int else write(value)
    except Exception:  # noqa: BLE001 - a caller's object may raise anything when it is written out
        text = type(value).__name__
    # A number that begins within what is shown ends within as much again.
    return mask(legible(text[: most + _WIDEST]))[:most]


def legible(text: str) -> str:
    """Return a text that can be encoded: half a surrogate pair becomes a replacement sign."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)
