"""A decision procedure for conditions: whether they can hold, always hold, or are equivalent.

It considers every case that keeps the vocabulary's implications.
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
    Duty,
    FactRef,
    FactType,
    Not,
    Order,
    Overlaps,
    Rule,
    Vocabulary,
    all_of,
    facts_of_atom,
    parts_of,
)

__all__ = ["Exact", "arises"]

Found = TypeVar("Found")

_EITHER = frozenset({True, False})


def arises(duty: Duty, exact: Exact) -> bool:
    """Whether a duty arises in some case; True where it is too large to tell."""
    return exact.can_hold(all_of([duty.when, duty.in_force]))


class Exact:
    """Exact answers about conditions over the facts of a vocabulary, within a budget.

    Args:
        vocabulary: the types of facts, and the implications.
        conditions: the conditions that will be asked about most; they share their diagrams.
        first_day: the first day that a decision can be made on; None for no bound.
        last_day: the last such day; None for no bound.

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
        """Return the common diagrams of conditions; None where they are too large."""
        try:
            return Diagrams(Space(conditions, self._vocabulary, {}, self._bounds), {})
        except TooLarge:
            return None

    @property
    def spent(self) -> bool:
        """Whether the budget is spent: nothing more will be decided."""
        return self._left.left < 0

    def decided(self, condition: Condition) -> frozenset[bool] | None:
        """Return the truth values that the condition can have; None where that is too large."""
        if not self._can_be_constant(condition):
            return _EITHER

        return self._asked([condition], lambda found: found.truths(found.of(condition)), None)

    def truths(self, condition: Condition) -> frozenset[bool]:
        """Return the truth values that the condition can have; both where it is too large."""
        found = self.decided(condition)
        return _EITHER if found is None else found

    def can_hold(self, condition: Condition) -> bool:
        """Whether some case makes the condition true; True where it is too large."""
        return True in self.truths(condition)

    def same(self, one: Condition, other: Condition) -> bool:
        """Whether the two conditions certainly hold in the same cases; False if too large."""
        if one == other:
            return True

        def same(found: Diagrams) -> bool:
            mine, others = found.of(one), found.of(other)
            apart = found.choose(mine, found.choose(others, found.false, found.true), others)
            return not found.can_be(found.possible(apart), value=True)

        return self._asked([one, other], same, otherwise=False)

    def uncovered(self, conditions: Sequence[Condition], condition: Condition) -> bool:
        """Whether a condition can hold where none of some others does; True if too large."""

        def uncovered(found: Diagrams) -> bool:
            covered = found.joined(map(found.of, conditions), absorbing=found.true)
            left = found.choose(covered, found.false, found.of(condition))
            return found.can_be(found.possible(left), value=True)

        return self._asked([*conditions, condition], uncovered, otherwise=True)

    def fits(self, table: DecisionTable, rules: Sequence[Rule]) -> bool:
        """Whether the diagrams of a decision's outcome, with some of its rules, fit the budget."""
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
        """Return the result of `build`, in common diagrams if possible; `otherwise` if too big."""
        if self.spent:
            return otherwise
        atoms = (part for condition in conditions for part in _atoms(condition))
        if self._common is not None and all(part in self._atoms for part in atoms):
            self._common.budget = Budget(FIRST_TRY)
            try:
                return self._paid(build)(self._common)
            except TooLarge:
                # The common order is too large: from now on every question has its own.
                self._common = None
        try:
            return build_diagrams(conditions, self._vocabulary, {}, self._bounds, self._paid(build))
        except TooLarge:
            return otherwise

    def _paid(self, build: Callable[[Diagrams], Found]) -> Callable[[Diagrams], Found]:
        """Return `build` with its cost charged to the common budget."""

        def paid(found: Diagrams) -> Found:
            try:
                return build(found)
            finally:
                self._left.left -= found.budget.spent

        return paid

    def _can_be_constant(self, condition: Condition) -> bool:
        """Whether the condition may be constant; most read every fact just once, and are not."""
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
        """Whether a comparison may have the same truth value for every value of its fact."""
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
    """Yield every part of a condition; None for each repetition of a shared part."""
    parts = list(parts_of(condition))
    branches = sum(
        1 if isinstance(part, Not) else len(part.parts)
        for part in parts
        if isinstance(part, Not | All | AnyOf)
    )
    if branches > len(parts) - 1:
        yield None
    yield from parts
