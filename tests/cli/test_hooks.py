"""The hooks for pre-commit: what they run is there, passes what is sound and stops what is not."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from gaozhi.cli import main
from tests.places import REPOSITORY

HOOKS = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SCENARIO = ("scenarios/错.scenarios.yaml", "scenarios: [{name: 没有写期望, facts: {}}]\n")
NARROWER = "rules: {撤回: [{rule: 一律不撤回, title: 不, then: 不可撤回, silent: true}]}\n"
WRONG = {"gaozhi-prove": ("撤回.yaml", NARROWER)}
EACH = pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A folder with a county, as a repository that holds catalogs has it at its root."""
    folder = tmp_path_factory.mktemp("repository")
    assert main(["new", "某县", str(folder), "--id", "mouxian"]) == 0
    return folder


def call(hook, run):
    """Run what pre-commit would run; the names of files are not passed."""
    assert hook["pass_filenames"] is False
    program, *words = shlex.split(hook["entry"])
    assert program == "gaozhi"
    return run(*words, *hook["args"])


@EACH
def test_a_hook_runs_a_command_that_there_is(hook, run, repository, monkeypatch):
    monkeypatch.chdir(repository)
    assert call(hook, run).status == 0


@EACH
def test_a_hook_stops_what_is_not_sound(hook, run, repository, monkeypatch):
    monkeypatch.chdir(repository)
    name, text = WRONG.get(hook["id"], SCENARIO)
    wrong = Path("rules/mouxian") / name
    wrong.write_text(text, encoding="utf-8")
    try:
        assert call(hook, run).status == 1
    finally:
        wrong.unlink()


@EACH
def test_a_hook_looks_at_the_files_of_rules_and_of_catalogs_and_at_no_other(hook):
    wanted = re.compile(hook["files"])
    assert wanted.search("rules/mouxian/provisions.yaml")
    assert wanted.search("我的规则/catalogs/calendars/mouzhou.yml")
    assert not wanted.search("docs/rules.md")


@EACH
def test_a_hook_installs_what_the_command_line_needs(hook):
    assert (hook["language"], hook["additional_dependencies"]) == ("python", [".[cli]"])
