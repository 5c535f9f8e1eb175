"""The typed tree, the form to which every condition of an author's YAML is lowered.

A condition is one of nine small immutable classes over facts. Nothing else is ever evaluated:
names are resolved, types are checked, definitions and references to other decisions are expanded,
and dates in force are comparisons with the decision's date. A tenth class, `CameTo`, is such a
reference before it is expanded; it stands in `Rule.reads` alone, which tells reasons and no
outcome.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gaozhi.model.never import NEVER, Never

__all__ = [
    "NEVER",
    "All",
    "Always",
    "Among",
    "AnyOf",
    "CameTo",
    "Condition",
    "Empty",
    "FactRef",
    "Holds",
    "Never",
    "Not",
    "Order",
    "Overlaps",
    "Point",
    "Relation",
    "Weights",
    "all_of",
    "any_of",
    "decisions_read",
    "facts_read",
    "negated",
    "parts_of",
    "parts_upwards",
]


Point = date | Decimal | Never
"""A value that can be put in order: a date, the date that never comes, or a number."""


class Relation(StrEnum):
    """The relation of a date or number to what it is compared with."""

    BEFORE = "<"
    UP_TO = "<="
    EQUAL = "="
    FROM = ">="
    AFTER = ">"


@dataclass(frozen=True, slots=True)
class Always:
    """True or false whatever the facts."""

    value: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A bool fact is true."""

    fact: str


@dataclass(frozen=True, slots=True)
class Among:
    """A one_of or text fact has one of the values."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """A set fact has at least one of the values."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Empty:
    """A set fact has no value at all."""

    fact: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """The right-hand side of a comparison, when it is another fact."""

    fact: str


@dataclass(frozen=True, slots=True)
class Order:
    """A date or number fact stands in a relation to a constant or to another fact."""

    fact: str
    relation: Relation
    operand: Point | FactRef


@dataclass(frozen=True, slots=True)
class Not:
    """The part is false."""

    part: Condition

    def __deepcopy__(self, memo: object) -> Not:
        # Immutable, and perhaps deeper than Python's stack: it need not be copied.
        return self


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Condition, ...]

    def __deepcopy__(self, memo: object) -> All:
        return self


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is true."""

    parts: tuple[Condition, ...]

    def __deepcopy__(self, memo: object) -> AnyOf:
        return self


@dataclass(frozen=True, slots=True)
class CameTo:
    """Another decision came to one of the values, or has one of them among those it collects.

    It is no `Condition`: whatever takes one need not know of it. Only who reads `Rule.reads` does.
    """

    decision: str
    values: frozenset[str]


Condition = Always | Holds | Among | Overlaps | Empty | Order | Not | All | AnyOf


def negated(part: Condition) -> Condition:
    """Return the condition that is true exactly when `part` is false."""
    match part:
        case Always(value):
            return Always(not value)
        case Not(inner):
            return inner
        case _:
            return Not(part)


def all_of(parts: Iterable[Condition]) -> Condition:
    """Return the condition that every part is true, without the constants that do not matter."""
    return _junction(All, parts, neutral=Always(True), absorbing=Always(False))


def any_of(parts: Iterable[Condition]) -> Condition:
    """Return the condition that some part is true, without the constants that do not matter."""
    return _junction(AnyOf, parts, neutral=Always(False), absorbing=Always(True))


def _junction(
    kind: type[All] | type[AnyOf], parts: Iterable[Condition], *, neutral: Always, absorbing: Always
) -> Condition:
    # Parts are compared by identity: shared ones are common, and comparing by value would walk
    # them again and again.
    kept: dict[int, Condition] = {}
    for part in parts:
        if part == absorbing:
            return absorbing
        for inner in part.parts if isinstance(part, kind) else (part,):
            if inner != neutral:
                kept.setdefault(id(inner), inner)
    if not kept:
        return neutral
    if len(kept) == 1:
        return next(iter(kept.values()))
    return kind(tuple(kept.values()))


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Yield the condition and everything below it in written order, each shared part once."""
    seen: set[int] = set()
    waiting: list[Condition] = [condition]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting.extend(reversed(_below(part)))


def parts_upwards(condition: Condition, known: Container[int] = frozenset()) -> Iterator[Condition]:
    """Yield everything below the condition and then itself: every part after its own parts.

    Each shared part comes once. Building in this order needs no recursion.

    Args:
        condition: the condition.
        known: the ids of parts to leave out, with all that is below them.

    """
    seen: set[int] = set()
    waiting: list[tuple[Condition, bool]] = [(condition, False)]
    while waiting:
        part, opened = waiting.pop()
        if opened:
            yield part
            continue
        if id(part) in seen or id(part) in known:
            continue
        seen.add(id(part))
        waiting.append((part, True))
        waiting.extend((below, False) for below in reversed(_below(part)))


def _below(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, Not):
        return (condition.part,)
    return condition.parts if isinstance(condition, All | AnyOf) else ()


class Weights:
    """The size of conditions with every shared part counted each time, and their depth."""

    def __init__(self) -> None:
        # Each condition is kept with its weight, so that its id stays its own.
        self._known: dict[int, tuple[Condition, int, int]] = {}

    def of(self, condition: Condition) -> int:
        """Return the number of parts of a condition; shared parts are computed once."""
        return self._weighed(condition)[1]

    def depth(self, condition: Condition) -> int:
        """Return how deep the parts of a condition nest, itself included."""
        return self._weighed(condition)[2]

    def _weighed(self, condition: Condition) -> tuple[Condition, int, int]:
        known = self._known
        for part in parts_upwards(condition, known):
            below = [known[id(inner)] for inner in _below(part)]
            weight = 1 + sum(one[1] for one in below)
            depth = 1 + max((one[2] for one in below), default=0)
            known[id(part)] = (part, weight, depth)
        return known[id(condition)]


def facts_read(*conditions: Condition) -> frozenset[str]:
    """Return the names of all facts that the conditions read."""
    found: set[str] = set()
    for condition in conditions:
        for part in parts_of(condition):
            if isinstance(part, Holds | Among | Overlaps | Empty | Order):
                found.add(part.fact)
            if isinstance(part, Order) and isinstance(part.operand, FactRef):
                found.add(part.operand.fact)
    return frozenset(found)


def decisions_read(condition: Condition | None) -> tuple[str, ...]:
    """Return the names of the decisions that a condition of `Rule.reads` reads, in order."""
    parts: Iterable[object] = () if condition is None else parts_of(condition)
    return tuple(dict.fromkeys(part.decision for part in parts if isinstance(part, CameTo)))
