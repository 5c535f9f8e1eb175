"""Where the table of a sheet begins, and what each of its columns states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gaozhi.authoring.lists._cell_fields import fold
from gaozhi.authoring.lists._grid import SheetGrid
from gaozhi.authoring.lists._kind import Layout, ListKind, spare_columns
from gaozhi.authoring.lists._likeness import likely_columns, named_column
from gaozhi.model import Column
from gaozhi.source import Diagnostic, Related, shown

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
        guessed: those of `columns` that are only probably what they state.
        doubtful: the columns that may be one of several.

    """

    first: int
    last: int
    names: dict[int, str]
    columns: dict[int, Column]
    layout: Layout
    guessed: dict[int, Column] = field(default_factory=dict)
    doubtful: dict[int, tuple[Column, ...]] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[int, int, int]:
        """How well it fits: columns of the layout, other columns, and as few rows as that takes."""
        known = set(self.columns.values())
        return len(known.intersection(self.layout.columns)), len(known), self.first - self.last

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a column of the sheet states."""
        return frozenset(p.field for column in self.columns.values() for p in column.parts)

    @property
    def certain(self) -> frozenset[str]:
        """The fields that a column states beyond doubt."""
        known = [column for c, column in self.columns.items() if c not in self.guessed]
        return frozenset(part.field for column in known for part in column.parts)


def find_heading(
    grid: SheetGrid, kind: ListKind, layouts: Sequence[Layout], stated: Mapping[str, str]
) -> Heading | None:
    """Return the heading that knows most columns, or None where no row looks like one.

    A heading may take two rows, groups above and columns below.

    Args:
        grid: the sheet.
        kind: which list is looked for.
        layouts: those whose columns a heading may name, at least one.
        stated: the column that a person says is meant, by what stands above it.

    """
    known = [(layout, _names(kind, layout, stated)) for layout in layouts]
    best: Heading | None = None
    for row in range(1, min(grid.rows, _DEEPEST) + 1):
        for depth in (1, 2):
            names = _texts(grid, row, depth)
            for layout, columns in known:
                found = {c: columns[fold(t)] for c, t in names.items() if fold(t) in columns}
                one = Heading(row, row + depth - 1, names, found, layout)
                if one.rank[1] >= _LEAST and (best is None or one.rank > best.rank):
                    best = one
    best = best or _likely_heading(grid, kind, *known[0])
    return None if best is None else _with_guesses(kind, best)


def _likely_heading(
    grid: SheetGrid, kind: ListKind, layout: Layout, known: Mapping[str, Column]
) -> Heading | None:
    """Return the row most of whose names are like those of a layout, so that each can be told."""
    best, most = None, _LEAST - 1
    for row in range(1, min(grid.rows, _DEEPEST) + 1):
        names = _texts(grid, row, 1)
        found = {c: known[fold(t)] for c, t in names.items() if fold(t) in known}
        alike = [
            c for c, t in names.items() if c not in found and likely_columns(t, kind, layout, ())
        ]
        if len(found) + len(alike) > most:
            best, most = Heading(row, row, names, found, layout), len(found) + len(alike)
    return best


def _with_guesses(kind: ListKind, heading: Heading) -> Heading:
    """Return a heading whose unknown columns state what they probably mean, where one can tell."""
    unknown = {c: name for c, name in heading.names.items() if c not in heading.columns}
    likely = {
        c: likely_columns(name, kind, heading.layout, heading.fields) for c, name in unknown.items()
    }
    count = Counter(column for columns in likely.values() for column in columns)
    guessed = {c: one for c, (one, *more) in _some(likely) if not more and count[one] == 1}
    doubtful = {c: columns for c, columns in likely.items() if columns and c not in guessed}
    columns = dict(sorted((heading.columns | guessed).items()))
    return replace(heading, columns=columns, guessed=guessed, doubtful=doubtful)


def _some(likely: Mapping[int, tuple[Column, ...]]) -> list[tuple[int, tuple[Column, ...]]]:
    return [(c, columns) for c, columns in likely.items() if columns]


def _names(kind: ListKind, layout: Layout, stated: Mapping[str, str]) -> dict[str, Column]:
    """Return every column that a sheet may have by its folded name: stated, the layout's, usual."""
    spare = {fold(column.name): column for column in spare_columns(kind).values()}
    own = {fold(column.name): column for column in layout.columns}
    meant = {fold(name): named_column(column, kind, layout) for name, column in stated.items()}
    return spare | own | {name: column for name, column in meant.items() if column is not None}


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


def check_stated(
    grid: SheetGrid, kind: ListKind, heading: Heading, stated: Mapping[str, str]
) -> list[Diagnostic]:
    """Return what is wrong with the columns that an option names."""
    found = []
    place = grid.place(heading.last, min(heading.names))
    there = {fold(name) for name in heading.names.values()}
    for name, column in stated.items():
        if fold(name) not in there:
            names = "、".join(" ".join(one.split()) for one in heading.names.values())
            message = f"表里没有“{shown(name)}”这一栏"
            found.append(Diagnostic.error("GZ644", message, place, help=f"表头写着：{names}"))
        if named_column(column, kind, heading.layout) is None:
            message = f"“{shown(column)}”不是{kind.name}的一栏"
            found.append(Diagnostic.error("GZ644", message, place, help=_known(kind, heading)))
    return found


def to_confirm(grid: SheetGrid, heading: Heading) -> list[Diagnostic]:
    """Return a diagnostic for each column that is only probably what it states."""
    found = []
    for number, column in heading.guessed.items():
        name = _name_of(heading, number)
        message = f"栏“{shown(name)}”像是“{column.name}”，要确认"
        help = f"对的，加上 --yes，或者 {_option(name, column)}；不对的，用 --columns 写明是哪一栏"
        place = grid.place(heading.last, number)
        found.append(Diagnostic.error("GZ644", message, place, help=help))
    return found


def _unknown(
    grid: SheetGrid, kind: ListKind, heading: Heading, filled: set[int], missing: list[Column]
) -> list[Diagnostic]:
    """Return the columns that nobody knows, and those that may be one of several."""
    unknown = [c for c in heading.names if c not in heading.columns and c in filled]
    found = []
    for number in unknown:
        name, doubt = _name_of(heading, number), heading.doubtful.get(number, ())
        message = f"不认识的栏“{shown(name)}”"
        help = f"{_known(kind, heading)}；清单确有这一栏的，先在目录的 fields 里写它"
        if doubt:
            message = f"栏“{shown(name)}”不知道是哪一栏"
            names = "、".join(column.name for column in doubt)
            help = f"可能是：{names}。写明是哪一栏，如 {_option(name, doubt[0])}"
        elif len(unknown) == len(missing) == 1:
            one = missing.pop()
            help = f"是否要写 {one.name}？是的，加上 {_option(name, one)}"
        place = grid.place(heading.last, number)
        found.append(Diagnostic.error("GZ644", message, place, help=help))
    return found


def _name_of(heading: Heading, number: int) -> str:
    return " ".join(heading.names[number].split())


def _option(name: str, column: Column) -> str:
    return f'--columns "{shown(name)}={column.name}"'


def _known(kind: ListKind, heading: Heading) -> str:
    known = dict.fromkeys(
        one.name for one in (*heading.layout.columns, *spare_columns(kind).values())
    )
    return f"删去这一栏，或者用 --columns 写明是哪一栏：{'、'.join(known)}"


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
