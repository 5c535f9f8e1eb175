"""The case that tells a mutant from the rules as written, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from gaozhi.logic import Graph, Node, bounds_of, comes_out
from gaozhi.model import (
    Always,
    Combine,
    Condition,
    DecisionTable,
    FactValue,
    Order,
    Program,
    Relation,
    Rule,
    any_of,
    facts_read,
)

_NEVER: Final = Always(value=False)

Starts = Callable[[str], Mapping[str, FactValue]]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Facts of which two programs say otherwise.

    Attributes:
        decision: the decision that says otherwise.
        facts: as few as will do, whatever the other facts are.
        started: whether they are as few as will do beside the facts of a start.
        lost: a rule on which only the first program rests what comes out.
        gained: a rule on which only the other one does.

    """

    decision: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    started: bool = False
    lost: str | None = None
    gained: str | None = None


def distinguish(
    one: Program, other: Program, decisions: Iterable[str], starts: Starts
) -> Iterator[Counterexample | None]:
    """Yield facts that tell two programs apart, what is plainest to see first.

    First come those of which another outcome or value comes out, then another caveat, then another
    ground. A None says that some rule holds otherwise, and nothing more. So where nothing at all is
    yielded, the two say the same of every case, known in full or in part: what may yet come out and
    what is asked for turn on the rules of the cases known in full alone.

    Args:
        one: a program.
        other: another of the same vocabulary, made of the same rules but one.
        decisions: the decisions to look at, the most telling first.
        starts: returns the facts that a case about a decision had best start from, or none.

    Raises:
        TooLarge: the comparison is not worth waiting for.

    """
    pairs = [_Pair(one, other, name, starts(name)) for name in decisions]
    for search in (_Pair.outcomes, _Pair.caveats, _Pair.grounds):
        for pair in pairs:
            yield from search(pair)
    if any(pair.differ() for pair in pairs):
        yield None


class _Pair:
    """A decision of one program and of another."""

    def __init__(
        self, one: Program, other: Program, decision: str, start: Mapping[str, FactValue]
    ) -> None:
        self._decision = decision
        self._start = start
        self._one, self._other = one.decisions[decision], other.decisions[decision]
        holds = [rule.holds for table in (self._one, self._other) for rule in table.rules]
        read = facts_read(*holds)
        # What the start compares with, the graph has to compare with too.
        points = [
            Order(name, Relation.EQUAL, value)
            for name, value in start.items()
            if name in read and isinstance(value, date | Decimal)
        ]
        self._graph = Graph([*holds, *points], one.vocabulary, bounds_of(one))
        self._collects = self._one.spec.combine is Combine.ALL

    def outcomes(self) -> Iterator[Counterexample]:
        """Yield a case of which another value comes out."""
        plain = Counterexample(self._decision)
        values = self._one.spec.values
        before, after = self._values(self._one), self._values(self._other)
        if self._collects:
            pairs = [
                self._without(first[value], second[value])
                for value in values
                for first, second in ((before, after), (after, before))
            ]
        else:
            pairs = [
                self._graph.both(before[value], after[now])
                for value in values
                for now in values
                if value != now
            ]
        yield from self._fewest((node, plain) for node in pairs)

    def caveats(self) -> Iterator[Counterexample]:
        """Yield a case of which only one brings along a caveat, preferably one that is settled."""
        plain = Counterexample(self._decision)
        before, after = _caveats(self._one), _caveats(self._other)
        nodes = []
        for text in dict.fromkeys((*before, *after)):
            one, other = (self._graph.of(found.get(text, _NEVER)) for found in (before, after))
            nodes += [self._without(one, other), self._without(other, one)]
        settled = [] if self._collects else list(self._values(self._one).values())
        yield from self._fewest(
            (self._graph.both(node, value), plain) for node in nodes for value in settled
        )
        yield from self._fewest((node, plain) for node in nodes)

    def grounds(self) -> Iterator[Counterexample]:
        """Yield a case in which a rule grounds what comes out of one, and not of the other."""
        values = self._values(self._one)
        lost = self._held_only_in(self._one, self._other)
        yield from self._fewest(
            (self._graph.both(node, values[effect]), Counterexample(self._decision, lost=rule.name))
            for rule, node in lost
            for effect in rule.effects
        )
        gained = self._held_only_in(self._other, self._one)
        for settled in (values.values(), (self._graph.true,)):
            yield from self._fewest(
                (self._graph.both(node, value), Counterexample(self._decision, gained=rule.name))
                for rule, node in gained
                for value in settled
            )
        # While the outcome is open, even what would carry a weaker one is shown.
        yield from self._fewest(
            (node, Counterexample(self._decision, lost=rule.name)) for rule, node in lost
        )

    def _held_only_in(self, one: DecisionTable, other: DecisionTable) -> list[tuple[Rule, Node]]:
        """Return the rules with an effect, each with where it holds in one and not in the other."""
        holds = {rule.name: rule.holds for rule in other.rules}
        return [
            (
                rule,
                self._without(
                    self._graph.of(rule.holds), self._graph.of(holds.get(rule.name, _NEVER))
                ),
            )
            for rule in one.rules
            if rule.effects
        ]

    def differ(self) -> bool:
        """Return whether some rule holds in one and not in the other, in a case that can be."""
        tables = (self._one, self._other), (self._other, self._one)
        return any(
            self._graph.can_be(node, value=True)
            for pair in tables
            for _, node in self._held_only_in(*pair)
        )

    def _values(self, table: DecisionTable) -> dict[str, Node]:
        return {value: self._graph.of(comes_out(table, value)) for value in table.spec.values}

    def _without(self, node: Node, other: Node) -> Node:
        """Return where the one is true and the other is not, impossible cases marked."""
        return self._graph.possible(self._graph.choose(other, self._graph.false, node))

    def _fewest(self, nodes: Iterable[tuple[Node, Counterexample]]) -> Iterator[Counterexample]:
        """Yield one case of every node, those that name the fewest facts first."""
        known = list(nodes)
        if self._start:
            near = [(told, self._graph.nearest(node, self._start)) for node, told in known]
            yield from _in_order(
                replace(told, facts=facts, started=True)
                for told, facts in near
                if facts is not None
            )
        kinds = [(told, next(self._graph.prime_cubes(node), None)) for node, told in known]
        yield from _in_order(
            replace(told, facts=facts) for told, facts in kinds if facts is not None
        )


def _in_order(found: Iterable[Counterexample]) -> list[Counterexample]:
    return sorted(found, key=lambda one: len(one.facts))


def _caveats(table: DecisionTable) -> dict[str, Condition]:
    """Return when each caveat is brought along, by its words."""
    found: dict[str, list[Condition]] = {}
    for rule in table.rules:
        if rule.caveat is not None:
            found.setdefault(rule.caveat, []).append(rule.holds)
    return {text: any_of(conditions) for text, conditions in found.items()}
