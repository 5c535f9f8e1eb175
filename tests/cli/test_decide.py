"""`gaozhi decide`: the answer, its ground, and its status."""

import json

import pytest

from tests.places import EXAMPLES

OUTCOMES = {
    "可以承诺": (0, "可适用"),
    "失信未届满": (0, "不适用"),
    "届满次日": (0, "可适用"),
    "待补充": (4, "待补充"),
    "代为承诺": (0, "须补授权"),
    "撤回": (0, "可撤回"),
    "子女代办": (4, "待补充"),
}

QUOTE = "在失信信息有效期届满前或者信用修复前不适用告知承诺制"


@pytest.fixture
def case(tmp_path):
    """Write a case file."""

    def write(text):
        path = tmp_path / "案件.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(("name", "expected"), OUTCOMES.items(), ids=OUTCOMES)
def test_every_example_says_what_its_name_says(run, name, expected):
    result = run("decide", EXAMPLES / f"{name}.yaml")
    assert (result.status, result.err) == (expected[0], "")
    assert expected[1] in result.out


@pytest.mark.parametrize(("name", "expected"), OUTCOMES.items(), ids=OUTCOMES)
def test_json_is_the_decision_and_nothing_else(run, name, expected):
    result = run("decide", EXAMPLES / f"{name}.yaml", "--json")
    data = json.loads(result.out)
    assert (result.status, data["outcome"]) == expected
    assert data["settled"] is (expected[0] == 0)
    assert data["program"]["version"] == "0.1.0"
    assert "\\u" not in result.out


def test_a_decision_that_collects_has_values(run):
    data = json.loads(run("decide", EXAMPLES / "不实后果.yaml", "--json").out)
    assert data["outcome"] is None
    assert {"依法处置", "纳入信用记录"} <= set(data["values"])


def test_the_ground_quotes_the_provision(run):
    out = run("decide", EXAMPLES / "失信未届满.yaml").out
    assert QUOTE in out
    assert "二（七）" in out
    assert "启政办发〔2021〕22号" in out


def test_what_is_missing_is_asked_and_what_is_possible_is_said(run):
    data = json.loads(run("decide", EXAMPLES / "待补充.yaml", "--json").out)
    out = run("decide", EXAMPLES / "待补充.yaml").out
    assert data["possible"] == ["不适用", "应提交证明", "可适用"]
    assert all(value in out for value in data["possible"])
    assert data["questions"]
    assert all(question["ask"] in out for question in data["questions"])


def test_a_pipe_gets_plain_text(run):
    assert "\x1b" not in run("decide", EXAMPLES / "失信未届满.yaml").out


def test_a_file_that_is_not_there(run, tmp_path):
    result = run("decide", tmp_path / "没有.yaml")
    assert (result.status, result.out) == (2, "")
    assert "没有.yaml" in result.err


def test_every_problem_of_a_case_is_shown_with_its_line(run, case):
    path = case(
        "jurisdiction: 启东市\nitem: 2\nfacts:\n  申请人.愿意: true\n  申请人.能够承诺: 也许\n"
    )
    result = run("decide", path)
    assert (result.status, result.out) == (2, "")
    assert ":4:3: " in result.err
    assert ":5:" in result.err
    assert "申请人.愿意承诺" in result.err


def test_an_unknown_county_is_met_with_a_suggestion(run, case):
    result = run("decide", case("jurisdiction: 启东\nfacts: {}\n"))
    assert result.status == 2
    assert "启东市" in result.err


def test_an_unknown_decision_is_met_with_a_suggestion(run, case):
    result = run("decide", case("jurisdiction: 启东市\ndecision: 适用\nfacts: {}\n"))
    assert result.status == 2
    assert "适用性" in result.err


def test_an_item_that_is_not_in_the_list(run, case):
    result = run("decide", case("jurisdiction: 启东市\nitem: 99\nfacts: {}\n"))
    assert result.status == 2
    assert "99" in result.err


@pytest.mark.parametrize("number", ["11010519491231002X", "91350100M000100Y43"])
def test_an_identity_number_is_masked_wherever_it_stands(run, case, number):
    facts = f"facts:\n  申请人.证件号码: {number}\n  申请人.愿意承诺: true\n"
    path = case(f"jurisdiction: 启东市\nitem: 2\n{facts}")
    for arguments in (["decide", path], ["decide", path, "--json"]):
        result = run(*arguments)
        assert number not in result.out + result.err
        assert result.status == 4


def test_a_wrong_identity_number_is_refused_and_masked(run, case):
    path = case('jurisdiction: 启东市\nfacts:\n  申请人.证件号码: "320681199001010014"\n')
    result = run("decide", path)
    assert result.status == 2
    assert "320681199001010014" not in result.err


def test_a_case_may_be_json_with_english_names(run, case):
    data = {
        "jurisdiction": "qidong",
        "decision": "withdrawal",
        "item": {"certificate": "无犯罪记录证明", "matter": "教师资格认定"},
        "date": "2021-07-01",
        "facts": {"matter": {"closed": False}, "withdrawal.reasonable": False},
    }
    for indent in (None, 2):
        text = json.dumps(data, ensure_ascii=False, indent=indent)
        assert run("decide", case(text)) == run("decide", EXAMPLES / "撤回.yaml")
