"""Models of conditions: cases read off decision diagrams, each in few facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Final

from gaozhi.logic.budget import cost_of
from gaozhi.logic.diagram import IMPOSSIBLE, Diagrams, Node
from gaozhi.logic.space import OTHER, Bounds, Space
from gaozhi.model import Condition, FactType, FactValue, Vocabulary

__all__ = ["Box", "Graph", "nearest_cell"]

_FEW: Final = 24
"""Up to so many variables the order does not matter."""
_FAR: Final = 1 << 60
"""Longer than any path."""

Box = Mapping[int, frozenset[int]]
"""A set of cases: the allowed cells of some variables; the others are free."""


class Graph(Diagrams):
    """Diagrams over all facts of some conditions, from which cases are read.

    Every method may raise `TooLarge`: all of them share one budget.

    Args:
        conditions: all conditions that will be built.
        vocabulary: the types of facts, and the implications.
        bounds: the first and last day of facts, where they are bounded.

    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        vocabulary: Vocabulary,
        bounds: Bounds = MappingProxyType({}),
    ) -> None:
        conditions = list(conditions)
        space = Space(conditions, vocabulary, {}, bounds)
        if len(space.variables) > _FEW:
            space = space.drawn_together(conditions)
        super().__init__(space, {})
        self._ranks = {name: place for place, name in enumerate(vocabulary.facts)}
        self._vocabulary = vocabulary

    def apart(self, one: Node, other: Node) -> Node:
        """Return the diagram that is true where two conditions differ; impossible cases marked."""
        differs = self.choose(one, self.choose(other, self.false, self.true), other)
        return self.possible(differs)

    def both(self, one: Node, other: Node) -> Node:
        """Return the diagram that is true where two conditions are; impossible cases marked."""
        return self.possible(self.choose(one, other, self.false))

    def prime_cubes(self, node: Node) -> Iterator[Mapping[str, FactValue]]:
        """Yield cases, the prime cubes, that together cover every case in which a condition holds.

        Each has as few facts as possible; the condition holds whatever the other facts are. Cases
        that differ only in dates and numbers are not repeated.
        """
        while self.can_be(node, value=True):
            path = self._shortest(node)
            box = self._widened(node, path)
            yield self._facts(path, box)
            kind = {level: cells for level, cells in box.items() if not self._measured(level)}
            node = self.choose(self._inside(kind), self.false, node)

    def _measured(self, level: int) -> bool:
        fact = self._vocabulary.facts[self.space.variables[level].fact]
        return fact.kind in (FactType.DATE, FactType.NUMBER)

    def _shortest(
        self, node: Node, held: Mapping[int, int] = MappingProxyType({})
    ) -> dict[int, int]:
        """Return the cells of a path to a true leaf, with the fewest that differ from `held`."""
        costs = {id(self.true): 0}

        def step(part: Node, cell: int) -> int:
            return costs.get(id(part.branches[cell]), _FAR) + (held.get(part.level) != cell)

        for part in self._upwards(node):
            if self.can_be(part, value=True):
                costs[id(part)] = min(step(part, cell) for cell in range(len(part.branches)))
        path: dict[int, int] = {}
        while node.branches:
            cell = min(range(len(node.branches)), key=partial(step, node))
            path[node.level] = cell
            node = node.branches[cell]
        return path

    def _widened(self, node: Node, path: Mapping[int, int]) -> dict[int, frozenset[int]]:
        """Return a box around a path that stays true, each variable in turn freed or widened.

        The facts that are last in the vocabulary, which are asked last, are freed first.
        """
        box = {level: frozenset({cell}) for level, cell in path.items()}
        variables = self.space.variables
        for level in sorted(path, key=lambda at: -self._ranks[variables[at].fact]):
            every = frozenset(range(len(variables[level].cells)))
            if self._covered(node, {**box, level: every}):
                del box[level]
                continue
            for cell in sorted(every - box[level]):
                wider = box[level] | {cell}
                if self._covered(node, {**box, level: wider}):
                    box[level] = wider
        return box

    def _covered(self, node: Node, box: Box) -> bool:
        seen: set[int] = set()
        waiting = [node]
        while waiting:
            part = waiting.pop()
            if not part.branches:
                if part.value not in (True, IMPOSSIBLE):
                    return False
            elif id(part) not in seen:
                seen.add(id(part))
                cells = box.get(part.level, range(len(part.branches)))
                self.budget.spend(cost_of(len(cells)))
                waiting += (part.branches[cell] for cell in cells)
        return True

    def _inside(self, box: Box) -> Node:
        node = self.true
        for level in sorted(box, reverse=True):
            count = len(self.space.variables[level].cells)
            cells = box[level]
            node = self._branch(
                level, tuple(node if cell in cells else self.false for cell in range(count))
            )
        return node

    def _facts(self, path: Mapping[int, int], box: Box) -> dict[str, FactValue]:
        """Return the facts of a box: of every variable that matters, the cell of the path."""
        variables = self.space.variables
        names = {variables[level].fact for level in box}
        found: dict[str, FactValue] = {}
        for name in sorted(names, key=self._ranks.__getitem__):
            fact = self._vocabulary.facts[name]
            if fact.kind is FactType.SET_OF:
                met = [
                    variables[level].group or frozenset()
                    for level in self.space.levels[name]
                    if path.get(level)
                ]
                found[name] = frozenset(next(v for v in fact.values if v in group) for group in met)
                continue
            (level,) = self.space.levels[name]
            at = nearest_cell(box[level]) if self._measured(level) else path[level]
            value = variables[level].cells[at]
            found[name] = "其他" if value == OTHER else value
        return found

    def nearest(self, node: Node, start: Mapping[str, FactValue]) -> dict[str, FactValue] | None:
        """Return the fewest changes to some facts that make a condition true; None if none do.

        Args:
            node: the condition.
            start: the facts to start from; a day or a number should be one that the conditions
                compare with.

        """
        if not self.can_be(node, value=True):
            return None
        held = self._cells(start)
        path = self._shortest(node, held)
        changed = {level: cell for level, cell in path.items() if held.get(level) != cell}
        return self._changes(changed, start)

    def _changes(
        self, changed: Mapping[int, int], start: Mapping[str, FactValue]
    ) -> dict[str, FactValue]:
        """Return the facts that have other cells than before, in the order of the vocabulary."""
        variables = self.space.variables
        names = {variables[level].fact for level in changed}
        found: dict[str, FactValue] = {}
        for name in sorted(names, key=self._ranks.__getitem__):
            fact = self._vocabulary.facts[name]
            if fact.kind is not FactType.SET_OF:
                (level,) = self.space.levels[name]
                value = variables[level].cells[changed[level]]
                found[name] = "其他" if value == OTHER else value
                continue
            elements = start.get(name, frozenset())
            assert isinstance(elements, frozenset)
            for level in self.space.levels[name]:
                group = variables[level].group or frozenset()
                if changed.get(level) == 0:
                    elements -= group
                elif changed.get(level) == 1:
                    elements |= {next(value for value in fact.values if value in group)}
            found[name] = elements
        return found

    def settled(self, node: Node, facts: Mapping[str, FactValue]) -> Node:
        """Return the cofactor of a diagram for some known facts."""
        return self.given(node, self._cells(facts))

    def _cells(self, facts: Mapping[str, FactValue]) -> dict[int, int]:
        """Return the cells of the variables of some facts."""
        answer: dict[int, int] = {}
        for name, value in facts.items():
            for level in self.space.levels.get(name, ()):
                variable = self.space.variables[level]
                if variable.group is not None:
                    assert isinstance(value, frozenset)
                    answer[level] = int(not variable.group.isdisjoint(value))
                elif value in variable.cells or not isinstance(value, date | Decimal):
                    answer[level] = variable.cell_of(value)
        return answer


def nearest_cell(cells: frozenset[int]) -> int:
    """Return the cell, of those that will do, nearest to the first boundary of days or numbers."""
    if 0 not in cells:
        return min(cells)
    return next(cell for cell in sorted(cells) if cell + 1 not in cells)
