"""Taking old entries out, so that the chain can still be verified."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from gaozhi.archive._entry import ANSWER, PRUNE, Draft, compact
from gaozhi.archive._failures import refuse
from gaozhi.archive._programs import Kept, find_kept
from gaozhi.archive._tables import ENTRIES, PROGRAMS, read_head
from gaozhi.archive._verify import verified
from gaozhi.archive._writer import append, set_head
from gaozhi.source import JsonRecord

__all__ = ["Pruned", "pruned"]


@dataclass(frozen=True, slots=True)
class Pruned(JsonRecord):
    """What was taken out of an archive.

    Attributes:
        answers: how many answers.
        programs: how many programs, that none of the others needs.
        through: the number of the last entry that was taken out; 0 where none ever was.
        hash: its hash, which the stub keeps.

    """

    answers: int
    programs: int
    through: int
    hash: str


def pruned(connection: Connection, before: str, by: str, at: str) -> Pruned:
    """Take out the entries before a moment, within the caller's transaction.

    The stub goes to the end of the chain. Programs that are still needed are vouched for anew.

    Args:
        connection: in a transaction that keeps other writers out.
        before: the first entry of this moment or a later one stays, and all behind it.
        by: who answers for it, and why.
        at: when it is done.

    Raises:
        ArchiveError: the chain is broken.

    """
    head = read_head(connection, lock=True)
    found = verified(connection)
    if head is None or found.broken is not None:
        said = found.broken.text if found.broken is not None else "末端的记录不见了"
        help = "先查清楚，从备份恢复；清理会使它再也查不清"
        raise refuse("GZ786", f"存档的链断了，没有清理：{said}", help)
    through = _through(connection, before, head.number)
    if through <= head.pruned:
        return Pruned(0, 0, head.pruned, "")
    columns = ENTRIES.c
    last = connection.execute(select(columns.hash).where(columns.number == through)).scalar_one()
    answers = connection.execute(
        select(func.count()).where(columns.number <= through, columns.kind == ANSWER)
    ).scalar_one()
    needed = set(
        connection.execute(
            select(columns.program)
            .where(columns.number > through, columns.kind == ANSWER)
            .distinct()
        ).scalars()
    )
    old = connection.execute(
        select(PROGRAMS.c.key).where(PROGRAMS.c.number <= through).order_by(PROGRAMS.c.number)
    )
    keys = old.scalars().all()
    stub = {
        "before": before,
        "through": through,
        "hash": last,
        "answers": answers,
        "programs": [key for key in keys if key not in needed],
        "by": by,
    }
    # The triggers let go of what lies before the head's mark.
    set_head(connection, head._replace(pruned=through))
    end = head
    for key in keys:
        program = _taken(connection, key)
        if key in needed:
            end, _ = append(connection, end, at, [], [program])
    end, _ = append(connection, end, at, [_draft(at, stub)], [])
    connection.execute(delete(ENTRIES).where(columns.number <= through))
    set_head(connection, end._replace(pruned=through))
    gone = sum(key not in needed for key in keys)
    return Pruned(answers, gone, through, last)


def _through(connection: Connection, before: str, last: int) -> int:
    columns = ENTRIES.c
    first = connection.execute(
        select(func.min(columns.number)).where(columns.at >= before)
    ).scalar()
    return last if first is None else int(first) - 1


def _draft(at: str, stub: dict[str, object]) -> Draft:
    return Draft(PRUNE, at, "", None, None, None, "", 0, compact(stub))


def _taken(connection: Connection, key: str) -> Kept:
    """Take a program out, and return it; no two are held at a time."""
    found = find_kept(connection, key=key)
    assert found is not None
    connection.execute(delete(PROGRAMS).where(PROGRAMS.c.key == key))
    return found
