"""深圳市: who may not commit is told the reason that led there, through every decision behind it."""

from datetime import date

import pytest
import yaml

import gaozhi
from tests.places import EXAMPLES

FOLDER = EXAMPLES / "jurisdictions"
DAY = date(2023, 6, 1)

BARS = {
    "SZ-59-1": {"事项.直接涉及": ["公共安全"]},
    "SZ-59-2": {"事项.直接关系": ["人身健康"]},
    "SZ-59-3": {"事项.以承诺办理风险较大": True},
    "SZ-59-4": {"申请人.曾未履行承诺": True, "申请人.信用已修复": False},
    "SZ-59-5": {"事项.法律法规规定不适用": True},
}
every_bar = pytest.mark.parametrize("bar", BARS)
every_step = pytest.mark.parametrize("decision", ["信用承诺适用", "承诺办理", "材料收取"])


@pytest.fixture(scope="module")
def shenzhen():
    return gaozhi.load(FOLDER)["深圳市"]


@pytest.fixture(scope="module")
def facts():
    path = FOLDER / "rules" / "shenzhen" / "scenarios" / "信用承诺适用.scenarios.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["bases"]["列入清单的行政确认"]["facts"]


def items(grounds):
    """The items of article 59 that an answer rests on, however deep."""
    found = set()
    for ground in grounds:
        found |= {one.provision for one in ground.basis if one.provision.startswith("SZ-59-")}
        found |= items(ground.because)
    return found


@every_step
@every_bar
def test_a_bar_is_answered_with_its_own_reason_and_no_other(shenzhen, facts, bar, decision):
    answer = shenzhen.decide(facts | BARS[bar], decision, on=DAY)
    assert items(answer.grounds) == {bar}


@every_step
def test_another_law_is_not_bad_credit(shenzhen, facts, decision):
    told = shenzhen.decide(facts | BARS["SZ-59-5"], decision, on=DAY).explain()
    assert "法律、法规规定不适用信用承诺制度" in told
    assert not any(word in told for word in ("信用记录", "虚假承诺", "信用修复"))


@every_step
def test_of_two_bars_both_are_told(shenzhen, facts, decision):
    both = facts | BARS["SZ-59-4"] | BARS["SZ-59-5"]
    assert items(shenzhen.decide(both, decision, on=DAY).grounds) == {"SZ-59-4", "SZ-59-5"}


@every_bar
def test_whether_a_bar_holds_is_asked_where_the_case_does_not_say(shenzhen, facts, bar):
    fact = next(iter(BARS[bar]))
    open_case = {name: value for name, value in facts.items() if name != fact}
    answer = shenzhen.decide(open_case, "信用承诺适用", on=DAY)
    assert fact in {question.fact for question in answer.questions}
    assert answer.possible == ("不适用", "适用")


def test_repaired_credit_lifts_the_bar_from_the_day_of_the_repair(shenzhen, facts):
    events = [{"event": "信用修复", "at": date(2023, 6, 10)}]
    outcomes = [
        shenzhen.decide(
            shenzhen.case_at(events, as_of=date(2023, 6, day), facts=facts | BARS["SZ-59-4"]),
            "承诺办理",
        ).outcome
        for day in (9, 10)
    ]
    assert outcomes == ["不依承诺办理", "可以依承诺办理"]


def test_before_the_regulation_is_in_force_nothing_is_answered_by_it(shenzhen, facts):
    with pytest.raises(gaozhi.CaseError, match="2023-03-01"):
        shenzhen.decide(facts, "信用承诺适用", on="2023-02-28")


NOTICE = {
    "行政相对人": "张三",
    "机构": "某局",
    "事项名称": "某项确认",
    "内容": ["符合要求"],
    "条件": ["年满十八周岁"],
    "责任": ["依法承担责任"],
}


def test_the_notice_writes_what_article_61_lists(shenzhen, facts):
    text = shenzhen.render("信用承诺告知书", facts, NOTICE, on=DAY).markdown()
    written = ["某项确认", "符合要求", "年满十八周岁", "有权核查", "依法承担责任"]
    assert [word for word in written if word not in text] == []


@every_bar
def test_who_may_not_commit_is_not_told_that_he_may(shenzhen, facts, bar):
    # The decision is named on which the form turns, not the first of all jurisdictions.
    with pytest.raises(gaozhi.DocumentError, match=r"GZ546.*信用承诺适用：不适用"):
        shenzhen.render("信用承诺告知书", facts | BARS[bar], NOTICE, on=DAY)
