"""Which cells of each variable a row can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from gaozhi.logic import Node, TooLarge
from gaozhi.logic.space import Variable
from gaozhi.model import FactType
from gaozhi.portable.sql._cells import Group, Region
from gaozhi.portable.sql._diagrams import Prepared
from gaozhi.portable.sql._dialects import day_number
from gaozhi.portable.sql._differences import Bound, Differences
from gaozhi.portable.sql._expressions import FALSE, TRUE, Expr, all_of, any_of, expr, listed, raw
from gaozhi.portable.sql._reading import Days, Reading
from gaozhi.portable.sql._values import ENDLESS, Values

__all__ = ["Cells", "cells_of_rows"]

_MOST_BITS: Final = 30
_ZERO: Final = 0
_NEVER: Final = "\x00永不"
_LAST: Final = "\x00末日"
_Key = tuple[str, str]
"""A fact, and the fact, or the end of the calendar, that bounds it; an empty one is 0."""


class Cells(Protocol):
    """What a row says of a variable."""

    def cannot(self, cells: frozenset[int]) -> Expr:
        """Return the condition that a row can have none of some cells; it may be NULL."""


class _Unknown:
    """A variable that no row says anything of."""

    def cannot(self, cells: frozenset[int]) -> Expr:
        return FALSE


class _Truth:
    """A truth value, whose cells are false and true."""

    def __init__(self, holds: Expr, fails: Expr) -> None:
        self._one = (holds, fails)

    def cannot(self, cells: frozenset[int]) -> Expr:
        return FALSE if len(cells) > 1 else self._one[1 if 1 in cells else 0]


class _Code:
    """A number from 0, which is the cell."""

    def __init__(self, code: Expr, count: int) -> None:
        self._code = code
        self._count = count

    def cannot(self, cells: frozenset[int]) -> Expr:
        others = [raw(str(cell)) for cell in range(self._count) if cell not in cells]
        return expr("{} IN {}", self._code, listed("({})", others)) if others else FALSE


class _Bits:
    """A number with a bit for every class of cells, which says whether a row can have any."""

    def __init__(self, values: Values, number: Expr, class_of: Mapping[int, int]) -> None:
        self._values = values
        self._number = number
        self._class_of = class_of

    def cannot(self, cells: frozenset[int]) -> Expr:
        classes = {self._class_of[cell] for cell in cells}
        if classes == {*self._class_of.values()}:
            return FALSE
        mask = sum(1 << one for one in classes)
        return expr("{} = 0", self._values.dialect.bits(self._number, mask))


def cells_of_rows(prepared: Prepared, nodes: Sequence[Node], reading: Reading) -> list[Cells]:
    """Return for every variable which of its cells a row can have.

    Args:
        prepared: the diagrams.
        nodes: those that are computed, and all below.
        reading: the facts of a row.

    Raises:
        TooLarge: the comparisons of some days or numbers have too many cells.

    """
    ordered = _Ordered(reading)
    found: list[Cells] = []
    for level, variable in enumerate(prepared.variables):
        group = prepared.groups.get(level)
        if group is None:
            found.append(_of_fact(variable, reading))
        else:
            found.append(ordered.cells(group, [node for node in nodes if node.level == level]))
    return found


def _of_fact(variable: Variable, reading: Reading) -> Cells:
    values, value = reading.values, reading.facts.get(variable.fact)
    if not isinstance(value, Expr):
        return _Unknown()
    fact = reading.program.vocabulary.facts[variable.fact]
    if variable.group is not None:
        bits = values.dialect.bits(value, values.parts[fact.name].mask(variable.group))
        return _Truth(expr("{} <> 0", bits), expr("{} = 0", bits))
    if fact.kind is FactType.BOOL:
        return _Truth(values.dialect.holds(value), values.dialect.fails(value))
    last = len(variable.cells) - 1
    cases = [
        expr("WHEN {} THEN {}", values.equals(fact, value, cell), raw(str(place)))
        for place, cell in enumerate(variable.cells[:-1])
    ]
    cases.append(expr("WHEN {} IS NOT NULL THEN {}", value, raw(str(last))))
    code = values.columns.bind(listed("CASE {} END", cases, " "))
    return _Code(code, last + 1)


class _Ordered:
    """Days and numbers that are compared.

    Args:
        reading: the facts of a row.

    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._values = reading.values
        self._facts = reading.program.vocabulary.facts
        self._day = reading.program.vocabulary.roles.date

    def cells(self, group: Group, nodes: Sequence[Node]) -> Cells:
        """Return which cells of a group a row can have.

        Args:
            group: the group.
            nodes: those of its variable.

        """
        classes: dict[tuple[int, ...], list[int]] = {}
        for cell in range(len(group.cells)):
            below = tuple(id(node.branches[cell]) for node in nodes)
            classes.setdefault(below, []).append(cell)
        if len(classes) > _MOST_BITS:
            raise TooLarge
        class_of = {cell: at for at, cells in enumerate(classes.values()) for cell in cells}
        regions = [group.within(cells) for cells in classes.values()]
        return _Bits(self._values, self._values.columns.bind(self._bits(group, regions)), class_of)

    def _bits(self, group: Group, classes: Sequence[Sequence[Region]]) -> Expr:
        """Return the number whose bits are the classes of cells that a row can have.

        Args:
            group: the group.
            classes: the regions of each.

        """
        sum_of_bits = self._values.sum_of_bits
        stated = {
            name: value
            for name in group.facts
            if isinstance(value := self._reading.facts.get(name), Expr)
        }
        sure = {name for name in stated if name == self._day}
        dated = sum_of_bits([self._fits_any(group, one, stated, sure) for one in classes])
        if self._day not in group.facts:
            return dated
        day = stated.pop(self._day, None)
        cases: list[Expr] = []
        for when, days in self._reading.bounds:
            open_ = [[self._within(one, days) for one in regions] for regions in classes]
            undated = [
                self._fits_any(group, [one for one in regions if one is not None], stated, set())
                for regions in open_
            ]
            word = "ELSE {}" if when == TRUE else "WHEN {} THEN {}"
            cases.append(expr(word, *(one for one in (when, sum_of_bits(undated)) if one != TRUE)))
        if day is not None:
            cases.insert(0, expr("WHEN {} IS NOT NULL THEN {}", day, dated))
        if len(cases) == 1 and self._reading.bounds[0][0] == TRUE:
            return sum_of_bits(undated)
        return listed("CASE {} END", cases, " ")

    def _fits_any(
        self, group: Group, regions: Sequence[Region], stated: Mapping[str, Expr], sure: set[str]
    ) -> Expr:
        """Return the condition that what a row knows lets it be in one of some regions.

        Args:
            group: the group.
            regions: the regions.
            stated: the facts that a row may know.
            sure: those of them that it knows.

        """
        found = [dict(self._fits(group, one, stated, sure)) for one in regions]
        for beyond in [one for one in found if _NEVER in {key[1] for key in one}]:
            for own in found:
                if _continued(own, beyond):
                    found.remove(beyond)
                    break
        return any_of(all_of(one.values()) for one in found)

    def _within(self, region: Region, days: Days) -> Region | None:
        """Return the part of a region in which the decision's day is among some days."""
        first, last = days
        assert self._day is not None
        if self._day in region.never:
            return region if last is None else None
        place = region.facts.index(self._day) + 1
        found: Differences | None = region.differences
        if first is not None and found is not None:
            found = found.tightened(_ZERO, place, Bound(-day_number(first)))
        if last is not None and found is not None:
            found = found.tightened(place, _ZERO, Bound(day_number(last)))
        return None if found is None else Region(region.never, region.facts, found)

    def _fits(
        self, group: Group, region: Region, stated: Mapping[str, Expr], sure: set[str]
    ) -> Iterator[tuple[_Key, Expr]]:
        """Yield the conditions under which what a row knows lets it be in a region."""
        for name in group.facts:
            if name in region.never and name in stated:
                at_last = expr(f"({{}} IS NULL OR {{}} = {ENDLESS})", stated[name], stated[name])
                yield (name, _NEVER), at_last
        names = ("", *region.facts)
        known = [names.index(name) for name in sure if name in names]
        for one, other, bound in region.differences.between(known):
            left, right = names[one], names[other]
            if not {left, right} <= {"", *stated}:
                continue
            end = self._end(group, left, right, bound)
            if end is None:
                continue
            values = [stated.get(name) for name in (left, right)]
            open_ = [stated[name] for name in (left, right) if name and name not in sure]
            unknown = [expr("{} IS NULL", value) for value in open_]
            bounded = any_of([*unknown, _bounded(values[0], values[1], bound)])
            yield (left, _LAST if end else right), bounded

    def _end(self, group: Group, left: str, right: str, bound: Bound) -> bool | None:
        """Whether a bound is the last day of the calendar; None where every day is within it."""
        if group.kind is not FactType.DATE or (left and right):
            return False
        if not left:
            return None if bound.limit >= -day_number(date.min) else False
        last = bound.limit >= day_number(date.max)
        return None if last and self._facts[left].never is None else last


def _continued(own: dict[_Key, Expr], beyond: Mapping[_Key, Expr]) -> bool:
    """Take the last day from a region that goes on with a day that never comes, where it does.

    Args:
        own: the conditions of a region; the last day is taken from them.
        beyond: those of another, in which one more day never comes.

    """
    for name, end in beyond:
        if end != _NEVER or (name, _LAST) not in own:
            continue
        rest = {key: one for key, one in own.items() if name not in key}
        same = {key: one for key, one in beyond.items() if name not in key}
        above = [key for key in own if key[0] == name]
        if rest == same and above == [(name, _LAST)]:
            del own[name, _LAST]
            return True
    return False


def _bounded(left: Expr | None, right: Expr | None, bound: Bound) -> Expr:
    """Return the condition that a value minus another is within a bound; None is 0."""
    than = ["<=", ">="] if bound.closed == 0 else ["<", ">"]
    limit = bound.limit
    if left is None:
        assert right is not None
        return expr(f"{{}} {than[1]} {{}}", right, _number(-limit))
    if right is None:
        return expr(f"{{}} {than[0]} {{}}", left, _number(limit))
    if limit == 0:
        return expr(f"{{}} {than[0]} {{}}", left, right)
    return expr(f"{{}} - {{}} {than[0]} {{}}", left, right, _number(limit))


def _number(value: int | Decimal) -> Expr:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return raw(f"({text})" if value < 0 else text)
