"""The pages of two counties, written once, and a browser to look at them."""

import pytest

from gaozhi.site import build


@pytest.fixture(scope="session")
def public(tmp_path_factory):
    """Return the folder with the pages of a county with its list, of one without, and of 全国."""
    folder = tmp_path_factory.mktemp("site") / "public"
    build(None, folder, only=["启东市", "阿合奇县"])
    return folder


@pytest.fixture(scope="session")
def chromium():
    """Return the system's browser, started once."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()
