"""What the documents show is what happens: code runs, output is real, links lead somewhere."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.places import REPOSITORY

DOCUMENTS = [
    REPOSITORY / "README.md",
    REPOSITORY / "README.en.md",
    REPOSITORY / "CHANGELOG.md",
    REPOSITORY / "SECURITY.md",
    REPOSITORY / "CONTRIBUTING.md",
    *sorted((REPOSITORY / "docs").glob("*.md")),
    REPOSITORY / "examples" / "jurisdictions" / "README.md",
    REPOSITORY / "examples" / "stories" / "README.md",
    *sorted((REPOSITORY / "docs" / "integrators").glob("*.md")),
    REPOSITORY / "docs" / "operators" / "README.md",
    REPOSITORY / "docs" / "operators" / "serve.md",
    REPOSITORY / "examples" / "service" / "README.md",
]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)([^)#]+)")


def blocks(document, language):
    found = FENCE.findall(document.read_text(encoding="utf-8"))
    return [code for written, code in found if written == language]


# Where Spark is started, in tests/portable/test_spark.py, its page runs, too.
RUN_HERE = [one for one in DOCUMENTS if one.name != "spark.md"]


@pytest.mark.parametrize("document", RUN_HERE, ids=lambda path: path.name)
def test_the_python_code_runs_from_top_to_bottom(document, capsys, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    names = {}
    for code in blocks(document, "python"):
        exec(compile(code, str(document), "exec"), names)


def test_every_link_inside_the_project_leads_somewhere():
    folders = [REPOSITORY / name for name in ("docs", "examples", "conformance", "runtimes")]
    pages = [*REPOSITORY.glob("*.md"), *(page for one in folders for page in one.rglob("*.md"))]
    assert [
        (page.name, target)
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ] == []


def shown_decisions():
    for block in blocks(REPOSITORY / "README.md", "console"):
        command, _, output = block.partition("\n")
        if command.startswith("$ gaozhi decide ") and output:
            case = command.split()[-1]
            yield pytest.param(case, output, id=Path(case).stem)


@pytest.mark.parametrize(("case", "output"), [*shown_decisions()])
def test_the_output_in_the_readme_is_real(run, case, output):
    assert run("decide", REPOSITORY / case).out == output


def test_the_readme_shows_two_of_the_four_decisions():
    assert len(list(shown_decisions())) == 2


def test_the_change_of_a_rule_in_the_readme_has_the_effect_it_describes(run, tmp_path):
    for name in ("rules", "catalogs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    [change] = blocks(REPOSITORY / "README.md", "diff")
    head, *lines = change.splitlines()
    changed = tmp_path / head.removeprefix("--- ")
    old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    text = changed.read_text(encoding="utf-8")
    assert text.count(old) == 1
    changed.write_text(text.replace(old, new), encoding="utf-8")

    case = REPOSITORY / "examples" / "失信未届满.yaml"
    assert run("check", tmp_path).status == 0
    assert "适用性：不适用" in run("decide", case).out
    assert "适用性：可适用" in run("decide", case, "--rules", tmp_path).out


def test_the_page_on_the_command_line_names_every_key_of_the_json(run):
    page = (REPOSITORY / "docs" / "integrators" / "command-line.md").read_text(encoding="utf-8")
    data = json.loads(run("decide", REPOSITORY / "examples" / "失信未届满.yaml", "--json").out)
    [ground] = data["grounds"]
    keys = [*data, *ground, *ground["basis"][0], *data["program"]]
    assert [key for key in keys if f"`{key}`" not in page] == []


def test_its_case_file_can_be_decided(run, tmp_path):
    [case] = blocks(REPOSITORY / "docs" / "integrators" / "command-line.md", "yaml")
    (tmp_path / "案件.yaml").write_text(case, encoding="utf-8")
    assert run("decide", tmp_path / "案件.yaml").status == 4
