"""The cells of days and numbers that are compared with constants and with each other.

The facts of a group that are compared with each other are one variable. Each of its cells is a
way in which all comparisons of the group can come out. Which of the cells a row can have, its known
values say by bounds between every two of them: see `Differences`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from gaozhi.logic import TooLarge
from gaozhi.model import COMPARE, NEVER, FactRef, FactType, FactValue, Order, Relation, Vocabulary
from gaozhi.portable.sql._dialects import day_number
from gaozhi.portable.sql._differences import Bound, Differences

__all__ = ["Group", "Region", "groups_of"]

_MOST_CELLS = 400


@dataclass(frozen=True, slots=True)
class Region:
    """Values of the facts of a group that keep some constraints.

    Attributes:
        never: the facts whose day never comes.
        facts: the others, in the order of `differences`, from its second value on.
        differences: the bounds on their values.

    """

    never: frozenset[str]
    facts: tuple[str, ...]
    differences: Differences


@dataclass(frozen=True, slots=True)
class Split:
    """A region that is cut in two, and so on until each part is in one cell.

    Attributes:
        region: the region.
        parts: its two parts; none where it is in one cell.
        cell: that cell.

    """

    region: Region
    parts: tuple[Split, ...] = ()
    cell: int = -1

    def within(self, cells: Collection[int]) -> list[Region]:
        """Return as few regions as there are that together are some cells."""
        if not self.parts:
            return [self.region] if self.cell in cells else []
        found = [part.within(cells) for part in self.parts]
        if all(
            len(some) == 1 and some[0] is part.region
            for part, some in zip(self.parts, found, strict=True)
        ):
            return [self.region]
        return [region for some in found for region in some]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are compared with each other, and all ways in which that can come out.

    Attributes:
        facts: the facts.
        kind: what they are.
        orders: the comparisons.
        cells: for every cell the truth of each comparison.
        splits: for every choice of facts that never come, the regions of the cells.

    """

    facts: tuple[str, ...]
    kind: FactType
    orders: tuple[Order, ...]
    cells: tuple[tuple[bool, ...], ...]
    splits: tuple[Split, ...]

    def truths(self, order: Order) -> tuple[bool, ...]:
        """Return for every cell whether a comparison holds."""
        place = self.orders.index(order)
        return tuple(truths[place] for truths in self.cells)

    def within(self, cells: Collection[int]) -> list[Region]:
        """Return the regions that together are some cells."""
        return [region for split in self.splits for region in split.within(cells)]


def groups_of(
    orders: Sequence[Order], vocabulary: Vocabulary, known: Mapping[str, FactValue]
) -> list[Group]:
    """Return the groups that some comparisons make of the facts that are not known.

    Args:
        orders: the comparisons.
        vocabulary: the types of facts.
        known: the facts that are the same in every row.

    Raises:
        TooLarge: a group has too many cells.

    """
    members: dict[str, set[str]] = {}
    for order in orders:
        joined = {name for name in _facts(order) if name not in known}
        for name in [*joined]:
            joined |= members.get(name, set())
        members.update(dict.fromkeys(joined, joined))
    found = {id(joined): tuple(sorted(joined)) for joined in members.values()}
    return [
        _group(facts, [one for one in orders if set(_facts(one)) & set(facts)], vocabulary, known)
        for facts in found.values()
    ]


def _facts(order: Order) -> tuple[str, ...]:
    operand = order.operand
    return (order.fact, operand.fact) if isinstance(operand, FactRef) else (order.fact,)


def _group(
    facts: tuple[str, ...],
    orders: Sequence[Order],
    vocabulary: Vocabulary,
    known: Mapping[str, FactValue],
) -> Group:
    kind = vocabulary.facts[facts[0]].kind
    endless = [name for name in facts if vocabulary.facts[name].never is not None]
    cells: dict[tuple[bool, ...], int] = {}
    splits: list[Split] = []
    for count in range(len(endless) + 1):
        for never in combinations(endless, count):
            rest = tuple(name for name in facts if name not in never)
            splits.append(_Compared(rest, frozenset(never), kind, known).split(orders, cells))
    return Group(facts, kind, tuple(orders), tuple(cells), tuple(splits))


class _Compared:
    """The comparisons among facts of a group, of which some never come.

    Args:
        facts: those that come.
        never: those that do not.
        kind: what they are.
        known: the facts that are the same in every row.

    """

    def __init__(
        self,
        facts: tuple[str, ...],
        never: frozenset[str],
        kind: FactType,
        known: Mapping[str, FactValue],
    ) -> None:
        self._facts = facts
        self._never = never
        self._known = known
        self._days = kind is FactType.DATE
        self._index = {name: place for place, name in enumerate(facts, 1)}

    def split(self, orders: Sequence[Order], cells: dict[tuple[bool, ...], int]) -> Split:
        """Return all values, split by how some comparisons come out.

        Args:
            orders: the comparisons.
            cells: receives every way in which they come out, with its number.

        Raises:
            TooLarge: there are too many cells.

        """
        start: Differences | None = Differences.free(len(self._facts), whole=self._days)
        if self._days:
            first, last = day_number(date.min), day_number(date.max)
            for place in self._index.values():
                start = start and start.tightened(place, 0, Bound(last))
                start = start and start.tightened(0, place, Bound(-first))
        assert start is not None
        found = dict.fromkeys(cut for order in orders for cut in self._cuts(order))
        # The constants first: then what lies between two of them is one region.
        cuts = sorted(found, key=lambda cut: cut[0] > 0 and cut[1] > 0)

        def parted(differences: Differences, at: int) -> Split:
            region = Region(self._never, self._facts, differences)
            if at == len(cuts):
                truths = tuple(self.truth(order, region) for order in orders)
                if len(cells) > _MOST_CELLS:
                    raise TooLarge
                return Split(region, cell=cells.setdefault(truths, len(cells)))
            one, other, bound = cuts[at]
            within = differences.tightened(one, other, bound)
            beyond = differences.tightened(other, one, bound.outside())
            if within is None or beyond is None:
                return parted(differences, at + 1)
            return Split(region, (parted(within, at + 1), parted(beyond, at + 1)))

        return parted(start, 0)

    def _terms(self, order: Order) -> tuple[Any, Any]:
        operand = order.operand
        other = self._term(operand.fact) if isinstance(operand, FactRef) else operand
        return self._term(order.fact), other

    def _term(self, name: str) -> Any:  # noqa: ANN401 - an index, a day, a number
        """Return the value of a fact; an index, in a tuple, where it can be any."""
        if name in self._known:
            return self._known[name]
        return NEVER if name in self._never else (self._index[name],)

    def _difference(self, order: Order) -> tuple[int, int, Any] | None:
        """Return which values a comparison takes from each other, and the constant between.

        The comparison is the same of their difference and of the constant. None where it turns on
        no bound.
        """
        left, right = self._terms(order)
        if left is NEVER or right is NEVER or left == right:
            return None
        if isinstance(left, tuple) and isinstance(right, tuple):
            return left[0], right[0], 0
        if isinstance(left, tuple):
            return left[0], 0, self._number(right)
        if isinstance(right, tuple):
            return 0, right[0], -self._number(left)
        return None

    @staticmethod
    def _number(value: Any) -> Any:  # noqa: ANN401 - a day, a number
        return day_number(value) if isinstance(value, date) else Decimal(value)

    def _cuts(self, order: Order) -> Iterator[tuple[int, int, Bound]]:
        found = self._difference(order)
        if found is None:
            return
        one, other, limit = found
        if order.relation in (Relation.BEFORE, Relation.FROM, Relation.EQUAL):
            yield one, other, Bound(limit, -1)
        if order.relation in (Relation.UP_TO, Relation.AFTER, Relation.EQUAL):
            yield one, other, Bound(limit)

    def truth(self, order: Order, region: Region) -> bool:
        """Return whether a comparison holds in a region."""
        compare = COMPARE[order.relation]
        found = self._difference(order)
        if found is None:
            left, right = (
                date.min if isinstance(one, tuple) else one for one in self._terms(order)
            )
            return bool(compare(left, right))
        one, other, limit = found
        below = region.differences.within(one, other, Bound(limit, -1))
        match order.relation:
            case Relation.BEFORE | Relation.FROM:
                return bool(compare(0, 1 if below else 0))
            case _:
                up_to = region.differences.within(one, other, Bound(limit))
                if order.relation is Relation.EQUAL:
                    return up_to and not below
                return bool(compare(0 if up_to else 1, 0))
