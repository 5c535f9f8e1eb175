"""UTF-8 whatever the locale says, and lines in whatever they were written in."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from gaozhi.cli._streams import read_line
from tests.terminal import environment

ODD_PLACES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "POSIX"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii:strict"},
]


@pytest.mark.parametrize("changes", ODD_PLACES, ids=lambda changes: next(iter(changes.items()))[1])
def test_output_is_utf8_under_every_locale(changes):
    ended = subprocess.run(
        [sys.executable, "-m", "gaozhi.cli", "--help"],
        capture_output=True,
        env=environment(**changes),
        check=True,
    )
    assert "证明事项告知承诺制规则引擎" in ended.stdout.decode("utf-8")


@pytest.mark.parametrize("changes", ODD_PLACES, ids=lambda changes: next(iter(changes.items()))[1])
def test_so_are_error_messages(changes):
    ended = subprocess.run(
        [sys.executable, "-m", "gaozhi.cli", "decid"],
        capture_output=True,
        env=environment(**changes),
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert "是不是 decide？" in ended.stderr.decode("utf-8")


def stdin(data: bytes, encoding: str, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding=encoding))


def test_a_pipe_of_utf8_is_read_whatever_the_locale_says(monkeypatch):
    stdin("是\n否\r\n".encode(), "gbk", monkeypatch)
    assert [read_line(), read_line(), read_line()] == ["是", "否", None]


def test_a_pipe_in_the_locale_of_a_windows_console_is_read_too(monkeypatch):
    stdin("不知道\n".encode("gbk"), "gbk", monkeypatch)
    assert read_line() == "不知道"


def test_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm(monkeypatch):
    stdin(b"\xef\xbb\xbf" + "是".encode(), "utf-8", monkeypatch)
    assert read_line() == "是"


def test_bytes_in_no_known_encoding_are_still_a_line(monkeypatch):
    stdin(b"\xff\xfe\n", "utf-8", monkeypatch)
    assert read_line() == "\ufffd\ufffd"


def test_no_standard_input_at_all_is_the_end_of_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert read_line() is None


CLOSED = "import os, sys; os.close({number}); os.execv(sys.executable, [sys.executable, *{call}])"


@pytest.mark.parametrize(("number", "call", "status"), [(1, "--version", 0), (2, "decid", 2)])
def test_a_closed_stream_swallows_what_is_written(number, call, status):
    code = CLOSED.format(number=number, call=["-m", "gaozhi.cli", call])
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_explained_in_chinese():
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "gaozhi.cli", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert "磁盘已满" in ended.stderr.decode("utf-8")
