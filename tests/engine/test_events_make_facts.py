"""What happened says what is true: events make facts, and a decision says whether they do."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

import gaozhi
from gaozhi import Event
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import NEVER
from tests.builders import VOCABULARY, compiled

EVENTS = """
events:
  - {event: 开始, makes: {甲.二: false}}
  - {event: 承诺, makes: {甲.四: false}}
  - {event: 撤回, when: {强: [下]}, makes: {甲.四: true}}
  - {event: 结束, makes: {甲.二: true}}
  - {event: 归类, makes: {乙.类: 丑, 丙.集: [金], 丁.日: 无期限}}
"""

RULES = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
rules:
  强:
    - {rule: 已经结束, title: 已经结束, when: 甲.二, then: 上, basis: [R-1]}
    - {rule: 没有理由, title: 没有理由, when: {not: 甲.三}, then: 中, basis: [R-1]}
    - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
  表:
    - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
duties:
  - {duty: 录入, actor: 机关, act: 录入, when: {not: 甲.四}, untimed: true, from: 承诺, basis: [R-1]}
  - {duty: 重来, actor: 机关, act: 重来, untimed: true, from: 撤回, met_by: 结束, basis: [R-1]}
"""

REASON = {"甲.三": True}


@cache
def county() -> Jurisdiction:
    vocabulary = VOCABULARY.replace("events: [到达, 回复]\n", EVENTS)
    program, problems = compiled([RULES], vocabulary=vocabulary)
    assert program is not None, problems
    return Jurisdiction(program)


def on(day: int) -> date:
    return date(2026, 11, day)


def at(hour: int) -> datetime:
    return datetime(2026, 11, 2, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def happened(*events: tuple[str, int] | tuple[str, int, str]) -> list[Event]:
    return [Event(name, on(day), *ref) for name, day, *ref in events]


def stands(*events, facts=REASON, as_of=30):
    found = county().timeline(happened(*events), as_of=on(as_of), facts=facts)
    return {one.duty: one for one in found}


# A timeline at a moment is a case at that moment.


@pytest.mark.parametrize(
    ("day", "known"), [(1, None), (2, False), (3, False), (4, True), (9, True)]
)
def test_a_fact_is_what_the_last_event_made_it_and_unknown_before_any(day, known):
    case = county().case_at(happened(("开始", 2), ("结束", 4)), as_of=on(day))
    assert case.facts.get("甲.二") is known


def test_what_an_event_makes_holds_in_place_of_what_is_given_from_the_event_on():
    given = {"a": {"two": True}}
    before = county().case_at(happened(("开始", 2)), as_of=on(1), facts=given)
    after = county().case_at(happened(("开始", 2)), as_of=on(2), facts=given)
    assert (before.facts["甲.二"], after.facts["甲.二"]) == (True, False)


def test_every_type_of_fact_can_be_made():
    case = county().case_at(happened(("归类", 2)), as_of=on(2))
    assert case.facts["乙.类"] == "丑"
    assert case.facts["丙.集"] == frozenset({"金"})
    assert case.facts["丁.日"] is NEVER


def test_decisions_are_made_of_the_case_at_a_moment():
    events = happened(("开始", 2), ("结束", 4))
    assert (
        county().decide(county().case_at(events, as_of=on(3), facts=REASON), "强").outcome == "下"
    )
    assert (
        county().decide(county().case_at(events, as_of=on(4), facts=REASON), "强").outcome == "上"
    )


def test_what_belongs_to_another_thing_says_nothing_of_this_one():
    events = happened(("承诺", 2, "甲"), ("撤回", 3, "乙"))
    given = {**REASON, "甲.二": False}
    of_one = county().case_at(events, as_of=on(4), facts=given, ref="甲")
    of_other = county().case_at(events, as_of=on(4), facts=given, ref="乙")
    assert (of_one.facts["甲.四"], of_other.facts["甲.四"]) == (False, True)


# A decision says what an event does.


def test_an_event_that_the_decision_allows_does_what_it_says():
    found = stands(("开始", 1), ("承诺", 2), ("撤回", 3))
    assert (found["录入"].status, found["重来"].status) == ("void", "pending")
    assert "2026-11-03 撤回" in str(found["录入"].because)


def test_an_event_that_the_decision_does_not_allow_does_nothing():
    found = stands(("开始", 1), ("承诺", 2), ("结束", 3), ("撤回", 4))
    assert found["录入"].status == "pending"
    assert "重来" not in found
    assert "重来" not in stands(("开始", 1), ("承诺", 2), ("撤回", 3), facts={"甲.三": False})


def test_an_event_is_judged_at_its_own_moment_and_what_comes_after_undoes_nothing():
    found = stands(("开始", 1), ("承诺", 2), ("撤回", 3), ("结束", 4))
    assert (found["录入"].status, found["重来"].status) == ("void", "met")


def test_where_it_is_open_whether_the_event_has_effect_it_is_open_what_is_owed_and_asked():
    found = stands(("开始", 1), ("承诺", 2), ("撤回", 3), facts={})
    for duty in ("录入", "重来"):
        assert found[duty].status == "未知是否负有"
        assert found[duty].conditional
        assert [question.fact for question in found[duty].questions] == ["甲.三"]


def test_a_duty_that_is_void_stays_void():
    found = stands(("开始", 1), ("承诺", 2, "甲"), ("撤回", 3, "甲"), ("承诺", 4, "乙"))
    again = [one for one in county().timeline(
        happened(("开始", 1), ("承诺", 2, "甲"), ("撤回", 3, "甲"), ("承诺", 4, "甲")),
        as_of=on(30), facts=REASON,
    ) if one.duty == "录入"]  # fmt: skip
    assert [one.status for one in again] == ["void", "pending"]
    assert found["录入"].ref == "乙"


def test_two_commitments_and_a_withdrawal_that_names_neither_are_refused():
    events = happened(("开始", 1), ("承诺", 2, "甲"), ("承诺", 2, "乙"), ("撤回", 3))
    with pytest.raises(gaozhi.CaseError) as caught:
        county().timeline(events, as_of=on(30), facts=REASON)
    assert [d.code for d in caught.value.diagnostics] == ["GZ619"]


# The same moment.


def test_two_events_of_one_moment_that_contradict_each_other_are_an_error_that_names_both():
    events = [Event("开始", at(9)), Event("结束", at(9))]
    with pytest.raises(gaozhi.CaseError) as caught:
        county().timeline(events, as_of=on(30))
    (found,) = caught.value.diagnostics
    assert found.code == "GZ628"
    assert all(said in found.message for said in ("开始", "结束", "甲.二", "2026-11-02 09:00"))
    with pytest.raises(gaozhi.CaseError):
        county().case_at(events, as_of=on(30))


@pytest.mark.parametrize(
    "events",
    [
        [Event("开始", at(9)), Event("结束", at(10))],
        [Event("开始", on(2)), Event("结束", on(2))],
        [Event("开始", at(9)), Event("归类", at(9))],
    ],
    ids=["apart", "a day without times, in the order given", "about different facts"],
)
def test_what_does_not_contradict_is_taken_in_order(events):
    assert county().case_at(events, as_of=on(30), facts={}).facts.get("甲.二") is (
        events[-1].event == "结束"
    )


def test_events_of_one_moment_about_different_things_do_not_contradict_each_other():
    events = [Event("开始", at(9), "甲"), Event("结束", at(9), "乙")]
    assert county().case_at(events, as_of=on(30), ref="甲").facts["甲.二"] is False


# What is wrong with what an event is said to make.


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{event: 开始, makes: {甲.零: true}}", "没有事实“甲.零”"),
        ("{event: 开始, makes: {甲.一: 是}}", "true 或者 false"),
        ("{event: 开始, makes: {乙.类: 卯}}", "不是“乙.类”的取值"),
        ("{event: 开始, makes: {办理.日期: 2026-11-02}}", "不由事件引起"),
        ("{event: 开始, when: {弱: 下}, makes: {甲.一: true}}", "没有判断“弱”"),
        ("{event: 开始, when: {强: 右}, makes: {甲.一: true}}", "不是判断“强”的取值"),
        ("{event: 开始, when: {强: 下, 表: 下}, makes: {甲.一: true}}", "只写一个判断"),
        ("{event: 开始, makes: {甲.一: true}}\n  - {event: 开始, makes: {甲.一: false}}", "与这里不同"),
        ("[开始]", "不是事件"),
    ],
)  # fmt: skip
def test_a_wrong_effect_is_diagnosed_where_it_is_written(written, said):
    vocabulary = VOCABULARY.replace("events: [到达, 回复]\n", f"events:\n  - {written}\n")
    _, problems = compiled([RULES.split("duties:")[0]], vocabulary=vocabulary)
    (found,) = [problem for problem in problems if problem.code == "GZ318"]
    assert said in found.message
    assert found.span is not None
    assert found.help
