"""A decision of two sides as diagrams over one space, and where the two come out differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import IMPOSSIBLE, Bounds, Node, Outcomes
from gaozhi.model import (
    Combine,
    Condition,
    DecisionSpec,
    Implication,
    Rule,
    Vocabulary,
)
from gaozhi.proof._smallest import CaseGraph
from gaozhi.proof._words import renamed

__all__ = ["Pair", "Side", "Table", "Tables", "same", "table_of"]


class Table(NamedTuple):
    """The rules of a decision on one side, in common names.

    Attributes:
        spec: the decision, with every value that can come out.
        rules: each rule with its own condition; where no rule has an effect, the gap too.
        implications: what the facts of that side imply.

    """

    spec: DecisionSpec
    rules: tuple[tuple[Rule, Condition], ...]
    implications: tuple[Implication, ...]


class Pair(NamedTuple):
    """Two answers that the sides may give about one case.

    Attributes:
        here: the value that comes out on this side; of a decision that collects, None where it does
            not have the value.
        there: the same of the other side.

    """

    here: str | None
    there: str | None


def table_of(
    county: Jurisdiction,
    decision: str,
    implications: tuple[Implication, ...],
    names: Mapping[str, str],
) -> Table:
    """Return the rules of a decision of a jurisdiction, in common names.

    Args:
        county: the jurisdiction.
        decision: the decision's name there.
        implications: what its facts imply, in common names.
        names: its name of a fact -> the common name, where that is another.

    """
    found = county.program.decisions[decision]
    rules = found.rules if found.gap is None else (*found.rules, found.gap)
    return Table(
        found.answers, tuple((rule, renamed(rule.own, names)) for rule in rules), implications
    )


def same(here: Table, there: Table) -> bool:
    """Whether the rules of both sides are written alike; False does not say that they differ."""
    if here.implications != there.implications or here.spec.values != there.spec.values:
        return False
    sides = (
        [(rule.effects, rule.otherwise, own) for rule, own in table.rules]
        for table in (here, there)
    )
    try:
        return next(sides) == next(sides)
    except RecursionError:
        # Conditions deeper than Python's stack are left to the diagrams.
        return False


@dataclass(slots=True)
class Side:
    """One side as diagrams.

    Attributes:
        table: its rules.
        holds: for each rule the diagram that it holds.
        outcome: the diagrams of what comes out, see `Outcomes.prepared`.
        admissible: the diagram of the cases that keep what its facts imply.

    """

    table: Table
    holds: Sequence[Node]
    outcome: Sequence[Node]
    admissible: Node


class Tables:
    """A decision of two sides, over one space.

    Args:
        here: the rules of this side.
        there: the rules of the other side.
        vocabulary: the facts of both, and what they imply on either side.
        bounds: the first and last day on which both answer.

    Raises:
        TooLarge: the diagrams grow beyond the budget.

    """

    def __init__(self, here: Table, there: Table, vocabulary: Vocabulary, bounds: Bounds) -> None:
        conditions = [own for table in (here, there) for _, own in table.rules]
        self.graph = CaseGraph(conditions, vocabulary, bounds)
        self.here, self.there = self._side(here), self._side(there)
        both = [self.here.admissible, self.there.admissible]
        self._possible = self.graph.joined(both, absorbing=self.graph.false)

    def _side(self, table: Table) -> Side:
        graph = self.graph
        holds, outcome = Outcomes(table.spec, table.rules, graph).prepared()
        kept = [graph.keeps(one) for one in table.implications if one.given in graph.space.levels]
        return Side(table, holds, outcome, graph.joined(kept, absorbing=graph.false))

    def pairs(self) -> Iterator[tuple[Pair, Node]]:
        """Yield every two answers that differ and can be given about one case.

        With each comes the diagram that is true of the cases that come out so.
        """
        for pair, one, other in self.answers(self.here, self.there):
            node = self._where(one, other)
            if self.graph.can_be(node, value=True):
                yield pair, node

    def answers(self, here: Side, there: Side) -> Iterator[tuple[Pair, Node, Node]]:
        """Yield every two answers that differ, given about one case or not.

        With each come two diagrams: of the cases in which the one is given, and the other.
        """
        collects = here.table.spec.combine is Combine.ALL
        return (self._collected if collects else self._single)(here, there)

    def _single(self, here: Side, there: Side) -> Iterator[tuple[Pair, Node, Node]]:
        (mine,), (others,) = here.outcome, there.outcome
        one = {value: self._is(mine, value) for value in self._values(here, mine)}
        other = {value: self._is(others, value) for value in self._values(there, others)}
        for value, node in one.items():
            for other_value, other_node in other.items():
                if value != other_value:
                    yield Pair(value, other_value), node, other_node

    def _values(self, side: Side, node: Node) -> list[str]:
        can_be = self.graph.outcomes(node)
        return [value for value in side.table.spec.values if value in can_be]

    def _is(self, node: Node, value: str) -> Node:
        """Return the diagram that an outcome is a value."""
        leaves = {one: one == value for one in self.graph.outcomes(node)}
        return self.graph.renamed(node, leaves)

    def _collected(self, here: Side, there: Side) -> Iterator[tuple[Pair, Node, Node]]:
        one, other = (
            dict(zip(side.table.spec.values, side.outcome, strict=True)) for side in (here, there)
        )
        for value in dict.fromkeys((*one, *other)):
            mine, others = one.get(value, self.graph.false), other.get(value, self.graph.false)
            yield Pair(value, None), mine, self._not(others)
            yield Pair(None, value), self._not(mine), others

    def _not(self, node: Node) -> Node:
        return self.graph.choose(node, self.graph.false, self.graph.true)

    def _where(self, one: Node, other: Node) -> Node:
        """Return the diagram of the cases of which this side says one thing, the other another.

        A case that one side cannot have matters to the other side alone: each has to come to its
        answer whatever it does not know.
        """
        graph, impossible = self.graph, self.graph.leaf(IMPOSSIBLE)
        if self.here.admissible is self.there.admissible:
            both = graph.choose(one, other, graph.false)
            return graph.choose(self._possible, both, impossible)
        mine = graph.choose(self.here.admissible, one, graph.true)
        others = graph.choose(self.there.admissible, other, graph.true)
        possible = graph.choose(self._possible, graph.true, impossible)
        return graph.choose(mine, graph.choose(others, possible, graph.false), graph.false)

    def without(
        self, node: Node, here: Sequence[tuple[str, bool]], there: Sequence[tuple[str, bool]]
    ) -> Node:
        """Return a diagram without the cases in which some rules hold on both sides.

        Args:
            node: the diagram.
            here: the rules of this side, each with whether it certainly holds: then all of those
                do, and otherwise any of them. Without a rule it is every case.
            there: the rules of the other side.

        """
        graph = self.graph
        both = graph.joined(
            [self._held(self.here, here), self._held(self.there, there)], absorbing=graph.false
        )
        return graph.choose(both, graph.renamed(node, {True: False}), node)

    def _held(self, side: Side, rules: Sequence[tuple[str, bool]]) -> Node:
        certain = [name for name, sure in rules if sure]
        names = certain or [name for name, _ in rules]
        nodes = [
            holds
            for (rule, _), holds in zip(side.table.rules, side.holds, strict=True)
            if rule.name in names
        ]
        if not nodes:
            return self.graph.true
        return self.graph.joined(nodes, absorbing=self.graph.false if certain else self.graph.true)
