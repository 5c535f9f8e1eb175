"""The rows of an archive, and the chain of hashes that they form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from gaozhi.engine import Receipt
from gaozhi.errors import ArchiveError
from gaozhi.source import unusable

__all__ = [
    "ANSWER",
    "FIRST",
    "PROGRAM",
    "PRUNE",
    "Draft",
    "Entry",
    "compact",
    "hash_of",
    "instant",
    "moment_of",
]

Kind = Literal["answer", "program", "prune"]
ANSWER: Final = "answer"
PROGRAM: Final = "program"
PRUNE: Final = "prune"

FIRST: Final = "0" * 64
"""What the first entry of a chain follows."""


class Draft(NamedTuple):
    """An entry before it has its place in the chain.

    The columns of the database but for `number`, `previous` and `hash`, in this order.
    """

    kind: str
    at: str
    jurisdiction: str
    decision: str | None
    day: str | None
    outcome: str | None
    program: str
    withheld: int
    body: str


def hash_of(number: object, draft: tuple[object, ...], previous: object) -> str:
    """Return the hash of an entry, in hexadecimal: SHA-256 over all that it holds.

    Args:
        number: its place in the chain.
        draft: its columns, in the order of `Draft`.
        previous: the hash of the entry before.

    """
    # What is no JSON was put there by somebody else, and is in no chain.
    text = json.dumps([number, *draft, previous], separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def compact(data: object) -> str:
    """Return JSON in its shortest form; half a surrogate pair is escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":"), sort_keys=True)
    return text


def instant(moment: object, name: str) -> str:
    """Return a moment as the archive writes it: in UTC, to the microsecond.

    Args:
        moment: a datetime with its time zone.
        name: the argument's name.

    Raises:
        ArchiveError: it is none.

    """
    try:
        aware = isinstance(moment, datetime) and moment.utcoffset() is not None
        if aware and isinstance(moment, datetime):
            return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    except Exception:  # noqa: BLE001 - a caller's time zone may raise anything
        moment = repr(type(moment))
    help = "写 datetime.now(UTC)；或者打开时给 clock"
    raise ArchiveError([unusable(name, "带时区的时刻（datetime）", moment, help)])


def moment_of(text: str) -> datetime:
    """Return the moment that an archive wrote."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """One row of an archive.

    Attributes:
        number: its place in the chain, from 1.
        kind: answer; program, which vouches for a program that is kept; or prune, which stands for
            what was taken out.
        at: when it was recorded, in UTC.
        jurisdiction: the id of the jurisdiction; empty for a prune.
        decision: what was asked.
        date: the day of the decision.
        outcome: what came out; for a decision that collects, its values.
        program: the key of the program that answered.
        withheld: how many of the words were not written, since they cannot be masked.
        previous: the hash of the entry before.
        hash: the hash of this one, over all that it holds.

    """

    number: int
    kind: str
    at: datetime
    jurisdiction: str
    decision: str | None
    date: date | None
    outcome: str | None
    program: str
    withheld: int
    previous: str
    hash: str
    _body: str = field(repr=False)

    @classmethod
    def of(cls, number: int, draft: Draft, previous: str, own: str) -> Entry:
        """Return an entry of its columns.

        Args:
            number: its place in the chain.
            draft: what it holds.
            previous: the hash of the entry before.
            own: its own hash.

        """
        day = None if draft.day is None else date.fromisoformat(draft.day)
        return cls(
            number=number,
            kind=draft.kind,
            at=moment_of(draft.at),
            jurisdiction=draft.jurisdiction,
            decision=draft.decision,
            date=day,
            outcome=draft.outcome,
            program=draft.program,
            withheld=draft.withheld,
            previous=previous,
            hash=own,
            _body=draft.body,
        )

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """All else that is kept, as JSON-ready data."""
        data: dict[str, Any] = json.loads(self._body)
        return data

    @property
    def words(self) -> Mapping[str, Any] | None:
        """The case as it was sent, masked; None where it was not handed in."""
        return self.body.get("words")

    @property
    def receipt(self) -> Receipt | None:
        """The receipt of an answer; None for the other kinds."""
        if self.kind != ANSWER:
            return None
        return Receipt(self.body["receipt"], self.body["signature"])

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as JSON-ready data."""
        return {
            "number": self.number,
            "kind": self.kind,
            "at": self.at.isoformat(timespec="microseconds"),
            "jurisdiction": self.jurisdiction,
            "decision": self.decision,
            "date": None if self.date is None else self.date.isoformat(),
            "outcome": self.outcome,
            "program": self.program,
            "withheld": self.withheld,
            **self.body,
            "previous": self.previous,
            "hash": self.hash,
        }
