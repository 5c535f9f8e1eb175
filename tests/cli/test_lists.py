"""`gaozhi items` and `gaozhi matter`: the list, and all of a matter at once."""

import json
import shutil

import pytest

from tests.places import BASE, EXAMPLES

CASE = EXAMPLES / "教师资格认定.yaml"


def test_every_item_is_a_line_of_tabs_in_a_pipe(run):
    result = run("items", "启东市")
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert result.status == 0
    assert rows[0] == ["序号", "证明事项", "行政事项", "省级部门", "市级部门", "县级部门"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 51)]
    assert rows[2] == [
        "2",
        "无犯罪记录证明",
        "教师资格认定",
        "省教育厅",
        "市教育局",
        "市教育体育局",
    ]


def test_a_county_has_a_name_an_id_and_a_code(run):
    assert run("items", "启东市") == run("items", "qidong") == run("items", "320681")


def test_the_certificates_of_one_matter(run):
    rows = run("items", "启东市", "--matter", "教师资格认定").out.splitlines()
    assert [row.split("\t")[0] for row in rows[1:]] == ["1", "2"]


def test_a_matter_that_is_not_in_the_list(run):
    result = run("items", "启东市", "--matter", "教师资格")
    assert (result.status, result.out) == (2, "")
    assert "是不是“教师资格认定”？" in result.err


def test_a_list_that_is_not_at_hand(run):
    for arguments in (
        ["items", "全国"],
        ["items", "全国", "--matter", "教师资格认定"],
        ["ask", "全国", "--item", "2"],
        ["ask", "全国", "--matter", "教师资格认定"],
    ):
        result = run(*arguments)
        assert (result.status, result.out) == (2, "")
        assert "全国的清单不在手边" in result.err


def test_all_of_a_matter_at_once(run):
    result = run("matter", "启东市", "教师资格认定", CASE)
    assert (result.status, result.err) == (4, "")
    assert "思想品德鉴定" in result.out
    assert "无犯罪记录证明" in result.out


def test_a_matter_says_what_is_uncertain_and_how_else_it_may_be_read(run, tmp_path):
    case = tmp_path / "案件.yaml"
    facts = (
        "{申请人.曾作出不实承诺: true, 申请人.信用已修复: false, 申请人.失信信息有效期届满日: %s}"
    )
    for until, found in (
        ("2022-06-30", ["按“届满或者修复，先到者解除”理解，也有人理解为“届满前、修复前均不适用"]),
        ("2021-01-01", ["上级文件原文未核对", "视情况还要注意", "须补交申请人的特别授权"]),
    ):
        willing = (
            "{申请人.愿意承诺: true, 申请人.能够承诺: true, 申请人.愿意承担不实承诺责任: true, "
        )
        known = facts.replace("{", willing) % until
        case.write_text(
            f"jurisdiction: 启东市\ndate: 2022-01-01\nfacts: {known}\n", encoding="utf-8"
        )
        out = run("matter", "启东市", "教师资格认定", case, "--full").out
        assert [words for words in found if words not in out] == []


def test_a_matter_says_that_the_list_does_not_tell_whether_all_are_needed(run, tmp_path):
    assert (
        "这 2 项证明是都要，还是只要其中一项" in run("matter", "启东市", "教师资格认定", CASE).out
    )
    case = tmp_path / "案件.yaml"
    case.write_text("jurisdiction: 启东市\nfacts: {}\n", encoding="utf-8")
    assert "还是只要其中一项" not in run("matter", "启东市", "保安员证核发", case).out


def test_a_matter_is_told_in_short_with_the_next_step(run, tmp_path):
    case = tmp_path / "案件.yaml"
    case.write_text(
        "jurisdiction: 启东市\ndate: 2022-06-30\nfacts: {申请人.愿意承诺: false}\n",
        encoding="utf-8",
    )
    out = run("matter", "启东市", "教师资格认定", case).out
    assert out.count("要求的证明须照常提交") == 2
    assert "应当提交法律、法规或者国务院决定要求的证明材料" in out
    assert "申请人.愿意承诺" not in out
    assert len(out.splitlines()) <= 24


def test_each_question_of_a_matter_is_listed_once(run):
    data = json.loads(run("matter", "启东市", "教师资格认定", CASE, "--json").out)
    facts = [question["fact"] for question in data["questions"]]
    assert len(data["decisions"]) == 2
    assert len(facts) == len(set(facts)) > 0
    assert set(facts) == {q["fact"] for one in data["decisions"] for q in one["questions"]}


def test_the_case_must_be_of_the_county(run, tmp_path):
    case = tmp_path / "案件.yaml"
    case.write_text("jurisdiction: 国家\nfacts: {}\n", encoding="utf-8")
    assert run("matter", "启东市", "教师资格认定", case).status == 2


def test_an_unknown_matter_and_an_unknown_county(run):
    for county, matter, right in (
        ("启东市", "教师资格证认定", "教师资格认定"),
        ("启东", "教师资格认定", "启东市"),
    ):
        result = run("matter", county, matter, CASE)
        assert (result.status, result.out) == (2, "")
        assert right in result.err


COUNTY = """
county: 某县
id: demo
code: "329999"
rules: demo
calendar: china
list: {title: 某县清单, published: 2021-05-25, basis: [DEMO-1]}
items:
  - {number: 1, certificate: 学历证明, matter: 甲事项, code: "0123", organ: 县甲局, issuer: 县乙局, contact: 甲局窗口, mode: 可选择,
     set_by: {law: 某法第一条, detail: [某办法第二条]}, verification: [函询, 现场检查], remark: 限首次}
  - {number: 2, certificate: 住所证明, matter: 乙事项}
directory:
  title: 某县行政协助事项清单
  basis: [DEMO-1]
  entries:
    - {number: 1, matter: 甲事项, name: 核实学历, assisting: 县教育局, verification: 函询}
    - {number: 2, matter: 乙事项, name: 核实住所}
"""
NOT_AT_HAND = """
county: 某县
id: demo
rules: demo
calendar: china
list: not_at_hand
list_form: {title: 清单样表, columns: [序号, 证明事项名称], basis: [DEMO-1]}
directory: not_at_hand
"""


@pytest.fixture
def folder(tmp_path):
    """Give a function that lays a catalog over a small sound folder."""

    def laid(catalog):
        path = tmp_path / "规则"
        shutil.copytree(BASE / "rules" / "demo", path / "rules" / "demo")
        catalog_file = path / "catalogs" / "demo.yaml"
        catalog_file.parent.mkdir()
        catalog_file.write_text(catalog, encoding="utf-8")
        provisions = path / "rules" / "demo" / "provisions.yaml"
        text = provisions.read_text(encoding="utf-8")
        provisions.write_text(text.replace("extends: root", "extends: national"), encoding="utf-8")
        return path

    return laid


def rows_of(result):
    assert (result.status, result.err) == (0, "")
    return [line.split("\t") for line in result.out.splitlines()]


def test_the_list_is_shown_with_the_columns_that_it_has(run, folder):
    rows = rows_of(run("--rules", folder(COUNTY), "items", "某县"))
    assert (
        "|".join(rows[0])
        == "序号|证明事项|行政事项|事项编码|设定依据（法律法规、实施依据）|承办机构|开具证明的单位|实施方式|核查方式|联系方式|备注"
    )
    assert "|".join(rows[1]) == (
        "1|学历证明|甲事项|0123|某法第一条；某办法第二条|县甲局|县乙局|可选择|函询、现场检查|甲局窗口|限首次"
    )
    assert rows[2] == ["2", "住所证明", "乙事项", *[""] * 8]


def test_the_directory_of_assistance(run, folder):
    rows = rows_of(run("--rules", folder(COUNTY), "items", "某县", "--directory"))
    assert rows == [
        ["序号", "行政协助事项", "行政事项", "协助机构", "核查方式"],
        ["1", "核实学历", "甲事项", "县教育局", "函询"],
        ["2", "核实住所", "乙事项", "", ""],
    ]


def test_the_directory_of_one_matter_and_of_one_that_it_has_not(run, folder):
    rules = folder(COUNTY)
    call = ("--rules", rules, "items", "某县", "--directory", "--matter")
    assert [row[0] for row in rows_of(run(*call, "乙事项"))[1:]] == ["2"]
    result = run(*call, "乙事")
    assert (result.status, result.out) == (2, "")
    assert "是不是“乙事项”？" in result.err


def test_a_list_that_is_not_at_hand_says_what_form_it_has(run, folder):
    rules = folder(NOT_AT_HAND)
    result = run("--rules", rules, "items", "某县")
    assert (result.status, result.out) == (2, "")
    assert "某县的清单不在手边。" in result.err
    assert "文件只附了样式《清单样表》，各栏是：序号、证明事项名称。" in result.err
    result = run("--rules", rules, "items", "某县", "--directory")
    assert (result.status, result.out) == (2, "")
    assert "某县的行政协助事项清单不在手边。" in result.err


def test_a_directory_of_which_the_catalog_says_nothing(run):
    result = run("items", "启东市", "--directory")
    assert (result.status, result.out) == (2, "")
    assert "目录里没有写启东市的行政协助事项清单。" in result.err
