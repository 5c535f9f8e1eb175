"""What an archive holds, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from gaozhi.archive._entry import ANSWER, moment_of
from gaozhi.archive._tables import ENTRIES, HEAD, PROGRAMS

__all__ = ["Info", "info_of"]


@dataclass(frozen=True, slots=True)
class Info:
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

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {
            "answers": self.answers,
            "programs": self.programs,
            "first": None if self.first is None else self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "withheld": self.withheld,
            "entries": self.entries,
            "pruned": self.pruned,
            "head": self.head,
        }


def info_of(connection: Connection) -> Info:
    """Return what an archive holds."""
    columns = ENTRIES.c
    told = select(
        func.count(), func.min(columns.at), func.max(columns.at), func.sum(columns.withheld)
    ).where(columns.kind == ANSWER)
    count, first, last, withheld = connection.execute(told).one()
    programs = connection.execute(select(func.count()).select_from(PROGRAMS)).scalar_one()
    number, own, pruned = connection.execute(
        select(HEAD.c.number, HEAD.c.hash, HEAD.c.pruned)
    ).one()
    return Info(
        answers=count,
        programs=programs,
        first=None if first is None else moment_of(first),
        last=None if last is None else moment_of(last),
        withheld=int(withheld or 0),
        entries=number,
        pruned=pruned,
        head=own,
    )
