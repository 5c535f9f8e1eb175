"""The system's browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def browser() -> Iterator[Any]:
    """Start Chromium; where there is no playwright the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api")
    installed = Path("/usr/bin/chromium")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(
            executable_path=installed if installed.exists() else None, args=["--no-sandbox"]
        )
        yield found
        found.close()
