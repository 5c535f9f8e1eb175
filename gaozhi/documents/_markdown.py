"""Documents as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gaozhi.documents._document import Document, Grid, Line, Piece, text_of

_INLINE = re.compile(r"([\\`*_\[\]<>#|~])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_AT_THE_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)])")
_INDENT = "　　"
_TO_THE_RIGHT = "　" * 18
_BESIDE = "　" * 4


def markdown(document: Document) -> str:
    """Return the document as Markdown; no text of a case can change its structure."""
    parts = [f"# {_escaped(document.heading)}", *_pieces(document.pieces)]
    return "\n\n".join(parts) + "\n"


def markdown_text(text: str) -> str:
    """Return text on one line that reads as itself, also within a heading or a table."""
    return _INLINE.sub(r"\\\1", text).replace("\n", " ")


def _pieces(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.grid is not None:
            yield _table(piece.grid)
        elif piece.kind == "sign":
            yield _signatures(piece)
        else:
            for line in piece.lines():
                yield _paragraph(piece.kind, line)


def _paragraph(kind: str, line: Line) -> str:
    text = _broken(text_of(line))
    match kind:
        case "heading":
            return f"## {text}"
        case "attachment":
            return f"---\n\n## {text}"
        case "point":
            return f"**{text}**" if text.endswith("：") else text
        case "text" | "list":
            return _INDENT + text
        case "right":
            return _TO_THE_RIGHT + text
        case _:
            return text


def _signatures(piece: Piece) -> str:
    """Set columns of lines beside each other, row by row."""
    height = max(len(column) for column in piece.columns)
    rows = []
    for index in range(height):
        cells = (column[index] for column in piece.columns if index < len(column))
        rows.append(_BESIDE.join(_broken(text_of(line)) for line in cells))
    return "  \n".join(rows)


def _table(grid: Grid) -> str:
    heads = [_escaped(f"{group}：{name}" if group else name) for group, name in grid.columns]
    rows = [heads, ["---"] * len(heads)]
    if grid.guide:
        rows.append([_escaped(cell) for cell in grid.guide])
    rows += [[_escaped(text_of(cell), "<br>") for cell in row] for row in grid.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _broken(text: str) -> str:
    return _escaped(text, "  \n")


def _escaped(text: str, line_end: str = " ") -> str:
    """Return text that reads as itself, whatever Markdown makes of its signs."""
    lines = (_AT_THE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", x)) for x in text.split("\n"))
    return line_end.join(lines)
