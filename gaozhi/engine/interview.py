"""An interview: one question at a time, until no answer can change what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol

from gaozhi.engine.case import Case, given_facts
from gaozhi.engine.decision import Decision
from gaozhi.engine.explanations import questions_about
from gaozhi.engine.findings import find
from gaozhi.engine.lookup import ItemKey
from gaozhi.engine.parts import Question
from gaozhi.errors import CaseError
from gaozhi.model import (
    Combine,
    DecisionSpec,
    DecisionTable,
    FactType,
    FactValue,
    Program,
    Rule,
    Version,
    fact_text,
    is_missing,
    plain_value,
)
from gaozhi.source import Diagnostic, mask, require_text

__all__ = ["Interview", "Progress"]

FORMAT: Final = 1
"""The version of the shape of an interview that is put aside."""


class County(Protocol):
    """Whoever answers: a jurisdiction, as far as an interview needs one."""

    @property
    def program(self) -> Program:
        """The compiled rules."""

    @property
    def digest(self) -> str:
        """The digest of the program."""

    def case(
        self,
        facts: Mapping[str, Any],
        *,
        item: ItemKey | None = None,
        on: date | str | None = None,
    ) -> Case:
        """Return the case that facts make.

        Args:
            facts: facts by name or api name.
            item: the item of the list; None where the case names none.
            on: the day of the decision; None leaves it open.

        """

    def decide(self, case: Case, decision: str) -> Decision:
        """Return the decision about a case."""


class Progress(NamedTuple):
    """How many questions are still to come."""

    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True)
class _Step:
    """An answer in its turn; without a value the question was passed over."""

    fact: str
    value: FactValue | None


@dataclass(frozen=True, slots=True)
class _Now:
    """What the answers so far come to: the case, the decisions, the questions that still matter."""

    case: Case
    decisions: Mapping[str, Decision]
    questions: tuple[Question, ...]


class Interview:
    """A conversation that asks for one fact at a time.

    It is changed by every answer, like the conversation that it stands for: whoever holds it sees
    where it stands, and an answer cannot be lost by forgetting to keep what a call returned. So it
    belongs to one thread at a time. What outlives a request, or goes back to several moments, is
    the data of `to_dict`, of which any process makes an interview again.

    Args:
        county: the jurisdiction that answers.
        decisions: the names of what is to be decided, in the order in which it is asked for.
        facts: what is known beforehand, and is not asked for.
        item: the item of the list, or None.
        on: the day of the decisions; None leaves it open, and it may be asked for.
        answers: what was answered before, fact by fact in its turn; None is not known.
        at: how many of these are in effect, those after it having been gone back from; None is all.

    Raises:
        CaseError: with every problem that the facts have; or the answers cannot all be true.

    """

    __slots__ = ("_at", "_county", "_ends", "_facts", "_item", "_now", "_on", "_steps")

    def __init__(
        self,
        county: County,
        decisions: Sequence[str],
        facts: Mapping[str, Any],
        item: ItemKey | None = None,
        on: date | str | None = None,
        answers: Iterable[tuple[str, object]] = (),
        at: int | None = None,
    ) -> None:
        tables = county.program.decisions
        self._county = county
        # A decision without rules here, which another jurisdiction knows, asks nothing.
        self._ends = {
            name: _by_what_follows(tables[name]) if name in tables else None for name in decisions
        }
        self._facts = given_facts(county.program, facts)
        self._item = item
        self._on = on
        steps = [self._step(*answer) for answer in answers]
        case = self._case(steps)
        self._on = None if is_missing(on) else case.day
        self._go(steps, len(steps) if at is None else at)

    def __repr__(self) -> str:
        asked = self.next
        name = self._county.program.jurisdiction
        return f"Interview({name!r}, {', '.join(self._ends)}, next={asked and asked.fact!r})"

    @property
    def next(self) -> Question | None:
        """The question to put; None where no answer can change what the applicant must do.

        After `back` it is the question that was gone back to.
        """
        if self._at < len(self._steps):
            fact = self._steps[self._at].fact
            known = {question.fact: question for question in self._now.questions}
            return known.get(fact) or questions_about([fact], self._now.case)[0]
        return next(self._open(self._now), None)

    @property
    def given(self) -> Mapping[str, FactValue]:
        """What was known beforehand and what was answered: the facts that are decided on."""
        return MappingProxyType(self._given(self._steps[: self._at]))

    @property
    def implied(self) -> Mapping[str, FactValue]:
        """What is known besides: settled by the item or the day, presumed by the list, implied."""
        given, known = self.given, self._now.case.known
        return MappingProxyType({name: known[name] for name in known if name not in given})

    @property
    def skipped(self) -> tuple[str, ...]:
        """The facts that were asked for and are not known."""
        return tuple(step.fact for step in self._steps[: self._at] if step.value is None)

    @property
    def case(self) -> Case:
        """The case, as far as it is known."""
        return self._now.case

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The decisions by name, as the facts that are given settle them."""
        return self._now.decisions

    @property
    def progress(self) -> Progress:
        """How many questions are still to come, whatever is answered to them."""
        asked = self.next
        if asked is None:
            return Progress(0, 0)
        most = len({question.fact for question in self._open(self._now)} | {asked.fact})
        return Progress(1 if self._may_be_last(asked) else 2, most)

    def answer(self, fact: str, value: object) -> tuple[str, ...]:
        """Take the answer to a question, or to one that was not asked; None is `skip`.

        An answer to what was answered before takes its place. What was answered after it stands,
        as far as it can; so it is when a question that `back` went to is answered.

        Args:
            fact: the name or api name.
            value: see `Jurisdiction.case`.

        Returns:
            The facts whose answers had to go, since they are impossible now.

        Raises:
            CaseError: it fits neither the fact, nor the item, nor what was answered before; then
                nothing has changed.

        """
        answered = self._step(fact, value)
        name = answered.fact
        if name in self._facts:
            self._keep(answered)
            return ()
        taken = self._steps[: self._at]
        place = next((at for at, step in enumerate(taken) if step.fact == name), self._at)
        steps = [*self._steps[:place], answered]
        self._case(steps)
        lost: list[str] = []
        for step in self._steps[place:]:
            if step.fact == name:
                continue
            try:
                self._case([*steps, step])
            except CaseError:
                lost.append(step.fact)
            else:
                steps.append(step)
        self._go(steps, len(steps))
        return tuple(lost)

    def skip(self, fact: str | None = None) -> tuple[str, ...]:
        """Pass over a question whose answer is not known; it is not asked again.

        Args:
            fact: the name or api name; None is the question that is put.

        Returns:
            See `answer`.

        Raises:
            CaseError: there is no such fact.

        """
        if fact is not None:
            return self.answer(fact, None)
        asked = self.next
        return () if asked is None else self.answer(asked.fact, None)

    def back(self, fact: str | None = None) -> bool:
        """Go back to a question that was answered; no answer after it is lost.

        Args:
            fact: the name or api name of the one to go back to; None is the last one that mattered.

        Returns:
            Whether there was one.

        Raises:
            CaseError: there is no such fact.

        """
        name = None if fact is None else self._named(fact)
        for at in reversed(range(self._at)):
            step = self._steps[at]
            if name not in (None, step.fact):
                continue
            asked = {question.fact for question in self._look(self._steps[:at]).questions}
            if name is not None or step.fact in asked:
                self._go(self._steps, at)
                return True
        return False

    def to_dict(self) -> dict[str, Any]:
        """Return the interview as JSON-ready data, of which `Jurisdiction.resume` makes it again.

        An identity number, and what looks like one, is left out and named under ``withheld``: where
        the answer matters, it is asked for again.
        """
        steps = [step for step in self._steps if not self._private(step)]
        known = [_Step(name, value) for name, value in self._facts.items()]
        facts = [step for step in known if not self._private(step)]
        item = self._now.case.item_ref
        names = item and item.names
        return {
            "interview": FORMAT,
            "jurisdiction": self._county.program.id,
            "digest": self._county.digest,
            "decisions": list(self._ends),
            "item": names if item is None or item.number is None else item.number,
            "date": None if self._on is None else str(self._on),
            "facts": {step.fact: self._plain(step) for step in facts},
            "answers": [{"fact": step.fact, "value": self._plain(step)} for step in steps],
            "at": sum(not self._private(step) for step in self._steps[: self._at]),
            "withheld": [one.fact for one in (*known, *self._steps) if self._private(one)],
        }

    def _go(self, steps: Sequence[_Step], at: int) -> None:
        """Take these steps, of which so many are in effect."""
        now = self._look(steps[:at])
        self._steps, self._at, self._now = tuple(steps), min(at, len(steps)), now

    def _step(self, fact: str, value: object) -> _Step:
        name = self._named(fact)
        return _Step(name, given_facts(self._county.program, {name: value}).get(name))

    def _keep(self, answered: _Step) -> None:
        """Raise CaseError where an answer goes against what was known beforehand."""
        known = _Step(answered.fact, self._facts[answered.fact])
        if answered != known:
            said = fact_text(self._plain(known))
            message = f"“{known.fact}”在提问以前已经写明为 {said}，不能另作回答"
            help = "以原有的数据为准；数据有误的，更正以后重新提问"
            raise CaseError([Diagnostic.error("GZ612", message, help=help, path=(known.fact,))])

    def _named(self, fact: object) -> str:
        program = self._county.program
        written = require_text(fact, "fact", "照抄词汇表里的名称")
        name = program.vocabulary.by_api.get(written, written)
        if name not in program.vocabulary.facts:
            given_facts(program, {written: None})
        return name

    def _given(self, steps: Sequence[_Step]) -> dict[str, FactValue]:
        answered = {step.fact: step.value for step in steps if step.value is not None}
        return {**self._facts, **answered}

    def _case(self, steps: Sequence[_Step]) -> Case:
        """Return the case that answers make. Raises CaseError where they cannot all be true."""
        return self._county.case(self._given(steps), item=self._item, on=self._on)

    def _look(self, steps: Sequence[_Step]) -> _Now:
        case = self._case(steps)
        decisions = {name: self._county.decide(case, name) for name in self._ends}
        found: dict[str, Question] = {}
        for name, decision in decisions.items():
            for question in self._mattering(name, decision, case):
                found.setdefault(question.fact, question)
        return _Now(case, MappingProxyType(decisions), tuple(found.values()))

    def _mattering(self, name: str, decision: Decision, case: Case) -> Iterator[Question]:
        """Yield the questions of a decision whose answers can change what the applicant must do."""
        if decision.settled or decision.next_step:
            return
        ends = self._ends[name]
        if ends is None or ends is self._county.program.decisions[name]:
            yield from decision.questions
            return
        completions = find(ends, case).completions
        facts = set() if completions is None else set(completions.decisive_facts())
        yield from (question for question in decision.questions if question.fact in facts)

    def _open(self, now: _Now, *more: str) -> Iterator[Question]:
        """Yield the questions that matter and were not passed over."""
        passed_over = {*self.skipped, *more}
        return (question for question in now.questions if question.fact not in passed_over)

    def _may_be_last(self, asked: Question) -> bool:
        """Whether some answer to a question, or none, leaves no other to be put."""
        if next(self._open(self._now, asked.fact), None) is None:
            return True
        answers = {FactType.BOOL: (True, False), FactType.ONE_OF: asked.values}.get(
            FactType(asked.type)
        )
        if answers is None:
            return True
        return any(self._ends_with(asked.fact, answer) for answer in answers)

    def _ends_with(self, fact: str, answer: bool | str) -> bool:
        try:
            then = self._look([*self._steps[: self._at], _Step(fact, answer)])
        except CaseError:
            return False
        return next(self._open(then), None) is None

    def _private(self, step: _Step) -> bool:
        fact = self._county.program.vocabulary.facts[step.fact]
        value = step.value
        return value is not None and (fact.identity or mask(str(value)) != str(value))

    def _plain(self, step: _Step) -> object:
        fact = self._county.program.vocabulary.facts[step.fact]
        return None if step.value is None else plain_value(fact, step.value)


def _by_what_follows(table: DecisionTable) -> DecisionTable:
    """Return a decision with one value in place of all that mean the same for the applicant.

    So its questions are those whose answers can change what that person must do. Where values that
    mean the same do not stand side by side, the strongest of two others could not be told by it:
    then the decision stays as it is, and some question may be put that changes only its outcome.
    """
    spec = table.spec
    stands_for = alike_for_applicant(spec)
    if stands_for is None:
        return table

    def merged(rule: Rule) -> Rule:
        effects = dict.fromkeys(stands_for.get(effect, effect) for effect in rule.effects)
        return replace(rule, effects=tuple(effects))

    versions = [
        Version(
            version.since, tuple(replace(one, rule=merged(one.rule)) for one in version.standing)
        )
        for version in table.versions
    ]
    values = tuple(dict.fromkeys(stands_for.values()))
    rules = tuple(map(merged, table.rules))
    return DecisionTable(replace(spec, values=values), rules, versions, table.gap)


def alike_for_applicant(spec: DecisionSpec) -> dict[str, str] | None:
    """Return the value that stands for each of those that mean the same for the applicant.

    None where no two can be merged, so that a conversation asks for all that a decision asks for.
    """
    says = dict(spec.says)
    first: dict[str, str] = {}
    stands_for = {v: first.setdefault(says.get(v) or v, v) for v in spec.values}
    runs = [value for value, _ in groupby(spec.values, stands_for.__getitem__)]
    if spec.combine is Combine.ALL or len(runs) == len(spec.values):
        return None
    if spec.combine is Combine.STRONGEST and len(runs) > len(set(runs)):
        return None
    return stands_for
