"""The page on the pages: its commands run, its code runs, its pictures are small."""

import re
import shlex

from tests.docs.test_documents import LINK, blocks
from tests.places import REPOSITORY

PAGE = REPOSITORY / "docs" / "operators" / "site.md"


def test_its_commands_run(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = [
        shlex.split(line.removeprefix("$ gaozhi "))
        for block in blocks(PAGE, "console")
        for line in block.splitlines()
    ]
    assert len(commands) == 4
    # The second and the last show all that the first shows, in less time.
    for command in (commands[1], commands[2], [*commands[3], "--only", "全国"]):
        assert run(*command).status == 0, command
    assert (tmp_path / "public" / "index.html").is_file()


def test_its_code_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for code in blocks(PAGE, "python"):
        exec(compile(code, str(PAGE), "exec"), {})
    assert "public 2 " in capsys.readouterr().out


def test_its_pictures_are_small():
    targets = LINK.findall(PAGE.read_text(encoding="utf-8"))
    pictures = [PAGE.parent / one for one in targets if one.endswith(".webp")]
    assert pictures
    assert [one.name for one in pictures if one.stat().st_size >= 60_000] == []


def test_it_names_every_kind_of_page():
    told = set(re.findall(r"`((?:\{代号\}/)?[a-z]+(?:/|\.html))", PAGE.read_text(encoding="utf-8")))
    assert told >= {"index.html", "{代号}/index.html", "{代号}/items/", "compare/", "calendars/"}
