"""`gaozhi render`."""

import json

import pytest

from tests.places import REPOSITORY

CASE = REPOSITORY / "examples" / "告知承诺书.yaml"
IDENTITY = "11010519491231002X"


def test_the_document_goes_to_the_output_and_what_must_be_told_beside_it(run):
    result = run("render", "告知承诺书", CASE)
    assert result.status == 0
    assert result.out == (REPOSITORY / "examples" / "告知承诺书.md").read_text(encoding="utf-8")
    assert "留空待填：申请人联系方式、" in result.err


@pytest.mark.parametrize("name", ["书.md", "书.html", "书.docx"])
def test_a_file_is_written_and_never_overwritten_without_being_told_to(run, tmp_path, name):
    path = tmp_path / name
    assert run("render", "告知承诺书", CASE, "-o", path).out == ""
    before = path.read_bytes()
    again = run("render", "告知承诺书", CASE, "-o", path, "--fill", "申请人=李四")
    assert (again.status, path.read_bytes()) == (2, before)
    assert "已经存在，没有覆盖" in again.err
    assert (
        run("render", "告知承诺书", CASE, "-o", path, "--fill", "申请人=李四", "--force").status
        == 0
    )
    assert path.read_bytes() != before


def test_an_identity_number_shows_only_on_request(run):
    assert IDENTITY not in run("render", "告知承诺书", CASE).out
    assert IDENTITY in run("render", "告知承诺书", CASE, "--with-identity").out


def test_json_is_what_python_has(run):
    data = json.loads(run("render", "告知承诺书", CASE, "--json").out)
    assert data["form"] == "告知承诺书"
    assert "申请人签章" in [one["field"] for one in data["open"]]
    assert data["basis"][0]["provision"] == "national:GBF42-2"
    assert data["digest"].startswith("sha256:")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["告之承诺书", CASE], "是否要写 告知承诺书？"),
        (["告知承诺书", CASE, "--fill", "申请人"], "写作 --fill 字段=内容"),
        (["告知承诺书", CASE, "--fill", "申请人签章=张三"], "由人手写"),
        (["告知承诺书", CASE, "--force"], "--force 要和 -o 一起用。"),
        (["告知承诺书", CASE, "-o", "书.pdf"], "GZ548"),
        (["告知承诺书", CASE, "-o", "书.md", "--json"], "不能一起用"),
        (["告知承诺书"], "缺少参数 案件.yaml。"),
    ],
)
def test_a_wrong_call_writes_nothing_and_says_what_to_do(run, arguments, message):
    result = run("render", *arguments)
    assert (result.status, result.out) == (2, "")
    assert message in result.err


def test_lines_of_a_list_are_given_one_by_one(run, tmp_path):
    case = tmp_path / "案件.yaml"
    case.write_text("jurisdiction: 台儿庄区\ndate: 2021-07-01\n", encoding="utf-8")
    lines = ["--fill", "承诺事项=没有犯罪记录", "--fill", "承诺事项=没有受过处罚"]
    out = run("render", "申请人承诺书", case, "--blank", *lines).out
    assert "1、没有犯罪记录\n" in out
    assert "2、没有受过处罚\n" in out


def test_what_the_option_says_wrongly_is_not_shown_in_the_file(run, tmp_path):
    case = tmp_path / "函.yaml"
    case.write_text("jurisdiction: 台儿庄区\nfacts: {}\nfill: {核实结论: 真实}\n", encoding="utf-8")
    said = run("render", "行政协助回复函", case, "--fill", "核实结论=不实").err
    assert "\nerror GZ545: 字段“核实结论”没有“不实”这个选项\n" in f"\n{said}"
