"""What steers a terminal, or is reckoned out by a spreadsheet, comes out of nothing that we write."""

import io
import json
import shutil

import pytest

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._show import json_text
from gaozhi.cli._table import show
from gaozhi.source import Limits, harmless, read_json, read_text
from tests.places import BASE

ESCAPES = [r"\x1b[2J", r"\e[31m", r"\a", r"\u202e", r"\u200b", r"\x9b", r"\L", r"\r", r"\0"]


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_escape_in_yaml_that_writes_what_cannot_be_seen_is_refused(escape):
    found = read_text(f'title: "甲{escape}乙"\n', "f").diagnostics
    assert [problem.code for problem in found] == ["GZ109"]


@pytest.mark.parametrize("escape", [r"\n", r"\t", r"\"", r"\u4e59", r"\\x1b"])
def test_other_escapes_are_read(escape):
    assert read_text(f'title: "甲{escape}乙"\n', "f").diagnostics == ()


def test_a_program_may_write_what_a_person_may_not():
    written = read_text(r'{"a": "\u200b"}', "f")
    assert written.diagnostics
    assert read_json(written, Limits()).diagnostics == ()


def test_a_rule_whose_title_steers_is_not_loaded(tmp_path):
    folder = shutil.copytree(BASE, tmp_path / "甲")
    path = next((folder / "rules" / "demo").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text + 'duties:\n  - {duty: "甲\\x1b[2J"}\n', encoding="utf-8")
    assert "GZ109" in {d.code for d in gaozhi.check(folder, bundled=False).diagnostics}


def console() -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    return Console(stream, terminal=False, colour=False, width=80), stream


@pytest.mark.parametrize("write", ["say", "raw", "letter"])
def test_no_way_of_writing_lets_a_steering_character_through(write):
    out, stream = console()
    getattr(out, write)("甲\x1b[2J\u202e\x9b乙\n")
    assert not set("\x1b\u202e\x9b") & set(stream.getvalue())
    assert "乙" in stream.getvalue()


def test_json_says_the_character_by_its_number_and_means_the_same():
    text = json_text({"a": "甲\x9b\u202e\U000e0001乙"})
    assert harmless(text) == text
    assert json.loads(text) == {"a": "甲\x9b\u202e\U000e0001乙"}


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_a_cell_in_a_pipe_is_no_formula(cell):
    out, stream = console()
    show(out, ("甲", "乙"), [("一", cell)], ())
    assert stream.getvalue().splitlines()[1].split("\t")[1].startswith("'")


@pytest.mark.parametrize("cell", ["-", "-3", "+2.5", "甲=乙", "—", "-5%"])
def test_numbers_and_dashes_stay(cell):
    out, stream = console()
    show(out, ("甲", "乙"), [("一", cell)], ())
    assert stream.getvalue().splitlines()[1].split("\t")[1] == cell
