"""`gaozhi test`: the table, the differences, and how it ends."""

import json

import pytest

import gaozhi
from tests.terminal import run_in_terminal

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
    named = next(iter(gaozhi.load_scenarios(folder))).title  # as it is shown
    assert "运行了 1 个场景" in run("test", folder, "--only", named).out
    nothing = run("test", folder, "--only", "什么")
    assert (nothing.status, nothing.out) == (2, "")


def test_one_that_does_not_settle_names_what_its_case_still_lacks(run, over):
    unsettled = "  - {name: 未知, changes: {申请人.愿意承诺: null}, expect: {outcome: 可适用}}\n"
    folder = over("scenarios:\n" + unsettled)
    result = run("test", folder)
    assert result.status == 1
    assert "案件还缺 1 项事实" in result.out
    assert "    申请人.愿意承诺：申请人是否愿意" in result.out
    data = json.loads(run("test", folder, "--json").out)
    assert data["results"][0]["missing"] == ["申请人.愿意承诺"]


@pytest.mark.parametrize("expected", ["{outcome: 待补充, questions: []}", "{outcome: 不适用}"])
def test_nothing_is_called_missing_where_the_case_is_meant_open_or_settles(run, over, expected):
    open_ = "changes: {申请人.愿意承诺: null}, " if "待补充" in expected else ""
    result = run("test", over(f"scenarios:\n  - {{name: 甲, {open_}expect: {expected}}}\n"))
    assert (result.status, "还缺" in result.out) == (1, False)


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


def test_coverage_says_what_was_not_tried(run, over):
    result = run("test", over(GOOD), "--coverage")
    assert result.status == 0
    assert "启东市没有试到的（" in result.out
    assert "没有场景的答复引用它" in result.out
    rows = {one.split("\t")[0] for one in result.out.splitlines()}
    assert {"启东市", "启东市所继承的"} <= rows
    assert "启东市所继承的有 " in result.out
    assert "不愿担责：" not in result.out  # a rule of the parent's, whose scenarios try it


def test_coverage_as_json_lists_everything(run, over):
    data = json.loads(run("test", over(GOOD), "--coverage", "--json").out)
    (county,) = data["coverage"]
    assert (county["jurisdiction"], county["scenarios"]) == ("启东市", 1)
    assert {"rules", "boundaries", "provisions"} < set(county)


def test_coverage_as_a_page_is_never_written_over_another(run, over, tmp_path):
    page = tmp_path / "覆盖.html"
    result = run("test", over(GOOD), "--html", page)
    assert result.status == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    page.write_text("别的", encoding="utf-8")
    again = run("test", over(GOOD), "--html", page)
    assert (again.status, page.read_text(encoding="utf-8")) == (2, "别的")
    assert run("test", over(GOOD), "--html", page, "--force").status == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["over", "覆盖.html"]


def test_a_page_cannot_go_where_there_is_no_folder(run, over, tmp_path):
    assert run("test", over(GOOD), "--html", tmp_path / "没有/覆盖.html").status == 2
    assert "--html 一起用" in run("test", over(GOOD), "--force").err
