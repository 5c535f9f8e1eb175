"""Tables in a Word file: borders, columns as wide as what stands in them, rows to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gaozhi.documents._document import Grid, Line, text_of
from gaozhi.documents._docx_text import BODY, HEADING, align, points, write

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["add_table"]

_NUMBER: Final = "序号"
_NARROW, _LEAST, _WIDE = 3, 8, 12
"""How much of the page a column of numbers, one of little and one of much text takes."""
_ROOM_TO_WRITE: Final = 30
"""The least height of an empty row, in points."""


def add_table(word: WordDocument, grid: Grid) -> None:
    """Set a table, its headings on every page, its columns as wide as what stands in them."""
    grouped = any(group for group, _ in grid.columns)
    table = word.add_table(rows=2 if grouped else 1, cols=len(grid.columns))
    table.style = word.styles["Table Grid"]
    table.autofit = False
    for index, (group, name) in enumerate(grid.columns):
        top = table.rows[0].cells[index]
        if group is None:
            cell = top.merge(table.rows[1].cells[index]) if grouped else top
        else:
            cell = table.rows[1].cells[index]
            groups = [one for one, _ in grid.columns]
            if groups.index(group) == index:
                last = index + groups.count(group) - 1
                merged = top.merge(table.rows[0].cells[last])
                _fill(merged, (group,), font=HEADING, centred=True)
        _fill(cell, (name,), font=HEADING, centred=True)
    for row in table.rows:
        _mark(row, "w:tblHeader")
    rows = [*([tuple((cell,) for cell in grid.guide)] if grid.guide else []), *grid.rows]
    for written in rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        if not any(written):
            added.height = points(_ROOM_TO_WRITE)
        for cell, line, (_, name) in zip(added.cells, written, grid.columns, strict=True):
            _fill(cell, line, centred=name == _NUMBER)
    _set_widths(word, table, grid)


def _set_widths(word: WordDocument, table: Any, grid: Grid) -> None:  # noqa: ANN401 - the library's
    """Share the page among the columns by what stands in them; a merged cell has all of its own."""
    section = word.sections[0]
    margins = int(section.left_margin or 0) + int(section.right_margin or 0)
    page = int(section.page_width or 0) - margins
    shares = [_share(grid, index) for index in range(len(grid.columns))]
    widths = [page * share // sum(shares) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        first = 0
        for cell in row._tr.tc_lst:  # noqa: SLF001 - no public way to a merged cell as it stands
            last = first + cell.grid_span
            cell.width = sum(widths[first:last])
            first = last


def _share(grid: Grid, index: int) -> int:
    name = grid.columns[index][1]
    if name == _NUMBER:
        return _NARROW
    written = [len(text_of(row[index])) for row in grid.rows]
    guide = [len(grid.guide[index])] if grid.guide else []
    return min(max(len(name), *written, *guide, _LEAST), _WIDE)


def _fill(
    cell: Any,  # noqa: ANN401 - a cell of the library
    line: Line,
    font: str = BODY,
    *,
    centred: bool = False,
) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    if centred:
        align(paragraph, centred=True)
    paragraph.paragraph_format.line_spacing = points(18)
    write(paragraph, line, font=font, size=11)


def _mark(row: Any, tag: str) -> None:  # noqa: ANN401 - a row of the library
    """Mark a row: a heading is repeated on every page, a row is not torn by the end of one."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(tag))  # noqa: SLF001 - no public way
