"""A sheet as rows and columns of plain values, merged cells filled, with the place of each."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gaozhi.authoring.lists._archive import MOST_COLUMNS, MOST_ROWS, check_archive
from gaozhi.authoring.lists._place import CellPlace
from gaozhi.errors import ListError
from gaozhi.source import Diagnostic, Span, did_you_mean, shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OnProgress = Callable[[int, int | None], None]

_EVERY: Final = 200
"""How many rows are read between two calls of `on_progress`."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What a cell holds: its value, and openpyxl's letter for its kind (f formula, e error)."""

    value: Any
    kind: str = "n"

    @property
    def blank(self) -> bool:
        """Whether nobody would see anything in it."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell: its first and last row and column, and what it is called (B4:B6)."""

    top: int
    left: int
    bottom: int
    right: int
    name: str


_BLANK: Final = Raw(None)


@dataclass(slots=True)
class SheetGrid:
    """One sheet."""

    file: str
    sheet: str
    rows: int = 0
    columns: int = 0
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    _cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    _merges: dict[tuple[int, int], Merge] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Raw:
        """Return what a cell shows; every cell below a merged one shows the same."""
        merge = self._merges.get((row, column))
        return self._cells.get((merge.top, merge.left) if merge else (row, column), _BLANK)

    def merge(self, row: int, column: int) -> Merge | None:
        """Return the merged cell that a cell is part of."""
        return self._merges.get((row, column))

    def place(self, row: int, column: int) -> CellPlace:
        """Return where a cell is; for one below a merged cell, where that begins."""
        merge = self._merges.get((row, column))
        if merge is not None:
            row, column = merge.top, merge.left
        name = f"{self.letters(column)}{row}"
        return CellPlace(self.file, row, column, row, column + 1, self.sheet, name)

    def letters(self, column: int) -> str:
        """Return what a column is called."""
        from openpyxl.utils import get_column_letter

        return str(get_column_letter(column))

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self._cells

    def put(self, row: int, column: int, raw: Raw) -> None:
        """Put a value into a cell.

        Args:
            row: counted from 1.
            column: counted from 1.
            raw: the value.

        """
        self._cells[row, column] = raw
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)

    def join(self, merge: Merge) -> None:
        """Make one cell of several."""
        bottom, right = min(merge.bottom, MOST_ROWS), min(merge.right, MOST_COLUMNS)
        for row in range(merge.top, bottom + 1):
            for column in range(merge.left, right + 1):
                self._merges[row, column] = merge


def office_library() -> Any:  # noqa: ANN401 - a library without types
    """Return openpyxl.

    Raises:
        ListError: it is not installed.

    """
    try:
        import openpyxl
    except ImportError as error:
        message = "缺少 openpyxl，不能读写 .xlsx"
        help = '用 pip 安装 "gaozhi[office]"'
        raise ListError([Diagnostic.error("GZ547", message, help=help)]) from error
    return openpyxl


def open_grids(path: Path, sheet: str | None, on_progress: OnProgress) -> list[SheetGrid]:
    """Return the sheets of a workbook that hold something, or the one that is named.

    Args:
        path: the file.
        sheet: the name of a sheet; None stands for every visible one.
        on_progress: is told how many rows have been read, and of how many.

    Raises:
        ListError: it is no workbook, too large, damaged, or has no such sheet.

    """
    library = office_library()
    try:
        check_archive(path)
        with _opened(library, path) as book:
            sheets = [one for one in book.worksheets if sheet in (None, one.title)]
            if sheet is not None and not sheets:
                _no_such_sheet(path, sheet, [one.title for one in book.worksheets])
            visible = [one for one in sheets if sheet is not None or one.sheet_state == "visible"]
            total = sum(one.max_row for one in visible)
            counted = _counting(on_progress, min(total, MOST_ROWS))
            grids = [_grid(path, one, counted) for one in visible]
    except FileNotFoundError as error:
        message = f"没有文件 {shown(str(path), 200)}"
        found = Diagnostic.error("GZ703", message, Span(str(path), 1, 1, 1, 1), help="核对路径")
        raise ListError([found]) from error
    except OSError as error:
        message = f"{shown(str(path), 200)} 读不出来"
        help = "核对路径和读取的权限；表格正在别的软件里打开的，先关上"
        found = Diagnostic.error("GZ702", message, Span(str(path), 1, 1, 1, 1), help=help)
        raise ListError([found]) from error
    return grids


@contextmanager
def _opened(library: Any, path: Path) -> Iterator[Any]:  # noqa: ANN401 - a library without types
    """Open a workbook; whatever the library has against it is one refusal."""
    # The library leaves a file open that it cannot read, which on Windows would then be locked.
    with path.open("rb") as stream:
        try:
            with warnings.catch_warnings():
                # What it cannot carry over when it saves (drawings, say) is nothing to us.
                warnings.simplefilter("ignore")
                book = library.load_workbook(stream, data_only=False, keep_links=False)
        except (OSError, MemoryError):
            raise
        except Exception as error:  # a damaged file raises anything in there
            message = "文件坏了，或者不是表格软件存的，读不出来"
            help = "用 Excel 或者 WPS 打开，另存为 .xlsx，再导入"
            found = Diagnostic.error("GZ640", message, Span(str(path), 1, 1, 1, 1), help=help)
            raise ListError([found]) from error
        yield book


def _no_such_sheet(path: Path, sheet: str, known: list[str]) -> None:
    help = did_you_mean(sheet, known, f"现有：{'、'.join(known)}")
    message = f"没有工作表“{shown(sheet)}”"
    place = Span(str(path), 1, 1, 1, 1)
    raise ListError([Diagnostic.error("GZ642", message, place, help=help)])


def _counting(on_progress: OnProgress, total: int) -> Callable[[], None]:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done % _EVERY == 0:
            on_progress(done, max(total, done))

    return count


def _grid(path: Path, sheet: Worksheet, counted: Callable[[], None]) -> SheetGrid:
    grid = SheetGrid(str(path), sheet.title)
    last, right = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    for row in sheet.iter_rows(max_row=last, max_col=right):
        counted()
        for cell in row:
            if cell.value is not None and cell.data_type is not None:
                raw = Raw(cell.value, cell.data_type)
                if not raw.blank:
                    grid.put(cell.row, cell.column, raw)
    for one in sheet.merged_cells.ranges:
        left, top, right, bottom = one.bounds
        grid.join(Merge(top, left, bottom, right, one.coord))
    _note_hidden(grid, sheet)
    return grid


def _note_hidden(grid: SheetGrid, sheet: Worksheet) -> None:
    rows = sorted(row for row, kept in sheet.row_dimensions.items() if kept.hidden)
    grid.hidden_rows = tuple(row for row in rows if row <= grid.rows)
    hidden: set[int] = set()
    for kept in sheet.column_dimensions.values():
        if kept.hidden:
            # One entry may stand for a run of columns.
            hidden.update(range(kept.min, min(kept.max, grid.columns) + 1))
    grid.hidden_columns = tuple(sorted(column for column in hidden if column <= grid.columns))
