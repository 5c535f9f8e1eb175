"""Items of a list that are no certificates: permits, credit commitments, credit repair."""

from __future__ import annotations

import json
import pickle
from datetime import date
from functools import cache

import pytest

import gaozhi
from gaozhi.engine import Stamp
from gaozhi.engine.replay import replayed
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import ITEM_KINDS, digest
from tests.builders import ROOT, compiled, jurisdiction, rules_text

HEAD = """
county: 某县
id: demo
rules: root
calendar: china
list: {title: 某县清单, published: 2020-01-01, basis: [R-2]}
items:
"""
ITEMS = """
  - {number: 1, certificate: 学历证明, matter: 教师资格认定}
  - {number: 2, kind: 许可, matter: 食品经营许可}
  - {number: 3, kind: 信用修复, matter: 食品经营许可}
  - {number: 4, kind: 信用承诺, matter: 招标投标, facts: {事项.急: true}}
"""
RULES = """
强:
  - {rule: 在清单内, title: 在清单内, when: 证明.在清单内, then: 上, basis: [R-1]}
  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""
ON = date(2021, 1, 1)


@cache
def county() -> Jurisdiction:
    return jurisdiction([ROOT, rules_text(RULES)], catalog=HEAD + ITEMS)


def decided(item, facts=None):
    return county().decide(facts or {}, "强", item=item, on=ON)


def faults(items: str):
    _, problems = compiled([ROOT, rules_text(RULES)], catalog=HEAD + items)
    return [one for one in problems if one.severity == "error" and one.code != "GZ503"]


def test_an_item_of_any_kind_is_on_the_list():
    for number in (1, 2, 3, 4):
        assert decided(number).outcome == "上"
    assert county().case({}, item=4).facts["事项.急"] is True


@pytest.mark.parametrize(
    ("names", "number"),
    [
        ({"certificate": "学历证明", "matter": "教师资格认定"}, 1),
        ({"kind": "证明", "certificate": "学历证明", "matter": "教师资格认定"}, 1),
        ({"kind": "许可", "matter": "食品经营许可"}, 2),
        ({"kind": "信用修复", "matter": "食品经营许可"}, 3),
        ({"matter": "招标投标"}, 4),
    ],
)
def test_it_is_named_by_its_kind_and_matter(names, number):
    assert decided(names).item.number == number


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"matter": "食品经营许可"}, "不止一项"),
        ({"kind": "许可", "matter": "食品经营许河"}, "食品经营许可"),
        ({"kind": "许可", "certificate": "学历证明", "matter": "教师资格认定"}, "没有"),
        ({"kind": "执照", "matter": "食品经营许可"}, "许可"),
        ({"matter": "教师资格认定"}, "没有写 certificate"),
        ({"kind": "许可"}, "没有写 matter"),
    ],
)
def test_what_is_not_clear_is_refused(names, said):
    with pytest.raises(gaozhi.CaseError) as refused:
        decided(names)
    (problem,) = refused.value.diagnostics
    assert problem.code == "GZ607"
    assert said in f"{problem.message}{problem.help}"


def test_what_is_not_on_the_list_is_off_it_and_the_answer_says_so():
    decision = decided({"kind": "许可", "matter": "烟花爆竹零售"})
    assert decision.outcome == "下"
    assert decision.item.to_dict() == {
        "number": None,
        "certificate": None,
        "matter": "烟花爆竹零售",
        "kind": "许可",
    }
    (caveat,) = [c for c in decision.caveats if c.rule == "不在清单内的事项"]
    assert "烟花爆竹零售" in caveat.text
    assert "食品经营许可" in caveat.text


def test_the_data_of_an_item_has_its_kind_only_where_it_is_no_certificate():
    assert decided(1).to_dict()["item"] == {
        "number": 1,
        "certificate": "学历证明",
        "matter": "教师资格认定",
    }
    assert decided(2).to_dict()["item"] == {
        "number": 2,
        "certificate": None,
        "matter": "食品经营许可",
        "kind": "许可",
    }


def test_the_first_lines_name_no_certificate_where_there_is_none():
    said = decided(2).explain()
    assert "种类：许可（清单第 2 项）" in said
    assert "证明：" not in said
    assert "证明：学历证明（清单第 1 项）" in decided(1).explain()
    assert "许可（食品经营许可）" in decided(2)._repr_html_()


def test_everything_of_a_matter_at_once():
    found = county().decide_matter("食品经营许可", {}, "强", on=ON)
    assert [(one.item.number, one.item.kind) for one in found] == [(2, "许可"), (3, "信用修复")]


@pytest.mark.parametrize("item", [2, {"kind": "许可", "matter": "烟花爆竹零售"}])
def test_a_case_an_interview_and_a_receipt_keep_the_item(item):
    case = county().case({}, item=item, on=ON)
    there = county().decide(pickle.loads(pickle.dumps(case)), "强")
    assert there.item == decided(item).item
    saved = json.loads(json.dumps(county().interview("强", item=item, on=ON).to_dict()))
    assert county().resume(saved).decisions["强"].item == decided(item).item
    receipt = gaozhi.parse_receipt(decided(item).receipt().to_json())
    stamp = Stamp(county().program, calendar=county().calendar)
    assert replayed(receipt, county().program, stamp).differences == ()


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ("  - {number: 1, kind: 许可}\n", "GZ202"),
        ("  - {number: 1, matter: 教师资格认定}\n", "GZ202"),
        ("  - {number: 1, kind: 证明, matter: 教师资格认定}\n", "GZ202"),
        ("  - {number: 1, kind: 执照, matter: 食品经营许可}\n", "GZ204"),
        (
            "  - {number: 1, kind: 许可, matter: 甲}\n  - {number: 2, kind: 许可, matter: 甲}\n",
            "GZ511",
        ),
    ],
)
def test_an_item_that_lacks_something_is_an_error_with_a_place(items, code):
    (fault,) = faults(items)
    assert fault.code == code
    assert fault.span is not None
    assert fault.help


def test_the_same_matter_may_be_of_several_kinds():
    items = [
        f"  - {{number: {n}, kind: {k}, matter: 甲}}\n" for n, k in enumerate(ITEM_KINDS[1:], 1)
    ]
    assert not faults("".join(items))


def test_the_kind_that_is_meant_anyway_may_be_written_and_changes_nothing():
    written = ITEMS.replace("certificate: 学历证明", "kind: 证明, certificate: 学历证明")
    other = jurisdiction([ROOT, rules_text(RULES)], catalog=HEAD + written)
    assert digest(other.program) == digest(county().program)
