"""For programs that call the command line: a case a line, errors as JSON, and `python -m gaozhi`."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

import gaozhi
from gaozhi.library.case_lines import LONGEST_LINE, case_lines
from tests.situations import library
from tests.terminal import environment

NUMBER = "11010519491231002X"
SETTLED: dict[str, Any] = {
    "jurisdiction": "启东市",
    "item": 2,
    "date": "2022-06-30",
    "facts": {"申请人.愿意承诺": False},
}


def lines(*cases):
    return "".join(
        (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) + "\n"
        for one in cases
    )


def read(text):
    return [json.loads(line) for line in text.splitlines()]


def test_every_line_is_answered_in_its_order_as_decide_answers_it(run):
    open_ = {"jurisdiction": "qidong", "decision": "撤回"}
    result = run("decide", "--jsonl", "-", answers=lines(SETTLED, open_, SETTLED))
    assert (result.status, result.err) == (0, "")
    county = library()["启东市"]
    first = county.decide(SETTLED["facts"], item=2, on="2022-06-30").to_dict()
    assert read(result.out) == [first, county.decide({}, "撤回").to_dict(), first]


def test_a_line_that_cannot_be_used_does_not_keep_the_others_from_an_answer(run):
    result = run("decide", "--jsonl", "-", answers=lines("{", SETTLED, {"item": 2}, "[]"))
    assert result.status == 2
    wrong, answer, nowhere, no_case = read(result.out)
    assert answer["outcome"]
    assert [one["error"]["errors"][0]["code"] for one in (wrong, nowhere, no_case)] == [
        "GZ625",
        "GZ202",
        "GZ625",
    ]
    assert [one["error"]["errors"][0]["line"] for one in (wrong, nowhere, no_case)] == [1, 3, 4]


def test_a_line_without_a_jurisdiction_takes_that_of_the_call(run):
    case = {key: value for key, value in SETTLED.items() if key != "jurisdiction"}
    other = {**case, "jurisdiction": "阿合奇县", "item": None}
    result = run("decide", "--jsonl", "-", "--county", "320681", answers=lines(case, other))
    assert [one["jurisdiction"] for one in read(result.out)] == ["启东市", "阿合奇县"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"a": 1, "a": 2}', "写了两次"),
        ('{"a": NaN}', "不能用"),
        ('{"a": ' + "9" * 5000 + "}", "不能用"),
        ("[" * 5000 + "]" * 5000, "不能用"),
        ('{"facts": ' + '{"a": ' * 400 + "1" + "}" * 400 + "}", "不能用"),
        ("true", "对象"),
        ("{'a': 1}", "第 2 个字符"),
    ],
)
def test_what_is_not_one_json_object_is_refused_in_chinese(run, line, said):
    result = run("decide", "--jsonl", "-", "--county", "启东市", answers=lines(line))
    assert result.status == 2
    [answer] = read(result.out)
    assert said in answer["error"]["detail"]
    assert answer["error"]["type"] == "urn:gaozhi:problem:case"


def test_the_problems_of_a_line_name_the_facts_by_their_path(run):
    case = {"jurisdiction": "启东市", "facts": {"applicant": {"willing": 3}, "申请人.类型": "人"}}
    [answer] = read(run("decide", "--jsonl", "-", answers=lines(case)).out)
    assert [one["path"] for one in answer["error"]["errors"]] == [
        ["facts", "applicant", "willing"],
        ["facts", "申请人.类型"],
    ]


def test_a_defect_on_one_line_is_told_and_the_next_is_answered(run, monkeypatch):
    county = type(library()["启东市"])
    decide, calls = county.decide, []

    def broken(self, *arguments, **named):
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError("甲")
        return decide(self, *arguments, **named)

    monkeypatch.setattr(county, "decide", broken)
    result = run("decide", "--jsonl", "-", answers=lines(SETTLED, SETTLED))
    first, second = read(result.out)
    assert first["error"]["type"] == "urn:gaozhi:problem:defect"
    assert second["outcome"]
    assert result.status == 2


def test_blank_lines_and_a_byte_order_mark_are_passed_over(run):
    result = run("decide", "--jsonl", "-", answers="\ufeff" + lines(SETTLED) + "\n\r\n")
    assert (result.status, len(read(result.out))) == (0, 1)
    assert run("decide", "--jsonl", "-").out == ""


def test_a_file_of_lines_is_read_as_standard_input_is(run, tmp_path):
    file = tmp_path / "案件.jsonl"
    file.write_bytes(lines(SETTLED).encode() + '{"名": 1}\n'.encode("gbk"))
    result = run("decide", "--jsonl", file)
    answer, wrong = read(result.out)
    assert answer["outcome"]
    assert "UTF-8" in wrong["error"]["detail"]
    assert run("decide", "--jsonl", tmp_path / "没有.jsonl").status == 2


def test_a_line_that_is_too_long_is_not_kept_and_the_next_one_is_found():
    asked = []

    class Long(io.BytesIO):
        def readline(self, size=-1):
            asked.append(size)
            return super().readline(size)

    stream = Long(b"a" * (3 * LONGEST_LINE) + b"\n{}\n" + b"b" * (LONGEST_LINE + 5))
    assert list(case_lines(stream)) == [(1, None), (2, b"{}\n"), (3, None)]
    assert all(0 < size <= LONGEST_LINE + 1 for size in asked)
    exact = b"a" * (LONGEST_LINE - 1) + b"\n"
    assert list(case_lines(io.BytesIO(exact))) == [(1, exact)]


def test_an_answer_is_written_before_the_next_line_is_read():
    with subprocess.Popen(
        [sys.executable, "-m", "gaozhi", "decide", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(lines(SETTLED).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["outcome"]
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("decide", "案件.yaml", "--county", "启东市"),
        ("decide", "--jsonl", "-", "--receipt", "凭据.json"),
        ("decide", "--jsonl", "-", "--full"),
        ("decide", "--jsonl", "-", "--key", "钥匙"),
        ("decide", "--jsonl"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run, arguments):
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err


def test_an_identity_number_is_masked_in_answers_and_errors_of_lines(run):
    case = {**SETTLED, "facts": {"申请人.证件号码": NUMBER, "申请人.愿意承诺": False}}
    wrong = {"jurisdiction": NUMBER}
    strange = {**SETTLED, "facts": {NUMBER: NUMBER}}
    result = run("decide", "--jsonl", "-", answers=lines(case, wrong, strange))
    assert "1949" not in result.out + result.err
    assert len(read(result.out)) == 3


CALLS = [
    (("decide", "没有.yaml"), "case"),
    (("decide",), "usage"),
    (("decide", "a.yaml", "--foo"), "usage"),
    (("matter", "启动市", "教师资格认定", "a.yaml"), "unknown-jurisdiction"),
    (("duties", "启动市"), "unknown-jurisdiction"),
    (("provisions", "启东市", "QD-9"), "usage"),
    (("schedule", "启东市", "年"), "usage"),
    (("timeline", "没有.yaml"), "case"),
    (("verify", "没有.json"), "receipt"),
    (("watch", "没有.yaml"), "case"),
    (("test", "没有"), "catalog"),
    (("mutate", "没有"), "catalog"),
    (("render", "告知承诺书", "没有.yaml"), "case"),
    (("due", "今天", "3日"), "usage"),
    (("due", "2003-01-01", "3日"), "workdays"),
    (("calendar", "2099"), "unpublished"),
    (("due", "2099-01-05", "3工作日"), "unpublished"),
]


@pytest.mark.parametrize(("arguments", "kind"), CALLS, ids=[" ".join(one[0]) for one in CALLS])
def test_with_json_what_goes_wrong_is_json_too(run, arguments, kind):
    plain, told = run(*arguments), run(*arguments, "--json")
    assert (told.status, told.out) == (plain.status, "")
    problem = json.loads(told.err)
    assert problem["type"] == f"urn:gaozhi:problem:{kind}"
    assert {"title", "status", "detail", "errors"} <= set(problem)
    assert problem["detail"].rstrip("。") in plain.err.replace("\n", "")


def test_a_defect_is_json_too(run, monkeypatch):
    def broken(*_arguments):
        raise ZeroDivisionError(NUMBER)

    monkeypatch.setattr(gaozhi, "read_case", broken)
    result = run("decide", "a.yaml", "--json")
    problem = json.loads(result.err)
    assert (result.status, problem["type"]) == (2, "urn:gaozhi:problem:defect")
    assert problem["help"]
    assert "1949" not in result.err


def test_the_package_runs_as_a_module():
    ended = subprocess.run(
        [sys.executable, "-m", "gaozhi", "--version"],
        capture_output=True,
        env=environment(),
        check=True,
    )
    assert ended.stdout.decode().strip() == f"gaozhi {gaozhi.__version__}"


def test_the_module_too_says_which_extra_to_install():
    code = "import runpy, sys; sys.modules['click'] = None; runpy.run_module('gaozhi', run_name='__main__')"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment())
    assert ended.returncode == 2
    assert 'pip install "gaozhi[cli]"' in ended.stderr.decode()
