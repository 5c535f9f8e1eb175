"""Identity numbers for tests: right ones that belong to nobody, and wrong ones."""

from __future__ import annotations

from datetime import date
from typing import Final

from hypothesis import strategies as st

from gaozhi.source import check_identity

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS: Final = "0123456789"
_NO_PROVINCE: Final = ("10", "18", "28", "38", "48", "58", "68", "78")
"""Two digits with which no administrative division begins (GB/T 2260)."""


def identity_numbers(
    *, valid: bool | None = True, division: str | None = None
) -> st.SearchStrategy[str]:
    """Return a strategy for 公民身份号码 and 统一社会信用代码.

    Args:
        valid: True gives numbers whose check character is right, False numbers that break a rule,
            None either.
        division: the administrative division, six digits. None draws one that does not exist, so
            that no number drawn belongs to anybody.

    """
    if valid is None:
        return st.one_of(_right(division), _wrong(division))
    return _right(division) if valid else _wrong(division)


@st.composite
def _right(draw: st.DrawFn, division: str | None) -> str:
    region = division or draw(st.sampled_from(_NO_PROVINCE)) + draw(_characters(_DIGITS, 4))
    if draw(st.booleans()):
        born = draw(st.dates(date(1900, 1, 1), date(2020, 12, 31)))
        return _checked(f"{region}{born:%Y%m%d}{draw(_characters(_DIGITS, 3))}")
    head = draw(st.sampled_from(("11", "51", "91", "92", "93", "N1")))
    return _checked(head + region + draw(_characters(ALPHABET, 9)))


@st.composite
def _wrong(draw: st.DrawFn, division: str | None) -> str:
    number = draw(_right(division))
    place = draw(st.integers(0, len(number) - 1))
    other = draw(st.sampled_from(ALPHABET).filter(lambda character: character != number[place]))
    spoilt = draw(
        st.sampled_from(
            (
                number[:place] + other + number[place + 1 :],
                number[:place] + number[place + 1 :],
                number[:place] + " " + number[place:],
                number + other,
            )
        )
    )
    # What was spoilt may by chance be right as the other kind of number.
    return spoilt if not check_identity(spoilt).valid else ""


def _checked(body: str) -> str:
    """Return the number that begins with these 17 characters."""
    return next(body + last for last in ALPHABET if check_identity(body + last).valid)


def _characters(alphabet: str, count: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=count, max_size=count)
