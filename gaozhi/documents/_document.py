"""A document: a form made out for a case, as values that any writer can set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from typing import Any

from gaozhi.engine import Citation
from gaozhi.errors import DocumentError
from gaozhi.source import Diagnostic, as_json, mask

_STROKE = "＿"


@dataclass(frozen=True, slots=True, repr=False)
class Filled:
    """A blank that was filled: its field, and what stands there; a log shows it masked."""

    field: str
    text: str

    def __repr__(self) -> str:
        return f"Filled(field={self.field!r}, text={mask(self.text)!r})"


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank that stays one: its field, and what is printed so that a hand can fill it."""

    field: str
    text: str

    @classmethod
    def of(cls, field: str, width: int, hint: str | None = None) -> Blank:
        """Return a blank of so many characters, with what stands behind it.

        Args:
            field: the field that is to be written there.
            width: how long the blank is, in characters.
            hint: what stands behind it, such as a unit; None is nothing.

        """
        return cls(field, _STROKE * width + (hint or ""))

    @classmethod
    def of_day(cls, field: str) -> Blank:
        """Return a blank for a day."""
        return cls(field, f"{_STROKE * 4}年{_STROKE * 2}月{_STROKE * 2}日")


Run = str | Filled | Blank
"""A stretch of a line: the form's own words, or a blank."""

Line = tuple[Run, ...]
"""One line of a document."""


def text_of(line: Line) -> str:
    """Return a line as plain text."""
    return "".join(run if isinstance(run, str) else run.text for run in line)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: columns with the group that each stands in, and rows; the first may guide."""

    columns: tuple[tuple[str | None, str], ...]
    rows: tuple[tuple[Line, ...], ...]
    guide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a document.

    Attributes:
        kind: heading, point, text, line, right, note, list, table, sign or attachment.
        columns: its lines; more than one column only where signatures stand side by side.
        grid: the table, where it is one.

    """

    kind: str
    columns: tuple[tuple[Line, ...], ...] = ()
    grid: Grid | None = None

    def lines(self) -> Iterator[Line]:
        """Yield every line, those of a table row by row."""
        for column in self.columns:
            yield from column
        if self.grid is not None:
            for row in self.grid.rows:
                yield from row


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field that is still to be filled by hand."""

    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A form, made out.

    Attributes:
        jurisdiction: whose form it is.
        form: the form's name.
        title: what stands at its head.
        status: 规定 or 供参考.
        page: portrait or landscape.
        pieces: what it consists of.
        open: the fields that are still to be filled, each once.
        basis: the provisions that the form rests on.
        remarks: what whoever makes it out must be told; not part of the document.
        digest: ``sha256:…`` of the form that it was made from.
        program: ``sha256:…`` of the program that answered for it.

    """

    jurisdiction: str
    form: str
    title: Line
    status: str
    page: str
    pieces: tuple[Piece, ...]
    open: tuple[OpenField, ...]
    basis: tuple[Citation, ...]
    remarks: tuple[str, ...]
    digest: str
    program: str

    @property
    def heading(self) -> str:
        """The title as plain text."""
        return text_of(self.title)

    @property
    def text(self) -> str:
        """Every line as plain text, one below the other, the title first."""
        return "\n".join([self.heading, *(text_of(x) for p in self.pieces for x in p.lines())])

    def markdown(self) -> str:
        """Return the document as Markdown."""
        from gaozhi.documents._markdown import markdown

        return markdown(self)

    def html(self) -> str:
        """Return the document as a page of HTML that needs nothing else, ready to print."""
        from gaozhi.documents._html import html

        return html(self)

    def docx(self) -> bytes:
        """Return the document as a Word file; the same document gives the same bytes.

        Raises:
            DocumentError: python-docx is not installed; the message says what to install.

        """
        try:
            import docx  # noqa: F401 - the extra
        except ImportError as error:
            message = "缺少 python-docx，不能写成 .docx"
            help = '用 pip 安装 "gaozhi[office]"；或者写成 .html、.md'
            raise DocumentError([Diagnostic.error("GZ547", message, help=help)]) from error
        from gaozhi.documents._docx import word_file

        return word_file(self)

    def save(self, path: str | PathLike[str], *, force: bool = False) -> None:
        """Write the document to a file, whose suffix says what it becomes: .docx, .html or .md.

        Args:
            path: the file; it comes into being whole or not at all.
            force: replace what stands there.

        Raises:
            DocumentError: the suffix is none of these, the file is there already, or what .docx
                needs is not installed.
            OSError: the file cannot be written.

        """
        from gaozhi.documents._save import save

        save(self, path, force=force)

    def to_dict(self) -> dict[str, Any]:
        """Return the document as JSON-ready data."""
        keys = "jurisdiction form title=heading status text open basis remarks digest"
        return as_json(self, keys) | {"program": {"digest": self.program}}
