"""The reference interpreter: the truth value of a condition for the known facts.

True, false, or None while facts that matter are open, by Kleene's strong logic. True and false are
certain; None may still be settled by considering all completions together, which is what
`gaozhi.engine.completions` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from gaozhi.model import (
    TRUTH_OF_ATOM,
    All,
    Always,
    AnyOf,
    Condition,
    FactRef,
    FactValue,
    Not,
    Order,
    facts_of_atom,
)

__all__ = ["truth", "witnesses"]

Facts = Mapping[str, FactValue]

_PARTS: Final = (All, AnyOf)


def truth(condition: Condition, facts: Facts) -> bool | None:
    """Return whether the condition holds; None while the known facts leave it open."""
    return _TRUTH[type(condition)](condition, facts)


def _all(condition: All, facts: Facts) -> bool | None:
    found: bool | None = True
    for part in condition.parts:
        true = _TRUTH[type(part)](part, facts)
        if true is False:
            return False
        if true is None:
            found = None
    return found


def _any(condition: AnyOf, facts: Facts) -> bool | None:
    found: bool | None = False
    for part in condition.parts:
        true = _TRUTH[type(part)](part, facts)
        if true is True:
            return True
        if true is None:
            found = None
    return found


def _not(condition: Not, facts: Facts) -> bool | None:
    part = condition.part
    true = _TRUTH[type(part)](part, facts)
    return None if true is None else not true


def _always(condition: Always, facts: Facts) -> bool:
    return condition.value


_TRUTH: Final[Mapping[type, Callable[[Any, Any], bool | None]]] = {
    **TRUTH_OF_ATOM,
    All: _all,
    AnyOf: _any,
    Not: _not,
    Always: _always,
}


def witnesses(condition: Condition, facts: Facts, day: str | None) -> tuple[str, ...]:
    """Return the facts that make a true condition true, each once, in the order of reading.

    Args:
        condition: one that is true of the facts.
        facts: the known facts.
        day: the fact that is the decision's date. It is left out where it is only compared with
            constants, as dates in force are.

    """
    found: dict[str, None] = {}
    certain = _TRUTH[type(condition)](condition, facts) is True
    _witness(condition, facts, day, found, want=True, certain=certain)
    return tuple(found)


def _witness(
    condition: Condition,
    facts: Facts,
    day: str | None,
    found: dict[str, None],
    *,
    want: bool,
    certain: bool,
) -> None:
    """Add the facts that make a condition true, or false.

    Args:
        condition: the condition.
        facts: the known facts.
        day: see `witnesses`.
        found: receives the names of the facts.
        want: the truth value that they make it.
        certain: whether three-valued logic settles it; otherwise only all completions do.

    """
    if isinstance(condition, _PARTS):
        each = certain and isinstance(condition, All) is want
        for part in condition.parts:
            if each or _TRUTH[type(part)](part, facts) is want:
                _witness(part, facts, day, found, want=want, certain=True)
    elif isinstance(condition, Not):
        _witness(condition.part, facts, day, found, want=not want, certain=certain)
    elif isinstance(condition, Order) and condition.fact == day:
        if isinstance(condition.operand, FactRef):
            found.update(dict.fromkeys(facts_of_atom(condition)))
    elif not isinstance(condition, Always):
        for name in facts_of_atom(condition):
            found[name] = None
