"""The outcome of a decision's rules: the one definition of ``combine``.

Whether a rule holds, and whether a value comes out, is computed from the rules' own conditions by
two operations, "any of these" and "this and none of those". They are generic in the type of a
condition: a truth value of three, a condition of the typed tree, an expression of generated source.
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

__all__ = [
    "Outcome",
    "Waiting",
    "come_out",
    "comes_out",
    "in_turn",
    "none_of",
    "outcome",
]

T = TypeVar("T")
Truth = bool | None


class Waiting(NamedTuple):
    """The rules of a decision that hold only where some others do not.

    A row of a table holds where its own condition does and no row above it does; an ``otherwise``
    where no other rule with an effect holds; any other rule where its own condition does.

    Attributes:
        rows: the indexes of the rules that others wait for, in order.
        rules: the index of every rule that waits, and for how many of the first `rows` it does.

    """

    rows: tuple[int, ...]
    rules: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, combine: Combine, rules: Iterable[tuple[bool, bool]]) -> Waiting:
        """Return which rules wait, by their flags.

        Args:
            combine: how the decision combines its rules.
            rules: for every rule, in order, whether it has an effect and whether it is an
                ``otherwise``.

        """
        rows: list[int] = []
        waiting: list[tuple[int, int]] = []
        last: list[int] = []
        for place, (gives, otherwise) in enumerate(rules):
            if gives and otherwise:
                last.append(place)
            elif gives:
                if rows and combine is Combine.FIRST:
                    waiting.append((place, len(rows)))
                rows.append(place)
        return cls(tuple(rows), (*waiting, *((place, len(rows)) for place in last)))

    @classmethod
    def among(cls, combine: Combine, rules: Iterable[Rule]) -> Waiting:
        """Return which rules wait, of the rules of a decision in order."""
        return cls.of(combine, ((bool(rule.effects), rule.otherwise) for rule in rules))

    def holding(self, own: Sequence[T], but_none: Callable[[T, Sequence[T]], T]) -> list[T]:
        """Return the condition under which each rule holds.

        Args:
            own: the own condition of each rule.
            but_none: returns that a condition holds and none of some others.

        """
        found = list(own)
        rows = [own[place] for place in self.rows]
        for place, count in self.rules:
            found[place] = but_none(own[place], rows[:count])
        return found

    def truths(self, own: Sequence[Truth]) -> list[Truth]:
        """Return whether each rule holds, by Kleene's strong logic."""
        return self.holding(own, _true_but_none)


def _values(
    spec: DecisionSpec,
    effects: Sequence[Sequence[str]],
    holds: Sequence[T],
    any_true: Callable[[Sequence[T]], T],
    but_none: Callable[[T, Sequence[T]], T],
) -> Iterator[tuple[str, T]]:
    """Yield every value of a decision with the condition under which it comes out.

    It comes out where a rule with it as an effect holds; of ``strongest``, only where no rule with
    a stronger effect does.
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
    """Return the values of a decision with one outcome, in the order in which they are tried.

    Each has the indexes of its rules; the outcome is the first value of which a rule's own
    condition holds. A value of a table recurs where rows with other values are between its rows.
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
    """The outcome of a decision.

    Attributes:
        possible: the values that can come out, strongest first; empty where values are collected.
        values: of a decision that collects values, those that are certain.
        pending: of a decision that collects values, those that are only possible.

    """

    possible: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


def outcome(spec: DecisionSpec, rules: Iterable[Rule], holds: Sequence[Truth]) -> Outcome:
    """Return the outcome by Kleene's strong logic.

    Args:
        spec: the decision.
        rules: its rules.
        holds: whether each rule holds; None where that is open.

    """
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
    """Return the condition that one holds and none of the others."""
    return all_of([one, negated(any_of(others))])


def come_out(
    spec: DecisionSpec, rules: Sequence[tuple[Rule, Condition]]
) -> tuple[list[Condition], dict[str, Condition]]:
    """Return the condition under which each rule holds, and each value comes out.

    Args:
        spec: the decision.
        rules: its rules in order, each with its own condition.

    """
    among = [rule for rule, _ in rules]
    holds = Waiting.among(spec.combine, among).holding([own for _, own in rules], none_of)
    effects = [rule.effects for rule in among]
    return holds, dict(_values(spec, effects, holds, any_of, none_of))


def comes_out(table: DecisionTable, value: str) -> Condition:
    """Return the condition that a value is the decision's outcome, or is among the collected."""
    effects = [rule.effects for rule in table.rules]
    holds = [rule.holds for rule in table.rules]
    return dict(_values(table.spec, effects, holds, any_of, none_of))[value]
