"""What `gaozhi.testing` needs, and what it costs those who do not import it."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    ).stdout.decode("utf-8")


def test_without_hypothesis_it_says_which_extra_to_install() -> None:
    code = """
import sys
sys.modules["hypothesis"] = None
try:
    import gaozhi.testing
except ModuleNotFoundError as error:
    print(error.name, error)
"""
    said = run(code)
    assert said.startswith("hypothesis ")
    assert 'pip install "gaozhi[testing]"' in said


@pytest.mark.parametrize("use", ["import gaozhi", "import gaozhi; gaozhi.load()"])
def test_whoever_only_decides_loads_neither_it_nor_hypothesis(use: str) -> None:
    loaded = run(f"{use}\nimport sys\nprint(*sys.modules)").split()
    assert not [name for name in loaded if name.startswith(("gaozhi.testing", "hypothesis"))]


def test_testing_needs_no_pytest() -> None:
    code = "import sys; sys.modules['pytest'] = None; import gaozhi.testing; print('ok')"
    assert run(code).strip() == "ok"
