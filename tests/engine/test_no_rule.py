"""无此规定: what is answered where the documents have no rule for a decision."""

from __future__ import annotations

from datetime import date

import pytest

from gaozhi.errors import UnknownDecision
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.library.receipt_file import replay
from gaozhi.model import NO_RULE, NO_RULE_CODE
from tests.builders import ROOT, jurisdiction, rules_text

WORDS = """
document: {number: 市文, title: 市文件, issuer: 市, issued: 2022-01-01, in_force: {from: 2022-01-01, until: 2022-12-31}}
extends: root
provisions:
  - {id: L-1, locator: 一, quote: 市文之一, means: 其一}
facts: [{name: 企.规模, type: {one_of: [大, 小]}, ask: 多大？}]
decisions:
  - {name: 处罚, api: penalty, combine: strongest, values: [重罚, 不罚]}
  - {name: 通知, api: notices, combine: all, values: [书面, 口头]}
  - {name: 路径, api: path, combine: first, values: [快, 慢]}
rules:
  处罚:
    - {rule: 罚, title: 罚, when: {企.规模: 大}, then: 重罚, basis: [L-1]}
    - {rule: 罚其余, title: 罚其余, otherwise: true, then: 不罚, silent: true}
  通知:
    - {rule: 通知甲, title: 通知, when: 甲.一, then: 书面, basis: [L-1]}
  路径:
    - {rule: 大的快, title: 大的快, when: {企.规模: 大}, then: 快, silent: true}
    - {rule: 其余慢, title: 其余慢, otherwise: true, then: 慢, silent: true}
  强:
    - {rule: 受罚的, title: 受罚的, when: {处罚: 重罚}, then: 上, basis: [L-1]}
"""
OWN = ("处罚", "通知", "路径")
ORDINARY = rules_text("集:\n  - {rule: 集上, title: 上, when: 甲.一, then: 上, basis: [R-1, R-2]}")


def city() -> Jurisdiction:
    return jurisdiction([ROOT, ORDINARY], [WORDS])


def root() -> Jurisdiction:
    return jurisdiction([ROOT, ORDINARY])


@pytest.mark.parametrize("decision", OWN)
@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2023, 1, 1)])
def test_outside_the_days_of_the_only_document_nothing_is_provided(
    decision: str, day: date
) -> None:
    answer = city().decide({"企.规模": "大", "甲.一": True}, decision, on=day)
    assert (answer.outcome, answer.code, answer.settled) == (NO_RULE, NO_RULE_CODE, True)
    assert (answer.possible, answer.values, answer.pending) == ((), (), ())
    assert (answer.grounds, answer.questions, answer.codes) == ((), (), {})
    (no_rule,) = [caveat.text for caveat in answer.caveats if caveat.rule == NO_RULE]
    # What was not written in may provide for it all the same, and no superior does.
    assert f"已录入的条文没有规定“{decision}”；别的文件可能另有规定" in no_rule
    assert not any("由上级文件作答" in caveat.text for caveat in answer.caveats)
    assert "无此规定" in answer.explain()
    assert answer.to_dict()["possible"] == []


@pytest.mark.parametrize(
    ("decision", "outcome"), [("处罚", "重罚"), ("通知", None), ("路径", "快")]
)
def test_while_it_is_in_force_its_rules_answer(decision: str, outcome: str | None) -> None:
    answer = city().decide({"企.规模": "大", "甲.一": False}, decision, on=date(2022, 6, 1))
    assert answer.outcome == outcome
    assert NO_RULE not in [caveat.rule for caveat in answer.caveats]


def test_without_a_name_the_first_decision_is_made_that_there_are_rules_for() -> None:
    """强 is the vocabulary's first, which the city alone gives no rules for here."""
    alone = WORDS.replace("extends: root\n", "").partition("  强:\n")[0]
    city = jurisdiction([alone])
    assert city.decide({}).decision == city.program.default_decision == "处罚"
    assert root().decide({}).decision == "强"


def test_the_day_is_asked_for_where_it_says_whether_there_is_a_rule() -> None:
    open_ = city().decide({"企.规模": "小"}, "处罚")
    assert open_.possible == ("不罚", NO_RULE)
    assert [question.fact for question in open_.questions] == ["办理.日期"]
    assert open_.codes[NO_RULE] == NO_RULE_CODE


def test_a_rule_that_reads_a_decision_without_rules_does_not_hold() -> None:
    known = {"企.规模": "大", "甲.一": False}
    assert city().decide(known, "强", on=date(2022, 6, 1)).outcome == "上"
    assert city().decide(known, "强", on=date(2021, 6, 1)).outcome == "下"


def test_the_interview_asks_nothing_about_it() -> None:
    talk = city().interview("处罚", on=date(2021, 6, 1))
    assert talk.next is None
    assert talk.decisions["处罚"].outcome == NO_RULE


def test_a_decision_of_another_jurisdiction_has_no_rule_here() -> None:
    here, there = root(), city()
    library = Library((here, there))
    for name in ("处罚", "penalty"):
        answer = here.decide({}, name, on=date(2022, 6, 1))
        assert (answer.decision, answer.outcome) == ("处罚", NO_RULE)
    talk = here.interview("penalty", "强", on=date(2022, 6, 1))
    assert talk.decisions["处罚"].outcome == NO_RULE
    saved = here.resume(talk.to_dict())
    assert list(saved.decisions) == ["处罚", "强"]
    with pytest.raises(UnknownDecision):
        here.decide({}, "没有的判断")
    receipt = here.decide({}, "处罚", on=date(2022, 6, 1)).receipt()
    assert replay(receipt, library).holds
    assert replay(receipt, Library((root(),))).holds


def test_alone_it_does_not_know_the_decision() -> None:
    with pytest.raises(UnknownDecision):
        root().decide({}, "处罚")


def test_what_a_city_adds_changes_nothing_of_its_parent() -> None:
    alone, beside = root(), root()
    Library((beside, city()))
    assert alone.digest == beside.digest
    for decision in ("强", "表", "集"):
        assert alone.decide({"甲.一": True}, decision) == beside.decide({"甲.一": True}, decision)
