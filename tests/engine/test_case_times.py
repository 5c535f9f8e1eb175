"""Periods and last days that the case states, 当日, and a time that another document sets."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gaozhi
from gaozhi import Event
from gaozhi.engine import STATUS_CODES
from gaozhi.library.jurisdiction import Jurisdiction
from tests.builders import VOCABULARY, compiled

EVENTS = """
events:
  - 到达
  - 回复
  - 说明
  - 批准
  - {event: 补写, makes: {己.数: 5}}
  - {event: 改写, makes: {己.数: 50}}
  - {event: 补日, makes: {戊.日: 2026-12-01}}
  - {event: 结束, makes: {甲.二: true}}
"""

HEAD = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
rules:
  强:
    - {rule: 先行办理, title: 先行办理, when: 甲.四, unless: 甲.二, then: 上, basis: [R-1]}
    - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
  表:
    - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
duties:
"""

DUTIES = """
  - {duty: 数, actor: 机关, act: 办, within: {fact: 己.数, unit: 工作日}, from: 到达, met_by: 回复, extension: {by: 3工作日, approved: 批准}, basis: [R-1]}
  - {duty: 文, actor: 机关, act: 办, within: {fact: 庚.文}, from: 到达, met_by: 回复, not_counted: [听证], basis: [R-1]}
  - {duty: 日, actor: 机关, act: 办, by: {fact: 戊.日}, from: 到达, met_by: 回复, basis: [R-1]}
  - {duty: 无尽, actor: 机关, act: 办, by: {fact: 丁.日}, from: 到达, met_by: 回复, basis: [R-1]}
  - {duty: 当日, actor: 机关, act: 办, within: 当日, from: 到达, met_by: 回复, basis: [R-1]}
  - {duty: 另定, actor: 机关, act: 办, elsewhere: 某条例, from: 到达, met_by: 回复, basis: [R-1]}
  - {duty: 常年, actor: 机关, act: 办, elsewhere: 某办法, basis: [R-1]}
  - {duty: 补交, actor: 申请人, act: 补交, when: {强: 上}, within: {fact: 己.数, unit: 日}, from: 到达, met_by: 回复, basis: [R-1]}
"""

START = date(2026, 11, 23)
ARRIVED = Event("到达", START)


def made(duties: str) -> Jurisdiction:
    vocabulary = VOCABULARY.replace("events: [到达, 回复]\n", EVENTS)
    program, problems = compiled([HEAD + duties], vocabulary=vocabulary)
    assert program is not None, problems
    assert not [p for p in problems if p.severity == "error"], problems
    return Jurisdiction(program)


@cache
def county() -> Jurisdiction:
    return made(DUTIES)


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


def stands(*events, as_of=date(2026, 12, 30), **more):
    found = county().timeline([ARRIVED, *events], as_of=as_of, **more)
    return {one.duty: one for one in found}


# What is not known.


@pytest.mark.parametrize(
    ("duty", "fact"), [("数", "己.数"), ("文", "庚.文"), ("日", "戊.日"), ("无尽", "丁.日")]
)
def test_without_its_fact_a_duty_is_of_an_unknown_period_and_says_which(duty, fact):
    one = stands()[duty]
    assert (one.status, one.status_code, one.due) == ("期限未知", "unknown_period", None)
    assert STATUS_CODES["期限未知"] == "unknown_period"
    assert fact in one.because
    assert [question.fact for question in one.questions] == [fact]
    assert one.to_dict()["case_fact"] == fact
    assert one.to_dict()["missing"] is True


@given(days=st.integers(0, 400))
def test_what_is_not_known_is_never_late(days):
    found = stands(as_of=START + timedelta(days=days))
    assert {found[name].status for name in ("数", "文", "日", "无尽")} == {"期限未知"}


def test_performed_while_the_period_is_unknown_is_neither_in_time_nor_late():
    one = stands(Event("回复", on(25)))["数"]
    assert (one.status, one.met_on) == ("期限未知", on(25))
    assert "是否按期不能断定" in one.because


def test_performed_on_the_day_of_its_start_it_is_in_time_whatever_the_period():
    found = stands(Event("回复", START))
    assert found["数"].status == "met"
    assert found["日"].status == "期限未知"  # the day may have been an earlier one


# What is known.


def test_a_number_counts_in_its_unit_and_a_text_brings_its_own():
    found = stands(facts={"己.数": 3, "庚.文": "十日内"})
    assert (found["数"].due, str(found["数"].deadline.within)) == (on(26), "3个工作日")
    assert (found["文"].due, str(found["文"].deadline.within)) == (on(3, 12), "10日")
    assert {found[name].status for name in ("数", "文")} == {"overdue"}


def test_a_day_of_the_case_is_the_last_day_and_does_not_roll():
    one = stands(facts={"戊.日": on(28)}, as_of=on(28))["日"]
    assert (one.status, one.due) == ("pending", on(28))
    assert [caveat.rule for caveat in one.deadline.caveats] == ["遇休息日"]
    assert "案件写明的日期" in one.deadline.caveats[0].text
    assert stands(facts={"戊.日": on(28)}, as_of=on(29))["日"].status == "overdue"


def test_a_day_that_never_comes_is_known_and_never_passes():
    one = stands(facts={"丁.日": "无期限"}, as_of=date(2026, 12, 31))["无尽"]
    assert (one.status, one.due, one.deadline.manner) == ("pending", None, "没有届满日")
    assert one.to_dict()["manner_code"] == "never"
    assert stands(Event("回复", on(25)), facts={"丁.日": "无期限"})["无尽"].status == "met"


def test_same_day_is_over_when_the_day_is():
    assert stands(as_of=START)["当日"].status == "pending"
    assert stands(as_of=on(24))["当日"].status == "overdue"
    assert stands(Event("回复", START))["当日"].status == "met"
    assert stands(Event("回复", on(24)))["当日"].status == "met late"
    assert stands()["当日"].to_dict()["manner_code"] == "same_day"


def test_a_text_may_say_same_day():
    assert stands(facts={"庚.文": "当日"}, as_of=START)["文"].due == START


def test_a_time_that_another_document_sets_is_never_ours():
    open_yet, done = stands()["另定"], stands(Event("回复", on(25)))["另定"]
    assert (open_yet.status, open_yet.due, done.status) == ("pending", None, "met")
    for one in (open_yet, done):
        assert "某条例" in one.because
        assert one.to_dict()["elsewhere"] == "某条例"
    assert "elsewhere" not in stands()["数"].to_dict()


def test_days_that_are_not_counted_and_an_extension_apply_to_a_period_of_the_case():
    hearing = [gaozhi.Pause(on(24), on(25), "听证")]
    assert stands(facts={"庚.文": "3工作日"}, excluded=hearing)["文"].due == on(30)
    assert stands(Event("批准", on(24)), facts={"己.数": 3})["数"].due == on(1, 12)


# When it becomes known.


def test_an_event_that_brings_the_fact_later_tells_the_period_from_the_start():
    found = stands(Event("补写", on(25)), Event("补日", on(25)))
    assert (found["数"].status, found["数"].due) == ("overdue", on(30))
    assert found["日"].due == on(1, 12)


def test_a_period_that_runs_is_not_moved_by_what_is_said_later():
    assert stands(Event("改写", on(24)), facts={"己.数": 5})["数"].due == on(30)
    assert stands(Event("补写", on(24)), Event("改写", on(25)))["数"].due == on(30)


def test_what_was_performed_is_judged_once_its_period_is_known():
    found = stands(Event("回复", on(24)), Event("补写", on(25)))
    assert found["数"].status == "met"
    late = stands(Event("回复", on(1, 12)), Event("补写", on(2, 12)))
    assert late["数"].status == "met late"


def test_an_extension_before_the_period_was_known_counts_if_it_was_in_time():
    in_time = stands(Event("批准", on(24)), Event("补写", on(25)))["数"]
    assert (in_time.extended, in_time.due) == (True, on(3, 12))
    too_late = stands(Event("批准", on(2, 12)), Event("补写", on(3, 12)))["数"]
    assert (too_late.extended, too_late.due) == (False, on(30))


def test_events_carry_facts_of_what_they_belong_to():
    events = [
        Event("到达", START, "甲", facts={"己.数": 3}),
        {"event": "到达", "at": START, "ref": "乙", "facts": {"f": {"number": 10}}},
        Event("到达", START, "丙"),
    ]
    found = county().timeline(events, as_of=on(30, 12))
    assert {one.ref: one.due for one in found if one.duty == "数"} == {
        "甲": on(26),
        "乙": on(7, 12),
        "丙": None,
    }
    case = county().case_at(events, as_of=on(30), ref="甲")
    assert case.facts["己.数"] == 3


# A duty that hangs on an outcome.


def test_a_duty_that_hangs_on_an_outcome_with_a_period_of_the_case():
    given_facts = {"甲.四": True, "甲.二": False, "己.数": 20}
    owed = stands(facts=given_facts)["补交"]
    assert (owed.status, owed.due, owed.conditional) == ("overdue", on(14, 12), False)
    assert "补交" not in stands(facts={**given_facts, "甲.四": False})
    open_yet = stands(facts={"甲.二": False})["补交"]
    assert open_yet.status == "未知是否负有"
    assert {question.fact for question in open_yet.questions} == {"甲.四", "己.数"}
    unknown = stands(facts={"甲.四": True, "甲.二": False})["补交"]
    assert unknown.status == "期限未知"
    ended = stands(Event("结束", on(25)), facts=given_facts)["补交"]
    assert ended.status == "void"


def test_the_same_in_deadlines():
    def found(**more):
        return {one.duty: one for one in county().deadlines("到达", at=START, **more)}

    open_yet = found()
    assert (open_yet["补交"].conditional, open_yet["补交"].missing) == (True, True)
    owed = found(facts={"甲.四": True, "甲.二": False, "己.数": 20})
    assert (owed["补交"].conditional, owed["补交"].due) == (False, on(14, 12))
    assert owed["数"].due == on(21, 12)
    assert "补交" not in found(facts={"甲.四": False})
    assert owed["当日"].due == START
    assert (owed["另定"].due, owed["另定"].elsewhere) == (None, "某条例")


def test_a_schedule_says_what_another_document_sets_and_guesses_no_day_of_a_case():
    found = county().schedule(on(1, 1), on(31, 12))
    assert [(one.duty, one.due, one.elsewhere) for one in found] == [("常年", None, "某办法")]


def test_whether_another_duty_is_replaced_is_open_while_the_period_is():
    replaced = made(
        "  - {duty: 答复, actor: 甲, act: 答复, within: 3工作日, from: 到达, met_by: 回复, basis: [R-1]}\n"
        "  - {duty: 说明, actor: 甲, act: 说明, within: {fact: 己.数, unit: 工作日}, from: 到达,"
        " met_by: 说明, instead_of: 答复, basis: [R-1]}\n"
    )
    events = [ARRIVED, Event("说明", on(25))]
    answers = {one.duty: one for one in replaced.timeline(events, as_of=on(30, 12))}
    assert answers["答复"].status == "未知"
    known = replaced.timeline(events, as_of=on(30, 12), facts={"己.数": 2})
    assert {one.duty: one.status for one in known} == {"答复": "void", "说明": "met"}


# What is refused.


@pytest.mark.parametrize("bad", [-3, 0, -2.0, 10_000, 10**39])
@pytest.mark.parametrize("by_event", [False, True])
def test_a_number_that_is_no_period_is_refused_by_name(bad, by_event):
    facts = {"己.数": bad}
    events = [Event("到达", START, facts=facts if by_event else None)]
    with pytest.raises(gaozhi.CaseError) as refused:
        county().timeline(events, as_of=on(30), facts={} if by_event else facts)
    (problem,) = refused.value.diagnostics
    assert problem.code == "GZ638"
    assert "己.数" in problem.message
    assert problem.path == (("events", 0) if by_event else ()) + ("facts", "己.数")


def test_a_part_of_a_day_and_a_text_that_is_no_period_are_refused_in_deadlines_too():
    for facts in ({"己.数": Decimal("2.5")}, {"庚.文": "三天"}, {"庚.文": ""}):
        with pytest.raises(gaozhi.CaseError) as refused:
            county().deadlines("到达", at=START, facts=facts)
        assert [one.code for one in refused.value.diagnostics] == ["GZ638"]
    for value in (float("inf"), "五"):
        with pytest.raises(gaozhi.CaseError) as refused:
            county().deadlines("到达", at=START, facts={"己.数": value})
        assert [one.code for one in refused.value.diagnostics] == ["GZ602"]


@pytest.mark.parametrize(
    ("event", "facts", "code"),
    [
        ("到达", {"己.数": "三"}, "GZ602"),
        ("到达", {"己.没有": 3}, "GZ601"),
        ("补写", {"己.数": 6}, "GZ604"),
        ("到达", {"办理.日期": START}, "GZ618"),
        ("到达", ["己.数"], "GZ602"),
    ],
)
def test_what_an_event_carries_is_checked_like_any_fact(event, facts, code):
    with pytest.raises(gaozhi.CaseError) as refused:
        county().timeline([Event(event, START, facts=facts)], as_of=on(30))
    assert [one.code for one in refused.value.diagnostics] == [code]
    assert refused.value.diagnostics[0].path[:2] == ("events", 0)


@pytest.mark.parametrize(
    ("time", "code"),
    [
        ("within: {fact: 己.数}, from: 到达", "GZ419"),
        ("within: {fact: 庚.文, unit: 日}, from: 到达", "GZ419"),
        ("within: {fact: 甲.一, unit: 日}, from: 到达", "GZ419"),
        ("within: {fact: 庚.证件}, from: 到达", "GZ419"),
        ("within: {fact: 己.没有, unit: 日}, from: 到达", "GZ303"),
        ("within: {fact: 己.数, unit: 天}, from: 到达", "GZ204"),
        ("within: {fact: 己.数, unit: 日, unti: 日}, from: 到达", "GZ201"),
        ("within: {unit: 日}, from: 到达", "GZ202"),
        ("within: {fact: 己.数, unit: 日}", "GZ205"),
        ("within: 当日", "GZ205"),
        ("by: {fact: 戊.日}", "GZ205"),
        ("by: {fact: 己.数}, from: 到达", "GZ419"),
        ("by: {fact: 戊.日, unit: 日}, from: 到达", "GZ419"),
        ("by: 2026-12-01, from: 到达", "GZ205"),
        ("by: 明天", "GZ203"),
        ("elsewhere: 某法, untimed: true", "GZ205"),
        ("within: 当日, from: 到达, not_counted: 听证", "GZ411"),
        ("within: 当日, from: 到达, extension: {by: 3日, approved: 批准}", "GZ411"),
        ("within: {fact: 庚.文}, from: 到达, extension: {by: 3日, approved: 批准}", "GZ419"),
        ("within: {fact: 己.数, unit: 日}, from: 到达, extension: {by: 3工作日, approved: 批准}", "GZ411"),
    ],
)  # fmt: skip
def test_a_time_that_makes_no_sense_is_an_error_with_a_place(time, code):
    vocabulary = VOCABULARY.replace("events: [到达, 回复]\n", EVENTS)
    text = HEAD + f"  - {{duty: 试, actor: 机关, act: 办, {time}, basis: [R-1]}}\n"
    _, problems = compiled([text], vocabulary=vocabulary)
    assert [one.code for one in problems if one.severity == "error"] == [code]
    assert all(one.span is not None and one.help for one in problems)


def test_an_event_that_makes_what_is_no_period_is_an_error_of_the_duty():
    vocabulary = VOCABULARY.replace(
        "events: [到达, 回复]\n", EVENTS.replace("己.数: 5}", "己.数: -5}")
    )
    program, problems = compiled([HEAD + DUTIES], vocabulary=vocabulary)
    assert program is None
    assert {one.code for one in problems if one.severity == "error"} == {"GZ420"}
    assert all("补写" in one.message for one in problems if one.code == "GZ420")


# The law: it is the same duty as one with that time written.


@given(
    count=st.integers(1, 60),
    unit=st.sampled_from(["工作日", "日", "月"]),
    as_text=st.booleans(),
    start=st.dates(date(2024, 1, 1), date(2025, 6, 30)),
    met_after=st.none() | st.integers(0, 90),
    seen_after=st.integers(0, 120),
    pause=st.none() | st.tuples(st.integers(0, 20), st.integers(0, 10)),
)
def test_a_period_of_the_case_is_the_same_as_that_period_written(
    count, unit, as_text, start, met_after, seen_after, pause
):
    time = "{fact: 庚.文}" if as_text else f"{{fact: 己.数, unit: {unit}}}"
    facts = {"庚.文": f"{count}{unit}"} if as_text else {"己.数": count}
    duty = "  - {duty: 甲, actor: 机关, act: 办, within: %s, from: 到达, met_by: 回复, not_counted: 听证, basis: [R-1]}\n"
    events = [Event("到达", start)]
    if met_after is not None:
        events.append(Event("回复", start + timedelta(days=met_after)))
    excluded = []
    if pause is not None:
        first = start + timedelta(days=pause[0])
        excluded = [gaozhi.Pause(first, first + timedelta(days=pause[1]), "听证")]
    found = []
    for written in (time, f"{count}{unit}"):
        (one,) = _county(duty % written).timeline(
            events, as_of=start + timedelta(days=seen_after), facts=facts, excluded=excluded
        )
        found.append({k: v for k, v in one.to_dict().items() if k not in ("case_fact", "missing")})
    assert found[0] == found[1]


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    met_after=st.none() | st.integers(0, 90),
    seen_after=st.integers(0, 90),
)
def test_a_day_of_the_case_is_late_exactly_when_it_has_passed(day, met_after, seen_after):
    start = date(2026, 1, 1)
    events = [Event("到达", start)]
    seen = start + timedelta(days=seen_after)
    met = None if met_after is None else start + timedelta(days=met_after)
    if met is not None:
        events.append(Event("回复", met))
    found = county().timeline(events, as_of=seen, facts={"戊.日": day})
    one = next(one for one in found if one.duty == "日")
    if met is not None and met <= seen:
        assert one.status == ("met" if met <= day else "met late")
    else:
        assert one.status == ("pending" if seen <= day else "overdue")


@cache
def _county(duty: str) -> Jurisdiction:
    return made(duty)
