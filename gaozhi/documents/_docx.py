"""Documents as Word files: A4, Chinese fonts, tables with borders, the same bytes every time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from gaozhi._exceptions import DocumentError
from gaozhi._writing import dated_alike
from gaozhi.documents._document import Blank, Document, Filled, Grid, Line, Piece
from gaozhi.source import Diagnostic

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

__all__ = ["docx"]

# GB/T 9704: what organs print in.
_BODY, _TITLE, _HEADING = "仿宋", "宋体", "黑体"
_STYLES: Final = {"Normal": (_BODY, 16), "Title": (_TITLE, 22), "Heading 1": (_HEADING, 16)}
_LATIN: Final = "Times New Roman"


def docx(document: Document) -> bytes:
    """Return the document as a Word file.

    Raises:
        DocumentError: python-docx is not installed.

    """
    try:
        import docx as library
    except ImportError as error:
        message = "缺少 python-docx，不能写成 .docx"
        way_out = '用 pip 安装 "gaozhi[office]"；或者写成 .html、.md'
        raise DocumentError([Diagnostic.error("GZ547", message, help=way_out)]) from error
    word = library.Document()
    _set_page(word, landscape=document.page == "landscape")
    _set_normal(word)
    word.core_properties.title = document.heading
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.language = "zh-CN"
    title = _paragraph(word, document.title, font=_TITLE, size=22, bold=True)
    title.style = word.styles["Title"]
    _align(title, centred=True)
    title.paragraph_format.space_after = _points(18)
    for piece in document.pieces:
        _piece(word, piece)
    saved = io.BytesIO()
    word.save(saved)
    return dated_alike(saved.getvalue())


def _points(size: float) -> Any:  # noqa: ANN401 - the library's own length
    from docx.shared import Pt

    return Pt(size)


def _set_page(word: WordDocument, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = word.sections[0]
    sides = Mm(210), Mm(297)
    section.page_width, section.page_height = sides[::-1] if landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(37 if not landscape else 28), Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _set_normal(word: WordDocument) -> None:
    from docx.shared import RGBColor

    for name, font, size in (
        ("Normal", _BODY, 16),
        ("Title", _TITLE, 22),
        ("Heading 1", _HEADING, 16),
    ):
        style = word.styles[name]
        style.font.name = _LATIN
        style.font.size = _points(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        _set_east_asian(style.element.get_or_add_rPr(), font)
    normal = word.styles["Normal"].paragraph_format
    normal.line_spacing = _points(28)
    normal.space_after = _points(0)
    border = word.styles["Title"].element.find(f".//{_qualified('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def _qualified(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def _set_east_asian(properties: Any, font: str) -> None:  # noqa: ANN401 - an element of the library
    """Set the font of Chinese text, which Word keeps apart from that of Latin text."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_qualified(f"w:{theme}"), None)
    fonts.set(_qualified("w:ascii"), _LATIN)
    fonts.set(_qualified("w:hAnsi"), _LATIN)
    fonts.set(_qualified("w:eastAsia"), font)


def _paragraph(
    holder: Any,  # noqa: ANN401 - a document or a cell
    line: Line,
    *,
    font: str = _BODY,
    size: float = 16,
    bold: bool = False,
) -> Paragraph:
    paragraph: Paragraph = holder.add_paragraph()
    _write(paragraph, line, font=font, size=size, bold=bold)
    return paragraph


def _write(paragraph: Paragraph, line: Line, *, font: str, size: float, bold: bool = False) -> None:
    for run in line:
        text = run.text if isinstance(run, Filled | Blank) else run
        # add_run turns line ends into breaks of its own.
        written = paragraph.add_run(text)
        written.font.size = _points(size)
        written.bold = bold or None
        _set_east_asian(written._r.get_or_add_rPr(), font)  # noqa: SLF001 - no public way


def _align(paragraph: Paragraph, *, centred: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT


def _piece(word: WordDocument, piece: Piece) -> None:
    if piece.grid is not None:
        _table(word, piece.grid)
        return
    if piece.kind == "sign":
        _signatures(word, piece)
        return
    for line in piece.lines():
        if piece.kind in ("heading", "attachment"):
            heading = _paragraph(word, line, font=_HEADING)
            heading.style = word.styles["Heading 1"]
            heading.paragraph_format.space_before = _points(12)
            heading.paragraph_format.page_break_before = piece.kind == "attachment"
            continue
        paragraph = _paragraph(word, line, size=14 if piece.kind == "note" else 16)
        # A line that announces what follows does not stay behind at the foot of a page.
        paragraph.paragraph_format.keep_with_next = piece.kind in ("point", "line") or None
        if piece.kind in ("text", "point", "list"):
            paragraph.paragraph_format.first_line_indent = _points(32)
        elif piece.kind == "right":
            _align(paragraph, centred=False)
        elif piece.kind == "note":
            paragraph.paragraph_format.space_before = _points(12)


def _signatures(word: WordDocument, piece: Piece) -> None:
    """Set columns of signature lines beside each other, in a table without borders."""
    table = word.add_table(rows=1, cols=len(piece.columns))
    table.autofit = True
    for cell, column in zip(table.rows[0].cells, piece.columns, strict=True):
        first = cell.paragraphs[0]
        first.paragraph_format.space_before = _points(28)
        _write(first, column[0], font=_BODY, size=14)
        for line in column[1:]:
            _paragraph(cell, line, size=14).paragraph_format.space_before = _points(14)


def _table(word: WordDocument, grid: Grid) -> None:
    grouped = any(group for group, _ in grid.columns)
    table = word.add_table(rows=2 if grouped else 1, cols=len(grid.columns))
    table.style = word.styles["Table Grid"]
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
                _fill(merged, (group,), font=_HEADING)
        _fill(cell, (name,), font=_HEADING)
    for row in table.rows:
        _repeat_on_every_page(row)
    rows = [*([tuple((cell,) for cell in grid.guide)] if grid.guide else []), *grid.rows]
    for written in rows:
        cells = table.add_row().cells
        for cell, line in zip(cells, written, strict=True):
            _fill(cell, line)


def _fill(cell: Any, line: Line, font: str = _BODY) -> None:  # noqa: ANN401 - a cell of the library
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = _points(18)
    _write(paragraph, line, font=font, size=11)


def _repeat_on_every_page(row: Any) -> None:  # noqa: ANN401 - a row of the library
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public way
