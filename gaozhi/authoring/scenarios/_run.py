"""Running a scenario: the case is decided, and what comes out is held against what must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from gaozhi.authoring.scenarios._scenario import Mismatch, Result, Scenario
from gaozhi.engine import Deadline, Decision, Ground, inferred_caveats
from gaozhi.errors import CaseError
from gaozhi.workdays import WorkdaysError

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction

_WORDS: Final = {
    "outcome": "结论",
    "possible": "仍可能",
    "values": "取值",
    "pending": "尚未确定",
    "grounds": "依据",
    "not_grounds": "依据",
    "caveats": "提醒",
    "questions": "要问",
    "due": "到期",
    "facts": "案件",
}
_NOTHING: Final = "（没有）"
_NOT_OWED: Final = "没有这项义务"


def run(scenario: Scenario, jurisdiction: Jurisdiction) -> Result:
    """Return what comes of a scenario in a jurisdiction; a case that is refused is a difference.

    Args:
        scenario: the scenario.
        jurisdiction: whose law answers; any program of the scenario's jurisdiction.

    """
    try:
        if scenario.event is not None:
            found = tuple(_due(scenario, jurisdiction))
            return Result(scenario, found)
        decision = jurisdiction.decide(
            scenario.facts, scenario.decision, item=scenario.item, on=scenario.on
        )
    except CaseError as error:
        reasons = "；".join(one.message for one in error.diagnostics)
        return Result(scenario, (_differs(scenario, "facts", "能够作出判断", reasons),))
    except WorkdaysError as error:
        return Result(scenario, (_differs(scenario, "due", "能够计算", str(error)),))
    return Result(scenario, tuple(mismatches_of(scenario, decision)), decision)


def mismatches_of(scenario: Scenario, decision: Decision) -> Iterator[Mismatch]:
    """Yield everything that came out otherwise than a scenario expects."""
    expect = scenario.expect
    if expect.outcome is not None and decision.outcome != expect.outcome:
        yield _differs(scenario, "outcome", expect.outcome, decision.outcome or _NOTHING)
    if expect.possible is not None and set(decision.possible) != expect.possible:
        yield _differs(scenario, "possible", _listed(expect.possible), _listed(decision.possible))
    if expect.values is not None:
        if set(decision.values) != set(expect.values):
            yield _differs(scenario, "values", _listed(expect.values), _listed(decision.values))
        for value, grounds in expect.values.items():
            if grounds and value in decision.values:
                yield from _grounds(scenario, "values", decision, value, grounds)
    if expect.pending is not None and set(decision.pending) != expect.pending:
        yield _differs(scenario, "pending", _listed(expect.pending), _listed(decision.pending))
    if expect.grounds is not None and expect.outcome in (None, decision.outcome):
        yield from _grounds(scenario, "grounds", decision, decision.outcome, expect.grounds)
    if expect.not_grounds:
        yield from _not_grounds(scenario, decision, expect.not_grounds)
    if expect.caveats is not None:
        yield from _caveats(scenario, decision, expect.caveats)
    if expect.questions is not None:
        asked = [question.fact for question in decision.questions]
        if set(asked) != expect.questions:
            yield _differs(scenario, "questions", _listed(expect.questions), _listed(asked))


def _grounds(
    scenario: Scenario, key: str, decision: Decision, effect: str | None, wanted: tuple[str, ...]
) -> Iterator[Mismatch]:
    """Yield a difference where an effect does not rest on everything that it should rest on."""
    grounds = [
        ground
        for ground in decision.grounds
        if effect is None or not decision.settled or ground.effect == effect
    ]
    known = _named(grounds)
    if not known.keys() >= set(wanted):
        of = f"“{effect}”：" if key == "values" else ""
        yield _differs(scenario, key, of + _listed(wanted), _listed(known), what="依据")


def _not_grounds(
    scenario: Scenario, decision: Decision, unwanted: tuple[str, ...]
) -> Iterator[Mismatch]:
    """Yield a difference where something rests on what it should not rest on."""
    known = _named(decision.grounds)
    if not known.keys().isdisjoint(unwanted):
        yield _differs(scenario, "not_grounds", f"没有 {_listed(unwanted)}", _listed(known))


def _named(grounds: Iterable[Ground]) -> dict[str, None]:
    """Return the rules that ground an answer, and the provisions that they cite, in order.

    Those of other decisions on which they rest are among them.
    """
    return dict.fromkeys(
        name
        for ground in grounds
        for one in ground.within()
        for name in (one.rule, *(citation.provision for citation in one.basis))
    )


def _caveats(scenario: Scenario, decision: Decision, wanted: tuple[str, ...]) -> Iterator[Mismatch]:
    """Yield what is missing of the caveats, and what came that nobody expected."""
    texts = [caveat.text for caveat in decision.caveats]
    for part in wanted:
        if not any(part in text for text in texts):
            yield _differs(scenario, "caveats", f"有一条写着“{part}”", _listed(texts))
    unexpected = [text for text in texts if not any(part in text for part in wanted)]
    if not unexpected:
        return
    inferred = {caveat.text for caveat in inferred_caveats(decision.grounds)}
    for text in unexpected:
        if text not in inferred:
            yield _differs(scenario, "caveats", "没有这一条", text)


def _due(scenario: Scenario, jurisdiction: Jurisdiction) -> Iterator[Mismatch]:
    assert scenario.event is not None
    assert scenario.at is not None
    facts, item = scenario.facts, scenario.item
    deadlines = jurisdiction.deadlines(scenario.event, at=scenario.at, facts=facts, item=item)
    found = {one.duty: one for one in deadlines}
    for duty, day in (scenario.expect.due or {}).items():
        started = found.get(duty)
        if (started is None) is (day is None) and (started is None or started.due == day):
            continue
        wanted = f"{duty} {day or _NOT_OWED}"
        yield _differs(scenario, "due", wanted, _day_of(started))


def _day_of(started: Deadline | None) -> str:
    if started is None:
        return _NOT_OWED
    why = started.unpublished or started.unknown_period or started.set_elsewhere or started.manner
    return str(started.due or why or "没有日期")


def _differs(
    scenario: Scenario, key: str, expected: str, found: str, *, what: str | None = None
) -> Mismatch:
    span = scenario.places.get(key, scenario.span)
    return Mismatch(key, what or _WORDS[key], expected, found, span)


def _listed(names: Iterable[str]) -> str:
    return "、".join(sorted(names) if isinstance(names, frozenset) else names) or _NOTHING
