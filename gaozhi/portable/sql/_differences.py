"""Difference constraints: bounds on values, and on how far they are apart.

The constraints are kept closed: of every two values the tightest bound that follows from all of
them. So what holds of some of the values, whatever the others are, is what stands between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Bound", "Differences"]


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """The bound of a difference.

    Attributes:
        limit: the difference is at most this.
        closed: 0 where it may be equal to it, -1 where not.

    """

    limit: int | Decimal
    closed: int = 0

    def __add__(self, other: Bound) -> Bound:
        return Bound(self.limit + other.limit, min(self.closed, other.closed))

    def outside(self) -> Bound:
        """Return the bound of the opposite difference that holds where this one does not."""
        return Bound(-self.limit, -1 - self.closed)

    def whole(self) -> Bound:
        """Return the same bound of a whole number."""
        return Bound(self.limit + self.closed)


@dataclass(frozen=True, slots=True)
class Differences:
    """Closed constraints on the differences of some values; the first is the constant 0.

    Attributes:
        bounds: row i, column j: the bound of value i minus value j; None for none.
        whole: whether the values are whole numbers.

    """

    bounds: tuple[tuple[Bound | None, ...], ...]
    whole: bool

    @classmethod
    def free(cls, count: int, *, whole: bool) -> Differences:
        """Return no constraints, on 0 and as many values as `count`."""
        size = range(count + 1)
        zero = Bound(0)
        return cls(tuple(tuple(zero if i == j else None for j in size) for i in size), whole)

    def tightened(self, one: int, other: int, bound: Bound) -> Differences | None:
        """Return the constraints with one more; None where no values keep them all.

        Args:
            one: the index of a value.
            other: the index of another.
            bound: that of `one` minus `other`.

        """
        if self.whole:
            bound = bound.whole()
        back = self.bounds[other][one]
        if back is not None and back + bound < Bound(0):
            return None
        size = range(len(self.bounds))
        return Differences(
            tuple(tuple(self._closer(i, j, one, other, bound) for j in size) for i in size),
            self.whole,
        )

    def _closer(self, i: int, j: int, one: int, other: int, bound: Bound) -> Bound | None:
        held, before, after = self.bounds[i][j], self.bounds[i][one], self.bounds[other][j]
        if before is None or after is None:
            return held
        through = before + bound + after
        return through if held is None or through < held else held

    def within(self, one: int, other: int, bound: Bound) -> bool:
        """Whether a difference is certainly within a bound."""
        held = self.bounds[one][other]
        return held is not None and held <= (bound.whole() if self.whole else bound)

    def between(self, known: Collection[int] = ()) -> Iterator[tuple[int, int, Bound]]:
        """Yield every bound that does not follow from others whose values are known.

        Args:
            known: the indexes of values that are certainly known, beside 0.

        """
        for i, row in enumerate(self.bounds):
            for j, bound in enumerate(row):
                if i == j or bound is None:
                    continue
                middle = (0,) if i and j else [one for one in known if not {i, j} & {*known}]
                if not any(self._through(i, one, j, bound) for one in middle):
                    yield i, j, bound

    def _through(self, i: int, middle: int, j: int, bound: Bound) -> bool:
        before, after = self.bounds[i][middle], self.bounds[middle][j]
        return before is not None and after is not None and before + after <= bound
