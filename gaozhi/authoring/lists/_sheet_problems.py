"""The problems of a sheet, gathered while it is read: at most one for each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from gaozhi.authoring.lists._cell_text import FormulaError
from gaozhi.authoring.lists._grid import SheetGrid
from gaozhi.authoring.lists._heading import Heading
from gaozhi.authoring.lists._kind import ListKind
from gaozhi.authoring.lists._place import CellPlace
from gaozhi.source import Diagnostic, Diagnostics, shown

_MANY: Final = 10
"""How many rows or cells are named in one sentence."""


@dataclass(slots=True)
class RowsRead:
    """The rows of a sheet while they are read, and what is wrong with them so far."""

    grid: SheetGrid
    kind: ListKind
    heading: Heading
    check_mode: Callable[[str], None]
    problems: Diagnostics = field(default_factory=Diagnostics)
    aside: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    """the rows that have a number and nothing else"""
    reported: set[CellPlace] = field(default_factory=set)
    """the cells that have a problem already: a merged one is read once a row"""
    doubts: dict[tuple[str, int], list[Diagnostic]] = field(default_factory=dict)
    """what is doubtful of a whole column, once a cell"""
    formulas: dict[int, dict[int, FormulaError]] = field(default_factory=dict)
    """the formulas by column and row"""


def _note_what_was_skipped(reading: RowsRead) -> None:
    grid = reading.grid
    for line in reading.aside:
        column = next(c for c in range(1, grid.columns + 1) if not grid.at(line, c).blank)
        text = shown(" ".join(str(grid.at(line, column).value).split()))
        message = f"第 {line} 行“{text}”没有当作清单的一行"
        reading.problems.note("GZ651", message, grid.place(line, column))
    if reading.bare:
        lines = "、".join(map(str, reading.bare[:_MANY])) + "……" * (len(reading.bare) > _MANY)
        message = f"第 {lines} 行只有序号，没有当作清单的一行"
        place = grid.place(reading.bare[0], min(reading.heading.columns))
        reading.problems.note("GZ651", message, place)
    top = reading.heading.last
    rows = [n for n in grid.hidden_rows if n > top]
    columns = [n for n in grid.hidden_columns if n in reading.heading.columns]
    for what, places in (
        ("行", [(grid.place(n, 1), str(n)) for n in rows]),
        ("栏", [(grid.place(top, n), grid.letters(n)) for n in columns]),
    ):
        if places:
            which = "、".join(name for _, name in places[:_MANY])
            more = "……" if len(places) > _MANY else ""
            message = f"第 {which}{more} {what}是隐藏的，照样导入了"
            help = "取消隐藏，核对内容；不要的，删去"
            found = Diagnostic.warning("GZ651", message, places[0][0], help=help)
            reading.problems.append(found)


def _formulas(reading: RowsRead) -> Iterator[Diagnostic]:
    """Yield the formulas, one diagnostic a column: a computed numbering is one thing to fix."""
    for column, found in reading.formulas.items():
        letters = reading.grid.letters(column)
        runs: list[list[int]] = []
        for row in sorted(found):
            if runs and row == runs[-1][1] + 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        cells = "、".join(
            f"{letters}{first}" + (f":{letters}{last}" if last > first else "")
            for first, last in runs[:_MANY]
        )
        more = "……" if len(runs) > _MANY else ""
        first = min(found)
        message = f"{cells}{more} 是公式，如 {found[first].written}"
        yield Diagnostic.error(
            "GZ647", message, reading.grid.place(first, column), help=found[first].help
        )


def fault(reading: RowsRead, code: str, message: str, place: CellPlace, help: str) -> None:
    """Add an error, unless something was said of its cell already.

    Args:
        reading: receives it.
        code: the diagnostic's code.
        message: what is wrong.
        place: the cell.
        help: the way out.

    """
    if place not in reading.reported:
        reading.reported.add(place)
        reading.problems.error(code, message, place, help=help)


def doubt(reading: RowsRead, kind: str, message: str, place: CellPlace, help: str) -> None:
    """Add a warning, of one kind one for each column in the end.

    Args:
        reading: receives it.
        kind: what kind of doubt it is.
        message: what is doubtful.
        place: the cell.
        help: the way out.

    """
    reading.reported.add(place)
    doubt = Diagnostic.warning("GZ648", message, place, help=help)
    reading.doubts.setdefault((kind, place.column), []).append(doubt)


def _doubts(reading: RowsRead) -> Iterator[Diagnostic]:
    """Yield the warnings, one for each column and kind of doubt."""
    for alike in reading.doubts.values():
        first = alike[0]
        more = f"；这一栏还有 {len(alike) - 1} 处也是这样" if len(alike) > 1 else ""
        yield replace(first, message=first.message + more)


def everything(reading: RowsRead) -> list[Diagnostic]:
    """Return all problems of a sheet that was read to its end."""
    _note_what_was_skipped(reading)
    return [*reading.problems, *_doubts(reading), *_formulas(reading)]
