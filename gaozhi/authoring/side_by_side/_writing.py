"""What jurisdictions say side by side, as Markdown and as one page of HTML to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from gaozhi.authoring.side_by_side._table import Entry, Row, Section, SideBySide
from gaozhi.documents._html import html_page
from gaozhi.documents._markdown import markdown_text
from gaozhi.engine import Citation

__all__ = ["NOTHING", "as_html", "as_markdown", "quoted", "title_of"]

NOTHING: Final = "—"
"""What stands where a jurisdiction does not say so."""

_STYLE: Final = """
@page { size: A4 landscape; margin: 1.2cm; }
:root { --ink: #1c1c1c; --soft: #666; --line: #ccc; --head: #f4f1ea; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --soft: #a0a0a0; --line: #444;
  --head: #26241f; --paper: #181818; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; color: var(--ink); background: var(--paper);
  font: 15px/1.65 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 110rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 0; }
nav a { color: inherit; margin-right: 1em; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9em; }
th, td { border: 1px solid var(--line); padding: .5em .7em; text-align: left;
  vertical-align: top; }
th { background: var(--head); min-width: 7em; }
th[scope=row] { background: none; font-weight: normal; min-width: 11em; }
th .soft { font-weight: normal; }
td { min-width: 13em; } thead td { min-width: 0; }
td p + p { margin-top: .5em; }
tbody { border-top: 2px solid var(--line); }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --head: #eee; }
  body { font-size: 9pt; padding: 0; } nav { display: none; } .scroll { overflow: visible; }
  td, th, th[scope=row] { min-width: 0; } thead { display: table-header-group; } }
""".strip()

_VIEWPORT: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'


def title_of(table: SideBySide) -> str:
    """Return what the table is called."""
    on = f"（{table.on} 有效的规则）" if table.on else ""
    return f"{'、'.join(table.jurisdictions)}对照{on}"


def quoted(citation: Citation) -> str:
    """Return where a provision stands and its words; what it means where they were not seen."""
    place = f"{citation.document} {citation.locator}"
    if citation.quote is None:
        return f"{place}：{citation.means}"
    return f"{place}：“{citation.quote}”"


def as_markdown(table: SideBySide) -> str:
    """Return the table as Markdown: a row a statement, a column a jurisdiction."""
    lines = [f"# {markdown_text(title_of(table))}"]
    for section in table.sections:
        lines += ["", f"## {markdown_text(section.name)}", ""]
        if section.means:
            lines += [markdown_text(section.means), ""]
        lines.append(_cells(["", "", *map(markdown_text, table.jurisdictions)]))
        lines.append(_cells(["---"] * (len(table.jurisdictions) + 2)))
        lines += [line for row in section.rows for line in _markdown_rows(row)]
    return "\n".join(lines) + "\n"


def _markdown_rows(row: Row) -> Iterator[str]:
    says = f"<br>{markdown_text(row.says)}" if row.says else ""
    head = f"**{markdown_text(row.name)}**{says}"
    for statement in row.statements:
        said = dict(statement.by)
        cells = (_markdown_cell(said.get(place)) for place in range(len(row.cells)))
        yield _cells([head, markdown_text(statement.title), *cells])
        head = ""


def _markdown_cell(entry: Entry | None) -> str:
    return NOTHING if entry is None else "<br>".join(map(markdown_text, _remarks(entry)))


def _cells(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _remarks(entry: Entry) -> Iterator[str]:
    """Yield what is said of a statement: the quotations, the reading, the caveat."""
    yield from dict.fromkeys(map(quoted, entry.cited))
    if entry.reading is not None:
        yield f"这里理解为：{entry.reading.taken}；也可理解为：{entry.reading.other}"
    if entry.caveat is not None:
        yield f"请注意：{entry.caveat}"


def as_html(table: SideBySide) -> str:
    """Return the table as a page that needs nothing else; every text of a rule is escaped."""
    title = title_of(table)
    body = [f"<h1>{escape(title)}</h1>", "<nav>"]
    body += [
        f'<a href="#section-{place}">{escape(section.name)}</a>'
        for place, section in enumerate(table.sections)
    ]
    body.append("</nav>")
    for place, section in enumerate(table.sections):
        body += _section(table, section, place)
    return html_page(title, _STYLE, body, head=[_VIEWPORT])


def _section(table: SideBySide, section: Section, place: int) -> Iterator[str]:
    yield f'<h2 id="section-{place}">{escape(section.name)}</h2>'
    yield f'<p class="soft">{escape(section.means)}</p>'
    yield '<div class="scroll"><table><thead><tr><td></td><th scope="col">规定</th>'
    yield from (f'<th scope="col">{escape(name)}</th>' for name in table.jurisdictions)
    yield "</tr></thead>"
    for row in section.rows:
        yield from _html_rows(row)
    yield "</table></div>"


def _html_rows(row: Row) -> Iterator[str]:
    """Yield the rows of an outcome, as a body of the table of its own."""
    says = f'<br><span class="soft">{escape(row.says)}</span>' if row.says else ""
    statements = row.statements
    yield "<tbody>"
    head = f'<th scope="rowgroup" rowspan="{len(statements)}">{escape(row.name)}{says}</th>'
    for statement in statements:
        said = dict(statement.by)
        yield f'<tr>{head}<th scope="row">{escape(statement.title)}</th>'
        yield from (_html_cell(said.get(place)) for place in range(len(row.cells)))
        yield "</tr>"
        head = ""
    yield "</tbody>"


def _html_cell(entry: Entry | None) -> str:
    if entry is None:
        return f'<td class="soft">{NOTHING}</td>'
    remarks = (f"<p>{escape(one)}</p>" for one in _remarks(entry))
    return f"<td>{''.join(remarks)}</td>"
