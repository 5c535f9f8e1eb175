"""The outcome of a decision as decision diagrams over all completions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import NamedTuple

from gaozhi.logic.comes_out import Outcome, in_turn
from gaozhi.logic.diagram import Diagrams, Node
from gaozhi.model import Combine, Condition, DecisionSpec, Rule

__all__ = ["Outcomes"]


class _Row(NamedTuple):
    """The row of a table that applies."""

    place: int


class Outcomes:
    """The diagrams of a decision's outcome, and of its rules, over all completions.

    Args:
        spec: the decision.
        rules: its rules in order, each with its own condition.
        diagrams: the diagrams in which they are built.

    Raises:
        TooLarge: they grow beyond the budget.

    """

    def __init__(
        self, spec: DecisionSpec, rules: Sequence[tuple[Rule, Condition]], diagrams: Diagrams
    ) -> None:
        self._spec = spec
        self.diagrams = diagrams
        self._cut: Callable[[Node], Node] = _as_it_is
        self._rules = [rule for rule, _ in rules]
        self._own = [diagrams.of(own) for _, own in rules]
        self._found = self._comes_out()
        if spec.combine is Combine.STRONGEST:
            self._own = [self._holds(place) for place in range(len(rules))]

    def within(self, diagrams: Diagrams, cut: Callable[[Node], Node]) -> Outcomes:
        """Return the outcomes in other diagrams.

        Args:
            diagrams: the other diagrams.
            cut: returns the node there for a node of these.

        """
        found = copy(self)
        found.diagrams, found._cut = diagrams, cut  # noqa: SLF001 - the same class
        return found

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """The diagrams of the outcome, impossible completions marked.

        One under the decision's name, whose leaves are its values; for a decision that collects
        values, one for each value, whose leaves are whether it is collected.
        """
        if self._spec.combine is not Combine.FIRST:
            return self._marked
        return {
            name: self.diagrams.renamed(node, self._effects) for name, node in self._marked.items()
        }

    @cached_property
    def _marked(self) -> Mapping[str, Node]:
        return {name: self.diagrams.possible(self._cut(n)) for name, n in self._found.items()}

    def _comes_out(self) -> Mapping[str, Node]:
        """Return the diagrams of the outcome; of a table, with the rows that apply as leaves."""
        spec, rules = self._spec, self._rules
        if spec.combine is Combine.ALL:
            return {
                value: self._any(n for n, rule in enumerate(rules) if value in rule.effects)
                for value in spec.values
            }
        steps = in_turn(spec, rules)
        if spec.combine is Combine.STRONGEST:
            return {spec.name: self._first(steps)}
        return {spec.name: self._first([(_Row(n), [n]) for _, same in steps for n in same])}

    def _first(self, steps: Sequence[tuple[Hashable, Sequence[int]]]) -> Node:
        """Return the diagram of the first step of which a rule's own condition holds."""
        node = self.diagrams.leaf(None)
        for leaf, places in reversed(steps):
            node = self.diagrams.choose(self._any(places), self.diagrams.leaf(leaf), node)
        return node

    def _any(self, places: Iterable[int]) -> Node:
        """Return the diagram that any of some rules holds by its own condition."""
        own = (self._own[place] for place in places)
        return self.diagrams.joined(own, absorbing=self.diagrams.true)

    def _holds(self, place: int) -> Node:
        """Return the diagram that a rule holds: an otherwise where none of the others does."""
        if not self._rules[place].otherwise:
            return self._own[place]
        others = (n for n, rule in enumerate(self._rules) if rule.effects and not rule.otherwise)
        return self.diagrams.choose(self._any(others), self.diagrams.false, self._own[place])

    def prepared(self) -> tuple[Sequence[Node], Sequence[Node]]:
        """Return the diagrams that each rule holds, and those of what comes out.

        Neither looks at what facts imply. What comes out is one diagram, whose leaves are values;
        for a decision that collects, one for each of its values, in order.
        """
        found = list(self._found.values())
        if self._spec.combine is not Combine.FIRST:
            return self._own, found
        (rows,) = found
        places = [place for place, rule in enumerate(self._rules) if rule.effects]
        holds = list(self._own)
        for place in places:
            applies = {_Row(other): other == place for other in places}
            holds[place] = self.diagrams.renamed(rows, {None: False, **applies})
        return holds, [self.diagrams.renamed(rows, self._effects)]

    @property
    def _effects(self) -> Mapping[_Row, str]:
        return {_Row(n): rule.effects[0] for n, rule in enumerate(self._rules) if rule.effects}

    @property
    def roots(self) -> Iterable[Node]:
        """The diagrams of what comes out, in which impossible completions are not marked."""
        return self._found.values()

    def own(self, place: int) -> Node:
        """Return the diagram of the own condition of a rule that waits for no other."""
        return self._own[place]

    @property
    def depends_on(self) -> set[str]:
        """The facts on which the outcome depends."""
        return {fact for node in self.nodes.values() for fact in self.diagrams.depends_on(node)}

    @property
    def outcome(self) -> Outcome:
        """The outcome, exact over all completions."""
        spec, found = self._spec, self.diagrams.outcomes
        if spec.combine is Combine.ALL:
            truths = {value: found(node) for value, node in self.nodes.items()}
            certain = tuple(value for value, true in truths.items() if true == {True})
            return Outcome((), certain, tuple(v for v, true in truths.items() if len(true) > 1))
        can_be = found(self.nodes[spec.name])
        return Outcome(tuple(value for value in spec.values if value in can_be))

    def truth(self, place: int) -> bool | None:
        """Return whether a rule holds in every completion, in none, or in some (None)."""
        if self._rules[place].effects and self._spec.combine is Combine.FIRST:
            rows = self.diagrams.outcomes(self._marked[self._spec.name])
            can_be = frozenset(row == _Row(place) for row in rows)
        else:
            can_be = self.diagrams.truths(self._cut(self._own[place]))
        return None if len(can_be) > 1 else True in can_be


def _as_it_is(node: Node) -> Node:
    return node
