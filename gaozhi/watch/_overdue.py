"""What is overdue on a day: reckoned by the county's duties and its calendar, never by a timer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gaozhi.engine import Event, Obligation
from gaozhi.engine.timeline import timeline
from gaozhi.errors import CaseError
from gaozhi.model import SAME_DAY, Duty, Program
from gaozhi.watch._event import Seen
from gaozhi.watch._store import Store
from gaozhi.workdays import WorkCalendar

_LAST: Final = date.max - timedelta(days=1)
"""A day on which everything has happened that is known."""
_DAY: Final = timedelta(days=1)
_ENDED: Final = ("met", "met late", "void")


@dataclass(frozen=True, slots=True)
class _Days:
    """On which days something that an event started is overdue.

    Attributes:
        spans: their first and last days.
        settled: from which day on nothing that happens changes them; None while that may be.

    """

    spans: tuple[tuple[date, date], ...]
    settled: date | None


class Overdues:
    """Says what is overdue, from the events of the same case, organ and letter."""

    def __init__(self, program: Program, calendar: WorkCalendar, store: Store) -> None:
        self._program = program
        self._calendar = calendar
        self._store = store
        timed = [duty for duty in program.duties if _has_a_last_day(duty) and duty.met_by]
        self._timed = {duty.name for duty in timed}
        self._started = {duty.since for duty in timed if duty.since is not None}
        self._ends = _ends(program)
        self._known: dict[Seen, _Days] = {}

    def __call__(self, seen: Seen, day: date) -> bool:
        """Whether a duty that the event certainly started is overdue on a day.

        A duty that states no number of days is never overdue; one that is owed only if something
        unknown holds is not called overdue, nor is one of several that cannot be told apart because
        no letter is named.
        """
        return any(first <= day <= last for first, last in self.days(seen))

    def days(self, seen: Seen) -> tuple[tuple[date, date], ...]:
        """Return the first and last days between which a duty that the event started is overdue."""
        if seen.kind not in self._started:
            return ()
        known = self._known.get(seen)
        if known is None:
            known = self._known[seen] = self._reckoned(seen)
        return known.spans

    def take(self, seen: Seen) -> tuple[list[Seen], bool]:
        """Return the events for which another one changes the days, and whether they may grow."""
        may_be_met = self._of_its_case(self._started, seen) if seen.kind in self._ends else ()
        letters = [one for one in may_be_met if self._matters(seen, one)]
        for one in letters:
            del self._known[one]
        return letters, seen.kind in self._started

    def forget(self, past: Iterable[Seen]) -> None:
        """Forget events. None of them matters to one that is kept, as all of those are later."""
        for seen in past:
            self._known.pop(seen, None)

    def _of_its_case(self, kinds: Iterable[str], seen: Seen) -> Iterator[Seen]:
        """Yield the other events of some kinds in its case that may be of its letter."""
        for kind in kinds:
            for one in self._store.linked(kind, "case", seen):
                if one is not seen and _agree(one, seen):
                    yield one

    def _matters(self, seen: Seen, letter: Seen) -> bool:
        known = self._known.get(letter)
        return (
            known is not None
            and letter.day <= seen.day
            and (known.settled is None or seen.day <= known.settled)
        )

    def _reckoned(self, seen: Seen) -> _Days:
        """Reckon the days: from one on which something happens to the next, late stays late."""
        answers = [one for one in self._of_its_case(self._ends, seen) if one.day >= seen.day]
        beside = sorted(answers, key=lambda one: one.day)
        begins = [seen.day, *dict.fromkeys(one.day for one in beside if one.day > seen.day)]
        spans: list[tuple[date, date]] = []
        for first, after in zip(begins, [*begins[1:], None], strict=True):
            last = _LAST if after is None else after - _DAY
            known = (seen, *(one for one in beside if one.day <= last))
            obligations = self._obligations(seen, known, last)
            late = [one.due for one in obligations if one.status == "overdue"]
            dues = [due for due in late if due is not None]
            if dues and (since := max(first, min(dues) + _DAY, seen.day + _DAY)) <= last:
                spans.append((since, date.max if after is None else last))
            if all(one.status in _ENDED for one in obligations):
                return _Days(tuple(spans), first)
        return _Days(tuple(spans), None)

    def _obligations(self, seen: Seen, known: Iterable[Seen], day: date) -> list[Obligation]:
        """Return what an event certainly started and may be overdue, as it stands on a day."""
        events = [Event(one.kind, one.day) for one in known]
        try:
            found = timeline(self._program, self._calendar, events, seen.facts, day)
        except CaseError:
            # Every event was checked on its own; together it is open which answer answers which.
            return []
        return [
            one
            for one in found
            if one.duty in self._timed and one.deadline.since == seen.day and not one.conditional
        ]


def _has_a_last_day(duty: Duty) -> bool:
    return duty.within is not None or duty.case_time is not None or duty.manner == SAME_DAY


def _ends(program: Program) -> tuple[str, ...]:
    """Return the kinds of events that meet a duty that an event starts, or give it more time."""
    started = [duty for duty in program.duties if duty.since is not None]
    met = {duty.met_by for duty in started if duty.met_by is not None}
    return tuple(sorted(met | {duty.extension.approved for duty in started if duty.extension}))


def _agree(one: Seen, other: Seen) -> bool:
    """Whether two events do not speak of different letters or organs."""
    mine, theirs = one.links, other.links
    return all(
        link not in mine or link not in theirs or mine[link] == theirs[link]
        for link in ("ref", "organ")
    )
