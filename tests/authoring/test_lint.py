"""What can stand and is hardly meant is told; what may be meant is not."""

from __future__ import annotations

import pytest

import gaozhi
from gaozhi.source import Severity
from tests.builders import write_files
from tests.two_levels import COUNTY, lines_of, suspected, two_levels

A_COUNTY_MAY_FILL_IT = "{rule: 待补, title: 待补, when: {集: 下}, then: 上, basis: R-1}"


def codes(folder):
    return [found.code for found in suspected(folder)]


def test_a_row_that_those_before_it_leave_nothing(tmp_path):
    two_levels(
        tmp_path,
        county="""
        表:
          - {rule: 甲行, before: 表其余, title: 甲, when: 甲.一, then: 上, basis: C-1}
          - {rule: 乙行, after: 甲行, title: 乙, when: [甲.一, 甲.四], then: 中, basis: C-1}
        """,
    )
    (found,) = suspected(tmp_path)
    assert (found.code, found.severity) == ("GZ572", Severity.WARNING)
    assert "乙行" in found.message
    assert [related.span.line for related in found.related] == [3]


def test_rows_that_only_together_take_it_all_are_all_named(tmp_path):
    two_levels(
        tmp_path,
        county="""
        表:
          - {rule: 甲行, before: 表其余, title: 甲, when: 甲.一, then: 上, basis: C-1}
          - {rule: 乙行, after: 甲行, title: 乙, when: {not: 甲.一}, then: 中, basis: C-1}
          - {rule: 丙行, after: 乙行, title: 丙, when: 甲.四, then: 下, basis: C-1}
        """,
    )
    (found,) = suspected(tmp_path)
    assert "丙行" in found.message
    assert len(found.related) == 2


def test_an_implication_is_kept_in_mind(tmp_path):
    """甲.一 implies 甲.二: where the first holds, the row of the second has taken it."""
    body = """
    表:
      - {rule: 甲行, before: 表其余, title: 甲, when: 甲.二, then: 上, basis: C-1}
      - {rule: 乙行, after: 甲行, title: 乙, when: %s, then: 中, basis: C-1}
    """
    assert codes(two_levels(tmp_path / "1", county=body % "甲.一")) == ["GZ572"]
    assert codes(two_levels(tmp_path / "2", county=body % "甲.四")) == []


def test_a_rule_that_something_stronger_always_overrules(tmp_path):
    body = """
    强:
      - {rule: 甲, title: 甲, when: 甲.四, then: 上, basis: C-1}
      - {rule: 乙, title: 乙, when: [甲.四, 甲.二], then: 中, basis: C-1%s}
    """
    (found,) = suspected(two_levels(tmp_path / "1", county=body % ""))
    assert (found.code, [r.span.line for r in found.related]) == ("GZ573", [3])
    # Where it brings words that the answer must bring along, it does matter.
    assert codes(two_levels(tmp_path / "2", county=body % ", caveat: 另有提醒")) == []


def test_several_grounds_of_one_outcome_are_all_wanted(tmp_path):
    two_levels(
        tmp_path,
        county="""
        强:
          - {rule: 甲, title: 甲, when: 甲.四, then: 上, basis: C-1}
          - {rule: 乙, title: 乙, when: [甲.四, 甲.二], then: 上, basis: C-1}
        """,
    )
    assert codes(tmp_path) == []


def test_a_rule_whose_days_lie_outside_its_documents(tmp_path):
    body = (
        "强:\n  - {rule: 甲, title: 甲, when: 甲.四, then: 上, in_force: {until: %s}, basis: C-1}"
    )
    assert codes(two_levels(tmp_path / "1", county=body % "2020-12-31")) == ["GZ572"]
    assert codes(two_levels(tmp_path / "2", county=body % "2021-01-01")) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{any: [甲.四, {not: 甲.四}]}", "GZ574"),
        ("{any: [甲.二, {not: 甲.一}]}", "GZ574"),
        ("{乙.类: {in: [子, 丑, 寅]}}", "GZ574"),
        ("{all: [甲.四, {any: [甲.三, {not: 甲.三}]}]}", "GZ574"),
        ("{丁.日: {on_or_before: 无期限}}", "GZ574"),
        ("{any: [甲.四, {all: [{乙.类: 子}, {乙.类: 丑}]}]}", "GZ575"),
        ("{any: [甲.四, {丁.日: {after: 无期限}}]}", "GZ575"),
        ("{any: [甲.四, {all: [甲.一, {not: 甲.二}]}]}", "GZ575"),
        ("{any: [甲.四, {all: [{己.数: {less_than: 2}}, {己.数: {more_than: 3}}]}]}", "GZ575"),
    ],
)
def test_a_condition_or_a_part_that_says_nothing(tmp_path, condition, code):
    two_levels(
        tmp_path,
        county=f"强:\n  - {{rule: 甲, title: 甲, when: {condition}, then: 上, basis: C-1}}",
    )
    assert code in codes(tmp_path)


@pytest.mark.parametrize(
    "condition",
    [
        "{乙.类: {in: [子, 丑]}}",
        "{丁.日: {before: 无期限}}",
        "{all: [{丁.日: {after: 2021-03-01}}, {丁.日: {before: 2021-03-03}}]}",
        "{any: [{丙.集: {has: 金}}, {丙.集: {is_empty: true}}]}",
        "{all: [甲.二, {not: 甲.一}]}",
        "{丁.日: {on_or_after: 戊.日}}",
    ],
)
def test_a_condition_that_says_something(tmp_path, condition):
    two_levels(
        tmp_path,
        county=f"强:\n  - {{rule: 甲, title: 甲, when: {condition}, then: 上, basis: C-1}}",
    )
    assert codes(tmp_path) == []


def test_a_definition_and_its_contrary_contradict_each_other(tmp_path):
    two_levels(
        tmp_path,
        define="某情形: {any: [甲.三, 甲.四]}",
        county="强:\n  - {rule: 甲, title: 甲, when: [某情形, {not: 某情形}], then: 上, basis: C-1}",
    )
    assert codes(tmp_path) == ["GZ406"]


def test_what_a_county_below_makes_possible_is_not_suspected_above(tmp_path):
    """The root's first row leaves its second nothing, until the county takes the first away."""
    root = """
    表:
      - {rule: 一行, title: 一, when: 甲.二, then: 上, basis: R-1}
      - {rule: 二行, title: 二, when: 甲.一, then: 中, basis: R-1}
      - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
    """
    assert codes(two_levels(tmp_path / "1", root=root)) == ["GZ572"]
    county = "表:\n  - {removes: 一行, basis: C-1}"
    assert codes(two_levels(tmp_path / "2", root=root, county=county)) == []


def test_a_value_that_no_rule_gives_yet_is_for_lower_levels(tmp_path):
    two_levels(
        tmp_path,
        root=f"强:\n  - {A_COUNTY_MAY_FILL_IT}\n  - {{rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}}",
    )
    assert codes(tmp_path) == []


EQUAL = {
    "words in another order": "when: {any: [甲.四, 甲.二]}, then: 上",
    "a contrary of contraries": "when: {not: {none: [甲.二, 甲.四]}}, then: 上",
    "an implied part more": "when: {any: [甲.二, 甲.四, 甲.一]}, then: 上",
}
DIFFERENT = {
    "another outcome": "when: {any: [甲.二, 甲.四]}, then: 中",
    "another condition": "when: {any: [甲.二, 甲.三]}, then: 上",
    "an exception": "when: {any: [甲.二, 甲.四]}, unless: 甲.三, then: 上",
    "words to bring along": "when: {any: [甲.二, 甲.四]}, then: 上, caveat: 另有提醒",
    "its own days": "when: {any: [甲.二, 甲.四]}, then: 上, in_force: {from: 2022-01-01}",
    "a reading": "when: {any: [甲.二, 甲.四]}, then: 上, reading: {taken: 甲, other: 乙}",
}
PARENT = """
强:
  - {rule: 上级规则, title: 上级, when: {any: [甲.二, 甲.四]}, then: 上, basis: R-1}
  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""
REPLACING = "强:\n  - {{rule: 本县规则, replaces: 上级规则, title: 本县, {}, basis: C-1}}"


@pytest.mark.parametrize("said", EQUAL.values(), ids=EQUAL)
def test_a_rule_equal_to_the_one_it_replaces(tmp_path, said):
    (found,) = suspected(two_levels(tmp_path, root=PARENT, county=REPLACING.format(said)))
    assert found.code == "GZ576"
    assert "restates: [上级规则]" in str(found.help)
    assert [related.span.file.split("/rules/")[-1] for related in found.related] == [
        "root/rules.yaml"
    ]


@pytest.mark.parametrize("said", DIFFERENT.values(), ids=DIFFERENT)
def test_a_rule_that_differs_from_the_one_it_replaces(tmp_path, said):
    assert codes(two_levels(tmp_path, root=PARENT, county=REPLACING.format(said))) == []


def test_an_otherwise_is_left_with_other_cases_where_other_rules_have_changed(tmp_path):
    county = """
    强:
      - {rule: 县其余, replaces: 强其余, title: 其余, otherwise: true, then: 下, basis: C-1}
    """
    assert codes(two_levels(tmp_path / "1", county=county)) == ["GZ576"]
    more = county + "  - {rule: 多一条, title: 多, when: 甲.四, then: 上, basis: C-1}\n"
    more = more.replace("\n  - {rule: 多", "\n      - {rule: 多")
    assert codes(two_levels(tmp_path / "2", county=more)) == []


VERSIONS = """
强:
  - {{rule: 旧版, title: 旧, when: 甲.四, then: 上, in_force: {{{old}}}, basis: C-1}}
  - {{rule: 新版, title: 新, when: {new_when}, then: 中, in_force: {{{new}}}, basis: C-1}}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("until: 2021-12-31", "from: 2022-01-01", []),
        ("until: 2022-01-01", "from: 2022-01-01", ["GZ577"]),
        # The older one goes on, and being the stronger leaves the newer nothing.
        ("from: 2021-03-01", "from: 2022-01-01", ["GZ573", "GZ577"]),
        ("until: 2021-12-30", "from: 2022-01-01", ["GZ578"]),
        ("until: 2021-06-30", "from: 2022-01-01", ["GZ578"]),
    ],
)
def test_two_versions_of_a_rule_should_meet(tmp_path, old, new, expected):
    two_levels(tmp_path, county=VERSIONS.format(old=old, new=new, new_when="甲.四"))
    assert codes(tmp_path) == expected


def test_rules_about_different_cases_may_have_what_days_they_like(tmp_path):
    two_levels(
        tmp_path,
        county=VERSIONS.format(old="until: 2022-06-30", new="from: 2022-01-01", new_when="甲.二"),
    )
    assert codes(tmp_path) == []


def test_a_third_version_between_closes_the_gap(tmp_path):
    between = "  - {rule: 中版, title: 中, when: 甲.四, then: 下, in_force: {from: 2022-01-01, until: 2022-12-31}, basis: C-1}\n"
    body = VERSIONS.format(old="until: 2021-12-31", new="from: 2023-01-01", new_when="甲.四")
    assert codes(two_levels(tmp_path / "1", county=body)) == ["GZ578"]
    assert codes(two_levels(tmp_path / "2", county=body + between)) == []


def test_facts_and_definitions_that_nothing_uses_are_noted(tmp_path):
    folder = two_levels(
        tmp_path,
        define="没用: 甲.一\n有用: 甲.二",
        county="强:\n  - {rule: 甲, title: 甲, when: 有用, then: 上, basis: C-1}",
    )
    notes = [d for d in gaozhi.check(folder, bundled=False).diagnostics if d.code == "GZ571"]
    assert [(d.severity, "没用" in d.message) for d in notes] == [(Severity.NOTE, True)]
    unused = [
        d.message for d in gaozhi.check(folder, bundled=False).diagnostics if d.code == "GZ570"
    ]
    assert any("庚.文" in message for message in unused)
    assert not any("甲.二" in message or "办理.日期" in message for message in unused)


def test_nothing_is_called_unused_while_something_is_wrong(tmp_path):
    folder = two_levels(
        tmp_path, county="强:\n  - {rule: 甲, title: 甲, when: 庚.问, then: 上, basis: C-1}"
    )
    assert "GZ570" not in [d.code for d in gaozhi.check(folder, bundled=False).diagnostics]


def test_names_that_only_a_stroke_tells_apart(tmp_path):
    folder = two_levels(
        tmp_path,
        county="""
        强:
          - {rule: 已届满, title: 甲, when: 甲.四, then: 上, basis: C-1}
          - {rule: 己届满, title: 乙, when: 甲.二, then: 上, basis: C-1}
        """,
    )
    (found,) = suspected(folder)
    assert found.code == "GZ579"
    assert [related.span.line for related in found.related] == [3]


@pytest.mark.parametrize(
    ("text", "alarming"),
    [
        ("即⽇起", True),
        ("⻓期有效", True),
        ("编号 АB-1", True),
        ("按 μm 计", False),
        ("Ωmega", False),
        ("α 类", False),
        ("Москва", False),
        ("平常的文字 ABC", False),
    ],
)
def test_characters_that_only_look_right(tmp_path, text, alarming):
    folder = two_levels(
        tmp_path, county=f"强:\n  - {{rule: 甲, title: {text}, when: 甲.四, then: 上, basis: C-1}}"
    )
    assert codes(folder) == (["GZ580"] if alarming else [])


@pytest.mark.parametrize(
    ("line", "alarming"),
    [
        ("title: 见附件 #2 的规定", True),
        ("title: 见附件（表 #甲）", True),
        ("title: 甲， #乙", True),
        ("title: 甲  # 说明", False),
        ("title: 甲 #说明", False),
        ("title: 甲#2", False),
        ('title: "见附件 #2"', False),
        ("title: 甲（乙）  # 见（丙）", False),
    ],
)
def test_text_that_a_comment_sign_takes_away(tmp_path, line, alarming):
    folder = two_levels(
        tmp_path,
        county=f"强:\n  - rule: 甲\n    {line}\n    when: 甲.四\n    then: 上\n    basis: C-1",
    )
    assert codes(folder) == (["GZ581"] if alarming else [])


def test_a_folder_laid_over_the_bundle_hears_of_its_own_files_alone(tmp_path):
    write_files(
        tmp_path,
        {
            "rules/demo/provisions.yaml": COUNTY.replace("extends: root", "extends: national"),
            "rules/demo/rules.yaml": "rules:\n  适用性:\n    - {rule: 甲, title: 甲, when: {any: [申请人.愿意承诺, {not: 申请人.愿意承诺}]}, then: 不适用, basis: C-1}\n",
        },
    )
    found = gaozhi.check(tmp_path).diagnostics
    assert lines_of(list(found)) == [("GZ574", "demo/rules.yaml", 3)]


def test_an_otherwise_taken_away_and_another_put_in_is_one_mistake(tmp_path):
    folder = two_levels(
        tmp_path,
        county="""
        强:
          - {removes: 强其余, basis: C-1}
          - {rule: 县其余, title: 其余, otherwise: true, then: 中, basis: C-1}
        """,
    )
    (found,) = suspected(folder)
    assert found.code == "GZ403"
    assert "在“县其余”里写 replaces: 强其余" in str(found.help)
    assert [related.span.line for related in found.related] == [4]


BARS = """
强:
  - {rule: 欠税, title: 欠缴税款, when: 甲.四, then: 上, basis: C-1}
  - {rule: 破产, title: 正在清算, when: 甲.二, then: 上, basis: C-1}
表:
  - {rule: 读强, before: 表其余, title: %s, when: %s, then: 中, basis: C-1}
"""


@pytest.mark.parametrize(
    ("title", "when", "warned"),
    [
        ("因欠缴税款被禁止的", "{强: 上}", True),
        ("被禁止的", "{强: 上}", False),
        ("因欠缴税款或者清算被禁止的", "{强: 上}", False),
        ("因欠缴税款被禁止的", "[{强: 上}, 甲.四]", False),
        ("因欠缴税款被禁止的", "[{强: 上}, {not: 甲.二}]", False),
        ("没有欠缴税款的", "{not: {强: 上}}", False),
        ("因欠缴税款被禁止的", "{强: {in: [上, 中]}}", False),
    ],
)
def test_words_that_name_one_reason_of_several(tmp_path, title, when, warned):
    found = suspected(two_levels(tmp_path, county=BARS % (title, when)))
    assert [one.code for one in found] == ["GZ584"] * warned
    assert all("“欠缴税款”是规则“欠税”的" in one.message for one in found)
    assert all("“破产”" in one.message for one in found)


@pytest.mark.parametrize(
    ("first", "fact", "title", "warned"),
    [
        ("所述应当核实的", "甲.四", "被禁止的，先行核实", False),
        ("所述应当核实的", "甲.四", "被禁止的，应当核实", True),
        ("所述应当核实的", "{乙.类: 子}", "被禁止的，先行核实", False),
        ("四处欠税", "{庚.文: 欠税}", "因欠税被禁止的", True),
        ("没有缴清", "{庚.文: 欠税}", "因欠税被禁止的", True),
    ],
)
def test_two_everyday_characters_name_no_reason(tmp_path, first, fact, title, warned):
    body = BARS.replace("欠缴税款", first).replace("甲.四", fact) % (title, "{强: 上}")
    found = suspected(two_levels(tmp_path, county=body))
    assert [one.code for one in found] == ["GZ584"] * warned


def test_a_caveat_that_names_one_reason_of_several(tmp_path):
    body = BARS % ("被禁止的", "{强: 上}")
    body = body.replace("then: 中", "then: 中, caveat: 欠缴税款的，先补缴")
    (found,) = suspected(two_levels(tmp_path, county=body))
    assert (found.code, "的 caveat 只说了" in found.message) == ("GZ584", True)


def test_a_reason_that_the_county_adds_is_told_at_the_county(tmp_path):
    """The parent named the one reason there was; the county's own second reason makes it wrong."""
    root = """
    强:
      - {rule: 欠税, title: 欠缴税款, when: 甲.四, then: 上, basis: R-1}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    表:
      - {rule: 读强, title: 因欠缴税款被禁止的, when: {强: 上}, then: 中, basis: R-1}
      - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
    """
    county = "强:\n  - {rule: 破产, title: 正在清算, when: 甲.二, then: 上, basis: C-1}"
    (found,) = suspected(two_levels(tmp_path, root=root, county=county))
    assert (found.code, found.span.file.endswith("rules/demo/rules.yaml")) == ("GZ584", True)
    assert [one.message for one in found.related] == ["规则“读强”在这里"]


FORM = """
forms:
  - form: 通知
    title: 通知
    status: 供参考
    basis: [R-1]
    fields:
      甲: {decision: 集, %s}
      乙: {decision: 集, only: 下}
    body: [{text: "{甲}{乙}"}]
"""


@pytest.mark.parametrize(
    ("field", "county", "warned"),
    [
        ("only: [上, 中]", "", True),
        ("all_but: 下", "", False),
        ("says: {上: 甲}", "", False),
        ("only: [上, 中]", "forms: [{removes: 通知, basis: [C-1]}]", False),
    ],
)
def test_a_value_that_a_form_above_leaves_off(tmp_path, field, county, warned):
    folder = two_levels(tmp_path)
    (folder / "rules/root/forms.yaml").write_text(FORM % field, encoding="utf-8")
    own = f"values: {{集: {{add: [新]}}}}\n{county}\n"
    (folder / "rules/demo/words.yaml").write_text(own, encoding="utf-8")
    found = suspected(folder)
    assert [one.code for one in found] == ["GZ585"] * warned
    for one in found:
        assert "“集”增加的“新”" in one.message
        assert "“通知”" in one.message
        assert one.span.file.endswith("rules/demo/words.yaml")
        assert one.related[0].span.file.endswith("rules/root/forms.yaml")


def test_a_form_of_ones_own_may_leave_off_what_it_likes(tmp_path):
    folder = two_levels(tmp_path)
    own = "values: {集: {add: [新]}}\n" + FORM.replace("R-1", "C-1") % "only: [上, 中]"
    (folder / "rules/demo/words.yaml").write_text(own, encoding="utf-8")
    assert suspected(folder) == []


RULES_OF_DAYS = """
集:
  - {rule: 先前, title: 先前, when: 甲.一, then: 上, in_force: {until: 2021-06-30}, basis: C-1}
  - {rule: 后来, title: 后来, when: 甲.二, then: 中, in_force: {from: %s}, basis: C-1}
"""


@pytest.mark.parametrize(
    ("since", "found"), [("2021-07-01", []), ("2021-07-02", ["GZ586"]), ("2022-01-01", ["GZ586"])]
)
def test_days_between_rules_on_which_none_is_in_force(tmp_path, since, found):
    folder = two_levels(tmp_path, county=RULES_OF_DAYS % since)
    for name in ("root", "demo"):
        (folder / "rules" / name / "used.yaml").unlink()
    said = [one for one in suspected(folder) if one.code.startswith("GZ58")]
    assert [one.code for one in said] == found
    assert all("2021-07-01" in one.message and "2021-07-01" in one.help for one in said)


def test_days_between_two_versions_of_a_rule_are_told_once(tmp_path):
    body = RULES_OF_DAYS.replace("甲.二, then: 中", "甲.一, then: 上") % "2022-01-01"
    folder = two_levels(tmp_path, county=body)
    for name in ("root", "demo"):
        (folder / "rules" / name / "used.yaml").unlink()
    assert [one for one in codes(folder) if one in ("GZ578", "GZ586")] == ["GZ578"]


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("when: 甲.一, within: 5工作日, from: 到达, met_by: 回复", []),
        ("when: 甲.一, within: 5工作日, from: 到达", ["GZ588"]),
        ("when: 甲.一, every: 6个月, starting: 2024-06-30", []),
        ("when: {办理.日期: {before: 2021-01-01}}, within: 5工作日, from: 到达", ["GZ587"]),
        (
            "when: {all: [甲.一, {not: 甲.一}]}, within: 5工作日, from: 到达, met_by: 回复",
            ["GZ575"],
        ),
    ],
)
def test_a_duty_that_never_arises_or_that_nothing_meets(tmp_path, rest, found):
    folder = two_levels(tmp_path)
    duty = f"duties:\n  - {{duty: 回复, actor: 机关, act: 回复, {rest}, basis: C-1}}\n"
    (folder / "rules" / "demo" / "duties.yaml").write_text(duty, encoding="utf-8")
    assert codes(folder) == found


def test_a_finding_that_a_folder_does_not_want_is_left_out(tmp_path):
    folder = two_levels(tmp_path)
    duty = "duties:\n  - {duty: 回复, actor: 机关, act: 回复, when: 甲.一, within: 5工作日, from: 到达, basis: C-1}\n"
    (folder / "rules" / "demo" / "duties.yaml").write_text(duty, encoding="utf-8")
    (folder / "gaozhi.toml").write_text('[lint]\nsilence = ["GZ588"]\n', encoding="utf-8")
    assert codes(folder) == []
