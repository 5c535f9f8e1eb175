"""What a person sees on a terminal, narrow, usual and wide; and a pipe that closes."""

import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from tests.places import EXAMPLES
from tests.terminal import INTERRUPT, environment, run_in_terminal

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

STYLE = re.compile(r"\x1b\[[0-9;]*m")
# FILE:LINE:COLUMN stays in one piece, for editors that can jump there.
PLACE = re.compile(r"\S+:\d+:\d+: ")
WIDTHS = [40, 80, 200]
CALLS = [
    ["--help"],
    ["ask", "--help"],
    ["items", "启东市"],
    ["decide", str(EXAMPLES / "失信未届满.yaml")],
    ["decide", str(EXAMPLES / "待补充.yaml")],
    ["matter", "启东市", "教师资格认定", str(EXAMPLES / "教师资格认定.yaml")],
    ["due", "2020-01-22", "10工作日", "--trace"],
    ["due", "2021-07-16", "3工作日", "--calendar", "xinjiang", "--trace"],
    ["calendar", "2022", "--calendar", "xinjiang"],
    ["calendar", "2026"],
    ["explain"],
    ["check"],
]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call)[:20])
def test_no_line_is_wider_than_the_terminal(call, columns):
    ended = run_in_terminal(*call, columns=columns)
    assert ended.status in (0, 4)
    plain = [STYLE.sub("", line) for line in ended.lines]
    assert [one for one in plain if cell_len(one) > columns and not PLACE.match(one)] == []


@pytest.mark.parametrize("columns", WIDTHS)
def test_nothing_of_the_list_is_cut_off(columns):
    shown = STYLE.sub("", run_in_terminal("items", "启东市", columns=columns).shown)
    assert all(words in shown for words in ("无犯罪记录证明", "教师资格认定", "市教育体育局"))
    assert "…" not in shown


def test_a_yearly_duty_without_a_first_day_stands_in_every_year():
    """阿政办发〔2021〕6号四（一）: every year, from no day that it names."""
    shown = STYLE.sub("", run_in_terminal("schedule", "阿合奇县", "2022", columns=80).shown)
    assert "阿合奇县 2022 年：1 项" in shown
    assert "年度督察" in shown
    before = run_in_terminal("schedule", "阿合奇县", "2020", columns=80).shown
    assert "年度督察" not in before


def test_no_line_of_a_cell_begins_with_a_closing_sign():
    ended = run_in_terminal("schedule", "启东市", "2021", columns=80)
    assert [line for line in ended.lines if re.search(r"(?:^|\s)[，。；：、）》」]", line)] == []
    assert "分工，确定推进措施" in re.sub(r"\s+", "", ended.shown)


def test_a_table_says_which_columns_it_has_left_out():
    said = "没有列出：省级部门、市级部门"
    assert said in run_in_terminal("items", "启东市", columns=80).shown
    for columns in (40, 200):
        shown = run_in_terminal("items", "启东市", columns=columns).shown
        assert said not in shown
        assert "省教育厅" in shown


def test_colour_on_a_terminal():
    assert STYLE.search(run_in_terminal(*CALLS[3]).shown)


@pytest.mark.parametrize(
    ("arguments", "env"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
    ids=["--no-color", "NO_COLOR", "TERM=dumb"],
)
def test_no_colour_where_none_is_wanted(arguments, env):
    for call in (CALLS[0], CALLS[2], CALLS[3], ["decid"]):
        assert "\x1b" not in run_in_terminal(*arguments, *call, env=env).shown


def test_no_colour_may_be_asked_for_after_the_command_too():
    assert "\x1b" not in run_in_terminal("items", "启东市", "--no-color").shown


def test_a_conversation():
    ended = run_in_terminal("ask", "启东市", "--item", "2", columns=40, answers=["也许", "是"])
    assert "看不明白" in STYLE.sub("", ended.shown).replace("\n", "")
    assert ended.status == 4


def test_the_end_of_input_ends_a_conversation_with_what_is_known():
    ended = run_in_terminal("ask", "启东市", "--item", "2", answers=["是"])
    assert ended.status == 4
    assert "待补充" in ended.shown


def test_an_interrupt_ends_it_quietly():
    ended = run_in_terminal("ask", "启东市", "--item", "2", answers=["是", INTERRUPT])
    assert ended.status == 130
    assert "Traceback" not in ended.shown
    assert "错误" not in ended.shown


def test_a_reader_that_goes_away_is_no_error():
    process = subprocess.Popen(
        [sys.executable, "-m", "gaozhi.cli", "items", "启东市"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()
    assert (process.returncode, err) == (130, b"")
