"""A scenario: a case, and what must come of it; and what came of it instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from gaozhi.engine import Decision, ItemKey, Question
from gaozhi.model import PENDING
from gaozhi.source import JsonRecord, Span, as_json

_RESULT: Final = (
    "jurisdiction=scenario.jurisdiction decision=scenario.decision event=scenario.event "
    "name=scenario.name place=scenario.span passed differences"
)
_MOST_MISSING: Final = 8
"""How many facts that a case lacks are told in words; the JSON has them all."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come out; None is not looked at.

    Attributes:
        outcome: the outcome, 待补充 included.
        possible: exactly what is still possible.
        values: exactly the values that are certain, each with what must ground it.
        pending: exactly the values that are not certain yet.
        grounds: rules or provisions on which the outcome must rest, among others.
        not_grounds: rules or provisions on which nothing that comes out may rest.
        caveats: a fragment of every caveat that the answer brings along, and of no other. That an
            inferred line says so needs no fragment.
        questions: exactly the facts that are asked for.
        due: duties that the event may start, each with its last day; None where it is not owed.

    """

    outcome: str | None = None
    possible: frozenset[str] | None = None
    values: Mapping[str, tuple[str, ...]] | None = None
    pending: frozenset[str] | None = None
    grounds: tuple[str, ...] | None = None
    not_grounds: tuple[str, ...] = ()
    caveats: tuple[str, ...] | None = None
    questions: frozenset[str] | None = None
    due: Mapping[str, date | None] | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """The base that a scenario starts from: its name, and its facts."""

    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case, and what must come of it.

    Attributes:
        name: what is tried, unique among the scenarios of the jurisdiction and the subject.
        jurisdiction: the name of the jurisdiction.
        decision: the name of the decision; empty where a due date is expected.
        facts: every known fact, by its name.
        item: the item of the list, or None.
        on: the day of the decision; None leaves it open.
        expect: what must come out.
        event: what happened, where a due date is expected.
        at: when it happened.
        span: where the scenario stands.
        places: where each thing that is expected stands, by its key.
        start: the base that it starts from; None for one that writes all of its facts.

    """

    name: str
    jurisdiction: str
    decision: str
    facts: dict[str, Any] = field(repr=False)
    item: ItemKey | None
    on: date | None
    expect: Expectation
    event: str | None = None
    at: date | datetime | None = None
    span: Span | None = field(default=None, compare=False)
    places: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    start: Start | None = field(default=None, compare=False, repr=False)

    @property
    def subject(self) -> str:
        """What is asked about: the decision, or the event from which a period runs."""
        return self.decision or self.event or ""

    @property
    def title(self) -> str:
        """The scenario as a person refers to it."""
        return f"{self.jurisdiction} · {self.subject}：{self.name}"

    def __str__(self) -> str:
        return f"{self.jurisdiction}-{self.subject}-{self.name}"


@dataclass(frozen=True, slots=True)
class Mismatch(JsonRecord):
    """One thing that came out otherwise than expected.

    Attributes:
        key: the key of the expectation, as in outcome.
        what: the same in Chinese.
        expected: what the scenario says.
        found: what came out.
        span: where the scenario says it.

    """

    json_keys = "key what expected found place=span"

    key: str
    what: str
    expected: str
    found: str
    span: Span | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.what}：期望 {self.expected}，实际 {self.found}"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a scenario.

    Attributes:
        scenario: the scenario.
        differences: everything that came out otherwise than expected.
        decision: the answer; None where the case was refused, or only a due date was looked at.

    """

    scenario: Scenario
    differences: tuple[Mismatch, ...]
    decision: Decision | None = field(default=None, repr=False)

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences

    @property
    def missing(self) -> tuple[Question, ...]:
        """What the case of a failed scenario still lacks to settle, where it was meant to."""
        if self.passed or self.decision is None or self.decision.settled:
            return ()
        expect = self.scenario.expect
        meant_open = expect.outcome == PENDING or expect.questions is not None or expect.pending
        return () if meant_open else tuple(self.decision.questions)

    def lines(self) -> tuple[str, ...]:
        """Return what a person reads of a failed scenario, below its title and its place."""
        found = []
        for one in self.differences:
            found += [f"  {one.what}", f"    期望：{one.expected}", f"    实际：{one.found}"]
        missing = self.missing
        if missing:
            found.append(f"  案件还缺 {len(missing)} 项事实，写进 changes（或者 facts）才有结论")
            found += [f"    {one.fact}：{one.ask}" for one in missing[:_MOST_MISSING]]
        if len(missing) > _MOST_MISSING:
            found.append(f"    另有 {len(missing) - _MOST_MISSING} 项")
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data; without a decision where a due date is expected."""
        decision = self.scenario.decision or None
        missing = [one.fact for one in self.missing]
        return as_json(self, _RESULT) | {"decision": decision, "missing": missing}
