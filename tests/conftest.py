"""For every test: one hypothesis profile (no deadline, in CI the same examples), and the command line."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gaozhi.library.library import Library
from gaozhi.source import Source
from gaozhi.workspace import folder as reading
from tests.command import Run, runner
from tests.effort import EFFORT, examples
from tests.places import REPOSITORY
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


@pytest.fixture(scope="session", autouse=True)
def bundled_files_parsed_once() -> Iterator[None]:
    """Keep what the files of the bundle hold, which nearly every folder is laid over.

    A third of the time of all tests would go into parsing them again. What is read is immutable; a file that has
    changed is read anew.
    """
    read = reading._read
    known: dict[tuple[object, ...], Source] = {}
    places = (REPOSITORY / "rules", REPOSITORY / "catalogs")

    def once(file: Path, name: str, overlay: Mapping[str, bytes]) -> Source:
        if name in overlay or not any(file.is_relative_to(place) for place in places):
            return read(file, name, overlay)
        about = file.stat()
        key = (file, name, about.st_size, about.st_mtime_ns)
        if key not in known:
            known[key] = read(file, name, overlay)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_read", once)
        yield


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `gaozhi` with arguments and, on its standard input, answers."""
    return runner(capfd, monkeypatch)


@pytest.fixture(scope="session", name="library")
def bundle() -> Library:
    """The bundled library, loaded once in a process."""
    return library()
