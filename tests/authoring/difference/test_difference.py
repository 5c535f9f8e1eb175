"""What is written is compared by meaning: what says the same is no change, however it is written."""

import pytest

import gaozhi
from gaozhi.authoring.difference import compare
from tests.authoring.folders import CATALOG, DEMO, RULES, folder
from tests.builders import VOCABULARY


def changes(tmp_path, old=None, new=None):
    """Return every change, each as part, kind, name and what is said otherwise."""
    before = folder(tmp_path / "旧", **(old or {}))
    after = folder(tmp_path / "新", **(new or {}))
    return [
        (
            str(change.part),
            str(change.kind),
            change.name,
            {one.label: (one.before, one.after) for one in change.fields},
        )
        for section in compare(before, after).sections
        for change in section.changes
    ]


def rule(**keys):
    """Return the rules with one rule whose keys are these."""
    said = {
        "rule": "有一",
        "title": "有一的",
        "when": "甲.一",
        "then": "上",
        "basis": "[D-1]",
    } | keys
    return "强:\n  - {" + ", ".join(f"{key}: {text}" for key, text in said.items()) + "}\n"


def test_a_folder_does_not_differ_from_itself(tmp_path):
    difference = compare(folder(tmp_path / "旧"), folder(tmp_path / "新"))
    assert not difference
    assert difference.sections == ()


SAME = [
    pytest.param("{not: {none: [甲.一]}}", id="写成两重否定"),
    pytest.param("{any: [甲.一, {all: [甲.一, 甲.二]}]}", id="添上多余的一支"),
    pytest.param("{all: [甲.一, 甲.二]}", id="写出必然随之成立的"),
    pytest.param("{any: [{all: [甲.一, 甲.四]}, {all: [甲.一, {not: 甲.四}]}]}", id="分成两种情形"),
    pytest.param("{甲.一: true}", id="写成等于"),
]


@pytest.mark.parametrize("when", SAME)
def test_a_condition_that_means_the_same_is_no_change(tmp_path, when):
    assert changes(tmp_path, new={"rules": rule(when=when)}) == []


def test_the_order_of_rules_and_their_files_is_no_change(tmp_path):
    first = "  - {rule: 有一, title: 有一的, when: 甲.一, then: 上, basis: [D-1]}\n"
    second = "  - {rule: 有四, title: 有四的, when: 甲.四, then: 中, basis: [D-1]}\n"
    before = folder(tmp_path / "旧", rules="强:\n" + first + second)
    after = folder(tmp_path / "新", rules="强:\n" + second + first)
    moved = after / "rules" / "demo" / "另一章.yaml"
    (after / "rules" / "demo" / "rules.yaml").rename(moved)
    assert not compare(before, after)


def test_a_rule_that_has_come_and_one_that_is_gone(tmp_path):
    more = RULES + "  - {rule: 有四, title: 有四的, when: 甲.四, then: 中, basis: [D-2]}\n"
    provisions = DEMO.replace(", not_computed: 示例", "")
    old = {"provisions": provisions, "rules": more}
    new = {"provisions": provisions.replace("{id: D-2", "{id: D-2, not_computed: 示例")}
    said = {"条件": "{when: 甲.四}", "标题": "有四的", "结论": "中", "依据": "D-2"}
    (gone, marked) = changes(tmp_path / "甲", old, new)
    assert gone == ("rule", "removed", "有四", {k: (v, None) for k, v in said.items()})
    assert marked == ("provision", "changed", "D-2", {"不计算": (None, "示例")})
    (come, _) = changes(tmp_path / "乙", new, old)
    assert come == ("rule", "added", "有四", {k: (None, v) for k, v in said.items()})


def test_a_rule_under_another_name_is_renamed(tmp_path):
    (found,) = changes(tmp_path, new={"rules": rule(rule="有其一", when="{not: {not: 甲.一}}")})
    assert found == ("rule", "renamed", "有其一", {})


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"title": "另一标题"}, {"标题": ("有一的", "另一标题")}),
        ({"then": "中"}, {"结论": ("上", "中")}),
        ({"caveat": "请注意"}, {"提醒": (None, "请注意")}),
        ({"accepted": "原文如此"}, {"瑕疵": (None, "原文如此")}),
        ({"reading": "{taken: 甲, other: 乙}"}, {"读法": (None, "取：甲；另一读法：乙")}),
        ({"when": "甲.四"}, {"条件": ("{when: 甲.一}", "{when: 甲.四}")}),
        (
            {"unless": "甲.四"},
            {"条件": ("{when: 甲.一}", "{when: 甲.一, unless: 甲.四}")},
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_a_rule_says_otherwise_is_named(tmp_path, keys, said):
    (found,) = changes(tmp_path, new={"rules": rule(**keys)})
    assert found == ("rule", "changed", "有一", said)


def test_a_changed_condition_comes_with_facts_on_which_it_differs(tmp_path):
    before = folder(tmp_path / "旧")
    after = folder(tmp_path / "新", rules=rule(when="{any: [甲.一, {己.数: {at_least: 18}}]}"))
    (section,) = compare(before, after).sections
    (field,) = section.changes[0].fields
    assert dict(field.example) == {"甲.一": False, "己.数": 18}
    assert field.held is False


def test_a_condition_that_changes_through_a_definition_is_said_to(tmp_path):
    old = {"rules": rule(when="要紧的"), "more": "define: {要紧的: 甲.一}\n"}
    new = {"rules": rule(when="要紧的"), "more": "define: {要紧的: 甲.四}\n"}
    (found,) = changes(tmp_path, old, new)
    label = "条件（经由所引用的定义或者判断）"
    assert found == ("rule", "changed", "有一", {label: ("{when: 要紧的}", "{when: 要紧的}")})


def test_a_definition_that_is_written_otherwise_and_means_the_same_is_no_change(tmp_path):
    old = {"rules": rule(when="要紧的"), "more": "define: {要紧的: 甲.一}\n"}
    new = {"rules": rule(when="重要的"), "more": "define: {重要的: {not: {not: 甲.一}}}\n"}
    assert changes(tmp_path, old, new) == []


def test_a_fact_of_another_type_is_told_without_an_example(tmp_path):
    words = VOCABULARY.replace(
        "{name: 甲.四, api: a.four, type: bool",
        "{name: 甲.四, api: a.four, type: {one_of: [大, 小]}",
    )
    before = folder(tmp_path / "旧", rules=rule(when="甲.四"))
    after = folder(tmp_path / "新", rules=rule(when="{甲.四: 大}"), vocabulary=words)
    vocabulary, demo = compare(before, after).sections
    assert [c.name for c in vocabulary.changes] == ["事实“甲.四”"]
    (change,) = demo.changes
    assert change.fields[0].held is None
    assert demo.unlike == ("强",)


def test_what_a_county_does_to_its_parent_is_its_change(tmp_path):
    root = "强:\n  - {rule: 上级, title: 上级的, when: 甲.四, then: 上, basis: [R-1]}\n"
    root += "  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
    removes = RULES + "  - {removes: 上级, basis: [D-1]}\n"
    (found,) = changes(tmp_path, {"root": root}, {"root": root, "rules": removes})
    assert found == ("rule", "added", "删去上级的“上级”", {"依据": (None, "D-1")})


def test_a_change_of_the_parent_is_told_once_and_of_the_parent(tmp_path):
    root = "强:\n  - {rule: 强其余, title: 其余, otherwise: true, then: %s, silent: true}\n"
    before = folder(tmp_path / "旧", root=root % "下")
    after = folder(tmp_path / "新", root=root % "中")
    told = {s.name: [c.name for c in s.changes] for s in compare(before, after).sections}
    assert told == {"示范县": [], "root": ["强其余"]}


def test_a_change_of_meaning_is_found_where_only_rows_change_their_order(tmp_path):
    rows = [
        "  - {rule: 表一, before: 表其余, title: 一, when: 甲.一, then: 上, basis: [D-1]}\n",
        "  - {rule: 表四, before: 表其余, title: 四, when: 甲.四, then: 中, basis: [D-1]}\n",
    ]
    before = folder(tmp_path / "旧", rules="表:\n" + "".join(rows))
    after = folder(tmp_path / "新", rules="表:\n" + "".join(reversed(rows)))
    (section,) = compare(before, after).sections
    assert [(c.name, [f.label for f in c.fields]) for c in section.changes] == [
        ("表四", ["行次"]),
        ("表一", ["行次"]),
    ]
    (case,) = section.cases
    assert dict(case.facts) == {"甲.一": True, "甲.四": True}
    assert (case.before.outcome, case.after.outcome) == ("上", "中")


def test_rows_that_never_hold_together_may_change_places(tmp_path):
    rows = [
        "  - {rule: 表一, before: 表其余, title: 一, when: 甲.一, then: 上, basis: [D-1]}\n",
        "  - {rule: 表四, before: 表其余, title: 四, when: {not: 甲.一}, then: 中, basis: [D-1]}\n",
    ]
    before = folder(tmp_path / "旧", rules="表:\n" + "".join(rows))
    after = folder(tmp_path / "新", rules="表:\n" + "".join(reversed(rows)))
    assert not compare(before, after)


DUTY = "duties:\n  - {duty: 答复, actor: 县甲局, act: 答复, within: %s, from: 到达, when: %s, basis: [D-1]}\n"


def test_what_a_duty_says_otherwise_is_named(tmp_path):
    old = {"more": DUTY % ("3工作日", "甲.一")}
    new = {"more": DUTY % ("5日", "甲.四")}
    (found,) = changes(tmp_path / "甲", old, new)
    time = ("自“到达”起3个工作日内", "自“到达”起5日内")
    assert found == ("duty", "changed", "答复", {"条件": ("甲.一", "甲.四"), "时间": time})
    new = {"more": DUTY % ("三个工作日", "{not: {not: 甲.一}}")}
    assert changes(tmp_path / "乙", old, new) == []


def test_items_are_known_by_certificate_and_matter(tmp_path):
    catalog = CATALOG.replace("县甲局", "县丙局").replace("证明: 住所证明", "证明: 居所证明")
    catalog = catalog.replace("certificate: 住所证明", "certificate: 居住证明")
    catalog += "  - {number: 3, certificate: 收入证明, matter: 乙事项}\n"
    assert changes(tmp_path, new={"catalog": catalog}) == [
        ("item", "changed", "学历证明（甲事项）", {"县级部门": ("县甲局", "县丙局")}),
        ("item", "renamed", "居住证明（乙事项）", {}),
        ("item", "added", "收入证明（乙事项）", {"序号": (None, "3")}),
    ]


def test_who_a_county_is(tmp_path):
    catalog = CATALOG.replace("329999", "329998").replace("2021-05-25", "2021-06-25")
    catalog = catalog.replace("items:", "presumes: {facts: {证明.险: false}, basis: [D-1]}\nitems:")
    (found,) = changes(tmp_path, new={"catalog": catalog})
    assert found == (
        "jurisdiction",
        "changed",
        "示范县",
        {
            "代码": ("329999", "329998"),
            "清单公布": ("2021-05-25", "2021-06-25"),
            "清单推定": (None, "证明.险：否"),
        },
    )


def test_provisions_by_their_ids_and_a_quote_that_keeps_its_words_under_another(tmp_path):
    provisions = DEMO.replace("means: 县之一", "means: 县的第一句").replace("id: D-2", "id: D-3")
    assert changes(tmp_path, new={"provisions": provisions}) == [
        ("provision", "changed", "D-1", {"意思": ("县之一", "县的第一句")}),
        ("provision", "renamed", "D-3", {}),
    ]


FORM = """
forms:
  - form: 告知
    title: 告知书
    status: 规定
    basis: [D-1]
    fields: {事项: {item: matter}}
    body:
      - text: 你办理{事项}，%s。
"""


def test_a_text_is_compared_line_by_line(tmp_path):
    old, new = ({"more": FORM % words} for words in ("可以承诺", "应当提交证明"))
    (found,) = changes(tmp_path, old, new)
    said = {"文字": ("你办理{事项}，可以承诺。", "你办理{事项}，应当提交证明。")}
    assert found == ("form", "changed", "告知", said)


def test_words_of_the_vocabulary(tmp_path):
    words = VOCABULARY.replace("ask: 一？", "ask: 有一吗？").replace("[到达, 回复]", "[到达, 答复]")
    assert changes(tmp_path, new={"vocabulary": words}) == [
        ("vocabulary", "changed", "事实“甲.一”", {"提问": ("一？", "有一吗？")}),
        ("vocabulary", "added", "事件“答复”", {}),
        ("vocabulary", "removed", "事件“回复”", {}),
    ]


def test_a_county_that_has_come_is_one_change_with_its_size(tmp_path):
    before = folder(tmp_path / "旧")
    after = folder(tmp_path / "新")
    for name in ("catalogs/demo.yaml", "rules/demo/provisions.yaml", "rules/demo/rules.yaml"):
        (before / name).unlink()
    (before / "rules" / "demo").rmdir()
    (before / "catalogs" / "root.yaml").write_text(
        "{county: 某省, id: root, rules: root, calendar: china, list: not_at_hand}",
        encoding="utf-8",
    )
    (after / "catalogs" / "root.yaml").write_text(
        "{county: 某省, id: root, rules: root, calendar: china, list: not_at_hand}",
        encoding="utf-8",
    )
    (section,) = compare(before, after).sections
    (change,) = section.changes
    assert (section.name, change.kind, change.name) == ("示范县", "added", "示范县")
    said = {field.label: field.after for field in change.fields}
    assert (said["规则"], said["条文"], said["清单"]) == ("1", "2", "2")
    (gone,) = compare(after, before).sections[0].changes
    assert gone.kind == "removed"


def test_one_county_alone(tmp_path):
    before = folder(tmp_path / "旧")
    after = folder(tmp_path / "新", rules=rule(then="中"))
    assert compare(before, after, county="329999").sections == compare(before, after).sections
    with pytest.raises(gaozhi.UnknownJurisdiction, match="示范县"):
        compare(before, after, county="示范")


def test_a_folder_over_the_bundle_differs_in_its_own_alone(tmp_path):
    catalog = CATALOG.replace("rules: demo", "rules: mine").replace("D-1", "M-1")
    provisions = DEMO.replace("D-", "M-").replace("extends: root", "extends: national")
    for name, certificate in (("旧", "学历证明"), ("新", "学位证明")):
        (tmp_path / name / "rules" / "mine").mkdir(parents=True)
        (tmp_path / name / "catalogs").mkdir()
        (tmp_path / name / "rules" / "mine" / "a.yaml").write_text(provisions, encoding="utf-8")
        (tmp_path / name / "catalogs" / "mine.yaml").write_text(
            catalog.replace("学历证明", certificate).replace(
                "facts: {证明.险: false}", "facts: {}"
            ),
            encoding="utf-8",
        )
    (section,) = compare(tmp_path / "旧", tmp_path / "新").sections
    assert [(str(c.kind), c.name) for c in section.changes] == [("renamed", "学位证明（甲事项）")]
    (come,) = compare("随包", tmp_path / "新").sections
    assert (come.name, [str(c.kind) for c in come.changes]) == ("示范县", ["added"])


def test_a_side_that_has_errors_is_refused_with_its_places(tmp_path):
    before = folder(tmp_path / "旧")
    after = folder(tmp_path / "新", rules=rule(when="甲.五"))
    with pytest.raises(gaozhi.CatalogError) as refused:
        compare(before, after)
    assert {d.code for d in refused.value.diagnostics} == {"GZ303"}
    assert all("新/rules/demo/rules.yaml" in d.span.file for d in refused.value.diagnostics)
