"""What a county makes of its parent's rules, and from which day on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import truth
from tests.builders import compiled, jurisdiction

ROOT = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
  - {id: R-2, locator: 二, quote: 根文之二, means: 其二}
define:
  有事: {any: [甲.一, 甲.四]}
rules:
  强:
    - {rule: 禁止, title: 有事则上, when: 有事, then: 上, basis: [R-1]}
    - {rule: 强其余, title: 其余, otherwise: true, then: 下, basis: [R-2]}
  表:
    - {rule: 第一行, title: 一, when: 甲.二, then: 上, basis: [R-1]}
    - {rule: 第二行, title: 二, when: 甲.四, then: 中, basis: [R-1]}
    - {rule: 表其余, title: 其余, otherwise: true, then: 下, basis: [R-2]}
  集:
    - each: {上: R-1, 中: [R-1, R-2]}
duties:
  - {duty: 答复, actor: 机关, act: 答复, within: 3工作日, from: 到达, met_by: 回复, basis: [R-1]}
"""

HEADER = """
document: {number: 县文, title: 县文件, issuer: 县, issued: 2021-03-01, in_force: {from: 2021-03-01}}
extends: root
provisions:
  - {id: C-1, locator: 甲, quote: 县文之一, means: 县一%s}
"""

BEFORE, SINCE = "2021-02-28", "2021-03-01"


def county(body: str, restates: str = "") -> Jurisdiction:
    """A county below the root; C-1 restates the rule named, or is cited by the body."""
    extra = f", restates: [{restates}]" if restates else ""
    return jurisdiction([ROOT], [HEADER % extra, body])


def outcome(place: Jurisdiction, facts: dict[str, Any], decision: str, on: str) -> Any:
    found = place.decide(facts, decision, on=on)
    return found.values if decision == "集" else found.outcome


def test_what_the_county_leaves_unsaid_is_the_parents() -> None:
    place = county("rules: {}", restates="禁止")
    assert outcome(place, {"甲.一": True}, "强", SINCE) == "上"
    assert outcome(place, {}, "集", SINCE) == ("上", "中")


def test_restating_quotes_the_county_first_and_the_parent_after_it() -> None:
    place = county("rules: {}", restates="禁止")
    basis = place.decide({"甲.一": True}, "强", on=SINCE).grounds[0].basis
    assert [(c.provision, c.quote) for c in basis] == [
        ("C-1", "县文之一"),
        ("root:R-1", "根文之一"),
    ]


def test_before_the_countys_document_its_parent_answers_with_a_caveat() -> None:
    place = county("rules: {}", restates="禁止")
    early = place.decide({"甲.一": True}, "强", on=BEFORE)
    assert [c.provision for c in early.grounds[0].basis] == ["root:R-1"]
    assert [(c.rule, "县文" in c.text) for c in early.caveats] == [("施行日期", True)]
    assert place.decide({"甲.一": True}, "强", on=SINCE).caveats == ()


def test_a_rule_made_by_each_can_be_restated_by_its_name() -> None:
    place = county("rules: {}", restates="集·中")
    ground = place.decide({}, "集", on=SINCE).grounds[1]
    assert (ground.rule, [c.provision for c in ground.basis]) == (
        "集·中",
        ["C-1", "root:R-1", "root:R-2"],
    )


def test_a_replaced_rule_gives_way_on_the_day_the_county_comes_into_force() -> None:
    place = county(
        """
        rules:
          强:
            - {rule: 县禁止, replaces: 禁止, title: 只看四, when: 甲.四, then: 上, basis: [C-1]}
        """
    )
    facts = {"甲.一": True, "甲.四": False}
    assert outcome(place, facts, "强", BEFORE) == "上"
    assert outcome(place, facts, "强", SINCE) == "下"
    unknown = place.decide(facts, "强")
    assert unknown.possible == ("上", "下")
    assert [q.fact for q in unknown.questions] == ["办理.日期"]
    assert [c.rule for c in unknown.pending_caveats] == ["施行日期"]


def test_a_removed_rule_is_gone_from_that_day() -> None:
    place = county("rules:\n  强:\n    - {removes: 禁止, basis: [C-1]}")
    assert outcome(place, {"甲.一": True}, "强", BEFORE) == "上"
    assert outcome(place, {"甲.一": True}, "强", SINCE) == "下"


def test_a_new_rule_joins_the_others() -> None:
    place = county(
        "rules:\n  强:\n    - {rule: 县增, title: 增, when: 甲.三, then: 中, basis: [C-1]}"
    )
    facts = {"甲.一": False, "甲.四": False, "甲.三": True}
    assert outcome(place, facts, "强", BEFORE) == "下"
    assert outcome(place, facts, "强", SINCE) == "中"


def test_one_rule_can_take_the_place_of_several() -> None:
    place = county(
        """
        rules:
          表:
            - {rule: 县行, replaces: [第一行, 第二行], title: 合, when: 甲.三, then: 中, basis: [C-1]}
        """
    )
    facts = {"甲.二": True, "甲.四": True, "甲.三": False}
    assert outcome(place, facts, "表", BEFORE) == "上"
    assert outcome(place, facts, "表", SINCE) == "下"
    assert outcome(place, {**facts, "甲.三": True}, "表", SINCE) == "中"


def test_the_otherwise_is_replaced_by_name() -> None:
    place = county(
        """
        rules:
          强:
            - {rule: 县其余, replaces: 强其余, title: 县其余, otherwise: true, then: 中, basis: [C-1]}
        """
    )
    facts = {"甲.一": False, "甲.四": False}
    assert outcome(place, facts, "强", BEFORE) == "下"
    assert outcome(place, facts, "强", SINCE) == "中"


@pytest.mark.parametrize(
    ("where", "expected"),
    [("before: 第一行", "下"), ("after: 第一行", "上"), ("after: 第二行", "上")],
)
def test_a_countys_row_stands_where_it_says(where: str, expected: str) -> None:
    place = county(
        f"rules:\n  表:\n    - {{rule: 县行, {where}, title: 行, when: 甲.一, then: 下, basis: [C-1]}}"
    )
    facts = {"甲.一": True, "甲.二": True, "甲.四": False}
    assert outcome(place, facts, "表", SINCE) == expected
    assert outcome(place, facts, "表", BEFORE) == "上"


def test_a_definition_can_be_replaced_and_reaches_the_parents_rules() -> None:
    place = county("define:\n  有事: {when: 甲.二, replaces: true, basis: [C-1]}")
    facts = {"甲.一": False, "甲.二": True, "甲.四": False}
    assert outcome(place, facts, "强", BEFORE) == "下"
    assert outcome(place, facts, "强", SINCE) == "上"


def test_a_rule_holds_on_the_days_it_is_in_force_both_included() -> None:
    place = county(
        """
        rules:
          强:
            - {rule: 一时, title: 一时, when: 甲.二, then: 中, basis: [C-1],
               in_force: {from: 2021-04-01, until: 2021-04-30}}
        """
    )
    facts = {"甲.一": False, "甲.二": True, "甲.四": False}
    found = {
        d: outcome(place, facts, "强", f"2021-{d}") for d in ("03-31", "04-01", "04-30", "05-01")
    }
    assert found == {"03-31": "下", "04-01": "中", "04-30": "中", "05-01": "下"}


def test_a_parent_gives_way_only_while_its_replacement_is_in_force() -> None:
    place = county(
        """
        rules:
          强:
            - {rule: 县禁止, replaces: 禁止, title: 只看四, when: 甲.四, then: 上, basis: [C-1],
               in_force: {from: 2021-04-01, until: 2021-04-30}}
        """
    )
    facts = {"甲.一": True, "甲.四": False}
    found = {
        d: outcome(place, facts, "强", f"2021-{d}") for d in ("03-31", "04-01", "04-30", "05-01")
    }
    assert found == {"03-31": "上", "04-01": "下", "04-30": "下", "05-01": "上"}


def test_after_a_document_has_run_out_its_parent_answers_again() -> None:
    header = HEADER.replace("{from: 2021-03-01}", "{from: 2021-03-01, until: 2021-12-31}") % ""
    body = "rules:\n  强:\n    - {removes: 禁止, basis: [C-1]}"
    place = jurisdiction([ROOT], [header, body])
    assert outcome(place, {"甲.一": True}, "强", "2021-12-31") == "下"
    late = place.decide({"甲.一": True}, "强", on="2022-01-01")
    assert late.outcome == "上"
    assert [c.rule for c in late.caveats] == ["施行日期"]


def test_three_levels_each_have_their_day() -> None:
    city = (HEADER % "").replace("C-1", "S-1").replace("县文", "市文")
    city_body = "rules:\n  强:\n    - {rule: 市禁止, replaces: 禁止, title: 市, when: 甲.四, then: 上, basis: [S-1]}"
    below = (HEADER % "").replace("2021-03-01}", "2021-06-01}").replace("root", "level1")
    body = "rules:\n  强:\n    - {rule: 县禁止, replaces: 市禁止, title: 县, when: 甲.二, then: 上, basis: [C-1]}"
    place = jurisdiction([ROOT], [city, city_body], [below, body])
    facts = {"甲.一": True, "甲.二": True, "甲.四": False}
    days = {"2021-02-28": "上", "2021-03-01": "下", "2021-05-31": "下", "2021-06-01": "上"}
    assert {day: outcome(place, facts, "强", day) for day in days} == days
    cited = place.decide(facts, "强", on="2021-06-01").grounds[0].basis
    assert [c.provision for c in cited] == ["C-1"]


def test_another_level_is_cited_by_its_prefix() -> None:
    place = county(
        "rules:\n  强:\n    - {rule: 县增, title: 增, when: 甲.三, then: 中, basis: [C-1, root:R-2]}"
    )
    facts = {"甲.一": False, "甲.四": False, "甲.三": True}
    basis = place.decide(facts, "强", on=SINCE).grounds[0].basis
    assert [(c.provision, c.document) for c in basis] == [("C-1", "县文"), ("root:R-2", "根文")]


def test_renaming_a_rule_or_moving_it_to_another_file_changes_no_outcome() -> None:
    one = """
    rules:
      强:
        - {rule: 县增, title: 增, when: 甲.三, then: 中, basis: [C-1]}
        - {rule: 县又增, title: 又, when: 甲.二, then: 上, basis: [C-1]}
    """
    first = """
    rules:
      强:
        - {rule: 早, title: 又, when: 甲.二, then: 上, basis: [C-1]}
    """
    second = """
    rules:
      强:
        - {rule: 晚, title: 增, when: 甲.三, then: 中, basis: [C-1]}
    """
    header = HEADER % ""
    together = jurisdiction([ROOT], [header, one])
    apart = jurisdiction([ROOT], [first, second, header])
    for facts in ({}, {"甲.二": True}, {"甲.三": True, "甲.二": False}):
        a, b = (place.decide(facts, "强", on=SINCE) for place in (together, apart))
        assert (a.outcome, a.possible, [q.fact for q in a.questions]) == (
            b.outcome,
            b.possible,
            [q.fact for q in b.questions],
        )


def test_duties_are_read_and_a_replaced_one_stays_for_the_days_before() -> None:
    place = county(
        """
        duties:
          - {duty: 县答复, replaces: 答复, actor: 机关, act: 答复, promptly: true, from: 到达, basis: [C-1]}
        """
    )
    duties = {duty.name: duty for duty in place.program.duties}
    assert str(duties["答复"].within) == "3个工作日"
    assert duties["答复"].met_by == "回复"
    assert duties["县答复"].manner == "及时"
    assert duties["县答复"].since == "到达"
    assert str(duties["答复"].in_force) != str(duties["县答复"].in_force)


def test_the_digest_changes_with_the_law_and_with_nothing_else() -> None:
    plain = county("rules: {}", restates="禁止")
    again = county("rules: {}", restates="禁止")
    other = county("rules: {}", restates="集·中")
    assert plain.digest == again.digest
    assert plain.digest != other.digest


def test_a_county_may_refer_to_another_decision() -> None:
    place = county(
        """
        rules:
          表:
            - {rule: 随强, before: 第一行, title: 随强, when: {强: 上}, then: 下, basis: [C-1]}
        """
    )
    facts = {"甲.一": True, "甲.二": True}
    assert outcome(place, facts, "表", BEFORE) == "上"
    assert outcome(place, facts, "表", SINCE) == "下"


def test_a_reference_to_a_decision_that_collects_asks_whether_the_value_is_in() -> None:
    text = """
    rules:
      集:
        - {rule: 县集, title: 集, when: 甲.三, then: 下, basis: [C-1]}
      强:
        - {rule: 随集, title: 随集, when: {集: 下}, then: 上, basis: [C-1]}
    """
    place = county(text)
    facts = {"甲.一": False, "甲.四": False}
    assert outcome(place, {**facts, "甲.三": True}, "强", SINCE) == "上"
    assert outcome(place, {**facts, "甲.三": False}, "强", SINCE) == "下"


def test_what_the_document_itself_has_wrong_is_a_note() -> None:
    body = "rules:\n  强:\n    - {rule: 县增, title: 增, when: 甲.三, then: 中, basis: [C-1], accepted: 原文如此}"
    program, problems = compiled([ROOT], [HEADER % "", body])
    assert program is not None
    assert [(p.code, p.severity.value, p.span and p.span.file) for p in problems] == [
        ("GZ518", "note", "rules/level1/1.yaml")
    ]


def test_definitions_that_double_one_another_are_refused_and_not_worked_through() -> None:
    lines = ["define:", "  层0: 甲.一"]
    # Deeper ones are refused for their depth alone.
    for n in range(1, 19):
        lines.append(f"  层{n}: {{any: [{{all: [层{n - 1}, 甲.二]}}, {{not: 层{n - 1}}}]}}")
    lines += ["rules:", "  强:"]
    lines += ["    - {rule: 太深, title: 深, when: 层18, then: 中, basis: [C-1]}"]
    program, problems = compiled([ROOT], [HEADER % "", "\n".join(lines)])
    assert program is None
    assert {problem.code for problem in problems} == {"GZ115"}


PREFECTURE = """
document: {number: 市文, title: 市文件, issuer: 市, issued: 2021-03-01, in_force: {from: 2021-03-01, until: 2021-12-31}}
extends: root
provisions:
  - {id: M-1, locator: 甲, quote: 市文之一, means: 市一}
rules:
  强:
    - {rule: 市禁止, replaces: 禁止, title: 市禁止, when: 甲.二, then: 上, basis: M-1}
    - {rule: 市其余, replaces: 强其余, title: 市其余, otherwise: true, then: 上, basis: M-1}
duties:
  - {duty: 市答复, replaces: 答复, actor: 机关, act: 答复, untimed: true, basis: M-1}
"""

BELOW = """
document: {number: 县文, title: 县文件, issuer: 县, issued: 2021-03-01, in_force: {from: 2021-02-01}}
extends: level1
provisions:
  - {id: C-1, locator: 甲, quote: 县文之一, means: 县一}
rules:
  强:
    - {rule: 县禁止, replaces: 市禁止, title: 县禁止, when: 甲.三, then: 上, basis: C-1}
    - {rule: 县其余, replaces: 市其余, title: 县其余, otherwise: true, then: 中, basis: C-1}
duties:
  - {duty: 县答复, replaces: 市答复, actor: 机关, act: 答复, untimed: true, basis: C-1}
"""


@pytest.mark.parametrize("day", ["2021-02-15", "2021-06-01", "2022-01-01"])
def test_what_a_parent_had_replaced_does_not_come_back_below_what_replaces_it(day: str) -> None:
    place = jurisdiction([ROOT], [PREFECTURE], [BELOW])
    facts = {"甲.一": True, "甲.二": True, "甲.三": False, "甲.四": False}
    decision = place.decide(facts, "强", on=day)
    assert [ground.rule for ground in decision.grounds] == ["县其余"]
    assert decision.outcome == "中"
    known = {"办理.日期": date.fromisoformat(day)}
    standing = [d.name for d in place.program.duties if truth(d.in_force, known)]
    assert standing == ["县答复"]


def test_a_removed_rule_takes_along_what_it_had_replaced() -> None:
    removal = "rules: {强: [{removes: 市禁止, basis: C-1}]}"
    place = jurisdiction([ROOT], [PREFECTURE], [BELOW.partition("rules:")[0], removal])
    facts = {"甲.一": True, "甲.二": True, "甲.三": True, "甲.四": True}
    grounds = place.decide(facts, "强", on="2022-01-01").grounds
    assert [ground.rule for ground in grounds] == ["强其余"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "{rule: 县禁止, replaces: 禁止, title: 县, when: 甲.三, then: 上, basis: C-1}",
            "写 市禁止",
        ),
        ("{removes: 禁止, basis: C-1}", "写 市禁止"),
    ],
)
def test_what_a_parent_has_replaced_is_replaced_by_the_name_that_stands(
    written: str, said: str
) -> None:
    header = BELOW.partition("rules:")[0]
    program, problems = compiled([ROOT], [PREFECTURE], [header, f"rules: {{强: [{written}]}}"])
    assert program is None
    assert [(problem.code, problem.help) for problem in problems] == [("GZ402", said)]
    both = written.replace("replaces: 禁止", "replaces: [禁止, 市禁止]")
    if both != written:
        program, problems = compiled([ROOT], [PREFECTURE], [header, f"rules: {{强: [{both}]}}"])
        assert program is not None


def test_what_a_parent_has_replaced_cannot_be_restated() -> None:
    header = BELOW.partition("rules:")[0].replace("means: 县一", "means: 县一, restates: 禁止")
    _, problems = compiled([ROOT], [PREFECTURE], [header])
    assert [problem.code for problem in problems] == ["GZ505"]


def test_a_duty_that_a_middle_level_has_replaced_cannot_be_replaced_again() -> None:
    city = (HEADER % "").replace("C-1", "S-1").replace("县文", "市文")
    city_body = "duties:\n  - {duty: 市答复, replaces: 答复, actor: 机关, act: 答, promptly: true, basis: [S-1]}"
    below = (HEADER % "").replace("root", "level1")
    body = "duties:\n  - {duty: 县答复, replaces: %s, actor: 机关, act: 答, promptly: true, basis: [C-1]}"
    program, problems = compiled([ROOT], [city, city_body], [below, body % "答复"])
    assert program is None
    assert [problem.code for problem in problems] == ["GZ402"]
    assert "市答复" in str(problems[0].help)
    program, problems = compiled([ROOT], [city, city_body], [below, body % "市答复"])
    assert program is not None, problems


@pytest.mark.parametrize("turn", [1, -1])
def test_a_row_before_a_replaced_row_stands_before_its_replacement_too(turn: int) -> None:
    rows = [
        "    - {rule: 代一, replaces: 第一行, title: 代一, when: 甲.一, then: 中, basis: [C-1]}",
        "    - {rule: 先, before: 第一行, title: 先, when: 甲.三, then: 上, basis: [C-1]}",
        "    - {rule: 后, after: 第一行, title: 后, when: 甲.四, then: 上, basis: [C-1]}",
    ]
    county = jurisdiction(
        [ROOT], [HEADER % "" + "\n".join(["rules:", "  表:", *rows[::turn]]) + "\n"]
    )
    order = [rule.name for rule in county.program.decisions["表"].rules]
    assert order.index("先") < order.index("代一") < order.index("后")
    assert order.index("先") < order.index("第一行") < order.index("后")
