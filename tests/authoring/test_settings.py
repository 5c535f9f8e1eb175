"""Lints: each says what it is, and a folder's settings silence it, raise it or lower it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import gaozhi
from gaozhi.compiler.lint import CHAIN_LINTS
from gaozhi.source import CODES, Severity
from gaozhi.workspace.file_lints import FILE_LINTS, LATER_LINTS, NAME_LINTS
from gaozhi.workspace.settings import LINT_CODES
from tests.two_levels import two_levels

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "authors" / "checks.md").read_text(encoding="utf-8")
LINTS: tuple[Any, ...] = (*CHAIN_LINTS, *FILE_LINTS, *LATER_LINTS, *NAME_LINTS)
SAID = {Severity.WARNING: "提醒", Severity.NOTE: "说明"}


@pytest.fixture
def folder(tmp_path):
    """Give a folder in which a check finds an unused definition, and no error."""
    return two_levels(tmp_path / "folder", define="没有用到的: 甲.一")


def found(folder):
    """Return what a check says of the unused definition, as severities."""
    report = gaozhi.check(folder, bundled=False)
    return [one.severity.value for one in report.diagnostics if one.code == "GZ571"], report


def settings_of(folder, text, name="gaozhi.toml"):
    """Write the settings of a folder, and return what a check then tells of them."""
    (folder / name).write_text(text, encoding="utf-8")
    report = gaozhi.check(folder, bundled=False)
    told = [one for one in report.diagnostics if one.span and one.span.file.endswith(".toml")]
    return [(one.code, one.span.line, one.span.column) for one in told]


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.code)
def test_a_lint_says_what_it_is_in_the_page_for_authors(lint):
    assert lint.severity in SAID
    row = f"{CODES[lint.code]} | {SAID[lint.severity]} | {'、'.join(lint.tags)} | {lint.source} |"
    assert f"| [{lint.code}](../diagnostics/{lint.code}.md) | {row}" in PAGE


def test_the_page_names_every_code_that_settings_can_be_about():
    assert set(re.findall(r"\[(GZ\d+)\]", PAGE)) == LINT_CODES | {"GZ710", "GZ711"}
    assert len({lint.code for lint in LINTS}) == len(LINTS)


def test_no_code_that_is_ever_an_error_can_be_adjusted():
    pinned = json.loads((ROOT / "tests" / "golden" / "golden.json").read_text(encoding="utf-8"))
    told = {line for lines in pinned["diagnostics"].values() for line in lines}
    errors = {code for line in told for code in re.findall(r"error (GZ\d+):", line)}
    others = {code for line in told for code in re.findall(r"(?:warning|note) (GZ\d+):", line)}
    assert errors & LINT_CODES == set()
    assert others >= LINT_CODES


def test_without_settings_a_finding_is_as_bad_as_its_lint_says(folder):
    assert found(folder)[0] == ["note"]


def test_settings_silence_a_lint(folder):
    assert settings_of(folder, '[lint]\nsilence = ["GZ571"]\n') == []
    assert found(folder)[0] == []


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_settings_raise_and_lower_a_lint(folder, severity):
    assert settings_of(folder, f'[lint]\nseverity = {{GZ571 = "{severity}"}}\n') == []
    told, report = found(folder)
    assert told == [severity]
    assert report.sound is (severity != "error")


def test_what_a_check_calls_an_error_by_its_settings_keeps_nobody_from_deciding(folder):
    settings_of(folder, '[lint]\nseverity = {GZ571 = "error"}\n')
    assert gaozhi.load(folder, bundled=False)["demo"].decide({}, "强").possible


def test_settings_may_stand_in_the_folders_pyproject(folder):
    text = '[project]\nname = "law"\n[tool.gaozhi.lint]\nsilence = ["GZ571"]\n'
    assert settings_of(folder, text, "pyproject.toml") == []
    assert found(folder)[0] == []


def test_a_pyproject_that_does_not_speak_of_us_is_not_read(folder):
    assert settings_of(folder, "this is no TOML", "pyproject.toml") == []


def test_settings_in_two_places_are_refused(folder):
    (folder / "gaozhi.toml").write_text("", encoding="utf-8")
    text = '[tool.gaozhi.lint]\nsilence = ["GZ571"]\n'
    assert settings_of(folder, text, "pyproject.toml") == [("GZ710", 1, 2)]


def test_settings_outside_the_folder_are_not_read(folder):
    (folder.parent / "gaozhi.toml").write_text('[lint]\nsilence = ["GZ571"]\n', encoding="utf-8")
    (folder / "rules" / "gaozhi.toml").write_text("[", encoding="utf-8")
    assert found(folder)[0] == ["note"]


def test_an_error_of_meaning_can_be_neither_silenced_nor_lowered(folder):
    text = '[lint]\nsilence = ["GZ402", "GZ571"]\nseverity = {GZ503 = "note"}\n'
    assert settings_of(folder, text) == [("GZ711", 2, 13), ("GZ711", 3, 13)]
    # Of settings with a fault nothing holds: what was meant to be silent is told.
    assert found(folder)[0] == ["note"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[lint]\nsilence = [", "GZ710", 2),
        ('[lint]\nsilence = ["GZ999"]', "GZ710", 2),
        ('[lint]\nsilence = ["GZ571"]\nseverity = {GZ571 = "note"}', "GZ710", 2),
        ('# silense\n[lint]\nsilense = ["GZ571"]', "GZ201", 3),
        ("[lint]\nsilence = 1", "GZ203", 2),
        ('[lint]\nseverity = {GZ571 = "eror"}', "GZ204", 2),
    ],
)
def test_faulty_settings_are_told_at_their_place(folder, text, code, line):
    assert [told[:2] for told in settings_of(folder, text)] == [(code, line)]
    assert not gaozhi.check(folder, bundled=False).sound
