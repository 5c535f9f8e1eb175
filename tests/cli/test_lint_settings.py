"""`gaozhi check` with a folder's settings: the severity changes, and nothing else."""

import json

import pytest

RULES = """
document: {title: 某县方案, issuer: 某县, issued: 2024-03-01, in_force: {from: 2024-03-01}}
extends: national
provisions: [{id: MX-1, locator: 一, quote: 甲, means: 乙, not_computed: 例}]
define: {没有用到的: 申请人.愿意承诺}
"""


@pytest.fixture
def folder(tmp_path):
    """Give a folder in which a check finds an unused definition, and no error."""
    path = tmp_path / "folder" / "rules" / "mouxian" / "rules.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULES, encoding="utf-8")
    return tmp_path / "folder"


def test_the_frame_shows_where_the_settings_are_at_fault(folder, run):
    (folder / "gaozhi.toml").write_text('[lint]\nsilence = ["GZ503"]\n', encoding="utf-8")
    result = run("check", str(folder))
    assert result.status == 1
    assert "gaozhi.toml:2:13: error GZ711" in result.out
    assert '2 | silence = ["GZ503"]' in result.out


def test_json_says_nothing_new_but_the_severity(folder, run):
    def told():
        data = json.loads(run("check", str(folder), "--format", "json").out)
        return {one["code"]: one for one in data["diagnostics"]}

    before = told()
    text = '[lint]\nseverity = {GZ571 = "warning"}\n'
    (folder / "gaozhi.toml").write_text(text, encoding="utf-8")
    after = told()
    assert before["GZ571"]["severity"] == "note"
    assert after == {**before, "GZ571": {**before["GZ571"], "severity": "warning"}}


def test_a_lint_that_is_raised_to_an_error_makes_the_check_fail(folder, run):
    assert run("check", str(folder)).status == 0
    text = '[lint]\nseverity = {GZ571 = "error"}\n'
    (folder / "gaozhi.toml").write_text(text, encoding="utf-8")
    assert run("check", str(folder)).status == 1
