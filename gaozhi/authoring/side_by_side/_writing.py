"""What jurisdictions say side by side, as Markdown and as one page of HTML to print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from gaozhi.authoring.side_by_side._table import Entry, Row, Section, SideBySide
from gaozhi.documents._html import html_page
from gaozhi.engine import Citation

__all__ = ["NOTHING", "as_html", "as_markdown", "quoted", "title_of"]

NOTHING: Final = "没有规定"
"""What stands where a jurisdiction says nothing of an outcome."""

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")
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
th { background: var(--head); } tbody th { width: 9em; font-weight: bold; }
tbody th .soft { font-weight: normal; }
td { min-width: 13em; }
ul { margin: 0; padding-left: 1.1em; } li + li { margin-top: .6em; }
blockquote { margin: .2em 0 0; padding-left: .7em; border-left: 3px solid var(--line);
  color: var(--soft); }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --head: #eee; }
  body { font-size: 9pt; padding: 0; } nav { display: none; } .scroll { overflow: visible; }
  td { min-width: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } }
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
    """Return the table as Markdown: for every decision a table, a column a jurisdiction."""
    lines = [f"# {_text(title_of(table))}"]
    for section in table.sections:
        lines += ["", f"## {_text(section.name)}", ""]
        if section.means:
            lines += [_text(section.means), ""]
        lines += [_cells(["", *map(_text, table.jurisdictions)]), _cells(["---"] * _width(table))]
        lines += [
            _cells([_head(row), *(_cell(cell) for cell in row.cells)]) for row in section.rows
        ]
    return "\n".join(lines) + "\n"


def _width(table: SideBySide) -> int:
    return len(table.jurisdictions) + 1


def _cells(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _head(row: Row) -> str:
    says = f"<br>{_text(row.says)}" if row.says else ""
    return f"**{_text(row.name)}**{says}"


def _cell(entries: tuple[Entry, ...]) -> str:
    return "<br><br>".join(map(_entry, entries)) or NOTHING


def _entry(entry: Entry) -> str:
    return "<br>".join([_text(entry.title), *(f"*{_text(one)}*" for one in _remarks(entry))])


def _remarks(entry: Entry) -> Iterator[str]:
    """Yield what stands below the title: the quotations, the reading, the caveat."""
    yield from dict.fromkeys(map(quoted, entry.basis))
    if entry.reading is not None:
        yield f"这里理解为：{entry.reading.taken}；也可理解为：{entry.reading.other}"
    if entry.caveat is not None:
        yield f"请注意：{entry.caveat}"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")


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
    yield '<div class="scroll"><table><thead><tr><td></td>'
    yield from (f'<th scope="col">{escape(name)}</th>' for name in table.jurisdictions)
    yield "</tr></thead><tbody>"
    for row in section.rows:
        says = f'<br><span class="soft">{escape(row.says)}</span>' if row.says else ""
        yield f'<tr><th scope="row">{escape(row.name)}{says}</th>'
        yield from (f"<td>{_html_cell(cell)}</td>" for cell in row.cells)
        yield "</tr>"
    yield "</tbody></table></div>"


def _html_cell(entries: tuple[Entry, ...]) -> str:
    if not entries:
        return f'<span class="soft">{NOTHING}</span>'
    return f"<ul>{''.join(map(_html_entry, entries))}</ul>"


def _html_entry(entry: Entry) -> str:
    remarks = (f"<blockquote>{escape(one)}</blockquote>" for one in _remarks(entry))
    return f"<li>{escape(entry.title)}{''.join(remarks)}</li>"
