"""All completions of a case at once: what can come out, and which open facts it turns on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gaozhi.compiler import IMPOSSIBLE, DecisionTable, Diagrams, Space
from gaozhi.compiler.diagram import Node
from gaozhi.compiler.tree import Condition, all_of, negated
from gaozhi.engine.case import Case
from gaozhi.engine.evaluate import truth
from gaozhi.language import Combine

__all__ = ["Completions", "Turning", "turning"]

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Turning:
    """What a condition comes to over all completions of a case.

    Attributes:
        always: it is true in every one.
        never: it is true in none.
        facts: those on which it turns, in the order of the vocabulary.

    """

    always: bool
    never: bool
    facts: tuple[str, ...] = ()


def turning(condition: Condition, case: Case, *, without: Condition | None = None) -> Turning:
    """Return what a condition comes to; `without` asks only where that one is false."""
    if without is not None:
        condition = all_of([condition, negated(without)])
    known = truth(condition, case.known)
    if known is not None:
        return Turning(known, not known)
    vocabulary = case.program.vocabulary
    diagrams = Diagrams(Space([condition], vocabulary, case.known, case.bounds), case.known)
    impossible = diagrams.leaf(IMPOSSIBLE)
    node = diagrams.choose(diagrams.admissible(), diagrams.of(condition), impossible)
    found = diagrams.outcomes(node)
    turns = diagrams.turns_on(node)
    facts = tuple(name for name in vocabulary.facts if name in turns)
    return Turning(False not in found, True not in found, facts)


class Completions:
    """The completions of a case, as far as one decision can tell them apart.

    Args:
        table: the decision.
        case: the case; its known facts are the same in every completion.

    """

    def __init__(self, table: DecisionTable, case: Case) -> None:
        self._table = table
        vocabulary = case.program.vocabulary
        conditions = [rule.holds for rule in table.rules]
        space = Space(conditions, vocabulary, case.known, case.bounds)
        self._diagrams = Diagrams(space, case.known)
        self._admissible = self._diagrams.admissible()
        self._order = {name: index for index, name in enumerate(vocabulary.facts)}
        self._exceptions = case.program.exceptions
        self._outcomes = self._outcome_nodes()

    def _possible(self, node: Node) -> Node:
        """Return the diagram with every completion that no case can have marked as such."""
        impossible = self._diagrams.leaf(IMPOSSIBLE)
        return self._diagrams.choose(self._admissible, node, impossible)

    def truths(self, condition: Condition) -> frozenset[Hashable]:
        """Return whether the condition can be true, and whether it can be false."""
        return self._diagrams.outcomes(self._possible(self._diagrams.of(condition)))

    def _outcome_nodes(self) -> Mapping[str, Node]:
        """Return what comes out, as diagrams.

        One, called by the decision's name, whose leaves are its values; for a decision that
        collects one for every value, whose leaves say whether it is in.
        """
        diagrams, spec = self._diagrams, self._table.spec
        giving = [rule for rule in self._table.rules if rule.effects]
        if spec.combine is not Combine.ALL:
            node = diagrams.leaf(None)
            strength = {value: index for index, value in enumerate(spec.values)}
            for rule in sorted(giving, key=lambda rule: -strength[rule.effects[0]]):
                value = diagrams.leaf(rule.effects[0])
                node = diagrams.choose(diagrams.of(rule.holds), value, node)
            return {spec.name: self._possible(node)}
        found: dict[str, Node] = {}
        for effect in spec.values:
            node = diagrams.false
            for rule in giving:
                if effect in rule.effects:
                    node = diagrams.choose(diagrams.of(rule.holds), diagrams.true, node)
            found[effect] = self._possible(node)
        return found

    def values(self) -> tuple[str, ...]:
        """Return the values that can come out, strongest first; not for one that collects."""
        spec = self._table.spec
        found = self._diagrams.outcomes(self._outcomes[spec.name])
        return tuple(value for value in spec.values if value in found)

    def membership(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return, for a decision that collects, what is certainly in, and what only may be."""
        certain: list[str] = []
        pending: list[str] = []
        for value, node in self._outcomes.items():
            found = self._diagrams.outcomes(node)
            if found == {True}:
                certain.append(value)
            elif True in found:
                pending.append(value)
        return tuple(certain), tuple(pending)

    def decisive_facts(self) -> list[str]:
        """Return the facts on which the outcome turns, the most decisive first.

        A fact is here if and only if two admissible completions that differ in it alone differ in
        outcome. The fewer outcomes its answers leave open on the average, the more decisive it is;
        of equals, the one that stands first in the vocabulary comes first. But an exception comes
        after what it excepts from: whether credit is repaired is no question to begin with.
        """
        nodes = list(self._outcomes.values())
        turning = {fact for node in nodes for fact in self._diagrams.turns_on(node)}
        waiting = sorted(
            turning, key=lambda fact: (self._left_open(fact, nodes), self._order[fact])
        )
        ordered: list[str] = []
        while waiting:
            ready = (f for f in waiting if self._exceptions.get(f, _NONE).isdisjoint(waiting))
            chosen = next(ready, waiting[0])
            waiting.remove(chosen)
            ordered.append(chosen)
        return ordered

    def _left_open(self, fact: str, nodes: Sequence[Node]) -> Fraction:
        """Return how many outcomes remain after an answer, on the average over its answers."""
        answers = list(self._diagrams.answers(fact))
        total = 0
        for answer in answers:
            for node in nodes:
                total += len(self._diagrams.outcomes(self._diagrams.given(node, answer)))
        return Fraction(total, len(answers))
