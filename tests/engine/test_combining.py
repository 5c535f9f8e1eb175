"""How rules come together to a decision, and what a decision says of itself."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from gaozhi import CaseError
from gaozhi.library.jurisdiction import Jurisdiction
from tests.builders import ROOT, VOCABULARY, compiled, jurisdiction, rules_text, small


@pytest.fixture(name="strongest", scope="module")
def strongest_() -> Jurisdiction:
    return small(
        """
        强:
          - {rule: 乙规则, title: 弱的, when: 甲.二, then: 中, basis: [R-2]}
          - {rule: 甲规则, title: 强的, when: 甲.四, then: 上, basis: [R-1], reading: {taken: 甲说, other: 乙说}}
          - {rule: 提示, title: 提示, when: {乙.类: 子}, caveat: 请留意, basis: [R-1]}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
        """
    )


def test_the_strongest_value_wins_and_every_rule_that_holds_is_a_ground(
    strongest: Jurisdiction,
) -> None:
    decision = strongest.decide({"甲.二": True, "甲.四": True}, "强", on="2021-01-01")
    assert decision.outcome == "上"
    assert [(g.rule, g.effect) for g in decision.grounds] == [("甲规则", "上"), ("乙规则", "中")]


def test_the_weaker_value_comes_out_where_the_stronger_does_not_hold(
    strongest: Jurisdiction,
) -> None:
    decision = strongest.decide({"甲.二": True, "甲.四": False}, "强")
    assert decision.outcome == "中"
    assert [g.rule for g in decision.grounds] == ["乙规则"]


def test_otherwise_grounds_the_outcome_where_nothing_else_holds(strongest: Jurisdiction) -> None:
    decision = strongest.decide({"甲.二": False, "甲.四": False}, "强")
    assert decision.outcome == "下"
    assert [g.rule for g in decision.grounds] == ["强其余"]
    assert dict(decision.grounds[0].facts) == {"甲.二": False, "甲.四": False}
    assert decision.grounds[0].basis == ()


def test_an_unknown_fact_leaves_out_only_what_it_rules_out(strongest: Jurisdiction) -> None:
    decision = strongest.decide({"甲.二": True}, "强")
    assert decision.possible == ("上", "中")
    assert decision.outcome == "待补充"
    assert [q.fact for q in decision.questions] == ["甲.四"]


def test_a_caveat_comes_along_when_its_rule_holds_and_never_changes_the_outcome(
    strongest: Jurisdiction,
) -> None:
    facts: dict[str, Any] = {"甲.二": False, "甲.四": False}
    with_caveat = strongest.decide({**facts, "乙.类": "子"}, "强")
    without = strongest.decide({**facts, "乙.类": "丑"}, "强")
    open_ = strongest.decide(facts, "强")
    assert [c.text for c in with_caveat.caveats] == ["请留意"]
    assert with_caveat.caveats[0].basis[0].quote == "根文之一"
    assert without.caveats == without.pending_caveats == ()
    assert [c.text for c in open_.pending_caveats] == ["请留意"]
    assert with_caveat.outcome == without.outcome == open_.outcome == "下"
    assert open_.questions == ()


def test_a_ground_on_an_inferred_line_says_so(strongest: Jurisdiction) -> None:
    decision = strongest.decide({"甲.二": True, "甲.四": False}, "强")
    (caveat,) = decision.caveats
    assert caveat.rule == "乙规则"
    assert "未见权威文本" in caveat.text
    # The words are the document's own: it is no superior of itself.
    assert decision.explain().splitlines()[-1] == "原文未核对：根文"


def test_a_reading_travels_with_its_ground(strongest: Jurisdiction) -> None:
    decision = strongest.decide({"甲.四": True}, "强")
    reading = decision.grounds[0].reading
    assert reading is not None
    assert (reading.taken, reading.other) == ("甲说", "乙说")
    assert "也有人理解为“乙说”" in decision.explain()


def test_the_first_row_that_applies_decides_a_table() -> None:
    county = small(
        """
        表:
          - {rule: 第一行, title: 一, when: 甲.二, then: 下, silent: true}
          - {rule: 第二行, title: 二, when: 甲.四, then: 上, silent: true}
          - {rule: 表其余, title: 其余, otherwise: true, then: 中, silent: true}
        """
    )
    both = county.decide({"甲.二": True, "甲.四": True}, "表")
    assert both.outcome == "下"
    assert [g.rule for g in both.grounds] == ["第一行"]
    assert county.decide({"甲.二": False, "甲.四": True}, "表").outcome == "上"
    assert county.decide({"甲.二": False, "甲.四": False}, "表").outcome == "中"
    assert county.decide({"甲.四": True}, "表").possible == ("上", "下")


def test_a_decision_that_collects_has_the_values_of_all_rules_that_hold() -> None:
    county = small(
        """
        集:
          - each: {下: R-1}
          - {rule: 两个, title: 两个, when: 甲.二, then: [上, 中], silent: true}
        """
    )
    both = county.decide({"甲.二": True}, "集")
    assert both.values == ("上", "中", "下")
    assert both.outcome is None
    assert both.settled
    assert both.possible == ()
    assert [(g.rule, g.effect) for g in both.grounds] == [
        ("两个", "上"),
        ("两个", "中"),
        ("集·下", "下"),
    ]
    open_ = county.decide({}, "集")
    assert (open_.values, open_.pending, open_.outcome) == (("下",), ("上", "中"), "待补充")
    assert not open_.settled


def test_where_nothing_holds_a_decision_that_collects_is_empty() -> None:
    county = small("集:\n  - {rule: 一, title: 一, when: 甲.二, then: 上, silent: true}")
    decision = county.decide({"甲.二": False}, "集")
    assert decision.settled
    assert (decision.outcome, decision.values, decision.grounds) == (None, (), ())


def test_the_most_decisive_question_comes_first() -> None:
    county = small(
        """
        强:
          - {rule: 决定性, title: 决定性, when: 甲.四, then: 上, silent: true}
          - {rule: 次要, title: 次要, when: {all: [甲.一, {乙.类: 子}]}, then: 中, silent: true}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
        """
    )
    asked = county.decide({}, "强").questions
    assert asked[0].fact == "甲.四"
    assert {q.fact for q in asked} == {"甲.四", "甲.一", "乙.类"}
    kind = next(q for q in asked if q.fact == "乙.类")
    assert (kind.api, kind.type, kind.ask, kind.values) == (
        "b.kind",
        "one_of",
        "哪一类？",
        ("子", "丑", "寅"),
    )


def test_an_exception_is_asked_about_after_what_it_excepts_from() -> None:
    county = small(
        """
        强:
          - {rule: 受限, title: 受限, when: {any: [甲.二, 甲.四]}, unless: {乙.类: 子}, then: 上, silent: true}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
        """
    )
    asked = [question.fact for question in county.decide({}, "强").questions]
    assert asked == ["甲.二", "甲.四", "乙.类"]
    assert county.decide({"甲.二": True}, "强").questions[0].fact == "乙.类"


def test_json_has_the_shape_that_other_software_relies_on(strongest: Jurisdiction) -> None:
    decision = strongest.decide({"甲.四": True, "乙.类": "子"}, "强", on="2021-07-01")
    found = json.loads(json.dumps(decision.to_dict(), ensure_ascii=False))
    digest = found["program"].pop("digest")
    assert digest.startswith("sha256:")
    assert len(digest) == 7 + 64
    basis = {
        "provision": "R-1",
        "document": "根文",
        "locator": "一",
        "quote": "根文之一",
        "means": "其一",
        "certainty": "text",
    }
    assert found == {
        "jurisdiction": "root",
        "decision": "强",
        "outcome": "上",
        "code": "上",
        "codes": {"上": "上"},
        "possible": ["上"],
        "settled": True,
        "values": [],
        "pending": [],
        "date": "2021-07-01",
        "item": None,
        "grounds": [
            {
                "decision": "强",
                "rule": "甲规则",
                "title": "强的",
                "effect": "上",
                "code": "上",
                "certain": True,
                "fact_codes": {},
                "facts": {"甲.四": True},
                "reading": {"taken": "甲说", "other": "乙说"},
                "basis": [basis],
                "because": [],
            }
        ],
        "caveats": [{"rule": "提示", "text": "请留意", "basis": [basis]}],
        "pending_caveats": [],
        "questions": [],
        "program": {"version": "0.1.0"},
    }


def test_a_decision_survives_copying_and_pickling(strongest: Jurisdiction) -> None:
    decision = strongest.decide({"甲.二": True}, "强", on="2021-07-01")
    assert pickle.loads(pickle.dumps(decision)) == decision
    assert copy.deepcopy(decision) == decision
    assert pickle.loads(pickle.dumps(decision)).to_dict() == decision.to_dict()


def test_an_unknown_decision_is_refused_with_the_nearest(strongest: Jurisdiction) -> None:
    with pytest.raises(CaseError) as caught:
        strongest.decide({}, "强度")
    (problem,) = caught.value.diagnostics
    assert problem.code == "GZ610"
    assert "强" in str(problem.help)


def test_a_decision_may_be_named_by_its_api_name(strongest: Jurisdiction) -> None:
    assert strongest.decide({"甲.四": True}, "strong").decision == "强"
    assert strongest.decide({"甲.四": True}).decision == "强"


def test_a_rule_with_several_values_on_an_inferred_line_says_so_once() -> None:
    county = small("集:\n  - {rule: 几值, title: 几值, when: 甲.二, then: [上, 中], basis: [R-2]}")
    decision = county.decide({"甲.二": True}, "集")
    assert decision.values == ("上", "中")
    assert [caveat.rule for caveat in decision.caveats] == ["几值"]


def test_a_ground_keeps_its_basis_where_nothing_of_it_is_in_force_that_day() -> None:
    statute = """
    statute: {title: 新法, issuer: 某机关, issued: 2022-01-01, in_force: {from: 2022-01-01}}
    provisions: [{id: S-1, locator: 第一条, quote: 新法之一, means: 其一}]
    """
    unused = ROOT.replace("{id: ", "{not_computed: 示例, id: ")
    rules = rules_text("集:\n  - {rule: 依新法, title: 依新法, then: 上, basis: [S-1]}")
    county = jurisdiction([unused, statute, rules])
    decision = county.decide({}, "集", on="2021-06-01")
    assert [citation.provision for citation in decision.grounds[0].basis] == ["S-1"]
    assert "文件未作规定" not in decision.explain()


def test_a_digest_knows_the_order_that_questions_follow() -> None:
    lines = VOCABULARY.splitlines()
    at = next(n for n, line in enumerate(lines) if "甲.三" in line)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    rules = rules_text(
        "集:\n  - {rule: 某, title: 某, when: [甲.三, 甲.四], then: 上, silent: true}"
    )
    unused = ROOT.replace("{id: ", "{not_computed: 示例, id: ")
    digests = set()
    for words in (VOCABULARY, "\n".join(lines)):
        program, _ = compiled([unused, rules], vocabulary=words)
        assert program is not None
        digests.add(Jurisdiction(program).digest)
    assert len(digests) == 2
