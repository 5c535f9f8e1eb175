"""Archives in SQLite and in PostgreSQL, each test's own."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import gaozhi.archive
from gaozhi.archive import Archive
from tests.postgresql import Server, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL for all tests of archives."""
    with server() as running:
        yield running


def emptied(running: Server) -> str:
    """Return the address of a database that is empty."""
    url = f"postgresql://postgres@127.0.0.1:{running.port}/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        # What a test left open would keep its tables locked.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("SET client_min_messages = error")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive may be made."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/存档.db"
    return emptied(request.getfixturevalue("postgres"))


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An archive that is empty, in either database."""
    with gaozhi.archive.open(url) as made:
        yield made


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Archive]:
    """An archive that is empty, in a file: for what no database has a say in."""
    with gaozhi.archive.open(f"sqlite:///{tmp_path}/这里.db?synchronous=NORMAL") as made:
        yield made
