"""Whatever the locale and Python's own options say, the command line reads and writes UTF-8."""

import os
import subprocess
import sys

import pytest

from gaozhi.cli._streams import _own_flags
from tests.places import REPOSITORY

WAYS = {
    "as usual": [],
    "told not to use UTF-8": ["-X", "utf8=0"],
    "told so in one word": ["-Xutf8=0"],
    "with other options": ["-W", "error", "-X", "utf8=0", "-B", "-X", "dev"],
}


def run(*arguments, way, cwd):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONUTF8", "PYTHONIOENCODING", "LANG") and not name.startswith("LC_")
    }
    environment |= {"LANG": "C", "LC_ALL": "C", "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(
        [sys.executable, *WAYS[way], "-m", "gaozhi.cli", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(os.name != "posix", reason="elsewhere arguments are Unicode")
@pytest.mark.parametrize("way", WAYS)
def test_chinese_arguments_files_and_answers_are_read_and_written(way, tmp_path):
    case = tmp_path / "案件 甲.yaml"
    case.write_bytes((REPOSITORY / "examples" / "失信未届满.yaml").read_bytes())
    done = run("decide", "案件 甲.yaml", "--receipt", "凭据.json", way=way, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "不适用" in done.stdout.decode()
    assert (tmp_path / "凭据.json").is_file()
    done = run("items", "启东市", "--matter", "教师资格认定", way=way, cwd=tmp_path)
    assert done.returncode == 0
    assert "无犯罪记录证明" in done.stdout.decode()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere arguments are Unicode")
@pytest.mark.parametrize("way", WAYS)
def test_what_is_refused_is_said_in_chinese(way, tmp_path):
    done = run("items", "启动市", way=way, cwd=tmp_path)
    assert done.returncode == 2
    assert "启动市" in done.stderr.decode()


def test_only_the_option_of_utf8_is_left_out():
    words = ["-B", "-X", "utf8=0", "-W", "error", "-Xutf8=0", "-Xdev", "-m", "甲", "-X", "utf8=0"]
    flags, rest = _own_flags(words)
    assert flags == ["-B", "-W", "error", "-Xdev"]
    assert rest == ["-m", "甲", "-X", "utf8=0"]
