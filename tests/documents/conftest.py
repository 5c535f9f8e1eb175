"""A small county with forms of its own, and the counties of the bundle."""

from collections.abc import Callable
from datetime import date

import pytest

import gaozhi
from tests.diagnostic_pages import lay
from tests.facts import WILLING

HEAD = """forms:
  - form: 通知书
    title: 通知书
    status: 供参考
    basis: [DEMO-1]
"""

CountyOf = Callable[..., gaozhi.Jurisdiction]


@pytest.fixture
def county_of(tmp_path) -> CountyOf:
    """Return the demonstration county with one form, of which the fields and the body are given."""

    def build(rest: str, head: str = HEAD, **files: str) -> gaozhi.Jurisdiction:
        folder = lay({"rules/demo/forms.yaml": head + rest, **files}, tmp_path / "folder")
        return gaozhi.load(folder, bundled=False)["示范县"]

    return build


@pytest.fixture
def willing() -> dict[str, object]:
    """Facts with which 启东市 is open to an applicant's commitment."""
    return {**WILLING, "代理.由代理人承诺": False}


DAY = date(2021, 7, 1)
