"""Whether an archive is as it was written: every row, their order, the programs and the end."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, select

from gaozhi.archive._entry import ANSWER, FIRST, PROGRAM, PRUNE, Draft, hash_of
from gaozhi.archive._programs import KEPT_COLUMNS, Kept
from gaozhi.archive._query import ENTRY_COLUMNS
from gaozhi.archive._tables import ENTRIES, HEAD, PROGRAMS, read_head, streamed
from gaozhi.source import JsonRecord, shown

__all__ = ["Broken", "Verification", "verified"]

_VOUCHED: Final = ("jurisdiction", "digest", "calendar", "version")


@dataclass(frozen=True, slots=True)
class Broken:
    """The first thing that is not as it was written.

    Attributes:
        what: missing (rows between two, or at the beginning), altered, order (a row does not
            follow the one before), program, end (rows behind the last, or the head itself), or
            head (the one that was noted elsewhere).
        number: the row's number; None for what is no row.
        text: the same in Chinese.

    """

    what: str
    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Verification(JsonRecord):
    """What the check of an archive found.

    Attributes:
        entries: how many rows follow on one another, up to the end or to what is broken.
        answers: how many of them are answers.
        pruned: how many before them were taken out, with a stub that says so.
        head: the hash of the last of these rows.
        broken: the first thing that is not as it was written; None where all is.

    """

    json_keys = "holds entries answers pruned head broken"

    entries: int
    answers: int
    pruned: int
    head: str
    broken: Broken | None

    @property
    def holds(self) -> bool:
        """Whether all is as it was written."""
        return self.broken is None


class _Found(Exception):  # noqa: N818 - it ends the walk
    """The first thing that is broken."""

    def __init__(self, what: str, number: int | None, text: str) -> None:
        super().__init__(text)
        self.broken = Broken(what, number, text)


def verified(connection: Connection, head: str | None = None) -> Verification:
    """Return what the check of an archive finds.

    Args:
        connection: to one state of the archive.
        head: the hash of an entry, noted elsewhere; None for none.

    """
    walk = _Walk(head)
    broken = None
    try:
        walk.rows(connection)
        walk.end(connection)
        walk.programs(connection)
        walk.noted()
    except _Found as found:
        broken = found.broken
    return Verification(walk.entries, walk.answers, walk.pruned, walk.last, broken)


class _Walk:
    """Walks along the chain.

    Args:
        wanted: the hash of an entry, noted elsewhere.

    """

    def __init__(self, wanted: str | None) -> None:
        self._wanted = None if wanted is None else wanted.strip().lower()
        self.entries = 0
        self.answers = 0
        self.pruned = 0
        self.last = FIRST
        self._number = 0
        self._began_after = FIRST
        self._stub: dict[str, Any] = {"through": 0, "hash": FIRST}
        self._vouched: dict[str, tuple[int, dict[str, Any]]] = {}
        self._needed: dict[str, int] = {}
        self._seen = wanted is None or self._wanted == FIRST

    def rows(self, connection: Connection) -> None:
        """Check every row by itself, and that it follows the one before."""
        wanted = select(*ENTRY_COLUMNS).order_by(ENTRIES.c.number)
        with streamed(connection, wanted) as found:
            for number, *rest, previous, own in found:
                self._row(number, Draft(*rest), previous, own)

    def _row(self, number: int, draft: Draft, previous: str, own: str) -> None:
        if hash_of(number, tuple(draft), previous) != own:
            raise _Found("altered", number, f"第 {number} 行被改动过")
        if self.entries == 0:
            self.pruned, self._began_after = number - 1, previous
        elif number != self._number + 1:
            text = f"第 {self._number + 1} 行至第 {number - 1} 行不见了"
            raise _Found("missing", self._number + 1, text)
        elif previous != self.last:
            raise _Found("order", number, f"第 {number} 行不是接着第 {number - 1} 行写的")
        self._number, self.last = number, own
        self.entries += 1
        self._seen = self._seen or own == self._wanted
        self._kind(number, draft)

    def _kind(self, number: int, draft: Draft) -> None:
        if draft.kind == ANSWER:
            self.answers += 1
            self._needed.setdefault(draft.program, number)
        elif draft.kind == PROGRAM:
            self._vouched[draft.program] = number, json.loads(draft.body)
        elif draft.kind == PRUNE:
            self._stub = json.loads(draft.body)

    def end(self, connection: Connection) -> None:
        """Check that nothing is missing behind the last row, nor before the first."""
        rows = connection.execute(select(HEAD.c.id)).scalars().all()
        head = read_head(connection)
        if head is None or rows != [1]:
            raise _Found("end", None, "末端的记录不见了，或者读不懂")
        number, own, pruned = head
        if (self._stub["through"], self._stub["hash"]) != (self.pruned, self._began_after):
            text = f"第 {self._stub['through'] + 1} 行至第 {self.pruned} 行不见了"
            raise _Found("missing", self._stub["through"] + 1, text)
        if self._number < number:
            text = f"第 {self._number + 1} 行至第 {number} 行不见了：末尾被截去"
            raise _Found("end", self._number + 1, text)
        if (self._number, self.last, self.pruned) != (number, own, pruned):
            raise _Found("end", self._number, f"末端的记录与第 {self._number} 行不符")

    def programs(self, connection: Connection) -> None:
        """Check that every program is there, as it was written, and no other."""
        missing = next((key for key in self._needed if key not in self._vouched), None)
        if missing is not None:
            number = self._needed[missing]
            raise _Found("program", number, f"第 {number} 行所依的规则没有存")
        unseen = dict(self._vouched)
        with closing(_programs(connection)) as found:
            for number, row in found:
                vouched = unseen.pop(row.key, None)
                if vouched is None:
                    name = shown(row.key, 12)
                    raise _Found("program", None, f"规则 {name} 是没有记录的，后来放进去的")
                if not _as_vouched(number, row, *vouched):
                    raise _Found("program", vouched[0], f"第 {vouched[0]} 行所存的规则被改动过")
        for number, _ in unseen.values():
            raise _Found("program", number, f"第 {number} 行所存的规则不见了")

    def noted(self) -> None:
        """Check that the hash that was noted elsewhere is in the chain."""
        if self._seen or self._wanted in (self._stub["hash"], *self._stub.get("stubs", ())):
            return
        text = f"另处记下的摘要 {shown(self._wanted, 70)} 不在链上：末尾被截去，或者换了一条链"
        if self.pruned:
            text += "；也可能它所指的行已经清理"
        raise _Found("head", None, text)


def _programs(connection: Connection) -> Generator[tuple[int, Kept]]:
    wanted = select(PROGRAMS.c.number, *KEPT_COLUMNS)
    with streamed(connection, wanted, 20) as found:
        for number, *rest in found:
            yield number, Kept(*rest)


def _as_vouched(number: object, row: Kept, vouched: int, said: dict[str, Any]) -> bool:
    if number != vouched or not isinstance(row.data, bytes):
        return False
    same = all(getattr(row, name) == said[name] for name in _VOUCHED)
    return same and sha256(row.data).hexdigest() == row.key
