"""The core answers from the YAML and the call alone: no clock, no network, no environment."""

import subprocess
import sys

import pytest

from tests.hardening.isolated import TEMPTATIONS


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-B", "-m", "tests.hardening.isolated", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_whole_core_works_where_nothing_outside_can_be_looked_at():
    ended = run()
    assert ended.returncode == 0, ended.stderr
    assert "适用性：" in ended.stdout


@pytest.mark.parametrize("temptation", TEMPTATIONS)
def test_every_trap_catches(temptation):
    ended = run(temptation)
    assert ended.returncode != 0
    assert "Looked" in ended.stderr
