"""Which answers of an archive would be others under a law that is tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, select

from gaozhi.archive._entry import Entry, compact
from gaozhi.archive._masking import identity_names
from gaozhi.archive._programs import Kept, find_kept
from gaozhi.engine import Receipt
from gaozhi.errors import GaozhiError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.library.receipt_file import replay
from gaozhi.model import CERTIFICATE, FactType
from gaozhi.source import JsonRecord, shown

__all__ = ["Change", "ReplayReport", "Unanswered", "replayed"]

_MANY: Final = 20_000
"""How many different answers are remembered."""

Opened = Callable[[Kept], Jurisdiction]


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that would be another.

    Attributes:
        number: its entry's number.
        at: when it was recorded.
        jurisdiction: the id of the jurisdiction.
        decision: what was asked.
        before: what came out.
        after: what would come out.
        gained: the rules that hold now and did not hold then.
        lost: the rules that held then and do not hold now.

    """

    number: int
    at: datetime
    jurisdiction: str
    decision: str
    before: str
    after: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "jurisdiction": self.jurisdiction,
            "decision": self.decision,
            "before": self.before,
            "after": self.after,
            "gained": list(self.gained),
            "lost": list(self.lost),
        }


@dataclass(frozen=True, slots=True)
class Unanswered(JsonRecord):
    """An answer that could not be given again.

    Attributes:
        number: its entry's number.
        text: why, in Chinese.

    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a replay of an archive found.

    Attributes:
        answers: how many answers were replayed.
        same: how many come out the same on the same grounds.
        other_grounds: how many come out the same on other grounds.
        changes: those that would be others.
        unanswered: those that the law that is tried cannot answer.
        unreproduced: those that the program that gave them does not give again.

    """

    answers: int
    same: int
    other_grounds: int
    changes: tuple[Change, ...]
    unanswered: tuple[Unanswered, ...]
    unreproduced: tuple[Unanswered, ...]

    @property
    def counts(self) -> Mapping[tuple[str, str, str, str], int]:
        """How many changes by jurisdiction, decision, before and after, the most first."""
        counts = Counter((c.jurisdiction, c.decision, c.before, c.after) for c in self.changes)
        return dict(counts.most_common())

    def rules(self, jurisdiction: str, decision: str, before: str, after: str) -> Mapping[str, int]:
        """Return how many changes of one kind there are by the rule that makes them.

        That are the rules that hold now; where none does, those that no longer hold, with －.

        Args:
            jurisdiction: the id of the jurisdiction.
            decision: what was asked.
            before: what came out.
            after: what would come out.

        """
        kind = (jurisdiction, decision, before, after)
        counts: Counter[str] = Counter()
        for one in self.changes:
            if (one.jurisdiction, one.decision, one.before, one.after) == kind:
                counts.update(one.gained or [f"－{rule}" for rule in one.lost])
        return dict(counts.most_common())

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        counts = [
            {
                "jurisdiction": kind[0],
                "decision": kind[1],
                "before": kind[2],
                "after": kind[3],
                "count": count,
                "rules": dict(self.rules(*kind)),
            }
            for kind, count in self.counts.items()
        ]
        return {
            "answers": self.answers,
            "same": self.same,
            "other_grounds": self.other_grounds,
            "counts": counts,
            "changes": [one.to_dict() for one in self.changes],
            "unanswered": [one.to_dict() for one in self.unanswered],
            "unreproduced": [one.to_dict() for one in self.unreproduced],
        }


class _Outcome(NamedTuple):
    """What an answer comes to: its label, and the rules that it rests on."""

    label: str
    rules: tuple[str, ...]


def replayed(
    connection: Connection,
    entries: Iterable[Entry],
    wanted: Select[Any],
    library: Library,
    opened: Opened,
    on: date | None,
    on_progress: Callable[[int, int], None] | None,
) -> ReplayReport:
    """Return which answers would be others; see `Archive.replay`.

    Args:
        connection: to one state of the archive.
        entries: the answers.
        wanted: the query that gave them, to count them by.
        library: the law that is tried.
        opened: makes a jurisdiction of a program that is kept.
        on: the day on which all are asked; None for each one's own.
        on_progress: is told how many are done, and of how many.

    """
    total = 0
    if on_progress is not None:
        counted = select(func.count()).select_from(wanted.order_by(None).subquery())
        total = connection.execute(counted).scalar_one()
    replaying = _Replaying(library, lambda key: find_kept(connection, key=key), opened, on)
    for done, entry in enumerate(entries, 1):
        replaying.take(entry)
        if on_progress is not None:
            on_progress(done, total)
    return replaying.report()


class _Replaying:
    """Replays answers; one that was given before is not reckoned again.

    Args:
        library: the law that is tried.
        program: returns one that is kept, by its key.
        opened: makes a jurisdiction of one.
        on: the day on which all are asked; None for each one's own.

    """

    def __init__(
        self,
        library: Library,
        program: Callable[[str], Kept | None],
        opened: Opened,
        on: date | None,
    ) -> None:
        self._library = library
        self._program = program
        self._opened = opened
        self._on = None if on is None else on.isoformat()
        self._counties: dict[str, Jurisdiction | str] = {}
        self._known: dict[tuple[object, ...], Any] = {}
        self._answers = self._same = self._other_grounds = 0
        self._changes: list[Change] = []
        self._unanswered: list[Unanswered] = []
        self._unreproduced: list[Unanswered] = []

    def report(self) -> ReplayReport:
        """Return what was found."""
        return ReplayReport(
            self._answers,
            self._same,
            self._other_grounds,
            tuple(self._changes),
            tuple(self._unanswered),
            tuple(self._unreproduced),
        )

    def take(self, entry: Entry) -> None:
        """Replay an answer."""
        self._answers += 1
        try:
            body = entry.body
            data: dict[str, Any] = body["receipt"]
            key = compact(data)
            before = _outcome(data["answer"])
        except (AttributeError, LookupError, TypeError, ValueError):
            said = "读不懂：被改动过或者损坏了"
            self._unanswered.append(Unanswered(entry.number, said))
            self._unreproduced.append(Unanswered(entry.number, said))
            return
        fault = self._once(("own", entry.program, key), partial(self._own, entry, data))
        if fault:
            self._unreproduced.append(Unanswered(entry.number, fault))
        words = compact(entry.words)
        after = self._once(("new", key, words), partial(self._new, entry, data))
        self._compare(entry, before, after)

    def _compare(self, entry: Entry, before: _Outcome, after: _Outcome | str) -> None:
        if isinstance(after, str):
            self._unanswered.append(Unanswered(entry.number, after))
        elif before.label == after.label:
            self._same += before.rules == after.rules
            self._other_grounds += before.rules != after.rules
        else:
            then, now = before.rules, after.rules
            change = Change(
                number=entry.number,
                at=entry.at,
                jurisdiction=entry.jurisdiction,
                decision=entry.decision or "",
                before=before.label,
                after=after.label,
                gained=tuple(one for one in now if one not in then),
                lost=tuple(one for one in then if one not in now),
            )
            self._changes.append(change)

    def _once(self, key: tuple[object, ...], reckon: Callable[[], Any]) -> Any:  # noqa: ANN401
        if key not in self._known:
            if len(self._known) >= _MANY:
                self._known.clear()
            self._known[key] = reckon()
        return self._known[key]

    def _own(self, entry: Entry, data: dict[str, Any]) -> str:
        """Return why an answer's own program does not give it again; empty where it does."""
        county = self._county(entry.program)
        if isinstance(county, str):
            return county
        try:
            if _as_filed(data) == _as_filed(_fresh(county, data)):
                return ""
        except GaozhiError:
            pass
        # The reference interpreter says what differs.
        try:
            found = replay(Receipt(data), Library((county,)))
        except GaozhiError as error:
            return _summary_of(error)
        if found.holds:
            return ""
        return "；".join(one.text for one in found.differences[:3])

    def _county(self, key: str) -> Jurisdiction | str:
        """Return the jurisdiction of a program that is kept, or why it cannot be had."""
        if key not in self._counties:
            program = self._program(key)
            try:
                self._counties[key] = (
                    "存档里没有当时的规则" if program is None else self._opened(program)
                )
            except GaozhiError as error:
                self._counties[key] = _summary_of(error)
        return self._counties[key]

    def _new(self, entry: Entry, data: dict[str, Any]) -> _Outcome | str:
        """Return what comes out under the law that is tried, or why nothing does."""
        try:
            county = self._library[data["jurisdiction"]["id"]]
            facts = _facts(county, data, entry.words)
            day = self._on or data["date"]
            decision = county.decide(facts, data["decision"], item=_item(data), on=day)
            return _outcome(decision.receipt().data["answer"])
        except GaozhiError as error:
            return _summary_of(error)


def _outcome(answer: Mapping[str, Any]) -> _Outcome:
    """Return what an answer comes to; of one that is open, with what may yet come out."""
    label = answer["outcome"] or "、".join(answer["values"]) or "（无）"
    if not answer["settled"]:
        open_ = "、".join((*answer["possible"], *answer["pending"]))
        label = f"{label}（{open_}）" if open_ else label
    return _Outcome(label, tuple(ground["rule"] for ground in answer["grounds"]))


def _fresh(county: Jurisdiction, data: dict[str, Any]) -> Mapping[str, Any]:
    facts = _facts(county, data, None)
    made = county.decide(facts, data["decision"], item=_item(data), on=data["date"])
    return made.receipt().data


def _as_filed(data: Mapping[str, Any]) -> str:
    """Return a receipt as text, but for numbers that none holds and the version that made it."""
    return compact({k: v for k, v in data.items() if k not in ("withheld", "versions")})


def _item(data: dict[str, Any]) -> dict[str, str] | None:
    if data["item"] is None:
        return None
    said = {"kind": CERTIFICATE, **data["item"]}
    return {name: said[name] for name in ("kind", "certificate", "matter") if said[name]}


def _facts(
    county: Jurisdiction, data: dict[str, Any], words: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return the facts of a case: those that were sent, else those of the receipt.

    Args:
        county: whose words tell which are identity numbers.
        data: the receipt.
        words: the case as it was sent, masked.

    """
    if words is not None and isinstance(words.get("facts"), Mapping):
        return _without(words["facts"], identity_names(county.program) | _day_names(county), "")
    known = county.vocabulary.facts
    given: dict[str, Any] = {}
    for name, value in data["facts"].items():
        fact = known.get(name)
        if name in data["from_list"]:
            continue
        given[name] = value
        if fact is not None and fact.kind is FactType.NUMBER and isinstance(value, str):
            try:
                given[name] = Decimal(value)
            except InvalidOperation:
                given[name] = value
    return given


def _day_names(county: Jurisdiction) -> frozenset[str]:
    """Return the names of the fact that is the day of the decision; the receipt has it."""
    fact = county.vocabulary.facts.get(county.vocabulary.roles.date or "")
    return frozenset() if fact is None else frozenset({fact.name, fact.api})


def _without(facts: Mapping[str, Any], names: frozenset[str], path: str) -> dict[str, Any]:
    """Return facts, flat or nested, without some.

    Args:
        facts: the facts.
        names: the names of those that are left out, such as identity numbers, which are masked.
        path: what they are nested in.

    """
    kept: dict[str, Any] = {}
    for key, value in facts.items():
        name = f"{path}.{key}" if path else key
        if key in names or name in names:
            continue
        kept[key] = _without(value, names, name) if isinstance(value, Mapping) else value
    return kept


def _summary_of(error: GaozhiError) -> str:
    return shown("；".join(one.message for one in error.diagnostics[:2]), 300)
