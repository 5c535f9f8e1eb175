"""Text in a Word file: the fonts that organs print in, and how a line is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gaozhi.documents._document import Blank, Filled, Line

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

__all__ = [
    "BODY",
    "HEADING",
    "LATIN",
    "TITLE",
    "add_paragraph",
    "align",
    "points",
    "qualified",
    "set_east_asian",
    "write",
]

# GB/T 9704: what organs print in.
BODY: Final = "仿宋"
TITLE: Final = "宋体"
HEADING: Final = "黑体"
LATIN: Final = "Times New Roman"


def points(size: float) -> Any:  # noqa: ANN401 - the library's own length
    from docx.shared import Pt

    return Pt(size)


def qualified(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def set_east_asian(properties: Any, font: str) -> None:  # noqa: ANN401 - an element of the library
    """Set the font of Chinese text, which Word keeps apart from that of Latin text."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qualified(f"w:{theme}"), None)
    fonts.set(qualified("w:ascii"), LATIN)
    fonts.set(qualified("w:hAnsi"), LATIN)
    fonts.set(qualified("w:eastAsia"), font)


def add_paragraph(
    holder: Any,  # noqa: ANN401 - a document or a cell
    line: Line,
    *,
    font: str = BODY,
    size: float = 16,
    bold: bool = False,
) -> Paragraph:
    paragraph: Paragraph = holder.add_paragraph()
    write(paragraph, line, font=font, size=size, bold=bold)
    return paragraph


def write(paragraph: Paragraph, line: Line, *, font: str, size: float, bold: bool = False) -> None:
    for run in line:
        text = run.text if isinstance(run, Filled | Blank) else run
        # add_run turns line ends into breaks of its own.
        written = paragraph.add_run(text)
        written.font.size = points(size)
        written.bold = bold or None
        set_east_asian(written._r.get_or_add_rPr(), font)  # noqa: SLF001 - no public way


def align(paragraph: Paragraph, *, centred: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
