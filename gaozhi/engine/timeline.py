"""A case in time: from what happened, what each organ owes, by when, and how it stands.

An event starts duties, meets them, makes their clock void or gives them longer; days that a law
does not count are left out. Nothing is assumed: a duty that the facts leave open is marked so, a
day beyond the published calendar is 未知, and of several requests one must say which was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from gaozhi._exceptions import CaseError
from gaozhi.compiler import Condition, Duty, Program
from gaozhi.engine.case import Case, ItemKey, Place, read_facts
from gaozhi.engine.completions import Turning, turning
from gaozhi.engine.decision import Question
from gaozhi.engine.duties import Deadline, in_force, started
from gaozhi.engine.events import Event, Happening, Pause, Where, read_events, read_pauses
from gaozhi.engine.words import questions_about
from gaozhi.source import Diagnostic
from gaozhi.workdays import InvalidDate, Period, Unpublished, civil

if TYPE_CHECKING:
    from gaozhi.workdays import WorkCalendar

__all__ = ["Obligation", "Status", "timeline"]

Status = Literal["pending", "met", "met late", "overdue", "suspended", "void", "未知"]

_OPEN: Final = ("pending", "overdue", "suspended", "未知")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty that an event started, and how it stands.

    Attributes:
        deadline: the duty, and when it falls due, with the calendar and the days behind it.
        status: pending, met, met late, overdue, suspended, void, or 未知 where it cannot be told.
            A duty that states no number of days is never late.
        ref: what it belongs to, where the event that started it says so.
        met_on: the day on which it was met.
        because: in Chinese, why it is void, suspended, or cannot be told.
        extended: whether the period was extended in time.
        conditional: whether the known facts leave open that it is owed at all; `status` then says
            how it stands if it is.
        questions: the facts on which it turns whether it is owed.

    """

    deadline: Deadline
    status: Status
    ref: str | None = None
    met_on: date | None = None
    because: str | None = None
    extended: bool = False
    conditional: bool = False
    questions: tuple[Question, ...] = ()

    @property
    def duty(self) -> str:
        """The name of the duty."""
        return self.deadline.duty

    @property
    def actor(self) -> str:
        """Who owes it."""
        return self.deadline.actor

    @property
    def due(self) -> date | None:
        """The last day; None where there is none, or it cannot be told."""
        return self.deadline.due

    def to_dict(self) -> dict[str, Any]:
        """Return the obligation as JSON-ready data: the deadline's, and how it stands."""
        return {
            **self.deadline.to_dict(),
            "status": self.status,
            "ref": self.ref,
            "met_on": self.met_on and self.met_on.isoformat(),
            "because": self.because,
            "extended": self.extended,
            "conditional": self.conditional,
            "questions": [question.to_dict() for question in self.questions],
        }


@dataclass(slots=True)
class _Open:
    """An obligation while events are gone through."""

    duty: Duty
    start: Happening
    case: Case
    owed: Turning
    met: Happening | None = None
    void: str | None = None
    extended: bool = False
    doubt: str | None = None
    asks: tuple[Question, ...] = ()
    replaced_clock: _Open | None = None

    @property
    def live(self) -> bool:
        return self.met is None and self.void is None


@dataclass(slots=True)
class _History:
    """The events gone through in order, and what they started."""

    program: Program
    calendar: WorkCalendar
    case_on: _Cases
    pauses: Sequence[Pause]
    now: date
    problems: list[Diagnostic]
    where: Where
    opened: list[_Open] = field(default_factory=list)

    def take(self, happening: Happening) -> None:
        """Let an event do what it does: end what is open first, then start what it starts."""
        for name, live in self._live_by_duty().items():
            duty = live[0].duty
            if duty.met_by == happening.event.event:
                for one in self._meant(live, happening, name):
                    one.met = happening
            elif duty.since in self.program.vocabulary.undoes.get(happening.event.event, ()):
                for one in self._meant(live, happening, name):
                    said = f"{happening.day} {happening.event.event}"
                    one.void = f"{said}，由“{duty.since}”引起的义务不再存在"
            elif duty.extension and duty.extension.approved == happening.event.event:
                for one in self._meant(live, happening, name):
                    self._extend(one, happening)
        self._start(happening)

    def _live_by_duty(self) -> dict[str, list[_Open]]:
        found: dict[str, list[_Open]] = {}
        for one in self.opened:
            if one.live:
                found.setdefault(one.duty.name, []).append(one)
        return found

    def _meant(self, live: list[_Open], happening: Happening, name: str) -> list[_Open]:
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
            way_out = "在有关的事件上写相同的 ref（如来函编号）"
            span = self.where(("events", happening.index))
            self.problems.append(Diagnostic.error("GZ619", message, span, help=way_out))
            return []
        return pool

    def _extend(self, one: _Open, happening: Happening) -> None:
        due = self.deadline(one).due
        if due is None or happening.day <= due:
            one.extended = True

    def _start(self, happening: Happening) -> None:
        for duty in in_force(self.program, happening.day):
            if duty.since != happening.event.event:
                continue
            case = self.case_on.on(happening.day)
            owed = turning(duty.when, case)
            if owed.never:
                continue
            fresh = _Open(duty, happening, case, owed, asks=questions_about(owed.facts, case))
            if duty.restarts is not None:
                self._restart_all(duty.restarts, fresh)
            self.opened.append(fresh)

    def _restart_all(self, name: str, fresh: _Open) -> None:
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

    def _restart(self, one: _Open, fresh: _Open) -> None:
        if _surely(one, fresh):
            due = self.deadline(one).due
            late = f"；此前已过 {due} 的期限" if due and due < fresh.start.day else ""
            said = f"{fresh.start.day} {fresh.start.event.event}，期限重新计算"
            one.void = f"{said}（“{fresh.duty.name}”）{late}"
            fresh.replaced_clock = one
        else:
            one.doubt = f"“{fresh.duty.name}”是否成立尚不清楚；成立的，本项作废"

    def deadline(self, one: _Open) -> Deadline:
        """Return when an obligation falls due, by what is known of it so far."""
        duty = one.duty
        if one.extended and duty.within is not None and duty.extension is not None:
            longer = Period(duty.within.count + duty.extension.by.count, duty.within.unit)
            duty = replace(duty, within=longer)
        calendar = one.start.event.calendar or self.calendar
        spans = _union(self.pauses_of(duty), self.now)
        found = started(duty, calendar, one.start.day, spans)
        clock = one.replaced_clock
        if clock is None or found.period is None:
            return found
        return replace(found, period=replace(found.period, voids=self.deadline(clock).period))

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


def _belonging(found: Sequence[_Open], ref: str | None) -> list[_Open]:
    """Return what belongs to a thing; where nothing names it, what may belong to any."""
    if ref is None:
        return list(found)
    named = [one for one in found if one.start.event.ref == ref]
    return named or [one for one in found if one.start.event.ref is None]


class _Cases:
    """The case as of each day on which something started."""

    def __init__(
        self, program: Program, facts: Mapping[str, Any], item: ItemKey | None, place: Place | None
    ) -> None:
        self._program = program
        self._facts = facts
        self._item = item
        self._known: dict[date, Case] = {}
        undated = read_facts(program, facts, item, None, place)
        self._fixed = undated if undated.day is not None else None

    def on(self, day: date) -> Case:
        """Return the case on a day: on its own 办理.日期 where it names one."""
        if self._fixed is not None:
            return self._fixed
        case = self._known.get(day)
        if case is None:
            case = self._known[day] = read_facts(self._program, self._facts, self._item, day)
        return case


def timeline(
    program: Program,
    calendar: WorkCalendar,
    events: Iterable[Event],
    facts: Mapping[str, Any],
    as_of: date | datetime,
    *,
    item: ItemKey | None = None,
    excluded: Sequence[Pause] = (),
    place: Place | None = None,
    where: Where | None = None,
) -> tuple[Obligation, ...]:
    """Return what each organ owes, by when, and how it stands as of a moment.

    Args:
        program: the jurisdiction's program.
        calendar: its calendar; an event may name another.
        events: what happened, in any order; what lies after `as_of` has not happened yet.
        facts: of the case, as for a decision; they say which duties are owed.
        as_of: the moment from which it is seen; a datetime needs its time zone.
        item: the item of the list that the case is about.
        excluded: days that are not counted; a pause without an end that begins after `as_of` has
            not happened yet.
        place: tells where the facts stand in a file, for the diagnostics.
        where: tells where everything else stands.

    Raises:
        CaseError: with every problem of the events, the pauses and the facts.

    """
    place_of: Where = where or (lambda _: None)
    problems: list[Diagnostic] = []
    try:
        now = civil(as_of)
    except InvalidDate as error:
        message, _, way = str(error).partition("。")
        problem = Diagnostic.error("GZ618", message, place_of(("as_of",)), help=way or None)
        raise CaseError([problem]) from None
    happenings = read_events(program, events, calendar, as_of, problems, place_of)
    pauses = [
        pause
        for pause in read_pauses(program, excluded, problems, place_of)
        # One that is still to come counts if it is known how long: otherwise it has not happened.
        if pause.until is not None or pause.since <= now
    ]
    cases: _Cases | None = None
    try:
        cases = _Cases(program, facts, item, place)
    except CaseError as error:
        problems.extend(error.diagnostics)
    if problems or cases is None:
        raise CaseError(problems)
    history = _History(program, calendar, cases, pauses, now, problems, place_of)
    for happening in happenings:
        history.take(happening)
    if problems:
        raise CaseError(dict.fromkeys(problems))
    found = [(one, _standing(one, history)) for one in history.opened]
    return tuple(_discharged(one, stands, found) for one, stands in found)


def _standing(one: _Open, history: _History) -> Obligation:
    deadline = history.deadline(one)
    paused = None if one.met else _paused(one, deadline, history)
    if paused is not None and paused.until is None:
        # Not the calendar is wanting, but the day on which the clock goes on.
        deadline = replace(deadline, due=None, period=None, unpublished=None)
    status, because = _status(one, deadline, paused, history)
    return Obligation(
        deadline=deadline,
        status=status,
        ref=one.start.event.ref,
        met_on=one.met.day if one.met else None,
        because=because,
        extended=one.extended,
        conditional=not one.owed.always,
        questions=one.asks,
    )


def _status(
    one: _Open, deadline: Deadline, paused: Pause | None, history: _History
) -> tuple[Status, str | None]:
    due = deadline.due
    if one.void is not None:
        return "void", one.void
    if one.met is not None and (one.duty.within is None or (due and one.met.day <= due)):
        return "met", None
    if one.met is not None and due is not None:
        return "met late", None
    if one.met is not None and history.published(one.start, one.met.day):
        # The period ends beyond what is published, and so after a day that is.
        return "met", None
    if one.doubt is not None:
        return "未知", one.doubt
    if paused is not None:
        until = f"至 {paused.until}" if paused.until else "，尚未恢复"
        said = f"{paused.why or '不计入期限'}：自 {paused.since} 起{until}"
        return "suspended", "；".join(filter(None, (said, deadline.unpublished)))
    if deadline.unpublished is not None:
        return "未知", deadline.unpublished
    if due is not None and history.now > due:
        if one.duty.met_by is None:
            return "未知", "期限已过；文件没有写明以什么事件为履行，是否履行要另行查明"
        return "overdue", None
    return "pending", None


def _paused(one: _Open, deadline: Deadline, history: _History) -> Pause | None:
    """Return the pause that stops the clock as of now, unless the period had already ended."""
    for pause in history.pauses_of(one.duty):
        running = pause.since <= history.now and (pause.until is None or history.now <= pause.until)
        ended = deadline.due is not None and deadline.due < pause.since
        if running and not ended and one.start.day <= (pause.until or history.now):
            return pause
    return None


def _discharged(
    one: _Open, stands: Obligation, found: Sequence[tuple[_Open, Obligation]]
) -> Obligation:
    """Return how an obligation stands once another was performed in its place, in time."""
    if stands.status not in _OPEN:
        return stands
    for other, how in found:
        same = other.start is one.start
        if other.duty.instead_of != one.duty.name or not same or how.status != "met":
            continue
        if stands.due is not None and how.met_on is not None and how.met_on > stands.due:
            # Where it has no number of its own, it is in time while what it replaces still is.
            continue
        name = other.duty.name
        if _surely(one, other):
            return replace(stands, status="void", because=f"{how.met_on} 已“{name}”，代替本项")
        because = f"{how.met_on} 已“{name}”，能否代替本项，要看它的条件是否成立"
        asks = tuple(dict.fromkeys((*stands.questions, *how.questions)))
        return replace(stands, status="未知", because=because, questions=asks)
    return stands


def _surely(one: _Open, other: _Open) -> bool:
    """Whether the other is certainly owed wherever this one is."""
    if other.owed.always:
        return True
    apart: Condition = one.duty.when
    return turning(apart, one.case, without=other.duty.when).never


def _union(pauses: Sequence[Pause], now: date) -> list[tuple[date, date]]:
    """Return the pauses as disjoint intervals; one that goes on reaches as far as today."""
    found: list[tuple[date, date]] = []
    for pause in pauses:
        last = pause.until or max(now, pause.since)
        if found and pause.since <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((pause.since, last))
    return found
