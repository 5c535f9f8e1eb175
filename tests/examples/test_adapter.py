"""The foreign project of the documents: its tests pass, and fail when its adapter is wrong."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import REPOSITORY

ADAPTER = REPOSITORY / "examples" / "adapter"

MISTAKES = {
    "empty is no": ('{"是": True, "否": False, "": None}[text]', 'text == "是"'),
    "one empty field is no": (
        '"": None}',
        '"": False if field == "申请人.有其他失信情形" else None}',
    ),
    "none is unknown": ('return [] if text == "无"', 'return None if text == "无"'),
    "the day is read the other way round": ('"%Y%m%d"', '"%Y%d%m"'),
    "the item is dropped": ("int(item) if item else None", "None"),
}


def run_tests(folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the tests of a project of its own, none of ours in sight, up to the first that fails."""
    options = ["-qx", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder)]
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest", *options, str(folder)],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy, so that nothing is left beside the example; it looks for mistakes only."""
    folder = tmp_path / "adapter"
    shutil.copytree(ADAPTER, folder, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
    (folder / "conftest.py").write_text(
        "from hypothesis import HealthCheck, Phase, settings\n"
        "settings.register_profile('found', phases=[Phase.generate], deadline=None,\n"
        "    database=None, derandomize=True, suppress_health_check=list(HealthCheck))\n"
        "settings.load_profile('found')\n",
        encoding="utf-8",
    )
    return folder


def test_the_adapter_keeps_every_law(project: Path) -> None:
    ended = run_tests(project)
    assert ended.returncode == 0, ended.stdout.decode("utf-8")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_adapter_is_found(project: Path, mistake: str) -> None:
    right, wrong = MISTAKES[mistake]
    adapter = project / "intake.py"
    text = adapter.read_text(encoding="utf-8")
    assert text.count(right) == 1
    adapter.write_text(text.replace(right, wrong), encoding="utf-8")
    ended = run_tests(project)
    assert ended.returncode == 1
    assert "failed" in ended.stdout.decode("utf-8")


def test_the_page_shows_the_tests_of_the_adapter_as_they_are() -> None:
    page = (REPOSITORY / "docs" / "integrators" / "testing.md").read_text(encoding="utf-8")
    assert (ADAPTER / "test_intake.py").read_text(encoding="utf-8").strip() in page
