"""What the rules of a decision come to, as decision diagrams over all completions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from gaozhi.logic.comes_out import Outcome, in_turn
from gaozhi.logic.diagram import Diagrams, Node
from gaozhi.model import Combine, Condition, DecisionSpec, Rule

__all__ = ["Outcomes"]


class _Row(NamedTuple):
    """The row of a table that applies."""

    place: int


class Outcomes:
    """The outcome of a decision, and its rules, over all completions.

    Args:
        spec: the decision.
        rules: its rules, as they stand, each with its own condition.
        diagrams: builds them.

    Raises:
        TooLarge: they grow beyond the budget.

    """

    def __init__(
        self, spec: DecisionSpec, rules: Sequence[tuple[Rule, Condition]], diagrams: Diagrams
    ) -> None:
        self._spec = spec
        self._diagrams = diagrams
        self._rules = [rule for rule, _ in rules]
        self._own = [diagrams.of(own) for _, own in rules]
        self._rows: Node | None = None
        self.nodes: Mapping[str, Node] = self._nodes()
        """What comes out: one diagram, called by the decision's name, whose leaves are its values;
        for a decision that collects one for every value, whose leaves say whether it is in."""

    def _nodes(self) -> Mapping[str, Node]:
        diagrams, spec, rules = self._diagrams, self._spec, self._rules
        if spec.combine is Combine.ALL:
            giving = {
                value: [place for place, rule in enumerate(rules) if value in rule.effects]
                for value in spec.values
            }
            return {value: diagrams.possible(self._any(giving[value])) for value in spec.values}
        if spec.combine is Combine.STRONGEST:
            return {spec.name: diagrams.possible(self._first(in_turn(spec, rules)))}
        rows = [(_Row(place), [place]) for _, same in in_turn(spec, rules) for place in same]
        self._rows = diagrams.possible(self._first(rows))
        effects = {row: rules[row.place].effects[0] for row, _ in rows}
        return {spec.name: diagrams.renamed(self._rows, effects)}

    def _first(self, steps: Sequence[tuple[Hashable, Sequence[int]]]) -> Node:
        """Return the diagram of the first step that a rule takes by its own condition."""
        node = self._diagrams.leaf(None)
        for leaf, places in reversed(steps):
            node = self._diagrams.choose(self._any(places), self._diagrams.leaf(leaf), node)
        return node

    def _any(self, places: Iterable[int]) -> Node:
        """Return the diagram that any of some rules holds by its own condition."""
        own = (self._own[place] for place in places)
        return self._diagrams.joined(own, absorbing=self._diagrams.true)

    @property
    def outcome(self) -> Outcome:
        """What can come out."""
        spec, found = self._spec, self._diagrams.outcomes
        if spec.combine is Combine.ALL:
            truths = {value: found(node) for value, node in self.nodes.items()}
            certain = tuple(value for value, true in truths.items() if true == {True})
            return Outcome((), certain, tuple(v for v, true in truths.items() if len(true) > 1))
        can_be = found(self.nodes[spec.name])
        return Outcome(tuple(value for value in spec.values if value in can_be))

    def truth(self, place: int) -> bool | None:
        """Return whether a rule holds in every completion, in none, or in some (None)."""
        rule, own, diagrams = self._rules[place], self._own[place], self._diagrams
        if rule.effects and self._rows is not None:
            can_be = frozenset(row == _Row(place) for row in diagrams.outcomes(self._rows))
        elif rule.effects and rule.otherwise:
            others = (n for n, one in enumerate(self._rules) if one.effects and not one.otherwise)
            can_be = diagrams.truths(diagrams.choose(self._any(others), diagrams.false, own))
        else:
            can_be = diagrams.truths(own)
        return None if len(can_be) > 1 else True in can_be
