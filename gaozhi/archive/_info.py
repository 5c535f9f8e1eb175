"""What an archive holds, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from gaozhi.archive._entry import ANSWER, moment_of
from gaozhi.archive._failures import refuse
from gaozhi.archive._tables import ENTRIES, PROGRAMS, read_head
from gaozhi.source import JsonRecord

__all__ = ["Info", "info_of"]


@dataclass(frozen=True, slots=True)
class Info(JsonRecord):
    """What an archive holds.

    Attributes:
        answers: how many answers.
        programs: how many programs.
        first: when the first of these answers was recorded; None where there is none.
        last: when the last one was.
        withheld: how many of the words were not written, since they cannot be masked.
        entries: the number of the last entry: all that were ever made.
        pruned: how many of those were taken out.
        head: the hash of the last entry; noted elsewhere, it shows that none behind it was cut off.

    """

    answers: int
    programs: int
    first: datetime | None
    last: datetime | None
    withheld: int
    entries: int
    pruned: int
    head: str


def info_of(connection: Connection) -> Info:
    """Return what an archive holds.

    Raises:
        ArchiveError: a row is not as it was written.

    """
    columns = ENTRIES.c
    told = select(
        func.count(), func.min(columns.at), func.max(columns.at), func.sum(columns.withheld)
    ).where(columns.kind == ANSWER)
    count, first, last, withheld = connection.execute(told).one()
    programs = connection.execute(select(func.count()).select_from(PROGRAMS)).scalar_one()
    head = read_head(connection)
    try:
        spare = int(withheld or 0)
        first, last = (None if one is None else moment_of(one) for one in (first, last))
    except (TypeError, ValueError):
        head = None
    if head is None:
        help = "用 gaozhi archive verify 核对，从备份恢复"
        raise refuse("GZ786", "存档里有的行读不懂：被改动过或者损坏了", help)
    return Info(
        answers=count,
        programs=programs,
        first=first,
        last=last,
        withheld=spare,
        entries=head.number,
        pruned=head.pruned,
        head=head.hash,
    )
