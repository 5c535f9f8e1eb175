"""Texts held against the rules, beyond what each diagnostic's page shows."""

import pytest

import gaozhi
from tests.builders import ROOT, jurisdiction, rules_text
from tests.diagnostic_pages import lay
from tests.documents.conftest import HEAD


def found(tmp_path, rest, head=HEAD, **files):
    folder = lay({"rules/demo/forms.yaml": head + rest, **files}, tmp_path / "folder")
    return [(d.code, str(d.severity)) for d in gaozhi.check(folder, bundled=False).diagnostics]


def test_a_recorded_fault_is_a_note_and_no_longer_a_fault(tmp_path):
    rest = """
    fulfils: 办理义务
    accepted:
      - {lacks: 办理义务·一次性告知, because: 样式没有写}
      - {says: 有关材料, because: 样式写得模糊}
      - {says: 10个工作日, because: 样式写得早}
      - {omits: 刑事, because: 样式漏写}
    body:
      - text: 提交有关材料，10个工作日确定核查方式。
        states: 确定核查方式
"""
    wording = "wording: {vague: [有关], basis: [DEMO-1]}\n"
    assert found(tmp_path, rest, wording + HEAD) == [("GZ518", "note")] * 4


def test_a_field_carries_an_element_only_where_it_is_used(tmp_path):
    rest = """
    fulfils: 办理义务
    fields: {告知: {carries: 办理义务·一次性告知}}
    body:
      - text: "{告知}"
"""
    assert found(tmp_path, rest) == []


def test_a_year_and_a_day_of_the_calendar_are_no_periods(tmp_path):
    rest = """
    body:
      - text: 自2021年4月15日起施行，一式两份，2021年起每日公布。
"""
    assert found(tmp_path, rest) == []


def test_what_only_looks_like_a_period_is_none(tmp_path):
    rest = """
    body:
      - text: 一百五日、十百日。
"""
    assert found(tmp_path, rest) == []


def test_the_words_that_a_field_prints_are_looked_at_too(tmp_path):
    rest = """
    fields: {核查: {decision: 核查方式, says: {免予核查: 有关方式}, printed: 一些方式}}
    body:
      - text: "{核查}"
"""
    wording = "wording: {vague: [一些, 有关], basis: [DEMO-1]}\n"
    assert found(tmp_path, rest, wording + HEAD) == [("GZ538", "warning")] * 2


def test_a_period_in_other_words_is_the_same_period(tmp_path):
    rest = """
    body:
      - text: 在二十个工作日内确定核查方式。
        states: 确定核查方式
"""
    assert found(tmp_path, rest) == []


def test_working_days_and_days_are_not_the_same_period(tmp_path):
    rest = """
    body:
      - text: 在20日内确定核查方式。
        states: 确定核查方式
"""
    assert found(tmp_path, rest) == [("GZ536", "error")]


def test_a_provision_that_only_a_form_cites_is_accounted_for(tmp_path):
    provisions = """document: {number: 示办发〔2021〕1号, title: 示范县工作方案, issuer: 示范县人民政府, issued: 2021-05-25, in_force: {from: 2021-05-25}}
extends: root
provisions:
  - {id: DEMO-1, locator: 一, quote: 列入清单的证明事项实行告知承诺制, means: 清单内的可以承诺代替}
  - {id: DEMO-F, locator: 附件, quote: 一式两份, means: 一式两份}
"""
    files = {"rules/demo/provisions.yaml": provisions}
    rest = "    body:\n      - note: （一式两份）\n        basis: [DEMO-F]\n"
    assert found(tmp_path / "with", rest, **files) == []
    assert found(tmp_path / "without", rest.replace("        basis: [DEMO-F]\n", ""), **files) == [
        ("GZ503", "error")
    ]


def test_a_removed_form_is_gone_and_its_removal_cites_its_ground(tmp_path):
    root = "forms:\n  - {form: 通用书, title: 通用书, status: 规定, basis: [ROOT-1], body: [{text: 甲}]}\n"
    files = {"rules/root/forms.yaml": root}
    folder = lay(
        {**files, "rules/demo/forms.yaml": "forms:\n  - {removes: 通用书, basis: [DEMO-1]}\n"},
        tmp_path / "folder",
    )
    said = gaozhi.check(folder, bundled=False).diagnostics
    assert [str(one) for one in said if one.severity != "note"] == []
    assert gaozhi.load(folder, bundled=False)["示范县"].forms == ()


def test_faults_of_shape_are_told_all_at_once(tmp_path):
    rest = """
    fields:
      甲: {fact: 申请人.姓名, item: certificate}
      乙: {serial: 第N号X}
    body:
      - {text: 一, line: 二}
      - {list: 丙}
      - {when: 申请人.愿意承诺}
"""
    assert [code for code, _ in found(tmp_path, rest)] == ["GZ205"] * 4


def test_documents_that_are_never_in_force_together_are_checked_all_the_same(tmp_path):
    root = """document: {number: 上办发〔2020〕1号, title: 上级的指导意见, issuer: 上级, issued: 2020-10-27, in_force: {from: 2020-10-27, until: 2021-01-31}}
provisions:
  - {id: ROOT-1, locator: 一, quote: 申请人可自主选择, means: 由申请人选择是否承诺}
  - {id: ROOT-2, locator: 二, quote: 有失信记录的不适用, means: 作出过虚假承诺的不适用}
  - {id: ROOT-3, locator: 三, quote: 确定核查方式, means: 逐项确定核查方式}
"""
    rest = "    fulfils: 办理义务\n    body:\n      - text: 请阅知。\n"
    files = {"rules/root/provisions.yaml": root}
    # The parent's rules can no longer be reached, which is said beside it.
    assert ("GZ535", "error") in found(tmp_path, rest, **files)


def level(parent, form, replaced):
    """Return the texts of a level below `parent`, whose one form replaces one of its parents'."""
    return [
        f"""
document: {{number: {form}, title: 下级, issuer: 某机关, issued: 2021-01-01, in_force: {{from: 2021-01-01}}}}
extends: {parent}
provisions:
  - {{id: {form}-1, locator: 一, quote: 下级之一, means: 其一}}
forms:
  - {{form: {form}, title: {form}, status: 规定, replaces: {replaced}, basis: [{form}-1], body: [{{text: 甲}}]}}
"""
    ]


def test_only_a_form_that_stands_is_offered_in_place_of_one_that_does_not():
    forms = (
        "forms:\n  - {form: 甲书, title: 甲书, status: 规定, basis: [R-1], body: [{text: 甲}]}\n"
    )
    county = jurisdiction(
        [ROOT, rules_text(""), forms],
        level("root", "乙书", "甲书"),
        level("level1", "丙书", "乙书"),
    )
    with pytest.raises(gaozhi.DocumentError, match=r"以这些文书代替：丙书$"):
        county.render("甲书", {}, on="2022-01-01", blank=True)
