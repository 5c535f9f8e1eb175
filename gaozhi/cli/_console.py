"""The terminal: what it can show, and writing to it; a pipe gets the same text, plain."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from gaozhi.cli._wrap import hanging, slices
from gaozhi.source import harmless, mask, visible

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

# A pipe has no width: nothing is wrapped there.
UNLIMITED = 1_000_000
NARROWEST, USUAL = 20, 80
# Longer lines of Chinese are hard to read, however wide the terminal is.
_READABLE = 100


@dataclass(frozen=True, slots=True)
class Console:
    """One output stream and what it can show.

    terminal: a person is looking. colour: styles may be sent.
    width: in columns; UNLIMITED in a pipe.
    """

    stream: TextIO
    terminal: bool
    colour: bool
    width: int

    @property
    def text_width(self) -> int:
        """The columns that running text may take."""
        return min(self.width, _READABLE) if self.terminal else self.width

    def say(self, text: str | Text = "", style: str = "") -> None:
        """Write text and a line end, wrapped for the terminal.

        An identity number is masked, and a character that would steer the terminal is replaced.
        """
        rich = Text(text, style=style) if isinstance(text, str) else text
        for line in rich.split("\n", allow_blank=True):
            self._write_line(line)
        self.stream.flush()

    def raw(self, text: str) -> None:
        """Write text as it is, wrapped by nobody.

        An identity number is masked, and a character that would steer the terminal is replaced.
        """
        self.painted(harmless(text))

    def painted(self, text: str) -> None:
        """Write text that has its own colours; an identity number is masked."""
        self.stream.write(mask(text))
        self.stream.flush()

    def letter(self, text: str) -> None:
        """Write a document as it is; its identity numbers are masked unless it was asked for them.

        A character that would steer the terminal is replaced.
        """
        self.stream.write(harmless(text))
        self.stream.flush()

    def prompt(self, text: str) -> None:
        """Write text without a line end: the answer follows it."""
        self._emit(Text(text, style="bold"), end="")
        self.stream.flush()

    def _write_line(self, line: Text) -> None:
        # As long as before, so that every style stays in its place.
        line.plain = plain = "".join(map(visible, mask(line.plain)))
        indent = " " * hanging(plain)
        for number, (start, end) in enumerate(slices(plain, self.text_width)):
            piece = line[start:end] if end > start else Text("")
            self._emit(piece if number == 0 else Text(indent) + piece)

    def _emit(self, text: Text, end: str = "\n") -> None:
        if self.colour:
            self.renderer().print(text, end=end, soft_wrap=True)
        else:
            self.stream.write(text.plain + end)

    def renderer(self) -> RichConsole:
        """Return a console of rich's on the same stream, with the same abilities."""
        # Here, so that what goes into a pipe does not pay for it.
        from rich.console import Console as RichConsole

        return RichConsole(
            file=self.stream,
            force_terminal=self.terminal,
            color_system="auto" if self.colour else None,
            width=min(self.width, 10_000),
            highlight=False,
            markup=False,
            emoji=False,
        )

    def table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        spare: Sequence[str] = (),
    ) -> None:
        """Show rows: a table, paragraphs where the terminal is too narrow, tabs in a pipe.

        Args:
            headings: those of the columns.
            rows: the cells of each row, one a column.
            spare: the headings of columns that a table may do without.

        """
        # Here, so that a command which shows no table does not pay for it.
        from gaozhi.cli._table import show

        show(self, headings, [[mask(cell) for cell in row] for row in rows], spare)


def open_console(stream: TextIO, *, colour: bool = True) -> Console:
    """Find out what can be shown on a stream.

    colour: whether there may be any; the terminal and the NO_COLOR convention decide the rest.
    """
    terminal = stream.isatty()
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Console(
        stream=stream,
        terminal=terminal,
        colour=colour and terminal and not unwanted,
        width=_width(stream) if terminal else UNLIMITED,
    )


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(int(columns), NARROWEST)
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return max(found, NARROWEST) if found else USUAL
