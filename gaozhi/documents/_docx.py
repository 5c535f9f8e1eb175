"""Documents as Word files: A4, Chinese fonts, tables with borders, the same bytes every time.

Imported only where python-docx is installed.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from gaozhi.documents._document import Document, Grid, Line, Piece, text_of
from gaozhi.source.files_out import dated_alike

# GB/T 9704: what organs print in.
_BODY: Final = "仿宋"
_TITLE: Final = "宋体"
_HEADING: Final = "黑体"
_LATIN: Final = "Times New Roman"
_STYLES: Final = {"Normal": (_BODY, 16), "Title": (_TITLE, 22), "Heading 1": (_HEADING, 16)}

_TABLES: Final = ("Normal Table", "Table Grid")
_LEFT_OUT: Final = ("/stylesWithEffects", "/thumbnail")

_NUMBER: Final = "序号"
_NARROW, _LEAST, _WIDE = 3, 8, 12
"""How much of the page a column of numbers, one of little and one of much text takes."""
_ROOM_TO_WRITE: Final = 30
"""The least height of an empty row, in points."""


def word_file(document: Document) -> bytes:
    """Return the document as a Word file."""
    word = docx.Document(io.BytesIO(_empty()))
    _set_page(word, landscape=document.page == "landscape")
    _set_styles(word)
    word.core_properties.title = document.heading
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.language = "zh-CN"
    title = _add_paragraph(word, document.title, font=_TITLE, size=22, bold=True)
    title.style = word.styles["Title"]
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(18)
    before = ""
    for piece in document.pieces:
        _add_piece(word, piece, signs=piece.kind == "right" and before in ("text", "list"))
        before = piece.kind
    saved = io.BytesIO()
    word.save(saved)
    return dated_alike(saved.getvalue())


@cache
def _empty() -> bytes:
    """Return python-docx's empty document without what no document uses, made once a process.

    Table styles, a second copy of all styles and a picture are five sixths of an ordinary file,
    and most of the time that it takes to read.
    """
    word = docx.Document()
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLES:
            style.delete()
    for related in (word.part.rels, word.part.package.rels):
        for id_, one in list(related.items()):
            if one.reltype.endswith(_LEFT_OUT):
                del related[id_]
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _set_page(word: WordDocument, *, landscape: bool) -> None:
    section = word.sections[0]
    sides = Mm(210), Mm(297)
    section.page_width, section.page_height = sides[::-1] if landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(28 if landscape else 37), Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _set_styles(word: WordDocument) -> None:
    for name, (font, size) in _STYLES.items():
        style: Any = word.styles[name]
        style.font.name = _LATIN
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = name == "Title"
        _set_fonts(style.element.get_or_add_rPr(), font)
    normal: Any = word.styles["Normal"]
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    border = word.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def _set_fonts(properties: Any, font: str) -> None:  # noqa: ANN401 - an element of the library
    """Set the font of Chinese text, which Word keeps apart from that of Latin text."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script, name in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), name)


def _add_piece(word: WordDocument, piece: Piece, *, signs: bool) -> None:
    """Set a piece; who signs a letter stands apart from its text."""
    if piece.grid is not None:
        _add_table(word, piece.grid)
        return
    if piece.kind == "sign":
        _add_signatures(word, piece)
        return
    for line in piece.lines():
        if piece.kind in ("heading", "attachment"):
            heading = _add_paragraph(word, line, font=_HEADING)
            heading.style = word.styles["Heading 1"]
            heading.paragraph_format.space_before = Pt(12)
            heading.paragraph_format.page_break_before = piece.kind == "attachment"
            continue
        paragraph = _add_paragraph(word, line, size=14 if piece.kind == "note" else 16)
        # A line that announces what follows does not stay behind at the foot of a page.
        paragraph.paragraph_format.keep_with_next = piece.kind in ("point", "line") or None
        if piece.kind in ("text", "point", "list"):
            paragraph.paragraph_format.first_line_indent = Pt(32)
        elif piece.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.space_before = Pt(28) if signs else None
        elif piece.kind == "note":
            paragraph.paragraph_format.space_before = Pt(12)


def _add_signatures(word: WordDocument, piece: Piece) -> None:
    """Set columns of signature lines beside each other, in a table without borders."""
    table = word.add_table(rows=1, cols=len(piece.columns))
    table.autofit = True
    for cell, column in zip(table.rows[0].cells, piece.columns, strict=True):
        first = cell.paragraphs[0]
        first.paragraph_format.space_before = Pt(28)
        _write(first, column[0], size=12)
        for line in column[1:]:
            _add_paragraph(cell, line, size=12).paragraph_format.space_before = Pt(14)


def _add_paragraph(
    holder: WordDocument | _Cell,
    line: Line,
    font: str = _BODY,
    size: int = 16,
    *,
    bold: bool = False,
) -> Paragraph:
    paragraph = holder.add_paragraph()
    _write(paragraph, line, font, size, bold=bold)
    return paragraph


def _write(
    paragraph: Paragraph, line: Line, font: str = _BODY, size: int = 16, *, bold: bool = False
) -> None:
    for run in line:
        # add_run turns line ends into breaks of its own.
        written = paragraph.add_run(text_of((run,)))
        written.font.size = Pt(size)
        written.bold = bold or None
        _set_fonts(written._r.get_or_add_rPr(), font)  # noqa: SLF001 - no public way


def _add_table(word: WordDocument, grid: Grid) -> None:
    """Set a table, its headings on every page, its columns as wide as what stands in them."""
    groups = [group for group, _ in grid.columns]
    table = word.add_table(rows=2 if any(groups) else 1, cols=len(groups))
    table.style = word.styles["Table Grid"]
    table.autofit = False
    top, below = table.rows[0].cells, table.rows[-1].cells
    for index, (group, name) in enumerate(grid.columns):
        if group is not None and groups.index(group) == index:
            merged = top[index].merge(top[index + groups.count(group) - 1])
            _fill(merged, (group,), font=_HEADING, centred=True)
        spans = group is None and any(groups)
        cell = top[index].merge(below[index]) if spans else below[index]
        _fill(cell, (name,), font=_HEADING, centred=True)
    for row in table.rows:
        _mark(row, "w:tblHeader")
    guide = [tuple((cell,) for cell in grid.guide)] if grid.guide else []
    for written in (*guide, *grid.rows):
        added = table.add_row()
        _mark(added, "w:cantSplit")
        if not any(written):
            added.height = Pt(_ROOM_TO_WRITE)
        for cell, line, (_, name) in zip(added.cells, written, grid.columns, strict=True):
            _fill(cell, line, centred=name == _NUMBER)
    _set_widths(word, table, grid)


def _set_widths(word: WordDocument, table: Table, grid: Grid) -> None:
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


def _fill(cell: _Cell, line: Line, font: str = _BODY, *, centred: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(18)
    _write(paragraph, line, font, size=11)


def _mark(row: _Row, tag: str) -> None:
    """Mark a row: a heading is repeated on every page, a row is not torn by the end of one."""
    row._tr.get_or_add_trPr().append(OxmlElement(tag))  # noqa: SLF001 - no public way
