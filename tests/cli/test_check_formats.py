"""`gaozhi check` for other programs, and with --fix."""

import json
import re

import pytest

from tests.builders import write_files

WRONG = """rules:
  适用性:
    - {rule: 甲, title: "一, 二: 100%", when: applicant.willing, thn: 不适用, basis: [X]}
"""
RULES = "rules/试用县/规则.yaml"
PROVISIONS = "document: {title: 某文件, issuer: 某县, issued: 2021-01-01}\nextends: national\nprovisions: []\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "夹", {RULES: WRONG, "rules/试用县/条文.yaml": PROVISIONS})
    return "夹"


def test_json_has_everything(run, folder):
    result = run("check", folder, "--format", "json")
    assert result.status == 1
    data = json.loads(result.out)
    by_code = {one["code"]: one for one in data["diagnostics"]}
    assert by_code["GZ201"] == {
        "code": "GZ201",
        "severity": "error",
        "title": "不认识的键",
        "message": "不认识的键“thn”",
        "help": "是否要写 then？",
        "place": {"file": f"夹/{RULES}", "line": 3, "column": 63, "end_line": 3, "end_column": 66},
        "related": [],
        "fix": [
            {
                "place": {
                    "file": f"夹/{RULES}", "line": 3, "column": 63, "end_line": 3, "end_column": 66
                },
                "text": "then",
            }
        ],
    }  # fmt: skip
    assert data["severities"]["error"] == len(data["diagnostics"])
    assert data["checked"]["files"] > 2
    assert data["fixed"] == []


def test_github_shows_each_at_its_line(run, folder):
    result = run("check", folder, "--format", "github")
    assert result.status == 1
    lines = result.out.splitlines()
    assert all(re.match(r"::(error|warning|notice) ", line) for line in lines)
    (key,) = [line for line in lines if "GZ201" in line]
    assert key == (
        f"::error file=夹/{RULES},line=3,endLine=3,col=63,endColumn=65,title=GZ201 不认识的键"
        "::不认识的键“thn”%0A帮助：是否要写 then？"
    )


def test_github_gets_no_command_from_a_file(run, tmp_path, monkeypatch):
    """What a file holds cannot end a command or begin another."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "a,b", {"rules/c:d/x.yaml": 'rules: {"甲\\n::error::乙%": []}\n'})
    result = run("check", "a,b", "--format", "github")
    lines = result.out.splitlines()
    assert lines
    assert all(
        line.startswith(("::error file=a%2Cb/rules/c%3Ad/x.yaml,", "::error title="))
        for line in lines
    )
    assert not any("::error::" in line.partition("::")[2].partition("::")[0] for line in lines)


def test_sarif_names_its_rules_and_places(run, folder):
    data = json.loads(run("check", folder, "--format", "sarif").out)
    assert data["version"] == "2.1.0"
    (found,) = data["runs"]
    rules = found["tool"]["driver"]["rules"]
    assert found["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == sorted({r["ruleId"] for r in found["results"]})
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in found["results"])
    assert all(rule["help"]["text"].startswith(f"# {rule['id']} ") for rule in rules)
    (key,) = [r for r in found["results"] if r["ruleId"] == "GZ201"]
    location = key["locations"][0]["physicalLocation"]
    assert re.fullmatch(r"[!-~]+", location["artifactLocation"]["uri"])
    assert location["region"] == {"startLine": 3, "startColumn": 63, "endLine": 3, "endColumn": 66}
    (change,) = key["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "then"}


def test_braces_of_a_sarif_message_stand_for_themselves(run, folder, tmp_path):
    (tmp_path / folder / RULES).write_text(
        "define:\n  甲: {申请人.愿意承诺: true, 申请人.能够承诺: true}\n", encoding="utf-8"
    )
    data = json.loads(run("check", folder, "--format", "sarif").out)
    (text,) = [r["message"]["text"] for r in data["runs"][0]["results"] if r["ruleId"] == "GZ302"]
    assert "{{" in text
    assert not re.search(r"(?<!\{)\{(?!\{)", text.replace("{{", ""))


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_identity_numbers_are_masked_and_no_masked_fix_is_offered(run, tmp_path, form):
    number = "11010519491231002X"
    write_files(
        tmp_path,
        {
            "rules/demo/a.yaml": f"document: {{title: {number[:17]}, issuer: 甲, issued: 2021-01-01}}\nrules: {{{number}: []}}\n"
        },
    )
    result = run("check", tmp_path, "--format", form)
    assert number[:17] not in result.out
    if form == "json":
        edits = [edit for one in json.loads(result.out)["diagnostics"] for edit in one["fix"]]
        assert not any("*" in edit["text"] for edit in edits)


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_what_is_sound_has_status_0_in_every_format(run, form):
    result = run("check", "--format", form)
    assert (result.status, result.err) == (0, "")


def test_a_format_that_does_not_exist(run):
    result = run("check", "--format", "jason")
    assert (result.status, result.out) == (2, "")
    assert "没有“jason”这种格式。" in result.err
    assert "是不是 json？" in result.err


def test_fixing_says_what_was_done_and_what_is_left(run, folder, tmp_path):
    result = run("check", folder, "--fix")
    assert result.status == 1
    assert result.out.startswith("改正了 2 处：\n")
    assert f"  夹/{RULES}:3:63: GZ201: “thn”改成“then”\n" in result.out
    assert "“applicant.willing”改成“申请人.愿意承诺”" in result.out
    assert "error GZ501" in result.out
    assert "GZ201: 不认识" not in result.out
    written = (tmp_path / folder / RULES).read_text(encoding="utf-8")
    assert written == WRONG.replace("thn", "then").replace("applicant.willing", "申请人.愿意承诺")
    again = run("check", folder, "--fix")
    assert "改正了" not in again.out


def test_fixed_in_json(run, folder):
    data = json.loads(run("check", folder, "--fix", "--format", "json").out)
    assert sorted(one["code"] for one in data["fixed"]) == ["GZ201", "GZ303"]
    assert "GZ201" not in [one["code"] for one in data["diagnostics"]]


def test_a_check_says_how_many_can_be_fixed(run, folder):
    last = run("check", folder).out.splitlines()[-1]
    assert last == "其中 2 处毫无疑问，可以直接改正：gaozhi check 夹 --fix"


def test_what_comes_with_the_package_is_not_fixed(run):
    result = run("check", "--fix")
    assert (result.status, result.out) == (2, "")
    assert "--fix 没有写文件夹。" in result.err


def test_a_folder_that_is_not_there_cannot_be_fixed(run, tmp_path):
    assert run("check", tmp_path / "没有", "--fix").status == 2
