"""A ground carries the grounds of the decisions on which it rests that its rule holds."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import gaozhi
from gaozhi import Decision, Jurisdiction, Receipt
from gaozhi.engine import Ground, Stamp, decide
from tests.builders import ROOT, VOCABULARY, jurisdiction, rules_text, small, write_files

WORDS = VOCABULARY.replace(
    "events:",
    "  - {name: 禁, api: barred, combine: strongest, values: [禁止, 限制, 不禁]}\n"
    "  - {name: 效, api: effect, combine: strongest, values: [失效, 有效]}\n"
    "events:",
)

BARS = """
禁:
  - {rule: 信用不好, title: 有严重失信记录, when: 甲.二, then: 禁止, basis: [R-1]}
  - {rule: 别的法律, title: 别的法律禁止从业, when: 甲.四, then: 禁止, basis: [R-2]}
  - {rule: 只是限制, title: 有一般失信记录, when: 事项.急, then: 限制, silent: true}
  - {rule: 禁其余, title: 没有禁止的情形, otherwise: true, then: 不禁, silent: true}
效:
"""


def reading(*rules: str) -> Jurisdiction:
    """A jurisdiction whose decision 效 reads 禁, and may read the other decisions."""
    rest = "- {rule: 效其余, title: 其余, otherwise: true, then: 有效, silent: true}"
    return small("\n".join([BARS.strip("\n"), *(f"  {one}" for one in (*rules, rest))]), WORDS)


BARRED = "- {rule: 禁则失效, title: 被禁止的，承诺失效, when: {禁: 禁止}, then: 失效, silent: true}"
CLEAN = {"甲.二": False, "甲.四": False, "事项.急": False}


def tree(grounds: tuple[Ground, ...]) -> list[Any]:
    """Grounds as their rules' names, marked where only possible, each before what it rests on."""
    found: list[Any] = []
    for one in grounds:
        found.append(one.rule if one.certain else f"{one.rule}？")
        if one.because:
            found.append(tree(one.because))
    return found


def rests(county: Jurisdiction, facts: dict[str, Any], decision: str = "效") -> list[Any]:
    """What the deciding ground rests on."""
    answer = county.decide({**CLEAN, **facts}, decision)
    deciding = [one for one in answer.grounds if one.effect in (answer.outcome, *answer.values)]
    return tree(deciding[0].because)


@pytest.mark.parametrize(
    ("facts", "led"),
    [
        ({"甲.二": True}, ["信用不好"]),
        ({"甲.四": True}, ["别的法律"]),
        ({"甲.二": True, "甲.四": True}, ["信用不好", "别的法律"]),
    ],
)
def test_the_reason_is_the_one_that_really_led_there(facts: dict[str, Any], led: list[str]) -> None:
    assert sorted(rests(reading(BARRED), facts)) == sorted(led)


def test_a_weaker_value_that_holds_as_well_is_no_reason_for_the_stronger() -> None:
    assert rests(reading(BARRED), {"甲.四": True, "事项.急": True}) == ["别的法律"]


def test_every_ground_knows_its_decision() -> None:
    (ground,) = reading(BARRED).decide({**CLEAN, "甲.四": True}, "效").grounds
    assert (ground.decision, ground.because[0].decision) == ("效", "禁")
    assert ground.because[0].effect == "禁止"


def test_that_a_value_did_not_come_out_rests_on_the_one_that_did() -> None:
    county = reading(
        "- {rule: 未被禁, title: 未被禁, when: {not: {禁: 禁止}}, then: 失效, silent: true}"
    )
    assert rests(county, {}) == ["禁其余"]
    assert rests(county, {"事项.急": True}) == ["只是限制"]


def test_an_exception_that_does_not_apply_counts_as_well() -> None:
    rule = "- {rule: 除非, title: 除非, when: 甲.三, unless: {禁: 禁止}, then: 失效, silent: true}"
    assert rests(reading(rule), {"甲.三": True}) == ["禁其余"]


def test_of_branches_those_count_that_hold() -> None:
    rule = "- {rule: 二选, title: 二选, when: {any: [甲.三, {禁: 禁止}]}, then: 失效, silent: true}"
    assert rests(reading(rule), {"甲.三": True}) == []
    assert rests(reading(rule), {"甲.三": True, "甲.四": True}) == ["别的法律"]
    assert rests(reading(rule), {"甲.四": True}) == ["别的法律"]


def test_a_branch_adds_nothing_where_another_turns_on_what_counts_anyway() -> None:
    rule = (
        "- {rule: 叠, title: 叠, when: [{禁: 禁止}, {any: [{禁: 禁止}, {强: 上}]}],"
        " then: 失效, silent: true}"
    )
    county = small(
        f"{BARS}  {rule}\n  - {{rule: 效其余, title: 其余, otherwise: true, then: 有效, silent: true}}\n"
        "强:\n  - {rule: 强上, title: 强上, when: 己数多, then: 上, silent: true}\n"
        "  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}".replace(
            "己数多", "{己.数: {more_than: 3}}"
        ),
        WORDS,
    )
    assert rests(county, {"甲.四": True, "己.数": 5}) == ["别的法律"]


def test_a_named_condition_is_read_through() -> None:
    rules = BARS + (
        "  - {rule: 经定义, title: 经定义, when: 被禁, then: 失效, silent: true}\n"
        "  - {rule: 效其余, title: 其余, otherwise: true, then: 有效, silent: true}\n"
    )
    text = "define:\n  被禁: {all: [{禁: {in: [禁止, 限制]}}]}\n" + rules_text(rules)
    county = jurisdiction([ROOT, text], vocabulary=WORDS)
    assert rests(county, {"事项.急": True}) == ["只是限制"]


def test_an_otherwise_rests_on_why_the_others_failed() -> None:
    assert rests(reading(BARRED), {}) == ["禁其余"]


def test_a_fact_for_which_another_rule_fails_is_reason_enough() -> None:
    rule = "- {rule: 合, title: 合, when: [甲.三, {禁: 禁止}], then: 失效, silent: true}"
    assert rests(reading(rule), {"甲.三": False}) == []
    assert rests(reading(rule), {"甲.三": True}) == ["禁其余"]


def test_a_row_of_a_table_rests_on_the_rows_before_it_with_another_value() -> None:
    county = small(
        BARS + "  - {rule: 效其余, title: 其余, otherwise: true, then: 有效, silent: true}\n"
        "表:\n"
        "  - {rule: 行一, title: 行一, when: {禁: 不禁}, then: 上, silent: true}\n"
        "  - {rule: 行二, title: 行二, when: {禁: 限制}, then: 中, silent: true}\n"
        "  - {rule: 行三, title: 行三, when: 甲.三, then: 中, silent: true}\n"
        "  - {rule: 行末, title: 行末, otherwise: true, then: 下, silent: true}\n",
        WORDS,
    )
    assert rests(county, {"事项.急": True}, "表") == ["只是限制"]
    assert rests(county, {"甲.四": True, "甲.三": True}, "表") == ["别的法律"]
    assert rests(county, {"甲.二": True, "甲.三": False}, "表") == ["信用不好"]


def test_reasons_go_as_deep_as_decisions_read_each_other() -> None:
    county = small(
        BARS
        + f"  {BARRED}\n  - {{rule: 效其余, title: 其余, otherwise: true, then: 有效, silent: true}}\n"
        "集:\n  - {rule: 集上, title: 失效的收回, when: {效: 失效}, then: [上, 中], silent: true}\n",
        WORDS,
    )
    assert rests(county, {"甲.四": True}, "集") == ["禁则失效", ["别的法律"]]
    answer = county.decide({**CLEAN, "甲.四": True}, "集")
    assert [one.because for one in answer.grounds] == [answer.grounds[0].because] * 2
    text = answer.explain()
    assert text.index("因为效是“失效”") < text.index("因为禁是“禁止”：别的法律禁止从业")
    assert "根文 二" in text  # where it stands, since nothing is quoted


def test_where_what_is_read_is_open_all_that_may_have_led_there_is_told() -> None:
    rule = "- {rule: 受限, title: 受限, when: {禁: {in: [禁止, 限制]}}, then: 失效, silent: true}"
    answer = reading(rule).decide({"甲.二": None, "甲.四": False, "事项.急": True}, "效")
    assert answer.outcome == "失效"
    assert tree(answer.grounds) == ["受限", ["只是限制？", "信用不好？"]]
    assert "可能因为禁是“限制”：有一般失信记录" in answer.explain()


def test_reasons_that_only_together_are_certain_are_each_only_possible() -> None:
    both = "- {rule: 甲说, title: 甲说, when: 甲.二, then: 禁止, silent: true}"
    other = "- {rule: 乙说, title: 乙说, when: {not: 甲.二}, then: 禁止, silent: true}"
    text = "\n".join(["禁:", f"  {both}", f"  {other}", *BARS.splitlines()[4:]])
    county = small(
        f"{text}\n  {BARRED}\n  - {{rule: 效其余, title: 其余, otherwise: true, then: 有效, silent: true}}",
        WORDS,
    )
    answer = county.decide({"事项.急": False}, "效")
    assert tree(answer.grounds) == ["禁则失效", ["乙说？", "甲说？"]]


def test_a_decision_that_always_comes_out_alike_is_a_reason_all_the_same() -> None:
    county = small(
        "强:\n  - {rule: 强其余, title: 没有规定, otherwise: true, then: 下, basis: [R-1]}\n"
        "表:\n  - {rule: 从强, title: 从强, when: {强: 下}, then: 中, silent: true}\n"
        "  - {rule: 表其余, title: 其余, otherwise: true, then: 上, silent: true}\n"
    )
    assert rests(county, {}, "表") == ["强其余"]


def test_a_value_that_was_collected_is_a_reason_and_one_that_was_not_is_none() -> None:
    county = small(
        "集:\n  - {rule: 集上, title: 收集了, when: 甲.四, then: 上, silent: true}\n"
        "表:\n  - {rule: 有, title: 有, when: {集: 上}, then: 上, silent: true}\n"
        "  - {rule: 无, title: 无, when: {not: {集: 上}}, then: 中, silent: true}\n"
        "  - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
    )
    assert rests(county, {"甲.四": True}, "表") == ["集上"]
    assert rests(county, {"甲.四": False}, "表") == []


@pytest.fixture(name="answer", scope="module")
def answer_() -> Decision:
    return reading(BARRED).decide({**CLEAN, "甲.四": True}, "效", on="2021-01-01")


def test_the_reference_interpreter_says_the_same(answer: Decision) -> None:
    county = reading(BARRED)
    case = county.case({**CLEAN, "甲.四": True}, on="2021-01-01")
    other = decide(county.program, case, "效", Stamp(county.program))
    assert other.grounds == answer.grounds


def test_json_has_it_on_every_ground(answer: Decision) -> None:
    (ground,) = json.loads(json.dumps(answer.to_dict(), ensure_ascii=False))["grounds"]
    (led,) = ground["because"]
    assert (led["decision"], led["rule"], led["because"]) == ("禁", "别的法律", [])
    assert led["facts"] == {"甲.四": True}
    assert led["basis"][0]["provision"] == "R-2"


def test_copies_keep_it(answer: Decision) -> None:
    assert pickle.loads(pickle.dumps(answer)).to_dict() == answer.to_dict()
    assert copy.deepcopy(answer).grounds == answer.grounds
    assert hash(answer.grounds) == hash(copy.deepcopy(answer).grounds)


def test_it_is_told_in_both_forms_and_in_a_notebook(answer: Decision) -> None:
    said = "因为禁是“禁止”：别的法律禁止从业"
    assert f"\n{said}\n依据：根文 二\n  其二" in answer.explain()
    assert f"\n    {said}\n      根文 二：其二" in answer.explain(full=True)
    assert f"<ul><li>{said}<blockquote>" in answer._repr_html_()
    assert "原文未核对：根文" in answer.explain()


def test_a_receipt_keeps_it_and_the_words_that_it_rests_on(answer: Decision) -> None:
    data = answer.receipt().to_dict()
    assert [one["rule"] for one in data["answer"]["grounds"][0]["because"]] == ["别的法律"]
    assert set(data["provisions"]) == {"R-2"}


def test_a_reason_that_was_changed_in_a_receipt_is_found() -> None:
    library = gaozhi.load()
    facts = {"申请人.愿意承诺": False, "证明.在清单内": True}
    receipt = library["启东市"].decide(facts, "办理程序", item=2, on="2022-06-30").receipt()
    assert gaozhi.replay(gaozhi.parse_receipt(receipt.to_json()), library).holds
    for change in ("rule", "title", "effect", "decision"):
        data = receipt.to_dict()
        del data["digest"], data["signature"]
        data["answer"]["grounds"][0]["because"][0][change] = "别的"
        found = gaozhi.replay(gaozhi.parse_receipt(Receipt(data).to_json()), library)
        assert [one.what for one in found.differences] == ["grounds"]


CITY = {
    "catalogs/city.yaml": "county: 某市\nid: city\nrules: city\ncalendar: china\nlist: not_at_hand\n",
    "rules/city/provisions.yaml": """
document: {number: 某条例, title: 某市条例, issuer: 某市人大常委会, issued: 2022-01-01, in_force: {from: 2022-01-01}}
extends: national
provisions:
  - {id: C-59, locator: 第五十九条, quote: 法律、行政法规另有禁止的，不适用告知承诺制, means: 另有禁止的不适用}
""",
    "rules/city/rules.yaml": """
rules:
  适用性:
    - {rule: 法律另有禁止, title: 法律、行政法规另有禁止, when: {申请人.类型: 其他组织}, then: 不适用, basis: [C-59]}
""",
}


def test_a_bar_that_a_city_adds_is_never_told_as_bad_credit(tmp_path: Path) -> None:
    folder = write_files(tmp_path, CITY)
    assert "GZ584" not in {one.code for one in gaozhi.check(folder).diagnostics}
    city = gaozhi.load(folder)["某市"]
    facts = {
        "申请人.类型": "其他组织",
        "申请人.有较严重不良信用记录": False,
        "申请人.曾作出虚假承诺": False,
        "申请人.有其他失信情形": False,
        "证明.风险类别": [],
        "证明.其他高风险": False,
        "事项.依申请办理": True,
        "事项.要求提供证明": True,
        "事项.为涉企经营许可": False,
        "承诺.已撤回": False,
    }
    for decision in ("适用性", "承诺效力", "办理程序"):
        answer = city.decide(facts, decision, on="2022-06-30")
        assert answer.settled
        for text in (answer.explain(), json.dumps(answer.to_dict()["grounds"], ensure_ascii=False)):
            assert "法律、行政法规另有禁止的，不适用告知承诺制" in text
            assert "失信" not in text.replace("申请人.有其他失信情形", "")
            assert "信用记录" not in text.replace("申请人.有较严重不良信用记录", "")
