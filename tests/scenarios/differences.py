"""What a row of the table of differences says: the same question put to several jurisdictions.

A question is a case for a decision, or a word about a duty. The answers stand beside one another,
each under the name of the jurisdiction that gives it; `NATION` is the bare baseline. An answer
names the provision that it rests on: a county's own, or, where its plan is silent, the baseline's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gaozhi.engine.decision import Decision
from gaozhi.logic import truth
from gaozhi.model import Duty
from tests.facts import ORDINARY
from tests.situations import jurisdiction

QIDONG = "启东市"
TAIERZHUANG = "台儿庄区"
MAOJI = "毛集实验区"
AHEQI = "阿合奇县"
SHANZHOU = "陕州区"
NATION = "全国"
PLANS = (QIDONG, TAIERZHUANG, MAOJI, AHEQI, SHANZHOU)

ON = date(2021, 7, 1)
"""A day on which all five plans are in force, and 阿合奇县's general rule too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one jurisdiction says to a case.

    Attributes:
        outcome: of a decision that settles on one value.
        has: values that a decision that collects gives.
        lacks: values that it does not give.
        by: a provision that grounds the outcome or the first of `has`, or that the warning rests on.
        warns: a fragment of a caveat; None where that is not the point.
        silent: a fragment that no caveat has.

    """

    outcome: str | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    by: str | None = None
    warns: str | None = None
    silent: str | None = None

    def check(self, found: Decision) -> None:
        """Assert that the decision says so."""
        if self.outcome is not None:
            assert found.outcome == self.outcome
        assert set(self.has) <= set(found.values)
        assert not set(self.lacks) & set(found.values)
        warnings = [one for one in found.caveats if self.warns and self.warns in one.text]
        assert warnings or self.warns is None, f"“{self.warns}” is missing"
        assert not any(self.silent in one.text for one in found.caveats if self.silent)
        if self.by is not None:
            effect = self.has[0] if self.has else self.outcome
            cited = {c.provision for one in warnings for c in one.basis}
            if not warnings:
                cited = {c.provision for g in found.grounds if g.effect == effect for c in g.basis}
            assert _rests_on(cited, self.by), f"{effect} rests on {sorted(cited)}"

    @property
    def side(self) -> object:
        """What two jurisdictions must not share where they differ."""
        return self.outcome, self.has, self.lacks, self.warns, self.silent, _is_own(self.by)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one jurisdiction says of a duty; None is what is not the point, "" is without a time.

    Attributes:
        by: a provision that the duty rests on; None says that no duty speaks of `act`.
        act: words of the act.
        actor: words of who owes it.
        time: its time as the document writes it: a number of days, a day, a recurrence, 及时.
        since: the event that it runs from.
        instead_of: whether it stands in place of another duty.

    """

    by: str | None
    act: str = ""
    actor: str = ""
    time: str | None = None
    since: str | None = None
    instead_of: bool | None = None

    def check(self, duties: list[Duty]) -> None:
        """Assert that the duties that are law say so."""
        fitting = [one for one in duties if self._fits(one)]
        if self.by is None:
            assert not fitting, f"a duty speaks of it: {fitting[0].name}"
            return
        near = [one for one in duties if _rests_on({basis.id for basis in one.basis}, self.by)]
        assert near, f"no duty rests on {self.by}"
        assert fitting, f"{self.by} carries {[(one.name, time_of(one)) for one in near]}"

    def _fits(self, duty: Duty) -> bool:
        return (
            (self.by is None or _rests_on({basis.id for basis in duty.basis}, self.by))
            and self.act in duty.act
            and self.actor in duty.actor
            and self.time in (None, time_of(duty))
            and self.since in (None, duty.since)
            and self.instead_of in (None, duty.instead_of is not None)
        )

    @property
    def side(self) -> object:
        """What two jurisdictions must not share where they differ."""
        return _is_own(self.by), self.act, self.actor, self.time, self.since, self.instead_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A case that is put to a decision of several jurisdictions."""

    decision: str
    changes: Mapping[str, Any]
    answers: Mapping[str, Answer]
    on: date = ON

    def check(self, name: str) -> None:
        """Assert that the jurisdiction answers as the table says."""
        facts = {**ORDINARY, **self.changes}
        self.answers[name].check(jurisdiction(name).decide(facts, self.decision, on=self.on))


@dataclass(frozen=True, slots=True)
class Duties:
    """A duty that is looked for in several jurisdictions."""

    answers: Mapping[str, Owed]

    def check(self, name: str) -> None:
        """Assert that the jurisdiction has the duty, or has none, as the table says."""
        self.answers[name].check(duties_of(name))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its number, its topic, and the questions that show it."""

    number: int
    topic: str
    questions: tuple[Asked | Duties, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The jurisdictions that the row speaks of."""
        return tuple(dict.fromkeys(name for one in self.questions for name in one.answers))

    def __str__(self) -> str:
        return f"{self.number:02d}-{self.topic}"


def row(number: int, topic: str, *questions: Asked | Duties) -> Row:
    """Return a row of the table."""
    return Row(number, topic, questions)


def asked(
    decision: str, changes: Mapping[str, Any], answers: Mapping[str, Answer], on: date = ON
) -> Asked:
    """Return a case for several jurisdictions."""
    return Asked(decision, changes, answers, on)


def gives(outcome: str, by: str | None = None, **more: str) -> Answer:
    """Return the answer of a decision that settles on one value."""
    return Answer(outcome, by=by, **more)


def has(*values: str, by: str | None = None, lacks: tuple[str, ...] = ()) -> Answer:
    """Return the answer of a decision that collects, the value that `by` grounds first."""
    return Answer(has=values, by=by, lacks=lacks)


def lacks(*values: str) -> Answer:
    """Return the answer that gives none of the values."""
    return Answer(lacks=values)


def warns(text: str, by: str | None = None) -> Answer:
    """Return the answer that brings a caveat along, whatever the outcome."""
    return Answer(warns=text, by=by)


def silent(text: str) -> Answer:
    """Return the answer of which no caveat has the text."""
    return Answer(silent=text)


def in_all(answer: Answer, *names: str) -> dict[str, Answer]:
    """Return the same answer for several jurisdictions."""
    return dict.fromkeys(names, answer)


def duties_of(name: str) -> list[Duty]:
    """Return the duties of a jurisdiction that are law, the inherited ones included."""
    program = jurisdiction(name).program
    return [one for one in program.duties if truth(one.in_force, {"办理.日期": ON})]


def time_of(duty: Duty) -> str:
    """Return the time of a duty as a document writes it, or nothing where it writes none."""
    if duty.by is not None:
        return f"{duty.by} 前"
    if duty.within is not None:
        return f"{duty.within} 内"
    if duty.every is not None:
        return f"每 {duty.every}"
    return duty.manner or ""


def sides(question: Asked | Duties) -> Iterator[object]:
    """Yield what each jurisdiction says, without the number of the provision that says it."""
    return (answer.side for answer in question.answers.values())


def _rests_on(cited: set[str], provision: str) -> bool:
    """Whether a provision is cited; the baseline's stands for a plan that says nothing itself."""
    alone = _is_own(provision) or not any(_is_own(one) for one in cited)
    return provision in cited and alone


def _is_own(provision: str | None) -> bool:
    return provision is not None and not provision.startswith("national:")
