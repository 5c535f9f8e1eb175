"""What a row says of every fact: a constant, an expression that is NULL where unknown, or nothing.

A truth value is one of the dialect; a text, a text; a day is its number; a number, itself; a set
has a bit for each of its parts, see `Parts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from gaozhi.model import NEVER, Fact, FactType, FactValue
from gaozhi.portable.sql._dialects import Dialect, day_number
from gaozhi.portable.sql._expressions import FALSE, TRUE, Columns, Expr, expr, listed, raw

__all__ = ["ENDLESS", "Const", "Parts", "Value", "Values"]

ENDLESS: Final = day_number(date.max) + 1_000_000
"""The number of the day that never comes."""


@dataclass(frozen=True, slots=True)
class Const:
    """A value that every row has."""

    value: FactValue


Value = Const | Expr | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the values of a set that no condition tells apart; each is a bit."""

    parts: tuple[frozenset[str], ...]

    def mask(self, values: Iterable[str]) -> int:
        """Return the bits of the parts that have any of some values."""
        met = frozenset(values)
        return sum(1 << at for at, part in enumerate(self.parts) if not part.isdisjoint(met))


class Values:
    """Builds expressions over the values of facts.

    Args:
        dialect: how they are written.
        columns: receives what is computed once.
        parts: the parts of every set.

    """

    def __init__(self, dialect: Dialect, columns: Columns, parts: dict[str, Parts]) -> None:
        self.dialect = dialect
        self.columns = columns
        self.parts = parts

    def written(self, fact: Fact, value: FactValue) -> Expr:
        """Return a value as a constant of the statement."""
        if fact.kind is FactType.SET_OF:
            assert isinstance(value, frozenset)
            return self.dialect.literal(self.parts[fact.name].mask(value))
        if value is NEVER:
            return self.dialect.literal(ENDLESS)
        if isinstance(value, date):
            return self.dialect.literal(day_number(value))
        assert isinstance(value, bool | str | Decimal)
        return self.dialect.literal(value)

    def expression(self, fact: Fact, value: Const | Expr) -> Expr:
        """Return a value as an expression."""
        return value if isinstance(value, Expr) else self.written(fact, value.value)

    def equals(self, fact: Fact, value: Value, other: FactValue) -> Expr:
        """Return the condition that a fact is known to have a value; it may be NULL."""
        if value is None:
            return FALSE
        if isinstance(value, Const):
            return TRUE if value.value == other else FALSE
        if fact.kind is FactType.BOOL:
            return self.dialect.holds(value) if other else self.dialect.fails(value)
        return expr("{} = {}", value, self.written(fact, other))

    def differs(self, fact: Fact, value: Value, other: FactValue) -> Expr:
        """Return the condition that a fact is known to have another value; it may be NULL."""
        if value is None:
            return FALSE
        if isinstance(value, Const):
            return FALSE if value.value == other else TRUE
        if fact.kind is FactType.BOOL:
            return self.dialect.fails(value) if other else self.dialect.holds(value)
        return expr("{} <> {}", value, self.written(fact, other))

    def or_else(self, fact: Fact, value: Value, others: Sequence[tuple[Expr, FactValue]]) -> Value:
        """Return what is known of a fact, and where nothing is, the value of the first condition.

        Args:
            fact: the fact.
            value: what is known of it.
            others: conditions, with the value that each settles.

        """
        others = [(when, other) for when, other in others if when != FALSE]
        if isinstance(value, Const) or not others:
            return value
        if value is None and others[0][0] == TRUE:
            return Const(others[0][1])
        if others[0][0] == TRUE:
            then = self.written(fact, others[0][1])
        else:
            cases = [expr("WHEN {} THEN {}", when, self.written(fact, v)) for when, v in others]
            then = expr("CASE " + " ".join(["{}"] * len(cases)) + " END", *cases)
        return self.columns.bind(then if value is None else expr("COALESCE({}, {})", value, then))

    def settled(self, fact: Fact, value: Value, others: Sequence[tuple[Expr, FactValue]]) -> Value:
        """Return the same as `or_else`, where a row with another value is refused anyway."""
        always = next((other for when, other in others if when == TRUE), None)
        if always is None or isinstance(value, Const):
            return self.or_else(fact, value, others)
        return Const(always)

    def known(self, value: Value) -> Expr:
        """Return the condition that something is known."""
        if value is None:
            return FALSE
        return TRUE if isinstance(value, Const) else expr("{} IS NOT NULL", value)

    def sum_of_bits(self, conditions: Sequence[Expr]) -> Expr:
        """Return the number whose bits are some conditions."""
        always = sum(1 << at for at, one in enumerate(conditions) if one == TRUE)
        said = [
            expr("CASE WHEN {} THEN {} ELSE 0 END", one, raw(str(1 << at)))
            for at, one in enumerate(conditions)
            if one not in (TRUE, FALSE)
        ]
        return listed("({})", [*said, *([raw(str(always))] if always or not said else [])], " + ")
