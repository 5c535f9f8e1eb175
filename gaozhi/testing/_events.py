"""Histories of a case: what happened, in the order of time, for ``county.timeline``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from gaozhi.engine import Event, Obligation, Pause
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.testing._situations import Setting


@dataclass(frozen=True, slots=True)
class History:
    """What happened in a case, as of a day.

    Attributes:
        events: in the order of time; each belongs to something, so that none is ambiguous.
        facts: what is known of the case.
        as_of: the day from which it is seen; events may lie after it.
        excluded: days that are not counted.

    """

    events: tuple[Event, ...]
    facts: Mapping[str, Any]
    as_of: date
    excluded: tuple[Pause, ...] = ()

    def timeline(self, county: Jurisdiction) -> tuple[Obligation, ...]:
        """Return what each organ owes, as the county reckons it."""
        return county.timeline(
            self.events, as_of=self.as_of, facts=self.facts, excluded=self.excluded
        )


def events(county: Jurisdiction, *, most: int = 8) -> st.SearchStrategy[History]:
    """Return a strategy for histories of one case of a county.

    What starts a duty is often followed by what meets it, on the last day, before it or after.

    Args:
        county: the jurisdiction.
        most: how many events there are at most.

    """
    setting = Setting(county)
    program, words = county.program, county.vocabulary
    first = max(county.calendar.first, program.first_day or county.calendar.first)
    last = max(first, county.calendar.last)
    met_by = {duty.since: duty.met_by for duty in program.duties if duty.since and duty.met_by}
    reasons = sorted({reason for duty in program.duties for reason in duty.not_counted})

    @st.composite
    def drawn(draw: st.DrawFn) -> History:
        start = day = draw(st.dates(first, last))
        happened: list[Event] = []
        for _ in range(draw(st.integers(0, most)) if words.events else 0):
            answer = met_by.get(happened[-1].event) if happened else None
            if answer is not None and draw(st.booleans()):
                event, ref = answer, happened[-1].ref
            else:
                event, ref = draw(st.sampled_from(words.events)), draw(st.sampled_from("甲乙"))
            happened.append(Event(event, day, ref))
            day += timedelta(days=draw(st.integers(0, 40)))
        held = setting.given(setting.complete(draw))
        held.pop(words.roles.date or "", None)
        names = sorted(held)
        known = names if draw(st.booleans()) else draw(st.sets(st.sampled_from(names)))
        as_of = day + timedelta(days=draw(st.integers(-30, 60)))
        return History(
            tuple(happened),
            {name: value for name, value in held.items() if name in known},
            max(as_of, first),
            tuple(_pauses(draw, start, min(max(as_of, start), last), reasons)),
        )

    return drawn()


def _pauses(draw: st.DrawFn, first: date, last: date, reasons: list[str]) -> list[Pause]:
    """Return days that are not counted, of one reason at most once each."""
    found = []
    for reason in draw(st.lists(st.sampled_from([None, *reasons]), max_size=2, unique=True)):
        since = draw(st.dates(first, last))
        length = draw(st.none() | st.integers(0, 20))
        until = None if length is None else since + timedelta(days=length)
        found.append(Pause(since, until, reason))
    return found
