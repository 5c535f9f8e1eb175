"""All completions of a case at once: what can come out, and which open facts it turns on.

Where that is more than can be thought through, Kleene's strong logic answers: it may call possible
what is not, and never calls impossible what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from gaozhi.engine.case import Case
from gaozhi.engine.coarse import facts_that_may_matter
from gaozhi.logic import (
    Budget,
    Diagrams,
    Outcome,
    Outcomes,
    SharedOutcomes,
    TooLarge,
    build_diagrams,
    outcome,
    truth,
)
from gaozhi.logic.weighing import left_open
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
    """Return what a condition comes to; `without` asks only where that one is false.

    Args:
        condition: what is asked about.
        case: the case; its known facts are the same in every completion.
        without: only completions in which it is false count; None counts all.

    """
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


class Shared(NamedTuple):
    """What is asked of diagrams that were made before.

    Attributes:
        outcomes: the outcomes over everything that the rules read; None where that is too much.
        asked: the places of the rules of which it is asked whether they hold.
        outcome: whether it is asked what comes out.

    """

    outcomes: SharedOutcomes | None
    asked: Sequence[int]
    outcome: bool


class Completions:
    """The completions of a case, as far as one decision can tell them apart.

    Args:
        spec: the decision.
        case: the case; its known facts are the same in every completion.
        standing: the rules that stand on the day.
        truths: what three-valued logic says of each.
        shared: what is at hand of the diagrams, and what of them is asked; None asks all.

    """

    def __init__(
        self,
        spec: DecisionSpec,
        case: Case,
        standing: Sequence[Standing],
        truths: Sequence[bool | None],
        shared: Shared | None = None,
    ) -> None:
        self._spec = spec
        self._case = case
        self._standing = standing
        self._truths = truths
        self._shared = shared

    @cached_property
    def _found(self) -> _Exactly | None:
        """What diagrams say; None where they grow too large, and Kleene's logic answers."""
        open_ = [place for place, true in enumerate(self._truths) if true is None]
        if self._shared is not None:
            shared, asked, wanted = self._shared
            try:
                if shared is not None:
                    alone = not any(self._standing[place].rule.effects for place in asked)
                    read = asked if alone and not wanted else open_
                    bounds = {} if self._case.day is not None else self._case.bounds
                    left = shared.cofactor(self._case.known, read, bounds)
                    return _Exactly(left, asked, wanted=wanted)
            except TooLarge:
                # On its own the case may do with less.
                pass
        # A rule that certainly fails, or comes after a row that certainly holds, is as good as one
        # that never holds.
        rules = [
            (one.rule, one.own if true is None else Always(true))
            for one, true in zip(self._standing, self._truths, strict=True)
        ]

        def build(diagrams: Diagrams) -> _Exactly:
            return _Exactly(Outcomes(self._spec, rules, diagrams), open_)

        try:
            return _built(self._case, [self._standing[place].own for place in open_], build)
        except TooLarge:
            return None

    @property
    def complete(self) -> bool:
        """Whether all completions were looked at to find what is possible."""
        return self._found is not None

    @property
    def exact(self) -> bool:
        """Whether what is said of the completions is so; else some of it only may be."""
        return self._found is not None and self._asked[1]

    def truth(self, place: int) -> bool | None:
        """Return whether a rule holds in every completion, in none, or in some."""
        exactly = {} if self._found is None else self._found.truths
        return exactly.get(place, self._truths[place])

    @property
    def outcome(self) -> Outcome:
        """What comes out."""
        return self._coarse if self._found is None else self._found.outcome

    @property
    def _coarse(self) -> Outcome:
        return outcome(self._spec, [one.rule for one in self._standing], self._truths)

    def decisive_facts(self) -> list[str]:
        """Return the facts on which the outcome turns, the most decisive first.

        A fact is here if and only if two admissible completions that differ in it alone differ in
        outcome. The fewer outcomes its answers leave open on the average, the more decisive it is;
        of equals, the one that stands first in the vocabulary comes first. But an exception comes
        after what it excepts from: whether credit is repaired is no question to begin with.
        """
        return list(self._asked[0])

    @cached_property
    def _asked(self) -> tuple[list[str], bool]:
        """The facts to ask for, in order, and whether the outcome turns on each of them."""
        facts, exact = self._turning()
        weights = {} if self._found is None else self._found.weights(facts)
        order = {name: place for place, name in enumerate(self._case.program.vocabulary.facts)}
        waiting = sorted(facts, key=lambda fact: (weights.get(fact, 0), order[fact]))
        return _exceptions_last(waiting, self._case.program.exceptions), exact

    def _turning(self) -> tuple[Iterable[str], bool]:
        if self._found is not None:
            try:
                return self._found.turning(), True
            except TooLarge:
                pass
        return facts_that_may_matter(self._standing, self._coarse, self._case.known), False


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
        outcomes: the diagrams.
        asked: the places of the rules of which it is asked whether they hold.
        wanted: whether it is asked what comes out.

    """

    def __init__(self, outcomes: Outcomes, asked: Iterable[int], *, wanted: bool = True) -> None:
        self._outcomes = outcomes
        self.outcome = outcomes.outcome if wanted else Outcome()
        self.truths = {place: outcomes.truth(place) for place in asked}

    def turning(self) -> set[str]:
        """Return the facts on which the outcome turns."""
        self._outcomes.diagrams.budget = Budget()
        return self._outcomes.depends_on

    def weights(self, facts: Iterable[str]) -> Mapping[str, Fraction]:
        """Return how many outcomes answers about facts leave; nothing where that is too much."""
        diagrams = self._outcomes.diagrams
        diagrams.budget = Budget()
        try:
            return left_open(diagrams, list(self._outcomes.nodes.values()), facts)
        except TooLarge:
            return {}
