"""The site of two counties, and a browser that opens it from files."""

import pytest

from gaozhi.site import build
from tests.site.wizard.talking import Visitor

COUNTIES = ("qidong", "taierzhuang")


@pytest.fixture(scope="session")
def questions(tmp_path_factory):
    """The folder."""
    folder = tmp_path_factory.mktemp("问答") / "public"
    build(None, folder, only=COUNTIES)
    return folder


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
