"""Atoms, the leaves of the typed tree: the truth value of a single comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from gaozhi.model.condition import Among, Empty, FactRef, Holds, Order, Overlaps, Relation
from gaozhi.model.facts import FactValue

__all__ = ["COMPARE", "TRUTH_OF_ATOM", "Atom", "facts_of_atom", "truth_of_atom"]

Atom = Holds | Among | Overlaps | Empty | Order

COMPARE: Final[Mapping[Relation, Callable[[Any, Any], bool]]] = {
    Relation.BEFORE: lt,
    Relation.UP_TO: le,
    Relation.EQUAL: eq,
    Relation.FROM: ge,
    Relation.AFTER: gt,
}


def facts_of_atom(atom: Atom) -> tuple[str, ...]:
    """Return the one or two facts that the comparison reads."""
    if isinstance(atom, Order) and isinstance(atom.operand, FactRef):
        return (atom.fact, atom.operand.fact)
    return (atom.fact,)


def truth_of_atom(atom: Atom, facts: Mapping[str, FactValue]) -> bool | None:
    """Return whether the comparison holds; None while a fact that it reads is not known."""
    return TRUTH_OF_ATOM[type(atom)](atom, facts)


def _holds(atom: Holds, facts: Mapping[str, Any]) -> bool | None:
    return facts.get(atom.fact)


def _among(atom: Among, facts: Mapping[str, Any]) -> bool | None:
    value = facts.get(atom.fact)
    return None if value is None else value in atom.values


def _overlaps(atom: Overlaps, facts: Mapping[str, Any]) -> bool | None:
    value = facts.get(atom.fact)
    return None if value is None else not atom.values.isdisjoint(value)


def _empty(atom: Empty, facts: Mapping[str, Any]) -> bool | None:
    value = facts.get(atom.fact)
    return None if value is None else not value


def _order(atom: Order, facts: Mapping[str, Any]) -> bool | None:
    operand = atom.operand
    value = facts.get(atom.fact)
    other = facts.get(operand.fact) if isinstance(operand, FactRef) else operand
    if value is None or other is None:
        return None
    return COMPARE[atom.relation](value, other)


TRUTH_OF_ATOM: Final[Mapping[type, Callable[[Any, Any], bool | None]]] = {
    Holds: _holds,
    Among: _among,
    Overlaps: _overlaps,
    Empty: _empty,
    Order: _order,
}
