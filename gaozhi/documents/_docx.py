"""Documents as Word files: A4, Chinese fonts, tables with borders, the same bytes every time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from gaozhi.documents._document import Document, Piece
from gaozhi.documents._docx_table import add_table
from gaozhi.documents._docx_text import (
    BODY,
    HEADING,
    LATIN,
    TITLE,
    add_paragraph,
    align,
    points,
    qualified,
    set_east_asian,
    write,
)
from gaozhi.errors import DocumentError
from gaozhi.source import Diagnostic
from gaozhi.source.files_out import dated_alike

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["docx"]

_STYLES: Final = {"Normal": (BODY, 16), "Title": (TITLE, 22), "Heading 1": (HEADING, 16)}


def docx(document: Document) -> bytes:
    """Return the document as a Word file.

    Raises:
        DocumentError: python-docx is not installed.

    """
    try:
        import docx as library
    except ImportError as error:
        message = "缺少 python-docx，不能写成 .docx"
        help = '用 pip 安装 "gaozhi[office]"；或者写成 .html、.md'
        raise DocumentError([Diagnostic.error("GZ547", message, help=help)]) from error
    word = library.Document()
    _set_page(word, landscape=document.page == "landscape")
    _set_normal(word)
    word.core_properties.title = document.heading
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.language = "zh-CN"
    title = add_paragraph(word, document.title, font=TITLE, size=22, bold=True)
    title.style = word.styles["Title"]
    align(title, centred=True)
    title.paragraph_format.space_after = points(18)
    before = ""
    for piece in document.pieces:
        _piece(word, piece, signs=piece.kind == "right" and before in ("text", "list"))
        before = piece.kind
    saved = io.BytesIO()
    word.save(saved)
    return dated_alike(saved.getvalue())


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

    for name, (font, size) in _STYLES.items():
        style = word.styles[name]
        style.font.name = LATIN
        style.font.size = points(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = name == "Title"
        set_east_asian(style.element.get_or_add_rPr(), font)
    normal = word.styles["Normal"].paragraph_format
    normal.line_spacing = points(28)
    normal.space_after = points(0)
    border = word.styles["Title"].element.find(f".//{qualified('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def _piece(word: WordDocument, piece: Piece, *, signs: bool) -> None:
    """Set a piece; who signs a letter stands apart from its text."""
    if piece.grid is not None:
        add_table(word, piece.grid)
        return
    if piece.kind == "sign":
        _signatures(word, piece)
        return
    for line in piece.lines():
        if piece.kind in ("heading", "attachment"):
            heading = add_paragraph(word, line, font=HEADING)
            heading.style = word.styles["Heading 1"]
            heading.paragraph_format.space_before = points(12)
            heading.paragraph_format.page_break_before = piece.kind == "attachment"
            continue
        paragraph = add_paragraph(word, line, size=14 if piece.kind == "note" else 16)
        # A line that announces what follows does not stay behind at the foot of a page.
        paragraph.paragraph_format.keep_with_next = piece.kind in ("point", "line") or None
        if piece.kind in ("text", "point", "list"):
            paragraph.paragraph_format.first_line_indent = points(32)
        elif piece.kind == "right":
            align(paragraph, centred=False)
            paragraph.paragraph_format.space_before = points(28) if signs else None
        elif piece.kind == "note":
            paragraph.paragraph_format.space_before = points(12)


def _signatures(word: WordDocument, piece: Piece) -> None:
    """Set columns of signature lines beside each other, in a table without borders."""
    table = word.add_table(rows=1, cols=len(piece.columns))
    table.autofit = True
    for cell, column in zip(table.rows[0].cells, piece.columns, strict=True):
        first = cell.paragraphs[0]
        first.paragraph_format.space_before = points(28)
        write(first, column[0], font=BODY, size=12)
        for line in column[1:]:
            add_paragraph(cell, line, size=12).paragraph_format.space_before = points(14)
