"""Which rows of a frame no answer to a decision can tell apart.

An answer depends on what is known by the truth of its rules' conditions. Where each of them is
true or false, that is all. Where one is open, it also depends on what of it is left: its open
parts, with the truth of what stands beside them, and what the open facts in them are compared with
and tied to. Rows that agree in this have the same answer, whatever else is known of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

import numpy
from numpy.typing import NDArray

from gaozhi.engine import Case
from gaozhi.model import (
    All,
    Always,
    AnyOf,
    Condition,
    DecisionTable,
    FactType,
    Not,
    facts_of_atom,
    parts_upwards,
)
from gaozhi.portable.frames._classes import Classes, Group
from gaozhi.portable.frames._column import Codes
from gaozhi.portable.frames._known import FALSE, NOWHERE, OPEN, TRUE, Known, Truths
from gaozhi.portable.frames._patterns import Patterns, patterns_of
from gaozhi.portable.frames._settled import turn_on_more

__all__ = ["alike"]

Rows = NDArray[numpy.bool_]
_OF_THE_CASE: Final = frozenset({"caveats", "pending_caveats"})
_BEHIND: Final = 3
"""In place of the truth of a part on which nothing turns any more."""


def alike(known: Known, classes: Classes, table: DecisionTable, words: frozenset[str]) -> Patterns:
    """Return which rows have the same answer.

    Args:
        known: what is known in every row.
        classes: which values are alike, and the rules.
        table: the decision.
        words: what is wanted of an answer.

    """
    parts = _Parts(known, [rule.own for rule in classes.rules])
    truths = parts.of_roots()
    settled = patterns_of([_case_codes(known, classes, words), *truths], len(known.case_of))
    left = numpy.flatnonzero(
        turn_on_more(settled, truths, known, classes, table, asked="questions" in words)
    )
    if not len(left):
        return settled
    columns = [settled.of_row[left], *_left_open(parts, known, classes, left)]
    return _stacked(settled, patterns_of(columns, len(left)), left)


def _case_codes(known: Known, classes: Classes, words: frozenset[str]) -> Codes:
    """Return a number for the part of an answer that is about the case: its day, the list."""
    noting = not _OF_THE_CASE.isdisjoint(words)

    def of_case(case: Case) -> object:
        undated = case.day is None
        item = case.item if noting or undated else None
        settled = item and (item.since, item.until, str(sorted(item.facts.items(), key=str)))
        day = classes.day_key(case.day) if noting or "basis" in words else None
        return (undated, settled, day, case.overridden if noting else None)

    return known.by_case(of_case)


def _stacked(settled: Patterns, found: Patterns, left: Codes) -> Patterns:
    """Return patterns in which some rows have patterns of their own, behind those of the others.

    The patterns are numbered anew, since a pattern may have lost its first row, or all.
    """
    of_row = settled.of_row.copy()
    of_row[left] = found.of_row + len(settled.first)
    return patterns_of([of_row], len(of_row))


class _Parts:
    """The parts of some conditions, and their truth in every row.

    Args:
        known: what is known in every row.
        roots: the conditions.

    """

    def __init__(self, known: Known, roots: Sequence[Condition]) -> None:
        self._known = known
        self._roots = roots
        self._atoms: dict[Any, Truths] = {}
        seen: set[int] = set()
        self.upwards: list[Condition] = []
        for root in roots:
            for part in parts_upwards(root, seen):
                self.upwards.append(part)
            seen.update(map(id, self.upwards))

    def of_roots(self) -> list[Truths]:
        """Return the truth of the conditions in every row."""
        found = self.truths(slice(None))
        return [found[id(root)] for root in self._roots]

    def truths(self, rows: Any) -> dict[int, Truths]:  # noqa: ANN401 - what numpy takes rows by
        """Return the truth of every part in some rows, by the part's id."""
        found: dict[int, Truths] = {}
        for part in self.upwards:
            found[id(part)] = self._truth(part, found, rows)
        return found

    def _truth(self, part: Condition, below: dict[int, Truths], rows: Any) -> Truths:  # noqa: ANN401
        count = len(self._known.case_of[rows])
        match part:
            case Always(value):
                return numpy.full(count, TRUE if value else FALSE, numpy.int8)
            case Not(inner):
                return (TRUE - below[id(inner)]).astype(numpy.int8)
            case All(parts) | AnyOf(parts):
                least = isinstance(part, All)
                start = numpy.full(count, TRUE if least else FALSE, numpy.int8)
                join = numpy.minimum if least else numpy.maximum
                for one in parts:
                    join(start, below[id(one)], out=start)
                return start
        if part not in self._atoms:
            self._atoms[part] = self._known.truth(part)
        found: Truths = self._atoms[part][rows]
        return found

    def open_parts(self, rows: Codes) -> Iterator[tuple[Condition, Truths, Rows]]:
        """Yield every part, with its truth in some rows and where something turns on it.

        The truth of a part counts where the part above it is open, and something turns on that.
        """
        truths = self.truths(rows)
        counts = {id(part): numpy.zeros(len(rows), bool) for part in self.upwards}
        for root in self._roots:
            counts[id(root)][:] = True
        for part in reversed(self.upwards):
            truth, counted = truths[id(part)], counts[id(part)]
            alive = counted & (truth == OPEN)
            yield part, numpy.where(counted, truth, _BEHIND).astype(numpy.int8), alive
            below = (part.part,) if isinstance(part, Not) else getattr(part, "parts", ())
            for one in below:
                counts[id(one)] |= alive


def _left_open(
    parts: _Parts, known: Known, classes: Classes, rows: Codes
) -> Iterator[Codes | Truths]:
    """Yield what is left of the conditions of rows in which any is open."""
    turns: dict[str, Rows] = {}
    for part, truth, alive in parts.open_parts(rows):
        yield truth
        if not isinstance(part, Always | Not | All | AnyOf):
            for name in facts_of_atom(part):
                turns[name] = turns[name] | alive if name in turns else alive
    for tied in classes.tied:
        if not tied.isdisjoint(turns):
            yield _where(turns, tied, known.by_case(lambda case, t=tied: _known_of(case, t))[rows])  # type: ignore[misc]
    for group in classes.groups:
        if not turns.keys().isdisjoint(group.facts):
            for codes in _of_group(group, known, classes, rows):
                yield _where(turns, group.facts, codes)


def _known_of(case: Case, tied: frozenset[str]) -> object:
    """Return the known values of facts that are tied together."""
    return tuple((name, case.known[name]) for name in sorted(tied) if name in case.known)


def _where(turns: dict[str, Rows], names: Any, codes: Codes) -> Codes:  # noqa: ANN401
    """Return the codes in the rows where something turns on any of the facts; 0 elsewhere."""
    rows = numpy.zeros(len(codes), bool)
    for name in names:
        if name in turns:
            rows |= turns[name]
    return numpy.where(rows, codes + 1, 0)


def _of_group(group: Group, known: Known, classes: Classes, rows: Codes) -> Iterator[Codes]:
    """Yield numbers that say where days or numbers stand that are compared with each other."""
    there = {name: known.number(name)[rows] for name in group.facts}
    for values in there.values():
        if group.kind is not FactType.DATE:
            yield numpy.where(values == NOWHERE, 0, values + 1)
            continue
        days, places = numpy.unique(values, return_inverse=True)
        table = [0 if day == NOWHERE else 1 + classes.fine(group, day) for day in days.tolist()]
        yield numpy.array(table, numpy.int64)[places]
    if group.kind is FactType.DATE:
        for one, other in combinations(there.values(), 2):
            apart = numpy.clip(one - other, -group.near, group.near) + group.near + 1
            yield numpy.where((one != NOWHERE) & (other != NOWHERE), apart, 0)
