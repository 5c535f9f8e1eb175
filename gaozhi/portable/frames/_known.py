"""What is known in every row of a frame, as the engine reads it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy
from numpy.typing import NDArray

from gaozhi.engine import Case
from gaozhi.errors import CaseError
from gaozhi.model import (
    FactRef,
    FactType,
    FactValue,
    FactValueError,
    Order,
    Vocabulary,
    facts_of_atom,
    read_value,
    truth_of_atom,
)
from gaozhi.model.atoms import COMPARE
from gaozhi.portable.frames._classes import Classes, ordinal
from gaozhi.portable.frames._column import MISSING, Codes, Column
from gaozhi.portable.frames._patterns import patterns_of

__all__ = ["FALSE", "OPEN", "TRUE", "Given", "Known", "Truths"]

FALSE, OPEN, TRUE = range(3)
"""Truth, so that the least of several is that all hold, and the greatest that any does."""

Truths = NDArray[numpy.int8]
"""The truth of something in every row."""

NOWHERE: Final = -(10**9)
"""The number of a row that states no day, or no number."""

_TRUTH: Final = {False: FALSE, None: OPEN, True: TRUE}


@dataclass(frozen=True, slots=True)
class Given:
    """What the columns of a frame state.

    Attributes:
        facts: the column of every fact that has one, that of the day among them.
        item: the column of the item; None where there is none.
        item_key: returns all that naming an item settles; None for what is no listed item.
        read: the facts and the item of a row to its case; what is the same in every row is in it.
        rows: how many rows there are.

    """

    facts: Mapping[str, Column]
    item: Column | None
    item_key: Callable[[Any], Hashable]
    read: Callable[[Mapping[str, Any], Any], Case]
    rows: int


class Known:
    """What is known in every row.

    Facts that may settle one another are read together, by the reader of the engine, once for
    every combination of them; any other fact is what its column states.

    Args:
        given: what the columns state.
        classes: which values are alike.
        vocabulary: the types of facts.

    Attributes:
        vocabulary: the types of facts.
        unfit: the rows that make no case, or one that needs a closer look.
        cases: what the facts that were read together come to, None where they contradict.
        case_of: for every row, which of the cases it is.

    """

    def __init__(self, given: Given, classes: Classes, vocabulary: Vocabulary) -> None:
        self._given = given
        self._classes = classes
        self.vocabulary = vocabulary
        self.unfit = numpy.zeros(given.rows, bool)
        wanted = classes.read | classes.together
        self._read: dict[str, list[FactValue | None]] = {}
        for name, column in given.facts.items():
            values = [_value(vocabulary, name, value) for value in column.values]
            bad = [value is None for value in values]
            if any(bad):
                self.unfit |= column.looked_up([*map(int, bad)], 0).astype(bool)
            if name in wanted:
                self._read[name] = values
        self._together()
        self._numbers: dict[str, Codes] = {}

    def _together(self) -> None:
        """Read the facts that may settle one another."""
        given, classes = self._given, self._classes
        names = [name for name in self._read if name in classes.together]
        columns = [given.facts[name] for name in names]
        codes = [
            _numbered(column, [_keyed(classes, name, value) for value in self._read[name]])
            for name, column in zip(names, columns, strict=True)
        ]
        if given.item is not None:
            columns.append(given.item)
            codes.append(_numbered(given.item, [*map(given.item_key, given.item.values)]))
        found = patterns_of(codes, given.rows)
        self.case_of = found.of_row
        self.cases: list[Case | None] = []
        for row in found.first.tolist():
            values = [column.at(row) for column in columns]
            facts = dict(zip(names, values, strict=False))
            try:
                case = given.read(facts, values[-1] if given.item is not None else None)
            except CaseError:
                self.cases.append(None)
            else:
                # What is off the list is named in the answer.
                self.cases.append(None if case.off_list and given.item is not None else case)
        wrong = [case is None for case in self.cases]
        if any(wrong):
            self.unfit |= numpy.array(wrong)[self.case_of]

    def by_case(self, table: Callable[[Case], Hashable]) -> Codes:
        """Return a number for every row, the same for cases of which something is the same."""
        numbers: dict[Hashable, int] = {}
        codes = [
            numbers.setdefault(None if case is None else table(case), len(numbers))
            for case in self.cases
        ]
        return numpy.array(codes or [0], numpy.int64)[self.case_of]

    def truth(self, atom: Any) -> Truths:  # noqa: ANN401 - one of five classes
        """Return the truth of a comparison in every row."""
        if isinstance(atom, Order) and isinstance(atom.operand, FactRef):
            one, other = self.number(atom.fact), self.number(atom.operand.fact)
            known = (one != NOWHERE) & (other != NOWHERE)
            holds = COMPARE[atom.relation](one, other)
            return numpy.where(known, numpy.where(holds, TRUE, FALSE), OPEN).astype(numpy.int8)
        (name,) = facts_of_atom(atom)
        if name in self._read and name not in self._classes.together:
            table = [
                _TRUTH[None if value is None else truth_of_atom(atom, {name: value})]
                for value in self._read[name]
            ]
            return numpy.array([*table, OPEN], numpy.int8)[self._given.facts[name].codes]
        truths = [
            OPEN if case is None else _TRUTH[truth_of_atom(atom, case.known)] for case in self.cases
        ]
        return numpy.array(truths or [OPEN], numpy.int8)[self.case_of]

    def number(self, name: str) -> Codes:
        """Return the day of every row as a number, or the rank of a number."""
        found = self._numbers.get(name)
        if found is None:
            number = self._number_of(name)
            cases = [
                NOWHERE if case is None else number(case.known.get(name)) for case in self.cases
            ]
            found = numpy.array(cases or [NOWHERE], numpy.int64)[self.case_of]
            if name in self._read:
                column = self._given.facts[name]
                own = column.looked_up([number(one) for one in self._read[name]], NOWHERE)
                found = numpy.where(column.codes == MISSING, found, own)
            self._numbers[name] = found
        return found

    def _number_of(self, name: str) -> Callable[[FactValue | None], int]:
        if self.vocabulary.facts[name].kind is FactType.DATE:
            return lambda value: NOWHERE if value is None else ordinal(value)
        numbers = self._ranks
        return lambda value: NOWHERE if value is None else numbers[value]

    @property
    def _ranks(self) -> Mapping[Any, int]:
        """The rank of every number that any row states."""
        stated = {
            value for values in self._read.values() for value in values if type(value) is Decimal
        }
        for case in self.cases:
            stated |= {
                value
                for value in (() if case is None else case.known.values())
                if type(value) is Decimal
            }
        return {value: rank for rank, value in enumerate(sorted(stated))}


def _value(vocabulary: Vocabulary, name: str, value: object) -> FactValue | None:
    """Return a value as the fact holds it; None where it is of another type."""
    try:
        # None stands among the values of a column only where no row has it.
        return None if value is None else read_value(vocabulary.facts[name], value)
    except FactValueError:
        return None


def _keyed(classes: Classes, name: str, value: FactValue | None) -> Hashable:
    # A value that cannot be read is not taken for one that is missing.
    return None if value is None else (classes.key(name, value),)


def _numbered(column: Column, keys: list[Hashable]) -> Codes:
    """Return for every row the number of its value's key; 0 where it states nothing."""
    numbers: dict[Hashable, int] = {}
    table = [1 + numbers.setdefault(key, len(numbers)) for key in keys]
    return column.looked_up(table, 0)
