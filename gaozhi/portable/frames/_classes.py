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
    Rule,
    facts_of_atom,
    parts_of,
)

__all__ = ["FOREVER", "Classes", "Group", "ordinal"]

FOREVER: Final = date.max.toordinal() + 1000
"""The number of the day that never comes."""


@dataclass(frozen=True, slots=True)
class Group:
    """Days, or numbers, that are compared with each other.

    Attributes:
        facts: their names.
        kind: what they are.
        near: how many days apart two days must be, for more days between them to count nothing.

    """

    facts: tuple[str, ...]
    kind: FactType
    near: int


class Classes:
    """The classes of the values of every fact on which the answers to a decision depend.

    Args:
        program: the jurisdiction's program.
        table: the decision.
        noting: whether rules that only bring a caveat count, too.

    """

    def __init__(self, program: Program, table: DecisionTable, *, noting: bool = True) -> None:
        self._program = program
        self._facts = program.vocabulary.facts
        self._day = program.vocabulary.roles.date
        rules = table.rules if table.gap is None else (*table.rules, table.gap)
        self.rules = tuple(rule for rule in rules if rule.effects or noting)
        self.atoms = tuple(_atoms(self.rules))
        self._points: dict[str, dict[Any, None]] = {}
        self._values: dict[str, list[frozenset[str]]] = {}
        self._linked: dict[str, set[str]] = {}
        self._edges_of: dict[object, list[int]] = {}
        for atom in self.atoms:
            self._note(atom)
        self._listed = frozenset(self._take_the_list())
        if self._day is not None:
            ends = self._points.setdefault(self._day, {})
            ends.update(dict.fromkeys(_days_of_law(program, table, self.rules)))

    def _note(self, atom: Any) -> None:  # noqa: ANN401 - one of five classes
        match atom:
            case Among(fact, values) | Overlaps(fact, values):
                self._values.setdefault(fact, []).append(values)
            case Order(fact, _, FactRef(other)):
                self._linked.setdefault(fact, set()).add(other)
                self._linked.setdefault(other, set()).add(fact)
            case Order(fact, _, point):
                self._points.setdefault(fact, {})[point] = None

    def _take_the_list(self) -> Iterator[str]:
        """Note every value that the list says of a fact, and yield these facts."""
        listed, role = self._program.list, self._program.vocabulary.roles.listed
        if role is not None:
            yield role
        if listed is None:
            return
        for facts in (listed.presumes, *(item.facts for item in listed.items)):
            for name, value in facts.items():
                self._points.setdefault(name, {})[value] = None
                yield name

    @cached_property
    def read(self) -> frozenset[str]:
        """The facts that the decision reads."""
        names = {name for atom in self.atoms for name in facts_of_atom(atom)}
        return frozenset(names if self._day is None else names | {self._day})

    @cached_property
    def together(self) -> frozenset[str]:
        """The facts that may settle or contradict one another, or what the list says, or a day."""
        tied = {name for group in self.tied for name in group}
        return frozenset({*tied, *self._listed, *([] if self._day is None else [self._day])})

    @cached_property
    def tied(self) -> tuple[frozenset[str], ...]:
        """The facts that implications tie together, directly or through others."""
        beside: dict[str, set[str]] = {}
        for one in self._program.vocabulary.implications:
            beside.setdefault(one.given, set()).add(one.then)
            beside.setdefault(one.then, set()).add(one.given)
        return tuple(_connected(beside))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The days, and the numbers, that are compared with each other."""
        return tuple(
            Group(tuple(sorted(facts)), self._facts[min(facts)].kind, len(facts) + 3)
            for facts in _connected(self._linked)
        )

    def key(self, name: str, value: FactValue) -> Hashable:
        """Return the class of a value of a fact; for days the coarse one."""
        kind = self._facts[name].kind
        match kind:
            case FactType.BOOL | FactType.ONE_OF:
                return value
            case FactType.DATE:
                return self.coarse(name, ordinal(value))
            case FactType.NUMBER:
                points: list[Any] = sorted(self._points.get(name, ()))
                return bisect_right(points, value), value in points
        said = tuple(value == one for one in self._points.get(name, ()))
        tested = self._values.get(name, ())
        if isinstance(value, frozenset):
            overlaps = tuple(not value.isdisjoint(values) for values in tested)
            return overlaps, not value, said
        implied = {one.value for one in self._program.vocabulary.implications if one.then == name}
        known = {value for values in tested for value in values} | implied
        return value if value in known else None, said

    def day_key(self, day: date | None) -> Hashable:
        """Return the class of a day of the decision; None where it is open."""
        return None if day is None or self._day is None else self.key(self._day, day)

    def coarse(self, name: str, day: int) -> int:
        """Return the class of a day by what it is compared with."""
        return bisect_right(self._edges(name, 0), day)

    def fine(self, group: Group, day: int) -> int:
        """Return the class of a day of a group by that, and by how near it is to it."""
        found = self._edges_of.get(group.facts)
        if found is None:
            edges = {edge for name in group.facts for edge in self._edges(name, group.near)}
            # The calendar ends, too, and leaves no room beyond.
            for end in (date.min.toordinal(), date.max.toordinal()):
                edges |= {end + step for step in range(-group.near, group.near + 2)}
            found = self._edges_of[group.facts] = sorted(edges)
        return bisect_right(found, day)

    def _edges(self, name: str, near: int) -> list[int]:
        """Return the first days of every class of a fact."""
        found = self._edges_of.get((name, near))
        if found is None:
            marks = [ordinal(point) for point in self._points.get(name, ())]
            steps = range(-near, near + 2)
            edges = {mark + step for mark in marks for step in steps} | {FOREVER}
            found = self._edges_of[name, near] = sorted(edges)
        return found


def ordinal(value: Any) -> int:  # noqa: ANN401 - a day, or the one that never comes
    """Return the number of a day; that of a day that never comes is beyond all others."""
    return FOREVER if value is NEVER else int(value.toordinal())


def _atoms(rules: Iterable[Rule]) -> Iterable[Any]:
    parts = (part for rule in rules for part in parts_of(rule.own))
    return dict.fromkeys(part for part in parts if isinstance(part, Atom))


def _connected(beside: Mapping[str, set[str]]) -> Iterator[frozenset[str]]:
    """Yield what hangs together, directly or through others."""
    seen: set[str] = set()
    for name in beside:
        if name in seen:
            continue
        found, waiting = {name}, [name]
        while waiting:
            for other in beside[waiting.pop()] - found:
                found.add(other)
                waiting.append(other)
        seen |= found
        yield frozenset(found)


def _days_of_law(program: Program, table: DecisionTable, rules: Iterable[Rule]) -> Iterator[date]:
    """Yield the days on which the law of an answer begins or ends."""
    documents = [level.document for level in program.levels]
    documents += [provision.document for rule in rules for provision in rule.basis]
    listed = program.list
    spans = [(one.since, one.until) for one in documents]
    spans += [(program.first_day, None), *((version.since, None) for version in table.versions)]
    if listed is not None:
        spans += [(listed.published, None), *((one.since, one.until) for one in listed.items)]
    yield from (day for span in spans for day in span if day is not None)
