"""The tables of an archive; what makes them are the migrations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    select,
)

__all__ = ["ENTRIES", "HEAD", "METADATA", "PROGRAMS", "Head", "read_head", "streamed"]

METADATA: Final = MetaData()
_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")

ENTRIES: Final = Table(
    "entries",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False, index=True),
    Column("jurisdiction", Text, nullable=False),
    Column("decision", Text),
    Column("day", Text),
    Column("outcome", Text),
    Column("program", Text, nullable=False),
    Column("withheld", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

# `number` is that of the entry that vouches for the program.
PROGRAMS: Final = Table(
    "programs",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("number", _NUMBER, nullable=False),
    Column("jurisdiction", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("calendar", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# One row: the last entry, and the last one of those that were taken out.
HEAD: Final = Table(
    "head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", _NUMBER, nullable=False),
    Column("hash", Text, nullable=False),
    Column("pruned", _NUMBER, nullable=False),
)


def streamed(
    connection: Connection, wanted: Select[Any], rows: int = 500
) -> AbstractContextManager[Iterable[Sequence[Any]]]:
    """Give the rows of a query as they are needed.

    Args:
        connection: to the archive.
        wanted: the query.
        rows: how many are fetched at a time.

    """
    return connection.execute(wanted.execution_options(yield_per=rows))


_END: Final = select(HEAD.c.number, HEAD.c.hash, HEAD.c.pruned).where(HEAD.c.id == 1)
_LOCKED: Final = _END.with_for_update()


class Head(NamedTuple):
    """The end of the chain.

    Attributes:
        number: the last entry's number; 0 before the first.
        hash: its hash.
        pruned: the number of the last entry that was taken out.

    """

    number: int
    hash: str
    pruned: int


def read_head(connection: Connection, *, lock: bool = False) -> Head | None:
    """Return the end of the chain; None where somebody took it away, or made it unreadable.

    Args:
        connection: to the archive.
        lock: whether other writers are kept out until the transaction ends.

    """
    found = connection.execute(_LOCKED if lock else _END).first()
    # SQLite keeps in a column whatever is put there.
    if found is None or not all(map(isinstance, found, (int, str, int))):
        return None
    return Head(*found)
