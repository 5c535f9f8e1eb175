"""The page beside the jurisdictions shows what their commands print."""

import shutil

from tests.guide_pages import blocks_of, check_commands
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
        quotations += check_commands(block, run)
    assert quotations == 6
