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
from gaozhi.logic.space import Bounds
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

__all__ = ["Completions", "Dependence", "Seen", "Shared", "truths", "turning"]

Built = TypeVar("Built")

_NONE: Final[frozenset[str]] = frozenset()
_BOTH: Final = frozenset((True, False))
_MOST_SEEN: Final = 2048
"""Of how many shapes of cases it is kept what was found; after that it is found anew."""


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


class Seen:
    """What was found of the completions of cases of one shape; it holds nothing of a case.

    Attributes:
        outcome: what comes out.
        truths: of the rules that were asked about, whether each holds.
        asked: the facts on which the outcome turns, in order; None until they were asked for.

    """

    __slots__ = ("asked", "outcome", "truths")

    def __init__(self, outcome: Outcome, truths: Mapping[int, bool | None]) -> None:
        self.outcome = outcome
        self.truths = truths
        self.asked: list[str] | None = None


class Shared(NamedTuple):
    """What is asked of diagrams that were made before.

    Attributes:
        outcomes: the outcomes over everything that the rules read; None where that is too much.
        asked: the places of the rules of which it is asked whether they hold.
        outcome: whether it is asked what comes out.
        seen: what was found of other cases, by their shape; None keeps nothing.

    """

    outcomes: SharedOutcomes | None
    asked: Sequence[int]
    outcome: bool
    seen: dict[Hashable, Seen] | None = None


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
    def _open(self) -> list[int]:
        """The places of the rules that three-valued logic leaves open."""
        return [place for place, true in enumerate(self._truths) if true is None]

    @cached_property
    def _seen(self) -> Seen | None:
        """What was found, of this case or of another of its shape; None where that is too much."""
        shared = self._shared
        if shared is None or shared.outcomes is None or shared.seen is None:
            return None if self._found is None else self._found.seen
        known, bounds = self._case.known, self._bounds
        shape = shared.outcomes.shape(known, self._read, shared.asked, bounds)
        key = (shared.outcome, shape)
        seen = shared.seen.get(key)
        if seen is None and self._found is not None:
            seen = self._found.seen
            if self._cut is not None:
                if len(shared.seen) >= _MOST_SEEN:
                    shared.seen.clear()
                shared.seen[key] = seen
        return seen

    @property
    def _read(self) -> Sequence[int]:
        """The places of the rules that are read in the shared diagrams."""
        assert self._shared is not None
        asked, wanted = self._shared.asked, self._shared.outcome
        alone = not any(self._standing[place].rule.effects for place in asked)
        return asked if alone and not wanted else self._open

    @property
    def _bounds(self) -> Bounds:
        """The first and last day of the day of decision, where that is open."""
        return {} if self._case.day is not None else self._case.bounds

    @cached_property
    def _cut(self) -> _Exactly | None:
        """What the shared diagrams say; None where there are none, or too much is left of them."""
        shared = self._shared
        if shared is None or shared.outcomes is None:
            return None
        try:
            left = shared.outcomes.cofactor(self._case.known, self._read, self._bounds)
            return _Exactly(left, shared.asked, wanted=shared.outcome)
        except TooLarge:
            # On its own the case may do with less.
            return None

    @cached_property
    def _found(self) -> _Exactly | None:
        """What diagrams say; None where they grow too large, and Kleene's logic answers."""
        if self._cut is not None:
            return self._cut
        # A rule that certainly fails, or comes after a row that certainly holds, is as good as one
        # that never holds.
        rules = [
            (one.rule, one.own if true is None else Always(true))
            for one, true in zip(self._standing, self._truths, strict=True)
        ]

        def build(diagrams: Diagrams) -> _Exactly:
            return _Exactly(Outcomes(self._spec, rules, diagrams), self._open)

        try:
            return _built(self._case, [self._standing[place].own for place in self._open], build)
        except TooLarge:
            return None

    @property
    def complete(self) -> bool:
        """Whether all completions were looked at to find what is possible."""
        return self._seen is not None

    @property
    def exact(self) -> bool:
        """Whether what is said of the completions is so; else some of it only may be."""
        return self._seen is not None and self._asked[1]

    def truth(self, place: int) -> bool | None:
        """Return whether a rule holds in every completion, in none, or in some."""
        exactly = {} if self._seen is None else self._seen.truths
        return exactly.get(place, self._truths[place])

    @property
    def outcome(self) -> Outcome:
        """What comes out."""
        return self._coarse if self._seen is None else self._seen.outcome

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
        seen = self._seen
        if seen is not None and seen.asked is not None:
            return seen.asked, True
        facts, exact = self._turning()
        weights = {} if self._found is None else self._found.weights(facts)
        order = {name: place for place, name in enumerate(self._case.program.vocabulary.facts)}
        waiting = sorted(facts, key=lambda fact: (weights.get(fact, 0), order[fact]))
        asked = _exceptions_last(waiting, self._case.program.exceptions)
        if seen is not None and exact:
            seen.asked = asked
        return asked, exact

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
        truths = {place: outcomes.truth(place) for place in asked}
        self.seen = Seen(outcomes.outcome if wanted else Outcome(), truths)

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
