"""Where the table of a sheet begins, and what each of its columns states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gaozhi.authoring.lists._cell_fields import fold
from gaozhi.authoring.lists._grid import SheetGrid
from gaozhi.authoring.lists._kind import Layout, ListKind, spare_columns
from gaozhi.model import Column
from gaozhi.source import Diagnostic, Related, shown, suggest

_DEEPEST: Final = 40
"""How far down a heading is looked for."""
_LEAST: Final = 2
"""How many known columns make a row a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table.

    Attributes:
        first: its first row; above it stand the title and what is filled in there.
        last: its last row; below it the table begins.
        names: what stands above every column of the sheet.
        columns: what those state that are known.
        layout: the layout that it follows.

    """

    first: int
    last: int
    names: dict[int, str]
    columns: dict[int, Column]
    layout: Layout

    @property
    def rank(self) -> tuple[int, int, int]:
        """How well it fits: columns of the layout, other columns, and as few rows as that takes."""
        known = set(self.columns.values())
        return len(known.intersection(self.layout.columns)), len(known), self.first - self.last

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a column of the sheet states."""
        return frozenset(p.field for column in self.columns.values() for p in column.parts)


def find_heading(grid: SheetGrid, kind: ListKind, layouts: Sequence[Layout]) -> Heading | None:
    """Return the heading that knows most columns, or None where no row looks like one.

    A heading may take two rows, groups above and columns below.

    Args:
        grid: the sheet.
        kind: which list is looked for.
        layouts: those whose columns a heading may name, at least one.

    """
    known = [(layout, _names(kind, layout)) for layout in layouts]
    best: Heading | None = None
    for row in range(1, min(grid.rows, _DEEPEST) + 1):
        for depth in (1, 2):
            names = _texts(grid, row, depth)
            for layout, columns in known:
                found = {c: columns[fold(t)] for c, t in names.items() if fold(t) in columns}
                one = Heading(row, row + depth - 1, names, found, layout)
                if one.rank[1] >= _LEAST and (best is None or one.rank > best.rank):
                    best = one
    return best or _likely_heading(grid, kind, layouts[0])


def _likely_heading(grid: SheetGrid, kind: ListKind, layout: Layout) -> Heading | None:
    """Return the row most of whose names are like those of a layout, so that each can be told."""
    known = _names(kind, layout)
    best, most = None, _LEAST
    for row in range(1, min(grid.rows, _DEEPEST) + 1):
        names = _texts(grid, row, 1)
        found = {c: known[fold(t)] for c, t in names.items() if fold(t) in known}
        alike = [t for c, t in names.items() if c not in found and _meant(t, kind, layout.columns)]
        if len(found) + len(alike) > most:
            best, most = Heading(row, row, names, found, layout), len(found) + len(alike)
    return best


def _names(kind: ListKind, layout: Layout) -> dict[str, Column]:
    """Return every column that a sheet may have by its folded name, those of the layout first."""
    spare = {fold(column.name): column for column in spare_columns(kind).values()}
    return spare | {fold(column.name): column for column in layout.columns}


def _texts(grid: SheetGrid, row: int, depth: int) -> dict[int, str]:
    """Return what stands above each column: in two rows, the lower one where it says something."""
    found = {}
    for column in range(1, grid.columns + 1):
        raws = [grid.at(row + step, column) for step in range(depth)]
        text = next((str(raw.value) for raw in reversed(raws) if not raw.blank), "")
        if text.strip():
            found[column] = text
    return found


def check_heading(
    grid: SheetGrid, kind: ListKind, heading: Heading, filled: Iterable[int]
) -> list[Diagnostic]:
    """Return what is wrong with the columns: unknown, missing, there twice.

    Args:
        grid: the sheet.
        kind: which list it holds.
        heading: its heading.
        filled: the columns in which something stands below the heading.

    """
    missing = _missing(kind, heading)
    found = _unknown(grid, kind, heading, set(filled), missing)
    if missing:
        names = "、".join(column.name for column in missing)
        message = f"缺少“{names}”一栏" if len(missing) == 1 else f"缺少 {len(missing)} 栏：{names}"
        help = "补上，照抄栏名；没有内容的，整栏空着"
        place = grid.place(heading.last, min(heading.names))
        found.append(Diagnostic.error("GZ643", message, place, help=help))
    return found + _twice(grid, heading)


def _missing(kind: ListKind, heading: Heading) -> list[Column]:
    """Return the columns of the layout whose fields no column of the sheet states."""
    stated = heading.fields
    needed = [c for c in heading.layout.columns if not stated.issuperset(p.field for p in c.parts)]
    if heading.layout is _usual(kind, heading):
        keys = (kind.thing, "matter")
        needed = [c for c in needed if c.parts[0].field in keys]
    ticked = {p.mark for c in heading.columns.values() for p in c.parts} - {None}
    # A tick column whose neighbour is there is missing all the same.
    needed += [
        c
        for c in heading.layout.columns
        if ticked and c.parts[0].mark is not None and c.parts[0].mark not in ticked
    ]
    return list(dict.fromkeys(needed))


def _usual(kind: ListKind, heading: Heading) -> Layout | None:
    """Return the layout of the heading where it is the usual one, of which no column is a must."""
    usual = tuple(spare_columns(kind).values())
    return heading.layout if heading.layout.columns == usual else None


def _unknown(
    grid: SheetGrid, kind: ListKind, heading: Heading, filled: set[int], missing: list[Column]
) -> list[Diagnostic]:
    """Return the columns that nobody knows; a missing one that was meant is no longer missing."""
    unknown = {
        column: name
        for column, name in heading.names.items()
        if column not in heading.columns and column in filled
    }
    meant: dict[int, Column] = {}
    for column, name in unknown.items():
        near = _meant(name, kind, missing)
        if near is not None:
            meant[column] = near
            missing.remove(near)
    left = [column for column in unknown if column not in meant]
    if len(left) == len(missing) == 1:
        meant[left[0]] = missing.pop()
    known = "、".join(one.name for one in heading.layout.columns)
    found = []
    for column, name in unknown.items():
        help = f"删去这一栏，或者照抄栏名：{known}；清单确有这一栏的，先在目录的 fields 里写它"
        if column in meant:
            help = f"是否要写 {meant[column].name}？"
        message = f"不认识的栏“{shown(' '.join(name.split()))}”"
        place = grid.place(heading.last, column)
        found.append(Diagnostic.error("GZ644", message, place, help=help))
    return found


def _meant(name: str, kind: ListKind, missing: Sequence[Column]) -> Column | None:
    """Return the missing column that was probably renamed: of a similar name, or a part of one."""
    folded = fold(name)
    names = {fold(column.name): column for column in missing}
    near = suggest(folded, names)
    if near is None:
        parts = (
            other for other in names if len(folded) > 1 and (folded in other or other in folded)
        )
        near = next(parts, None)
    if near is not None:
        return names[near]
    # By the usual name of the field that a missing column states.
    spare = {fold(column.name): path for path, column in spare_columns(kind).items()}
    path = spare.get(suggest(folded, spare) or "")
    return next((c for c in missing if path in {part.field for part in c.parts}), None)


def _twice(grid: SheetGrid, heading: Heading) -> list[Diagnostic]:
    found = []
    earlier: dict[tuple[str, str | None], int] = {}
    for column, stated in heading.columns.items():
        place = grid.place(heading.last, column)
        for part in stated.parts:
            before = earlier.setdefault((part.field, part.mark), column)
            there, other = grid.place(heading.last, before), heading.columns[before]
            if there == place:
                continue
            message = f"“{other.name}”和“{stated.name}”两栏写的是同一内容"
            message = f"有两栏“{stated.name}”" if other is stated else message
            related = (Related(there, "已有这一栏"),)
            problem = Diagnostic.error("GZ645", message, place, related=related, help="只留一栏")
            found.append(problem)
            break
    return found
