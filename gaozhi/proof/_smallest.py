"""The smallest case of a diagram: as few facts as will do, whatever the others are.

The cases are implicants of the diagram, and the smallest is found exactly. An implicant either
states the variable at the top, and then is one of a branch; or leaves it open, and then is one of
all branches at once, which is one of the diagram of what they have in common. See O. Coudert, J. C.
Madre, Implicit and Incremental Computation of Primes and Essential Primes of Boolean Functions
(1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Final

from gaozhi.logic import IMPOSSIBLE, Bounds, Graph, Node, TooLarge
from gaozhi.logic.models import nearest_cell
from gaozhi.model import Condition, FactValue, Implication, Vocabulary

__all__ = ["CaseGraph"]

_FAR: Final = 1 << 30
"""More facts than any case has."""
_DEEPEST: Final = 200
"""So many variables are searched; the search descends once for each."""

_Stated = frozenset[tuple[str, bool]]
"""The set facts of which some groups are settled: whether the case states the fact."""
_NONE: Final[_Stated] = frozenset()


_Meeting = tuple[tuple[Node, Node], int, Iterator[tuple[Node, Node]], list[Node]]
"""Two diagrams that wait for what they have in common: both, the level, the parts that are left,
and what is made of the others."""


class CaseGraph(Graph):
    """Diagrams from which the smallest cases are read.

    The leaves are true where a case is sought, false where none is, and `IMPOSSIBLE` where it does
    not matter.
    """

    def __init__(
        self, conditions: Iterable[Condition], vocabulary: Vocabulary, bounds: Bounds
    ) -> None:
        super().__init__(conditions, vocabulary, bounds)
        self._best: dict[tuple[Node, _Stated], tuple[int, int | None]] = {}
        self._least: dict[tuple[Node, _Stated], int] = {}
        self._met: dict[tuple[Node, Node], Node] = {}
        self._yes, self._no = self.true.leaves, self.false.leaves

    def smallest(self, node: Node) -> dict[str, FactValue] | None:
        """Return the fewest facts that make a diagram true; None where nothing does.

        Of several cases with as few facts, days and numbers are those nearest to the boundary from
        which it is true.

        Raises:
            TooLarge: to find it takes more than the budget.

        """
        if not node.leaves & self._yes:
            return None
        if len(self.space.variables) > _DEEPEST:
            raise TooLarge
        bound = least = 0
        while (least := self._cost(node, _NONE, bound)) > bound:
            bound = least
        return self._read(node, self._path(node))

    def _cost(self, node: Node, stated: _Stated, bound: int) -> int:
        """Return with how few facts a diagram is true.

        Up to `bound` it is exact. More than that says that it takes at least so many: the search
        goes no further, and so says how far the next one has to go.
        """
        if not node.leaves & self._yes:
            return _FAR
        if not node.leaves & self._no:
            return 0
        if bound < 0:
            return 0 if self._paid(node, stated) else 1
        if stated:
            stated = self._still(stated, node.level)
        key = (node, stated)
        best = self._best.get(key)
        if best is not None:
            return best[0]
        least = self._least.get(key, 0)
        if least > bound:
            return least
        self.budget.spend(1)
        found, choice = self._option(node, stated, bound)
        if found > bound:
            self._least[key] = found
        else:
            self._best[key] = (found, choice)
        return found

    def _paid(self, node: Node, stated: _Stated) -> bool:
        """Whether a set that is already stated has a variable in the diagram."""
        return any(known and max(self.space.levels[name]) >= node.level for name, known in stated)

    def _option(self, node: Node, stated: _Stated, bound: int) -> tuple[int, int | None]:
        """Return what the cheapest way on costs, and the cell it states; None leaves it open."""
        fact = self.space.variables[node.level].fact
        several = len(self.space.levels[fact]) > 1
        known = dict(stated).get(fact) if several else None
        found, choice = _FAR, None  # type: tuple[int, int | None]
        if known is not True:
            then = stated | {(fact, False)} if several else stated
            found = self._cost(self._common(node), then, bound)
        if known is not False:
            price = 0 if known else 1
            then = stated | {(fact, True)} if several else stated
            for cell, branch in enumerate(node.branches):
                if found <= price:
                    break
                cost = price + self._cost(branch, then, min(bound, found - 1) - price)
                if cost < found:
                    found, choice = cost, cell
        return found, choice

    def _still(self, stated: _Stated, level: int) -> _Stated:
        """Return of the set facts those that have variables from a level on."""
        levels = self.space.levels
        return frozenset(one for one in stated if max(levels[one[0]]) >= level)

    def _common(self, node: Node) -> Node:
        """Return the diagram that is true where every branch is, or does not matter."""
        found, *others = dict.fromkeys(node.branches)
        for other in others:
            found = self._meet(found, other)
        return found

    def _meet(self, one: Node, other: Node) -> Node:
        """Return what two diagrams have in common: false where either is, true where either is."""
        at_once = self._met_at_once(one, other)
        if at_once is not None:
            return at_once
        met_at_once = self._met_at_once
        waiting = [self._meeting(one, other)]
        while True:
            key, level, parts, made = waiting[-1]
            for first, second in parts:
                node = met_at_once(first, second)
                if node is None:
                    waiting.append(self._meeting(first, second))
                    break
                made.append(node)
            else:
                found = self._met[key] = self._branch(level, tuple(made))
                waiting.pop()
                if not waiting:
                    return found
                waiting[-1][3].append(found)

    def _meeting(self, one: Node, other: Node) -> _Meeting:
        """Return two diagrams that wait for their parts, at the variable that is read first."""
        level = min(one.level, other.level)
        self.budget.spend(self._costs[level])
        parts = zip(
            one.branches if one.level == level else repeat(one),
            other.branches if other.level == level else repeat(other),
            strict=False,
        )
        return (one, other), level, parts, []

    def _met_at_once(self, one: Node, other: Node) -> Node | None:
        if one is other or other.value == IMPOSSIBLE or one is self.false:
            return one
        if one.value == IMPOSSIBLE or other is self.false:
            return other
        if one is self.true and not other.leaves & self._no:
            return one
        if other is self.true and not one.leaves & self._no:
            return other
        return self._met.get((one, other))

    def _path(self, node: Node) -> dict[int, int]:
        """Return the cells of the variables that the smallest case states."""
        path: dict[int, int] = {}
        stated = _NONE
        while node.leaves & self._no:
            stated = self._still(stated, node.level)
            _, choice = self._best[node, stated]
            fact = self.space.variables[node.level].fact
            if len(self.space.levels[fact]) > 1:
                stated |= {(fact, choice is not None)}
            if choice is None:
                node = self._common(node)
            else:
                path[node.level] = choice
                node = node.branches[choice]
        return path

    def _read(self, node: Node, path: dict[int, int]) -> dict[str, FactValue]:
        """Return the facts of a case, days and numbers moved to the nearest boundary."""
        variables = self.space.variables
        facts = {variables[level].fact for level in path}
        for fact in facts:
            for level in self.space.levels[fact]:
                # The other groups of a set that is stated are absent, where that is possible.
                path.setdefault(level, self._any_cell(node, path, level))
        box = {level: frozenset({cell}) for level, cell in path.items()}
        for level in sorted(path, key=lambda at: self._ranks[variables[at].fact]):
            if not self._measured(level):
                continue
            cells = range(len(variables[level].cells))
            box[level] = frozenset(
                cell for cell in cells if self._makes_true(node, {**path, level: cell})
            )
            path[level] = nearest_cell(box[level])
            box[level] = frozenset({path[level]})
        return self._facts(path, box)

    def _any_cell(self, node: Node, path: Mapping[int, int], level: int) -> int:
        return int(not self._makes_true(node, {**path, level: 0}))

    def _makes_true(self, node: Node, path: Mapping[int, int]) -> bool:
        """Whether a diagram is true, or does not matter, for all cases on a path; true for some."""
        found = False
        seen: set[int] = set()
        waiting = [node]
        while waiting:
            part = waiting.pop()
            if not part.leaves & self._no and (found or not part.branches):
                found = found or bool(part.leaves & self._yes)
            elif not part.branches:
                return False
            elif id(part) not in seen:
                seen.add(id(part))
                cell = path.get(part.level)
                waiting += part.branches if cell is None else (part.branches[cell],)
        self.budget.spend(len(seen))
        return found

    def whole(self, node: Node) -> dict[str, FactValue]:
        """Return a case that states every fact of the space, and makes a diagram true."""
        path = self._shortest(node)
        every = {level: path.get(level, 0) for level in range(len(self.space.variables))}
        return self._facts(every, {level: frozenset({cell}) for level, cell in every.items()})

    def keeps(self, one: Implication) -> Node:
        """Return the diagram of the cases that keep an implication."""
        return self._kept(one.given, one.then, one.value)
