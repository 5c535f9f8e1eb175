"""Every operator of a condition in all three truth values."""

from __future__ import annotations

from typing import Any

import pytest

from gaozhi.engine import Decision
from tests.builders import small

Facts = dict[str, Any]

CASES: list[tuple[str, Facts, Facts, Facts]] = [
    # condition, facts that make it true, that make it false, that leave it open
    ("甲.一", {"甲.一": True}, {"甲.一": False}, {}),
    ("{甲.一: true}", {"甲.一": True}, {"甲.一": False}, {}),
    ("{甲.一: false}", {"甲.一": False}, {"甲.一": True}, {}),
    ("{not: 甲.一}", {"甲.一": False}, {"甲.一": True}, {}),
    ("[甲.二, 甲.四]", {"甲.二": True, "甲.四": True}, {"甲.四": False}, {"甲.二": True}),
    ("{all: [甲.二, 甲.四]}", {"甲.二": True, "甲.四": True}, {"甲.二": False}, {"甲.四": True}),
    ("{any: [甲.二, 甲.四]}", {"甲.四": True}, {"甲.二": False, "甲.四": False}, {"甲.二": False}),
    ("{none: [甲.二, 甲.四]}", {"甲.二": False, "甲.四": False}, {"甲.四": True}, {"甲.二": False}),
    ("{乙.类: 子}", {"乙.类": "子"}, {"乙.类": "丑"}, {}),
    ("{乙.类: {in: [子, 丑]}}", {"乙.类": "丑"}, {"乙.类": "寅"}, {}),
    ("{庚.文: 好}", {"庚.文": "好"}, {"庚.文": "坏"}, {}),
    ("{庚.文: {in: [好, 中]}}", {"庚.文": "中"}, {"庚.文": "坏"}, {}),
    ("{丙.集: {has: 金}}", {"丙.集": ["金", "木"]}, {"丙.集": ["木"]}, {}),
    ("{丙.集: {has_any: [金, 水]}}", {"丙.集": ["水"]}, {"丙.集": ["木"]}, {}),
    ("{丙.集: {is_empty: true}}", {"丙.集": []}, {"丙.集": ["木"]}, {}),
    ("{丙.集: {is_empty: false}}", {"丙.集": ["木"]}, {"丙.集": []}, {}),
    ("{戊.日: 2021-03-01}", {"戊.日": "2021-03-01"}, {"戊.日": "2021-03-02"}, {}),
    ("{戊.日: {before: 2021-03-01}}", {"戊.日": "2021-02-28"}, {"戊.日": "2021-03-01"}, {}),
    ("{戊.日: {after: 2021-03-01}}", {"戊.日": "2021-03-02"}, {"戊.日": "2021-03-01"}, {}),
    ("{戊.日: {on_or_before: 2021-03-01}}", {"戊.日": "2021-03-01"}, {"戊.日": "2021-03-02"}, {}),
    ("{戊.日: {on_or_after: 2021-03-01}}", {"戊.日": "2021-03-01"}, {"戊.日": "2021-02-28"}, {}),
    (
        "{丁.日: {before: 戊.日}}",
        {"丁.日": "2021-03-01", "戊.日": "2021-03-02"},
        {"丁.日": "2021-03-02", "戊.日": "2021-03-02"},
        {"丁.日": "2021-03-02"},
    ),
    (
        "{丁.日: {before: 戊.日}}",
        {"丁.日": "2021-03-01", "戊.日": "2021-03-02"},
        {"丁.日": "无期限"},
        {},
    ),
    ("{丁.日: 无期限}", {"丁.日": "无期限"}, {"丁.日": "9999-12-31"}, {}),
    ("{己.数: 3}", {"己.数": 3}, {"己.数": 4}, {}),
    ("{己.数: {in: [3, 5]}}", {"己.数": 5}, {"己.数": 4}, {}),
    ("{己.数: {at_least: 3}}", {"己.数": 3}, {"己.数": 2}, {}),
    ("{己.数: {at_most: 3}}", {"己.数": 3}, {"己.数": 4}, {}),
    ("{己.数: {less_than: 3}}", {"己.数": 2}, {"己.数": 3}, {}),
    ("{己.数: {more_than: 3}}", {"己.数": 4}, {"己.数": 3}, {}),
    ("{表: 上}", {"甲.一": True}, {"甲.一": False}, {}),
    ("{表: {in: [上, 中]}}", {"甲.一": True}, {"甲.一": False}, {}),
    ("{强: 上}", {"甲.四": True}, {"甲.四": False}, {}),
    ("{not: {强: 上}}", {"甲.四": False}, {"甲.四": True}, {}),
]


def decided(condition: str, facts: Facts) -> Decision:
    """Decide 集, whose only rule has the condition."""
    county = small(
        f"""
        集:
          - {{rule: 被试, title: 被试, when: {condition}, then: 上, silent: true}}
        表:
          - {{rule: 表一, title: 表一, when: 甲.一, then: 上, silent: true}}
          - {{rule: 表其余, title: 表其余, otherwise: true, then: 下, silent: true}}
        强:
          - {{rule: 强一, title: 强一, when: 甲.四, then: 上, silent: true}}
          - {{rule: 强其余, title: 强其余, otherwise: true, then: 下, silent: true}}
        """
    )
    return county.decide(facts, "集", on="2021-06-01")


@pytest.mark.parametrize(("condition", "true", "false", "open_"), CASES)
def test_a_condition_is_true_false_or_open(
    condition: str, true: Facts, false: Facts, open_: Facts
) -> None:
    assert decided(condition, true).values == ("上",)
    assert decided(condition, false).values == ()
    assert decided(condition, false).settled
    undecided = decided(condition, open_)
    assert undecided.pending == ("上",)
    assert undecided.outcome == "待补充"
    assert undecided.questions


def test_a_rule_without_a_condition_always_holds() -> None:
    county = small("集:\n  - {rule: 恒, title: 恒, then: 上, silent: true}")
    assert county.decide({}, "集").values == ("上",)


def test_unless_takes_back_what_when_gives() -> None:
    county = small(
        "集:\n  - {rule: 除外, title: 除外, when: 甲.二, unless: 甲.四, then: 上, silent: true}"
    )
    assert county.decide({"甲.二": True, "甲.四": False}, "集").values == ("上",)
    assert county.decide({"甲.二": True, "甲.四": True}, "集").values == ()
    assert county.decide({"甲.二": True}, "集").pending == ("上",)


def test_a_condition_that_is_true_either_way_is_not_asked_about() -> None:
    county = small(
        """
        强:
          - {rule: 其一, title: 其一, when: 甲.二, then: 上, silent: true}
          - {rule: 其二, title: 其二, when: {not: 甲.二}, then: 上, silent: true}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
        """
    )
    decision = county.decide({}, "强")
    assert decision.outcome == "上"
    assert decision.settled
    assert decision.questions == ()
    # Neither rule certainly holds; together they settle the outcome, and both are named.
    assert [(g.rule, g.certain) for g in decision.grounds] == [("其一", False), ("其二", False)]
    assert "至少有一条成立" in decision.explain()
