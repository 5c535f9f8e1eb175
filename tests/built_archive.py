"""Archives that are wrong in one way each: the examples of GZ780 to GZ788."""

import os
import sqlite3
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import gaozhi
import gaozhi.archive
from tests.diagnostic_pages import Found, attempt
from tests.places import BASE

_NOW = datetime(2025, 3, 1, tzinfo=UTC)


@cache
def _answer():
    return gaozhi.load(BASE, bundled=False)["示范县"].decide({})


def _writing(spoil):
    """Spoil an archive that is open, and write to it."""

    def build(folder: Path, patch: pytest.MonkeyPatch) -> Found:
        folder.mkdir()
        path = folder / "存档.db"
        with gaozhi.archive.open(path, timeout=0) as archive:
            archive.record(_answer(), at=_NOW)
            undo = spoil(path, archive, patch)
            found = attempt(lambda: archive.record(_answer(), at=_NOW))
            if undo is not None:
                undo()
            return found

    return build


def _no_folder(folder: Path, _: pytest.MonkeyPatch) -> Found:
    return attempt(lambda: gaozhi.archive.open(folder / "没有" / "存档.db"))


def _newer(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    path = folder / "存档.db"
    gaozhi.archive.open(path).close()
    _run(path, "UPDATE alembic_version SET version_num = '9999'")
    return attempt(lambda: gaozhi.archive.open(path))


def _run(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for one in statements:
        connection.execute(one)
    connection.commit()
    connection.close()


def _busy(path, _archive, _patch):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other.close


def _full(_path, archive, _patch):
    """Leave no page to grow into, and use up what is left of those that there are."""
    _keep_size(archive)
    while attempt(lambda: archive.record(_answer(), at=_NOW)).codes != {"GZ783"}:
        pass
    _keep_size(archive)


def _keep_size(archive):
    connection = archive._writer._connected()
    (pages,) = connection.exec_driver_sql("PRAGMA page_count").fetchone()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    connection.commit()


def _forbidden(_path, archive, _patch):
    archive._writer._connected().exec_driver_sql("PRAGMA query_only = 1")
    archive._writer._connection.commit()


def _gone(path, _archive, _patch):
    os.unlink(path)


def _cut(path, _archive, _patch):
    _run(path, "DROP TRIGGER head_update", "UPDATE head SET number = 1")


def _without_program(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    with gaozhi.archive.open(folder / "存档.db") as archive:
        return attempt(lambda: archive.record(_answer().receipt(), at=_NOW))


def _too_long(folder: Path, _: pytest.MonkeyPatch) -> Found:
    folder.mkdir()
    with gaozhi.archive.open(folder / "存档.db") as archive:
        words = {"facts": {"附件": "长" * 1_100_000}}
        return attempt(lambda: archive.record(_answer(), words=words, at=_NOW))


BUILT = {
    "GZ780": _no_folder,
    "GZ781": _newer,
    "GZ782": _writing(_busy),
    "GZ783": _writing(_full),
    "GZ784": _writing(_forbidden),
    "GZ785": _writing(_gone),
    "GZ786": _writing(_cut),
    "GZ787": _without_program,
    "GZ788": _too_long,
}
WITHOUT_PLACE = frozenset(BUILT)
