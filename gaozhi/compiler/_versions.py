"""The versions of a decision: on any one day, only the rules in force, and no dates to compare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gaozhi.compiler.atoms import COMPARE
from gaozhi.compiler.program import Rule, Standing, Version
from gaozhi.compiler.tree import (
    All,
    Always,
    AnyOf,
    Condition,
    FactRef,
    Not,
    Order,
    Relation,
    all_of,
    any_of,
    negated,
    parts_of,
)

__all__ = ["versions_of"]

_DAY = timedelta(days=1)


def versions_of(rules: Iterable[Rule], day: str | None) -> tuple[Version, ...]:
    """Return the versions of a decision's rules, each with the first day on which it stands.

    Args:
        rules: the rules of one decision, in their order.
        day: the fact that is the decision's date. Between two days that a rule names, every
            comparison of it with a constant comes out the same, and is written out.

    """
    rules = tuple(rules)
    starts = sorted({start for rule in rules for start in _starts(rule.own, day)})
    first = starts[0] - _DAY if starts and starts[0] > date.min else date.min
    return tuple(
        Version(since, _standing(rules, day, since)) for since in dict.fromkeys([first, *starts])
    )


def _starts(condition: Condition, day: str | None) -> Iterable[date]:
    """Yield the days from which on a comparison of the date may come out otherwise."""
    for part in parts_of(condition):
        if isinstance(part, Order) and part.fact == day and isinstance(part.operand, date):
            if part.relation in (Relation.BEFORE, Relation.FROM, Relation.EQUAL):
                yield part.operand
            # The calendar ends where some authors let their rules end: 9999-12-31.
            on_it = part.relation in (Relation.UP_TO, Relation.AFTER, Relation.EQUAL)
            if on_it and part.operand < date.max:
                yield part.operand + _DAY


def _standing(rules: Iterable[Rule], day: str | None, on: date) -> tuple[Standing, ...]:
    written = ((rule, _on(rule.own, day, on)) for rule in rules)
    return tuple(Standing(rule, own) for rule, own in written if own != Always(False))


def _on(condition: Condition, day: str | None, on: date) -> Condition:
    match condition:
        case Order(fact, relation, operand) if fact == day and not isinstance(operand, FactRef):
            return Always(COMPARE[relation](on, operand))
        case Not(part):
            return negated(_on(part, day, on))
        case All(parts):
            return all_of([_on(part, day, on) for part in parts])
        case AnyOf(parts):
            return any_of([_on(part, day, on) for part in parts])
        case _:
            return condition
