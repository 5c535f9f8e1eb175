"""All completions of a case at once: what can come out, and which open facts it turns on.

Where that is more than can be thought through, Kleene's strong logic answers: it may call possible
what is not, and never calls impossible what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final, TypeVar

from gaozhi.engine.case import Case
from gaozhi.engine.coarse import Coarse
from gaozhi.logic import Budget, Diagrams, Outcomes, TooLarge, build_diagrams, truth
from gaozhi.logic.weighing import left_open
from gaozhi.model import (
    Always,
    Condition,
    DecisionSpec,
    DecisionTable,
    Standing,
    all_of,
    facts_read,
    negated,
)

__all__ = ["Completions", "Dependence", "truths", "turning"]

Built = TypeVar("Built")

_NONE: Final[frozenset[str]] = frozenset()
_BOTH: Final = frozenset((True, False))


@dataclass(frozen=True, slots=True)
class Dependence:
    """What a condition comes to over all completions of a case.

    Attributes:
        always: it is true in every one.
        never: it is true in none.
        facts: those on which it turns, in the order of the vocabulary.
        exact: whether that is all; else it may also be true always or never, and turn on less.

    """

    always: bool
    never: bool
    facts: tuple[str, ...] = ()
    exact: bool = True


def turning(condition: Condition, case: Case, *, without: Condition | None = None) -> Dependence:
    """Return what a condition comes to; `without` asks only where that one is false."""
    if without is not None:
        condition = all_of([condition, negated(without)])
    known = truth(condition, case.known)
    if known is not None:
        return Dependence(known, not known)

    def turns(diagrams: Diagrams) -> tuple[frozenset[Hashable], set[str]]:
        node = diagrams.possible(diagrams.of(condition))
        return diagrams.outcomes(node), diagrams.depends_on(node)

    try:
        found, facts = _built(case, [condition], turns)
    except TooLarge:
        may = _open(case, facts_read(condition))
        return Dependence(always=False, never=False, facts=may, exact=False)
    return Dependence(False not in found, True not in found, _open(case, facts))


def _built(
    case: Case, conditions: Sequence[Condition], build: Callable[[Diagrams], Built]
) -> Built:
    return build_diagrams(conditions, case.program.vocabulary, case.known, case.bounds, build)


def _open(case: Case, facts: Iterable[str]) -> tuple[str, ...]:
    """Return the facts that a case leaves open, in the order of the vocabulary."""
    named = frozenset(facts)
    return tuple(
        name for name in case.program.vocabulary.facts if name in named and name not in case.known
    )


def truths(condition: Condition, case: Case) -> frozenset[bool]:
    """Return whether a condition can be true of a case, and whether it can be false."""
    known = truth(condition, case.known)
    if known is not None:
        return frozenset((known,))

    def found(diagrams: Diagrams) -> frozenset[bool]:
        return diagrams.truths(diagrams.of(condition))

    try:
        return _built(case, [condition], found)
    except TooLarge:
        return _BOTH


class Completions:
    """The completions of a case, as far as one decision can tell them apart.

    Args:
        table: the decision.
        case: the case; its known facts are the same in every completion.
        judged: the rules that stand on the day, each with what three-valued logic says of it.

    """

    def __init__(
        self,
        table: DecisionTable,
        case: Case,
        judged: Sequence[tuple[Standing, bool | None]],
    ) -> None:
        self._case = case
        self._exceptions = case.program.exceptions
        self._order = {name: index for index, name in enumerate(case.program.vocabulary.facts)}
        self._asked: tuple[list[str], bool] | None = None
        self._coarse = Coarse(table.spec, judged)
        self._found: _Exactly | None = None
        try:
            conditions = [one.own for one, true in judged if true is None]
            self._found = _built(case, conditions, partial(_Exactly, table.spec, judged))
        except TooLarge:
            # Kleene's logic answers.
            pass

    @property
    def exact(self) -> bool:
        """Whether what is said of the completions is so; else some of it only may be."""
        return self._found is not None and self._ordered()[1]

    def truths(self, place: int) -> frozenset[bool]:
        """Return whether a rule can hold, and whether it can fail, by its place among the rules."""
        return (self._found or self._coarse).truths(place)

    def values(self) -> tuple[str, ...]:
        """Return the values that can come out, strongest first; not for one that collects."""
        return (self._found or self._coarse).values()

    def membership(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return, for a decision that collects, what is certainly in, and what only may be."""
        return (self._found or self._coarse).membership()

    def decisive_facts(self) -> list[str]:
        """Return the facts on which the outcome turns, the most decisive first.

        A fact is here if and only if two admissible completions that differ in it alone differ in
        outcome. The fewer outcomes its answers leave open on the average, the more decisive it is;
        of equals, the one that stands first in the vocabulary comes first. But an exception comes
        after what it excepts from: whether credit is repaired is no question to begin with.
        """
        return list(self._ordered()[0])

    def _ordered(self) -> tuple[list[str], bool]:
        if self._asked is None:
            facts, exact = self._turning()
            weights = {} if self._found is None else self._found.weights(facts)
            waiting = sorted(facts, key=lambda fact: (weights.get(fact, 0), self._order[fact]))
            self._asked = (self._exceptions_last(waiting), exact)
        return self._asked

    def _turning(self) -> tuple[Iterable[str], bool]:
        """Return the facts on which the outcome turns, and whether it turns on each of them."""
        if self._found is not None:
            try:
                return self._found.turning(), True
            except TooLarge:
                pass
        return self._coarse.open_facts(self._case.known), False

    def _exceptions_last(self, waiting: list[str]) -> list[str]:
        ordered: list[str] = []
        while waiting:
            ready = (f for f in waiting if self._exceptions.get(f, _NONE).isdisjoint(waiting))
            chosen = next(ready, waiting[0])
            waiting.remove(chosen)
            ordered.append(chosen)
        return ordered


class _Exactly:
    """What decision diagrams say of all completions.

    Args:
        spec: the decision.
        judged: the rules, each with what three-valued logic says of it.
        diagrams: builds them.

    """

    def __init__(
        self,
        spec: DecisionSpec,
        judged: Sequence[tuple[Standing, bool | None]],
        diagrams: Diagrams,
    ) -> None:
        self._spec = spec
        self._diagrams = diagrams
        # A rule that certainly fails, or comes after a row that certainly holds, is as good as one
        # that never holds.
        rules = [(one.rule, one.own if true is None else Always(true)) for one, true in judged]
        self._outcomes = Outcomes(spec, rules, diagrams)
        self._truths = {
            place: self._outcomes.truths(place)
            for place, (_, true) in enumerate(judged)
            if true is None
        }

    def truths(self, place: int) -> frozenset[bool]:
        return self._truths[place]

    def values(self) -> tuple[str, ...]:
        found = self._diagrams.outcomes(self._outcomes.nodes[self._spec.name])
        return tuple(value for value in self._spec.values if value in found)

    def membership(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        certain: list[str] = []
        pending: list[str] = []
        for value, node in self._outcomes.nodes.items():
            found = self._diagrams.outcomes(node)
            if found == {True}:
                certain.append(value)
            elif True in found:
                pending.append(value)
        return tuple(certain), tuple(pending)

    def turning(self) -> set[str]:
        """Return the facts on which the outcome turns."""
        self._diagrams.budget = Budget()
        nodes = self._outcomes.nodes.values()
        return {fact for node in nodes for fact in self._diagrams.depends_on(node)}

    def weights(self, facts: Iterable[str]) -> Mapping[str, Fraction]:
        """Return how many outcomes answers about facts leave; nothing where that is too much."""
        self._diagrams.budget = Budget()
        try:
            return left_open(self._diagrams, list(self._outcomes.nodes.values()), facts)
        except TooLarge:
            return {}
