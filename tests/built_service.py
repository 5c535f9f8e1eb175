"""Requests that are wrong in one way each: the examples of GZ770 to GZ779."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gaozhi.errors import ArchiveError, GaozhiError
from gaozhi.service import StartError
from gaozhi.service._guard import Rates
from gaozhi.service._server import listen
from gaozhi.service._settings import Settings
from gaozhi.service._state import State
from gaozhi.source import Diagnostic
from tests.diagnostic_pages import Found, attempt
from tests.services import COUNTY, client, snapshot


def _asking(method: str, path: str, *, settings: dict | None = None, **more):
    """What the service says of a request, read back from its problem+json."""

    def build(_: Path, __: pytest.MonkeyPatch) -> Found:
        answer = client(**settings or {}).request(method, path, **more)
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        errors = problem["errors"]
        return Found(
            tuple(
                Diagnostic.error(e["code"], e["message"], help=e["help"], path=e["path"])
                for e in errors
            ),
            {},
        )

    return build


def _too_often(_: Path, __: pytest.MonkeyPatch) -> Found:
    rates = Rates(1)
    return attempt(lambda: [rates.take("192.0.2.1") for _ in range(4)])


def _reloading(_: Path, __: pytest.MonkeyPatch) -> Found:
    state = State(Settings(), snapshot())
    state.loading = True
    with ThreadPoolExecutor(1) as one:
        return attempt(lambda: asyncio.run(state.reload(one)))


def _taken(_: Path, patch: pytest.MonkeyPatch) -> Found:
    with listen(Settings(port=0)) as bound, patch.context() as within:
        # Whatever port is free here, the page and the golden file name one.
        found = [(bound.family, bound.type, bound.proto, "", bound.getsockname())]
        within.setattr("socket.getaddrinfo", lambda *_, **__: found)
        return attempt(lambda: listen(Settings(port=8000)))


class _Gone:
    """An archive that cannot be written to."""

    def record_many(self, answers) -> None:
        raise ArchiveError([])

    def close(self) -> None:
        pass


def _not_archived(_: Path, __: pytest.MonkeyPatch) -> Found:
    answer = client(_Gone()).post(f"{COUNTY}/decide", json={})
    [error] = answer.json()["errors"]
    return Found((Diagnostic.error(error["code"], error["message"], help=error["help"]),), {})


BUILT = {
    "GZ770": _asking("POST", f"{COUNTY}/decide", content=b'{"facts": {'),
    "GZ771": _asking("POST", f"{COUNTY}/decid", json={}),
    "GZ772": _asking("POST", f"{COUNTY}/render?format=dox", json={}),
    "GZ773": _asking("POST", f"{COUNTY}/decide", json={}, settings={"max_body": 1}),
    "GZ774": _asking("POST", "/admin/reload"),
    "GZ775": _asking(
        "POST", f"{COUNTY}/decide", json={"facts": {"事项.类型": "11010519491231002X"}}
    ),
    "GZ776": _too_often,
    "GZ777": _not_archived,
    "GZ778": _reloading,
    "GZ779": _taken,
}
WITHOUT_PLACE = frozenset(BUILT)
assert issubclass(StartError, GaozhiError)
