"""What comes out of the rules of a decision: the one place that says what ``combine`` means.

Whether a rule holds, and with it whether a value comes out, is made of the rules' own conditions by
two operations, "any of these" and "this and none of those". What a condition is, the caller says: a
truth value that may be open, a condition of the typed tree, an expression of generated source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from gaozhi.model import (
    Combine,
    Condition,
    DecisionSpec,
    DecisionTable,
    Rule,
    all_of,
    any_of,
    negated,
)

__all__ = ["Outcome", "comes_out", "holding", "in_turn", "none_of", "outcome", "rules_that_hold"]

T = TypeVar("T")
Truth = bool | None


def holding(
    combine: Combine,
    rules: Iterable[tuple[bool, bool]],
    own: Sequence[T],
    but_none: Callable[[T, Sequence[T]], T],
) -> Iterator[T]:
    """Yield when each rule of a decision holds.

    A row of a table holds where its own condition does and none of the rows above it; an
    ``otherwise`` where none of the others with an effect do; any other rule where its own does.

    Args:
        combine: how the decision combines its rules.
        rules: of every rule, as they stand, whether it has an effect and whether it is otherwise.
        own: the own condition of each.
        but_none: makes of a condition, and some others, that it holds and none of them.

    """
    kinds = list(rules)
    rows = [one for one, (gives, last) in zip(own, kinds, strict=True) if gives and not last]
    above = 0
    for one, (gives, last) in zip(own, kinds, strict=True):
        if gives and last:
            yield but_none(one, rows)
        elif gives and combine is Combine.FIRST:
            yield but_none(one, rows[:above])
        else:
            yield one
        above += gives and not last


def _values(
    spec: DecisionSpec,
    effects: Sequence[Sequence[str]],
    holds: Sequence[T],
    any_true: Callable[[Sequence[T]], T],
    but_none: Callable[[T, Sequence[T]], T],
) -> Iterator[tuple[str, T]]:
    """Yield every value of a decision with when it comes out.

    It comes out where a rule that gives it holds; where the strongest is taken, only if no rule
    that gives a stronger one does.
    """
    rules = list(zip(effects, holds, strict=True))
    stronger: set[str] = set()
    for value in spec.values:
        given = any_true([one for gives, one in rules if value in gives])
        if spec.combine is Combine.STRONGEST:
            given = but_none(given, [one for gives, one in rules if not stronger.isdisjoint(gives)])
            stronger.add(value)
        yield value, given


def in_turn(spec: DecisionSpec, rules: Sequence[Rule]) -> list[tuple[str, list[int]]]:
    """Return the values of a decision that gives one, in the order in which they are tried.

    The first comes out of whose rules one holds by its own condition. Rules are told by place. A
    value of a table is tried as often as rows give it that others stand between.
    """
    places = [place for place, rule in enumerate(rules) if rule.effects]
    if spec.combine is Combine.STRONGEST:
        places.sort(key=lambda place: spec.values.index(rules[place].effects[0]))
    places.sort(key=lambda place: rules[place].otherwise)
    return [
        (value, list(same))
        for (_, value), same in groupby(
            places, lambda place: (rules[place].otherwise, rules[place].effects[0])
        )
    ]


# -- of truth values -----------------------------------------------------------------------------


class Outcome(NamedTuple):
    """What comes out.

    Attributes:
        possible: the values that can, strongest first; none of a decision that collects.
        values: of a decision that collects, what certainly is in.
        pending: of a decision that collects, what only may be.

    """

    possible: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


def rules_that_hold(combine: Combine, rules: Iterable[Rule], own: Sequence[Truth]) -> list[Truth]:
    """Return whether each rule holds, by Kleene's strong logic, where its own condition does."""
    kinds = ((bool(rule.effects), rule.otherwise) for rule in rules)
    return list(holding(combine, kinds, own, _true_but_none))


def outcome(spec: DecisionSpec, rules: Iterable[Rule], holds: Sequence[Truth]) -> Outcome:
    """Return what comes out by Kleene's strong logic, where each rule holds, fails or is open."""
    effects = [rule.effects for rule in rules]
    truths = list(_values(spec, effects, holds, _any_true, _true_but_none))
    if spec.combine is Combine.ALL:
        certain, open_ = (tuple(v for v, true in truths if true is t) for t in (True, None))
        return Outcome((), certain, open_)
    return Outcome(tuple(value for value, true in truths if true is not False))


def _any_true(truths: Sequence[Truth]) -> Truth:
    return True if True in truths else None if None in truths else False


def _true_but_none(true: Truth, others: Sequence[Truth]) -> Truth:
    if true is False or True in others:
        return False
    return None if true is None or None in others else True


# -- of conditions -------------------------------------------------------------------------------


def none_of(one: Condition, others: Sequence[Condition]) -> Condition:
    """Return the condition that one holds and none of some others."""
    return all_of([one, negated(any_of(others))])


def comes_out(table: DecisionTable, value: str) -> Condition:
    """Return the condition that the decision comes to a value, or for one that collects has it."""
    effects = [rule.effects for rule in table.rules]
    holds = [rule.holds for rule in table.rules]
    return dict(_values(table.spec, effects, holds, any_of, none_of))[value]
