"""What happened, and what was not counted: read and checked before any period is reckoned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from gaozhi.engine.case import given_facts
from gaozhi.engine.case_times import unusable_times
from gaozhi.errors import CaseError
from gaozhi.model import FactValue, Program
from gaozhi.source import (
    MOST_PROBLEMS,
    MOST_SUGGESTIONS,
    Diagnostic,
    Span,
    as_given,
    described,
    list_of,
    mask,
    shown,
    suggest,
    unusable,
)
from gaozhi.workdays import InvalidDate, WorkCalendar, civil

__all__ = [
    "Event",
    "Happening",
    "Pause",
    "Where",
    "as_events",
    "as_pause",
    "placed",
    "read_events",
    "read_pauses",
    "unknown_event",
]

_KEYS: Final = ("event", "at", "ref", "obliged", "calendar", "facts")
_MOST: Final = 1000
"""How many events, and how many pauses, one timeline takes."""

_LONGEST_REF: Final = 200

Where = Callable[[tuple[str | int, ...]], Span | None]
"""Where in a file the caller's data stands: a path of keys -> the place of the value."""


@dataclass(frozen=True, slots=True, repr=False)
class Event:
    """Something that happened, and may start, meet, stop or void what is owed.

    Attributes:
        event: its kind, from the vocabulary, as in 协助请求到达.
        at: when; a datetime needs its time zone and is read in Beijing time.
        ref: what it belongs to (a letter's number, a commitment), so that of several requests it
            is known which one an answer answers; None where there is only one.
        calendar: whose calendar the periods run on that it starts; None for the jurisdiction's own.
        facts: what it says of the case from then on, beside what the vocabulary says that it
            makes, such as the period that a commitment names; None is nothing.

    """

    event: str
    at: date | datetime
    ref: str | None = None
    calendar: WorkCalendar | None = None
    facts: Mapping[str, Any] | None = field(default=None, hash=False, repr=False)

    def __repr__(self) -> str:
        return _shown_with("Event", self, ("event", "at", "ref", "calendar"))


def _shown_with(name: str, value: object, fields: tuple[str, ...]) -> str:
    """Return how a value of the caller's is shown: masked, and cut short."""
    said = ((field, getattr(value, field)) for field in fields)
    given = (f"{field}={shown(one, write=repr)}" for field, one in said if one is not None)
    return f"{name}({', '.join(given)})"


@dataclass(frozen=True, slots=True, repr=False)
class Pause:
    """Days that are not counted, both ends included.

    Attributes:
        since: the first day.
        until: the last day; None while it goes on.
        why: the reason as the duty names it (听证); None leaves the days out of every period.

    """

    since: date
    until: date | None = None
    why: str | None = None

    def __repr__(self) -> str:
        return _shown_with("Pause", self, ("since", "until", "why"))

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data, with the keys of a file."""
        until = self.until and self.until.isoformat()
        return {"from": self.since.isoformat(), "to": until, "why": self.why}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that was checked: its day in Beijing, and its place among all events.

    Attributes:
        facts: what holds of the case from then on: what the event makes, and what it carries.

    """

    event: Event
    day: date
    index: int
    facts: tuple[tuple[str, FactValue], ...] = ()


def as_event(given: Event | Mapping[str, Any]) -> Event:
    """Return an event that a caller gives as data, or as it is.

    Where the data names the jurisdiction whose organ is obliged, its calendar is used.

    Raises:
        CaseError: a key is missing, or unknown.

    """
    if isinstance(given, Event):
        return given
    if not isinstance(given, Mapping):
        message = "事件应为键值对（映射），或者 Event"
        raise CaseError([Diagnostic.error("GZ618", message, help=f"可写：{'、'.join(_KEYS)}")])
    unknown = [key for key in given if not (isinstance(key, str) and key in _KEYS)]
    missing = [key for key in _KEYS[:2] if key not in given]
    if unknown or missing:
        said = [f"不认识的键“{shown(key, 30)}”" for key in unknown[:MOST_SUGGESTIONS]]
        said += [f"缺少“{key}”" for key in missing]
        message = f"事件的写法不对：{'，'.join(said)}"
        help = f"可写：{'、'.join(_KEYS)}；event 和 at 必须写"
        raise CaseError([Diagnostic.error("GZ618", message, help=help)])
    obliged, calendar = given.get("obliged"), given.get("calendar")
    if calendar is None and obliged is not None:
        calendar = as_given(lambda: obliged.calendar)
        if not isinstance(calendar, WorkCalendar):
            help = "写 library[…] 得到的地区，不写名称"
            raise CaseError([unusable("obliged", "地区", obliged, help)])
    return Event(given["event"], given["at"], given.get("ref"), calendar, given.get("facts"))


def as_events(given: object) -> list[Event]:
    """Return the events that a caller gives, each as data or as it is.

    Raises:
        CaseError: it is no list, or one of them has a key too many or too few.

    """
    found = list_of(given, "events", "写事件的列表；没有的，写空列表 []")
    return [as_event(event) for event in found]


def as_pause(given: object) -> Pause:
    """Return days that are not counted as a caller gives them: a `Pause`, or first and last day.

    Raises:
        CaseError: it is neither.

    """
    if isinstance(given, Pause):
        return given
    if isinstance(given, tuple | list) and len(given) == 2:
        since, until = given
        return Pause(since, until)
    message = f"不计入的一段应为 Pause，或者（首日, 末日），而不是{described(given)}"
    raise CaseError([Diagnostic.error("GZ620", message, help="写作 Pause(首日, 末日, 事由)")])


def placed(problem: Diagnostic, path: tuple[str | int, ...], where: Where) -> Diagnostic:
    """Return a problem with its place.

    Args:
        problem: what is wrong with the field at `path`; its own path goes on from there.
        path: the field.
        where: tells where a file has it.

    """
    whole = (*path, *problem.path)
    return replace(problem, span=where(whole), path=whole)


def _problem_of_writing(event: Event) -> Diagnostic | None:
    """Return what is wrong with how an event is written, its kind and its time aside."""
    if event.ref is not None and not isinstance(event.ref, str):
        message = f"事件的“ref”应为文本，而不是{described(event.ref)}"
        return Diagnostic.error("GZ618", message, path=("ref",), help="编号是文本，给它加引号")
    if event.ref is not None and len(event.ref) > _LONGEST_REF:
        message = f"事件的“ref”超过 {_LONGEST_REF} 个字"
        return Diagnostic.error("GZ618", message, path=("ref",), help="只写来函、承诺的编号")
    if event.calendar is not None and not isinstance(event.calendar, WorkCalendar):
        message = f"事件的“calendar”应为工作日历，而不是{described(event.calendar)}"
        help = "写 WorkCalendar.named(…) 得到的日历；用另一地区的，写 obliged"
        return Diagnostic.error("GZ618", message, path=("calendar",), help=help)
    if event.ref is not None and mask(event.ref) != event.ref:
        # It is shown again as it is: masked, it would tell no letter from another.
        message = "事件的“ref”里像有证件号码"
        help = "改写来函、承诺的编号；编号恰好像证件号码的，用“/”断开"
        return Diagnostic.error("GZ618", message, path=("ref",), help=help)
    return None


def unknown_event(program: Program, event: object, *, seek: bool = True) -> Diagnostic:
    """Return the refusal of an event that the vocabulary does not have; the nearest is offered.

    Args:
        program: has the vocabulary.
        event: what was written.
        seek: whether the nearest is sought.

    """
    events = program.vocabulary.events
    near = suggest(event, events) if seek else None
    help = f"是否要写 {near}？" if near else f"可写：{'、'.join(events)}"
    message = f"不认识的事件“{shown(event)}”"
    params = {"found": event, "near": near}
    return Diagnostic.error("GZ617", message, help=help, path=("event",), params=params)


def read_events(
    program: Program,
    events: Iterable[Event],
    calendar: WorkCalendar,
    as_of: date | datetime,
    problems: list[Diagnostic],
    where: Where,
) -> list[Happening]:
    """Return what had happened as of a moment, in the order of time; problems are added.

    On one day the order is that of the times where every event has one, and as given otherwise.

    Args:
        program: the program whose vocabulary knows the events.
        events: what happened, in any order.
        calendar: the working days, where an event brings no calendar of its own.
        as_of: the moment, itself included; a date is the whole day.
        problems: where what is wrong with the events is added.
        where: tells where an event stands in a file.

    """
    found: list[Happening] = []
    for index, event in enumerate(events):
        path = ("events", index)
        if index == _MOST:
            problems.append(placed(_too_many("事件"), path, where))
        if index == _MOST or len(problems) > MOST_PROBLEMS:
            break
        if not isinstance(event.event, str) or event.event not in program.vocabulary.events:
            seek = len(problems) < MOST_SUGGESTIONS
            problems.append(placed(unknown_event(program, event.event, seek=seek), path, where))
            continue
        try:
            day = civil(event.at)
        except InvalidDate as error:
            problems.append(placed(_unusable(error), (*path, "at"), where))
            continue
        wrong = _problem_of_writing(event)
        if wrong is not None:
            problems.append(placed(wrong, path, where))
            continue
        first = (event.calendar or calendar).first
        early = _too_early(program, first, day)
        problems.extend(placed(one, (*path, "at"), where) for one in early)
        facts, faults = _facts_of(program, event)
        problems.extend(placed(one, path, where) for one in faults)
        if not _later(event.at, day, as_of):
            found.append(Happening(event, day, index, facts))
    return list(_in_order(found))


def _facts_of(
    program: Program, event: Event
) -> tuple[tuple[tuple[str, FactValue], ...], Sequence[Diagnostic]]:
    """Return the facts that hold from an event on, and what is wrong with those that it carries."""
    effect = program.vocabulary.effects.get(event.event)
    made = effect.makes if effect is not None else ()
    if event.facts is None:
        return made, ()
    try:
        carried = given_facts(program, event.facts)
    except CaseError as error:
        return made, error.diagnostics
    faults = list(unusable_times(program, carried, None))
    day = program.vocabulary.roles.date
    for name, value in carried.items():
        if name == day:
            message, help = f"“{name}”不由事件带来", "删去它；事件发生的日期写在 at"
            faults.append(Diagnostic.error("GZ618", message, help=help, path=("facts", name)))
        elif dict(made).get(name, value) != value:
            message = f"“{event.event}”引起的“{name}”与它带来的不同"
            help = "删去带来的这一项；词汇表的 makes 已经写明"
            faults.append(Diagnostic.error("GZ604", message, help=help, path=("facts", name)))
    return tuple({**dict(made), **carried}.items()), faults


def read_pauses(
    program: Program, pauses: Sequence[Pause], problems: list[Diagnostic], where: Where
) -> list[Pause]:
    """Return the pauses that can be used, in the order of time; problems are added.

    They may overlap, for one reason or for several: days that are left out twice are left out once.

    Args:
        program: the program; its duties say for what reasons days are not counted.
        pauses: the stretches of days that are not counted, in any order.
        problems: where what is wrong with them is added.
        where: tells where a pause stands in a file.

    """
    reasons = tuple(dict.fromkeys(r for duty in program.duties for r in duty.not_counted))
    kept: list[Pause] = []
    for index, given in enumerate(pauses):
        path = ("excluded", index)
        if index == _MOST:
            problems.append(placed(_too_many("不计入的各段"), path, where))
        if index == _MOST or len(problems) > MOST_PROBLEMS:
            break
        try:
            until = None if given.until is None else civil(given.until)
            pause = replace(given, since=civil(given.since), until=until)
        except InvalidDate as error:
            problems.append(placed(_unusable(error), path, where))
            continue
        wrong = _problem_of_pause(pause, reasons)
        if wrong is None:
            kept.append(pause)
        else:
            problems.append(placed(wrong, path, where))
    return sorted(kept, key=lambda pause: (pause.since, pause.why or ""))


def _problem_of_pause(pause: Pause, reasons: Sequence[str]) -> Diagnostic | None:
    """Return what is wrong with days that are not counted, for the reasons that duties name."""
    if date.max in (pause.since, pause.until):
        message = f"不计入的一段自 {pause.since} 起没有尽头"
        help = "还没有恢复的，不写末日（to）；恢复以后再写"
    elif pause.until is not None and pause.until < pause.since:
        message = f"不计入的一段，首日 {pause.since} 在末日 {pause.until} 之后"
        help = "把两个日期换过来"
    elif pause.why is not None and not isinstance(pause.why, str):
        message = f"不计入的事由（why）应为文本，而不是{described(pause.why)}"
        help = "照抄义务写明的事由；不写 why 的，各项期限都不计入"
    elif pause.why is not None and pause.why not in reasons:
        near = suggest(pause.why, reasons)
        known = f"可写：{'、'.join(reasons)}" if reasons else "没有义务写明不计入的事由"
        help = (f"是否要写 {near}？" if near else known) + "；不写 why 的，各项期限都不计入"
        message = f"没有哪项义务把“{shown(pause.why, 30)}”的时间不计入"
    else:
        return None
    return Diagnostic.error("GZ620", message, help=help)


def _too_many(what: str) -> Diagnostic:
    message = f"一个案件的{what}超过 {_MOST}，不作推算"
    help = "一个案件写一份；几个案件合在一起的，分开写"
    return Diagnostic.error("GZ623", message, help=help)


def _unusable(error: InvalidDate) -> Diagnostic:
    message, _, help = str(error).partition("。")
    return Diagnostic.error("GZ618", message, help=help or "写作 2026-11-23")


def _too_early(program: Program, known_from: date, day: date) -> Iterator[Diagnostic]:
    first = program.first_day
    if day < known_from:
        message = f"工作日历自 {known_from} 起，{day} 在它之前"
        yield Diagnostic.error("GZ618", message, help="核对日期")
    elif first is not None and day < first:
        label = program.levels[0].document.label
        message = f"{day} 在{label}施行（{first}）以前，此时没有可适用的规则"
        yield Diagnostic.error("GZ608", message, help="核对日期")


def _later(at: date | datetime, day: date, as_of: date | datetime) -> bool:
    if isinstance(at, datetime) and isinstance(as_of, datetime):
        return at > as_of
    return day > civil(as_of)


def _in_order(found: list[Happening]) -> Iterator[Happening]:
    by_day = sorted(found, key=lambda happening: happening.day)
    for _, group in groupby(by_day, key=lambda happening: happening.day):
        same_day = list(group)
        if all(isinstance(one.event.at, datetime) for one in same_day):
            same_day.sort(key=_time)
        yield from same_day


def _time(happening: Happening) -> float:
    at = happening.event.at
    return at.timestamp() if isinstance(at, datetime) else 0.0
