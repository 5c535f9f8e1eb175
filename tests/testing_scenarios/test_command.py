"""`gaozhi test`: the table, the differences, and how it ends."""

import json

import pytest

from tests.cli.terminal import run_in_terminal

GOOD = "scenarios:\n  - {name: 平常, expect: {outcome: 可适用}}\n"
WRONG = "scenarios:\n  - {name: 平常, expect: {outcome: 不适用}}\n"
SPOILT = "scenarios:\n  - {name: 平常, expect: {outcome: 可适用}}\n  - {name: 没有期望}\n"


def test_scenarios_that_come_out_are_counted(run, over):
    result = run("test", over(GOOD))
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[1].split("\t")[:4] == ["启东市", "适用性", "1", "1"]
    assert result.out.splitlines()[-1] == "运行了 1 个场景：1 个相符，0 个不符。"


def test_one_that_differs_shows_both_sides_and_its_place(run, over):
    result = run("test", over(WRONG))
    assert result.status == 1
    assert "不符  启东市 · 适用性：平常" in result.out
    assert "试.scenarios.yaml:6:" in result.out
    assert "期望：不适用" in result.out
    assert "实际：可适用" in result.out


def test_one_without_expectation_is_an_error_and_the_others_run(run, over):
    result = run("test", over(SPOILT))
    assert result.status == 1
    assert "error GZ560" in result.out
    assert "1 个相符" in result.out.splitlines()[-1]
    assert "有 1 个错误" in result.out.splitlines()[-1]


def test_a_file_alone_is_run_with_the_rules_around_it(run, over):
    folder = over(GOOD)
    over(WRONG.replace("平常,", "别的,"), name="别")
    result = run("test", folder / "rules/qidong/试.scenarios.yaml")
    assert (result.status, result.out.splitlines()[-1][:8]) == (0, "运行了 1 个场")


def test_only_those_asked_for_are_run(run, over):
    folder = over(GOOD + "  - {name: 另一个, expect: {outcome: 不适用}}\n")
    assert run("test", folder, "--only", "平常").status == 0
    assert run("test", folder, "--only", "另一").status == 1
    nothing = run("test", folder, "--only", "什么")
    assert (nothing.status, nothing.out) == (2, "")


def test_json(run, over):
    result = run("test", over(WRONG), "--json")
    assert result.status == 1
    data = json.loads(result.out)
    assert (data["scenarios"], data["passed"], data["errors"]) == (1, 0, [])
    assert data["results"][0]["differences"][0]["found"] == "可适用"


def test_where_there_is_no_scenario_nothing_passes(run, tmp_path):
    (tmp_path / "rules").mkdir()
    result = run("test", tmp_path)
    assert (result.status, result.out) == (2, "")
    assert "没有找到场景" in result.err


def test_two_folders_cannot_be_run_at_once(run, over):
    folder = over(GOOD)
    assert "写了两个" in run("--rules", folder, "test", folder).err


def test_unsound_rules_are_shown_and_nothing_is_run(run, over):
    folder = over(GOOD)
    (folder / "rules/qidong/rules.yaml").write_text("rules: {适用性: [{rule: 甲}]}\n", "utf-8")
    result = run("test", folder)
    assert (result.status, result.out) == (2, "")
    assert "error GZ" in result.err


@pytest.mark.parametrize("columns", [40, 80])
def test_in_a_terminal_nothing_is_cut_off(over, columns):
    ended = run_in_terminal("test", str(over(WRONG)), columns=columns)
    assert ended.status == 1
    shown = "".join(ended.shown.split())
    assert "期望：不适用" in shown
    assert "启东市" in shown
