"""The events of a case gone through in order: what each starts, meets, ends or gives longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from gaozhi.engine.case import Case
from gaozhi.engine.case_times import timed
from gaozhi.engine.completions import Dependence, turning
from gaozhi.engine.deadline import Deadline
from gaozhi.engine.duties import in_force, started
from gaozhi.engine.events import Happening, Pause, Where, placed
from gaozhi.engine.moments import Effectiveness, Moments, concerns
from gaozhi.engine.parts import Question
from gaozhi.model import Always, Duty, Program
from gaozhi.source import Diagnostic
from gaozhi.workdays import Due, Period, Unpublished

if TYPE_CHECKING:
    from gaozhi.workdays import WorkCalendar

__all__ = ["History", "Open", "surely"]

_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Open:
    """A duty while events are gone through; `case` is that of its start.

    `duty` has the time that the case states, from when it is known.
    """

    duty: Duty
    start: Happening
    case: Case
    owed: Dependence
    effective: Effectiveness
    asks: tuple[Question, ...] = ()
    met: Happening | None = None
    void: str | None = None
    extended: bool = False
    doubt: str | None = None
    missing: tuple[Question, ...] = ()
    """What to ask for the time that the case is to state; empty where it is known."""
    longer: list[Happening] = field(default_factory=list)
    """What gave it longer before its period was known."""
    replaced_clock: Open | None = None
    reckoned: Deadline | None = None
    """Its deadline, once reckoned; None again where its period has changed."""

    @property
    def live(self) -> bool:
        """Whether nothing has met it or made it void."""
        return self.met is None and self.void is None

    @property
    def sure(self) -> bool:
        """Whether it is certainly owed, or was."""
        return self.owed.always and not self.effective.open


@dataclass(slots=True)
class History:
    """The events gone through in order, and what they started."""

    program: Program
    calendar: WorkCalendar
    moments: Moments
    pauses: Sequence[Pause]
    now: date
    problems: list[Diagnostic]
    where: Where
    opened: list[Open] = field(default_factory=list)
    _judged: dict[tuple[int, int], Dependence] = field(default_factory=dict)

    def take(self, happening: Happening) -> None:
        """Let an event do what it does: end what is open first, then start what it starts.

        One that a decision does not allow does nothing.
        """
        effective = self.moments.effect(happening)
        if effective.turning.never:
            return
        for name, live in self._live_by_duty().items():
            duty = live[0].duty
            if duty.met_by == happening.event.event:
                for one in self._meant(live, happening, name):
                    one.met = happening
            elif duty.extension and duty.extension.approved == happening.event.event:
                for one in self._meant(live, happening, name):
                    self._extend(one, happening)
        if happening.facts or happening.event.event in self.program.vocabulary.effects:
            self._judge_again(happening)
        self._start(happening, effective)

    def _live_by_duty(self) -> dict[str, list[Open]]:
        found: dict[str, list[Open]] = {}
        for one in self.opened:
            if one.live:
                found.setdefault(one.duty.name, []).append(one)
        return found

    def _meant(self, live: list[Open], happening: Happening, name: str) -> list[Open]:
        """Return which of the open obligations of one duty an event speaks of.

        It is one at most, or all that belong to the very thing that the event names: a letter that
        arrived twice is answered by one answer.
        """
        ref = happening.event.ref
        pool = _belonging(live, ref)
        if len(pool) > 1 and (ref is None or pool[0].start.event.ref is None):
            days = "、".join(str(one.start.day) for one in pool)
            message = (
                f"{happening.day} 的“{happening.event.event}”对应几项“{name}”（{days} 起），"
                "不知道是哪一项"
            )
            help = "在有关的事件上写相同的 ref（如来函编号）"
            problem = Diagnostic.error("GZ619", message, help=help)
            self.problems.append(placed(problem, ("events", happening.index), self.where))
            return []
        return pool

    def _extend(self, one: Open, happening: Happening) -> None:
        if one.missing:
            one.longer.append(happening)
            return
        due = self.deadline(one).due
        if due is None or happening.day <= due:
            one.extended, one.reckoned = True, None

    def _judge_again(self, happening: Happening) -> None:
        """Judge what is open by what an event has made: what is certainly not owed now is void.

        The law is that of the day on which the duty started; the facts are those of now.
        """
        for one in self.opened:
            ref = one.start.event.ref
            if one.missing and concerns(happening.event.ref, ref):
                self._time(one, self.moments.on(one.start.day, ref))
        for name, live in self._live_by_duty().items():
            gone: list[Open] = []
            for one in live:
                ref = one.start.event.ref
                if isinstance(one.duty.when, Always) or not concerns(happening.event.ref, ref):
                    continue
                case = self.moments.on(one.start.day, ref)
                owed = self._turning(one.duty, case)
                if owed.never:
                    gone.append(one)
                else:
                    self._owe(one, owed, case)
            for one in self._meant(gone, happening, name) if gone else ():
                said = f"{happening.day} {happening.event.event}"
                one.void = f"{said}，负有本项义务的条件不再成立"

    def _turning(self, duty: Duty, case: Case) -> Dependence:
        # Many events leave a case as it was; the moments keep every case, and the program its duty.
        key = (id(duty), id(case))
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = turning(duty.when, case)
        return found

    def _owe(self, one: Open, owed: Dependence, case: Case) -> None:
        one.owed = owed
        asks = self.moments.asks(owed.facts, case, one.start.event.ref)
        one.asks = tuple(dict.fromkeys((*one.effective.questions, *asks)))

    def _start(self, happening: Happening, effective: Effectiveness) -> None:
        for duty in in_force(self.program, happening.day):
            if duty.since != happening.event.event:
                continue
            case = self.moments.on(happening.day, happening.event.ref)
            owed = self._turning(duty, case)
            if owed.never:
                continue
            fresh = Open(duty, happening, case, owed, effective)
            self._owe(fresh, owed, case)
            self._time(fresh, case)
            if duty.restarts is not None:
                self._restart_all(duty.restarts, fresh)
            self.opened.append(fresh)

    def _time(self, one: Open, case: Case) -> None:
        """Take the time that the case states, or note what to ask for it.

        What is known when the duty starts stays; what is not yet is taken once an event makes it.
        """
        time, known = one.duty.case_time, timed(one.duty, case.known)
        if time is None:
            return
        if known is None:
            one.missing = self.moments.asks([time.fact], case, one.start.event.ref)
            return
        one.duty, one.missing, one.reckoned = known, (), None
        for happening in one.longer:
            self._extend(one, happening)

    def _restart_all(self, name: str, fresh: Open) -> None:
        """Start the clock of a duty anew, also where it had been started anew before."""
        clocks = [one for one in self.opened if one.duty.name in (name, fresh.duty.name)]
        running = [one for one in clocks if one.live]
        for clock in (name, fresh.duty.name):
            earlier = [one for one in running if one.duty.name == clock]
            for one in self._meant(earlier, fresh.start, clock) if earlier else ():
                self._restart(one, fresh)
        ref = fresh.start.event.ref
        stopped = [one.met.day for one in _belonging(clocks, ref) if one.met is not None]
        if stopped and not _belonging(running, ref):
            # What comes of a withdrawal after the decision is for the document to say.
            fresh.doubt = (
                f"{stopped[-1]} 已“{fresh.duty.met_by or name}”，没有正在进行的期限可以重新计算；"
                f"此后“{fresh.start.event.event}”的，期限是否另起，要另行查明"
            )

    def _restart(self, one: Open, fresh: Open) -> None:
        if surely(one, fresh):
            due = self.deadline(one).due
            late = f"；此前已过 {due} 的期限" if due and due < fresh.start.day else ""
            said = f"{fresh.start.day} {fresh.start.event.event}，期限重新计算"
            one.void = f"{said}（“{fresh.duty.name}”）{late}"
            fresh.replaced_clock, fresh.reckoned = one, None
        else:
            one.doubt = f"“{fresh.duty.name}”是否成立尚不清楚；成立的，本项作废"
            one.asks = tuple(dict.fromkeys((*one.asks, *fresh.asks)))

    def deadline(self, one: Open) -> Deadline:
        """Return when an obligation falls due, by what is known of it so far."""
        if one.reckoned is None:
            one.reckoned = self._reckon(one)
        return one.reckoned

    def _reckon(self, one: Open) -> Deadline:
        duty = one.duty
        if one.extended and duty.within is not None and duty.extension is not None:
            longer = Period(duty.within.count + duty.extension.by.count, duty.within.unit)
            duty = replace(duty, within=longer)
        calendar = one.start.event.calendar or self.calendar
        pauses = self.pauses_of(duty)
        found = started(duty, calendar, one.start.day, _union(pauses, self.now))
        if found.period is None:
            return found
        clock = one.replaced_clock
        void = None if clock is None else self.deadline(clock).period
        named = _named(found.period, pauses, self.now)
        period = named if void is None else named.in_place_of(void)
        return replace(found, period=period)

    def published(self, start: Happening, day: date) -> bool:
        """Whether it is known which days are worked from the start of a period up to a day."""
        calendar = start.event.calendar or self.calendar
        try:
            calendar.count_workdays(start.day, day)
        except Unpublished:
            return False
        return True

    def pauses_of(self, duty: Duty) -> list[Pause]:
        """Return the pauses that a duty's period leaves out."""
        if duty.within is None:
            return []
        return [p for p in self.pauses if p.why is None or p.why in duty.not_counted]


def surely(one: Open, other: Open) -> bool:
    """Whether the other is certainly owed wherever this one is."""
    if other.effective.open:
        return False
    return other.owed.always or turning(one.duty.when, one.case, without=other.duty.when).never


def _belonging(found: Sequence[Open], ref: str | None) -> list[Open]:
    """Return what belongs to a thing; where nothing names it, what may belong to any."""
    if ref is None:
        return list(found)
    named = [one for one in found if one.start.event.ref == ref]
    return named or [one for one in found if one.start.event.ref is None]


def _union(pauses: Sequence[Pause], now: date) -> list[tuple[date, date]]:
    """Return the pauses as disjoint intervals; one that goes on reaches as far as today."""
    found: list[tuple[date, date]] = []
    for pause in pauses:
        # The last day of all is nobody's last day of a pause: the clock goes on after it.
        last = pause.until or min(max(now, pause.since), date.max - _DAY)
        if found and pause.since <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((pause.since, last))
    return found


def _named(period: Due, pauses: Sequence[Pause], now: date) -> Due:
    """Return the period with every reason named on the days that are not counted."""
    trace = []
    for line in period.trace:
        if line.mark == "排除":
            on = [p for p in pauses if p.since <= line.date <= (p.until or max(now, p.since))]
            whys = [*dict.fromkeys(p.why for p in on if p.why), *filter(None, [line.note])]
            line = replace(line, note="、".join(whys) or None)
        trace.append(line)
    return replace(period, trace=tuple(trace))
