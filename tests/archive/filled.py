"""Archives with some answers of a small county, and what a stranger does to them."""

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

import gaozhi
from tests.places import BASE

START = datetime(2025, 3, 1, 1, 0, tzinfo=UTC)
NUMBER = "11010519491231002X"
CASES = [
    {"证明.在清单内": True, "申请人.愿意承诺": False},
    {"证明.在清单内": False},
    {},
    {"证明.在清单内": True, "申请人.愿意承诺": True, "申请人.证件号码": NUMBER},
]


@cache
def base():
    """The small sound folder, loaded."""
    return gaozhi.load(BASE, bundled=False, strict=False)


@cache
def county():
    """Its county."""
    return base()["示范县"]


def moment(day):
    """A moment on a day, counted from the first."""
    return START + timedelta(days=day)


def fill(archive, count=6):
    """Record answers, one a day, and return their entries."""
    made = []
    for day in range(count):
        facts = CASES[day % len(CASES)]
        answer = county().decide(facts, on="2025-03-01")
        made.append(archive.record(answer, words={"facts": facts}, at=moment(day)))
    return made


@contextmanager
def behind(url):
    """Give a function that runs SQL past the archive and its triggers, and its dialect."""
    found = make_url(url)
    connection: Any
    if found.get_backend_name() == "sqlite":
        connection = sqlite3.connect(found.database)
        wanted = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(wanted).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    else:
        connection = psycopg.connect(url)
        connection.execute("SET session_replication_role = replica")
    try:
        yield lambda text, values=(): connection.execute(
            text if isinstance(connection, sqlite3.Connection) else text.replace("?", "%s"), values
        )
        connection.commit()
    finally:
        connection.close()
