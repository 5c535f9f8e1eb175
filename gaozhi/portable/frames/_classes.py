"""Which values of a fact no answer to a decision tells apart.

An answer depends on a fact only by what conditions compare it with, by what the list says of it,
and, for the day of the decision, by the days on which law begins and ends. So values fall into
classes. For days there are two divisions of them. The coarse one is by these days alone. The fine
one also says how near a day is to them, because how many days fit in between decides how a
question about another day, which is compared with this one, is weighed; it counts where such
another day is open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from gaozhi.model import (
    NEVER,
    Among,
    Atom,
    DecisionTable,
    FactRef,
    FactType,
    FactValue,
    Order,
    Overlaps,
    Program,
    decisions_read,
    facts_of_atom,
    parts_of,
)

__all__ = ["FOREVER", "Classes", "Group", "ordinal"]

FOREVER: Final = date.max.toordinal() + 1000
"""The number of the day that never comes."""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are days, and compared with each other.

    Attributes:
        facts: their names.
        near: how many days apart two days must be, for more days between them to count nothing.

    """

    facts: tuple[str, ...]
    near: int


class Classes:
    """The classes of the values of every fact on which the answers to a decision depend.

    Args:
        program: the jurisdiction's program.
        table: the decision.

    """

    def __init__(self, program: Program, table: DecisionTable) -> None:
        self._program = program
        self._facts = program.vocabulary.facts
        self._day = program.vocabulary.roles.date
        self._tables = list(_with_what_they_read(program, table))
        rules = [rule for one in self._tables for rule in one.rules]
        self._atoms = list(
            dict.fromkeys(
                part
                for rule in rules
                for part in parts_of(rule.own)
                if isinstance(part, Atom)
            )
        )
        self._listed = list(_said_by_the_list(program))
        self._points: dict[str, dict[Any, None]] = {}
        self._values: dict[str, list[frozenset[str]]] = {}
        self._linked: dict[str, set[str]] = {}
        for atom in self._atoms:
            self._note(atom)
        for name, value in self._listed:
            self._points.setdefault(name, {})[value] = None
        if self._day is not None:
            ends = self._points.setdefault(self._day, {})
            ends.update(dict.fromkeys(self._days_of_law(rules)))

    def _note(self, atom: Any) -> None:  # noqa: ANN401 - one of five classes
        match atom:
            case Among(fact, values) | Overlaps(fact, values):
                self._values.setdefault(fact, []).append(values)
            case Order(fact, _, FactRef(other)):
                self._linked.setdefault(fact, set()).add(other)
                self._linked.setdefault(other, set()).add(fact)
            case Order(fact, _, point):
                self._points.setdefault(fact, {})[point] = None

    def _days_of_law(self, rules: Iterable[Any]) -> Iterator[date]:
        """Yield the days on which the law of an answer begins or ends."""
        program = self._program
        documents = [level.document for level in program.levels]
        documents += [provision.document for rule in rules for provision in rule.basis]
        for one in documents:
            yield from (day for day in (one.since, one.until) if day is not None)
        if program.first_day is not None:
            yield program.first_day
        yield from (version.since for one in self._tables for version in one.versions)
        if program.list is not None:
            yield program.list.published
            for item in program.list.items:
                yield from (day for day in (item.since, item.until) if day is not None)
        # A day of law may also stand in a condition about the day; those are noted with it.

    @cached_property
    def read(self) -> frozenset[str]:
        """The facts that the decision reads."""
        names = {name for atom in self._atoms for name in facts_of_atom(atom)}
        return frozenset(names if self._day is None else names | {self._day})

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts whose values an answer, or whether there is one, may depend on."""
        vocabulary = self._program.vocabulary
        names = {*self.read, *(name for name, _ in self._listed), *self._values, *self._points}
        for one in vocabulary.implications:
            # Two facts that no rule reads may still contradict each other.
            names |= {one.given, one.then}
        if vocabulary.roles.listed is not None:
            names.add(vocabulary.roles.listed)
        return frozenset(names)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The days that are compared with each other."""
        found: list[Group] = []
        seen: set[str] = set()
        for name in self._linked:
            if name in seen or self._facts[name].kind is not FactType.DATE:
                continue
            group = self._linked_with(name)
            seen |= group
            found.append(Group(tuple(sorted(group)), len(group) + 3))
        return tuple(found)

    def _linked_with(self, name: str) -> set[str]:
        group, waiting = {name}, [name]
        while waiting:
            for other in self._linked.get(waiting.pop(), set()) - group:
                group.add(other)
                waiting.append(other)
        return group

    def key(self, name: str, value: FactValue) -> Hashable:
        """Return the class of a value of a fact; for days the coarse one."""
        if name not in self.facts:
            return None
        kind = self._facts[name].kind
        match kind:
            case FactType.BOOL | FactType.ONE_OF:
                return value
            case FactType.DATE:
                return self.coarse(name, ordinal(value))
            case FactType.NUMBER:
                # Numbers that are compared with each other are few, and every one counts.
                return value if name in self._linked else self._between(name, value)
        said = tuple(value == one for one in self._points.get(name, ()))
        tested = self._values.get(name, ())
        if isinstance(value, frozenset):
            overlaps = tuple(not value.isdisjoint(values) for values in tested)
            return overlaps, not value, said
        implied = {one.value for one in self._program.vocabulary.implications if one.then == name}
        known = {value for values in tested for value in values} | implied
        return value if value in known else None, said

    def _between(self, name: str, value: FactValue) -> tuple[int, bool]:
        points: list[Any] = sorted(self._points.get(name, ()))
        return bisect_right(points, value), value in points

    def coarse(self, name: str, day: int) -> int:
        """Return the class of a day by what it is compared with."""
        return bisect_right(self._edges(name, 0), day)

    def fine(self, group: Group, day: int) -> int:
        """Return the class of a day of a group by that, and by how near it is to it."""
        return bisect_right(self._group_edges(group), day)

    def _edges(self, name: str, near: int) -> list[int]:
        """Return the first days of every class of a fact."""
        key = (name, near)
        found = self._known_edges.get(key)
        if found is None:
            marks = [ordinal(point) for point in self._points.get(name, ())]
            steps = range(-near, near + 2)
            edges = {mark + step for mark in marks for step in steps} | {FOREVER}
            found = self._known_edges[key] = sorted(edges)
        return found

    @cached_property
    def _known_edges(self) -> dict[tuple[str, int], list[int]]:
        return {}

    def _group_edges(self, group: Group) -> list[int]:
        key = ("\x00".join(group.facts), group.near)
        found = self._known_edges.get(key)
        if found is None:
            edges = {edge for name in group.facts for edge in self._edges(name, group.near)}
            # The calendar ends, too, and leaves no room beyond.
            for end in (date.min.toordinal(), date.max.toordinal()):
                edges |= {end + step for step in range(-group.near, group.near + 2)}
            found = self._known_edges[key] = sorted(edges)
        return found


def ordinal(value: Any) -> int:  # noqa: ANN401 - a day, or the one that never comes
    """Return the number of a day; that of a day that never comes is beyond all others."""
    return FOREVER if value is NEVER else int(value.toordinal())


def _with_what_they_read(program: Program, table: DecisionTable) -> Iterator[DecisionTable]:
    """Yield a decision, and those whose outcomes stand in the grounds of its answers."""
    waiting, seen = [table], {table.spec.name}
    while waiting:
        one = waiting.pop()
        yield one
        for rule in one.rules:
            for name in decisions_read(rule.reads):
                if name not in seen:
                    seen.add(name)
                    waiting.append(program.decisions[name])


def _said_by_the_list(program: Program) -> Iterator[tuple[str, FactValue]]:
    """Yield every fact of which the list says something, with each value that it says."""
    if program.list is not None:
        said: Iterable[Mapping[str, FactValue]] = (
            program.list.presumes,
            *(item.facts for item in program.list.items),
        )
        for facts in said:
            yield from facts.items()
