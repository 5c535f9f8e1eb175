"""Where the extra is missing, that is said; in CI it must not be missing."""

import os
import subprocess
import sys

import pytest

from tests.watch.conftest import MISSING, POSSIBLE, REASON

BLOCKED = """
import sys
sys.modules["durable"] = None
from gaozhi.cli import main
sys.exit(main(["watch", "examples/信用预警.yaml"]))
"""


def test_ci_has_what_these_tests_need():
    if MISSING and not (os.environ.get("CI") and POSSIBLE):
        pytest.skip(REASON)
    assert not MISSING, REASON


def test_without_the_extra_the_command_says_what_to_install():
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", BLOCKED], capture_output=True, check=False
    )
    said = ended.stderr.decode("utf-8")
    assert ended.returncode == 2
    assert "GZ559" in said
    assert ("gaozhi[watch]" if POSSIBLE else "Python 3.13") in said


def test_the_core_does_not_import_durable_rules():
    code = "import sys, gaozhi; gaozhi.load(); print('durable' in sys.modules, 'gaozhi.watch' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ended.stdout.decode().split() == ["False", "False"]
