"""A table of working days with rank and select, which counts days in constant time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, compress
from typing import Final
from weakref import WeakValueDictionary

__all__ = ["DayTable", "Segment"]

Segment = tuple[int, int]
"""A run of days of which it is known what they are: first and last offset, both included."""


@lru_cache(maxsize=8)
def _dates(first: int, length: int) -> tuple[date, ...]:
    """Return the dates of a table; tables of the same range share them."""
    return tuple(map(date.fromordinal, range(first, first + length)))


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class DayTable:
    """Working days by offset from the first day; immutable, one for all calendars with these days.

    Attributes:
        first: the ordinal of the first day.
        work: a byte a day, 1 on a working day, 0 on any other and where nothing is known.
        rank: for each day, the number of working days up to it, itself included.
        select: for each working day, its offset.
        dates: the days themselves.
        segments: the runs of known days, as first and last offset.
        whole: whether all days are known.
        digest: the digest of the above.

    """

    first: int
    work: bytes
    rank: array[int]
    select: array[int]
    dates: tuple[date, ...]
    segments: tuple[Segment, ...]
    whole: bool
    digest: str = field(repr=False)

    @classmethod
    def of(cls, first: int, work: bytes, segments: Iterable[Segment]) -> DayTable:
        """Return the table of these days; equal days give the same object.

        Args:
            first: the ordinal of the first day.
            work: a byte a day, 1 on a working day.
            segments: the runs of known days, as first and last offset.

        """
        runs = tuple(segments)
        digest = sha256(f"{first} {runs} ".encode() + work).hexdigest()
        found = _INTERNED.get(digest)
        if found is not None:
            return found
        length = len(work)
        made = cls(
            first,
            work,
            array("H", accumulate(work)),
            array("H", compress(range(length), work)),
            _dates(first, length),
            runs,
            runs == ((0, length - 1),),
            f"sha256:{digest}",
        )
        return _INTERNED.setdefault(digest, made)

    def nth_after(self, offset: int, n: int) -> date | None:
        """Return the n-th working day after an offset; None where an unknown day is in the way."""
        if offset < 0:
            return None
        try:
            found = self.select[self.rank[offset] + n - 1]
        except IndexError:
            return None
        if not self.whole:
            run = self.segment(found)
            if run is None or run[0] > offset + 1:
                return None
        return self.dates[found]

    def segment(self, offset: int) -> Segment | None:
        """Return the run of known days that holds an offset, or None where it is not known."""
        for run in self.segments:
            if run[0] <= offset <= run[1]:
                return run
        return None


_INTERNED: Final[WeakValueDictionary[str, DayTable]] = WeakValueDictionary()
