"""The pages for operators show what happens: files are laid, code and commands run in their order."""

import pytest

from tests.guide_pages import FOLDER, blocks_of, check_commands
from tests.places import REPOSITORY

OPERATORS = REPOSITORY / "docs" / "operators"


@pytest.mark.parametrize("name", ["archive.md"])
def test_a_page_runs_from_top_to_bottom(name, tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).mkdir()
    names = {}
    for block in blocks_of(OPERATORS / name):
        if block.is_file:
            block.lay(tmp_path)
        elif block.language == "python":
            exec(compile(block.text, name, "exec"), names)
        elif block.language == "console":
            check_commands(block, run)
