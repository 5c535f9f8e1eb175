"""Identity numbers made unreadable wherever text goes out."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from gaozhi.source._identity import HALF_WIDTH, check_identity, is_date

# What stays readable: the province and the prefecture, enough to tell which line is meant. Of the
# end nothing stays: with the birth date known from elsewhere, the check character and the digit
# beside it would leave fewer than ten numbers to try.
_KEPT = 4
_SIGN = "*"

_SIGNS = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_RUN = re.compile(f"[{_SIGNS}]+")
_GROUPS = re.compile(rf"(?<![{_SIGNS}])[{_SIGNS}]++(?:[ \u00a0\u3000\-‐‑–—－][{_SIGNS}]++)++")
_SHORTEST, _LONGEST = 15, 20
_ENOUGH_DIGITS = 14
# Who registers (机构编制、民政、市场监管……), what kind, which division, and the rest.
_ORGANISATION = re.compile(r"(?:[159ANY][1239])[0-9]{6}[0-9A-Z]{9,11}")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


def mask(text: str) -> str:
    """Return `text`, as long as before, with every run that may be an identity number made `*`.

    Runs of 15 to 20 letters and digits that resemble one are masked, right or wrong, in full-width
    digits too; so are numbers broken up by single spaces or hyphens. Longer runs stay: item codes
    and digests.

    >>> mask("证件号码：11010519491231002X，2021-05-25 作出")
    '证件号码：1101**************，2021-05-25 作出'
    """
    while True:
        masked = _once(text)
        # What stays of one number may complete another; a fixed point leaves nothing to find.
        if masked == text:
            return text
        text = masked


def shown(value: object, most: int = 60, *, write: Callable[[object], str] = str) -> str:
    """Return what a message may repeat of a caller's value: masked first, and then cut short.

    Args:
        value: anything at all.
        most: as many characters are kept.
        write: turns the value into text.

    >>> shown("证件号码：11010519491231002X"), len(shown("甲" * 80))
    ('证件号码：1101**************', 60)

    """
    try:
        text = str(Decimal(value)) if type(value) is int else write(value)
    except ValueError:  # Python does not write out an int of thousands of digits inside a list
        text = type(value).__name__
    return mask(text)[:most]


def _once(text: str) -> str:
    if sum(map(len, _RUN.findall(text))) < _SHORTEST:
        return text
    places = [m.span() for m in _RUN.finditer(text) if _is_number(_ordinary(m.group()))]
    for found in _GROUPS.finditer(text):
        places.extend(_broken_up(text, found))
    characters = list(text)
    for start, end in places:
        for place in range(start + _KEPT, end):
            characters[place] = _SIGN
    return "".join(characters)


def _ordinary(run: str) -> str:
    return run.translate(HALF_WIDTH).upper()


def _is_number(run: str) -> bool:
    """Whether an unbroken run may be an identity number, or one with a slip of the pen."""
    if not _SHORTEST <= len(run) <= _LONGEST:
        return False
    if sum(character.isdigit() for character in run) >= _ENOUGH_DIGITS:
        return True
    return _ORGANISATION.fullmatch(run) is not None or check_identity(run).valid


def _broken_up(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    groups = [m.span() for m in _RUN.finditer(text, *found.span())]
    for first, (start, _) in enumerate(groups):
        joined = ""
        for a, b in groups[first:]:
            joined += _ordinary(text[a:b])
            if len(joined) > _LONGEST:
                break
            if len(joined) >= _SHORTEST and _is_broken_number(joined):
                yield start, b


def _is_broken_number(joined: str) -> bool:
    """Whether joined groups are a number; stricter, since dates and telephones stand in groups."""
    if _PROVINCE.match(joined) and joined[:-1].isdigit():
        if len(joined) == _SHORTEST:
            return is_date("19" + joined[6:12])
        return any(_is_birth_date(joined[at : at + 8]) for at in (5, 6, 7))
    if not _ORGANISATION.fullmatch(joined):
        return False
    digits = sum(character.isdigit() for character in joined)
    return check_identity(joined).valid or _ENOUGH_DIGITS <= digits < len(joined)


def _is_birth_date(digits: str) -> bool:
    return digits[:2] in {"18", "19", "20"} and digits.isdigit() and is_date(digits)
