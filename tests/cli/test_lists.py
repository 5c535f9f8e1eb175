"""`gaozhi items` and `gaozhi matter`: the list, and all of a matter at once."""

import json
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
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
