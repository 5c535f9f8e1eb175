"""A case in time: what is owed, by when, and how it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gaozhi
from gaozhi import Event, Obligation, Pause
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.workdays import WorkCalendar
from tests.builders import VOCABULARY, compiled

EVENTS = """
events:
  - 申请
  - 受理
  - 决定
  - {event: 承诺, makes: {事项.急: false}}
  - {event: 撤回, makes: {事项.急: true}}
  - 请求
  - 回复
  - 说明不能
  - 批准
  - 总结
"""

DUTIES = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
rules:
  强:
    - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
  表:
    - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
duties:
  - {duty: 答复, actor: 被请求机关, act: 答复, within: 3工作日, from: 请求, met_by: 回复, basis: [R-1]}
  - {duty: 说明, actor: 被请求机关, act: 说明, within: 2工作日, from: 请求, met_by: 说明不能, instead_of: 答复, when: 甲.一, basis: [R-1]}
  - duty: 决定
    actor: 机关
    act: 作出决定
    when: {not: 甲.四}
    within: 20工作日
    from: 受理
    extension: {by: 10工作日, approved: 批准}
    not_counted: [听证, 鉴定]
    met_by: 决定
    basis: [R-1]
  - {duty: 重新决定, actor: 机关, act: 作出决定, when: {not: 甲.四}, within: 20工作日, from: 撤回, restarts: 决定, met_by: 决定, basis: [R-1]}
  - {duty: 录入, actor: 机关, act: 录入承诺, when: {not: 事项.急}, within: 5日, from: 承诺, met_by: 决定, basis: [R-1]}
  - {duty: 核查, actor: 机关, act: 核查, when: {not: 事项.急}, within: 10日, from: 承诺, basis: [R-1]}
  - {duty: 报总结, actor: 各部门, act: 报送总结, by: 2026-08-31, met_by: 总结, basis: [R-1]}
  - {duty: 半年报, actor: 各部门, act: 报送半年总结, every: 6个月, starting: 2026-03-31, met_by: 总结, basis: [R-1]}
  - {duty: 当场决定, actor: 机关, act: 当场决定, at_once: true, from: 申请, met_by: 决定, when: 甲.三, basis: [R-1]}
  - {duty: 告知, actor: 机关, act: 告知, promptly: true, from: 申请, met_by: 受理, basis: [R-1]}
"""

NOT_JOINT = {"甲.四": False, "甲.三": False}


@cache
def county() -> Jurisdiction:
    vocabulary = VOCABULARY.replace("events: [到达, 回复]\n", EVENTS)
    program, problems = compiled([DUTIES], vocabulary=vocabulary)
    assert program is not None, problems
    assert not [p for p in problems if p.severity == "error"]
    return Jurisdiction(program)


def on(day: str) -> date:
    return date.fromisoformat(day)


def seen(*events: tuple[str, str] | tuple[str, str, str], as_of: str, excluded=(), **facts):
    """Return how every duty stands, by its name; one of several by name and ref."""
    happened = [Event(name, on(day), *ref) for name, day, *ref in events]
    found = county().timeline(
        happened, as_of=on(as_of), facts={**NOT_JOINT, **facts}, excluded=excluded
    )
    return {one.duty if one.ref is None else f"{one.duty} {one.ref}": one for one in found}


def refused(
    *events: Event, as_of: date | datetime = date(2026, 11, 30), excluded=()
) -> dict[str, str]:
    with pytest.raises(gaozhi.CaseError) as caught:
        county().timeline(events, as_of=as_of, excluded=excluded)
    return {d.code: f"{d.message}；{d.help}" for d in caught.value.diagnostics}


# How a duty stands.


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2026-11-23", "pending"), ("2026-11-26", "pending"), ("2026-11-27", "overdue")],
)
def test_an_unmet_duty_is_pending_through_its_last_day_and_overdue_after_it(as_of, status):
    one = seen(("请求", "2026-11-23"), as_of=as_of)["答复"]
    assert (one.status, one.due, one.met_on) == (status, on("2026-11-26"), None)


@pytest.mark.parametrize(
    ("answered", "status"), [("2026-11-26", "met"), ("2026-11-27", "met late")]
)
def test_a_duty_is_met_on_its_last_day_and_late_on_the_next(answered, status):
    one = seen(("请求", "2026-11-23"), ("回复", answered), as_of="2026-12-31")["答复"]
    assert (one.status, one.met_on) == (status, on(answered))


def test_what_lies_after_the_day_of_looking_has_not_happened_yet():
    events = [("请求", "2026-11-23"), ("回复", "2026-11-25")]
    assert seen(*events, as_of="2026-11-24")["答复"].status == "pending"
    assert seen(*events, as_of="2026-11-22") == {}


def test_the_order_in_which_events_are_given_does_not_matter():
    events = [
        ("受理", "2026-09-01"),
        ("请求", "2026-09-02"),
        ("回复", "2026-09-03"),
        ("决定", "2026-09-10"),
    ]
    assert seen(*events, as_of="2026-10-01") == seen(*reversed(events), as_of="2026-10-01")


def test_an_answer_before_the_request_meets_nothing():
    one = seen(("回复", "2026-11-20"), ("请求", "2026-11-23"), as_of="2026-12-01")["答复"]
    assert one.status == "overdue"


def test_times_put_the_events_of_one_day_in_order():
    beijing = ZoneInfo("Asia/Shanghai")
    answer = Event("回复", datetime(2026, 11, 23, 9, tzinfo=beijing))
    request = Event("请求", datetime(2026, 11, 23, 10, tzinfo=beijing))
    found = county().timeline([answer, request], as_of=on("2026-12-01"), facts=NOT_JOINT)
    assert {one.duty: one.status for one in found}["答复"] == "overdue"


def test_a_duty_without_a_number_of_days_is_never_late():
    events = [("申请", "2026-01-05")]
    assert seen(*events, as_of="2026-11-01")["告知"].status == "pending"
    assert seen(*events, ("受理", "2026-10-01"), as_of="2026-11-01")["告知"].status == "met"


def test_of_a_duty_that_no_event_meets_it_is_not_said_whether_it_was_performed():
    before = seen(("承诺", "2026-11-02"), as_of="2026-11-12")["核查"]
    after = seen(("承诺", "2026-11-02"), as_of="2026-11-13")["核查"]
    assert (before.status, after.status) == ("pending", "未知")
    assert "另行查明" in str(after.because)


# Whether it is owed.


def test_a_duty_whose_condition_fails_is_not_owed():
    found = seen(("请求", "2026-11-23"), as_of="2026-11-24", **{"甲.一": False})
    assert set(found) == {"答复"}


def test_a_duty_whose_condition_is_open_is_marked_and_the_fact_is_asked_for():
    one = seen(("请求", "2026-11-23"), as_of="2026-11-24")["说明"]
    assert (one.status, one.conditional) == ("未知是否负有", True)
    assert [question.fact for question in one.questions] == ["甲.一"]
    sure = seen(("请求", "2026-11-23"), as_of="2026-11-24", **{"甲.一": True})["说明"]
    assert (sure.conditional, sure.questions) == (False, ())


@pytest.mark.parametrize("as_of", ["2026-11-24", "2026-11-26", "2027-06-01"])
def test_a_duty_of_which_it_is_open_whether_it_is_owed_is_never_overdue(as_of):
    assert seen(("请求", "2026-11-23"), as_of=as_of)["说明"].status == "未知是否负有"


def test_a_duty_that_was_met_was_met_whether_or_not_it_was_owed():
    events = [("请求", "2026-11-23"), ("说明不能", "2026-11-24")]
    assert seen(*events, as_of="2026-12-10")["说明"].status == "met"


# One duty in place of another.


def test_an_answer_in_time_disposes_of_the_duty_to_say_that_one_cannot():
    events = [("请求", "2026-11-23"), ("回复", "2026-11-26")]
    for known in ({}, {"甲.一": True}):
        found = seen(*events, as_of="2026-12-10", **known)
        assert (found["答复"].status, found["说明"].status) == ("met", "void")
        assert "2026-11-26 已“答复”" in str(found["说明"].because)


def test_an_answer_that_comes_late_does_not():
    events = [("请求", "2026-11-23"), ("回复", "2026-11-27")]
    found = seen(*events, as_of="2026-12-10", **{"甲.一": True})
    assert (found["答复"].status, found["说明"].status) == ("met late", "overdue")


def test_a_lawful_refusal_in_time_stands_in_place_of_the_answer():
    events = [("请求", "2026-11-23"), ("说明不能", "2026-11-25")]
    found = seen(*events, as_of="2026-12-10", **{"甲.一": True})
    assert (found["说明"].status, found["答复"].status) == ("met", "void")
    assert "代替" in str(found["答复"].because)


def test_a_refusal_that_comes_late_leaves_the_answer_owed():
    events = [("请求", "2026-11-23"), ("说明不能", "2026-11-26")]
    found = seen(*events, as_of="2026-12-10", **{"甲.一": True})
    assert (found["说明"].status, found["答复"].status) == ("met late", "overdue")


def test_a_refusal_without_a_number_of_days_is_in_time_while_the_answer_still_is():
    duties = DUTIES.replace("act: 说明, within: 2工作日", "act: 说明, promptly: true")
    program, _ = compiled([duties], vocabulary=VOCABULARY.replace("events: [到达, 回复]\n", EVENTS))
    assert program is not None
    for day, status in (("2026-11-26", "void"), ("2026-11-27", "overdue")):
        events = [Event("请求", on("2026-11-23")), Event("说明不能", on(day))]
        facts = {**NOT_JOINT, "甲.一": True}
        found = Jurisdiction(program).timeline(events, as_of=on("2026-12-10"), facts=facts)
        assert {one.duty: one.status for one in found}["答复"] == status


def test_a_refusal_without_a_lawful_reason_is_none():
    events = [("请求", "2026-11-23"), ("说明不能", "2026-11-24")]
    assert seen(*events, as_of="2026-12-10", **{"甲.一": False})["答复"].status == "overdue"


def test_a_refusal_of_which_it_is_open_whether_it_is_lawful_leaves_the_answer_unknown():
    events = [("请求", "2026-11-23"), ("说明不能", "2026-11-24")]
    one = seen(*events, as_of="2026-12-10")["答复"]
    assert one.status == "未知"
    assert [question.fact for question in one.questions] == ["甲.一"]


def test_an_answer_that_was_given_all_the_same_counts():
    events = [("请求", "2026-11-23"), ("说明不能", "2026-11-24"), ("回复", "2026-11-26")]
    assert seen(*events, as_of="2026-12-10", **{"甲.一": True})["答复"].status == "met"


# What a withdrawal does.


def test_a_withdrawn_commitment_voids_what_hung_on_it():
    found = seen(("承诺", "2026-11-02"), ("撤回", "2026-11-04"), as_of="2026-12-10")
    assert (found["录入"].status, found["核查"].status) == ("void", "void")
    assert "2026-11-04 撤回" in str(found["录入"].because)


def test_what_was_done_before_the_withdrawal_stays_done():
    events = [("承诺", "2026-11-02"), ("决定", "2026-11-03"), ("撤回", "2026-11-04")]
    assert seen(*events, as_of="2026-12-10")["录入"].status == "met"


def test_a_commitment_made_anew_starts_anew():
    events = [
        ("承诺", "2026-11-02", "甲"),
        ("撤回", "2026-11-04", "甲"),
        ("承诺", "2026-11-05", "乙"),
    ]
    found = seen(*events, as_of="2026-11-06")
    assert (found["录入 甲"].status, found["录入 乙"].status) == ("void", "pending")


def test_a_withdrawal_restarts_the_clock_where_the_document_says_so():
    found = seen(("受理", "2026-09-01"), ("撤回", "2026-09-15"), as_of="2026-09-30")
    assert (found["决定"].status, found["重新决定"].status) == ("void", "pending")
    assert found["重新决定"].due == WorkCalendar.china().add_workdays(on("2026-09-15"), 20)
    period = found["重新决定"].deadline.period
    assert period is not None
    assert period.voids == found["决定"].deadline.period


def test_a_clock_that_had_run_out_before_it_was_restarted_is_remembered():
    found = seen(("受理", "2026-06-01"), ("撤回", "2026-09-15"), as_of="2026-09-30")
    assert "此前已过 2026-06-30 的期限" in str(found["决定"].because)


def test_a_second_withdrawal_restarts_the_clock_that_the_first_had_started():
    for ref in ((), ("一",)):
        events = [
            ("受理", "2026-09-01", *ref),
            ("撤回", "2026-09-08", *ref),
            ("承诺", "2026-09-10", *ref),
            ("撤回", "2026-09-15", *ref),
            ("决定", "2026-09-20", *ref),
        ]
        found = county().timeline(
            [Event(name, on(day), *rest) for name, day, *rest in events],
            as_of=on("2026-12-01"),
            facts=NOT_JOINT,
        )
        clocks = [one for one in found if one.duty in ("决定", "重新决定")]
        assert [one.status for one in clocks] == ["void", "void", "met"]
        assert "2026-09-15 撤回" in str(clocks[1].because)
        period = clocks[2].deadline.period
        assert period is not None
        before = clocks[1].deadline.period
        assert before is not None
        assert before.voids is not None
        assert period.voids == replace(before, voids=None)


@pytest.mark.parametrize("ref", [(), ("一",)])
def test_a_withdrawal_after_the_decision_finds_no_clock_to_restart(ref):
    events = [
        ("受理", "2026-09-01", *ref),
        ("受理", "2026-09-02", "二"),
        ("决定", "2026-09-10", *ref),
        ("撤回", "2026-09-15", *ref),
    ]
    if not ref:
        del events[1]
    found = seen(*events, as_of="2026-12-01")
    name = " ".join(("重新决定", *ref))
    assert found[name].status == "未知"
    assert "2026-09-10 已“决定”" in str(found[name].because)
    assert "决定 二" not in found or found["决定 二"].status == "overdue"


def test_two_duties_under_the_same_open_condition_replace_each_other_all_the_same():
    found = {
        one.duty: one
        for one in county().timeline(
            [Event("受理", on("2026-09-01")), Event("撤回", on("2026-09-15"))],
            as_of=on("2026-09-30"),
        )
    }
    assert found["决定"].conditional
    assert found["决定"].status == "void"
    assert found["重新决定"].status == "未知是否负有"


# Days that are not counted, and longer periods.


def test_a_hearing_is_left_out_of_the_periods_that_leave_it_out():
    hearing = [Pause(on("2026-09-07"), on("2026-09-11"), "听证")]
    events = [("受理", "2026-09-01"), ("请求", "2026-09-04")]
    plain, paused = (
        seen(*events, as_of="2026-09-04"),
        seen(*events, as_of="2026-09-04", excluded=hearing),
    )
    assert plain["决定"].due == on("2026-09-29")
    assert paused["决定"].due == on("2026-10-12")
    assert paused["答复"].due == plain["答复"].due == on("2026-09-09")


def test_pauses_of_one_reason_that_overlap_are_one():
    twice = [
        Pause(on("2026-09-07"), on("2026-09-10"), "听证"),
        Pause(on("2026-09-10"), on("2026-09-11"), "听证"),
    ]
    once = [Pause(on("2026-09-07"), on("2026-09-11"), "听证")]
    events = ("受理", "2026-09-01")
    one = seen(events, as_of="2026-09-30", excluded=twice)["决定"]
    assert one.due == seen(events, as_of="2026-09-30", excluded=once)["决定"].due
    assert list(one.left_out) == twice


def test_two_procedures_side_by_side_are_both_named():
    both = [
        Pause(on("2026-09-07"), on("2026-09-10"), "听证"),
        Pause(on("2026-09-09"), None, "鉴定"),
    ]
    one = seen(("受理", "2026-09-01"), as_of="2026-09-09", excluded=both)["决定"]
    assert one.status == "suspended"
    assert "听证" in str(one.because)
    assert "鉴定" in str(one.because)
    ended = [both[0], Pause(on("2026-09-09"), on("2026-09-11"), "鉴定")]
    period = seen(("受理", "2026-09-01"), as_of="2026-09-30", excluded=ended)[
        "决定"
    ].deadline.period
    assert period is not None
    notes = {line.date: line.note for line in period.trace if line.mark == "排除"}
    assert notes[on("2026-09-08")] == "听证"
    assert notes[on("2026-09-10")] == "听证、鉴定"
    assert notes[on("2026-09-11")] == "鉴定"


def test_days_without_a_reason_are_left_out_of_every_period():
    away = [Pause(on("2026-09-07"), on("2026-09-11"))]
    assert seen(("请求", "2026-09-04"), as_of="2026-09-04", excluded=away)["答复"].due == on(
        "2026-09-16"
    )


def test_two_reasons_on_the_same_days_leave_them_out_once():
    both = [
        Pause(on("2026-09-07"), on("2026-09-10"), "听证"),
        Pause(on("2026-09-09"), on("2026-09-11"), "鉴定"),
    ]
    once = [Pause(on("2026-09-07"), on("2026-09-11"), "听证")]
    events = ("受理", "2026-09-01")
    assert (
        seen(events, as_of="2026-09-30", excluded=both)["决定"].due
        == seen(events, as_of="2026-09-30", excluded=once)["决定"].due
    )


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2026-09-06", "pending"),
        ("2026-09-07", "suspended"),
        ("2026-09-11", "suspended"),
        ("2026-09-12", "pending"),
    ],
)
def test_a_duty_is_suspended_on_the_days_that_are_not_counted(as_of, status):
    hearing = [Pause(on("2026-09-07"), on("2026-09-11"), "听证")]
    one = seen(("受理", "2026-09-01"), as_of=as_of, excluded=hearing)["决定"]
    assert (one.status, one.due) == (status, on("2026-10-12"))


def test_a_pause_that_goes_on_leaves_the_last_day_open():
    one = seen(
        ("受理", "2026-09-01"), as_of="2026-12-01", excluded=[Pause(on("2026-09-07"), None, "鉴定")]
    )["决定"]
    assert (one.status, one.due) == ("suspended", None)
    assert "尚未恢复" in str(one.because)


def test_a_pause_of_unknown_length_that_has_not_begun_has_not_happened():
    ahead = [Pause(on("2026-09-07"), None, "鉴定")]
    one = seen(("受理", "2026-09-01"), as_of="2026-09-06", excluded=ahead)["决定"]
    assert (one.status, one.due) == ("pending", on("2026-09-29"))


def test_a_pause_that_begins_after_the_last_day_saves_nothing():
    late = [Pause(on("2026-10-12"), None, "鉴定")]
    one = seen(("受理", "2026-09-01"), as_of="2026-12-01", excluded=late)["决定"]
    assert (one.status, one.due) == ("overdue", on("2026-09-29"))


def test_an_approval_in_time_makes_the_period_longer_and_one_too_late_does_not():
    calendar = WorkCalendar.china()
    start, last = on("2026-09-01"), on("2026-09-29")
    in_time = seen(("受理", "2026-09-01"), ("批准", str(last)), as_of="2026-10-09")["决定"]
    late = seen(("受理", "2026-09-01"), ("批准", "2026-09-30"), as_of="2026-10-09")["决定"]
    assert (in_time.extended, in_time.due) == (True, calendar.add_workdays(start, 30))
    assert (late.extended, late.due, late.status) == (False, last, "overdue")


# Which one is meant.


def test_an_answer_meets_the_request_that_it_names():
    events = [
        ("请求", "2026-11-23", "一"),
        ("请求", "2026-11-24", "二"),
        ("回复", "2026-11-25", "二"),
    ]
    found = seen(*events, as_of="2026-12-10")
    assert (found["答复 一"].status, found["答复 二"].status) == ("overdue", "met")


def test_a_request_that_came_twice_is_answered_by_one_answer():
    events = [
        ("请求", "2026-11-23", "一"),
        ("请求", "2026-11-24", "一"),
        ("回复", "2026-11-25", "一"),
    ]
    found = county().timeline(
        [Event(name, on(day), ref) for name, day, ref in events],
        as_of=on("2026-12-10"),
        facts={**NOT_JOINT, "甲.一": False},
    )
    assert [one.status for one in found] == ["met", "met"]


def test_an_answer_that_could_answer_two_requests_is_refused():
    found = refused(
        Event("请求", on("2026-11-23")),
        Event("请求", on("2026-11-24")),
        Event("回复", on("2026-11-25")),
    )
    assert set(found) == {"GZ619"}
    assert "2026-11-23、2026-11-24" in found["GZ619"]


def test_an_answer_without_a_name_answers_the_only_request():
    found = seen(("请求", "2026-11-23", "一"), ("回复", "2026-11-25"), as_of="2026-12-10")
    assert found["答复 一"].status == "met"


def test_the_second_answer_answers_the_second_request():
    events = [
        ("请求", "2026-11-02"),
        ("回复", "2026-11-03"),
        ("请求", "2026-11-10"),
        ("回复", "2026-11-20"),
    ]
    happened = [Event(name, on(day)) for name, day in events]
    found = county().timeline(happened, as_of=on("2026-12-01"), facts={**NOT_JOINT, "甲.一": False})
    assert [one.status for one in found] == ["met", "met late"]


# Beyond what is published.


def test_beyond_the_notices_one_duty_is_unknown_and_the_others_stand():
    found = seen(("请求", "2026-12-23"), ("受理", "2026-12-23"), as_of="2026-12-31")
    assert (found["决定"].status, found["决定"].due) == ("未知", None)
    assert "只能算到 2026-12-31" in str(found["决定"].because)
    assert (found["答复"].status, found["答复"].due) == ("overdue", on("2026-12-28"))


def test_a_pause_that_ends_beyond_the_notices_says_that_the_last_day_is_not_published():
    long = [Pause(on("2026-12-28"), on("2027-01-15"), "听证")]
    one = seen(("受理", "2026-12-23"), as_of="2026-12-30", excluded=long)["决定"]
    assert (one.status, one.due) == ("suspended", None)
    assert "只能算到 2026-12-31" in str(one.because)
    assert str(one.deadline.within) == "20个工作日"


def test_what_was_met_on_a_published_day_was_met_in_time_wherever_the_period_ends():
    found = seen(("受理", "2026-12-23"), ("决定", "2026-12-30"), as_of="2026-12-31")
    assert found["决定"].status == "met"


def test_what_was_met_on_a_day_that_is_not_published_is_unknown():
    found = seen(("受理", "2026-12-23"), ("决定", "2027-03-30"), as_of="2027-04-01")
    assert found["决定"].status == "未知"


# Whose calendar.


def test_a_request_to_another_region_runs_on_the_obliged_organs_calendar():
    there = gaozhi.Jurisdiction(county().program, WorkCalendar.named("xinjiang"))
    request = {"event": "请求", "at": on("2025-06-05")}
    answers = {"as_of": on("2025-06-05"), "facts": {"甲.一": False}}
    (own,) = county().timeline([request], **answers)
    (theirs,) = county().timeline([{**request, "obliged": there}], **answers)
    (agreed,) = county().timeline(
        [{**request, "obliged": there, "calendar": WorkCalendar.china()}],
        **answers,
    )
    assert (own.due, own.deadline.calendar) == (on("2025-06-10"), "china")
    assert (theirs.due, theirs.deadline.calendar) == (on("2025-06-13"), "xinjiang")
    assert (agreed.due, agreed.deadline.calendar) == (own.due, "china")
    (deadline,) = [
        d
        for d in county().deadlines("请求", at=on("2025-06-05"), obliged=there)
        if d.duty == "答复"
    ]
    assert (deadline.due, deadline.calendar) == (theirs.due, "xinjiang")


# What is doubtful about the calendar.

CALENDAR = WorkCalendar.named("xinjiang")


def in_xinjiang(*events: tuple[str, str], as_of: str) -> dict[str, Obligation]:
    there = gaozhi.Jurisdiction(county().program, CALENDAR)
    happened = [Event(name, on(day)) for name, day in events]
    found = there.timeline(happened, as_of=on(as_of), facts=NOT_JOINT)
    return {one.duty: one for one in found}


@pytest.mark.parametrize(
    ("as_of", "status"), [("2021-06-02", "pending"), ("2021-06-03", "可能逾期")]
)
def test_over_a_holiday_that_is_not_known_nothing_is_surely_overdue(as_of, status):
    one = in_xinjiang(("受理", "2021-05-06"), as_of=as_of)["决定"]
    assert (one.due, one.status) == (on("2021-06-02"), status)
    assert status == "pending" or "肉孜节" in str(one.because)


@pytest.mark.parametrize(
    ("decided", "status"), [("2021-06-02", "met"), ("2021-06-03", "可能逾期履行")]
)
def test_what_was_done_on_a_last_day_that_may_be_a_later_one_is_not_surely_late(decided, status):
    one = in_xinjiang(("受理", "2021-05-06"), ("决定", decided), as_of="2021-12-31")["决定"]
    assert one.status == status


@pytest.mark.parametrize(
    ("decided", "status"),
    [("2021-07-29", "met"), ("2021-07-30", "可能逾期履行"), ("2021-08-03", "可能逾期履行")],
)
def test_where_a_day_of_rest_has_one_source_only_the_last_day_may_be_an_earlier_one(
    decided, status
):
    one = in_xinjiang(("受理", "2021-07-01"), ("决定", decided), as_of="2021-12-31")["决定"]
    assert (one.due, one.status) == (on("2021-08-03"), status)


# A duty with a date of its own.


@pytest.mark.parametrize(
    ("handed_in", "status"), [("2026-08-31", "met"), ("2026-09-01", "met late")]
)
def test_a_duty_with_a_date_is_met_by_its_event_in_time_or_late(handed_in, status):
    one = seen(("总结", handed_in), as_of="2026-12-31")["报总结"]
    assert (one.due, one.status, one.met_on) == (on("2026-08-31"), status, on(handed_in))


def test_a_duty_with_a_date_belongs_to_a_timeline_once_it_was_met():
    assert "报总结" not in seen(("总结", "2026-09-01"), as_of="2026-08-31")
    assert "报总结" not in seen(("申请", "2026-08-01"), as_of="2026-12-31")


@pytest.mark.parametrize(
    ("handed_in", "stands"),
    [
        (["2026-03-30"], [("2026-03-31", "met")]),
        (["2026-04-02"], [("2026-03-31", "met late")]),
        (["2026-03-30", "2026-04-02"], [("2026-03-31", "met"), ("2026-09-30", "met")]),
        (["2026-03-30", "2026-10-09"], [("2026-03-31", "met"), ("2026-09-30", "met late")]),
    ],
)
def test_what_recurs_is_met_time_after_time(handed_in, stands):
    events = [Event("总结", on(day)) for day in handed_in]
    found = county().timeline(events, as_of=on("2026-12-31"), facts=NOT_JOINT)
    assert [(str(one.due), one.status) for one in found if one.duty == "半年报"] == stands


def test_each_organ_that_hands_in_has_met_its_own_duty():
    events = [Event("总结", on("2026-08-30"), "甲局"), Event("总结", on("2026-09-02"), "乙局")]
    found = county().timeline(events, as_of=on("2026-12-31"), facts=NOT_JOINT)
    assert {one.ref: one.status for one in found if one.duty == "报总结"} == {
        "甲局": "met",
        "乙局": "met late",
    }


# On the spot.


@pytest.mark.parametrize(
    ("as_of", "decided", "status"),
    [
        ("2026-11-02", None, "pending"),
        ("2026-11-03", None, "overdue"),
        ("2026-11-03", "2026-11-02", "met"),
        ("2026-11-03", "2026-11-03", "met late"),
    ],
)
def test_what_is_due_on_the_spot_is_due_the_same_day(as_of, decided, status):
    events = [("申请", "2026-11-02"), *([("决定", decided)] if decided else [])]
    one = seen(*events, as_of=as_of, **{"甲.三": True})["当场决定"]
    assert (one.due, one.status) == (on("2026-11-02"), status)


# Bad input.


def test_every_problem_is_named_at_once():
    naive = Event("请求", datetime(2026, 11, 23, 9))
    found = refused(
        Event("请求了", on("2026-11-23")),
        naive,
        Event("请求", on("2003-12-31")),
        excluded=[Pause(on("2026-11-25"), on("2026-11-24")), Pause(on("2026-11-25"), None, "听正")],
    )
    assert set(found) == {"GZ617", "GZ618", "GZ620"}
    assert "请求" in found["GZ617"]


def test_a_day_before_the_law_is_refused():
    assert "施行" in refused(Event("请求", on("2019-12-31")))["GZ608"]


def test_a_naive_moment_of_looking_is_refused():
    assert set(refused(Event("请求", on("2026-11-23")), as_of=datetime(2026, 11, 30, 9))) == {
        "GZ618"
    }


def test_a_pause_that_has_no_end_or_no_time_zone_is_refused():
    endless = refused(Event("受理", on("2026-09-01")), excluded=[Pause(on("2026-09-07"), date.max)])
    assert "没有尽头" in endless["GZ620"]
    naive = refused(
        Event("受理", on("2026-09-01")), excluded=[Pause(datetime(2026, 9, 7, 9), on("2026-09-08"))]
    )
    assert set(naive) == {"GZ618"}


def test_a_pause_given_as_moments_is_read_in_beijing():
    beijing = ZoneInfo("Asia/Shanghai")
    moments = Pause(datetime(2026, 9, 7, 0, 30, tzinfo=beijing), on("2026-09-11"), "听证")
    found = seen(("受理", "2026-09-01"), as_of="2026-09-04", excluded=[moments])["决定"]
    assert found.due == on("2026-10-12")


def test_an_event_given_as_data_must_be_whole():
    with pytest.raises(gaozhi.CaseError) as caught:
        county().timeline([{"event": "请求", "when": on("2026-11-23")}], as_of=on("2026-11-30"))
    assert "“when”" in str(caught.value)
    assert "“at”" in str(caught.value)


def test_wrong_facts_are_refused_with_the_events():
    with pytest.raises(gaozhi.CaseError) as caught:
        county().timeline(
            [Event("请求了", on("2026-11-23"))], as_of=on("2026-11-30"), facts={"甲.零": True}
        )
    assert {d.code for d in caught.value.diagnostics} == {"GZ601", "GZ617"}


def test_it_is_json_ready():
    for one in seen(("请求", "2026-11-23"), ("受理", "2026-12-23"), as_of="2026-11-30").values():
        assert json.loads(json.dumps(one.to_dict())) == one.to_dict()


# Laws.


names = st.sampled_from(
    ["申请", "受理", "决定", "承诺", "撤回", "请求", "回复", "说明不能", "批准"]
)
days = st.integers(0, 60).map(lambda n: date(2026, 9, 1) + timedelta(days=n))
histories = st.lists(st.tuples(names, days), max_size=8)


def numbered(history: list[tuple[str, date]]) -> list[Event]:
    """Return a history in which no event can be taken for an answer to two others."""
    events: dict[str, Event] = {name: Event(name, day) for name, day in history}
    return list(events.values())


@given(histories, days)
def test_looking_later_never_undoes_what_was_met_or_void(history, first):
    events = numbered(history)
    facts = {**NOT_JOINT, "甲.一": True}
    before = county().timeline(events, as_of=first, facts=facts)
    after = county().timeline(events, as_of=first + timedelta(days=30), facts=facts)
    later = {(one.duty, one.deadline.since): one for one in after}
    for one in before:
        then = later[one.duty, one.deadline.since]
        if one.status in ("met", "met late"):
            assert (then.status, then.met_on) == (one.status, one.met_on)
        if one.status == "void":
            assert then.status in ("void", "met", "met late")
        if one.status == "overdue":
            assert then.status in ("overdue", "met late", "void")
            assert one.due is not None
            assert first > one.due


@given(histories, days, st.booleans())
def test_knowing_more_never_changes_how_a_certain_duty_stands(history, as_of, lawful):
    events = numbered(history)

    def certain(facts: dict[str, bool]) -> dict[str, Obligation]:
        found = county().timeline(events, as_of=as_of, facts=facts)
        return {one.duty: one for one in found if not one.conditional and one.status != "未知"}

    some, more = certain(NOT_JOINT), certain({**NOT_JOINT, "甲.一": lawful})
    for duty, one in some.items():
        assert (more[duty].status, more[duty].due) == (one.status, one.due)


@given(histories, days)
def test_a_pause_never_brings_a_last_day_forward(history, as_of):
    events = numbered(history)
    pause = [Pause(date(2026, 9, 10), date(2026, 9, 18))]
    plain = county().timeline(events, as_of=as_of, facts=NOT_JOINT)
    paused = county().timeline(events, as_of=as_of, facts=NOT_JOINT, excluded=pause)
    for one, other in zip(plain, paused, strict=True):
        assert one.duty == other.duty
        assert (one.due is None) == (other.due is None)
        assert one.due is None or (other.due is not None and one.due <= other.due)
