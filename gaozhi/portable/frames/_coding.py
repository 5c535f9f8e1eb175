"""The rows of a frame as numbers that are alike where no answer can tell the rows apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy
from numpy.typing import NDArray

from gaozhi.engine import Case
from gaozhi.engine.lookup import find_item
from gaozhi.errors import CaseError
from gaozhi.model import (
    DecisionTable,
    Fact,
    FactValue,
    FactValueError,
    Program,
    read_value,
)
from gaozhi.portable.frames._classes import Classes, Group, ordinal
from gaozhi.portable.frames._column import Codes, Column

__all__ = ["Coded", "Coding"]

_UNKNOWN: Final = 0
"""The number of a row that states nothing."""
_NO_DAY: Final = -(10**9)


@dataclass(frozen=True, slots=True)
class Coded:
    """The rows of a frame as numbers.

    Attributes:
        columns: numbers for every row; rows with the same in each are alike.
        unfit: the rows with a value that cannot be read.
        needed: the facts on which an answer may depend.

    """

    columns: list[Codes]
    unfit: NDArray[numpy.bool_]
    needed: frozenset[str]


class Coding:
    """Codes the rows of frames for one decision.

    Args:
        program: the jurisdiction's program.
        table: the decision.

    """

    def __init__(self, program: Program, table: DecisionTable) -> None:
        self._program = program
        self._classes = Classes(program, table)

    @staticmethod
    def facts_read(program: Program, table: DecisionTable) -> frozenset[str]:
        """Return the facts that a decision reads."""
        return Classes(program, table).read

    def of(
        self,
        facts: Mapping[str, Column],
        item: Column | None,
        day: Column | None,
        same: Case,
        rows: int,
    ) -> Coded:
        """Return the rows as numbers.

        Args:
            facts: the columns of facts.
            item: the column of the item's number; None where there is none.
            day: the column of the day of the decision; None where there is none.
            same: what is the same in every row.
            rows: how many rows there are.

        """
        role = self._program.vocabulary.roles.date
        columns = dict(facts)
        if role is not None and day is not None:
            columns[role] = day
        elif role is not None and role in same.known and role not in columns:
            columns[role] = Column.constant(same.known[role], rows)
        unfit = numpy.zeros(rows, bool)
        coded: list[Codes] = []
        grouped = {name for group in self._classes.groups for name in group.facts}
        read: dict[str, list[FactValue | None]] = {}
        for name, column in columns.items():
            values = read[name] = self._read(self._program.vocabulary.facts[name], column)
            bad = [value is None for value in values]
            if any(bad):
                unfit |= column.looked_up([*map(int, bad)], 0).astype(bool)
            if name not in grouped:
                coded.append(_numbered(column, [self._key(name, value) for value in values]))
        if item is not None:
            keys = [self._item(value) for value in item.values]
            unfit |= item.looked_up([int(key is None) for key in keys], 0).astype(bool)
            coded.append(_numbered(item, keys))
        for group in self._classes.groups:
            coded.extend(self._days(group, columns, read, rows))
        return Coded(coded, unfit, self._classes.facts)

    def _read(self, fact: Fact, column: Column) -> list[FactValue | None]:
        """Return the distinct values of a column; None for one that cannot be read."""
        found: list[FactValue | None] = []
        for value in column.values:
            try:
                # None stands among the values only where no row has it.
                found.append(None if value is None else read_value(fact, value))
            except FactValueError:
                found.append(None)
        return found

    def _key(self, name: str, value: FactValue | None) -> Hashable:
        return None if value is None else (self._classes.key(name, value),)

    def _item(self, value: Any) -> Hashable:  # noqa: ANN401 - whatever a caller put there
        """Return all that an item settles; None where there is no such item."""
        try:
            item = find_item(self._program, value)
        except CaseError:
            return None
        return (frozenset(item.facts.items()), item.since, item.until, item.kind)

    def _days(
        self,
        group: Group,
        columns: Mapping[str, Column],
        read: Mapping[str, list[FactValue | None]],
        rows: int,
    ) -> Iterator[Codes]:
        """Yield the numbers of days that are compared with each other."""
        there = [name for name in group.facts if name in columns]
        days = {name: self._ordinals(columns[name], read[name]) for name in there}
        open_ = numpy.full(rows, len(there) < len(group.facts))
        for found in days.values():
            open_ |= found == _NO_DAY
        for name in there:
            column, values = columns[name], read[name]
            coarse = [self._division(name, None, value) for value in values]
            fine = [self._division(name, group, value) for value in values]
            yield numpy.where(
                open_, 2 * column.looked_up(fine, 0) + 1, 2 * column.looked_up(coarse, 0)
            )
        for one, other in combinations(there, 2):
            apart = days[one] - days[other]
            near = numpy.clip(apart, -group.near, group.near) + group.near + 1
            known = (days[one] != _NO_DAY) & (days[other] != _NO_DAY)
            order = numpy.sign(apart) + 2
            yield numpy.where(known, numpy.where(open_, 2 * near + 1, 2 * order), _UNKNOWN)

    def _division(self, name: str, group: Group | None, value: FactValue | None) -> int:
        if value is None:
            return _UNKNOWN
        day = ordinal(value)
        classes = self._classes
        return 1 + (classes.coarse(name, day) if group is None else classes.fine(group, day))

    def _ordinals(self, column: Column, values: list[FactValue | None]) -> Codes:
        table = [_NO_DAY if value is None else ordinal(value) for value in values]
        return column.looked_up(table, _NO_DAY)


def _numbered(column: Column, keys: list[Hashable]) -> Codes:
    """Return for every row the number of its value's key."""
    numbers: dict[Hashable, int] = {None: _UNKNOWN}
    return column.looked_up([numbers.setdefault(key, len(numbers)) for key in keys], _UNKNOWN)
