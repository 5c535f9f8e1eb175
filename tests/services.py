"""A service over the bundled rules, loaded once, and a client inside the test's own process."""

from __future__ import annotations

import io
import json
from functools import cache

import pytest
from starlette.testclient import TestClient

from gaozhi.service import Settings, _snapshot
from gaozhi.service._log import Log
from gaozhi.service._service import Service
from gaozhi.service._snapshot import Snapshot, load_checked
from tests.situations import library

COUNTY = "/api/v1/启东市"


@cache
def snapshot() -> Snapshot:
    """The bundled rules, checked; compiled once for this and for the other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_snapshot, "load", lambda *_, **__: library())
        return load_checked(None)


class Client(TestClient):
    """A client, and what its service wrote to its log."""

    def __init__(self, service: Service, written: io.StringIO, address: str) -> None:
        super().__init__(service, raise_server_exceptions=True, client=(address, 1))
        self.service = service
        self.written = written

    @property
    def log(self) -> list[dict]:
        return [json.loads(line) for line in self.written.getvalue().splitlines()]


def client(
    archive=None, *, known: Snapshot | None = None, address: str = "127.0.0.1", **settings
) -> Client:
    """Return a client of a service with settings; the rules are the bundled ones."""
    written = io.StringIO()
    service = Service(Settings(**settings), known or snapshot(), archive, Log(written))
    return Client(service, written, address)
