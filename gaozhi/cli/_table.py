"""Rows on a terminal of any width, and in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console as RichConsole
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from gaozhi.source import text_width, without_formula, wrap

if TYPE_CHECKING:
    from gaozhi.cli._console import Console

Rows = Sequence[Sequence[str]]

# A column is not squeezed below this, unless its own text is narrower.
_NARROWEST = 18
_BETWEEN = 3


def show(console: Console, headings: Sequence[str], rows: Rows, spare: Sequence[str]) -> None:
    """Show the rows in the form that fits; no cell is ever cut off.

    Args:
        console: where it is shown.
        headings: those of the columns.
        rows: the cells of each row, one a column.
        spare: the headings of columns that a table may do without, which it then says.

    """
    if not console.terminal:
        for cells in (headings, *rows):
            console.raw("\t".join(map(_inert, cells)) + "\n")
    elif _fits(headings, rows, console.width):
        console.renderer().print(_table(headings, rows))
    elif spare and _fits(*_without(spare, headings, rows), console.width):
        console.renderer().print(_table(*_without(spare, headings, rows)))
        console.say(f"（终端较窄，没有列出：{'、'.join(spare)}）", style="dim")
    else:
        _paragraphs(console, headings, rows)


def _inert(cell: str) -> str:
    """Return a cell on one line that no spreadsheet takes for a formula."""
    return without_formula(" ".join(cell.split()))


def _fits(headings: Sequence[str], rows: Rows, width: int) -> bool:
    """Whether no column would be squeezed below what can still be read."""
    columns = [max(map(text_width, column)) for column in zip(headings, *rows, strict=True)]
    needed = sum(min(column, _NARROWEST) for column in columns)
    return needed + _BETWEEN * (len(columns) - 1) <= width


def _without(
    spare: Sequence[str], headings: Sequence[str], rows: Rows
) -> tuple[Sequence[str], Rows]:
    kept = [place for place, heading in enumerate(headings) if heading not in spare]
    return [headings[place] for place in kept], [[row[place] for place in kept] for row in rows]


class _Cell(Text):
    """Text whose lines break as those of running text: none begins with a closing sign."""

    def wrap(self, console: RichConsole, width: int, **_options: Any) -> Lines:  # noqa: ANN401
        """Return the lines of the text, each at most `width` columns wide; no line is cut off."""
        written = self.plain.expandtabs(2).split("\n")
        return Lines(Text(line) for part in written for line in wrap(part, width, width))


def _table(headings: Sequence[str], rows: Rows) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False, header_style="bold"
    )
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")
    for row in rows:
        table.add_row(*(_Cell(cell) for cell in row))
    return table


def _paragraphs(console: Console, headings: Sequence[str], rows: Rows) -> None:
    for row in rows:
        first, second, *rest = [*row, ""]
        console.say(f"{first}  {second}".rstrip(), style="bold")
        for heading, cell in zip(headings[2:], rest, strict=False):
            if cell:
                console.say(f"    {heading}：{cell}")
