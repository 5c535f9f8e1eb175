"""The matcher: what one rule finds, kept up with every event and never looked for from the start.

Four measures keep the cost of an event low:
- events are found by what ties them together and by time, in `Index`;
- a first event from which nothing was found waits for the one pattern that failed, and is looked at
  again only when an event comes that may be what that pattern means;
- what stands beside something that must not be there is left out when that is first seen, and comes
  back only when that is forgotten;
- of several events that count once, only one is looked at to count.
Where the place of an event in an index does not say all, the conditions are asked themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from gaozhi.model import Absence, Pattern, WatchRule
from gaozhi.watch._conditions import Conditions
from gaozhi.watch._event import Seen
from gaozhi.watch._index import BEGIN, END, Index, Span
from gaozhi.watch._match import Match, Matcher, letter, named, related

_ANY: Final[Span] = (BEGIN, END)


class _Missing:
    """What must not be there beside a pattern's event."""

    def __init__(self, wanted: Absence, conditions: Conditions) -> None:
        self.wanted = wanted
        self.dated = conditions.dated(wanted)
        self.known = Index(wanted)
        self._out: dict[Seen, Seen] = {}
        """the events that were left out, each with the one that it stands beside"""
        self._by: dict[Seen, set[Seen]] = {}

    def take(self, seen: Seen, conditions: Conditions) -> None:
        """Keep an event that may be it."""
        wanted = self.wanted
        if seen.kind == wanted.event and (self.dated or conditions.fits(wanted, seen, seen.day)):
            self.known.add(seen, _ordered(wanted, seen))

    def beside(self, left: Seen, day: date, conditions: Conditions) -> Seen | None:
        """Return an event that stands beside another and must not; None where there is none.

        Args:
            left: the event that it stands beside.
            day: the day of the rule's first event, which conditions read.
            conditions: tell whether an event is what is wanted.

        """
        for one in self.known.meeting(left, (left.time, left.time)):
            if related(self.wanted, left, one) and conditions.fits(self.wanted, one, day):
                return one
        return None

    def leave_out(self, left: Seen, one: Seen) -> None:
        """Keep in mind beside what an event stands that it was left out for."""
        self._out[left] = one
        self._by.setdefault(one, set()).add(left)

    def forget(self, seen: Seen) -> set[Seen]:
        """Forget an event, and return those that were left out for it."""
        self.known.remove(seen)
        if (one := self._out.pop(seen, None)) is not None:
            self._by[one].discard(seen)
        back = self._by.pop(seen, set())
        for left in back:
            del self._out[left]
        return back


class _Role:
    """One pattern of the rule, with the events that it may mean and the first ones that wait."""

    def __init__(self, rule: WatchRule, pattern: Pattern, conditions: Conditions) -> None:
        self.pattern = pattern
        self.dated = conditions.dated(pattern)
        self.missing = [_Missing(wanted, conditions) for wanted in pattern.without]
        turns_on_days = self.dated or any(missing.dated for missing in self.missing)
        apart = pattern.order is not None or pattern.event != rule.head.event
        self.plain = apart and not (turns_on_days or pattern.within or pattern.overdue)
        """whether its place in the index says beside which first events an event may stand"""
        self.events = Index(pattern, lettered=pattern.at_least > 1)
        self.open = Index(pattern)
        """the first events from which something was found, or that were not looked at yet"""
        self.failing = Index(pattern)
        """those from which too few events were found that this pattern means"""
        self.clear: set[Seen] = set()
        """the events beside which nothing stood that must not, in the look that goes on"""
        self.loose: set[Seen] = set()
        """the events of which it is not reckoned yet when they are overdue"""


class IndexedMatcher(Matcher):
    """Looks for one rule, by what it has kept of the events before."""

    def __init__(self, rule: WatchRule, conditions: Conditions) -> None:
        self.rule = rule
        self._conditions = conditions
        self._head = _Role(rule, rule.head, conditions)
        self._roles = [_Role(rule, pattern, conditions) for pattern in rule.others]
        self._waiting: dict[Seen, _Role | None] = {}
        """the first events that may be found, each with the pattern that failed, if one did"""
        self._stale: list[tuple[_Role, Seen]] = []
        self._left_out: list[tuple[_Role, Seen]] = []

    def take(self, seen: Seen) -> None:
        """Take in an event; nothing is looked for yet."""
        for role in (self._head, *self._roles):
            for missing in role.missing:
                missing.take(seen, self._conditions)
        for role in self._roles:
            if seen.kind == role.pattern.event:
                self._place(role, seen)
        if self._conditions.begins(self.rule, seen):
            self._wait(seen, None)

    def moved(self, letters: Iterable[Seen], *, growing: bool) -> None:
        """Reckon anew on which days what some events started is overdue."""
        overdue = [role for role in self._roles if role.pattern.overdue]
        for one in letters:
            for role in overdue:
                if one.kind == role.pattern.event:
                    self._place(role, one)
                    if growing:
                        self._reopen(role.failing.meeting(one, _ANY))

    def around(self, seen: Seen) -> Iterator[Match]:
        """Yield what the rule finds that an event is part of, in the order of first events."""
        for role in self._roles:
            role.clear.clear()
        heads = {seen: None} if seen in self._waiting else {}
        for role in self._roles:
            if seen.kind == role.pattern.event:
                found = self._concerned(role, seen)
                heads |= dict.fromkeys(one for one in found if related(role.pattern, one, seen))
        self._settle()
        for head in sorted(heads, key=lambda one: one.time):
            looked = self._look(head, seen)
            self._settle()
            if looked is not None:
                yield looked

    def forget(self, past: Iterable[Seen]) -> None:
        """Forget events. What they alone kept out comes back, but alerts nobody by itself."""
        gone = dict.fromkeys(past)
        for seen in gone:
            self._end_waiting(seen)
            for role in self._roles:
                role.loose.discard(seen)
                role.clear.discard(seen)
                role.events.remove(seen)
        for role in (self._head, *self._roles):
            for missing in role.missing:
                back = [one for seen in gone for one in missing.forget(seen)]
                for one in back:
                    if one not in gone:
                        self._bring_back(role, one)
                for seen in gone:
                    if missing.dated and seen.kind == missing.wanted.event:
                        self._reopen(role.failing.all())
            if role.pattern.first:
                for seen in gone:
                    self._reopen(role.failing.meeting(seen, _ANY))

    def _bring_back(self, role: _Role, seen: Seen) -> None:
        if role is self._head:
            self._wait(seen, None)
        else:
            self._place(role, seen)
            self._reopen(role.failing.meeting(seen, _ANY))

    def _place(self, role: _Role, seen: Seen) -> None:
        """Keep an event for as long as it may count; when it is overdue is reckoned later."""
        span = self._span(role, seen)
        if span is not None:
            role.events.add(seen, span)
            if role.pattern.overdue:
                role.loose.add(seen)

    def _tighten(self, role: _Role, seen: Seen) -> None:
        """Reckon when an event is overdue."""
        if seen in role.loose:
            role.loose.remove(seen)
            span = self._span(role, seen, exact=True)
            if span is None:
                role.events.remove(seen)
            else:
                role.events.add(seen, span)

    def _span(self, role: _Role, seen: Seen, *, exact: bool = False) -> Span | None:
        """Return the times of the first events beside which an event may be what is meant.

        Args:
            role: the pattern.
            seen: the event.
            exact: whether to reckon when it is overdue.

        """
        pattern, conditions = role.pattern, self._conditions
        since, until = _ordered(pattern, seen)
        if not role.dated and not conditions.fits(pattern, seen, seen.day):
            return None
        days = conditions.days(pattern, seen) if role.dated else (date.min, date.max)
        if days is None:
            return None
        limits = [days]
        if pattern.within is not None and pattern.order != "later":
            limits.append((date.min, conditions.near_until(pattern, seen.day) or date.max))
        if pattern.overdue and exact:
            overdue = conditions.overdue.days(seen)
            if not overdue:
                return None
            limits.append((overdue[0][0], overdue[-1][1]))
        for first, last in limits:
            since = max(since, (first.toordinal(), -1))
            until = min(until, (last.toordinal(), END[1]))
        return (since, until) if since <= until else None

    def _concerned(self, role: _Role, seen: Seen) -> list[Seen]:
        """Return the first events that may be found anew since an event has come for a pattern."""
        self._tighten(role, seen)
        span = self._span(role, seen, exact=True)
        if span is None:
            return []
        if role.pattern.first:
            return self._concerned_by_oldest(role, seen, span)
        if self._barred(role, seen, None):
            return []
        found = list(role.open.meeting(seen, span))
        mate = role.events.mate(seen) if role.plain and role.pattern.at_least > 1 else None
        if mate is not None and mate[1] >= span[1]:
            # Beside the later ones its letter counts already.
            span = (span[0], mate[0])
        return found + list(role.failing.meeting(seen, span))

    def _concerned_by_oldest(self, role: _Role, seen: Seen, span: Span) -> list[Seen]:
        """Return the same where only the oldest event counts: those for which it may be this."""
        pattern, among = role.pattern, None
        if role.plain and pattern.order != "later" and len(pattern.other) < 2:
            oldest = role.events.oldest(seen)
            if oldest is not None and oldest is not seen:
                if not pattern.other or role.events.oldest(seen, unlike=oldest) is not seen:
                    return []
                among = oldest
        return [
            head
            for index in (role.open, role.failing)
            for head in index.meeting(seen, span, among=among)
        ]

    def _look(self, head: Seen, seen: Seen) -> Match | None:
        """Return what is found from a first event, if another one is part of it."""
        if self._barred(self._head, head, head.day):
            return None
        for role in self._roles:
            if not self._enough(role, head):
                self._wait(head, role)
                return None
        self._wait(head, None)
        concerned, others, more = seen is head, list[tuple[Seen, ...]](), False
        for role in self._roles:
            newest: Iterable[Seen]
            if role.pattern.first:
                oldest = self._oldest(role, head)
                newest, stands = (() if oldest is None else (oldest,)), oldest is seen
            else:
                offered = role.events.by_time(head, _at(head), newest=True)
                newest, stands = self._matching(role, head, offered), self._stands(role, seen, head)
            events, cut = named(newest, seen, stands=stands)
            others.append(events)
            concerned, more = concerned or stands, more or cut
        if not concerned:
            return None
        doubts = self._conditions.doubts(self.rule, head, others)
        return Match(head, tuple(others), tuple(doubts), more)

    def _enough(self, role: _Role, head: Seen) -> bool:
        """Whether as many events are there as a pattern wants."""
        if role.pattern.first:
            oldest = self._oldest(role, head)
            return oldest is not None and not self._barred(role, oldest, head.day)
        letters: set[str] = set()
        last: Seen | None = None
        while len(letters) < role.pattern.at_least:
            offered = role.events.meeting(head, _at(head), after=last)
            last = next(self._matching(role, head, offered), None)
            if last is None:
                return False
            letters.add(letter(last))
        return True

    def _oldest(self, role: _Role, head: Seen) -> Seen | None:
        """Return the oldest event that a pattern may mean, whatever stands beside it."""
        for one in role.events.by_time(head, _at(head)):
            if self._may_be(role, one, head):
                return one
        return None

    def _matching(self, role: _Role, head: Seen, offered: Iterable[Seen]) -> Iterator[Seen]:
        """Yield those of the events that a pattern means; its index has offered them."""
        for one in offered:
            if self._may_be(role, one, head) and not self._barred(role, one, head.day):
                yield one

    def _stands(self, role: _Role, seen: Seen, head: Seen) -> bool:
        may_be = self._conditions.may_be(role.pattern, seen, head)
        return may_be and not self._barred(role, seen, head.day)

    def _may_be(self, role: _Role, offered: Seen, head: Seen) -> bool:
        if offered in role.loose:
            self._stale.append((role, offered))
        return role.plain or self._conditions.may_be(role.pattern, offered, head)

    def _barred(self, role: _Role, seen: Seen, day: date | None) -> bool:
        """Whether something stands beside an event of a pattern that must not.

        Args:
            role: the pattern.
            seen: the event.
            day: that of the first event; None to ask whether it does on every day.

        """
        if seen in role.clear:
            return False
        for missing in role.missing:
            if day is None and missing.dated:
                continue
            one = missing.beside(seen, day or seen.day, self._conditions)
            if one is not None:
                # The oldest event counts as the oldest though it is barred.
                if role is self._head or not (missing.dated or role.pattern.first):
                    missing.leave_out(seen, one)
                    self._left_out.append((role, seen))
                return True
        if role.plain:
            role.clear.add(seen)
        return False

    def _settle(self) -> None:
        """Do to the indexes what could not be done while they were read."""
        for role, seen in self._stale:
            self._tighten(role, seen)
        for role, seen in self._left_out:
            if role is self._head:
                self._end_waiting(seen)
            else:
                role.events.remove(seen)
        self._stale, self._left_out = [], []

    def _wait(self, head: Seen, failed: _Role | None) -> None:
        """Have a first event looked at again when an event comes for the pattern that failed.

        Where none failed, it is looked at when one comes for any.
        """
        if head not in self._waiting or self._waiting[head] is not failed:
            self._end_waiting(head)
            self._waiting[head] = failed
            for index in self._places(failed):
                index.add(head, _at(head))

    def _end_waiting(self, head: Seen) -> None:
        if head in self._waiting:
            for index in self._places(self._waiting.pop(head)):
                index.remove(head)

    def _places(self, failed: _Role | None) -> list[Index]:
        return [role.open for role in self._roles] if failed is None else [failed.failing]

    def _reopen(self, heads: Iterable[Seen]) -> None:
        for head in list(heads):
            self._wait(head, None)


def _at(head: Seen) -> Span:
    return head.time, head.time


def _ordered(wanted: Absence, seen: Seen) -> Span:
    """Return the times beside which an event stands in the order that is wanted."""
    day, index = seen.time
    return (
        (day, index + 1) if wanted.order == "earlier" else BEGIN,
        (day, index - 1) if wanted.order == "later" else END,
    )
