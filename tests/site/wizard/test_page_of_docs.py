"""The page about the questions shows what happens."""

import re
import shlex

from tests.guide_pages import blocks_of, commands, lay_all, shows
from tests.places import REPOSITORY

PAGE = REPOSITORY / "docs" / "operators" / "wizard.md"


def test_its_commands_print_what_it_quotes(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    lay_all(blocks_of(PAGE), tmp_path)
    for block in blocks_of(PAGE):
        for command, quoted in commands(block) if block.language == "console" else ():
            program, *arguments = shlex.split(command)
            if program == "gaozhi":
                result = run(*arguments)
                assert shows(result.out + result.err, quoted), command


def test_its_links_and_pictures_lead_somewhere():
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", PAGE.read_text(encoding="utf-8"))
    assert len(targets) > 6
    assert [one for one in targets if not (PAGE.parent / one).exists()] == []
    pictures = sorted((PAGE.parent / "pictures").glob("wizard-*"))
    assert len(pictures) == 4
    assert all(one.stat().st_size < 60_000 for one in pictures)
