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

from gaozhi.compiler.weighing import left_open
from gaozhi.engine.case import Case
from gaozhi.engine.coarse import facts_that_may_matter
from gaozhi.logic import (
    Budget,
    Diagrams,
    Outcome,
    Outcomes,
    TooLarge,
    build_diagrams,
    outcome,
    truth,
)
from gaozhi.model import (
    Always,
    Condition,
    DecisionSpec,
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
        spec: the decision.
        case: the case; its known facts are the same in every completion.
        standing: the rules that stand on the day.
        truths: what three-valued logic says of each.

    """

    def __init__(
        self,
        spec: DecisionSpec,
        case: Case,
        standing: Sequence[Standing],
        truths: Sequence[bool | None],
    ) -> None:
        self._spec = spec
        self._case = case
        self._standing = standing
        self._truths = truths
        self._order = {name: index for index, name in enumerate(case.program.vocabulary.facts)}
        self._asked: tuple[list[str], bool] | None = None
        self._found: _Exactly | None = None
        try:
            open_ = [one.own for one, true in zip(standing, truths, strict=True) if true is None]
            self._found = _built(case, open_, partial(_Exactly, spec, standing, truths))
        except TooLarge:
            # Kleene's logic answers.
            pass

    @property
    def exact(self) -> bool:
        """Whether what is said of the completions is so; else some of it only may be."""
        return self._found is not None and self._ordered()[1]

    def truth(self, place: int) -> bool | None:
        """Return whether a rule holds in every completion, in none, or in some."""
        return self._truths[place] if self._found is None else self._found.truths[place]

    @property
    def outcome(self) -> Outcome:
        """What comes out."""
        if self._found is not None:
            return self._found.outcome
        return outcome(self._spec, [one.rule for one in self._standing], self._truths)

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
            self._asked = (_exceptions_last(waiting, self._case.program.exceptions), exact)
        return self._asked

    def _turning(self) -> tuple[Iterable[str], bool]:
        """Return the facts on which the outcome turns, and whether it turns on each of them."""
        if self._found is not None:
            try:
                return self._found.turning(), True
            except TooLarge:
                pass
        coarse = outcome(self._spec, [one.rule for one in self._standing], self._truths)
        return facts_that_may_matter(self._standing, coarse, self._case.known), False


def _exceptions_last(waiting: list[str], exceptions: Mapping[str, frozenset[str]]) -> list[str]:
    ordered: list[str] = []
    while waiting:
        ready = (f for f in waiting if exceptions.get(f, _NONE).isdisjoint(waiting))
        chosen = next(ready, waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered


class _Exactly:
    """What decision diagrams say of all completions.

    Args:
        spec: the decision.
        standing: the rules that stand.
        truths: what three-valued logic says of each.
        diagrams: builds them.

    """

    def __init__(
        self,
        spec: DecisionSpec,
        standing: Sequence[Standing],
        truths: Sequence[bool | None],
        diagrams: Diagrams,
    ) -> None:
        self._diagrams = diagrams
        # A rule that certainly fails, or comes after a row that certainly holds, is as good as one
        # that never holds.
        rules = [
            (one.rule, one.own if true is None else Always(true))
            for one, true in zip(standing, truths, strict=True)
        ]
        self._outcomes = Outcomes(spec, rules, diagrams)
        self.outcome = self._outcomes.outcome
        self.truths = [
            self._outcomes.truth(place) if true is None else true
            for place, true in enumerate(truths)
        ]

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
