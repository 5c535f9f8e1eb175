"""Whatever is done to an archive behind its back is found, and triggers keep it from being done."""

import random
import sqlite3
from contextlib import suppress
from shutil import copyfile

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

import gaozhi.archive
from tests.archive.conftest import emptied
from tests.archive.filled import base, behind, county, fill, moment
from tests.diagnostic_pages import attempt
from tests.effort import examples

ENTRY = ["number", "kind", "at", "jurisdiction", "decision", "day", "outcome", "program"]
ENTRY += ["withheld", "body", "previous", "hash"]
PROGRAM = ["key", "number", "jurisdiction", "digest", "calendar", "version", "data"]
COLUMNS = [("entries", one) for one in ENTRY] + [("programs", one) for one in PROGRAM]
COLUMNS += [("head", one) for one in ("number", "hash", "pruned")]


@pytest.fixture
def filled(url):
    """An archive with a program in row 1 and answers in rows 2 to 7, and where it is."""
    with gaozhi.archive.open(url) as archive:
        fill(archive)
        assert archive.verify().holds
        yield archive, url


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """An archive of which each example takes a copy."""
    path = tmp_path_factory.mktemp("old") / "存档.db"
    with gaozhi.archive.open(path) as archive:
        fill(archive, 4)
        archive.prune(moment(2), at=moment(9))
        fill(archive, 3)
    return path


def done(url, *statements):
    with behind(url) as run:
        for one in statements:
            run(*one) if isinstance(one, tuple) else run(one)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_change_of_any_column_is_found(old, table, column, tmp_path):
    changed(f"sqlite:///{copyfile(old, tmp_path / '存档.db')}", table, column)


@pytest.mark.parametrize(("table", "column"), [("entries", "body"), ("programs", "data")])
def test_a_change_in_postgresql_is_found(postgres, table, column):
    url = emptied(postgres)
    with gaozhi.archive.open(url) as archive:
        fill(archive, 2)
    changed(url, table, column)


def changed(url, table, column):
    with behind(url) as run:
        row = run(f"SELECT {', '.join(_names(table))} FROM {table}").fetchall()[0]
        other = _other(row[_names(table).index(column)])
        run(f"UPDATE {table} SET {column} = ? WHERE {_names(table)[0]} = ?", (other, row[0]))
    with gaozhi.archive.open(url) as archive:
        found = archive.verify()
    assert not found.holds
    assert found.broken.text


def _names(table):
    return {"entries": ENTRY, "programs": PROGRAM}.get(table, ["id", "number", "hash", "pruned"])


def _other(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value)[:-1] + bytes([bytes(value)[-1] ^ 1])
    return value + 1000 if isinstance(value, int) else f"{value or ''} "


def test_the_first_broken_row_is_named(filled):
    archive, url = filled
    done(
        url,
        "UPDATE entries SET outcome = '可适用' WHERE number = 5",
        "UPDATE entries SET outcome = '可适用' WHERE number = 3",
    )
    found = archive.verify()
    assert (found.broken.what, found.broken.number) == ("altered", 3)
    assert found.broken.text == "第 3 行被改动过"
    assert found.entries == 2


@pytest.mark.parametrize(
    ("statements", "what", "number"),
    [
        (["DELETE FROM entries WHERE number = 4"], "missing", 4),
        (["DELETE FROM entries WHERE number IN (1, 2)"], "missing", 1),
        (["DELETE FROM entries WHERE number = 7"], "end", 7),
        (["DELETE FROM entries"], "end", 1),
        (["DELETE FROM head"], "end", None),
        (["DELETE FROM programs"], "program", 1),
        (
            [
                "UPDATE entries SET number = 99 WHERE number = 3",
                "UPDATE entries SET number = 3 WHERE number = 4",
                "UPDATE entries SET number = 4 WHERE number = 99",
            ],
            "altered",
            3,
        ),
        (
            [
                "INSERT INTO entries SELECT 8, kind, at, jurisdiction, decision, day, outcome, "
                "program, withheld, body, previous, hash FROM entries WHERE number = 7"
            ],
            "altered",
            8,
        ),
        (
            [
                "INSERT INTO programs SELECT 'x', number, jurisdiction, digest, calendar, version, "
                "data FROM programs"
            ],
            "program",
            None,
        ),
    ],
)
def test_rows_that_are_missing_moved_or_put_in_are_found(filled, statements, what, number):
    archive, url = filled
    done(url, *statements)
    broken = archive.verify().broken
    assert (broken.what, broken.number) == (what, number)


def test_a_tail_that_is_cut_off_with_its_head_shows_against_a_noted_head(filled):
    archive, url = filled
    noted = archive.info().head
    with behind(url) as run:
        ((last,),) = run("SELECT hash FROM entries WHERE number = 5").fetchall()
        run("DELETE FROM entries WHERE number > 5")
        run("UPDATE head SET number = 5, hash = ?", (last,))
    assert archive.verify().holds
    assert archive.verify(head=last).holds
    found = archive.verify(head=noted)
    assert found.broken.what == "head"
    assert noted in found.broken.text


def test_a_head_that_was_noted_stays_in_a_chain_that_grows(filled):
    archive, _ = filled
    noted = archive.info().head
    fill(archive, 2)
    assert archive.verify(head=noted).holds
    assert archive.verify(head=f" {noted.upper()}\n").holds
    assert not archive.verify(head="0" * 63 + "1").holds


def test_triggers_keep_rows_as_they_are(filled):
    archive, url = filled
    found = make_url(url)
    postgres = found.get_backend_name() == "postgresql"
    connect = (
        (lambda: psycopg.connect(url)) if postgres else (lambda: sqlite3.connect(found.database))
    )
    statements = [
        "UPDATE entries SET outcome = '可适用' WHERE number = 3",
        "DELETE FROM entries WHERE number = 3",
        "UPDATE programs SET data = data",
        "DELETE FROM programs",
        "DELETE FROM head",
        "UPDATE head SET number = 1",
        *(["TRUNCATE entries"] if postgres else []),
    ]
    for one in statements:
        connection = connect()
        with pytest.raises((sqlite3.Error, psycopg.Error), match="append only"):
            connection.execute(one)
        connection.close()
    assert archive.verify().holds


@pytest.mark.parametrize("chance", range(6))
def test_a_chain_that_an_outsider_linked_anew_shows_against_a_noted_head(filled, chance):
    """Who knows how the hashes are made can make them anew, but not the one noted elsewhere."""
    from gaozhi.archive._entry import Draft, hash_of

    archive, url = filled
    noted = archive.info().head
    start = random.Random(chance).randrange(2, 8)
    with behind(url) as run:
        run("UPDATE entries SET outcome = '可适用' WHERE number = ?", (start,))
        previous = "0" * 64
        rows = run(f"SELECT {', '.join(ENTRY)} FROM entries ORDER BY number").fetchall()
        for number, *rest in rows:
            own = hash_of(number, Draft(*rest[:-2]), previous)
            run(
                "UPDATE entries SET previous = ?, hash = ? WHERE number = ?",
                (previous, own, number),
            )
            previous = own
        run("UPDATE head SET hash = ?", (previous,))
    assert archive.verify().holds
    assert archive.verify(head=noted).broken.what == "head"


CHANGES = st.tuples(
    st.sampled_from(["entries", "programs", "head"]),
    st.integers(0, 20),
    st.integers(0, 20),
    st.none() | st.integers(-(2**40), 2**40) | st.text(max_size=5) | st.binary(max_size=5),
    st.booleans(),
)


@settings(max_examples=examples(25))
@given(change=CHANGES)
def test_any_single_change_is_found(old, change, tmp_path_factory):
    """Of any cell, to any value; or a row less."""
    table, at, which, value, deleted = change
    path = tmp_path_factory.mktemp("copy") / "存档.db"
    copyfile(old, path)
    names = _names(table)
    with behind(f"sqlite:///{path}") as run:
        rows = run(f"SELECT rowid, * FROM {table}").fetchall()
        row = rows[at % len(rows)]
        if deleted:
            run(f"DELETE FROM {table} WHERE rowid = ?", (row[0],))
        else:
            column = names[which % len(names)]
            with suppress(sqlite3.IntegrityError):  # which the database itself refuses
                run(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row[0]))
        changed = run(f"SELECT rowid, * FROM {table}").fetchall() != rows
    with gaozhi.archive.open(path) as archive:
        assert archive.verify().holds is not changed
        # Whatever else is asked of it, it answers or says that it cannot.
        for call in (archive.info, lambda: [*archive.entries()], lambda: archive.replay(base())):
            attempt(call)
        assert attempt(lambda: archive.prune(moment(1), at=moment(20))).codes <= (
            {"GZ786"} if changed else set()
        )


def test_an_empty_archive_holds(url):
    with gaozhi.archive.open(url) as archive:
        found = archive.verify()
        assert (found.holds, found.entries) == (True, 0)
        archive.record(county().decide({}), at=moment(0))
        assert archive.verify(head="0" * 64).holds
