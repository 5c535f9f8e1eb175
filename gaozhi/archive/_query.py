"""Asking an archive for the answers of some days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from gaozhi.archive._entry import ANSWER, Draft, Entry, instant
from gaozhi.archive._failures import refuse
from gaozhi.archive._tables import ENTRIES, streamed
from gaozhi.errors import ArchiveError
from gaozhi.source import require
from gaozhi.workdays import BEIJING, civil

__all__ = ["ENTRY_COLUMNS", "answers_of", "bound_of", "day_of", "entries_of"]
ENTRY_COLUMNS: Final = tuple(
    ENTRIES.c[name] for name in ("number", *Draft._fields, "previous", "hash")
)
"""The columns of an entry, in the order of the arguments of `Entry.of`."""


def entries_of(connection: Connection, wanted: Select[Any]) -> Iterator[Entry]:
    """Yield the entries that a query gives.

    Args:
        connection: to one state of the archive.
        wanted: the query; see `answers_of`.

    Raises:
        ArchiveError: a row is not as it was written.

    """
    with streamed(connection, wanted) as rows:
        for number, *columns, previous, own in rows:
            try:
                entry = Entry.of(number, Draft(*columns), previous, own)
            except (TypeError, ValueError):
                help = "用 gaozhi archive verify 核对，从备份恢复"
                raise refuse("GZ786", f"存档的第 {number} 行读不懂", help) from None
            yield entry


def answers_of(since: date | None, until: date | None) -> Select[Any]:
    """Return the query of the answers of some days, in the order of the chain.

    Args:
        since: see `Archive.entries`.
        until: see `Archive.entries`.

    """
    columns = ENTRIES.c
    found = select(*ENTRY_COLUMNS).where(columns.kind == ANSWER)
    if since is not None:
        found = found.where(columns.at >= bound_of(since, "since", end=False))
    if until is not None:
        found = found.where(columns.at <= bound_of(until, "until", end=True))
    return found.order_by(columns.number)


def bound_of(day: object, name: str, *, end: bool) -> str:
    """Return the moment at which a day begins or ends in Beijing; a moment is taken as it is.

    Args:
        day: the day.
        name: the argument's name.
        end: whether it is its end.

    Raises:
        ArchiveError: it is none.

    """
    if isinstance(day, datetime):
        return instant(day, name)
    found = day_of(day, name)
    midnight = datetime.combine(found, time.max if end else time.min, BEIJING)
    return instant(midnight, name)


def day_of(day: object, name: str) -> date:
    """Return an argument as a day in Beijing. Raises ArchiveError."""
    help = f"写日期，如 date(2026, 1, 1)；不限的，不写 {name}"
    return civil(require(day, date, name, "日期（date）", help, ArchiveError))
