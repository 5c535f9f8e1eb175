"""The distinct rows of some columns of numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy
from numpy.typing import NDArray

from gaozhi.portable.frames._column import Codes

__all__ = ["Patterns", "patterns_of"]

_TABLE: Final = 1 << 22
"""As many combinations of numbers as are counted in a table instead of sorted."""
_MOST: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Patterns:
    """Rows that are alike.

    Attributes:
        of_row: for every row, which pattern it has.
        first: for every pattern, the first row that has it.

    """

    of_row: Codes
    first: Codes


def patterns_of(columns: Iterable[Codes], rows: int) -> Patterns:
    """Return which rows are alike in every column.

    Args:
        columns: a number for every row, none below 0.
        rows: how many rows there are.

    """
    mixed: NDArray[numpy.int64] = numpy.zeros(rows, numpy.int64)
    count = 1
    for column in columns:
        many = int(column.max(initial=0)) + 1
        if many == 1:
            continue
        if count * many > _MOST:
            mixed, count = _dense(mixed, count)
        mixed *= many
        mixed += column
        count *= many
    mixed, count = _dense(mixed, count)
    first = numpy.zeros(count, numpy.int64)
    first[mixed[::-1]] = numpy.arange(rows - 1, -1, -1)
    return Patterns(mixed, first)


def _dense(codes: NDArray[numpy.int64], count: int) -> tuple[NDArray[numpy.int64], int]:
    """Return the same numbers without gaps, and how many there are."""
    if count > _TABLE:
        there, dense = numpy.unique(codes, return_inverse=True)
        return dense, len(there)
    seen = numpy.zeros(count, bool)
    seen[codes] = True
    numbers = numpy.cumsum(seen) - 1
    return numbers[codes], int(seen.sum())
