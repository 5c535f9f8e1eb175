"""Decision diagrams: a condition or an outcome as an ordered, reduced graph over open facts.

Every node asks for the cell of one variable; equal parts are one node. Two conditions that mean
the same are the same node, so what a diagram says is exact: what can come out, and on what it can
turn, is read off the graph. See R. E. Bryant, Graph-Based Algorithms for Boolean Function
Manipulation (1986); nodes here have as many branches as the variable has cells.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from operator import eq
from typing import Any, Final

from gaozhi.compiler.atoms import COMPARE, Atom, facts_of_atom, truth_of_atom
from gaozhi.compiler.space import Space, Variable
from gaozhi.compiler.tree import (
    All,
    Always,
    Among,
    AnyOf,
    Condition,
    Empty,
    FactRef,
    Holds,
    Not,
    Order,
    Overlaps,
)
from gaozhi.language import FactValue

__all__ = ["IMPOSSIBLE", "Diagrams", "Node"]

_LEAF: Final = 1 << 30
IMPOSSIBLE: Final = "\x00不可能"
"""The outcome of completions that no case can have, since they go against an implication."""


class Node:
    """A node of a diagram: a leaf with a value, or a question with a branch for every cell."""

    __slots__ = ("branches", "leaves", "level", "value")

    def __init__(self, level: int, branches: tuple[Node, ...], value: Hashable) -> None:
        self.level = level
        self.branches = branches
        self.value = value
        self.leaves: frozenset[Hashable] = (
            frozenset((value,))
            if level == _LEAF
            else frozenset().union(*(branch.leaves for branch in branches))
        )


class Diagrams:
    """Diagrams over one space and one case; nodes of the same instance may be combined."""

    def __init__(self, space: Space, known: Mapping[str, FactValue]) -> None:
        self.space = space
        self._known = known
        self._leaves: dict[Hashable, Node] = {}
        self._nodes: dict[tuple[int, tuple[int, ...]], Node] = {}
        self._chosen: dict[tuple[int, int, int], Node] = {}
        self._built: dict[int, tuple[Condition, Node]] = {}
        self._different: dict[tuple[int, int], bool] = {}
        self.true = self.leaf(value=True)
        self.false = self.leaf(value=False)

    def leaf(self, value: Hashable) -> Node:
        """Return the leaf with this value."""
        node = self._leaves.get(value)
        if node is None:
            node = self._leaves[value] = Node(_LEAF, (), value)
        return node

    def _branch(self, level: int, branches: tuple[Node, ...]) -> Node:
        first = branches[0]
        if all(branch is first for branch in branches):
            return first
        key = (level, tuple(id(branch) for branch in branches))
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(level, branches, None)
        return node

    def choose(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """Return the diagram that is `then` where the condition is true, else `otherwise`."""
        if condition.level == _LEAF:
            return then if condition.value else otherwise
        if then is otherwise:
            return then
        key = (id(condition), id(then), id(otherwise))
        node = self._chosen.get(key)
        if node is None:
            level = min(condition.level, then.level, otherwise.level)
            node = self._branch(
                level,
                tuple(
                    self.choose(
                        _follow(condition, level, cell),
                        _follow(then, level, cell),
                        _follow(otherwise, level, cell),
                    )
                    for cell in range(len(self.space.variables[level].cells))
                ),
            )
            self._chosen[key] = node
        return node

    def of(self, condition: Condition) -> Node:
        """Return the diagram of a condition, whose leaves are true and false."""
        known = self._built.get(id(condition))
        if known is not None:
            return known[1]
        match condition:
            case Always(value):
                node = self.leaf(value)
            case Not(part):
                node = self.choose(self.of(part), self.false, self.true)
            case All(parts):
                node = self.true
                for part in parts:
                    node = self.choose(node, self.of(part), self.false)
            case AnyOf(parts):
                node = self.false
                for part in parts:
                    node = self.choose(node, self.true, self.of(part))
            case _:
                node = self._atom(condition)
        # The condition is kept with its node, so that its id stays its own.
        self._built[id(condition)] = (condition, node)
        return node

    def _atom(self, atom: Atom) -> Node:
        settled = truth_of_atom(atom, self._known)
        if settled is not None:
            return self.leaf(settled)
        match atom:
            case Holds(fact):
                return self._test(fact, bool)
            case Among(fact, values):
                return self._test(fact, lambda cell: cell in values)
            case Overlaps(fact, values):
                return self._meets(fact, values)
            case Empty(fact):
                return self.choose(self._meets(fact, None), self.false, self.true)
            case Order():
                return self._order(atom)

    def _test(self, fact: str, test: Callable[[Any], bool]) -> Node:
        (level,) = self.space.levels[fact]
        cells = self.space.variables[level].cells
        return self._branch(level, tuple(self.leaf(test(cell)) for cell in cells))

    def _meets(self, fact: str, values: frozenset[str] | None) -> Node:
        """Return the diagram that the set meets the values; None stands for any value at all."""
        node = self.false
        for level in self.space.levels[fact]:
            group = self.space.variables[level].group or frozenset()
            if values is None or group <= values:
                node = self.choose(self._branch(level, (self.false, self.true)), self.true, node)
        return node

    def _order(self, atom: Order) -> Node:
        compare = COMPARE[atom.relation]
        operand = atom.operand
        if not isinstance(operand, FactRef):
            return self._test(atom.fact, lambda cell: compare(cell, operand))
        left, right = facts_of_atom(atom)
        if right in self._known:
            other = self._known[right]
            return self._test(left, lambda cell: compare(cell, other))
        if left in self._known:
            value = self._known[left]
            return self._test(right, lambda cell: compare(value, cell))
        if left == right:
            return self._test(left, lambda cell: compare(cell, cell))
        node = self.false
        (level,) = self.space.levels[left]
        for value in self.space.variables[level].cells:
            here = self._test(left, partial(eq, value))
            there = self._test(right, partial(compare, value))
            node = self.choose(here, there, node)
        return node

    def admissible(self) -> Node:
        """Return the diagram of the completions that keep every implication."""
        node = self.true
        for implication in self.space.implications:
            given = self._test(implication.given, bool)
            value = implication.value
            then = self._test(implication.then, partial(eq, value))
            kept = self.choose(given, then, self.true)
            node = self.choose(node, kept, self.false)
        return node

    def outcomes(self, node: Node) -> frozenset[Hashable]:
        """Return what can come out, impossible completions aside."""
        return node.leaves - {IMPOSSIBLE}

    def turns_on(self, node: Node) -> set[str]:
        """Return the facts in which alone two possible completions can come out apart."""
        found: set[str] = set()
        for part in _parts(node):
            variable = self.space.variables[part.level]
            if variable.fact not in found and self._separates(part):
                found.add(variable.fact)
        return found

    def _separates(self, node: Node) -> bool:
        branches = list(dict.fromkeys(node.branches))
        return any(
            self._differ(one, other)
            for index, one in enumerate(branches)
            for other in branches[index + 1 :]
        )

    def _differ(self, one: Node, other: Node) -> bool:
        """Whether some completion comes out possible and unequal in the two diagrams."""
        if one is other:
            return False
        if one.level == _LEAF and other.level == _LEAF:
            return IMPOSSIBLE not in (one.value, other.value)
        key = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        known = self._different.get(key)
        if known is None:
            level = min(one.level, other.level)
            known = any(
                self._differ(_follow(one, level, cell), _follow(other, level, cell))
                for cell in range(len(self.space.variables[level].cells))
            )
            self._different[key] = known
        return known

    def answers(self, fact: str) -> Iterator[dict[int, int]]:
        """Yield the answers to a question about a fact, each as a cell for every variable of it.

        For a set these are the empty set and each group alone: enough to weigh the question by.
        """
        levels = self.space.levels[fact]
        variable: Variable = self.space.variables[levels[0]]
        if variable.group is None:
            for cell in range(len(variable.cells)):
                yield {levels[0]: cell}
            return
        for present in (None, *levels):
            yield {level: int(level == present) for level in levels}

    def given(self, node: Node, answer: Mapping[int, int]) -> Node:
        """Return what remains of a diagram when some variables are settled."""
        known: dict[int, Node] = {}

        def settle(part: Node) -> Node:
            if part.level == _LEAF:
                return part
            found = known.get(id(part))
            if found is None:
                cell = answer.get(part.level)
                if cell is not None:
                    found = settle(part.branches[cell])
                else:
                    found = self._branch(part.level, tuple(settle(b) for b in part.branches))
                known[id(part)] = found
            return found

        return settle(node)


def _follow(node: Node, level: int, cell: int) -> Node:
    return node.branches[cell] if node.level == level else node


def _parts(node: Node) -> Iterator[Node]:
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.level == _LEAF or id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting.extend(part.branches)
