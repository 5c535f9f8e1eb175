"""The pages for operators show what happens: files are laid, code and commands run in their order."""

import re
import shlex

import pytest

from tests.guide_pages import FOLDER, blocks_of, commands, shows
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
            for command, quoted in commands(block):
                program, *arguments = shlex.split(command)
                assert program == "gaozhi"
                result = run(*arguments)
                shown = result.err + result.out
                assert shows(shown, quoted), (command, shown)


@pytest.mark.parametrize("page", sorted(OPERATORS.glob("*.md")), ids=lambda path: path.stem)
def test_every_link_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [one for one in targets if not (page.parent / one).exists()] == []
