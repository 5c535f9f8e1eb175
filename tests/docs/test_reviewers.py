"""The pages for legal reviewers show what happens, and their table is what the proof finds."""

import re
import shlex

import pytest

from tests.docs.test_documents import blocks
from tests.guide_pages import blocks_of, commands, faults, lay_all, shows
from tests.places import REPOSITORY

REVIEWERS = REPOSITORY / "docs" / "reviewers"
PAGES = sorted(REVIEWERS.glob("*.md"))
GUIDE = REVIEWERS / "prove.md"


def test_the_commands_of_the_guide_print_what_it_quotes(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    assert faults(lay_all(blocks_of(GUIDE), tmp_path)) == []
    for block in blocks_of(GUIDE):
        for command, quoted in commands(block) if block.language == "console" else ():
            program, *arguments = shlex.split(command)
            assert program == "gaozhi"
            result = run(*arguments)
            shown = result.err + result.out
            assert shows(shown, quoted), (command, shown)


def test_the_code_of_the_guide_runs(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    for code in blocks(GUIDE, "python"):
        exec(compile(code, str(GUIDE), "exec"), {})


def test_the_table_of_bundled_differences_is_what_the_command_writes(run):
    page = (REVIEWERS / "differences.md").read_text(encoding="utf-8")
    assert page.endswith(run("prove", "--format", "table").out)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [one for one in targets if not (page.parent / one).exists()] == []
