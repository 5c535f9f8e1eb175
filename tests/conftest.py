"""For every test: one hypothesis profile (no deadline, in CI the same examples), and the command line."""

import os

import pytest
from hypothesis import HealthCheck, settings

from gaozhi.library.library import Library
from tests.command import Run, runner
from tests.effort import EFFORT, examples
from tests.situations import library

# A slow machine is no fault of the code: nothing here may fail for the time that it takes.
settings.register_profile(
    "gaozhi",
    deadline=None,
    max_examples=examples(40),
    # With more effort than usual, other examples than the usual ones are wanted.
    derandomize=bool(os.environ.get("CI")) and EFFORT <= 1,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gaozhi")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `gaozhi` with arguments and, on its standard input, answers."""
    return runner(capfd, monkeypatch)


@pytest.fixture(scope="session", name="library")
def bundle() -> Library:
    """The bundled library, loaded once in a process."""
    return library()
