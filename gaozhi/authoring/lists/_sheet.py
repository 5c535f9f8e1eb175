"""Reading a list from a spreadsheet: which sheet, and what its rows state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gaozhi.authoring.lists._cell_fields import CellError
from gaozhi.authoring.lists._grid import SheetGrid, open_grids
from gaozhi.authoring.lists._heading import Heading, check_stated, find_heading, to_confirm
from gaozhi.authoring.lists._kind import Layout, ListKind
from gaozhi.authoring.lists._place import SheetRow
from gaozhi.authoring.lists._row_reading import read_rows
from gaozhi.errors import HeadingsToConfirm, ListError
from gaozhi.model import FactValueError, Vocabulary, read_value
from gaozhi.source import Diagnostic, Diagnostics, Severity, in_order

_OPTION: Final = {
    "directory": "加上 --directory（directory=True）",
    "list": "去掉 --directory（directory=False）",
}
_MOST: Final = 200
"""How many problems of a sheet are told at once."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as a spreadsheet has it.

    Attributes:
        file: the file.
        name: the sheet in it.
        title: what stands above the table; empty where nothing does.
        rows: in their order.
        fields: every field that a column of the sheet states.
        layout: how it is laid out.
        heading: what each of its columns states.
        diagnostics: warnings and notes; with an error there is no `Sheet`.

    """

    file: str
    name: str
    title: str
    rows: tuple[SheetRow, ...]
    fields: frozenset[str]
    layout: Layout
    heading: Heading
    diagnostics: tuple[Diagnostic, ...]


def read_sheet(
    path: str | PathLike[str],
    kind: ListKind,
    layouts: Sequence[Layout],
    vocabulary: Vocabulary,
    *,
    sheet: str | None = None,
    other: tuple[ListKind, Sequence[Layout]] | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
    on_progress: Callable[[int, int | None], None] = lambda _done, _of: None,
) -> Sheet:
    """Return the list that a spreadsheet holds.

    Args:
        path: an .xlsx file.
        kind: which list it holds.
        layouts: how it may be laid out; the one whose columns are found is taken.
        vocabulary: knows the values of 实施方式.
        sheet: the sheet to read; None where only one holds such a list.
        other: the list that it might be instead, and its layouts.
        columns: what a person says that a column is, by what stands above it.
        on_progress: is told how many rows have been read, and of how many.

    Raises:
        ListError: the file cannot be read, or what stands in it is no sound list; every problem
            is told at once, each with its cell.
        HeadingsToConfirm: nothing is wrong, but some columns are only probably what they state.

    """
    grids = open_grids(Path(path), sheet, on_progress)
    grid, heading = _the_one(str(path), kind, layouts, grids, columns)
    if other is not None and kind.thing not in heading.certain:
        _check_kind(grid, kind, *other)
    problems = Diagnostics(check_stated(grid, kind, heading, columns))
    rows = read_rows(grid, kind, heading, _mode_check(vocabulary), problems)
    if not rows:
        message = "表头下面没有清单的行"
        place = grid.place(heading.last, min(heading.names))
        problems.error("GZ643", message, place, help="核对文件，填上各行")
    doubts = to_confirm(grid, heading)
    found = in_order([*problems, *doubts])
    if problems.failed:
        raise ListError(_at_most(found))
    if doubts:
        guessed = heading.guessed.items()
        raise HeadingsToConfirm(
            found, columns={heading.names[number]: column.name for number, column in guessed}
        )
    fields = heading.fields
    title = _title(grid, heading)
    return Sheet(
        str(path), grid.sheet, title, tuple(rows), fields, heading.layout, heading, tuple(found)
    )


def _the_one(
    path: str,
    kind: ListKind,
    layouts: Sequence[Layout],
    grids: Sequence[SheetGrid],
    columns: Mapping[str, str],
) -> tuple[SheetGrid, Heading]:
    """Return the only sheet that has a heading of the list."""
    headings = ((grid, find_heading(grid, kind, layouts, columns)) for grid in grids)
    found = [(grid, heading) for grid, heading in headings if heading is not None]
    if len(found) == 1:
        return found[0]
    if found:
        names = "、".join(f"“{grid.sheet}”" for grid, _ in found)
        message = f"{names} 都像是{kind.name}"
        place = found[1][0].place(1, 1)
        help = "用 --sheet 写明是哪一张；几张合起来是一份清单的，先并成一张"
        raise ListError([Diagnostic.error("GZ642", message, place, help=help)])
    known = "、".join(column.name for column in layouts[0].columns)
    where = grids[0] if grids else SheetGrid(path, "")
    message = f"没有找到{kind.name}的表头" if any(not g.blank for g in grids) else "表格是空的"
    help = (
        f"表头要有这些栏：{known}；栏名不同的，用 --columns 写明各是哪一栏，"
        f"或者在目录的 {kind.form_key} 里写明各是哪一项"
    )
    raise ListError([Diagnostic.error("GZ643", message, where.place(1, 1), help=help)])


def _check_kind(
    grid: SheetGrid, kind: ListKind, other: ListKind, layouts: Sequence[Layout]
) -> None:
    """Raise where a sheet holds the other list."""
    heading = find_heading(grid, other, layouts, {})
    if heading is not None and other.thing in heading.certain:
        place = grid.place(heading.first, min(heading.columns))
        message = f"这张表是{other.name}，不是{kind.name}"
        help = f"导入{other.name}，{_OPTION[other.key]}"
        raise ListError([Diagnostic.error("GZ642", message, place, help=help)])


def _mode_check(vocabulary: Vocabulary) -> Callable[[str], None]:
    """Return what refuses a text that is no value of the fact that 实施方式 states."""
    fact = vocabulary.facts.get(vocabulary.roles.mode or "")

    def check(text: str) -> None:
        if fact is None:
            return
        try:
            read_value(fact, text)
        except FactValueError as error:
            raise CellError(str(error), error.help or "照原文填写") from error

    return check


def _title(grid: SheetGrid, heading: Heading) -> str:
    """Return the first line above the heading."""
    for row in range(1, heading.first):
        texts = [grid.at(row, column) for column in range(1, grid.columns + 1)]
        for raw in texts:
            if not raw.blank and raw.kind != "f":
                return " ".join(str(raw.value).split())
    return ""


def _at_most(problems: list[Diagnostic]) -> list[Diagnostic]:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if len(problems) <= _MOST:
        return problems
    kept = errors[:_MOST]
    if len(errors) > _MOST:
        message = f"问题太多：已列出前 {_MOST} 个错误，后面的不再列出"
        help = "先改好前面的，再导入一遍"
        kept.append(Diagnostic.error("GZ116", message, errors[_MOST].span, help=help))
    return kept
