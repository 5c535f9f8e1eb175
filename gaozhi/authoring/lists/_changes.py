"""What a sheet changes of a list: rows that are new, other than before, or gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, Literal

from gaozhi.authoring.lists._cell_fields import cell_text
from gaozhi.authoring.lists._kind import ListKind
from gaozhi.authoring.lists._rows import LABELS, Cell, Row, flat
from gaozhi.authoring.lists._sheet import Sheet
from gaozhi.authoring.lists._table import state_of
from gaozhi.language import AssistanceEntry, ItemEntry

Entry = ItemEntry | AssistanceEntry

_KEPT: Final = ("facts", "in_force", "accepted", "note")
"""What stands in a catalog beside a row, and in no sheet."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the list as it will be.

    Attributes:
        row: what it states.
        old: the place of the catalog's row that it goes on from; None where it is new.

    """

    row: Row
    old: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a row.

    Attributes:
        what: added, changed or removed.
        number: its number in the list.
        thing: the certificate or another kind of item, or the name of the assistance.
        matter: the matter.
        fields: what changes, by the field's name: before and after, empty where there is nothing.
        beside: what the catalog has beside a removed row, and goes with it: facts, note.

    """

    what: Literal["added", "changed", "removed"]
    number: int
    thing: str
    matter: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()


def place_rows(kind: ListKind, sheet: Sheet, entries: Sequence[Entry]) -> list[Placed]:
    """Return the list as it will be: the sheet's rows, each with what the catalog has beside it.

    A row goes on from the catalog's row of the same certificate and matter; or else from that of
    the same number, where the certificate or the matter is still the same. What no column of the
    sheet states stays, and so does what the sheet merely writes otherwise.

    Args:
        kind: which list.
        sheet: what was read.
        entries: the rows of the catalog.

    """
    before = [flat(entry) for entry in entries]
    matches = _matches(kind, sheet, before)
    placed = []
    columns = list(dict.fromkeys(sheet.heading.columns.values()))
    # A number that meant another item yesterday is not given to a new one.
    free = count(1 + max((int(str(row["number"])) for row in before), default=0))
    for place, row in enumerate(sheet.rows):
        old = matches.get(place)
        if old is None:
            fields = dict(row.fields)
            if "number" not in fields:
                fields["number"] = next(free)
            placed.append(Placed(fields))
            continue
        known = before[old]
        said = state_of(columns, [cell_text(column, known) for column in columns])
        merged = {path: known[path] for path in known if path not in sheet.fields}
        for path in sheet.fields:
            same = said.get(path) == row.fields.get(path)
            value = (known if same else row.fields).get(path)
            if value is not None:
                merged[path] = value
        placed.append(Placed({path: merged[path] for path in LABELS if path in merged}, old))
    return placed


def _matches(kind: ListKind, sheet: Sheet, before: Sequence[Row]) -> dict[int, int]:
    """Return for the sheet's rows the catalog's rows that they go on from, by their places."""
    found: dict[int, int] = {}
    pairs = {_pair(kind, row): place for place, row in enumerate(before)}
    for place, row in enumerate(sheet.rows):
        old = pairs.get(_pair(kind, row.fields))
        if old is not None:
            found[place] = old
    left = set(range(len(before))) - set(found.values())
    numbers = {before[old]["number"]: old for old in left}
    for place, row in enumerate(sheet.rows):
        old = numbers.get(row.fields.get("number", 0))
        if place in found or old is None:
            continue
        shared = row.fields.items() & before[old].items()
        if {path for path, _ in shared} & {kind.thing, "matter"}:
            found[place] = old
    return found


def _pair(kind: ListKind, row: Row) -> tuple[Cell | None, ...]:
    return row.get("kind"), row.get(kind.thing), row.get("matter")


def changes_between(
    kind: ListKind, entries: Sequence[Entry], placed: Sequence[Placed]
) -> tuple[Change, ...]:
    """Return what the rows change, those that go last.

    Args:
        kind: which list.
        entries: the rows of the catalog as it is.
        placed: the rows of the list as it will be.

    """
    return (*_added_and_changed(kind, entries, placed), *_removed(kind, entries, placed))


def _added_and_changed(
    kind: ListKind, entries: Sequence[Entry], placed: Sequence[Placed]
) -> Iterator[Change]:
    for one in placed:
        if one.old is None:
            yield Change("added", *_named(kind, one.row))
            continue
        before = flat(entries[one.old])
        fields = {
            LABELS[path]: (_shown(before.get(path)), _shown(one.row.get(path)))
            for path in LABELS
            if before.get(path) != one.row.get(path)
        }
        if fields:
            yield Change("changed", *_named(kind, one.row), fields)


def _removed(
    kind: ListKind, entries: Sequence[Entry], placed: Sequence[Placed]
) -> Iterator[Change]:
    kept = {one.old for one in placed}
    for place, entry in enumerate(entries):
        if place not in kept:
            beside = tuple(key for key in _KEPT if getattr(entry, key, None))
            yield Change("removed", *_named(kind, flat(entry)), beside=beside)


def _named(kind: ListKind, row: Row) -> tuple[int, str, str]:
    return int(str(row["number"])), str(row.get(kind.thing) or row["kind"]), str(row["matter"])


def _shown(value: Cell | None) -> str:
    return "；".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
