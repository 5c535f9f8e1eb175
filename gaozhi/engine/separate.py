"""Whether what three-valued logic leaves open of some conditions can really come out both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from gaozhi.engine.case import Case
from gaozhi.model import (
    NEVER,
    Among,
    Atom,
    Condition,
    Empty,
    FactRef,
    FactType,
    Holds,
    Order,
    Overlaps,
    Relation,
    Vocabulary,
    facts_of_atom,
    parts_of,
    truth_of_atom,
)

__all__ = ["Separate"]


class Separate:
    """Whether the open facts of some conditions can each be anything, whatever the others are.

    Args:
        conditions: the conditions; that of a date in force is not among them.
        vocabulary: the types of facts, and what implies what.

    """

    def __init__(self, conditions: Sequence[Condition], vocabulary: Vocabulary) -> None:
        # The day is known wherever a version answers.
        day = vocabulary.roles.date
        atoms = dict.fromkeys(
            part for one in conditions for part in parts_of(one) if isinstance(part, Atom)
        )
        self.orders = tuple(atom for atom in atoms if isinstance(atom, Order))
        names = [name for atom in atoms for name in facts_of_atom(atom) if name != day]
        compared = {name for order in self.orders for name in facts_of_atom(order)}
        self._free = not _linked(set(names), vocabulary)
        self._free = self._free and all(names.count(name) == 1 for name in compared - {day})
        self._once = _read_once(conditions, vocabulary)

    @property
    def may_be_exact(self) -> bool:
        """Whether `are_exact` is so of every dated case whose `orders` are settled or free."""
        return self._once and self._free

    def are_free(self, case: Case) -> bool:
        """Return whether no implication ties the open facts, nor a comparison two of them."""
        return self._free and all(_free(order, case) for order in self.orders)

    def are_exact(self, case: Case) -> bool:
        """Return whether what three-valued logic leaves open can really be both.

        It can where every fact settles one comparison alone: then what is possible can be read off
        without looking at all completions.
        """
        return self._once and self.are_free(case)


def _read_once(conditions: Sequence[Condition], vocabulary: Vocabulary) -> bool:
    """Whether every open fact settles one comparison alone, and settles it both ways."""
    seen: set[str] = set()
    for condition in conditions:
        for atom in _occurrences(condition):
            names = [name for name in facts_of_atom(atom) if name != vocabulary.roles.date]
            if not seen.isdisjoint(names) or not _both_ways(atom, vocabulary):
                return False
            if len(set(names)) < len(names):
                return False
            seen.update(names)
    return True


def _occurrences(condition: Condition) -> Iterator[Holds | Among | Overlaps | Empty | Order]:
    """Yield every comparison as often as it is written out."""
    waiting: list[Any] = [condition]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Holds | Among | Overlaps | Empty | Order):
            yield part
        waiting += getattr(part, "parts", ())
        if hasattr(part, "part"):
            waiting.append(part.part)


def _both_ways(atom: Holds | Among | Overlaps | Empty | Order, vocabulary: Vocabulary) -> bool:
    fact = vocabulary.facts[atom.fact]
    match atom:
        case Among(_, values):
            return fact.kind is FactType.TEXT or 0 < len(values & set(fact.values)) < len(
                fact.values
            )
        case Overlaps(_, values):
            return bool(values & set(fact.values))
        case _:
            return True


def _linked(facts: set[str], vocabulary: Vocabulary) -> bool:
    """Whether implications tie two of the facts together, directly or through others."""
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.get(name, name) != name:
            name = group[name]
        return name

    for rule in vocabulary.implications:
        group[root(rule.given)] = root(rule.then)
    roots = [root(fact) for fact in facts]
    return len(set(roots)) < len(roots)


def _free(order: Order, case: Case) -> bool:
    """Whether a comparison in order is settled, or can come out both ways.

    Left to the reference interpreter are the ends of the calendar, the date that never comes, what
    is compared with another open fact, and equality.
    """
    known = case.known
    if truth_of_atom(order, known) is not None:
        return True
    point: object = order.operand
    if isinstance(order.operand, FactRef):
        mine, other = known.get(order.fact), known.get(order.operand.fact)
        if (mine is None) == (other is None):
            return False
        point = other if mine is None else mine
    if order.relation is Relation.EQUAL or point is NEVER:
        return False
    return not isinstance(point, date) or date.min < point < date.max
