"""The page beside the jurisdictions shows what their commands print."""

import shlex
import shutil

from tests.guide_pages import blocks_of, commands, shows
from tests.places import EXAMPLES

PAGE = EXAMPLES / "jurisdictions" / "README.md"


def test_the_commands_of_the_page_print_what_it_quotes(tmp_path, monkeypatch, run):
    shutil.copytree(PAGE.parent, tmp_path / "examples" / "jurisdictions")
    monkeypatch.chdir(tmp_path)
    quotations = 0
    for block in blocks_of(PAGE):
        if block.language == "yaml":
            (tmp_path / block.name).write_text(block.text, encoding="utf-8")
            continue
        for command, quoted in commands(block):
            result = run(*shlex.split(command)[1:])
            shown = result.out + result.err
            assert shown == quoted or shows(shown, quoted), (command, shown)
            quotations += 1
    assert quotations == 6
