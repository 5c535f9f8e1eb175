"""The database of an archive: connections, transactions, and its version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from gaozhi.archive._failures import failed, refuse, translated
from gaozhi.errors import ArchiveError
from gaozhi.source import legible, path_of, shown, unusable

__all__ = ["Database"]

_WRITES: Final = "gaozhi_writes"
_MIGRATING: Final = 0x67616F7A
"""The advisory lock under which PostgreSQL's tables are made."""
_LEVELS: Final = ("FULL", "NORMAL", "EXTRA")


class Database:
    """A database, open or still to be made.

    Args:
        url: a file's path, ``sqlite:///…`` or ``postgresql://…``.
        timeout: for how many seconds one waits for other writers.

    Attributes:
        name: the address without its password.
        path: the file of a SQLite database; None for PostgreSQL.

    Raises:
        ArchiveError: the address cannot be used.

    """

    def __init__(self, url: str | PathLike[str], timeout: float) -> None:
        found = _address(url)
        self.path: Path | None = None
        self._timeout = timeout
        self._level = "FULL"
        self._may_create = False
        if found.get_backend_name() == "sqlite":
            self.path = self._file(found)
            self.name = str(self.path)
            self.engine = create_engine(
                "sqlite://", creator=self._connect, poolclass=QueuePool, max_overflow=-1
            )
        else:
            self.name = found.render_as_string(hide_password=True)
            found = found.set(drivername="postgresql+psycopg")
            waits = f"-c lock_timeout={max(1, round(timeout * 1000))}"
            options = {"options": waits, "connect_timeout": max(2, round(timeout))}
            self.engine = create_engine(found, connect_args=options, max_overflow=-1)
        _begin_explicitly(self.engine)

    def _file(self, url: URL) -> Path:
        if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
            help = "写文件的路径，如 sqlite:///存档.db"
            raise refuse("GZ780", "存档要写在文件里，不能只在内存里", help)
        level = str(url.query.get("synchronous", "FULL")).upper()
        if level not in _LEVELS or url.query.keys() - {"synchronous"}:
            help = "只能写 ?synchronous=FULL 或者 ?synchronous=NORMAL"
            raise refuse("GZ780", "存档地址里 ? 后面的设置不认识", help)
        self._level = level
        path = Path(url.database).absolute()
        # Neither can stand in the name of a file.
        if "\0" in url.database or legible(url.database) != url.database:
            raise failed("GZ780", str(path))
        return path

    def _connect(self) -> sqlite3.Connection:
        assert self.path is not None
        mode = "rwc" if self._may_create else "rw"
        made = sqlite3.connect(
            f"{self.path.as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=self._timeout,
            check_same_thread=False,
        )
        try:
            made.execute("PRAGMA journal_mode = WAL")
            made.execute(f"PRAGMA synchronous = {self._level}")
        except sqlite3.OperationalError as error:
            # What may only be read is read as it is; all else is no archive, or is in use.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                made.close()
                raise
        return made

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the archive."""
        with translated(self.name):
            self.require_file()
            with self.engine.connect() as made, made.begin():
                yield made

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that no other writer can enter."""
        with translated(self.name):
            self.require_file()
            with self.engine.connect().execution_options(**{_WRITES: True}) as made, made.begin():
                yield made

    def writer(self) -> Connection:
        """Return a connection for one writer after another; see `writing`."""
        return self.engine.connect().execution_options(**{_WRITES: True})

    def inode(self) -> tuple[int, int] | None:
        """Return what tells a file from another of its name; None for PostgreSQL.

        Raises:
            ArchiveError: the file is gone.

        """
        if self.path is None:
            return None
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise failed("GZ785", self.name, error) from error
        return found.st_dev, found.st_ino

    def require_file(self) -> None:
        """Check that the file of a SQLite database is still there. Raises ArchiveError."""
        if not self._may_create:
            self.inode()

    def prepare(self, *, create: bool, upgrade: bool = False) -> tuple[str | None, str]:
        """Bring the tables up to this version, so far as is asked for.

        Args:
            create: whether an archive that does not exist is made.
            upgrade: whether an older one is changed.

        Returns:
            The version that was there, None for none, and the one that is now.

        Raises:
            ArchiveError: there is no archive, or one of another version.

        """
        # Imported here, so that alembic is read once a process and not with the package.
        from gaozhi.archive._migrate import LATEST, migrate

        self._require_place(create=create)
        self._may_create = create
        try:
            with translated(self.name, opening=True):
                with self.engine.connect() as made, made.begin():
                    found = self._version(made)
                if found == LATEST:
                    return found, LATEST
                self._require_known(found, create=create, upgrade=upgrade)
                options = {_WRITES: True}
                with self.engine.connect().execution_options(**options) as made, made.begin():
                    if self.path is None:
                        made.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
                    # Another process may have been faster.
                    found = self._version(made)
                    self._require_known(found, create=create, upgrade=upgrade)
                    migrate(made)
                return found, LATEST
        except BaseException:
            self.engine.dispose()
            raise
        finally:
            self._may_create = False

    def _require_place(self, *, create: bool) -> None:
        if self.path is None:
            return
        try:
            there, folder = self.path.exists(), self.path.parent.is_dir()
            # SQLite reads what it may not write; what nobody may read is refused.
            readable = there and self.path.is_file() and os.access(self.path, os.R_OK)
        except (OSError, ValueError) as error:
            raise failed("GZ780", self.name, error) from error
        name = shown(self.name, 200)
        if there and not readable:
            raise failed("GZ780", self.name)
        if not there and not create:
            help = "核对路径；要新建的，用 gaozhi archive upgrade"
            raise refuse("GZ780", f"存档 {name} 不存在", help)
        if not there and not folder:
            help = "核对路径，先建文件夹"
            raise refuse("GZ780", f"存档 {name} 所在的文件夹不存在", help)

    def _version(self, connection: Connection) -> str | None:
        """Return the version of the tables; None where there is nothing at all."""
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" in tables:
            rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
            return ",".join(sorted(str(row[0]) for row in rows))
        if tables:
            help = "给存档单独的文件或者库"
            raise refuse("GZ780", f"{shown(self.name, 200)} 里是别的数据，不是存档", help)
        return None

    def _require_known(self, found: str | None, *, create: bool, upgrade: bool) -> None:
        from gaozhi.archive._migrate import KNOWN, LATEST

        if found is None:
            if not create:
                help = "核对地址；要新建的，用 gaozhi archive upgrade"
                raise refuse("GZ780", f"{shown(self.name, 200)} 里没有存档", help)
        elif found not in KNOWN:
            message = f"存档 {shown(self.name, 200)} 的版本是 {found}，本软件只认得到 {LATEST}"
            raise refuse("GZ781", message, "用更新的 gaozhi")
        elif found != LATEST and not upgrade:
            message = f"存档 {shown(self.name, 200)} 的版本是 {found}，比本软件的 {LATEST} 旧"
            raise refuse("GZ781", message, "先备份，再用 gaozhi archive upgrade 升级")

    def close(self) -> None:
        """Close every connection."""
        with suppress(Exception):
            self.engine.dispose()


def _address(url: str | PathLike[str]) -> URL:
    if isinstance(url, str) and "://" in url:
        try:
            found = make_url(url)
            backend = found.get_backend_name()
        except (ArgumentError, ValueError):
            backend = ""
        if backend in ("sqlite", "postgresql", "postgres"):
            return found
        # What stands in an address may be a password: it is not repeated.
        help = "写文件的路径，sqlite:///存档.db，或者 postgresql://用户@主机/库"
        raise refuse("GZ780", "存档的地址不能用", help)
    path = path_of(url, "url", ArchiveError)
    if str(path) in ("", "."):
        raise ArchiveError([unusable("url", "存档的地址", url, "写文件的路径，如 存档.db")])
    return URL.create("sqlite", database=str(path))


def _begin_explicitly(engine: Engine) -> None:
    """Begin transactions of SQLite by ourselves, so that a writer keeps others out at once."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
