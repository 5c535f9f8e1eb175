"""The shape of a case: all of it that its completions depend on, as far as one decision reads it.

Two cases of the same shape come to the same: the same rules hold, the same values are possible, and
the same facts are asked for in the same order. Most of what is known of a case is behind branches
that it does not take, and a day counts by its place among the days that it is compared with; so
cases that differ in much still have one shape.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from gaozhi.logic.diagram import Node
from gaozhi.logic.space import Bounds
from gaozhi.model import Atom, FactRef, FactValue, Implication, Order, facts_of_atom

__all__ = ["Read", "path"]

_FAR: Final = timedelta(days=64)
"""So far from the ends of the calendar, every day has room around it."""
_FIRST: Final = date.min + _FAR
_LAST: Final = date.max - _FAR

Facts = Mapping[str, FactValue]


def path(
    roots: Iterable[Node], known: Facts, settled: Callable[[int, Facts], int | None]
) -> tuple[int, ...]:
    """Return the way that a case takes through diagrams: its cell of each variable that it meets.

    Which variable that is follows from the cells before. An open one is -1.

    Args:
        roots: the diagrams.
        known: the facts of the case.
        settled: returns the cell of a variable; None where it is open.

    """
    cells: dict[int, int | None] = {}
    said: list[int] = []
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        branches = node.branches
        if not branches or id(node) in seen:
            continue
        seen.add(id(node))
        level = node.level
        if level in cells:
            cell = cells[level]
        else:
            cell = cells[level] = settled(level, known)
            said.append(-1 if cell is None else int(cell))
        if cell is None:
            waiting += branches
        else:
            waiting.append(branches[cell])
    return tuple(said)


class Read:
    """What some rules read, as far as it is not seen on the way through their diagrams.

    Args:
        atoms: the comparisons of the rules.
        implications: all of the vocabulary.

    """

    def __init__(self, atoms: Sequence[Atom], implications: Sequence[Implication]) -> None:
        self._atoms = atoms
        self._implications = implications
        orders = [atom for atom in atoms if isinstance(atom, Order)]
        self._between = [
            facts_of_atom(atom) for atom in orders if isinstance(atom.operand, FactRef)
        ]
        self._marked = {atom.fact for atom in orders if not isinstance(atom.operand, FactRef)}

    @cached_property
    def _tied(self) -> tuple[str, ...]:
        """The facts that implications tie to what is read, directly or through others."""
        found = {name for atom in self._atoms for name in facts_of_atom(atom)}
        tied: dict[str, None] = {}
        before = -1
        while before < len(tied):
            before = len(tied)
            for one in self._implications:
                if one.given in found or one.then in found:
                    found |= {one.given, one.then}
                    tied |= dict.fromkeys((one.given, one.then))
        return tuple(tied)

    def of(self, known: Facts, bounds: Bounds) -> Hashable:
        """Return which of the tied facts a case knows, and what it compares open facts with.

        Args:
            known: the facts of the case.
            bounds: the first and last day of facts, where they are bounded.

        """
        tied = tuple(name in known for name in self._tied)
        return tied, tuple(self._compared(known, bounds)), tuple(bounds.items())

    def _compared(self, known: Facts, bounds: Bounds) -> Iterator[Hashable]:
        marks: dict[str, set[FactValue]] = {}
        alone = True
        for one, other in self._between:
            if one not in known and other not in known:
                alone = False
            elif one not in known:
                marks.setdefault(one, set()).add(known[other])
            elif other not in known:
                marks.setdefault(other, set()).add(known[one])
        for name, days in marks.items():
            (day, *others) = days
            usual = type(day) is date and _FIRST < day < _LAST
            single = not others and name not in self._marked and name not in bounds
            # A day that stands alone cuts the calendar in the same way whichever it is.
            if alone and usual and single:
                yield name
            else:
                yield name, frozenset(days)
