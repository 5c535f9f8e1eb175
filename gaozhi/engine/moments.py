"""A case as events move it: what is given, then what the events up to a moment made.

Nothing is assumed of what did not happen: a fact is as it was given until an event says otherwise,
and an event whose effect a decision leaves open leaves open what it would have made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from gaozhi.engine.case import Case, Place, given_facts, read_facts
from gaozhi.engine.completions import Dependence, turning
from gaozhi.engine.events import Happening, Where, placed
from gaozhi.engine.explanations import questions_about
from gaozhi.engine.lookup import ItemKey
from gaozhi.engine.parts import Question
from gaozhi.model import Fact, FactValue, Program, fact_text, plain_value
from gaozhi.source import MOST_PROBLEMS, Diagnostic, Related

__all__ = ["Effectiveness", "Moments", "clashes", "concerns"]

_ALWAYS: Final = Dependence(always=True, never=False)


def concerns(event: str | None, thing: str | None) -> bool:
    """Whether an event that belongs to something may bear on what belongs to something."""
    return event is None or thing is None or event == thing


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """Whether an event has its effect, judged at the moment when it happened.

    Attributes:
        turning: whether it has in every case, or in none.
        questions: the facts on which it turns.

    """

    turning: Dependence = _ALWAYS
    questions: tuple[Question, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the known facts leave it open."""
        return not (self.turning.always or self.turning.never)


@dataclass(frozen=True, slots=True)
class _Made:
    """What one event made, or may have made."""

    happening: Happening
    effective: Effectiveness

    @property
    def facts(self) -> tuple[tuple[str, FactValue], ...]:
        return self.happening.facts

    def moves(self, fact: str, ref: str | None) -> bool:
        """Whether it sets a fact of what an event with a ref belongs to."""
        return fact in dict(self.facts) and concerns(self.happening.event.ref, ref)


class Moments:
    """The case as of each moment: what is given, and what the events gone through made.

    Attributes:
        undated: the case as it is given, before any event and on no certain day.
        place: tells where the given facts stand in a file.
        backwards: the ordered facts that an event moved back, with the two events.

    Raises:
        CaseError: with every problem of the facts that are given.

    """

    def __init__(
        self, program: Program, facts: Mapping[str, Any], item: ItemKey | None, place: Place | None
    ) -> None:
        self.undated = undated = read_facts(program, facts, item, None, place)
        self.place = place
        self._program = program
        self._given = given_facts(program, facts)
        self._item = item
        self._own_day = undated.day is not None
        self._made: list[_Made] = []
        self.backwards: list[tuple[Fact, Happening, Happening]] = []
        self._left_open: list[_Made] = []
        self._overlays: dict[str | None, tuple[int, dict[str, FactValue | None]]] = {}
        self._known: dict[tuple[date | None, tuple[tuple[str, object], ...]], Case] = {}

    def on(self, day: date, ref: str | None) -> Case:
        """Return the case on a day, about a thing, after the events gone through.

        A case that brings its own 办理.日期 is judged on that day throughout.
        """
        overlay = self._overlay(ref)
        key = (None if self._own_day else day, tuple(sorted(overlay.items(), key=_name)))
        case = self._known.get(key)
        if case is None:
            facts = {**self._given, **overlay}
            case = self._known[key] = read_facts(self._program, facts, self._item, key[0])
        return case

    def effect(self, happening: Happening) -> Effectiveness:
        """Return whether an event has its effect, and note what it makes."""
        name = happening.event.event
        allowed = self._program.allowed.get(name)
        effective = Effectiveness()
        if allowed is not None:
            case = self.on(happening.day, happening.event.ref)
            found = turning(allowed, case)
            effective = Effectiveness(found, questions_about(found.facts, case))
        if happening.facts and not effective.turning.never:
            made = _Made(happening, effective)
            self._note_backwards(made)
            self._made.append(made)
            if effective.open:
                self._left_open.append(made)
        return effective

    def asks(self, facts: Sequence[str], case: Case, ref: str | None) -> tuple[Question, ...]:
        """Return what to ask about open facts: of one left open, on what that turned.

        Args:
            facts: the names of the open facts.
            case: the case as it stands.
            ref: what is spoken of, such as a letter's number; None is everything.

        """
        found: dict[str, Question] = {}
        for fact in facts:
            left_open = next(
                (
                    made.effective.questions
                    for made in reversed(self._left_open)
                    if concerns(made.happening.event.ref, ref) and fact in dict(made.facts)
                ),
                questions_about([fact], case),
            )
            found.update((question.fact, question) for question in left_open)
        return tuple(found.values())

    def _note_backwards(self, made: _Made) -> None:
        """Note every ordered fact that an event certainly moves back."""
        ref = made.happening.event.ref
        for name, value in made.facts:
            fact = self._program.vocabulary.facts[name]
            if not fact.ordered or made.effective.open:
                continue
            before = next((one for one in reversed(self._made) if one.moves(name, ref)), None)
            if before is None or before.effective.open:
                continue
            stage = dict(before.facts)[name]
            if fact.values.index(str(stage)) > fact.values.index(str(value)):
                self.backwards.append((fact, before.happening, made.happening))

    def out_of_order(self, where: Where) -> Iterator[Diagnostic]:
        """Yield an error for every event that moves a stage back, which shows both events.

        Args:
            where: tells where an event stands in a file.

        """
        for fact, first, second in self.backwards[: MOST_PROBLEMS + 1]:
            stages = [dict(each.facts)[fact.name] for each in (first, second)]
            message = (
                f"“{fact.name}”倒退了：{first.day}“{first.event.event}”已到“{stages[0]}”，"
                f"{second.day}“{second.event.event}”却是“{stages[1]}”"
            )
            place = where(("events", first.index))
            related = () if place is None else (Related(place, "先发生的在这里"),)
            help = f"照先后是：{'、'.join(fact.values)}；核对日期，不是同一件事的，各写各的 ref"
            problem = Diagnostic.error("GZ639", message, help=help, related=related)
            yield placed(problem, ("events", second.index), where)

    def _overlay(self, ref: str | None) -> dict[str, FactValue | None]:
        known, overlay = self._overlays.get(ref, (0, {}))
        for made in self._made[known:]:
            if not concerns(made.happening.event.ref, ref):
                continue
            for name, value in made.facts:
                before = overlay.get(name, self._given.get(name))
                overlay[name] = None if made.effective.open and before != value else value
        self._overlays[ref] = len(self._made), overlay
        return overlay


def clashes(
    program: Program, happenings: Sequence[Happening], where: Where
) -> Sequence[Diagnostic]:
    """Return an error for every fact that two events of one moment make different.

    One moment is the same time of the same day: on a day without times the events stand in the
    order in which they are given.

    Args:
        program: the program whose vocabulary says what events make.
        happenings: the checked events, in the order of time.
        where: tells where an event stands in a file.

    """
    timed: dict[datetime, list[Happening]] = {}
    found: list[Diagnostic] = []
    for other in happenings:
        at = other.event.at
        if not isinstance(at, datetime) or not other.facts:
            continue
        together = timed.setdefault(at, [])
        for one in together:
            if len(found) < MOST_PROBLEMS and concerns(one.event.ref, other.event.ref):
                found += _clash(program, one, other, where)
        together.append(other)
    return found


def _clash(
    program: Program, one: Happening, other: Happening, where: Where
) -> Sequence[Diagnostic]:
    words = program.vocabulary
    made, found = dict(one.facts), []
    for name, value in other.facts:
        if made.get(name, value) == value:
            continue
        fact = words.facts[name]
        values = (fact_text(plain_value(fact, each)) for each in (made[name], value))
        as_one, as_other = values
        message = (
            f"同一时刻（{one.event.at:%Y-%m-%d %H:%M}）的“{one.event.event}”和“{other.event.event}”"
            f"互相矛盾：“{name}”前者为{as_one}，后者为{as_other}"
        )
        help = "核对两个事件的时间，写出先后；不是同一件事的，各写各的 ref"
        problem = Diagnostic.error("GZ628", message, help=help)
        found.append(placed(problem, ("events", other.index, "at"), where))
    return found


def _name(pair: tuple[str, object]) -> str:
    return pair[0]
