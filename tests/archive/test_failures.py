"""What can go wrong with a database is told in words, and leaves nothing half written."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading

import psycopg
import pytest

import gaozhi
import gaozhi.archive
from gaozhi.archive import _database, _migrate
from tests.archive.conftest import emptied
from tests.archive.filled import behind, county, fill, moment
from tests.effort import examples
from tests.places import REPOSITORY


def refused(call):
    """The code that a call is refused with."""
    with pytest.raises(gaozhi.ArchiveError) as error:
        call()
    [found] = error.value.diagnostics
    assert found.help
    return found.code


def recording(archive):
    return lambda: archive.record(county().decide({}), at=moment(50))


# --- opening ---


def test_an_archive_is_made_only_where_that_is_asked_for(url, tmp_path):
    assert refused(lambda: gaozhi.archive.open(url, create=False)) == "GZ780"
    assert [*tmp_path.iterdir()] == []
    gaozhi.archive.open(url).close()
    gaozhi.archive.open(url, create=False).close()


@pytest.mark.parametrize("name", ["文字.txt", "文件夹", "别的.db", "没有/存档.db"])
def test_a_path_that_is_no_archive_is_refused_and_left_alone(name, tmp_path):
    (tmp_path / "文字.txt").write_text("不是数据库" * 500, encoding="utf-8")
    (tmp_path / "文件夹").mkdir()
    other = sqlite3.connect(tmp_path / "别的.db")
    other.execute("CREATE TABLE 甲 (乙)")
    other.close()
    assert refused(lambda: gaozhi.archive.open(tmp_path / name)) == "GZ780"
    assert (tmp_path / "文字.txt").read_text(encoding="utf-8") == "不是数据库" * 500


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///甲.db?cache=shared",
        "sqlite:///甲.db?synchronous=OFF",
        "mysql://root:secret@127.0.0.1/甲",
        "postgresql://root:secret@127.0.0.1:1/甲",
        "postgresql://root:secret@[::/甲",
        "甲\ud800.db",
        "甲\0.db",
        "",
        "://",
    ],
    ids=ascii,
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(gaozhi.ArchiveError) as error:
        gaozhi.archive.open(url)
    assert {one.code for one in error.value.diagnostics} <= {"GZ780", "GZ622"}
    assert "secret" not in str(error.value)
    assert [*tmp_path.iterdir()] == []


def test_a_database_or_a_user_that_postgresql_has_not_is_refused(postgres):
    address = f"@127.0.0.1:{postgres.port}"
    for url in (f"postgresql://postgres{address}/没有", f"postgresql://nobody{address}/postgres"):
        assert refused(lambda url=url: gaozhi.archive.open(url)) == "GZ780"


def test_what_is_not_installed_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(gaozhi.ArchiveError, match=r"gaozhi\[archive\]"):
        gaozhi.archive.open(tmp_path / "存档.db")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(gaozhi.ArchiveError, match="psycopg"):
        gaozhi.archive.open("postgresql://127.0.0.1/甲")


def test_an_older_archive_is_upgraded_only_where_that_is_asked_for(url):
    database = _database.Database(url, 5)
    database._may_create = True
    with database.engine.connect() as connection, connection.begin():
        _migrate.migrate(connection, "0001")
    database.close()
    assert refused(lambda: gaozhi.archive.open(url)) == "GZ781"
    assert gaozhi.archive.upgrade(url) == ("0001", "0002")
    assert gaozhi.archive.upgrade(url) == ("0002", "0002")
    with gaozhi.archive.open(url) as archive:
        fill(archive, 1)
        assert archive.verify().holds


def test_the_tables_are_those_that_the_code_reads(url):
    """What the migrations make, and what `_tables` says, are the same."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    gaozhi.archive.open(url).close()
    database = _database.Database(url, 5)
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, _tables().METADATA) == []
    database.close()


def _tables():
    from gaozhi.archive import _tables

    return _tables


def test_a_newer_archive_is_refused(url):
    gaozhi.archive.open(url).close()
    with behind(url) as run:
        run("UPDATE alembic_version SET version_num = '9999'")
    for call in (gaozhi.archive.open, gaozhi.archive.upgrade):
        assert refused(lambda call=call: call(url)) == "GZ781"


def test_two_who_make_an_archive_at_once_make_one(url):
    failed = []

    def attempt():
        try:
            with gaozhi.archive.open(url) as archive:
                fill(archive, 2)
        except gaozhi.GaozhiError as error:
            failed.append(error)

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    with gaozhi.archive.open(url) as archive:
        assert archive.verify().answers == 8


# --- while it is used ---


def test_a_file_that_is_gone_takes_no_answer_and_comes_back(tmp_path):
    path, aside = tmp_path / "存档.db", tmp_path / "别处.db"
    with gaozhi.archive.open(path) as archive:
        fill(archive, 2)
        path.rename(aside)
        assert refused(recording(archive)) == "GZ785"
        assert refused(archive.verify) == "GZ785"
        assert not path.exists()
        aside.rename(path)
        fill(archive, 2)
        assert archive.verify().answers == 4


def test_an_older_copy_in_its_place_is_refused(tmp_path):
    path, copy = tmp_path / "存档.db", tmp_path / "备份.db"
    with gaozhi.archive.open(path) as archive:
        fill(archive, 1)
    shutil.copy(path, copy)
    with gaozhi.archive.open(path) as archive:
        fill(archive, 3)
        os.replace(copy, path)
        for suffix in ("-wal", "-shm"):
            (tmp_path / f"存档.db{suffix}").unlink(missing_ok=True)
        assert refused(recording(archive)) == "GZ786"


def test_a_database_that_is_full_takes_all_of_a_call_or_nothing(tmp_path):
    path = tmp_path / "存档.db"
    with gaozhi.archive.open(path) as archive:
        fill(archive, 1)
        connection = archive._writer._connected()
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").fetchone()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
        connection.commit()
        pairs = [(county().decide({}), None)] * 20
        assert refused(lambda: archive.record_many(pairs, at=moment(9))) == "GZ783"
        assert archive.info().answers == 1
        assert archive.verify().holds
        # The next writer finds room again.
        archive.record_many(pairs, at=moment(9))
        assert archive.verify().answers == 21


def test_a_server_that_stops_takes_no_answer_and_comes_back(postgres):
    with gaozhi.archive.open(emptied(postgres), timeout=2) as archive:
        fill(archive, 2)
        postgres.stop()
        assert refused(recording(archive)) == "GZ785"
        assert refused(archive.info) == "GZ785"
        postgres.start()
        fill(archive, 2)
        assert archive.verify().answers == 4


def test_a_writer_that_keeps_the_end_locked_is_waited_for_so_long(postgres):
    url = emptied(postgres)
    with gaozhi.archive.open(url, timeout=0.1) as archive, psycopg.connect(url) as other:
        fill(archive, 1)
        other.execute("SELECT * FROM head FOR UPDATE")
        assert refused(recording(archive)) == "GZ782"
        other.rollback()
        fill(archive, 1)
        assert archive.verify().answers == 2


def test_a_user_who_may_only_read_verifies_but_does_not_write(postgres):
    url = emptied(postgres)
    with gaozhi.archive.open(url) as archive:
        fill(archive, 1)
    with behind(url) as run:
        run("DROP ROLE IF EXISTS reader")
        run("CREATE ROLE reader LOGIN")
        run("GRANT USAGE ON SCHEMA public TO reader")
        run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    with gaozhi.archive.open(url.replace("postgres@", "reader@")) as archive:
        assert archive.verify().holds
        assert refused(recording(archive)) == "GZ784"
    with behind(url) as run:
        run("DROP OWNED BY reader")
        run("DROP ROLE reader")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root 什么都能写")
def test_a_file_that_may_only_be_read_is_verified_but_not_written(tmp_path):
    path = tmp_path / "存档.db"
    with gaozhi.archive.open(path) as archive:
        fill(archive, 1)
    path.chmod(0o400)
    with gaozhi.archive.open(path) as archive:
        assert archive.verify().holds
        assert refused(recording(archive)) == "GZ784"


# --- other processes ---

WRITES = """
import sys
import gaozhi.archive
from tests.archive.filled import county, moment
url, count = sys.argv[1], int(sys.argv[2])
with gaozhi.archive.open(url, timeout=60) as archive:
    answer = county().decide({})
    print("ready", flush=True)
    sys.stdin.readline()
    for at in range(count):
        print(archive.record(answer, words={"甲": at}, at=moment(at)).hash, flush=True)
"""


def started(url, count):
    made = subprocess.Popen(
        [sys.executable, "-c", WRITES, url, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    assert made.stdout.readline() == "ready\n"
    return made


def test_two_processes_write_one_chain(url):
    gaozhi.archive.open(url).close()
    writers = [started(url, 15) for _ in range(2)]
    for one in writers:
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate()[0].split() for one in writers]
    assert [len(one) for one in told] == [15, 15]
    with gaozhi.archive.open(url) as archive:
        assert archive.verify().answers == 30
        assert {one.hash for one in archive.entries()} == {*told[0], *told[1]}
        assert archive.info().programs == 1


@pytest.mark.parametrize("after", [1, 9, 17, 40, 80, 120, 200, 300][: max(2, examples(2))])
def test_nothing_that_was_acknowledged_is_lost_when_a_writer_is_killed(url, after):
    gaozhi.archive.open(url).close()
    writer = started(url, 1000)
    writer.stdin.write("\n")
    writer.stdin.flush()
    told = [writer.stdout.readline().strip() for _ in range(after)]
    writer.kill()
    # What it said before it died counts too; a line cut short was not acknowledged.
    told += [
        line.strip()
        for line in writer.communicate()[0].splitlines(keepends=True)
        if line[-1:] == "\n"
    ]
    with gaozhi.archive.open(url) as archive:
        assert archive.verify().holds
        kept = {one.hash for one in archive.entries()}
        assert {*told} <= kept
        assert len(kept) <= len(told) + 1
        fill(archive, 1)
        assert archive.verify().holds
