"""A case in time: from what happened, what each organ owes, by when, and how it stands.

An event starts duties, meets them, gives them longer, or makes facts by which they are no longer
owed; days that a law does not count are left out. Nothing is assumed: a duty that the facts leave
open is marked so, a day beyond the published calendar is 未知, and of several requests one must say
which was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from gaozhi.engine.case import Case, Place
from gaozhi.engine.case_times import unusable_times
from gaozhi.engine.completions import turning
from gaozhi.engine.deadline import Deadline
from gaozhi.engine.duties import days_of, fell_due
from gaozhi.engine.events import Event, Happening, Pause, Where, placed, read_events, read_pauses
from gaozhi.engine.history import History, Open, surely
from gaozhi.engine.lookup import ItemKey
from gaozhi.engine.moments import Moments, clashes
from gaozhi.engine.obligation import Obligation, Status
from gaozhi.errors import CaseError
from gaozhi.model import Duty, Program
from gaozhi.source import Diagnostic
from gaozhi.workdays import InvalidDate, civil

if TYPE_CHECKING:
    from gaozhi.workdays import WorkCalendar

__all__ = ["case_at", "timeline"]

_OPEN: Final = (
    *("pending", "overdue", "可能逾期", "suspended"),
    *("未知", "未知是否负有", "期限未知"),
)


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

    A duty with a date of its own is here once an event has met it, in time or late.

    Args:
        program: the jurisdiction's program.
        calendar: its calendar; an event may name another.
        events: what happened, in any order; what lies after `as_of` has not happened yet.
        facts: of the case, as for a decision; they say which duties are owed. What an event makes
            holds in place of what is given, from the event on.
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
    now = _moment(as_of, place_of)
    happenings = read_events(program, events, calendar, as_of, problems, place_of)
    problems += clashes(program, happenings, place_of)
    pauses = [
        pause
        for pause in read_pauses(program, excluded, problems, place_of)
        # One that is still to come counts if it is known how long: otherwise it has not happened.
        if pause.until is not None or pause.since <= now
    ]
    moments = _moments(program, facts, item, place, problems)
    history = History(program, calendar, moments, pauses, now, problems, place_of)
    for happening in happenings:
        history.take(happening)
    problems += moments.out_of_order(place_of)
    if problems:
        raise CaseError(dict.fromkeys(problems))
    found = [(one, _standing(one, history)) for one in history.opened]
    started = (_discharged(one, stands, found) for one, stands in found)
    return (*started, *_dated(program, calendar, happenings, moments))


def case_at(
    program: Program,
    calendar: WorkCalendar,
    events: Iterable[Event],
    facts: Mapping[str, Any],
    as_of: date | datetime,
    *,
    item: ItemKey | None = None,
    ref: str | None = None,
) -> Case:
    """Return the case as of a moment: what is given, then what the events up to it made.

    Args:
        program: the jurisdiction's program.
        calendar: its calendar.
        events: see `timeline`.
        facts: see `timeline`.
        as_of: the moment; its day is the day of the decision, unless the facts name another.
        item: see `timeline`.
        ref: what the case is about, where the events speak of several things; None takes all.

    Raises:
        CaseError: with every problem of the events and the facts.

    """
    problems: list[Diagnostic] = []
    now = _moment(as_of, lambda _: None)
    happenings = read_events(program, events, calendar, as_of, problems, lambda _: None)
    problems += clashes(program, happenings, lambda _: None)
    moments = _moments(program, facts, item, None, problems)
    for happening in happenings:
        moments.effect(happening)
    problems += moments.out_of_order(lambda _: None)
    if problems:
        raise CaseError(dict.fromkeys(problems))
    return moments.on(now, ref)


def _moment(as_of: date | datetime, where: Where) -> date:
    try:
        return civil(as_of)
    except InvalidDate as error:
        message, _, way = str(error).partition("。")
        problem = Diagnostic.error("GZ618", message, help=way or None)
        raise CaseError([placed(problem, ("as_of",), where)]) from None


def _moments(
    program: Program,
    facts: Mapping[str, Any],
    item: ItemKey | None,
    place: Place | None,
    problems: list[Diagnostic],
) -> Moments:
    """Return the case to be moved by events.

    Raises:
        CaseError: with the problems found so far, and those of the facts.

    """
    try:
        moments = Moments(program, facts, item, place)
    except CaseError as error:
        raise CaseError(dict.fromkeys((*problems, *error.diagnostics))) from None
    problems += unusable_times(program, moments.undated.known, place)
    if problems:
        raise CaseError(dict.fromkeys(problems))
    return moments


def _standing(one: Open, history: History) -> Obligation:
    deadline = history.deadline(one)
    paused = [] if one.met else _paused(one, deadline, history)
    if any(pause.until is None for pause in paused):
        # Not the calendar is wanting, but the day on which the clock goes on.
        deadline = replace(deadline, due=None, period=None, unpublished=None)
    status, because = _status(one, deadline, paused, history)
    pauses = history.pauses_of(one.duty) if one.duty.within is not None else []
    last = deadline.due or history.now
    return Obligation(
        deadline=deadline,
        status=status,
        ref=one.start.event.ref,
        met_on=one.met.day if one.met else None,
        because=because,
        extended=one.extended,
        conditional=not one.sure,
        questions=() if status == "void" else tuple(dict.fromkeys((*one.asks, *one.missing))),
        left_out=tuple(
            p for p in pauses if p.since <= last and (p.until is None or p.until > one.start.day)
        ),
    )


def _status(
    one: Open, deadline: Deadline, paused: Sequence[Pause], history: History
) -> tuple[Status, str | None]:
    if one.void is not None:
        return "void", one.void
    if one.met is not None and (known := _met(one.met, deadline, one, history)) is not None:
        return known
    if one.doubt is not None:
        return "未知", one.doubt
    if not one.sure:
        return "未知是否负有", None
    if deadline.missing:
        return "期限未知", deadline.unknown_period
    if paused:
        said = "；".join(map(_stopped, paused))
        return "suspended", "；".join(filter(None, (said, deadline.unpublished)))
    if deadline.unpublished is not None:
        return "未知", deadline.unpublished
    if deadline.due is None or history.now <= _earliest(deadline):
        return "pending", deadline.set_elsewhere
    if one.duty.met_by is None:
        if history.now <= deadline.due:
            return "pending", None
        return "未知", "期限已过；文件没有写明以什么事件为履行，是否履行要另行查明"
    if deadline.period is not None and deadline.period.certainty != "certain":
        return "可能逾期", _doubts(deadline)
    return "overdue", None


def _met(
    met: Happening, deadline: Deadline, one: Open, history: History
) -> tuple[Status, str | None] | None:
    """Return how a duty was met; None where its last day cannot be told."""
    if deadline.missing and not (one.duty.within_case and met.day <= one.start.day):
        because = f"{met.day} 已“{one.duty.name}”；{deadline.unknown_period}，是否按期不能断定"
        return "期限未知", because
    if deadline.due is None:
        # A period that ends beyond what is published ends after a day that is.
        no_number = one.duty.within is None
        if deadline.elsewhere is not None:
            return "met", deadline.set_elsewhere
        return ("met", None) if no_number or history.published(one.start, met.day) else None
    if met.day <= _earliest(deadline):
        return "met", None
    if deadline.period is not None and deadline.period.certainty != "certain":
        return "可能逾期履行", _doubts(deadline)
    return "met late", None


def _earliest(deadline: Deadline) -> date:
    """Return the last day, or where holidays are in doubt the first that it may be."""
    if deadline.period is not None:
        return deadline.period.earliest
    return deadline.due or date.max


def _doubts(deadline: Deadline) -> str:
    doubts = () if deadline.period is None else deadline.period.doubts
    return f"{'；'.join(doubts)}，最后一日不能确定"


def _stopped(pause: Pause) -> str:
    until = f"至 {pause.until}" if pause.until else "，尚未恢复"
    return f"{pause.why or '不计入期限'}：自 {pause.since} 起{until}"


def _paused(one: Open, deadline: Deadline, history: History) -> list[Pause]:
    """Return the pauses that stop the clock as of now, unless the period had already ended."""
    found: list[Pause] = []
    for pause in history.pauses_of(one.duty):
        running = pause.since <= history.now and (pause.until is None or history.now <= pause.until)
        ended = deadline.due is not None and deadline.due < pause.since
        if running and not ended and one.start.day <= (pause.until or history.now):
            found.append(pause)
    return found


def _discharged(
    one: Open, stands: Obligation, found: Sequence[tuple[Open, Obligation]]
) -> Obligation:
    """Return how an obligation stands once another of the same exchange was performed.

    What stands in for a duty discharges it, where it was in time; what was to be done in place of a
    duty is gone once that duty itself was performed.
    """
    if stands.status not in _OPEN:
        return stands
    for other, how in found:
        if other.start is not one.start or how.met_on is None:
            continue
        if how.status == "期限未知" and _beside(one.duty, other.duty):
            because = f"{how.because}，本项是否还需要也不能断定"
            return _left_open(stands, because, how)
        if one.duty.instead_of == other.duty.name and how.status == "met":
            because = f"{how.met_on} 已“{other.duty.name}”，不再需要本项"
            return replace(stands, status="void", because=because, questions=())
        if other.duty.instead_of != one.duty.name or how.status != "met":
            continue
        if stands.due is not None and how.met_on > stands.due:
            # Where it has no number of its own, it is in time while what it replaces still is.
            continue
        name = other.duty.name
        if surely(one, other):
            because = f"{how.met_on} 已“{name}”，代替本项"
            return replace(stands, status="void", because=because, questions=())
        because = f"{how.met_on} 已“{name}”，能否代替本项，要看它的条件是否成立"
        return _left_open(stands, because, how)
    return stands


def _beside(one: Duty, other: Duty) -> bool:
    return one.instead_of == other.name or other.instead_of == one.name


def _left_open(stands: Obligation, because: str, how: Obligation) -> Obligation:
    asks = tuple(dict.fromkeys((*stands.questions, *how.questions)))
    return replace(stands, status="未知", because=because, questions=asks)


def _dated(
    program: Program, calendar: WorkCalendar, happenings: Sequence[Happening], moments: Moments
) -> Iterator[Obligation]:
    """Yield the duties with a date of their own that an event has met, once for each thing."""
    for duty in program.duties:
        met: dict[tuple[str | None, date], Happening] = {}
        for happening in happenings:
            if duty.met_by != happening.event.event or not (duty.by or duty.every):
                continue
            ref = happening.event.ref
            taken = {day for other, day in met if other == ref}
            day = _answered(duty, happening.day, taken)
            if day is not None:
                met.setdefault((ref, day), happening)
        for (ref, day), happening in met.items():
            deadline = fell_due(duty, calendar, program, day)
            owed = turning(duty.when, moments.on(happening.day, ref))
            if deadline is not None and not owed.never:
                status: Status = "met" if happening.day <= day else "met late"
                yield Obligation(deadline, status, ref, happening.day, conditional=not owed.always)


def _answered(duty: Duty, day: date, taken: set[date]) -> date | None:
    """Return which day of a duty an event meets: the last before it that is open, else the next.

    A single date is met once; None where nothing is left to meet.
    """
    earlier: date | None = None
    for due in days_of(duty, day, date(min(day.year + 100, date.max.year), 12, 31)):
        if due >= day:
            chosen = due if earlier is None or earlier in taken else earlier
            return None if chosen in taken else chosen
        earlier = due
    return None if earlier in taken else earlier
