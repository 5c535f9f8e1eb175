"""`gaozhi mutate`: what it shows, and its exit status."""

import json
import re
import sys
from functools import partial

import pytest

from gaozhi.source import text_width
from gaozhi.workspace.opening import open_workspace
from tests.authoring.mutation.folders import folder
from tests.terminal import run_in_terminal

RULES = "强:\n  - {rule: 有一, title: 有, when: 甲.一, unless: 甲.三, then: 上, basis: [D-1]}\n"
SCENARIOS = """
  - {name: 有一, facts: {甲.一: true, 甲.三: false}, expect: {outcome: 上}}
  - {name: 没有, facts: {甲.一: false}, expect: {outcome: 下}}
"""
SUGGESTED = """\
  - name: 有一：不能删去 unless
    decision: 强
    date: 2020-01-01
    facts: {甲.一: true, 甲.三: true}
    expect: {outcome: 下}
"""
COUNTY = """
document: {number: 某政办发〔2024〕1号, title: 某县方案, issuer: 某县政府, issued: 2024-03-01}
extends: national
provisions:
  - {id: MX-1, locator: 第一条, quote: 未列入清单的不实行, means: 清单外的不能以承诺代替}
rules:
  适用性:
    - {rule: 不在本县清单, title: 清单外, when: {not: 证明.在清单内}, then: 不属于适用范围, basis: [MX-1]}
"""
CATALOG = "{county: 某县, id: mouxian, rules: mouxian, calendar: china, list: not_at_hand}"
SHOWN = f"""\
地区	变异	查出	漏过	等价	查出率
示范县	5	4	1	0	80.0%

示范县漏过的（1）
  · 规则“有一”：删去 unless
    规则/rules/demo/rules.yaml:3:47

{SUGGESTED}
5 处变异：查出 4 处，漏过 1 处。
粘贴以前先读文件：期望是照现在的规则写的，规则错了，期望也错。
粘贴以后把名称改成试的是什么。
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Give a folder by its short name, which stands alone; one of its mutants is missed."""
    monkeypatch.chdir(tmp_path)
    alone = partial(open_workspace, bundled=False)
    monkeypatch.setattr(
        "gaozhi.authoring.mutation._mutate.open_workspace",
        lambda path, *, depth, **_: alone(path, depth=depth),
    )
    folder(tmp_path / "规则", RULES, SCENARIOS)
    return "规则"


@pytest.fixture
def county(tmp_path, monkeypatch):
    """Give a county above the bundled baseline, without scenarios."""
    monkeypatch.chdir(tmp_path)
    files = {
        "rules/mouxian/rules.yaml": COUNTY,
        "catalogs/mouxian.yaml": CATALOG,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return "."


def test_what_was_missed_is_shown_with_a_scenario_to_paste(run, place):
    result = run("mutate", place, "--county", "示范县")
    assert (result.status, result.err) == (1, "")
    assert result.out == SHOWN


def test_the_scenario_as_pasted_notices_it(run, place, tmp_path):
    folder(tmp_path / place, RULES, SCENARIOS + SUGGESTED)
    result = run("mutate", "--rules", place, "--county", "demo")
    assert result.status == 0
    assert result.out.endswith("5 处变异：查出 5 处。\n")


def test_how_much_is_enough_can_be_said(run, place):
    assert run("mutate", place, "--county", "示范县", "--at-least", "80").status == 0
    assert run("mutate", place, "--county", "示范县", "--at-least", "81").status == 1


def test_json_has_every_mutant(run, place):
    result = run("mutate", place, "--county", "示范县", "--json")
    (one,) = json.loads(result.out)["jurisdictions"]
    assert (one["killed"], one["survived"], one["equivalent"], one["unfit"]) == (4, 1, 0, 0)
    assert one["score"] == 80.0
    missed = next(m for m in one["mutants"] if m["fate"] == "survived")
    assert missed["says"] == "规则“有一”：删去 unless"
    assert missed["scenario"] == SUGGESTED
    assert {m["killer"] for m in one["mutants"]} == {"有一", "没有", None}


def test_scenarios_that_fail_as_it_is_are_named_and_nothing_is_changed(run, place, tmp_path):
    wrong = SCENARIOS.replace("outcome: 上", "outcome: 中")
    folder(
        tmp_path / place,
        RULES + RULES.partition("\n")[2].replace("有一", "其二").replace("上", "中"),
        wrong,
    )
    result = run("mutate", place)
    assert (result.status, result.out) == (1, "")
    assert "已有 1 个场景不符" in result.err
    assert "示范县 · 强：有一（规则/rules/demo/强.scenarios.yaml:4:12）" in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("规则", "--rules", "规则"), "文件夹写了两个"),
        (("规则", "--at-least", "101"), "写 0 至 100 的整数"),
        (("规则", "--at-least", "一半"), "写 0 至 100 的整数"),
        (("规则", "--only", "没有这些字"), "没有写着“没有这些字”的规则可改"),
        (("规则", "--county", "示范"), "是否要写 示范县"),
        (("没有",), "文件夹 没有 不存在"),
    ],
)
def test_a_call_that_cannot_be_used_says_why(run, place, arguments, said):
    result = run("mutate", *arguments)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_a_county_that_the_folder_says_nothing_of_has_nothing_to_change(run, county):
    result = run("mutate", county, "--county", "启东市")
    assert (result.status, result.out) == (2, "")
    assert "启东市：没有可检验的规则" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_a_terminal_of_eighty_columns_shows_it_whole(county):
    ended = run_in_terminal("mutate", county)
    shown = [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line) for line in ended.lines]
    assert ended.status == 1
    assert "  - name: 不在本县清单：不能删去这条规则" in shown
    assert all(text_width(line) <= 80 for line in shown[-40:])
