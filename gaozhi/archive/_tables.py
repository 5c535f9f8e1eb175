"""The tables of an archive; what makes them are the migrations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

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
)

__all__ = ["ENTRIES", "HEAD", "METADATA", "PROGRAMS", "streamed"]

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
