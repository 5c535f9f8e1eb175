"""Every outcome, value, status and manner has an ASCII code beside its name."""

import copy
import pickle
from datetime import date
from typing import get_args

import pytest

from gaozhi.engine import STATUS_CODES, STATUS_WORDS
from gaozhi.model import MANNER_CODES, PENDING_CODE
from gaozhi.workdays import Mark, Period, WorkCalendar
from gaozhi.workdays._due import _MARK_CODES
from tests.situations import library

QIDONG = library()["启东市"]


def test_an_outcome_has_its_code_and_so_have_the_values_that_may_still_come_out():
    open_ = QIDONG.decide({})
    assert (open_.outcome, open_.code) == ("待补充", PENDING_CODE)
    assert open_.codes == {
        "不属于适用范围": "out_of_scope",
        "不适用": "barred",
        "应提交证明": "certificate_required",
        "可适用": "eligible",
    }
    data = open_.to_dict()
    assert (data["code"], data["codes"]) == ("pending", open_.codes)


def test_a_decision_that_collects_has_codes_of_its_values_and_none_of_an_outcome():
    facts = {"核查.结论": "不实", "事项.已办结": True}
    decision = library()["maoji"].decide(facts, "不实后果", on=date(2022, 7, 1))
    assert decision.values
    assert set(decision.codes) == {*decision.values, *decision.pending}
    assert decision.code == (None if decision.settled else PENDING_CODE)
    ground = decision.grounds[0]
    assert ground.code == decision.codes[ground.effect]
    assert ground.to_dict()["fact_codes"]["核查.结论"] == "untrue"


def test_the_value_of_a_set_has_a_code_each_and_what_is_no_choice_has_none():
    decision = QIDONG.decide({"证明.风险类别": ["公共安全"], "事项.依申请办理": True})
    codes = {
        name: code for one in decision.grounds for name, code in one.to_dict()["fact_codes"].items()
    }
    assert codes["证明.风险类别"] == ["public_safety"]
    assert "事项.依申请办理" not in codes


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_has_the_same_codes(copied):
    decision = QIDONG.decide({"证明.风险类别": ["公共安全"]})
    assert copied(decision).to_dict() == decision.to_dict()


def test_every_status_of_a_duty_has_an_ascii_code_of_its_own():
    assert list(STATUS_CODES) == list(STATUS_WORDS)
    assert all(code.isascii() and code.isidentifier() for code in STATUS_CODES.values())
    assert len(set(STATUS_CODES.values())) == len(STATUS_CODES)


def test_an_obligation_and_a_deadline_say_their_codes():
    events = [{"event": "协助请求到达", "at": date(2022, 7, 1)}]
    found = library()["台儿庄区"].timeline(events, as_of=date(2022, 8, 1), facts={})
    assert found
    for one in found:
        data = one.to_dict()
        assert data["status_code"] == STATUS_CODES[one.status]
        assert (data["manner"] is None) == (data["manner_code"] is None)


def test_every_mark_of_a_trace_has_a_code():
    assert set(_MARK_CODES) == set(get_args(Mark))
    due = WorkCalendar.china().due(date(2026, 9, 30), Period(3, "工作日"))
    codes = [line["mark_code"] for line in due.to_dict()["trace"]]
    assert codes.count("counted") + codes.count("make_up_day") == 3
    assert "holiday" in codes


def test_every_manner_of_a_duty_has_a_code():
    said = {duty.manner for county in library().values() for duty in county.program.duties}
    assert said - {None} <= set(MANNER_CODES)
    deadlines = [
        one.to_dict()
        for county in library().values()
        for duty in county.program.duties
        if duty.manner is not None and duty.since is not None
        for one in county.deadlines(duty.since, at=date(2022, 7, 1))
    ]
    assert {one["manner_code"] for one in deadlines} >= {MANNER_CODES[one] for one in said - {None}}
