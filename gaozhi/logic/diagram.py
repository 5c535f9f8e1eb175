"""Decision diagrams: a condition or an outcome as an ordered, reduced graph over open facts.

Every node branches on the cell of one variable; equal parts are one node. Equivalent conditions are
the same node, so a diagram is exact: the possible outcomes, and the facts that they depend on, are
read off the graph. See R. E. Bryant, Graph-Based Algorithms for Boolean Function Manipulation
(1986); nodes here have as many branches as the variable has cells.

No function here is recursive: a diagram may be as deep as its space has variables.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import eq
from typing import Any, Final, TypeVar

from gaozhi.logic.budget import FIRST_TRY, Budget, TooLarge, cost_of
from gaozhi.logic.space import Bounds, Space
from gaozhi.model import (
    COMPARE,
    All,
    Always,
    Among,
    AnyOf,
    Atom,
    Condition,
    Empty,
    FactRef,
    FactValue,
    Holds,
    Not,
    Order,
    Overlaps,
    Relation,
    Vocabulary,
    facts_of_atom,
    parts_upwards,
    truth_of_atom,
)

__all__ = ["IMPOSSIBLE", "Diagrams", "Node", "build_diagrams"]

_LEAF: Final = 1 << 30
_MANY: Final = 64
IMPOSSIBLE: Final = "\x00不可能"
"""The leaf of completions that no case can have, since they break an implication."""

_MIRRORED: Final = {
    Relation.BEFORE: Relation.AFTER,
    Relation.UP_TO: Relation.FROM,
    Relation.EQUAL: Relation.EQUAL,
    Relation.FROM: Relation.UP_TO,
    Relation.AFTER: Relation.BEFORE,
}

Built = TypeVar("Built")


class Node:
    """A node of a diagram: a leaf with a value, or a variable with a branch for every cell.

    Attributes:
        level: the index of its variable.
        branches: the next node for every cell; a leaf has none.
        value: the value of a leaf.
        leaves: the set of leaves below, each a bit.

    """

    __slots__ = ("branches", "leaves", "level", "value")

    def __init__(
        self, level: int, branches: tuple[Node, ...], value: Hashable, leaves: int
    ) -> None:
        self.level = level
        self.branches = branches
        self.value = value
        self.leaves = leaves


_Parts = tuple[Node, Node, Node]
_Choice = tuple[_Parts, int, Iterator[_Parts], list[Node]]
"""A choice that waits for its parts: its key, its level, the choices for the cells that are left,
and the nodes for those that are made."""


class Diagrams:
    """Diagrams over one space and one case; only nodes of the same instance may be combined.

    Every method that builds nodes may raise `TooLarge`: they are paid for from the budget.

    Args:
        space: the variables.
        known: the facts that the case settles.
        budget: the bound on their size; None for the default.

    """

    def __init__(
        self, space: Space, known: Mapping[str, FactValue], budget: Budget | None = None
    ) -> None:
        self.space = space
        self.budget = Budget() if budget is None else budget
        self._known = known
        self._leaves: dict[Hashable, Node] = {}
        # A node is equal to itself alone, so that nodes are keys as they are.
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._chosen: dict[_Parts, Node] = {}
        self._built: dict[int, tuple[Condition, Node]] = {}
        self._admissible: dict[frozenset[int], Node] = {}
        self._alike: set[tuple[int, int]] = set()
        self._widths = [len(variable.cells) for variable in space.variables]
        self._costs = list(map(cost_of, self._widths))
        self.true = self.leaf(value=True)
        self.false = self.leaf(value=False)

    def leaf(self, value: Hashable) -> Node:
        """Return the leaf with this value."""
        node = self._leaves.get(value)
        if node is None:
            node = self._leaves[value] = Node(_LEAF, (), value, 1 << len(self._leaves))
        return node

    def _branch(self, level: int, branches: tuple[Node, ...]) -> Node:
        first = branches[0]
        # Nodes are equal where they are the same; to count them is the fastest way to tell.
        if branches.count(first) == len(branches):
            return first
        key = (level, branches)
        node = self._nodes.get(key)
        if node is None:
            leaves = 0
            for branch in branches:
                leaves |= branch.leaves
            node = self._nodes[key] = Node(level, branches, None, leaves)
        return node

    def select(self, level: int, branches: Sequence[Node]) -> Node:
        """Return the diagram that is, for every cell of a variable, the branch of that cell.

        Args:
            level: the index of the variable.
            branches: a diagram for every cell, which may have variables before this one.

        """
        if all(branch.level > level for branch in branches):
            return self._branch(level, tuple(branches))
        cells = range(len(branches))
        node = branches[0]
        for cell in cells[1:]:
            lies_in = self._branch(level, tuple(self.leaf(other == cell) for other in cells))
            node = self.choose(lies_in, branches[cell], node)
        return node

    def choose(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """Return the diagram that is `then` where the condition is true, else `otherwise`.

        Args:
            condition: a diagram whose leaves are true and false.
            then: any diagram.
            otherwise: any diagram.

        """
        at_once = self._at_once(condition, then, otherwise)
        if at_once is not None:
            return at_once
        true, false, chosen = self.true, self.false, self._chosen
        waiting = [self._choice(condition, then, otherwise)]
        while True:
            key, level, parts, made = waiting[-1]
            for one, two, three in parts:
                # As `_at_once` has it, written out here, where nearly all the time is spent.
                if one.level == _LEAF:
                    node = two if one.value else three
                elif two is three:
                    node = two
                elif two is true and three is false:
                    node = one
                else:
                    ready = chosen.get((one, two, three))
                    if ready is None:
                        waiting.append(self._choice(one, two, three))
                        break
                    node = ready
                made.append(node)
            else:
                node = chosen[key] = self._branch(level, tuple(made))
                waiting.pop()
                if not waiting:
                    return node
                waiting[-1][3].append(node)

    def _at_once(self, condition: Node, then: Node, otherwise: Node) -> Node | None:
        """Return the result of a choice that needs no descent; None where it needs one."""
        if condition.level == _LEAF:
            return then if condition.value else otherwise
        if then is otherwise:
            return then
        if then is self.true and otherwise is self.false:
            return condition
        return self._chosen.get((condition, then, otherwise))

    def _choice(self, condition: Node, then: Node, otherwise: Node) -> _Choice:
        """Return a choice that waits for its parts, at the variable that is read first."""
        level = condition.level
        if then.level < level:
            level = then.level
        if otherwise.level < level:
            level = otherwise.level
        self.budget.spend(self._costs[level])
        parts = zip(
            condition.branches if condition.level == level else repeat(condition),
            then.branches if then.level == level else repeat(then),
            otherwise.branches if otherwise.level == level else repeat(otherwise),
            strict=False,
        )
        return (condition, then, otherwise), level, parts, []

    def of(self, condition: Condition) -> Node:
        """Return the diagram of a condition, whose leaves are true and false."""
        built = self._built
        found = built.get(id(condition))
        if found is None:
            for part in parts_upwards(condition, built):
                # The condition is kept with its node, so that its id stays its own.
                found = built[id(part)] = (part, self._of(part))
        assert found is not None
        return found[1]

    def _of(self, condition: Condition) -> Node:
        """Return the diagram of a condition whose parts are built."""
        built = self._built
        match condition:
            case Always(value):
                return self.leaf(value)
            case Not(part):
                return self.choose(built[id(part)][1], self.false, self.true)
            case All(parts):
                return self.joined([built[id(part)][1] for part in parts], absorbing=self.false)
            case AnyOf(parts):
                return self.joined([built[id(part)][1] for part in parts], absorbing=self.true)
            case _:
                return self._atom(condition)

    def joined(self, nodes: Iterable[Node], *, absorbing: Node) -> Node:
        """Return the conjunction or the disjunction of diagrams.

        Args:
            nodes: diagrams whose leaves are true and false.
            absorbing: the leaf false for the conjunction, true for the disjunction.

        """
        any_ = absorbing is self.true
        node = self.false if any_ else self.true
        # The deepest are joined first: then no choice walks through nodes that it leaves unchanged.
        for part in sorted(nodes, key=_level, reverse=True):
            node = (
                self.choose(part, self.true, node) if any_ else self.choose(part, node, self.false)
            )
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
        self.budget.spend(self._costs[level])
        return self._branch(level, tuple(self.leaf(bool(test(cell))) for cell in cells))

    def _meets(self, fact: str, values: frozenset[str] | None) -> Node:
        """Return the diagram that the set has one of the values; with None, any value."""
        node = self.false
        for level in reversed(self.space.levels[fact]):
            group = self.space.variables[level].group or frozenset()
            if values is None or group <= values:
                self.budget.spend(1)
                node = self._branch(level, (node, self.true))
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
        (mine,), (others,) = self.space.levels[left], self.space.levels[right]
        if mine > others:
            compare = COMPARE[_MIRRORED[atom.relation]]
            mine, right = others, left
        cells = self.space.variables[mine].cells
        return self._branch(mine, tuple(self._test(right, partial(compare, c)) for c in cells))

    def possible(self, node: Node) -> Node:
        """Return the diagram with the completions that break an implication marked as impossible.

        Only implications that tie facts of the diagram, directly or through others, are applied:
        the other facts can always be chosen to keep them.
        """
        touched = frozenset(
            part
            for fact in {self.space.variables[part.level].fact for part in self.parts(node)}
            if (part := self.space.tied.get(fact)) is not None
        )
        if not touched:
            return node
        admissible = self._admissible.get(touched)
        if admissible is None:
            kept = (
                self._kept(one.given, one.then, one.value)
                for one in self.space.implications
                if self.space.tied[one.given] in touched
            )
            admissible = self._admissible[touched] = self.joined(kept, absorbing=self.false)
        return self.choose(admissible, node, self.leaf(IMPOSSIBLE))

    def _kept(self, given: str, then: str, value: object) -> Node:
        """Return the diagram of the completions that keep an implication."""
        return self.choose(self._test(given, bool), self._test(then, partial(eq, value)), self.true)

    def outcomes(self, node: Node) -> frozenset[Hashable]:
        """Return the values of the leaves, without impossible completions."""
        return self._said(node.leaves) - {IMPOSSIBLE}

    def can_be(self, node: Node, value: Hashable) -> bool:
        """Whether a value is among the leaves."""
        leaf = self._leaves.get(value)
        return leaf is not None and bool(node.leaves & leaf.leaves)

    def _said(self, leaves: int) -> frozenset[Hashable]:
        return frozenset(value for value, leaf in self._leaves.items() if leaf.leaves & leaves)

    def truths(self, node: Node) -> frozenset[bool]:
        """Return the truth values that a condition can have, by its diagram."""
        found = self.possible(node)
        return frozenset(truth for truth in (True, False) if self.can_be(found, truth))

    def depends_on(self, node: Node) -> set[str]:
        """Return the facts of which one alone can change the value between possible completions."""
        found: set[str] = set()
        for part in self.parts(node):
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
        """Whether the two diagrams differ at a completion that is possible in both."""
        impossible = self.leaf(IMPOSSIBLE).leaves
        passed: set[tuple[int, int]] = set()
        waiting = [(one, other)]
        while waiting:
            one, other = waiting.pop()
            if one is other or impossible in (one.leaves, other.leaves):
                continue
            if not (one.leaves | other.leaves) & impossible:
                # Both are possible everywhere, and different nodes differ somewhere.
                return True
            key = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
            if key in self._alike or key in passed:
                continue
            passed.add(key)
            level = min(one.level, other.level)
            self.budget.spend(self._costs[level])
            waiting += (
                (_follow(one, level, cell), _follow(other, level, cell))
                for cell in range(self._widths[level])
            )
        self._alike |= passed
        return False

    def given(self, node: Node, answer: Mapping[int, int]) -> Node:
        """Return the cofactor of a diagram: some variables settled, each to a cell."""
        known: dict[int, Node] = {}
        for part in self._upwards(node):
            branches = tuple(known.get(id(branch), branch) for branch in part.branches)
            cell = answer.get(part.level)
            known[id(part)] = (
                branches[cell] if cell is not None else self._branch(part.level, branches)
            )
        return known.get(id(node), node)

    def renamed(self, node: Node, values: Mapping[Any, Hashable]) -> Node:
        """Return a diagram with other values in its leaves."""
        known = {id(self.leaf(old)): self.leaf(new) for old, new in values.items()}
        for part in self._upwards(node):
            branches = tuple(known.get(id(branch), branch) for branch in part.branches)
            known[id(part)] = self._branch(part.level, branches)
        return known.get(id(node), node)

    def parts(self, node: Node) -> list[Node]:
        """Return every node of a diagram but its leaves."""
        seen: dict[int, Node] = {}
        waiting = [node]
        while waiting:
            part = waiting.pop()
            if part.level != _LEAF and id(part) not in seen:
                seen[id(part)] = part
                waiting += part.branches
        self.budget.spend(len(seen))
        return list(seen.values())

    def _upwards(self, node: Node) -> list[Node]:
        """Return every node of a diagram but its leaves, each after its branches."""
        return sorted(self.parts(node), key=_level, reverse=True)


def build_diagrams(
    conditions: Sequence[Condition],
    vocabulary: Vocabulary,
    known: Mapping[str, FactValue],
    bounds: Bounds,
    build: Callable[[Diagrams], Built],
) -> Built:
    """Return the result of `build`, called with diagrams over the facts of some conditions.

    Few variables are tried in the order of reading first, and in one that keeps those read together
    together only where that grows too large; many are put into that order at once.

    Args:
        conditions: all conditions that will be built.
        vocabulary: the types of facts, and the implications.
        known: the facts that the case settles.
        bounds: the first and last day of facts, where they are bounded.
        build: builds in the diagrams that it is given; it may be called twice.

    Raises:
        TooLarge: the diagrams grow beyond the budget in both orders.

    """
    space = Space(conditions, vocabulary, known, bounds)
    many = len(space.variables) > _MANY
    try:
        first = space.drawn_together(conditions) if many else space
        return build(Diagrams(first, known, Budget(FIRST_TRY)))
    except TooLarge:
        second = space if many else space.drawn_together(conditions)
        return build(Diagrams(second, known))


def _follow(node: Node, level: int, cell: int) -> Node:
    return node.branches[cell] if node.level == level else node


def _level(node: Node) -> int:
    return node.level
