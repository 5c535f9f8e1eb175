"""Do two conditions mean the same? Told by decision diagrams, whatever way they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gaozhi.logic import Graph, TooLarge
from gaozhi.model import Condition, Fact, FactValue, Vocabulary, facts_read, fingerprint


@dataclass(frozen=True, slots=True)
class Example:
    """Facts on which two conditions differ.

    Attributes:
        facts: as few as will do; none where the two always differ.
        held: whether the first one holds on them; None where nobody can tell, because a fact has
            changed its type or the comparison grew too large.

    """

    facts: Mapping[str, FactValue]
    held: bool | None


class Equivalence:
    """Compares conditions over the facts of two vocabularies."""

    def __init__(self, old: Vocabulary, new: Vocabulary) -> None:
        self.vocabulary, self._apart = merged(old, new)

    def comparable(self, *conditions: Condition) -> bool:
        """Return whether every fact that is read has the same type on both sides."""
        return self._apart.isdisjoint(facts_read(*conditions))

    def difference(self, one: Condition, other: Condition) -> Example | None:
        """Return facts on which two conditions differ; None where they mean the same."""
        if fingerprint(one) == fingerprint(other):
            return None
        if not self.comparable(one, other):
            return Example({}, None)
        try:
            graph = Graph([one, other], self.vocabulary)
            first = graph.of(one)
            facts = next(graph.prime_cubes(graph.apart(first, graph.of(other))), None)
            if facts is None:
                return None
            held = graph.settled(graph.possible(first), facts)
            return Example(facts, graph.can_be(held, value=True))
        except TooLarge:
            return Example({}, None)

    def meet(self, one: Condition, other: Condition) -> bool:
        """Return whether two conditions can hold together, as far as one can tell."""
        if not self.comparable(one, other):
            return True
        try:
            graph = Graph([one, other], self.vocabulary)
            return graph.can_be(graph.both(graph.of(one), graph.of(other)), value=True)
        except TooLarge:
            return True


def merged(old: Vocabulary, new: Vocabulary) -> tuple[Vocabulary, frozenset[str]]:
    """Return a vocabulary that knows the facts of both, and the facts whose types differ.

    What either says to imply something does: a case is one that both could have.
    """
    apart = {
        name
        for name, fact in new.facts.items()
        if name in old.facts and old.facts[name].kind is not fact.kind
    }
    facts: dict[str, Fact] = {**old.facts}
    for name, fact in new.facts.items():
        before: Any = old.facts.get(name, fact)
        values = tuple(dict.fromkeys((*fact.values, *before.values)))
        facts[name] = replace(fact, values=values, never=fact.never or before.never)
    implications = tuple(
        one
        for one in dict.fromkeys((*new.implications, *old.implications))
        if apart.isdisjoint((one.given, one.then))
    )
    both = replace(new, facts=facts, implications=implications)
    return both, frozenset(apart)
