"""Stages: a choice fact whose values are in order, compared like a date, moved by events."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gaozhi
from gaozhi import Event
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import digest
from tests.builders import ROOT, VOCABULARY, compiled, rules_text, small

STAGES = ("受理前", "办理中", "决定后", "办结后")
FACT = f"办理.阶段, api: case.stage, type: {{one_of: [{', '.join(STAGES)}]}}, ordered: true"
ORDERED = VOCABULARY.replace(
    "  - {name: 丙.集", f"  - {{name: {FACT}, ask: 哪一步？}}\n  - {{name: 丙.集"
).replace(
    "events: [到达, 回复]\n",
    "events:\n  - {event: 受理, makes: {办理.阶段: 办理中}}\n"
    "  - {event: 决定, makes: {办理.阶段: 决定后}}\n"
    "  - {event: 办结, when: {强: 上}, makes: {办理.阶段: 办结后}}\n",
)
MEANT = {
    "before": lambda place, other: place < other,
    "on_or_before": lambda place, other: place <= other,
    "after": lambda place, other: place > other,
    "on_or_after": lambda place, other: place >= other,
}


def body(when: str) -> str:
    return (
        f"强:\n  - {{rule: 某阶段, title: 某, when: {when}, then: 上, basis: [R-1]}}\n"
        "  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}"
    )


@cache
def county(when: str) -> Jurisdiction:
    return small(body(when), ORDERED)


def faults(when: str, vocabulary: str = ORDERED):
    _, problems = compiled([ROOT, rules_text(body(when))], vocabulary=vocabulary)
    return [one for one in problems if one.severity == "error" and one.code != "GZ503"]


@pytest.mark.parametrize("operator", MEANT)
@pytest.mark.parametrize("stage", STAGES)
def test_a_comparison_is_the_membership_that_it_stands_for(operator, stage):
    other = STAGES.index(stage)
    among = [s for place, s in enumerate(STAGES) if MEANT[operator](place, other)]
    written = f"{{办理.阶段: {{{operator}: {stage}}}}}"
    if not 0 < len(among) < len(STAGES):
        (fault,) = faults(written)
        assert fault.code == "GZ324"
        assert stage in fault.message
        return
    as_members = f"{{办理.阶段: {{in: [{', '.join(among)}]}}}}"
    assert digest(county(written).program) == digest(county(as_members).program)
    assert county(written).decide({}, "强").possible == ("上", "下")
    for one in STAGES:
        assert county(written).decide({"办理.阶段": one}, "强").outcome == (
            "上" if one in among else "下"
        )


def test_a_value_that_is_not_there_is_refused_with_the_nearest():
    (fault,) = faults("{办理.阶段: {before: 决定以后}}")
    assert fault.code == "GZ306"
    assert "决定后" in fault.help


def test_without_ordered_it_is_the_error_that_it_was_and_the_help_names_ordered():
    (fault,) = faults("{乙.类: {before: 丑}}")
    assert fault.code == "GZ305"
    assert "ordered: true" in fault.help


def test_a_stage_is_no_number():
    (fault,) = faults("{办理.阶段: {at_least: 办理中}}")
    assert fault.code == "GZ305"
    assert "before" in fault.help


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("{name: 辛.一, api: x, type: bool, ordered: true, ask: 一？}", "GZ310"),
        ("{name: 辛.一, api: x, type: {set_of: [甲, 乙]}, ordered: true, ask: 一？}", "GZ310"),
        ("{name: 乙.类, api: b.kind, type: {one_of: [子, 丑, 寅]}, ordered: true}", "GZ309"),
    ],
)
def test_only_a_choice_is_ordered_and_a_later_file_does_not_make_it_so(fact, code):
    _, problems = compiled(
        [ROOT], vocabulary=VOCABULARY.replace("implies:", f"  - {fact}\nimplies:")
    )
    assert code in {one.code for one in problems}


# Events move a stage, and never back.


def at_the_end(*events, when="{办理.阶段: {before: 决定后}}", **more):
    happened = [Event(name, date(2026, 11, day), *ref) for name, day, *ref in events]
    return county(when).case_at(happened, as_of=date(2026, 11, 30), **more)


def test_events_move_a_stage():
    assert at_the_end(("受理", 1)).facts["办理.阶段"] == "办理中"
    assert at_the_end(("决定", 2), ("受理", 1)).facts["办理.阶段"] == "决定后"
    assert at_the_end(("受理", 1), ("受理", 2)).facts["办理.阶段"] == "办理中"


@pytest.mark.parametrize("how", ["case_at", "timeline"])
def test_a_stage_that_goes_back_is_refused_and_shows_both_events(how):
    happened = [Event("决定", date(2026, 11, 1)), Event("受理", date(2026, 11, 2))]
    with pytest.raises(gaozhi.CaseError) as refused:
        getattr(county("甲.一"), how)(happened, as_of=date(2026, 11, 30))
    (problem,) = refused.value.diagnostics
    assert (problem.code, problem.path) == ("GZ639", ("events", 1))
    for said in ("2026-11-01", "决定", "2026-11-02", "受理", "办理中", "决定后"):
        assert said in problem.message


def test_what_concerns_another_thing_or_is_not_sure_does_not_go_back():
    of_two = at_the_end(("决定", 1, "甲"), ("受理", 2, "乙"), ref="乙")
    assert of_two.facts["办理.阶段"] == "办理中"
    # Whether 办结 has its effect is open, so it is not certain that the stage went back.
    assert at_the_end(("办结", 1), ("受理", 2), when="甲.一").facts["办理.阶段"] == "办理中"
    # What is given usually describes the end of the case.
    given_facts = {"办理.阶段": "办结后"}
    assert at_the_end(("受理", 2), facts=given_facts).facts["办理.阶段"] == "办理中"


@given(order=st.permutations(["受理", "决定"]))
def test_the_order_in_which_events_are_given_makes_no_difference(order):
    days = {"受理": 1, "决定": 2}
    assert at_the_end(*((name, days[name]) for name in order)).facts["办理.阶段"] == "决定后"
