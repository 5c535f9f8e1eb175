"""What a single comparison says of known values: the meaning of the leaves of the typed tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from gaozhi.compiler.tree import Among, Empty, FactRef, Holds, Order, Overlaps, Relation
from gaozhi.language import FactValue

__all__ = ["COMPARE", "Atom", "facts_of_atom", "truth_of_atom"]

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
    value: Any = facts.get(atom.fact)
    if value is None:
        return None
    match atom:
        case Holds():
            return bool(value)
        case Among(values=values):
            return value in values
        case Overlaps(values=values):
            return not values.isdisjoint(value)
        case Empty():
            return not value
        case Order(relation=relation, operand=operand):
            other = facts.get(operand.fact) if isinstance(operand, FactRef) else operand
            return None if other is None else COMPARE[relation](value, other)
