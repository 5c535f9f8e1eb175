"""资格考试: a bar that lasts as long as the record, no agents, in force once handed in."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.places import EXAMPLES
from tests.situations import library_of_examples

FOLDER = EXAMPLES / "jurisdictions"
SCENARIOS = FOLDER / "rules" / "exams" / "scenarios" / "适用性.scenarios.yaml"
DAY = date(2024, 6, 3)

exams = library_of_examples()["资格考试"]
facts = yaml.safe_load(SCENARIOS.read_text(encoding="utf-8"))["bases"]["普通的报考人员"]["facts"]
recorded = {"报考人员.违纪违规行为": ["严重违纪违规行为"], "报考人员.被记入诚信档案库": True}
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, days)
def test_the_bar_lasts_through_the_last_day_of_the_record(last, day):
    case = facts | recorded | {"报考人员.记录期届满日": last}
    barred = exams.decide(case, "适用性", on=day).outcome == "不适用"
    assert barred is (day <= last)


@given(days)
def test_a_false_commitment_bars_whatever_the_record(last):
    case = facts | recorded | {"报考人员.报名中有虚假承诺": True, "报考人员.记录期届满日": last}
    answer = exams.decide(case, "承诺效力", on=DAY)
    assert answer.outcome == "不生效"
    led_there = {ground.rule for one in answer.grounds for ground in one.because}
    assert ("违纪违规在记录期内" in led_there) is (last >= DAY)
    assert "报名中有虚假承诺" in led_there


def handed_in(**more):
    before = {name: value for name, value in facts.items() if name != "承诺.已提交"}
    events = [{"event": "提交告知承诺书", "at": DAY}]
    return exams.timeline(events, as_of=DAY, facts=before | more)


def test_handing_in_puts_the_commitment_in_force():
    (owed,) = handed_in()
    assert (owed.duty, owed.status_text) == ("依承诺办理报名事项", "待履行")


@pytest.mark.parametrize("fact", ["代理.由代理人承诺", "报考人员.报名中有虚假承诺"])
def test_what_is_handed_in_by_another_or_by_who_is_barred_obliges_nobody(fact):
    assert handed_in(**{fact: True}) == ()


def test_nobody_else_may_commit_whatever_the_authority():
    authority = {"代理.由代理人承诺": True, "代理.有授权": True, "代理.有特别授权": True}
    for more in ({}, authority, {"代理.为法定代理人": True}):
        assert exams.decide(facts | more, "代为承诺", on=DAY).outcome == "不得代为"


def test_a_document_whose_day_is_not_at_hand_is_cited_without_one():
    (ground,) = exams.decide(facts, "代为承诺", on=DAY).grounds
    assert {one.document for one in ground.basis} == {"《资格考试报名证明事项告知承诺制办事指南》"}
