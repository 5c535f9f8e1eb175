"""Documents as HTML: one page that needs nothing else, ready to print on A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from gaozhi.documents._document import Blank, Document, Filled, Grid, Line, Piece

_STYLE = """
@page { size: A4 %s; margin: 2.6cm 2.4cm; }
body { font-family: FangSong, "仿宋", "Noto Serif CJK SC", SimSun, serif; font-size: 16pt;
  line-height: 1.75; max-width: %s; margin: 2rem auto; padding: 0 1rem; color: #111; }
h1 { font-family: SimSun, "宋体", serif; font-size: 22pt; text-align: center; line-height: 1.4; }
h2 { font-family: SimHei, "黑体", sans-serif; font-size: 16pt; font-weight: normal; }
p { margin: 0; }
p.text, p.point, p.list { text-indent: 2em; }
p.right { text-align: right; }
p.note { font-size: 14pt; margin-top: 1em; }
.blank { white-space: nowrap; }
.sign { display: flex; gap: 3em; margin: 2em 0; }
.sign > div { flex: 1; }
section { break-before: page; }
table { border-collapse: collapse; width: 100%%; font-size: 12pt; line-height: 1.4; }
th, td { border: 1px solid #111; padding: .3em .4em; vertical-align: middle; }
th { font-weight: normal; font-family: SimHei, "黑体", sans-serif; }
td { height: 1.6em; }
""".strip()


def html(document: Document) -> str:
    """Return the document as a page of HTML; every text of a case is escaped."""
    style = _STYLE % (document.page, "29cm" if document.page == "landscape" else "21cm")
    body = (f"<h1>{_line(document.title)}</h1>", *_pieces(document))
    return html_page(document.heading, style, body)


def html_page(title: str, style: str, body: Iterable[str], head: Iterable[str] = ()) -> str:
    """Return a page of HTML that needs nothing else and may run nothing.

    Args:
        title: as text.
        style: as CSS.
        body: what stands in it, as HTML line by line.
        head: what else its head says, as HTML.

    """
    lines = [
        "<!doctype html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        *head,
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title>",
        f"<style>\n{style}\n</style>",
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _pieces(document: Document) -> Iterator[str]:
    attached = False
    for piece in document.pieces:
        if piece.kind == "attachment":
            if attached:
                yield "</section>"
            attached = True
            yield "<section>"
        yield from _piece(piece)
    if attached:
        yield "</section>"


def _piece(piece: Piece) -> Iterator[str]:
    if piece.grid is not None:
        yield from _table(piece.grid)
    elif piece.kind == "sign":
        yield '<div class="sign">'
        for column in piece.columns:
            yield f"<div>{''.join(f'<p>{_line(line)}</p>' for line in column)}</div>"
        yield "</div>"
    elif piece.kind in ("heading", "attachment"):
        yield from (f"<h2>{_line(line)}</h2>" for line in piece.lines())
    else:
        yield from (f'<p class="{piece.kind}">{_line(line)}</p>' for line in piece.lines())


def _table(grid: Grid) -> Iterator[str]:
    yield "<table>"
    yield "<thead>"
    yield from _head(grid)
    yield "</thead>"
    yield "<tbody>"
    if grid.guide:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in grid.guide)}</tr>"
    for row in grid.rows:
        yield f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _head(grid: Grid) -> Iterator[str]:
    groups = [group for group, _ in grid.columns]
    if not any(groups):
        yield f"<tr>{''.join(f'<th>{escape(name)}</th>' for _, name in grid.columns)}</tr>"
        return
    cells = ""
    for index, (group, name) in enumerate(grid.columns):
        if group is None:
            cells += f'<th rowspan="2">{escape(name)}</th>'
        elif index == 0 or groups[index - 1] != group:
            cells += f'<th colspan="{groups.count(group)}">{escape(group)}</th>'
    yield f"<tr>{cells}</tr>"
    yield f"<tr>{''.join(f'<th>{escape(name)}</th>' for group, name in grid.columns if group)}</tr>"


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: str | Filled | Blank) -> str:
    text = escape(run if isinstance(run, str) else run.text).replace("\n", "<br>")
    return f'<span class="blank">{text}</span>' if isinstance(run, Blank) else text
