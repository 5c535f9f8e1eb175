"""A list as it is to be written: the title, the columns, and what stands in every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeVar

from gaozhi.authoring.lists._cell_fields import CellError, cell_text, read_cell
from gaozhi.authoring.lists._kind import LIST, Layout, ListKind, layout_for, spare_columns
from gaozhi.authoring.lists._rows import LABELS, Cell, Row, flat
from gaozhi.errors import ListError
from gaozhi.model import Column, Directory, ItemList, Program
from gaozhi.source import Diagnostics

_LONGEST: Final = 32_767
"""The most characters of a cell."""

Written = int | str | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A list as it is to be written.

    Attributes:
        title: stands above it.
        sheet: what the sheet is called.
        layout: the columns, those that only the rows need at the end.
        rows: what stands in the columns of each row.
        added: the names of the columns that the rows need and the catalog's form has not.

    """

    title: str
    sheet: str
    layout: Layout
    rows: tuple[tuple[Written, ...], ...]
    added: tuple[str, ...] = ()


def has_table(program: Program, kind: ListKind) -> bool:
    """Whether there is anything to write: the list, or at least the form that it is to have."""
    form = program.list_form if kind is LIST else program.directory_form
    return _stated(program, kind)[0] is not None or form is not None


def table_of(program: Program, kind: ListKind, *, blank: bool = False) -> SheetTable:
    """Return a list of a jurisdiction as it is to be written; without rows where there are none.

    Args:
        program: of the jurisdiction; `has_table` must say that there is something to write.
        kind: which list.
        blank: leave the rows out, for somebody to fill in.

    Raises:
        ListError: a text cannot stand in a spreadsheet.

    """
    stated, rows = _stated(program, kind)
    form = program.list_form if kind is LIST else program.directory_form
    layout = layout_for(stated, form)
    if layout is None:
        used = {path for row in rows for path in row}.union(kind.keys)
        spare = spare_columns(kind)
        layout = Layout(tuple(column for path, column in spare.items() if path in used))
    title = stated.title if stated is not None else form.title if form is not None else kind.name
    return tabulate(kind, title, layout, () if blank else rows)


def tabulate(kind: ListKind, title: str, layout: Layout, rows: Sequence[Row]) -> SheetTable:
    """Return rows as a table that they can be read back from; see `table_of`.

    Args:
        kind: which list.
        title: the heading above the table.
        layout: the columns; those that the rows need besides are added.
        rows: what is written, in this order.

    """
    missed = _missed(layout, rows, spare_columns(kind))
    layout = replace(layout, columns=(*layout.columns, *missed))
    cells = tuple(tuple(cell_text(column, row) for column in layout.columns) for row in rows)
    _check_texts(kind, layout, cells)
    return SheetTable(title, kind.name, layout, cells, tuple(column.name for column in missed))


def _stated(program: Program, kind: ListKind) -> tuple[ItemList | Directory | None, list[Row]]:
    if kind is LIST:
        return program.list, [flat(item) for item in program.list.items] if program.list else []
    directory = program.directory
    return directory, [flat(entry) for entry in directory.entries] if directory else []


def _missed(layout: Layout, rows: Sequence[Row], spare: Mapping[str, Column]) -> tuple[Column, ...]:
    """Return a column for every field that rows state and the layout could not give back."""
    missed: set[str] = set()
    for row in rows:
        kept = state_of(layout.columns, [cell_text(column, row) for column in layout.columns])
        missed |= {path for path in row if path not in kept and _is_said(spare[path], row)}
    return tuple(spare[path] for path in LABELS if path in missed)


def _is_said(column: Column, row: Row) -> bool:
    """Whether a column of its own would give a field back: what is only a dash would not."""
    return bool(state_of([column], [cell_text(column, row)]))


def state_of(columns: Sequence[Column], cells: Sequence[Written]) -> dict[str, Cell]:
    """Return what a row of cells is read as; a cell that cannot be read states nothing."""
    found: dict[str, Cell] = {}
    for column, cell in zip(columns, cells, strict=True):
        try:
            found |= read_cell(column, "" if cell is None else str(cell))
        except CellError:
            continue
    return found


def merged(table: SheetTable) -> Iterator[tuple[int, int, int]]:
    """Yield what is merged: a column and its first and last row, all counted from 0.

    The matter stands once for all of its rows. What may stand for several matters stands once for
    all neighbours that have it; every other cell stands for itself.
    """
    matters = [
        number
        for number, column in enumerate(table.layout.columns)
        if any(part.field == "matter" for part in column.parts)
    ]
    across = [number for number, column in enumerate(table.layout.columns) if column.across]
    for number in sorted({*matters[:1], *across}):
        for value, first, last in runs(row[number] for row in table.rows):
            if last > first and value is not None:
                yield number, first, last


def runs(values: Iterable[T]) -> Iterator[tuple[T, int, int]]:
    """Yield every run of equal values with its first and last place."""
    first = 0
    for value, alike in groupby(values):
        last = first + len(list(alike)) - 1
        yield value, first, last
        first = last + 1


def _check_texts(kind: ListKind, layout: Layout, rows: Sequence[Sequence[Written]]) -> None:
    problems = Diagnostics()
    for place, row in enumerate(rows, start=1):
        for column, cell in zip(layout.columns, row, strict=True):
            if not isinstance(cell, str):
                continue
            where = f"{kind.name}第 {place} 行“{column.name}”"
            if len(cell) > _LONGEST:
                message = f"{where}有 {len(cell)} 个字，一格至多 {_LONGEST} 个"
                problems.error("GZ654", message, help="在目录里改短")
    if problems:
        raise ListError(problems)
