"""The pages for legal reviewers show what happens, and their table is what the proof finds."""

import pytest

from tests.docs.test_documents import blocks
from tests.guide_pages import blocks_of, check_commands, faults, lay_all
from tests.places import REPOSITORY

REVIEWERS = REPOSITORY / "docs" / "reviewers"
GUIDES = [REVIEWERS / name for name in ("README.md", "prove.md", "gaps.md", "compare.md")]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_the_commands_of_a_guide_print_what_it_quotes(guide, tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    laid = lay_all(blocks_of(guide), tmp_path)
    assert not laid.is_dir() or faults(laid) == []
    for block in blocks_of(guide):
        if block.language == "console":
            check_commands(block, run)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_the_code_of_a_guide_runs(guide, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    for code in blocks(guide, "python"):
        exec(compile(code, str(guide), "exec"), {})


def test_the_table_of_bundled_differences_is_what_the_command_writes(run):
    page = (REVIEWERS / "differences.md").read_text(encoding="utf-8")
    assert page.endswith(run("prove", "--format", "table").out)
