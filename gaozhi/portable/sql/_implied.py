"""What the known facts of a row imply, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from gaozhi.model import FactType, FactValue, Implication, Vocabulary
from gaozhi.portable.sql._expressions import FALSE, TRUE, Expr, all_of, any_of
from gaozhi.portable.sql._values import Const, Value, Values

__all__ = ["Implied"]

_REST: Final = "\x00其余"
"""Every value of a fact that no implication names."""

_Literal = tuple[str, FactValue]


class Implied:
    """The implications of a vocabulary, as what each literal, a fact with a value, leads to.

    Where a bool fact is true, another has a value; where that is known to have another, the bool
    fact is false. So what follows from a row is what can be reached from what it states.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._facts = vocabulary.facts
        self._named: dict[str, dict[FactValue, None]] = {}
        for one in vocabulary.implications:
            self._named.setdefault(one.given, {}).update({True: None, False: None})
            named = self._named.setdefault(one.then, {})
            named[one.value] = None
            if self._facts[one.then].kind is FactType.BOOL:
                named.update({True: None, False: None})
        self._reached = {
            (name, value): self._closure((name, value), vocabulary.implications)
            for name, values in self._named.items()
            for value in (*values, *self._rest(name))
        }

    @property
    def facts(self) -> Iterable[str]:
        """The facts that imply others, or are implied."""
        return self._named

    def tied_to(self, names: Iterable[str]) -> set[str]:
        """Return some facts, and all that may settle or contradict one of them."""
        found = {*names}
        for (name, _), reached in self._reached.items():
            others = {other for other, _ in reached}
            if name in found or not others.isdisjoint(found):
                found |= {name, *others}
        return found

    def _rest(self, name: str) -> tuple[FactValue, ...]:
        return () if self._facts[name].kind is FactType.BOOL else (_REST,)

    def _closure(self, start: _Literal, rules: Iterable[Implication]) -> set[_Literal]:
        found = {start}
        waiting = [start]
        while waiting:
            name, value = waiting.pop()
            after: set[_Literal] = {
                (one.then, one.value) for one in rules if one.given == name and value is True
            }
            after |= {
                (one.given, False) for one in rules if one.then == name and one.value != value
            }
            waiting += after - found
            found |= after
        return found - {start}

    def close(
        self, facts: Mapping[str, Value], values: Values
    ) -> tuple[dict[str, Value], list[Expr]]:
        """Return the facts with all that they imply, and the conditions that contradict it.

        Args:
            facts: what is known of every fact.
            values: builds expressions.

        """
        found = dict(facts)
        wrong: list[Expr] = []
        stated = {
            literal: self._stated(literal, facts.get(literal[0]), values)
            for literal in self._reached
        }
        for name, named in self._named.items():
            fact = self._facts[name]
            implied = [
                (
                    any_of(
                        stated[one]
                        for one, reached in self._reached.items()
                        if (name, value) in reached
                    ),
                    value,
                )
                for value in named
            ]
            own = facts.get(name)
            for when, value in implied:
                wrong.append(all_of([when, values.differs(fact, own, value)]))
            found[name] = values.settled(fact, own, implied)
        return found, wrong

    def _stated(self, literal: _Literal, known: Value, values: Values) -> Expr:
        """Return the condition that a row states a literal; it may be NULL."""
        name, value = literal
        fact = self._facts[name]
        if value != _REST:
            return values.equals(fact, known, value)
        named = self._named[name]
        if known is None:
            return FALSE
        if isinstance(known, Const):
            return FALSE if known.value in named else TRUE
        return all_of(values.differs(fact, known, one) for one in named)
