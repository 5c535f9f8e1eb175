"""The forms of a jurisdiction as files to download: one a row, and blank ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gaozhi.documents import Document, Written, render, standing_forms
from gaozhi.documents._series import Series
from gaozhi.engine import Stamp
from gaozhi.errors import CaseError, DocumentError
from gaozhi.site._words import address, file_name
from gaozhi.source import mask

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gaozhi.engine import Case
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import Form, Item

__all__ = ["File", "Forms", "can_write"]


@dataclass(frozen=True, slots=True)
class File:
    """A file to download.

    Attributes:
        path: where it stands in the folder of its jurisdiction.
        name: what it is called once it is downloaded.
        title: what it is.
        note: what is to be known of it; empty for nothing.

    """

    path: str
    name: str
    title: str
    note: str = ""

    @property
    def href(self) -> str:
        """Its address in the folder of its jurisdiction."""
        return address(self.path)


def can_write() -> bool:
    """Return whether what .docx needs is installed."""
    return find_spec("docx") is not None


class Forms:
    """The forms of a jurisdiction, made out.

    Args:
        jurisdiction: whose forms they are.
        day: the day on which they are in use; None for those of the jurisdiction's own document.

    """

    def __init__(self, jurisdiction: Jurisdiction, day: date | None) -> None:
        self._jurisdiction = jurisdiction
        writable = can_write()
        forms = standing_forms(jurisdiction.program, day) if writable else ()
        # What prints the whole list, the page of the list says already.
        forms = tuple(form for form in forms if "items" not in _sources(form))
        self._of_a_row = [form for form in forms if "item" in _sources(form)]
        self._of_all = [form for form in forms if "item" not in _sources(form)]
        # No digest is printed, and to reckon it takes longer than all else.
        self._stamp = Stamp(None)
        self._series: dict[tuple[Any, ...], Series | None] = {}

    @property
    def of_a_row(self) -> Sequence[Form]:
        """The forms that are made out for one certificate."""
        return self._of_a_row

    def of_item(self, item: Item, case: Case, alike: object) -> Iterator[tuple[File, bytes]]:
        """Yield the forms made out for a row, each with its content.

        Args:
            item: the row.
            case: the case of which only the row is known.
            alike: the same for rows of which a case knows the same.

        """
        for form in self._of_a_row:
            filled = Series.alike(self._jurisdiction.name, form, item)
            key = (form.name, alike, filled)
            if key not in self._series:
                self._series[key] = self._made(form, case)
            series = self._series[key]
            if series is not None:
                name = f"{file_name(form.name)}（{file_name(mask(item.thing))}）.docx"
                # Opened from a file, a page cannot say under which name to save another.
                path = f"files/{item.number}-{file_name(form.name)}.docx"
                yield self._file(path, name, form), series.docx(item)

    def blank(self, case: Case) -> Iterator[tuple[File, bytes]]:
        """Yield the forms with their blanks open; those of a row only where there is no list.

        Args:
            case: the case of which nothing is known.

        """
        own = () if self._jurisdiction.items else self._of_a_row
        for form in (*own, *self._of_all):
            made = self._document(form, case)
            if made is not None:
                name = f"{file_name(form.name)}.docx"
                yield self._file(f"files/{name}", name, form), made.docx()

    def _made(self, form: Form, case: Case) -> Series | None:
        """Return a form made out for many rows; None where it cannot be."""
        document = self._document(form, case)
        return None if document is None else Series(self._jurisdiction.name, form, document)

    def _document(self, form: Form, case: Case) -> Document | None:
        program, written = self._jurisdiction.program, Written({}, False, True, None)  # noqa: FBT003
        try:
            return render(program, form.name, case, self._stamp, written)
        except (CaseError, DocumentError):
            return None

    def _file(self, path: str, name: str, form: Form) -> File:
        note = "" if form.status == "规定" else f"样式{form.status}"
        return File(path, name, form.name, note)


def _sources(form: Form) -> set[str]:
    return {field.source for field in form.fields.values()}
