"""What falls due when: the duties that an event starts, and those that a date or a recurrence sets.

The period is the document's, the calendar is the jurisdiction's own unless the caller says
otherwise, and a year whose holidays are not published is not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from gaozhi.engine.case import Place
from gaozhi.engine.case_times import timed, unusable_times
from gaozhi.engine.completions import turning
from gaozhi.engine.deadline import Deadline
from gaozhi.engine.events import Event, Happening, unknown_event
from gaozhi.engine.lookup import ItemKey
from gaozhi.engine.moments import Moments
from gaozhi.engine.parts import Caveat, Citation
from gaozhi.errors import CaseError
from gaozhi.logic import truth
from gaozhi.model import SAME_DAY, Always, Duty, Program
from gaozhi.source import Diagnostic
from gaozhi.workdays import (
    Due,
    InvalidRange,
    Period,
    Unpublished,
    WorkCalendar,
    WorkdaysError,
    civil,
)

__all__ = [
    "days_of",
    "deadlines",
    "fell_due",
    "in_force",
    "owed_by",
    "schedule",
    "started",
]

_STEPS = {
    "日": relativedelta(days=1),
    "月": relativedelta(months=1),
    "年": relativedelta(years=1),
}
_LONGEST: Final = {"日": 1, "月": 31, "年": 366}
"""How many days a step has at most."""


_SAME_DAY: Final = ("当场", SAME_DAY)
"""The manners that fall due on the day of the event."""
_YEARLY: Final = Period(1, "年")


def deadlines(
    program: Program,
    calendar: WorkCalendar,
    event: str,
    at: date | datetime,
    excluded: Iterable[tuple[date, date]] = (),
    facts: Mapping[str, Any] = MappingProxyType({}),
    item: ItemKey | None = None,
    place: Place | None = None,
) -> tuple[Deadline, ...]:
    """Return every duty that an event starts, those under a condition included.

    Where facts or an item are given, those that are certainly not owed are left out, and a duty
    that certainly is owed is not conditional.

    Args:
        program: the jurisdiction's program.
        calendar: the calendar that the periods run on.
        event: the kind of event, from the vocabulary.
        at: when it happened; a datetime needs its time zone and is read in Beijing time.
        excluded: intervals that are not counted, both ends included (行政许可法 45).
        facts: of the case, for the times and the conditions that turn on it; what the event makes
            holds in place of what is given.
        item: the item of the list that the case is about.
        place: tells where the facts stand in a file, for the diagnostics.

    Raises:
        CaseError: the vocabulary has no such event, nothing was in force that day, or the facts
            cannot be used.
        WorkdaysError: `at` or `excluded` cannot be used.

    """
    if not isinstance(event, str) or event not in program.vocabulary.events:
        raise CaseError([unknown_event(program, event)])
    day = civil(at)
    first = program.first_day
    if first is not None and day < first:
        label = program.levels[0].document.label
        message = f"{day} 在{label}施行（{first}）以前，此时没有可适用的规则"
        raise CaseError([Diagnostic.error("GZ608", message, help="核对日期")])
    intervals = list(excluded)
    duties = [duty for duty in in_force(program, day) if duty.since == event]
    if facts or item is not None:
        moments = Moments(program, facts, item, place)
        effect = program.vocabulary.effects.get(event)
        happening = Happening(Event(event, at), day, 0, effect.makes if effect else ())
        return tuple(_owed(program, calendar, duties, moments, happening, intervals))
    conditional = event in program.allowed
    return tuple(
        replace(one, conditional=one.conditional or conditional)
        for duty in duties
        for one in [started(duty, calendar, day, intervals)]
    )


def _owed(
    program: Program,
    calendar: WorkCalendar,
    duties: Iterable[Duty],
    moments: Moments,
    happening: Happening,
    excluded: list[tuple[date, date]],
) -> Iterator[Deadline]:
    """Yield when the duties fall due that an event starts and that may be owed in a case.

    Args:
        program: the jurisdiction's program.
        calendar: the calendar that the periods run on.
        duties: those that the event starts.
        moments: the case.
        happening: the event.
        excluded: intervals that are not counted.

    Raises:
        CaseError: the facts cannot be used.

    """
    problems = [*unusable_times(program, moments.undated.known, moments.place)]
    if problems:
        raise CaseError(problems)
    effective = moments.effect(happening).turning
    case = moments.on(happening.day, None)
    for duty in duties:
        owed = turning(duty.when, case)
        if owed.never or effective.never:
            continue
        one = started(timed(duty, case.known) or duty, calendar, happening.day, excluded)
        yield replace(one, conditional=not (owed.always and effective.always))


def schedule(
    program: Program, calendar: WorkCalendar, start: date, end: date
) -> tuple[Deadline, ...]:
    """Return the duties with a date or a recurrence that fall between two days, both included.

    A date that the document writes does not roll off a rest day, and one that lies before the
    document was in force is told all the same; the caveat says so. A yearly duty without a day to
    start from stands in every year whose last day lies in the range, without a day; any other
    recurrence without one cannot be placed, and is left out. One whose time another document sets
    is last, without a day.

    Args:
        program: the jurisdiction's program.
        calendar: by it a day is told that falls on a rest day.
        start: the first day.
        end: the last day, included.

    Raises:
        InvalidDate: what is given is no day.
        InvalidRange: the start lies after the end.

    """
    start, end = civil(start), civil(end)
    if start > end:
        raise InvalidRange(f"起日 {start} 在止日 {end} 之后。把两个日期换过来。")
    found = [
        one
        for duty in program.duties
        for day in days_of(duty, start, end)
        if start <= day <= end and (one := fell_due(duty, calendar, program, day)) is not None
    ]
    found += [
        _deadline(duty, calendar)
        for duty in program.duties
        if duty.elsewhere is not None and duty.since is None
        if any(_stands(duty, program, day) for day in (start, end))
    ]
    found += [
        _deadline(duty, calendar, year=year)
        for duty in program.duties
        if duty.every == _YEARLY and duty.starting is None
        for year in range(start.year, end.year + 1)
        if start <= date(year, 12, 31) <= end and _stands(duty, program, date(year, 12, 31))
    ]
    return tuple(sorted(found, key=_in_order))


def _in_order(one: Deadline) -> tuple[date, str]:
    return one.due or date(one.year or date.max.year, 12, 31), one.duty


def fell_due(duty: Duty, calendar: WorkCalendar, program: Program, day: date) -> Deadline | None:
    """Return a duty as it falls due on a day of its own; None where it does not stand then.

    Args:
        duty: the duty.
        calendar: the working days of the organ that is obliged.
        program: the program that states the duty.
        day: one of `days_of` the duty.

    """
    if not _stands(duty, program, max(day, _written_on(duty, program))):
        return None
    return _dated(duty, calendar, program, day)


def owed_by(program: Program, actor: str | None = None, on: date | None = None) -> tuple[Duty, ...]:
    """Return the duties that stand, dated or not, in the order in which they are stated.

    Args:
        program: the jurisdiction's program.
        actor: whose: an organ that the duty names, or that is among those responsible for it; None
            takes all.
        on: the day; None takes the first on which the jurisdiction's own document is in force.

    """
    day = on or program.document.since or program.first_day or date.max
    standing = in_force(program, day)
    if actor is None:
        return tuple(standing)
    return tuple(duty for duty in standing if _is_asked(program, duty, actor))


def _is_asked(program: Program, duty: Duty, actor: str) -> bool:
    groups = [program.organs[name] for name in duty.responsible]
    names = {actor}
    for group in program.organs.values():
        aliases = dict(group.aliases)
        names |= {aliases[name] for name in names if name in aliases}
        names |= {other for other, name in group.aliases if name in names}
    return any(name in duty.actor for name in names) or any(
        group.has(name) for group in groups for name in names
    )


def in_force(program: Program, day: date) -> Iterator[Duty]:
    """Yield the duties that stand on a day."""
    return (duty for duty in program.duties if _stands(duty, program, day))


def _stands(duty: Duty, program: Program, day: date) -> bool:
    name = program.vocabulary.roles.date
    return truth(duty.in_force, {} if name is None else {name: day}) is not False


def started(
    duty: Duty, calendar: WorkCalendar, day: date, excluded: list[tuple[date, date]]
) -> Deadline:
    """Return when a duty falls due that something on a day started.

    Args:
        duty: the duty.
        calendar: the working days of the organ that is obliged.
        day: the day of what started it; a period counts from the next.
        excluded: first and last days, both included, of the stretches that are not counted.

    """
    if duty.within is None:
        due = day if duty.manner in _SAME_DAY else duty.by
        return _deadline(duty, calendar, since=day, due=due)
    try:
        period = calendar.due(day, duty.within, excluded)
    except Unpublished as error:
        return _deadline(duty, calendar, since=day, unpublished=str(error))
    return _deadline(duty, calendar, since=day, due=period.date, period=period)


def _written_on(duty: Duty, program: Program) -> date:
    """Return the first day of the document that writes a duty."""
    return program.levels[duty.level].document.since or date.min


def _dated(duty: Duty, calendar: WorkCalendar, program: Program, day: date) -> Deadline:
    found, first = _deadline(duty, calendar, due=day), _written_on(duty, program)
    if day >= first:
        return found
    said = f"{day} 在文件施行（{first}）以前；照文件写的日期列出"
    return replace(found, caveats=(*found.caveats, Caveat("早于施行", said)))


def days_of(duty: Duty, start: date, end: date) -> Iterator[date]:
    """Yield the days that a document gives a duty, in order; a single date always.

    Those that recur come from the last before `start`, or somewhat earlier, up to `end`.

    Args:
        duty: the duty.
        start: the first day that is wanted.
        end: the last day that is wanted, included.

    """
    if duty.by is not None:
        yield duty.by
    if duty.every is not None and duty.starting is not None:
        step = _STEPS.get(duty.every.unit)
        longest = _LONGEST.get(duty.every.unit, 1) * duty.every.count
        times = max(0, (start - duty.starting).days // longest - 1)
        while step is not None:
            try:
                # From the first day each time, so that 31 August comes back as 31 August.
                day = duty.starting + step * (times * duty.every.count)
            except (ValueError, OverflowError):
                # The next time lies beyond the last year that there is.
                return
            if day > end:
                return
            yield day
            times += 1


def _deadline(
    duty: Duty,
    calendar: WorkCalendar,
    *,
    since: date | None = None,
    due: date | None = None,
    period: Due | None = None,
    unpublished: str | None = None,
    year: int | None = None,
) -> Deadline:
    basis = tuple(Citation.of(provision) for provision in duty.basis)
    caveats = [Caveat(duty.name, duty.caveat, basis)] if duty.caveat else []
    time = duty.case_time
    if due is not None and (since is None or due == duty.by):
        caveats += _rest_day(duty, calendar, due)
    return Deadline(
        duty=duty.name,
        actor=duty.actor,
        act=duty.act,
        within=duty.within,
        due=due,
        period=period,
        manner=duty.manner,
        unpublished=unpublished,
        conditional=not isinstance(duty.when, Always),
        calendar=calendar.id,
        since=since,
        met_by=duty.met_by,
        instead_of=duty.instead_of,
        restarts=duty.restarts,
        extension=duty.extension,
        not_counted=duty.not_counted,
        to=duty.to,
        through=duty.through,
        basis=basis,
        caveats=tuple(caveats),
        reading=duty.reading,
        year=year,
        case_fact=time.fact if time else None,
        missing=time is not None and not (duty.within or duty.by or duty.manner),
        elsewhere=duty.elsewhere,
    )


def _rest_day(duty: Duty, calendar: WorkCalendar, day: date) -> Iterator[Caveat]:
    try:
        worked = calendar.is_workday(day)
    except (Unpublished, WorkdaysError):
        # What is not published, or lies outside the calendar, is not said to be either.
        return
    if not worked:
        whose = "案件" if duty.by_case else "文件"
        yield Caveat("遇休息日", f"{day} 不是工作日；{whose}写明的日期不顺延，宜在此前完成")
