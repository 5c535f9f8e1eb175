"""What can be said of conditions for certain: whether they can hold, always hold, or are the same.

All of it is decided over every case there can be, the vocabulary's implications kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from gaozhi.logic.budget import FIRST_TRY, MOST_OF_A_COUNTY, Budget, TooLarge
from gaozhi.logic.diagram import Diagrams, build_diagrams
from gaozhi.logic.outcomes import Outcomes
from gaozhi.logic.space import Space
from gaozhi.model import (
    NEVER,
    All,
    Among,
    AnyOf,
    Atom,
    Condition,
    DecisionTable,
    FactRef,
    FactType,
    Not,
    Order,
    Overlaps,
    Rule,
    Vocabulary,
    facts_of_atom,
    parts_of,
)

__all__ = ["Exact"]

Found = TypeVar("Found")

_EITHER = frozenset({True, False})


class Exact:
    """Answers about conditions over the facts of a vocabulary.

    Args:
        vocabulary: the types of facts, and what implies what.
        conditions: what will be asked about most. Parts that they share are looked at once.
        first_day: the first day that a decision can be made on; None where any day will do.
        last_day: the last such day.

    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        conditions: Iterable[Condition] = (),
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        day = vocabulary.roles.date
        self._bounds = {} if day is None else {day: (first_day, last_day)}
        common = tuple(conditions)
        self._left = Budget(MOST_OF_A_COUNTY)
        self._atoms = {part for condition in common for part in _atoms(condition)}
        self._common = self._diagrams_of(common)

    def _diagrams_of(self, conditions: Sequence[Condition]) -> Diagrams | None:
        """Return the diagrams of what is asked about most; None where they are too large."""
        try:
            return Diagrams(Space(conditions, self._vocabulary, {}, self._bounds), {})
        except TooLarge:
            return None

    @property
    def spent(self) -> bool:
        """Whether all that was to be spent is: nothing more will be looked at."""
        return self._left.left < 0

    def decided(self, condition: Condition) -> frozenset[bool] | None:
        """Return the truth values that the condition can have; None where that is too large."""
        if not self._can_be_constant(condition):
            return _EITHER

        return self._asked([condition], lambda found: found.truths(found.of(condition)), None)

    def truths(self, condition: Condition) -> frozenset[bool]:
        """Return the truth values that the condition can have, as far as one can tell."""
        found = self.decided(condition)
        return _EITHER if found is None else found

    def can_hold(self, condition: Condition) -> bool:
        """Return whether some case makes the condition true, as far as one can tell."""
        return True in self.truths(condition)

    def same(self, one: Condition, other: Condition) -> bool:
        """Return whether the two conditions certainly hold in the same cases."""
        if one == other:
            return True

        def same(found: Diagrams) -> bool:
            mine, others = found.of(one), found.of(other)
            apart = found.choose(mine, found.choose(others, found.false, found.true), others)
            return not found.can_be(found.possible(apart), value=True)

        return self._asked([one, other], same, otherwise=False)

    def uncovered(self, conditions: Sequence[Condition], condition: Condition) -> bool:
        """Return whether a condition can hold where none of some others does, if one can tell."""

        def uncovered(found: Diagrams) -> bool:
            covered = found.joined(map(found.of, conditions), absorbing=found.true)
            left = found.choose(covered, found.false, found.of(condition))
            return found.can_be(found.possible(left), value=True)

        return self._asked([*conditions, condition], uncovered, otherwise=True)

    def fits(self, table: DecisionTable, rules: Sequence[Rule]) -> bool:
        """Return whether all completions of a decision can be looked at, with some of its rules."""
        own = [(rule, rule.own) for rule in rules]

        def built(found: Diagrams) -> bool:
            return bool(Outcomes(table.spec, own, found).nodes)

        return self._asked([rule.own for rule in rules], built, otherwise=False)

    def _asked(
        self,
        conditions: Sequence[Condition],
        build: Callable[[Diagrams], Found],
        otherwise: Found,
    ) -> Found:
        """Return what is built in diagrams that hold the conditions, common ones if possible."""
        if self.spent:
            return otherwise
        atoms = (part for condition in conditions for part in _atoms(condition))
        if self._common is not None and all(part in self._atoms for part in atoms):
            self._common.budget = Budget(FIRST_TRY)
            try:
                return self._paid(build)(self._common)
            except TooLarge:
                # The common order does not do; from now on every question has its own.
                self._common = None
        try:
            return build_diagrams(conditions, self._vocabulary, {}, self._bounds, self._paid(build))
        except TooLarge:
            return otherwise

    def _paid(self, build: Callable[[Diagrams], Found]) -> Callable[[Diagrams], Found]:
        """Return what builds as before, and takes what that cost from what is left for all."""

        def paid(found: Diagrams) -> Found:
            try:
                return build(found)
            finally:
                self._left.left -= found.budget.spent

        return paid

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
                return fact.kind is FactType.ONE_OF and values.issuperset(fact.values)
            case Overlaps(values=values):
                return not values
            case Order(operand=operand):
                bounded = self._bounds.get(atom.fact, (None, None)) != (None, None)
                return operand is NEVER or (bounded and not isinstance(operand, FactRef))
            case _:
                return False


def _atoms(condition: Condition) -> Iterator[Atom]:
    return (part for part in parts_of(condition) if isinstance(part, Atom))


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
