"""An archive of answers: append only, hash-chained, in SQLite or PostgreSQL (extra ``archive``).

    with gaozhi.archive.open("存档.db") as archive:
        archive.record(decision, words={"facts": facts}, at=datetime.now(UTC))

Every answer is kept as a receipt, with the case as it was sent, identity numbers masked, and with
the program that gave it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING

from gaozhi.archive._needed import needed
from gaozhi.errors import ArchiveError

if TYPE_CHECKING:
    from gaozhi.archive._archive import Archive
    from gaozhi.archive._entry import Entry
    from gaozhi.archive._info import Info
    from gaozhi.archive._prune import Pruned
    from gaozhi.archive._replay import Change, ReplayReport, Unanswered
    from gaozhi.archive._verify import Broken, Verification

__all__ = [
    "Archive",
    "ArchiveError",
    "Broken",
    "Change",
    "Entry",
    "Info",
    "Pruned",
    "ReplayReport",
    "Unanswered",
    "Verification",
    "open",
    "upgrade",
]

_HOMES = {
    "Archive": "_archive",
    "Broken": "_verify",
    "Change": "_replay",
    "Entry": "_entry",
    "Info": "_info",
    "Pruned": "_prune",
    "ReplayReport": "_replay",
    "Unanswered": "_replay",
    "Verification": "_verify",
}


def open(  # noqa: A001 - gaozhi.archive.open, as sqlite3.connect
    url: str | PathLike[str],
    *,
    create: bool = True,
    clock: Callable[[], datetime] | None = None,
    key: bytes | None = None,
    timeout: float = 5.0,
) -> Archive:
    """Return an archive that is open; close it, or use it as a context manager.

    Args:
        url: the file of a SQLite database, or ``sqlite:///…`` or ``postgresql://…``.
        create: whether an archive that does not exist is made; an empty PostgreSQL database
            becomes one.
        clock: returns the time, with its zone, of answers that are recorded without one.
        key: a secret of at least 16 bytes, with which receipts are signed; see `Decision.receipt`.
        timeout: for how many seconds one waits for other writers.

    Raises:
        ArchiveError: it cannot be opened; or it is of another version, see `upgrade`.
        CaseError: the key cannot be used.

    """
    needed(url)
    from gaozhi.archive._archive import open_archive

    return open_archive(url, create=create, clock=clock, key=key, timeout=timeout)


def upgrade(url: str | PathLike[str], *, timeout: float = 5.0) -> tuple[str | None, str]:
    """Bring an archive of an older version up to this one; make one where there is none.

    Args:
        url: see `open`.
        timeout: see `open`.

    Returns:
        The version that it had, None for a new one, and the one that it has.

    Raises:
        ArchiveError: it cannot be opened, or is of a newer version.

    """
    needed(url)
    from gaozhi.archive._archive import upgrade_archive

    return upgrade_archive(url, timeout=timeout)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        needed("")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
