"""The package without its extra `cli`."""

import subprocess
import sys

import pytest

from tests.terminal import environment

BLOCKED = """
import sys
sys.modules[{missing!r}] = None
from gaozhi.cli import main
sys.exit(main(["--version"]))
"""


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_the_command_line_says_which_extra_to_install(missing):
    ended = subprocess.run(
        [sys.executable, "-c", BLOCKED.format(missing=missing)],
        capture_output=True,
        env=environment(LC_ALL="C"),
        check=False,
    )
    said = ended.stderr.decode("utf-8")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert f"缺少 {missing}" in said
    assert 'pip install "gaozhi[cli]"' in said


def test_the_core_does_not_import_what_the_command_line_needs():
    code = "import sys, gaozhi; gaozhi.load(); print(sorted({'click', 'rich'} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ended.stdout.decode().strip() == "[]"
