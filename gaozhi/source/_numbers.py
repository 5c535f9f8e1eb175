"""Finding what may be an identity number anywhere in a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from gaozhi.source._identity import (
    ALPHABET,
    HALF_WIDTH,
    check_identity,
    citizen_check,
    is_date,
    organisation_check,
)
from gaozhi.source._runs import RUN, SHORTEST, SIGNS

__all__ = ["numbers_in"]

# Letters and digits with at most a few other signs between them: any that are no word, so that
# spaces of every width, signs without width, line ends and punctuation are all skipped.
_CHAIN = re.compile(rf"[{SIGNS}](?:[\W_]{{0,6}}+[{SIGNS}])*+")
_GAP = frozenset(" \u00a0\u3000-‐‑–—－")
# A digest is no identity number, though it may seem to hold one.
_DIGEST = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_LENGTH, _LONGEST = 18, 20
_LONGEST_PIECE = 4
"""How long the parts of a date are; a number has at least one longer part, or begins with one."""
_ENOUGH_DIGITS = 14
# The registering authority (机构编制、民政、市场监管……), the kind, the division, and the rest.
_ORGANISATION = re.compile(r"(?:[159ANY][1239])[0-9]{6}[0-9A-Z]{9,11}")
# Anywhere in a longer run, but only with a date of birth, or a division, and the right end.
_CITIZENS = re.compile(
    r"(?=([1-8][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]))"
)
_ORGANISATIONS = re.compile(f"(?=([159ANY][1239][1-8][0-9]{{5}}[{ALPHABET}]{{10}}))")
_HEAD = re.compile("[1-8][1-7]|[159ANY][1239]")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


def numbers_in(text: str) -> list[tuple[int, int]]:
    """Return where in a text what may be an identity number begins and ends, the end exclusive."""
    return [place for found in _CHAIN.finditer(text) for place in _numbers(text, found)]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Letters and digits in a row, with the other signs between them left out.

    Attributes:
        signs: the letters and digits, in ordinary capitals.
        at: the index in the text of each of them.
        starts: the index in `signs` at which each unbroken run begins, and last their number.
        together: the number of the group of each run; runs with only single spaces or hyphens
            between them are one group.

    """

    signs: str
    at: list[int]
    starts: list[int]
    together: list[int]


def _numbers(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where in the text the identity numbers of a chain begin and end."""
    runs = [m.span() for m in RUN.finditer(text, *found.span())]
    if found.end() - found.start() < SHORTEST:
        return
    at = [place for a, b in runs for place in range(a, b)]
    if len(at) < SHORTEST:
        return
    starts = [0, *accumulate(b - a for a, b in runs)]
    together = [0]
    for (_, before), (after, _) in pairwise(runs):
        single = after - before == 1 and text[before] in _GAP
        together.append(together[-1] + (not single))
    signs = "".join(text[a:b] for a, b in runs)
    chain = _Chain(_ordinary(signs), at, starts, together)
    for start, end in (*_whole_runs(chain), *_broken_up(chain), *_anywhere(signs, chain)):
        yield at[start], at[end - 1] + 1


def _ordinary(run: str) -> str:
    return run.translate(HALF_WIDTH).upper()


def _whole_runs(chain: _Chain) -> Iterator[tuple[int, int]]:
    """Yield the unbroken runs that may be an identity number, or a misspelt one."""
    for start, end in pairwise(chain.starts):
        if SHORTEST <= end - start <= _LONGEST and _is_number(chain.signs[start:end]):
            yield start, end


def _is_number(run: str) -> bool:
    """Whether an unbroken run may be an identity number, or a misspelt one."""
    if sum(character.isdigit() for character in run) >= _ENOUGH_DIGITS:
        return True
    return _ORGANISATION.fullmatch(run) is not None or check_identity(run).valid


def _broken_up(chain: _Chain) -> Iterator[tuple[int, int]]:
    """Yield the groups of runs that together may be an identity number."""
    run_of_end = {end: run for run, end in enumerate(chain.starts[1:])}
    for first, start in enumerate(chain.starts[:-1]):
        if _HEAD.match(chain.signs, start) is None:
            continue
        for end in range(start + SHORTEST, start + _LONGEST + 1):
            last = run_of_end.get(end, first)
            if (
                last > first
                and chain.together[last] == chain.together[first]
                and _is_broken_number(chain.signs[start:end])
            ):
                yield start, end


def _anywhere(written: str, chain: _Chain) -> Iterator[tuple[int, int]]:
    """Yield the numbers whose check character is right, anywhere in the chain."""
    for found in _CITIZENS.finditer(chain.signs):
        number = found[1]
        if is_date(number[6:14]) and citizen_check(number) == number[17]:
            yield from _unless_in_pieces(found.start(), chain)
    for found in _ORGANISATIONS.finditer(chain.signs):
        number = found[1]
        if organisation_check(number) == number[17] and not _is_of_a_code(
            found.start(), written, chain
        ):
            yield from _unless_in_pieces(found.start(), chain)


def _unless_in_pieces(start: int, chain: _Chain) -> Iterator[tuple[int, int]]:
    """Yield a number, unless it begins inside one of many short groups, as dates in a row do."""
    end = start + _LENGTH
    first = bisect_right(chain.starts, start) - 1
    last = bisect_left(chain.starts, end)
    lengths = (b - a for a, b in pairwise(chain.starts[first : last + 1]))
    if chain.starts[first] == start or max(lengths) > _LONGEST_PIECE:
        yield start, end


def _is_of_a_code(start: int, written: str, chain: _Chain) -> bool:
    """Whether a number is part of an item code, which begins with an organ's, or of a digest."""
    first = bisect_right(chain.starts, start) - 1
    a, b = chain.starts[first : first + 2]
    return b - a > _LONGEST and (
        chain.signs[start] == "1" or _DIGEST.fullmatch(written, a, b) is not None
    )


def _is_broken_number(joined: str) -> bool:
    """Whether joined runs are a number; stricter, since dates and telephone numbers have gaps."""
    if _PROVINCE.match(joined) and joined[:-1].isdigit():
        if len(joined) == SHORTEST:
            return is_date("19" + joined[6:12])
        return any(_is_birth_date(joined[at : at + 8]) for at in (5, 6, 7))
    if not _ORGANISATION.fullmatch(joined):
        return False
    digits = sum(character.isdigit() for character in joined)
    return _ENOUGH_DIGITS <= digits < len(joined)


def _is_birth_date(digits: str) -> bool:
    return digits[:2] in {"18", "19", "20"} and digits.isdigit() and is_date(digits)
