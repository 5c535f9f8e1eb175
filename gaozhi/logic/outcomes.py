"""What the rules of a decision come to, as decision diagrams over all completions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gaozhi.logic import Diagrams, Node
from gaozhi.model import Combine, Condition, DecisionSpec, Rule

__all__ = ["Outcomes"]


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
        self._rules = [(rule, diagrams.of(own)) for rule, own in rules]
        self._taken = diagrams.joined(
            (own for rule, own in self._rules if rule.effects and not rule.otherwise),
            absorbing=diagrams.true,
        )
        first = spec.combine is Combine.FIRST
        self._row = diagrams.possible(self._first_row()) if first else None
        self.nodes: Mapping[str, Node] = self._outcome_nodes()
        """What comes out: one diagram, called by the decision's name, whose leaves are its values;
        for a decision that collects one for every value, whose leaves say whether it is in."""

    def truths(self, place: int) -> frozenset[bool]:
        """Return whether a rule can hold, and whether it can fail, by its place among the rules."""
        rule, own = self._rules[place]
        diagrams = self._diagrams
        if rule.effects and rule.otherwise:
            own = diagrams.choose(self._taken, diagrams.false, own)
        elif rule.effects and self._row is not None:
            row = ("行", place)
            return frozenset(one == row for one in diagrams.outcomes(self._row))
        return diagrams.truths(own)

    def _first_row(self) -> Node:
        """Return the diagram of the row of a table that applies, by its place."""
        node = self._diagrams.leaf(None)
        for place, (rule, own) in reversed(list(enumerate(self._rules))):
            if rule.effects and not rule.otherwise:
                node = self._diagrams.choose(own, self._diagrams.leaf(("行", place)), node)
        return node

    def _outcome_nodes(self) -> Mapping[str, Node]:
        diagrams, spec = self._diagrams, self._spec
        if spec.combine is Combine.ALL:
            return {
                value: diagrams.possible(self._giving(value, otherwise=False))
                for value in spec.values
            }
        node = self._strongest(diagrams.leaf(None), otherwise=True)
        if self._row is None:
            return {spec.name: diagrams.possible(self._strongest(node, otherwise=False))}
        effects = {
            ("行", place): rule.effects[0]
            for place, (rule, _) in enumerate(self._rules)
            if rule.effects and not rule.otherwise
        }
        found = diagrams.renamed(self._row, effects)
        return {spec.name: diagrams.choose(self._taken, found, diagrams.possible(node))}

    def _strongest(self, node: Node, *, otherwise: bool) -> Node:
        """Return the diagram of the strongest value that a rule gives; `node` where none does."""
        for value in reversed(self._spec.values):
            given = self._giving(value, otherwise=otherwise)
            node = self._diagrams.choose(given, self._diagrams.leaf(value), node)
        return node

    def _giving(self, value: str, *, otherwise: bool) -> Node:
        """Return the diagram that a rule gives a value, one for all else or one of the others."""
        giving = (
            own
            for rule, own in self._rules
            if value in rule.effects and rule.otherwise is otherwise
        )
        return self._diagrams.joined(giving, absorbing=self._diagrams.true)
