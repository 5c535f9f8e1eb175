"""`gaozhi diff`: for a terminal, for a review, for a program."""

import json
import re
import sys

import pytest

from gaozhi.source import text_width
from tests.authoring.folders import CATALOG, RULES, folder
from tests.terminal import run_in_terminal

OTHER = RULES.replace("when: 甲.一", "when: {any: [甲.一, 甲.四]}")


@pytest.fixture
def pair(tmp_path, monkeypatch):
    """Give two folders by their short names: a rule holds in more cases, an item is renamed."""
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "旧")
    folder(tmp_path / "新", rules=OTHER, catalog=CATALOG.replace("住所证明", "居住证明"))
    return "旧", "新"


SHOWN = """\
示范县
  清单：改名 1
    改名 居住证明（乙事项）（原名 住所证明（乙事项））
  规则：改 1
    改 有一（强）
      条件：{when: 甲.一}
        改为：{when: {any: [甲.一, 甲.四]}}
        例如 甲.四＝是；甲.一＝否：以前不成立，现在成立
      依据：县文 一
  结论改变的情形：1
    强：下 → 上
      甲.四＝是；甲.一＝否
      以前的依据：强其余
      现在的依据：有一（县文 一）

2 处改动，1 种情形的结论改变。
"""


def test_what_has_changed(run, pair):
    result = run("diff", *pair)
    assert (result.status, result.err) == (0, "")
    assert result.out == SHOWN


def test_nothing_has_changed(run, pair):
    result = run("diff", pair[0], pair[0])
    assert (result.status, result.out) == (0, "没有改动。\n")


def test_the_new_folder_may_be_the_one_of_rules(run, pair):
    assert run("diff", pair[0], "--rules", pair[1]).out == SHOWN


def test_markdown_for_a_review(run, pair):
    shown = run("diff", *pair, "--format", "markdown").out
    assert shown.startswith(
        "# 旧 → 新\n\n2 处改动，1 种情形的结论改变。\n\n## 示范县\n\n### 清单：改名 1\n"
    )
    assert "  - 条件：`{when: 甲.一}`\n    - 改为：`{when: {any: [甲.一, 甲.四]}}`\n" in shown
    assert not re.search(r"\n{3}", shown)


def test_markdown_shows_what_is_written_and_does_not_obey_it(run, pair, tmp_path):
    catalog = CATALOG.replace("住所证明", "'*住所* <b>_证明_</b> [x](y) `z`'")
    folder(tmp_path / "新", catalog=catalog)
    shown = run("diff", *pair, "--format", "markdown").out
    assert r"\*住所\* \<b\>\_证明\_\</b\> \[x\](y) \`z\`" in shown


def test_json_for_a_program(run, pair):
    data = json.loads(run("diff", *pair, "--format", "json").out)
    assert (data["old"], data["new"]) == pair
    (county,) = data["jurisdictions"]
    assert [(c["part"], c["kind"], c["name"]) for c in county["changes"]] == [
        ("item", "renamed", "居住证明（乙事项）"),
        ("rule", "changed", "有一"),
    ]
    (field,) = county["changes"][1]["fields"]
    assert field["example"] == {"facts": {"甲.一": False, "甲.四": True}, "before": False}
    (case,) = county["cases"]
    assert case["facts"] == {"甲.一": False, "甲.四": True}
    assert case["before"] == {"outcome": "下", "grounds": [{"rule": "强其余", "basis": []}]}
    assert case["after"]["grounds"] == [{"rule": "有一", "basis": ["县文 一"]}]
    assert county["more_cases"] == {"count": 0, "at_least": False}


def test_cases_that_are_not_listed_are_counted(run, pair):
    shown = run("diff", *pair, "--limit", "0").out
    assert "结论改变的情形：1 种没有列出" in shown
    assert "2 处改动，1 种情形的结论改变。" in shown


def test_errors_of_one_side_are_shown_with_their_places(run, pair, tmp_path):
    folder(tmp_path / "新", rules=RULES.replace("甲.一", "甲.五"))
    result = run("diff", *pair)
    assert (result.status, result.out) == (2, "")
    assert "新/rules/demo/rules.yaml:3:36: error GZ303" in result.err


def test_a_county_that_is_not_there(run, pair):
    result = run("diff", *pair, "--county", "示范")
    assert (result.status, result.out) == (2, "")
    assert "示范县" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_on_a_terminal_of_80_columns(pair):
    ended = run_in_terminal("diff", *pair, env={"NO_COLOR": "1"})
    assert ended.status == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.shown).replace("\r", "\n")
    assert all(text_width(line) <= 80 for line in text.splitlines())
    assert "例如 甲.四＝是；甲.一＝否：以前不成立，现在成立" in text
