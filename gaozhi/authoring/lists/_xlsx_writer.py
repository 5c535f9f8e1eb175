"""A list as an .xlsx file: laid out as the document prints it, ready to print and to fill in.

Imported only where openpyxl is installed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gaozhi.authoring.lists._cell_fields import MARK
from gaozhi.authoring.lists._grid import OnProgress
from gaozhi.authoring.lists._table import SheetTable, merged, runs
from gaozhi.source import text_width
from gaozhi.source.files_out import dated_alike

_TITLE, _HEAD, _BODY, _GUIDE = "宋体", "黑体", "宋体", "楷体"
_SIZE: Final = 11
_BLANK_ROWS: Final = 20
"""How many rows a form without a list has ready."""
_LEAST, _MOST = 6, 36
"""How narrow and how wide a column may be, in characters of a line."""
_LINE: Final = 15.0
"""The height of a line, in points."""
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def workbook(table: SheetTable, on_progress: OnProgress = lambda _done, _of: None) -> bytes:
    """Return a list as an .xlsx file; equal lists are equal files.

    Args:
        table: what to write.
        on_progress: is told how many rows have been written, and of how many.

    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.sheet
    _Page(sheet, table).write(on_progress)
    saved = io.BytesIO()
    book.save(saved)
    return dated_alike(saved.getvalue(), {"docProps/core.xml": _undated})


def _undated(data: bytes) -> bytes:
    return _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", data)


class _Page:
    """One sheet being written, from the top down."""

    def __init__(self, sheet: Worksheet, table: SheetTable) -> None:
        self._sheet = sheet
        self._table = table
        self._columns = table.layout.columns
        line = Side(style="thin")
        self._border = Border(left=line, right=line, top=line, bottom=line)
        self._aligned: dict[str, Any] = {
            side: Alignment(horizontal=side, vertical="center", wrap_text=True)
            for side in ("left", "center")
        }
        self._widths = [self._width(number) for number in range(len(self._columns))]

    def write(self, on_progress: OnProgress) -> None:
        """Write everything."""
        row = self._line(1, self._table.title, _TITLE, size=18, bold=True, side="center")
        if self._table.layout.header:
            text = "　　　　　　　　".join(f"{label}：" for label in self._table.layout.header)
            row = self._line(row, text, _BODY)
        top = row
        row = self._heading(row)
        below = row
        row = self._guide(row)
        self._rows(row, on_progress)
        self._validate(row)
        self._set_up(top, below)

    def _line(self, row: int, text: str, font: str, side: str = "left", **style: Any) -> int:  # noqa: ANN401
        self._put(row, 0, text, font, side=side, border=False, **style)
        self._join(row, row, 0, len(self._columns) - 1)
        size = style.get("size", _SIZE)
        self._sheet.row_dimensions[row].height = size * 2
        return row + 1

    def _put(
        self,
        row: int,
        number: int,
        value: int | str | None,
        font: str,
        *,
        side: str = "left",
        border: bool = True,
        **style: Any,  # noqa: ANN401 - whatever a font of the library takes
    ) -> None:
        cell = self._sheet.cell(row, number + 1)
        cell.value = value
        if isinstance(value, str):
            # A text is a text, also where it begins like a formula.
            cell.data_type = "s"
        cell.number_format = "0" if self._is_number(number) and border else "@"
        cell.font = Font(name=font, **{"size": _SIZE, **style})
        cell.alignment = self._aligned[side]
        if border:
            cell.border = self._border

    def _join(self, top: int, bottom: int, left: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merge_cells(
                start_row=top, end_row=bottom, start_column=left + 1, end_column=right + 1
            )

    def _heading(self, row: int) -> int:
        """Write the names of the columns; where there are groups, in two rows."""
        deep = any(column.group for column in self._columns)
        last = row + 1 if deep else row
        for number, column in enumerate(self._columns):
            for line in range(row, last + 1):
                self._put(line, number, None, _HEAD, side="center")
            self._put(row, number, column.group or column.name, _HEAD, side="center")
            if column.group is not None:
                self._put(last, number, column.name, _HEAD, side="center")
            else:
                self._join(row, last, number, number)
        for group, first, end in runs(column.group for column in self._columns):
            if group is not None:
                self._join(row, row, first, end)
        for line in range(row, last + 1):
            self._fit(line, [column.name for column in self._columns])
        return last + 1

    def _guide(self, row: int) -> int:
        """Write how each column is filled in, where the document says so."""
        notes = self._table.layout.notes
        if not notes:
            return row
        texts = [notes.get(column.name) for column in self._columns]
        for number, text in enumerate(texts):
            self._put(row, number, text, _GUIDE, size=_SIZE - 1)
        self._fit(row, texts)
        return row + 1

    def _rows(self, first: int, on_progress: OnProgress) -> None:
        rows = self._table.rows or ((None,) * len(self._columns),) * _BLANK_ROWS
        for place, cells in enumerate(rows):
            for number, cell in enumerate(cells):
                side = "center" if self._is_short(number) else "left"
                self._put(first + place, number, cell, _BODY, side=side)
            self._fit(first + place, cells)
            on_progress(place + 1, len(rows))
        for number, top, bottom in merged(self._table):
            self._join(first + top, first + bottom, number, number)

    def _fit(self, row: int, cells: Sequence[int | str | None]) -> None:
        """Make a row as high as its fullest cell; spreadsheets do not do so for merged ones."""
        lines = max(
            (
                _lines(str(cell), width)
                for cell, width in zip(cells, self._widths, strict=True)
                if cell
            ),
            default=1,
        )
        self._sheet.row_dimensions[row].height = max(lines, 1) * _LINE + 6

    def _is_number(self, number: int) -> bool:
        return self._columns[number].parts[0].field == "number"

    def _is_short(self, number: int) -> bool:
        part = self._columns[number].parts[0]
        return part.field in ("number", "mode") or part.field.startswith("departments.")

    def _width(self, number: int) -> float:
        """Return how wide a column is: its text in a few lines, its name in one."""
        column = self._columns[number]
        if self._is_number(number):
            return _LEAST
        cells = [str(row[number]) for row in self._table.rows if row[number] is not None]
        longest = max((text_width(line) for cell in cells for line in cell.splitlines()), default=0)
        if not cells and column.parts[0].mark is None:
            longest = 2 * len(self._table.layout.notes.get(column.name, "")) or 16
        wanted = max(text_width(column.name), min(longest, max(18, longest // 3)))
        return float(min(max(wanted + 2, _LEAST), _MOST))

    def _validate(self, first: int) -> None:
        """Offer the tick in columns that are ticked."""
        ticked = [n for n, column in enumerate(self._columns) if column.parts[0].mark is not None]
        if not ticked:
            return
        rule = DataValidation(type="list", formula1=f'"{MARK}"', allow_blank=True)
        rule.errorTitle, rule.error = "打勾", f"要打勾的选 {MARK}，不打勾的空着"
        last = first + max(len(self._table.rows), _BLANK_ROWS) - 1
        for number in ticked:
            letter = get_column_letter(number + 1)
            rule.add(f"{letter}{first}:{letter}{last}")
        self._sheet.add_data_validation(rule)

    def _set_up(self, top: int, below: int) -> None:
        """Make the sheet ready to print: landscape, as wide as the page, the heading repeated."""
        sheet = self._sheet
        for number, width in enumerate(self._widths):
            sheet.column_dimensions[get_column_letter(number + 1)].width = width
        sheet.freeze_panes = f"A{below}"
        sheet.print_title_rows = f"{top}:{below - 1}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width."""
    room = max(int(width) - 1, 2)
    return sum(max(-(-text_width(line) // room), 1) for line in text.splitlines())
