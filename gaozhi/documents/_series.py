"""A form made out for every item of a list: set once, then the words of each item put in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Final

from gaozhi.documents._document import Document, Filled, Grid, Line, Piece
from gaozhi.documents._fields import item_text, said_once
from gaozhi.model import Form, Item
from gaozhi.source import mask
from gaozhi.source.files_out import LONG_AGO

__all__ = ["Series"]

_BEFORE, _AFTER = "\ue000", "\ue001"
"""Characters of no script, between which the number of a blank stands."""

_Part = tuple[str, str]
"""The name of a part of a file, and its content with the blanks in it."""


class Series:
    """A Word file for each of many items of which a case knows the same.

    Args:
        jurisdiction: whose list it is.
        form: the form.
        document: the form, made out for one of the items.

    Raises:
        DocumentError: python-docx is not installed; the message says what to install.

    """

    def __init__(self, jurisdiction: str, form: Form, document: Document) -> None:
        self._jurisdiction = jurisdiction
        fields = form.fields.values()
        self._paths = {field.name: field.of for field in fields if field.source == "item"}
        self._given = {field.name for field in fields if field.source == "county"}
        self._blanks: dict[tuple[str, str], str] = {}
        title = self._line(document.title)
        pieces = tuple(self._piece(piece) for piece in document.pieces)
        bare = replace(document, title=title, pieces=pieces, jurisdiction="", digest="", program="")
        self._same, self._own = _set(replace(bare, open=(), basis=(), remarks=()))

    @staticmethod
    def alike(jurisdiction: str, form: Form, item: Item) -> tuple[bool, ...]:
        """Return which blanks of the form an item fills; only items with the same are a series."""
        fields = form.fields.values()
        paths = [field.of for field in fields if field.source == "item"]
        return tuple(bool(item_text(jurisdiction, item, path)) for path in paths)

    def docx(self, item: Item) -> bytes:
        """Return the form made out for an item, as a Word file."""
        words = {
            blank: escape(self._words(item, field, following), quote=False)
            for (field, following), blank in self._blanks.items()
        }
        packed = io.BytesIO(self._same)
        with zipfile.ZipFile(packed, "a") as file:
            for name, text in self._own:
                for blank, word in words.items():
                    text = text.replace(blank, word)
                file.writestr(_part(name), text.encode())
        return packed.getvalue()

    def _words(self, item: Item, field: str, following: str) -> str:
        if field in self._given:
            # What stands here is the same for every item, and printed already.
            return following
        text = item_text(self._jurisdiction, item, self._paths[field]) or ""
        return mask(said_once(text, following))

    def _piece(self, piece: Piece) -> Piece:
        columns = tuple(tuple(map(self._line, lines)) for lines in piece.columns)
        grid = piece.grid
        if grid is not None:
            rows = tuple(tuple(map(self._line, row)) for row in grid.rows)
            grid = Grid(grid.columns, rows, grid.guide)
        return replace(piece, columns=columns, grid=grid)

    def _line(self, line: Line) -> Line:
        following = [one if isinstance(one, str) else "" for one in (*line[1:], "")]
        return tuple(
            self._run(run, after) if isinstance(run, Filled) else run
            for run, after in zip(line, following, strict=True)
        )

    def _run(self, run: Filled, following: str) -> Filled:
        if run.field in self._paths:
            return Filled(run.field, self._blank(run.field, following))
        # Two counties with the same form differ in these words alone: it is set once for both.
        return (
            Filled(run.field, self._blank(run.field, run.text)) if run.field in self._given else run
        )

    def _blank(self, field: str, following: str) -> str:
        number = f"{_BEFORE}{len(self._blanks)}{_AFTER}"
        return self._blanks.setdefault((field, following), number)


_MARK: Final = _BEFORE.encode()


@lru_cache(maxsize=16)
def _set(document: Document) -> tuple[bytes, tuple[_Part, ...]]:
    """Return the file of a document, its parts without blanks apart from the others."""
    return _parted(document.docx())


def _parted(file: bytes) -> tuple[bytes, tuple[_Part, ...]]:
    """Return the zip file of the parts without blanks, and the others."""
    packed = io.BytesIO()
    own: list[_Part] = []
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(packed, "w") as same:
        for name in old.namelist():
            content = old.read(name)
            if _MARK in content:
                own.append((name, content.decode()))
            else:
                same.writestr(_part(name), content)
    return packed.getvalue(), tuple(own)


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, date_time=LONG_AGO)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part
