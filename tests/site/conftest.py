"""The pages of two counties, written once, and a browser to look at them."""

import pytest

from gaozhi.site import build
from tests.browser import browser


@pytest.fixture(scope="session")
def public(tmp_path_factory):
    """Return the folder with the pages of a county with its list, of one without, and of 全国."""
    folder = tmp_path_factory.mktemp("site") / "public"
    build(None, folder, only=["启东市", "阿合奇县"])
    return folder


@pytest.fixture(scope="module")
def chromium():
    """Return the system's browser, started once for a module.

    While it runs, so does an event loop in this thread: tests elsewhere that run their own would fail.
    """
    with browser() as found:
        yield found
