"""Calls of an agent that are wrong in one way each: the examples of GZ790 to GZ793."""

from pathlib import Path

import pytest

import gaozhi
from gaozhi.mcp._tools import Tools
from tests.diagnostic_pages import Found, attempt
from tests.places import BASE


def _calling(name, **given):
    def build(_folder: Path, _patch: pytest.MonkeyPatch) -> Found:
        tools = Tools(gaozhi.load(BASE, bundled=False))
        return attempt(lambda: tools.call(name, given))

    return build


BUILT = {
    "GZ790": _calling("decide", jurisdiction="示范县", facts={"备注": "11010519491231002X"}),
    "GZ791": _calling("decide", jurisdicton="示范县"),
    "GZ792": _calling("decid"),
    "GZ793": _calling("provision", jurisdiction="示范县", provision="DEMO-99"),
}
WITHOUT_PLACE = frozenset(BUILT)
