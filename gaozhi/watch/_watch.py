"""The watch itself: events go in as they become known, alerts come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any, Literal, Self, get_args

from gaozhi.engine import Place, Where
from gaozhi.errors import GaozhiError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import WatchRule
from gaozhi.source import (
    Diagnostic,
    fault_of_key,
    require,
    require_callable,
    shown,
    unusable,
)
from gaozhi.watch._alert import Alert, alerts_of
from gaozhi.watch._conditions import Conditions
from gaozhi.watch._event import Reader, Seen, WatchEvent
from gaozhi.watch._match import Matcher
from gaozhi.watch._matcher import IndexedMatcher
from gaozhi.watch._overdue import Overdues
from gaozhi.watch._store import Store
from gaozhi.workdays import InvalidDate, civil

MatcherName = Literal["gaozhi", "durable-rules"]
"""Which matcher relates the events."""


class Watch:
    """Watches the events of many cases for one jurisdiction; it alerts, and decides nothing.

    Safe to use from any number of threads. It keeps the events until they are forgotten, with a
    keyed digest in place of every identity number.
    """

    def __init__(
        self, jurisdiction: Jurisdiction, *, key: bytes, matcher: MatcherName = "gaozhi"
    ) -> None:
        """Begin with no event.

        Args:
            jurisdiction: whose rules are watched for.
            key: a secret of at least `SHORTEST_KEY` bytes, for this watch alone; it is not kept
                anywhere else.
            matcher: which one relates the events; both give the same alerts. durable-rules needs
                the extra ``watch``, and looks at no more than 1,000 events together.

        Raises:
            GaozhiError: the key is unusable, the matcher is unknown, or its extra is not installed.

        """
        help = "写 library[…] 得到的地区"
        require(jurisdiction, Jurisdiction, "jurisdiction", "地区", help, GaozhiError)
        fault = fault_of_key(key)
        if fault is not None:
            help = "用 secrets.token_bytes(32) 生成，与案件分开保管"
            raise GaozhiError([Diagnostic.error("GZ557", fault, help=help)])
        if matcher not in get_args(MatcherName):
            message = f"不认识的 matcher：{shown(matcher, write=repr)}"
            help = "可写 'gaozhi' 或者 'durable-rules'；不写就是 'gaozhi'"
            raise GaozhiError([Diagnostic.error("GZ559", message, help=help)])
        self.jurisdiction = jurisdiction
        self._lock = Lock()
        self._closed = False
        self._count = 0
        self._reader = Reader(jurisdiction.program, jurisdiction.calendar, key)
        self._store = Store()
        self._matcher = matcher
        self._begin()

    def __repr__(self) -> str:
        return f"Watch({self.jurisdiction.name!r}, {len(self)} events)"

    def __len__(self) -> int:
        return len(self._store)

    def add(
        self,
        event: WatchEvent | Mapping[str, Any],
        *,
        where: Where | None = None,
        place: Place | None = None,
    ) -> tuple[Alert, ...]:
        """Take in an event, and return the alerts that it completes.

        An event that is already known changes nothing. Events may become known later than others
        that happened after them.

        Args:
            event: what happened, as `WatchEvent` or a mapping with its keys.
            where: tells where the event stands in a file, for the diagnostics.
            place: tells where its facts stand.

        Raises:
            CaseError: with every problem of the event; it is then not taken in.
            GaozhiError: the watch is closed.

        """
        require_callable(where, "where")
        require_callable(place, "place")
        with self._lock:
            self._require_open()
            seen = self._reader.read(event, self._count, where or (lambda _: None), place)
            if seen in self._store:
                return ()
            self._store.add(seen)
            try:
                self._take(seen)
                alerts = tuple(
                    alert
                    for matcher in self._matchers
                    for alert in alerts_of(matcher.rule, matcher.around(seen))
                )
            except BaseException:
                # What was interrupted may have been left half done.
                self._store.remove(seen)
                self._begin()
                raise
            self._count += 1
            return alerts

    def _begin(self) -> None:
        """Make the matchers anew from the events that are known."""
        program, calendar = self.jurisdiction.program, self.jurisdiction.calendar
        self._overdue = Overdues(program, calendar, self._store)
        conditions = Conditions(calendar, program.vocabulary.roles.date, self._overdue)
        self._matchers = [self._made(rule, conditions) for rule in program.watch]
        for seen in self._store:
            self._take(seen)

    def _made(self, rule: WatchRule, conditions: Conditions) -> Matcher:
        if self._matcher == "gaozhi":
            return IndexedMatcher(rule, conditions)
        # Here, so that the extra is wanted only where it was asked for.
        from gaozhi.watch._durable import DurableMatcher

        return DurableMatcher(rule, conditions, self._store)

    def _take(self, seen: Seen) -> None:
        letters, growing = self._overdue.take(seen)
        for matcher in self._matchers:
            matcher.take(seen)
            matcher.moved(letters, growing=growing)

    def forget(self, *, before: date) -> int:
        """Forget the events of the days before one, and return how many there were.

        What has been forgotten is no longer watched for: a county says how long it keeps what.

        Raises:
            GaozhiError: the watch is closed, or `before` is no day.

        """
        try:
            day = civil(before)
        except InvalidDate:
            raise GaozhiError([unusable("before", "日期", before, "写 datetime.date")]) from None
        with self._lock:
            self._require_open()
            past = self._store.forget(day)
            try:
                self._overdue.forget(past)
                for matcher in self._matchers:
                    matcher.forget(past)
            except BaseException:
                self._begin()
                raise
            return len(past)

    def close(self) -> None:
        """Forget everything; the watch can no longer be used."""
        with self._lock:
            self._closed = True
            self._store.forget_all()
            self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _require_open(self) -> None:
        if self._closed:
            message = "这个预警已经关闭，不再接收事件"
            raise GaozhiError([Diagnostic.error("GZ558", message, help="另建一个 Watch")])
