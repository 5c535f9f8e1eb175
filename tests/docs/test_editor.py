"""What the page about editors gives to copy can be copied."""

import json
import re
from collections import Counter
from pathlib import Path

import gaozhi
from gaozhi.authoring.schema import KINDS
from tests.diagnostic_pages import lay
from tests.guide_pages import blocks_of
from tests.places import REPOSITORY

PAGE = REPOSITORY / "docs" / "authors" / "editor.md"
SETTINGS, TASKS = (json.loads(b.text) for b in blocks_of(PAGE) if b.language == "json")


def test_every_schema_that_it_names_is_written():
    named = set(re.findall(r"\w+\.schema\.json", PAGE.read_text(encoding="utf-8")))
    assert named <= {kind.file for kind in KINDS.values()}
    assert len(SETTINGS["yaml.schemas"]) == 2


def test_what_a_check_shows_becomes_a_problem_with_its_place(run, tmp_path, monkeypatch):
    (task,) = TASKS["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    folder = lay({"rules/mouxian/错.yaml": "rules：\n  适用性: {}\n"}, tmp_path / "我的规则")
    monkeypatch.chdir(folder)
    shown = run(*task["args"]).out.splitlines()
    found = [re.match(pattern["regexp"], line) for line in shown]
    problems = gaozhi.check(Path()).diagnostics
    assert Counter(match[pattern["code"]] for match in found) == Counter(d.code for d in problems)
    said = {
        tuple(match[pattern[key]] for key in ("severity", "file", "line", "column", "message"))
        for match in found
    }
    message = "这里的 ： 是全角符号，要用“: ”（半角冒号加一个空格）"
    assert ("error", "rules/mouxian/错.yaml", "1", "6", message) in said
