"""The finite space of completions of a case.

A case leaves facts open. The conditions compare each open fact with a few values only, so its
values fall into finitely many cells, within which no condition distinguishes them: a date is cut at
the constants and facts that it is compared with, a set into the groups of elements that are tested
together. One value represents each cell, so these representatives cover all completions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from gaozhi.logic.budget import MOST_NODES, TooLarge
from gaozhi.logic.order import drawn_together
from gaozhi.model import (
    NEVER,
    All,
    Always,
    Among,
    AnyOf,
    Atom,
    Condition,
    Empty,
    Fact,
    FactRef,
    FactType,
    FactValue,
    Implication,
    Not,
    Order,
    Overlaps,
    Program,
    Vocabulary,
    facts_of_atom,
    parts_of,
    parts_upwards,
)

__all__ = ["OTHER", "Bounds", "Space", "Variable", "bounds_of"]

OTHER: Final = "\x00其他"
"""The cell of every text that no condition mentions."""

_MOST_CELLS: Final = 4 * MOST_NODES
"""More cells than this fit no diagram."""
_MOST_TOGETHER: Final = 64
"""A condition that reads more variables than this is ignored for their order."""

Bounds = Mapping[str, tuple[date | None, date | None]]
"""The first and last admissible day of a date fact, both included."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One open fact, or one group of elements of an open set fact.

    Attributes:
        fact: the fact.
        cells: a value for every cell. A set fact has one variable for every group of elements
            that the conditions do not distinguish; its cells are whether the set has one of them.
        group: that group, for a set fact.

    """

    fact: str
    cells: tuple[Any, ...]
    group: frozenset[str] | None = None

    def cell_of(self, value: FactValue) -> int:
        """Return the cell of a value; values that no condition mentions are in the last."""
        cells = self.cells
        return cells.index(value) if value in cells else len(cells) - 1


@dataclass(slots=True)
class _Mentions:
    """The values and facts that the conditions compare an open fact with."""

    values: set[str] = field(default_factory=set)
    points: set[Any] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    groups: list[frozenset[str]] = field(default_factory=list)
    emptiness: bool = False


class Space:
    """The variables of some conditions over a case, in a fixed order.

    Args:
        conditions: all conditions that will be built; variables are in their order of reading.
        vocabulary: the types of facts, and the implications.
        known: the facts that the case settles; they are not part of the space.
        bounds: the first and last day of facts, where they are bounded.

    Raises:
        TooLarge: there are too many cells for any diagram.

    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        vocabulary: Vocabulary,
        known: Mapping[str, FactValue],
        bounds: Bounds | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._known = known
        self._bounds = bounds or {}
        self._mentions: dict[str, _Mentions] = {}
        for condition in conditions:
            for part in (condition,) if isinstance(condition, Atom) else parts_of(condition):
                if isinstance(part, Atom):
                    self._note(part)
        self.implications = self._implications()
        self.tied = self._tied()
        """fact -> the number of the implications that tie it to others, for those that any does"""
        self._room = _MOST_CELLS
        self._spread: dict[tuple[str, ...], tuple[Any, ...]] = {}
        self.variables = tuple(self._variables())
        self.levels: dict[str, list[int]] = self._levels()
        """fact -> the indices of its variables"""

    def _levels(self) -> dict[str, list[int]]:
        levels: dict[str, list[int]] = {}
        for index, variable in enumerate(self.variables):
            levels.setdefault(variable.fact, []).append(index)
        return levels

    def drawn_together(self, conditions: Iterable[Condition]) -> Space:
        """Return the same space, in an order that keeps variables read together as neighbours.

        Args:
            conditions: the conditions that the space was made for.

        """
        groups = [group for condition in conditions for group in self._read_together(condition)]
        groups += [(*self.levels[one.given], *self.levels[one.then]) for one in self.implications]
        order = drawn_together(len(self.variables), groups)
        return self.with_variables([self.variables[level] for level in order])

    def with_variables(self, variables: Iterable[Variable]) -> Space:
        """Return the same space with other variables, or with these in another order."""
        found = copy(self)
        found.variables = tuple(variables)
        found.levels = found._levels()  # noqa: SLF001 - the same class
        return found

    def _read_together(self, condition: Condition) -> Iterable[tuple[int, ...]]:
        """Yield the variables that each part of a condition reads, of parts that read few."""
        read: dict[int, frozenset[int] | None] = {}
        for part in parts_upwards(condition):
            below: list[frozenset[int] | None]
            match part:
                case Not(inner):
                    below = [read[id(inner)]]
                case All(parts) | AnyOf(parts):
                    below = [read[id(inner)] for inner in parts]
                case Always():
                    below = []
                case _:
                    below = [frozenset(self._read_by(part))]
            if None in below or sum(len(one or ()) for one in below) > _MOST_TOGETHER:
                read[id(part)] = None
                continue
            found = read[id(part)] = frozenset().union(*(one or () for one in below))
            if len(found) > 1:
                yield tuple(found)

    def _read_by(self, atom: Atom) -> Iterable[int]:
        for name in facts_of_atom(atom):
            for level in self.levels.get(name, ()):
                group = self.variables[level].group
                if group is None or not isinstance(atom, Overlaps) or group <= atom.values:
                    yield level

    def _note(self, atom: Atom) -> None:
        names = facts_of_atom(atom)
        open_ = [name for name in names if name not in self._known]
        for name in open_:
            mentions = self._mentions.setdefault(name, _Mentions())
            match atom:
                case Among(values=values):
                    mentions.values |= values
                case Overlaps(values=values):
                    mentions.groups.append(values)
                case Empty():
                    mentions.emptiness = True
                case Order():
                    mentions.linked.update(other for other in open_ if other != name)
                    mentions.points.update(self._known[n] for n in names if n in self._known)
                    if not isinstance(atom.operand, FactRef):
                        mentions.points.add(atom.operand)
                case _:
                    pass

    def _implications(self) -> tuple[Implication, ...]:
        """Return the implications among open facts that touch the space; they may extend it."""
        by_fact: dict[str, list[Implication]] = {}
        for one in self._vocabulary.implications:
            if one.given not in self._known and one.then not in self._known:
                by_fact.setdefault(one.given, []).append(one)
                by_fact.setdefault(one.then, []).append(one)
        found: dict[Implication, None] = {}
        waiting = [one for name in self._mentions for one in by_fact.get(name, ())]
        for one in waiting:
            if one in found:
                continue
            found[one] = None
            for name in (one.given, one.then):
                if name not in self._mentions:
                    self._mentions[name] = _Mentions()
                    waiting += by_fact[name]
            if isinstance(one.value, str):
                self._mentions[one.then].values.add(one.value)
        return tuple(found)

    def _tied(self) -> dict[str, int]:
        """Return the facts that implications tie together, each with the number of its group."""
        group: dict[str, str] = {}

        def root(name: str) -> str:
            while (above := group.setdefault(name, name)) != name:
                group[name] = name = group[above]
            return name

        for one in self.implications:
            group[root(one.given)] = root(one.then)
        numbers: dict[str, int] = {}
        return {name: numbers.setdefault(root(name), len(numbers)) for name in list(group)}

    def _variables(self) -> Iterable[Variable]:
        for variable in self._every_variable():
            self._room -= len(variable.cells)
            if self._room < 0:
                raise TooLarge
            yield variable

    def _every_variable(self) -> Iterable[Variable]:
        for name, mentions in self._mentions.items():
            fact = self._vocabulary.facts[name]
            match fact.kind:
                case FactType.BOOL:
                    yield Variable(name, (False, True))
                case FactType.ONE_OF:
                    mentioned = [value for value in fact.values if value in mentions.values]
                    others = [value for value in fact.values if value not in mentions.values]
                    yield Variable(name, (*mentioned, *others[:1]))
                case FactType.TEXT:
                    yield Variable(name, (*sorted(mentions.values), OTHER))
                case FactType.SET_OF:
                    for group in _groups(fact, mentions):
                        yield Variable(name, (False, True), group)
                case FactType.DATE | FactType.NUMBER:
                    yield Variable(name, self._points(fact))

    def _points(self, fact: Fact) -> tuple[Any, ...]:
        first, last = self._bounds.get(fact.name, (None, None))
        points = [
            point
            for point in self._spread_over(fact)
            if (first is None or first <= point) and (last is None or point <= last)
        ]
        return (*points, NEVER) if fact.never is not None and last is None else tuple(points)

    def _spread_over(self, fact: Fact) -> tuple[Any, ...]:
        """Return a point for every cell of a date or number; linked facts share them."""
        group = tuple(self._linked(fact.name))
        known = self._spread.get(group)
        if known is not None:
            return known
        marks = {point for name in group for point in self._mentions[name].points}
        for name in group:
            marks.update(day for day in self._bounds.get(name, ()) if day is not None)
        marks.discard(NEVER)
        # Every gap must have room for any order of the linked facts, and of one more value for a
        # fact that changes alone.
        room = len(group) + 1
        if (len(marks) + 1) * (room + 1) > self._room:
            raise TooLarge
        spread: Callable[[list[Any], int], Sequence[Any]] = (
            _days if fact.kind is FactType.DATE else _numbers
        )
        found = self._spread[group] = tuple(spread(sorted(marks), room))
        return found

    def _linked(self, name: str) -> list[str]:
        group = {name}
        waiting = [name]
        while waiting:
            for other in self._mentions[waiting.pop()].linked - group:
                group.add(other)
                waiting.append(other)
        return sorted(group)


def bounds_of(*programs: Program) -> Bounds:
    """Return the first and last day on which all of some programs answer."""
    roles = {program.vocabulary.roles.date for program in programs}
    if None in roles or len(roles) > 1:
        return {}
    roots = [program.levels[0].document for program in programs]
    since = max((root.since for root in roots if root.since is not None), default=None)
    until = min((root.until for root in roots if root.until is not None), default=None)
    return {role: (since, until) for role in roles if role is not None}


def _groups(fact: Fact, mentions: _Mentions) -> list[frozenset[str]]:
    """Return the elements of a set fact in groups that no condition distinguishes."""
    signatures: dict[str, list[int]] = {value: [] for value in fact.values}
    for number, group in enumerate(mentions.groups):
        for value in group & signatures.keys():
            signatures[value].append(number)
    by_signature: dict[tuple[int, ...], list[str]] = {}
    for value, signature in signatures.items():
        if mentions.emptiness or signature:
            by_signature.setdefault(tuple(signature), []).append(value)
    return [frozenset(values) for values in by_signature.values()]


def _days(marks: list[date], room: int) -> list[date]:
    """Return the marks, and up to `room` days in every gap between and beyond them."""
    if not marks:
        marks = [date(2000, 1, 1)]
    days: list[date] = []
    start = max(date.min.toordinal(), marks[0].toordinal() - room)
    days.extend(date.fromordinal(n) for n in range(start, marks[0].toordinal()))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        days.append(mark)
        end = date.max if following is None else following - timedelta(days=1)
        last = min(mark.toordinal() + room, end.toordinal())
        days.extend(date.fromordinal(n) for n in range(mark.toordinal() + 1, last + 1))
    return days


def _numbers(marks: list[Decimal], room: int) -> list[Decimal]:
    """Return the marks, and `room` numbers in every gap between and beyond them."""
    if not marks:
        return [Decimal(n) for n in range(room)]
    numbers = [marks[0] - n for n in range(room, 0, -1)]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        numbers.append(mark)
        for _ in range(room):
            numbers.append(numbers[-1] + 1 if following is None else (numbers[-1] + following) / 2)
    return numbers
