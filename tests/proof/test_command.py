"""`gaozhi prove`: for a terminal, for a review, for a program, for a file; cases that replay."""

import json
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
import yaml

from gaozhi.source import text_width
from tests.terminal import run_in_terminal
from tests.two_levels import CATALOG, two_levels

STRICT = """
强:
  - {rule: 严, title: 严, when: 甲.一, then: 上, basis: [C-1]}
"""
ROOT_CATALOG = CATALOG.replace("示例县", "上级").replace("demo", "root")
SHOWN = """\
示例县，对照上级：3 项判断，1 项有不同（收紧 1 种），2 项证明完全相同
  强：收紧 1 种
    收紧　示例县：上；上级：下
      情形：2021-01-01 办理，甲一。
      示例县依据：严
        县文 一：「县文之一」
      上级依据：强其余
        文件没有写
  证明完全相同：表、集
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """Give a folder of a root and a county that is stricter in one case; all stands in it."""
    monkeypatch.chdir(tmp_path)
    two_levels(tmp_path / "规则", county=STRICT)
    (tmp_path / "规则" / "catalogs" / "root.yaml").write_text(ROOT_CATALOG, encoding="utf-8")
    return "规则"


def test_every_difference_is_shown_with_its_case_and_the_provisions_of_both(run, rules):
    result = run("prove", "示例县", "--rules", rules)
    assert (result.status, result.out) == (0, SHOWN)


def test_without_a_name_every_jurisdiction_below_another_is_compared(run, rules):
    assert run("prove", "--rules", rules).out == SHOWN


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_however_many_processes_there_are_the_output_is_the_same(run, rules, form):
    for number in range(3):
        place = Path(rules, "catalogs", f"copy{number}.yaml")
        named = CATALOG.replace("示例县", f"第{number}县").replace("id: demo", f"id: copy{number}")
        place.write_text(named, encoding="utf-8")
    alone = run("prove", "--rules", rules, "--format", form)
    together = run("prove", "--rules", rules, "--format", form, "--jobs", "2")
    assert together.out == alone.out
    assert alone.out.count("第2县") >= 1
    assert (together.status, together.err) == (alone.status, alone.err) == (0, "")


def test_what_is_wrong_with_a_county_is_said_alike_by_several_processes(run, rules):
    named = CATALOG.replace("示例县", "坏县").replace("id: demo", "id: bad") + "itemz: []\n"
    Path(rules, "catalogs", "bad.yaml").write_text(named, encoding="utf-8")
    alone = run("prove", "--rules", rules)
    together = run("prove", "--rules", rules, "--jobs", "2")
    assert (together.status, together.err) == (alone.status, alone.err)
    assert "itemz" in alone.err


def test_strict_fails_where_anything_differs_and_only_there(run, rules):
    assert run("prove", "示例县", "--strict", "--rules", rules).status == 1
    assert run("prove", "示例县", "--strict", "--decision", "集", "--rules", rules).status == 0


def test_the_saved_cases_are_answered_as_the_proof_says_on_both_sides(run, tmp_path):
    folder = tmp_path / "案件"
    data = json.loads(run("prove", "启东市", "--json", "--save", str(folder)).out)
    (proof,) = data["proofs"]
    kinds = [(one["decision"], kind) for one in proof["decisions"] for kind in one["kinds"]]
    files = sorted(folder.iterdir())
    assert len(files) == len(kinds) > 40
    lines = []
    for file in files:
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        for county in (case["jurisdiction"], "national"):
            lines.append(json.dumps({**case, "jurisdiction": county}, default=str))
    (tmp_path / "案件.jsonl").write_text("\n".join(lines), encoding="utf-8")
    answers = list(
        map(json.loads, run("decide", "--jsonl", str(tmp_path / "案件.jsonl")).out.splitlines())
    )
    for (decision, kind), here, there in zip(kinds, answers[::2], answers[1::2], strict=True):
        for side, answer in (("here", here), ("there", there)):
            assert answer["decision"] == decision
            if kind["value"] is None:
                assert answer["outcome"] == kind[side]["outcome"]
            else:
                assert (kind["value"] in answer["values"]) is kind[side]["given"]


def test_a_saved_case_is_a_file_for_decide(run, rules):
    run("prove", "示例县", "--rules", rules, "--save", "案件")
    (file,) = Path("案件").iterdir()
    assert run("decide", str(file), "--rules", rules).out.startswith("示例县 · 强：上")
    again = run("prove", "示例县", "--rules", rules, "--save", "案件")
    assert (again.status, "已经存在" in again.err) == (2, True)


def test_markdown_is_for_a_review(run, rules):
    shown = run("prove", "示例县", "--rules", rules, "--format", "markdown").out
    assert shown.startswith("# 示例县，对照上级")
    assert "\n## 强：收紧 1 种\n" in shown
    assert "\n  - 情形：2021-01-01 办理，甲一。\n" in shown


def test_a_page_needs_nothing_else_and_escapes_what_it_quotes(run, rules):
    page = run("prove", "示例县", "--rules", rules, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert not re.search(r'(src|href)="|<script', page)
    assert "<th>示例县：上</th><th>上级：下</th>" in page
    assert "「县文之一」" in page


def test_sarif_has_every_difference_at_the_rule_that_it_rests_on(run, rules):
    data = json.loads(run("prove", "示例县", "--rules", rules, "--format", "sarif").out)
    ((result,),) = [one["results"] for one in data["runs"]]
    assert (result["ruleId"], result["level"]) == ("prove/narrower", "note")
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("rules.yaml")


def test_a_recorded_difference_is_suppressed_in_sarif_with_its_reason(run):
    data = json.loads(run("prove", "启东市", "--decision", "撤回", "--format", "sarif").out)
    ((result,),) = [one["results"] for one in data["runs"]]
    (suppression,) = result["suppressions"]
    assert suppression["justification"] == "办结以前撤回不须理由（办结前可以撤回）"


def git(*arguments):
    who = ("-c", "user.name=某人", "-c", "user.email=a@example.invalid")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_two_versions_of_the_rules_are_compared(run, rules, monkeypatch):
    monkeypatch.chdir(rules)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "一")
    file = Path("rules/demo/rules.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("甲.一", "甲.四"), encoding="utf-8")
    shown = run("prove", "示例县", "--version", "HEAD", ".", "--decision", "强").out
    assert shown.startswith(
        "示例县（.），对照示例县（HEAD）：1 项判断，1 项有不同（放宽 1 种、收紧 1 种）"
    )
    missing = run("prove", "--version", "HEAD~7", ".")
    assert (missing.status, "GZ655" in missing.err) == (2, True)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("全国",), "没有上级"),
        (("启东",), "是否要写 启东市"),
        (("启东市", "--against", "启东"), "是否要写 启东市"),
        (("启东市", "--decision", "适用"), "适用性"),
        (("启东市", "--format", "htm"), "是不是 html"),
        (("--against", "启东市"), "--against 要和一个地区一起写"),
        (("--version", "空", "."), "没有文件夹“空”"),
    ],
)
def test_a_call_that_cannot_be_used_says_why(run, tmp_path, monkeypatch, call, said):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent.resolve()))
    result = run("prove", *call)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_it_fits_a_terminal_of_eighty_columns():
    command = ("prove", "启东市", "--decision", "适用性")
    ended = run_in_terminal(*command, env={"NO_COLOR": "1"})
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.shown).replace("\r", "\n")
    assert all(text_width(line) <= 80 for line in text.splitlines())
    assert "情形：" in text


def test_what_a_process_that_the_system_ended_left_is_done_all_the_same(run, rules, monkeypatch):
    def ended(*_):
        raise BrokenProcessPool

    alone = run("prove", "--rules", rules)
    monkeypatch.setattr(ProcessPoolExecutor, "map", ended)
    named = CATALOG.replace("示例县", "第二县").replace("id: demo", "id: other")
    Path(rules, "catalogs", "other.yaml").write_text(named, encoding="utf-8")
    together = run("prove", "--rules", rules, "--jobs", "2")
    assert together.status == 0
    assert together.out == alone.out + "\n" + alone.out.replace("示例县", "第二县")
