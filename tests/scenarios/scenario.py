"""A scenario: what a lawyer would try, and what the text of the document says to it.

A scenario starts from a case in which nothing is unusual and in which every fact is known, and
changes what it is about. It expects the outcome, what must ground it, and every caveat: one that
is not expected is a failure, so that caveats appear exactly when they matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import gaozhi
from gaozhi.engine.decision import Decision
from gaozhi.library import Jurisdiction
from tests.scenarios.facts import ORDINARY

LISTED_SETTLES = (
    "事项.依申请办理",
    "事项.要求提供证明",
    "证明.风险类别",
    "证明.其他高风险",
    "证明.在清单内",
)
"""What naming an item of 启东市's list settles; a case that names one need not say it."""

INFERRED = "未见权威文本，"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case and what is expected of one decision about it.

    Attributes:
        name: what is tried.
        changes: facts that differ from `start`; None takes a fact away.
        gives: the outcome; for a decision that collects, each value with what must ground it.
        by: provisions or rules that must ground the outcome.
        says: a fragment of every caveat that the answer brings along.
        possible: what is still possible where the outcome is 待补充.
        asks: exactly the facts that are asked for; None where that is not the point.
        on: the day of the decision; None leaves it open.
        item: the item of the list.
        start: the facts to start from.

    """

    name: str
    changes: Mapping[str, Any]
    gives: str | Mapping[str, str]
    by: tuple[str, ...]
    says: tuple[str, ...]
    possible: tuple[str, ...] | None
    asks: frozenset[str] | None
    on: str | None
    item: int | None
    start: Mapping[str, Any]
    decision: str = ""
    jurisdiction: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the case, without those that are taken away."""
        merged = {**self.start, **self.changes}
        left_out = () if self.item is None else set(LISTED_SETTLES) - set(self.changes)
        return {
            name: value
            for name, value in merged.items()
            if value is not None and name not in left_out
        }

    def __str__(self) -> str:
        return f"{self.jurisdiction}-{self.decision}-{self.name}"


def scenario(
    name: str,
    changes: Mapping[str, Any] | None = None,
    *,
    gives: str | Mapping[str, str],
    by: str | tuple[str, ...] = (),
    says: str | tuple[str, ...] = (),
    possible: tuple[str, ...] | None = None,
    asks: Iterable[str] | None = None,
    on: str | None = "2021-07-01",
    item: int | None = None,
    start: Mapping[str, Any] = ORDINARY,
) -> Scenario:
    """Return a scenario; see `Scenario` for the arguments."""
    return Scenario(
        name,
        changes or {},
        gives,
        (by,) if isinstance(by, str) else by,
        (says,) if isinstance(says, str) else says,
        possible,
        None if asks is None else frozenset(asks),
        on,
        item,
        start,
    )


def about(jurisdiction: str, decision: str, *scenarios: Scenario) -> list[Scenario]:
    """Return the scenarios as ones about a decision of a jurisdiction."""
    return [replace(one, jurisdiction=jurisdiction, decision=decision) for one in scenarios]


@cache
def jurisdiction(name: str) -> Jurisdiction:
    """Return a bundled jurisdiction."""
    return gaozhi.load()[name]


def decide(one: Scenario) -> Decision:
    """Return the decision about a scenario."""
    where = jurisdiction(one.jurisdiction)
    return where.decide(one.facts, one.decision, item=one.item, on=one.on)


def check(one: Scenario) -> None:
    """Assert that the decision about a scenario is the expected one."""
    found = decide(one)
    if isinstance(one.gives, str):
        assert found.outcome == one.gives
        _assert_grounded(found, one.gives, one.by)
    else:
        assert set(found.values) == set(one.gives)
        for value, ground in one.gives.items():
            _assert_grounded(found, value, (ground,))
    if one.possible is not None:
        assert (found.possible or found.pending) == one.possible
    if one.asks is not None:
        assert {question.fact for question in found.questions} == one.asks
    _assert_caveats(found, one.says)


def _assert_grounded(found: Decision, effect: str, wanted: tuple[str, ...]) -> None:
    grounds = [ground for ground in found.grounds if ground.effect == effect]
    known = {ground.rule for ground in grounds}
    known |= {citation.provision for ground in grounds for citation in ground.basis}
    assert set(wanted) <= known, f"{effect} rests on {sorted(known)}"


def _assert_caveats(found: Decision, wanted: tuple[str, ...]) -> None:
    """Assert that exactly the wanted caveats came, and those that inferred lines call for."""
    inferred = {
        ground.rule
        for ground in found.grounds
        if ground.basis and all(c.certainty in ("inferred", "weak") for c in ground.basis)
    }
    assert {c.rule for c in found.caveats if INFERRED in c.text} == inferred
    texts = [caveat.text for caveat in found.caveats if INFERRED not in caveat.text]
    for fragment in wanted:
        assert any(fragment in text for text in texts), f"“{fragment}” is missing from {texts}"
    unexpected = [text for text in texts if not any(fragment in text for fragment in wanted)]
    assert not unexpected
