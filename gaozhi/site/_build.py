"""Building the folder: every page of every jurisdiction, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from gaozhi.site._site import STATIC, Site, environment

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.library.library import Library

Page = tuple[str, str | bytes]
"""A file of the site: its path in the folder, and its content."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A folder that was written.

    Attributes:
        path: the folder.
        jurisdictions: how many jurisdictions it has.
        pages: how many pages.
        files: how many files in all.
        size: how many bytes.

    """

    path: Path
    jurisdictions: int
    pages: int
    files: int
    size: int


def build(
    library: Library,
    output: str | PathLike[str],
    *,
    on: date | None = None,
    only: Iterable[str] | None = None,
    force: bool = False,
    on_progress: Callable[[int, int | None], None] | None = None,
) -> BuiltSite:
    """Write the site of a library to a folder.

    Args:
        library: the jurisdictions.
        output: the folder; it comes into being whole, and replaces one that this call made.
        on: the day that the pages answer for; None for what holds last.
        only: the names, ids or codes of the jurisdictions that get pages; None for all.
        force: replace a folder of this kind that is there already.
        on_progress: is called with how many jurisdictions are done, and of how many.

    Raises:
        GaozhiError: jinja2 is not installed, or the output cannot be used.
        UnknownJurisdiction: there is no such jurisdiction.

    """
    environment()
    raise NotImplementedError


def static_files() -> Iterator[Page]:
    """Yield the files of ``assets/``."""
    for path in sorted(STATIC.iterdir()):
        yield f"assets/{path.name}", path.read_bytes()


def pages_of(site: Site, jurisdiction: Jurisdiction) -> Iterator[Page]:
    """Yield every page of a jurisdiction."""
    yield from ()
