"""The examples run as they stand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import EXAMPLES


def test_the_platform_program_runs():
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", EXAMPLES / "approval_platform.py"],
        capture_output=True,
        check=True,
    )
    out = ended.stdout.decode("utf-8")
    assert out.startswith("结论：待补充\n")
    assert "结论：不适用\n" in out
    assert "二（七）" in out


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
def test_the_demonstration_shows_the_four_decisions():
    program = Path(sys.executable).with_name("gaozhi")
    ended = subprocess.run(
        ["sh", EXAMPLES / "demo.sh"],
        capture_output=True,
        check=True,
        env={**os.environ, "GAOZHI": str(program)},
    )
    out = ended.stdout.decode("utf-8")
    headlines = [line for line in out.splitlines() if line.startswith("━━")]
    assert [headline[3] for headline in headlines] == list("一二三四")
    assert "在失信信息有效期届满前或者信用修复前不适用告知承诺制" in out
    assert "待补充" in out
    assert out.rstrip().endswith(f"{program} serve")
