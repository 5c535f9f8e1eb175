"""Expressions of SQL that name one another, and the layers of a statement that compute them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["FALSE", "TRUE", "Columns", "Expr", "Layer", "all_of", "any_of", "expr", "listed", "raw"]

_DEEP: Final = 12
"""An expression nested deeper than this is computed in a column of its own: parsers have bounds."""


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression.

    Attributes:
        sql: its text.
        uses: the numbers of the columns that it reads.
        depth: how deep it is nested; a column or a constant has 0.

    """

    sql: str
    uses: frozenset[int] = frozenset()
    depth: int = 0

    @property
    def deep(self) -> bool:
        """Whether it should be computed in a column before it is used."""
        return self.depth > _DEEP


TRUE: Final = Expr("1 = 1")
FALSE: Final = Expr("1 = 0")


def raw(sql: str) -> Expr:
    """Return an expression over the table's own columns, or a constant."""
    return Expr(sql)


def expr(template: str, *parts: Expr) -> Expr:
    """Return the expression of a template, in which each ``{}`` is a part.

    A text that an author wrote is a part, and never stands in the template itself.
    """
    uses: frozenset[int] = frozenset().union(*(part.uses for part in parts))
    depth = 1 + max((part.depth for part in parts), default=-1)
    pieces = template.split("{}")
    assert len(pieces) == len(parts) + 1, template
    said = (part.sql + piece for part, piece in zip(parts, pieces[1:], strict=True))
    return Expr(pieces[0] + "".join(said), uses, depth)


def listed(template: str, parts: Sequence[Expr], between: str = ", ") -> Expr:
    """Return the expression of a template whose one ``{}`` is a list of parts."""
    return expr(template.replace("{}", between.join(["{}"] * len(parts))), *parts)


def all_of(conditions: Iterable[Expr]) -> Expr:
    """Return the condition that all of some conditions hold."""
    return _joined(conditions, "AND", TRUE, FALSE)


def any_of(conditions: Iterable[Expr]) -> Expr:
    """Return the condition that one of some conditions holds."""
    return _joined(conditions, "OR", FALSE, TRUE)


def _joined(conditions: Iterable[Expr], word: str, neutral: Expr, absorbing: Expr) -> Expr:
    parts = [one for one in dict.fromkeys(conditions) if one != neutral]
    if absorbing in parts:
        return absorbing
    if len(parts) < 2:
        return parts[0] if parts else neutral
    return listed("({})", parts, f" {word} ")


@dataclass(frozen=True, slots=True)
class Layer:
    """A step of a statement: what it computes, and what it hands on.

    Attributes:
        computed: name -> the expression over the columns of the layer before.
        kept: the names of columns of the layer before that a later one reads.

    """

    computed: Mapping[str, str]
    kept: tuple[str, ...]


class Columns:
    """Columns that are computed on the way; equal expressions are one column."""

    def __init__(self) -> None:
        self._bound: list[Expr] = []
        self._numbers: dict[str, int] = {}

    def bind(self, what: Expr) -> Expr:
        """Return the column that holds an expression."""
        if what.depth == 0 and what.uses:
            return what
        number = self._numbers.setdefault(what.sql, len(self._bound))
        if number == len(self._bound):
            self._bound.append(what)
        return Expr(_name(number), frozenset({number}))

    def layers(self, outputs: Sequence[Expr]) -> list[Layer]:
        """Return the layers that compute all columns that some expressions read.

        Every layer reads columns of the one before; the first reads the table.
        """
        level: dict[int, int] = {}
        needed = sorted(self._needed(outputs))
        for number in needed:
            # A column is bound after those that it reads.
            below = (level[one] for one in self._bound[number].uses)
            level[number] = 1 + max(below, default=0)
        last = max(level.values(), default=0)
        read_at: dict[int, int] = {}
        for number in needed:
            for one in self._bound[number].uses:
                read_at[one] = max(read_at.get(one, 0), level[number])
        for output in outputs:
            read_at.update(dict.fromkeys(output.uses, last + 1))
        return [
            Layer(
                {_name(n): self._bound[n].sql for n in needed if level[n] == at},
                tuple(_name(n) for n in needed if level[n] < at < read_at[n]),
            )
            for at in range(1, last + 1)
        ]

    def _needed(self, outputs: Iterable[Expr]) -> set[int]:
        found: set[int] = set()
        waiting = [number for output in outputs for number in output.uses]
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting += self._bound[number].uses
        return found


def _name(number: int) -> str:
    return f"gz_{number}"
