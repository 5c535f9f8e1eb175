"""Appending to the chain: one transaction for all waiting callers, each wholly or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from gaozhi.archive._database import Database
from gaozhi.archive._entry import Draft, Entry, hash_of
from gaozhi.archive._failures import failed, translated
from gaozhi.archive._programs import Kept, vouching
from gaozhi.archive._tables import ENTRIES, HEAD, PROGRAMS, Head, read_head
from gaozhi.errors import ArchiveError

__all__ = ["Stale", "Writer", "append", "set_head"]

_MOST: Final = 1000
"""After how many entries a transaction takes in no more of those who wait."""

_INSERT: Final = insert(ENTRIES)
_PROGRAM: Final = insert(PROGRAMS)
_MOVE: Final = (
    update(HEAD)
    .where(HEAD.c.id == 1)
    .values(number=bindparam("last"), hash=bindparam("own"), pruned=bindparam("out"))
)
_COLUMNS: Final = Draft._fields


class Stale(Exception):  # noqa: N818 - no error: the caller looks again
    """Programs were taken out since the caller looked which are kept; nothing was written."""


class _Job:
    """What one caller hands in, and what became of it."""

    __slots__ = ("at", "done", "drafts", "entries", "failed", "programs")

    def __init__(self, at: str, drafts: Sequence[Draft], programs: Sequence[Kept]) -> None:
        self.at = at
        self.drafts = drafts
        self.programs = programs
        self.entries: list[Entry] = []
        self.failed: ArchiveError | Stale | None = None
        self.done = False


class Writer:
    """Writes for any number of threads; other processes wait at the database.

    Args:
        database: the archive's.
        pruned: the number of the last entry that was taken out, as far as the caller knows.

    """

    def __init__(self, database: Database, pruned: int) -> None:
        self._database = database
        self._waiting: deque[_Job] = deque()
        self._lock = Lock()
        self._connection: Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._last = 0
        self._pruned = pruned

    def write(self, at: str, drafts: Sequence[Draft], programs: Sequence[Kept]) -> list[Entry]:
        """Append entries, and return them once they are safely kept.

        Args:
            at: when the programs are recorded.
            drafts: what to append, in its order.
            programs: the programs of those whose keys are not known to be kept.

        Raises:
            ArchiveError: nothing was written.
            Stale: the keys are to be looked up again.

        """
        job = _Job(at, drafts, programs)
        self._waiting.append(job)
        with self._lock:
            if not job.done:
                self._write(self._taken())
        if isinstance(job.failed, Stale):
            raise Stale
        if job.failed is not None:
            raise ArchiveError(job.failed.diagnostics) from job.failed
        return job.entries

    def close(self) -> None:
        """Close the connection; what still waits is refused by the database."""
        with self._lock:
            self._drop()

    def _taken(self) -> list[_Job]:
        jobs: list[_Job] = []
        entries = 0
        while self._waiting and entries < _MOST:
            jobs.append(self._waiting.popleft())
            entries += len(jobs[-1].drafts)
        return jobs

    def _write(self, jobs: Sequence[_Job]) -> None:
        refused: ArchiveError | Stale | None = None
        try:
            with translated(self._database.name):
                self._transact(jobs)
        except Stale as stale:
            refused = stale
        except ArchiveError as error:
            refused = error
            self._drop()
        for job in jobs:
            job.failed, job.done = refused, True

    def _transact(self, jobs: Sequence[_Job]) -> None:
        connection = self._connected()
        with connection.begin():
            head = read_head(connection, lock=True)
            if head is None or head.number < self._last:
                # Another, or an older copy, was put in its place.
                raise failed("GZ786", self._database.name, "rows are missing")
            if head.pruned != self._pruned:
                self._pruned = head.pruned
                raise Stale
            for job in jobs:
                head, job.entries = append(connection, head, job.at, job.drafts, job.programs)
            set_head(connection, head)
            if self._database.inode() != self._inode:
                raise failed("GZ785", self._database.name, "another file")
        if self._database.inode() != self._inode:
            raise failed("GZ785", self._database.name, "another file")
        self._last = head.number

    def _connected(self) -> Connection:
        inode = self._database.inode()
        if self._connection is None or self._connection.closed or inode != self._inode:
            self._drop()
            self._connection, self._inode = self._database.writer(), inode
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(Exception):
                self._connection.invalidate()
                self._connection.close()
        self._connection = None


def append(
    connection: Connection,
    head: Head,
    at: str,
    drafts: Sequence[Draft],
    programs: Sequence[Kept],
) -> tuple[Head, list[Entry]]:
    """Append entries within the caller's transaction; the head is the caller's to set.

    Args:
        connection: in a transaction that keeps other writers out.
        head: the end of the chain.
        at: when the programs are recorded.
        drafts: what to append, in its order.
        programs: programs that they need; those that are kept already are passed over.

    Returns:
        The new end, and the entries of the drafts.

    """
    rows: list[tuple[int, Draft, str, str]] = []
    for program in programs:
        if _is_kept(connection, program.key):
            continue
        number = head.number + len(rows) + 1
        connection.execute(_PROGRAM, {**program._asdict(), "number": number})
        rows.append(_linked(number, vouching(at, program), rows, head))
    vouched = len(rows)
    for draft in drafts:
        rows.append(_linked(head.number + len(rows) + 1, draft, rows, head))
    if not rows:
        return head, []
    connection.execute(_INSERT, [_row(*one) for one in rows])
    number, _, _, last = rows[-1]
    return Head(number, last, head.pruned), [Entry.of(*one) for one in rows[vouched:]]


def _is_kept(connection: Connection, key: str) -> bool:
    return (
        connection.execute(select(PROGRAMS.c.key).where(PROGRAMS.c.key == key)).first() is not None
    )


def _linked(
    number: int, draft: Draft, rows: Sequence[tuple[int, Draft, str, str]], head: Head
) -> tuple[int, Draft, str, str]:
    previous = rows[-1][3] if rows else head.hash
    return number, draft, previous, hash_of(number, draft, previous)


def _row(number: int, draft: Draft, previous: str, own: str) -> dict[str, object]:
    columns = zip(_COLUMNS, draft, strict=True)
    return {"number": number, **dict(columns), "previous": previous, "hash": own}


def set_head(connection: Connection, head: Head) -> None:
    """Write the end of the chain."""
    connection.execute(_MOVE, {"last": head.number, "own": head.hash, "out": head.pruned})
