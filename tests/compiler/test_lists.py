"""Lists, directories of assistance and their forms: what a catalog may say, and what comes of it."""

import pytest

from gaozhi.model import digest
from tests.builders import VOCABULARY, compiled, jurisdiction, rules_text

WORDS = VOCABULARY.replace("item: [事项, 证明]}", "item: [事项, 证明], mode: 证明.方式}").replace(
    "facts:\n",
    "facts:\n  - {name: 证明.方式, api: certificate.way, type: {one_of: [必须实行, 可选择]}}\n",
    1,
)
COUNTY = [
    """
    document: {number: 县文, title: 县文件, issuer: 某县, issued: 2024-01-01}
    extends: root
    provisions:
      - {id: X-1, locator: 附件八, quote: 证明事项清单, means: 清单的样表}
      - {id: X-2, locator: 附件九, quote: 行政协助事项清单, means: 协助清单的样表}
    """
]
ROOT = [
    """
    document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01}
    provisions: [{id: R-1, locator: 一, quote: 根, means: 根, not_computed: 示例}]
    """,
    rules_text(""),
]
HEAD = """
county: 某县
id: demo
rules: level1
calendar: china
"""
FORMS = """
list_form:
  title: 清单样表
  header: [部门名称, 填报人]
  columns: [序号, 证明事项名称, 核查方式]
  notes: {核查方式: 行政机关拟采取的具体方式}
  basis: [X-1]
directory_form: {title: 协助样表, columns: [序号, 协助机构], basis: [X-2]}
"""
NOT_AT_HAND = HEAD + "list: not_at_hand\ndirectory: not_at_hand\n" + FORMS
LISTED = HEAD + "list: {title: 清单, published: 2024-01-01, basis: [X-1]}\n"
ITEM = "items:\n  - {number: 1, certificate: 甲证明, matter: 甲事项%s}\n"
DIRECTORY = "directory:\n  title: 协助清单\n  basis: X-2\n  entries:\n"


def problems_of(catalog, vocabulary=WORDS):
    _, problems = compiled(ROOT, COUNTY, catalog=catalog, vocabulary=vocabulary)
    return [p for p in problems if p.severity != "note"]


def program_of(catalog):
    program, problems = compiled(ROOT, COUNTY, catalog=catalog, vocabulary=WORDS)
    assert program is not None, problems
    return program


def test_a_list_that_is_not_at_hand_still_has_its_form():
    county = jurisdiction(ROOT, COUNTY, catalog=NOT_AT_HAND)
    assert county.items == ()
    assert county.directory is None
    assert county.not_at_hand == {"list", "directory"}
    form = county.list_form
    assert form.title == "清单样表"
    assert form.header == ("部门名称", "填报人")
    assert form.columns == ("序号", "证明事项名称", "核查方式")
    assert form.notes == {"核查方式": "行政机关拟采取的具体方式"}
    assert [provision.id for provision in form.basis] == ["X-1"]
    assert [provision.quote for provision in county.directory_form.basis] == ["行政协助事项清单"]


def test_a_directory_of_which_nothing_is_said_is_not_said_to_be_missing():
    county = jurisdiction(ROOT, COUNTY, catalog=NOT_AT_HAND.replace("directory: not_at_hand\n", ""))
    assert county.not_at_hand == {"list"}


def test_an_item_has_every_column_that_its_list_has():
    row = (
        ', code: "0123", set_by: {law: [某法第一条], detail: 某办法第二条}, organ: 甲局, issuer: 乙局,'
        " mode: 可选择, verification: 现场检查, contact: 甲局窗口, remark: 限首次"
    )
    (item,) = program_of(LISTED + ITEM % row + FORMS).list.items
    assert (item.code, item.organ, item.issuer, item.mode) == ("0123", "甲局", "乙局", "可选择")
    assert (item.set_by.law, item.set_by.detail) == (("某法第一条",), ("某办法第二条",))
    assert (item.verification, item.contact, item.remark) == (("现场检查",), "甲局窗口", "限首次")


def test_the_mode_of_an_item_is_a_fact_that_nobody_is_asked():
    (item,) = program_of(LISTED + ITEM % ", mode: 必须实行" + FORMS).list.items
    assert item.facts == {"证明.方式": "必须实行"}


def test_a_mode_that_the_facts_repeat_is_sound_and_one_that_they_contradict_is_not():
    same = ITEM % ", mode: 可选择, facts: {证明.方式: 可选择}"
    other = ITEM % ", mode: 可选择, facts: {证明.方式: 必须实行}"
    assert problems_of(LISTED + same + FORMS) == []
    (problem,) = problems_of(LISTED + other + FORMS)
    assert problem.code == "GZ604"
    assert "mode 写的是 可选择" in problem.message
    assert "必须实行" in problem.message
    assert problem.related


@pytest.mark.parametrize(
    ("mode", "vocabulary", "code"),
    [("随意", WORDS, "GZ306"), ("可选择", VOCABULARY, "GZ513")],
    ids=["no value of the fact", "no fact named in the vocabulary"],
)
def test_a_mode_that_cannot_be_a_fact(mode, vocabulary, code):
    (problem,) = problems_of(LISTED + ITEM % f", mode: {mode}" + FORMS, vocabulary)
    assert problem.code == code
    assert problem.help


def test_a_directory_has_its_entries_in_order():
    entries = """
    - {number: 2, matter: 甲事项, name: 核实住所, code: "0123", organ: 甲局, assisting: 乙局,
       set_by: {law: 某法}, verification: [函询, 查询], contact: 窗口, remark: 急件优先}
    - {number: 1, matter: 甲事项, name: 核实学历, note: 给改的人看}
"""
    directory = program_of(LISTED + ITEM % "" + DIRECTORY + entries + FORMS).directory
    assert directory.title == "协助清单"
    assert [entry.name for entry in directory.entries] == ["核实住所", "核实学历"]
    first = directory.entries[0]
    assert (first.code, first.organ, first.assisting) == ("0123", "甲局", "乙局")
    assert (first.set_by.law, first.verification) == (("某法",), ("函询", "查询"))


def test_an_entry_for_a_matter_outside_the_list():
    entry = "    - {number: 1, matter: 甲事, name: 核实}\n"
    (problem,) = problems_of(LISTED + ITEM % "" + DIRECTORY + entry + FORMS)
    assert (problem.code, problem.span.line) == ("GZ520", 13)
    assert "甲事项" in problem.help


def test_an_entry_outside_the_list_is_kept_where_the_document_has_it_so():
    entry = "    - {number: 1, matter: 乙事项, name: 核实, accepted: 原文如此}\n"
    assert problems_of(LISTED + ITEM % "" + DIRECTORY + entry + FORMS) == []


def test_no_matter_is_outside_a_list_that_is_not_at_hand():
    entry = "    - {number: 1, matter: 乙事项, name: 核实}\n"
    catalog = HEAD + "list: not_at_hand\n" + DIRECTORY + entry + FORMS
    assert problems_of(catalog) == []


def test_the_rows_of_a_directory_are_each_there_once():
    entries = (
        "    - {number: 1, matter: 甲事项, name: 核实}\n"
        "    - {number: 1, matter: 甲事项, name: 核实}\n"
    )
    found = problems_of(LISTED + ITEM % "" + DIRECTORY + entries + FORMS)
    assert sorted(problem.code for problem in found) == ["GZ510", "GZ511"]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("columns: [序号, 协助机构]", "columns: [序号, 序号]", "GZ205"),
        ("columns: [序号, 协助机构]", "columns: []", "GZ203"),
        ("notes: {核查方式:", "notes: {核查:", "GZ205"),
        ("basis: [X-2]", "basis: [X-3]", "GZ501"),
        ("directory: not_at_hand", "directory:", "GZ130"),
        ("directory: not_at_hand", "directory: null", "GZ203"),
        ("directory: not_at_hand", "directory: 没有", "GZ203"),
        ("title: 协助样表", "titel: 协助样表", "GZ201"),
    ],
)
def test_a_form_that_is_not_sound(right, wrong, code, tmp_path):
    from gaozhi import check

    (tmp_path / "rules" / "root").mkdir(parents=True)
    (tmp_path / "rules" / "level1").mkdir()
    (tmp_path / "catalogs").mkdir()
    assert right in NOT_AT_HAND
    for name, text in {
        "rules/vocabulary.yaml": WORDS,
        "rules/root/a.yaml": ROOT[0],
        "rules/root/b.yaml": ROOT[1],
        "rules/level1/a.yaml": COUNTY[0],
        "catalogs/demo.yaml": NOT_AT_HAND.replace(right, wrong),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = check(tmp_path, bundled=False)
    found = [d for d in report.diagnostics if d.span and d.span.file.endswith("demo.yaml")]
    assert code in {d.code for d in found}


def test_every_part_of_the_lists_is_in_the_digest_of_the_program():
    entry = "    - {number: 1, matter: 甲事项, name: 核实}\n"
    catalog = LISTED + ITEM % ", organ: 甲局" + DIRECTORY + entry + FORMS
    changed = [
        ("organ: 甲局", "organ: 乙局"),
        ("name: 核实", "name: 查询"),
        ("title: 协助清单", "title: 清单二"),
        ("填报人", "填表人"),
        ("协助样表", "样表二"),
        ("拟采取", "采取"),
    ]
    digests = {digest(program_of(catalog.replace(*change))) for change in changed}
    assert len(digests | {digest(program_of(catalog))}) == len(changed) + 1


def test_a_list_that_is_known_not_to_be_at_hand_is_in_the_digest():
    without = NOT_AT_HAND.replace("directory: not_at_hand\n", "")
    assert digest(program_of(NOT_AT_HAND)) != digest(program_of(without))
