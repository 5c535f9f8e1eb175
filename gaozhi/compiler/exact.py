"""What can be said of conditions for certain: whether they can hold, always hold, or are the same.

All of it is decided over every case there can be, the vocabulary's implications kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gaozhi.compiler.atoms import Atom, facts_of_atom
from gaozhi.compiler.diagram import IMPOSSIBLE, Diagrams, Node
from gaozhi.compiler.space import Space
from gaozhi.compiler.tree import (
    NEVER,
    All,
    Among,
    AnyOf,
    Condition,
    FactRef,
    Not,
    Order,
    Overlaps,
    parts_of,
)
from gaozhi.language import Kind, Vocabulary

__all__ = ["Exact"]

_EITHER = frozenset({True, False})


class Exact:
    """Answers about conditions over the facts of a vocabulary.

    Args:
        vocabulary: the types of facts, and what implies what.
        first_day: the first day that a decision can be made on; None where any day will do.
        last_day: the last such day.

    """

    def __init__(
        self, vocabulary: Vocabulary, first_day: date | None = None, last_day: date | None = None
    ) -> None:
        self._vocabulary = vocabulary
        day = vocabulary.roles.date
        self._bounds = {} if day is None else {day: (first_day, last_day)}

    def truths(self, condition: Condition) -> frozenset[bool]:
        """Return the truth values that the condition can have."""
        if not self._can_be_constant(condition):
            return _EITHER
        found = self._diagrams([condition])
        outcomes = found.outcomes(_possible(found, found.of(condition)))
        return frozenset(truth for truth in (True, False) if truth in outcomes)

    def can_hold(self, condition: Condition) -> bool:
        """Return whether some case makes the condition true."""
        return True in self.truths(condition)

    def same(self, one: Condition, other: Condition) -> bool:
        """Return whether the two conditions hold in the same cases."""
        if one == other:
            return True
        found = self._diagrams([one, other])
        return _possible(found, found.of(one)) is _possible(found, found.of(other))

    def uncovered(self, conditions: Sequence[Condition]) -> list[bool]:
        """Return for each condition whether it can hold where none of those before it holds."""
        found = self._diagrams(conditions)
        covered, results = found.false, []
        for condition in conditions:
            node = found.of(condition)
            left = _possible(found, found.choose(covered, found.false, node))
            results.append(True in found.outcomes(left))
            covered = found.choose(node, found.true, covered)
        return results

    def _diagrams(self, conditions: Sequence[Condition]) -> Diagrams:
        return Diagrams(Space(conditions, self._vocabulary, {}, self._bounds), {})

    def _can_be_constant(self, condition: Condition) -> bool:
        """Whether a search is worth its while; most conditions read every fact just once."""
        read: set[str] = set()
        for part in _with_repeats(condition):
            if part is None:
                return True
            if isinstance(part, Atom):
                names = facts_of_atom(part)
                if len(set(names)) < len(names) or not read.isdisjoint(names):
                    return True
                read.update(names)
                if self._is_extreme(part):
                    return True
        return any(i.given in read and i.then in read for i in self._vocabulary.implications)

    def _is_extreme(self, atom: Atom) -> bool:
        """Whether a comparison may come out the same for every value of its fact."""
        fact = self._vocabulary.facts[atom.fact]
        match atom:
            case Among(values=values):
                return fact.kind is Kind.ONE_OF and values.issuperset(fact.values)
            case Overlaps(values=values):
                return not values
            case Order(operand=operand):
                bounded = self._bounds.get(atom.fact, (None, None)) != (None, None)
                return operand is NEVER or (bounded and not isinstance(operand, FactRef))
            case _:
                return False


def _possible(found: Diagrams, node: Node) -> Node:
    """Return what a diagram says of the cases that there can be."""
    return found.choose(found.admissible(), node, found.leaf(IMPOSSIBLE))


def _with_repeats(condition: Condition) -> Iterable[Condition | None]:
    """Yield every part of a condition; None where one part stands in two places."""
    parts = list(parts_of(condition))
    branches = sum(
        1 if isinstance(part, Not) else len(part.parts)
        for part in parts
        if isinstance(part, Not | All | AnyOf)
    )
    if branches > len(parts) - 1:
        yield None
    yield from parts
