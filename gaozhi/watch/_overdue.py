"""What is overdue on a day: reckoned by the county's duties and its calendar, never by a timer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gaozhi._exceptions import CaseError
from gaozhi.compiler import Program
from gaozhi.engine import Event, Obligation
from gaozhi.engine.timeline import timeline
from gaozhi.watch._event import Seen
from gaozhi.watch._store import Store
from gaozhi.workdays import WorkCalendar

__all__ = ["Overdues"]

_KEPT: Final = 10_000
"""How many answers are kept; each holds only for what was known when it was given."""


class Overdues:
    """Says what is overdue, from the events of the same case, organ and letter."""

    def __init__(self, program: Program, calendar: WorkCalendar, store: Store) -> None:
        self._program = program
        self._calendar = calendar
        self._store = store
        self._started = {
            duty.since for duty in program.duties if duty.within is not None and duty.met_by
        }
        self._ends = _ends(program)
        self._known: dict[tuple[str, date, frozenset[str]], bool] = {}

    def __call__(self, seen: Seen, day: date) -> bool:
        """Whether a duty that the event certainly started is overdue on a day.

        A duty that states no number of days is never overdue; one that is owed only if something
        unknown holds is not called overdue, nor is one of several that cannot be told apart because
        no letter is named.
        """
        if seen.kind not in self._started or day <= seen.day:
            return False
        beside = list(self._beside(seen))
        key = (seen.digest, day, frozenset(one.digest for one in beside))
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[key] = any(
                one.status == "overdue" and not one.conditional
                for one in self._obligations(seen, beside, day)
            )
        return known

    def _beside(self, seen: Seen) -> Iterator[Seen]:
        """Yield the other events that may have met what this one started."""
        for kind in self._ends:
            for one in self._store.linked(kind, "case", seen):
                apart = one.digest != seen.digest
                if apart and _agree(one, seen, "ref") and _agree(one, seen, "organ"):
                    yield one

    def _obligations(self, seen: Seen, beside: list[Seen], day: date) -> Iterator[Obligation]:
        events = [Event(one.kind, one.day) for one in (seen, *beside) if one.day >= seen.day]
        try:
            found = timeline(self._program, self._calendar, events, seen.facts, day)
        except CaseError:
            # Every event was checked on its own; together it is open which answer answers which.
            return
        for one in found:
            if one.deadline.since == seen.day:
                yield one


def _ends(program: Program) -> tuple[str, ...]:
    """Return the kinds of events that meet a duty, or give it more time."""
    met = {duty.met_by for duty in program.duties if duty.met_by is not None}
    return tuple(
        sorted(met | {duty.extension.approved for duty in program.duties if duty.extension})
    )


def _agree(one: Seen, other: Seen, link: str) -> bool:
    """Whether two events do not speak of different letters or organs."""
    mine, theirs = one.links.get(link), other.links.get(link)
    return mine is None or theirs is None or mine == theirs
