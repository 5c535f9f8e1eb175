"""A folder with the questions of two counties, and a browser that opens it from files."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import gaozhi
from gaozhi.site import Site, wizard
from gaozhi.site._site import STATIC
from tests.site.wizard.talking import Visitor

COUNTIES = ("qidong", "taierzhuang")


@pytest.fixture(scope="session")
def library():
    return gaozhi.load()


@pytest.fixture(scope="session")
def questions(library, tmp_path_factory):
    """The folder."""
    folder = tmp_path_factory.mktemp("问答")
    site = Site(library)
    shared = [(f"assets/{one.name}", one.read_bytes()) for one in STATIC.iterdir()]
    own = [page for one in COUNTIES for page in wizard.pages(site, library[one])]
    for path, content in [*shared, *wizard.assets(), *own]:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        found = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=found if found.exists() else None, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, questions):
    """Opens pages in windows of their own, and closes them; a fault of a script fails the test."""
    opened = []

    def open_window(**options):
        opened.append(Visitor(chromium, questions, **options))
        return opened[-1]

    yield open_window
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.context.close()
    assert faults == []
