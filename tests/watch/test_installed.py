"""Alerts need no extra; where the second matcher's is missing, that is said; CI must have it."""

import os
import subprocess
import sys

import pytest

from tests.second_matcher import MISSING, POSSIBLE, REASON

ALONE = """
import sys
sys.modules["durable"] = None
from gaozhi.cli import main
sys.exit(main(["watch", "examples/信用预警.yaml"]))
"""

SECOND = """
import sys
sys.modules["durable"] = None
import gaozhi
from gaozhi.watch import Watch
try:
    Watch(gaozhi.load()["启东市"], key=bytes(range(16)), matcher="durable-rules")
except gaozhi.GaozhiError as error:
    print(error)
"""

LOADED = """
import sys, gaozhi
library = gaozhi.load()
print('gaozhi.watch' in sys.modules)
from gaozhi.watch import read_watch
read_watch('examples/信用预警.yaml', library).alerts()
print('durable' in sys.modules)
"""


def run_code(code):
    command = [sys.executable, "-X", "utf8", "-c", code]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def test_ci_has_what_these_tests_need():
    if MISSING and not (os.environ.get("CI") and POSSIBLE):
        pytest.skip(REASON)
    assert not MISSING, REASON


def test_without_the_extra_the_command_gives_the_alerts():
    assert run_code(ALONE).startswith("启东市：7 个事件，2 项提醒\n")


def test_without_the_extra_the_second_matcher_says_what_to_install():
    said = run_code(SECOND)
    assert "GZ559" in said
    assert ("gaozhi[watch]" if POSSIBLE else "Python 3.13") in said


def test_neither_the_core_nor_the_watch_imports_what_it_does_not_need():
    assert run_code(LOADED).split() == ["False", "False"]
