"""The databases that the tests of SQL run, and tables of cases in each."""

import json
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from gaozhi.model import FactType
from tests.postgresql import server

_ARRAYS = {
    FactType.BOOL: "BOOLEAN",
    FactType.DATE: "DATE",
    FactType.TEXT: "VARCHAR",
    FactType.ONE_OF: "VARCHAR",
    FactType.SET_OF: "VARCHAR[]",
    FactType.NUMBER: "DECIMAL(18, 4)",
    None: "INTEGER",
}
_PLAIN = {
    **dict.fromkeys(_ARRAYS, "TEXT"),
    FactType.BOOL: "INTEGER",
    FactType.NUMBER: "REAL",
    None: "INTEGER",
}


class Table:
    """Rows of cases, as a table of a database has them; `n` is their number, from 0.

    Args:
        facts: the facts, whose api names with underscores are the columns.
        rows: for every row what is known: the fact's value, or None.
        numbers: the items.
        days: the days.

    """

    def __init__(self, facts, rows, numbers, days):
        self.never = {one.never for one in facts if one.never is not None}
        self.kinds = [None, None, FactType.DATE, *(fact.kind for fact in facts)]
        self.columns = ["n", "item", "day", *(fact.api.replace(".", "_") for fact in facts)]
        self.rows = [
            (at, number, day, *(row[fact.name] for fact in facts))
            for at, (row, number, day) in enumerate(zip(rows, numbers, days, strict=True))
        ]

    def created(self, types):
        said = (
            f'"{name}" {types[kind]}' for name, kind in zip(self.columns, self.kinds, strict=True)
        )
        return f"CREATE TABLE cases ({', '.join(said)})"

    def cells(self, cell):
        for row in self.rows:
            yield [
                None if value is None else cell(kind, value)
                for kind, value in zip(self.kinds, row, strict=True)
            ]

    def lines(self, open_, close):
        """Yield the rows as lines of CSV, with arrays between two brackets."""

        def cell(kind, value):
            if kind is FactType.SET_OF:
                return open_ + ", ".join(value) + close
            return "infinity" if kind is FactType.DATE and value in self.never else value

        for row in self.cells(cell):
            yield ",".join("" if one is None else f'"{one}"' for one in row)


def run_duckdb(table: Table, statement: str) -> list[list[Any]]:
    """Return what DuckDB answers."""
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute("SET threads = 1")
        connection.execute(table.created(_ARRAYS))
        path = Path(folder, "cases.csv")
        path.write_text("\n".join(table.lines("[", "]")) + "\n", encoding="utf-8")
        connection.execute(f"COPY cases FROM '{path}' (HEADER false, NULLSTR '')")
        return [list(row) for row in connection.execute(statement).fetchall()]


def run_sqlite(table: Table, statement: str) -> list[list[Any]]:
    """Return what SQLite answers."""

    def cell(kind, value):
        if kind is FactType.SET_OF:
            return "、".join(value)
        if kind is FactType.DATE:
            return str(value)
        return float(value) if kind is FactType.NUMBER else value

    connection = sqlite3.connect(":memory:")
    connection.execute(table.created(_PLAIN))
    places = ", ".join("?" * len(table.columns))
    connection.executemany(f"INSERT INTO cases VALUES ({places})", table.cells(cell))
    return [list(row) for row in connection.execute(statement).fetchall()]


@contextmanager
def postgres() -> Iterator[Callable[[Table, str], list[list[Any]]]]:
    """Run PostgreSQL on the loopback address, and give what it answers."""
    with server() as running:
        yield lambda table, statement: _psql(running.port, table, statement)


def _psql(port: str, table: Table, statement: str) -> list[list[Any]]:
    rows = "\n".join(table.lines("{", "}"))
    script = (
        f"SET client_min_messages = error;\nDROP TABLE IF EXISTS cases;\n{table.created(_ARRAYS)};\n"
        f"COPY cases FROM STDIN (FORMAT csv);\n{rows}\n\\.\n"
        f"SELECT row_to_json(answers) FROM ({statement}) AS answers;\n"
    )
    command = ["psql", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-v", "ON_ERROR_STOP=1"]
    done = subprocess.run(
        [*command, "-qAt", "-f", "-"], input=script, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [list(json.loads(line).values()) for line in done.stdout.splitlines()]
