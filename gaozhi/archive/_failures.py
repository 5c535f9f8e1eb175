"""Errors of databases as ArchiveError, each kind with its code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from gaozhi.errors import ArchiveError
from gaozhi.source import Diagnostic, shown

__all__ = ["failed", "refuse", "translated"]

_OPEN: Final = "GZ780"
_BUSY: Final = "GZ782"
_FULL: Final = "GZ783"
_FORBIDDEN: Final = "GZ784"
_GONE: Final = "GZ785"
_DAMAGED: Final = "GZ786"

_MESSAGES: Final = {
    _OPEN: ("打不开", "核对地址；文件的，核对路径和权限；PostgreSQL 的，核对库名、用户和密码"),
    _BUSY: ("正被别的进程占用，等不到", "稍后再试；一直如此的，查是谁长时间占着它"),
    _FULL: ("没有地方了，什么也没有写", "腾出磁盘空间，或者用 gaozhi archive prune 清理"),
    _FORBIDDEN: ("不能写", "核对文件、文件夹或者数据库用户的权限；只读的盘上只能查"),
    _GONE: ("不见了，或者连接断了，没有确认的都没有写", "恢复文件或者数据库以后再试"),
    _DAMAGED: ("损坏了，或者不是存档", "从备份恢复；用 gaozhi archive verify 核对"),
}

# The low byte of SQLite's extended result codes.
_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _FORBIDDEN,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_IOERR: _GONE,
    sqlite3.SQLITE_CANTOPEN: _OPEN,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    # A statement that a trigger refused, a value that a column does not take.
    sqlite3.SQLITE_CONSTRAINT: _DAMAGED,
    sqlite3.SQLITE_ERROR: _DAMAGED,
}
# The longest beginning of PostgreSQL's SQLSTATE that is known.
_POSTGRESQL: Final = {
    "08": _GONE,
    "57P": _GONE,
    "57014": _BUSY,
    "55P03": _BUSY,
    "40": _BUSY,
    "53": _FULL,
    "53300": _BUSY,
    "25006": _FORBIDDEN,
    "42501": _FORBIDDEN,
    "28": _OPEN,
    "3D": _OPEN,
}


def failed(code: str, name: str, detail: object = None) -> ArchiveError:
    """Return the error of an archive that cannot be used.

    Args:
        code: the diagnostic's.
        name: the archive's address, without a password.
        detail: what the database said; None for nothing.

    """
    what, help = _MESSAGES[code]
    message = f"存档 {shown(name, 200)} {what}"
    params = {} if detail is None else {"detail": shown(detail, 300)}
    return ArchiveError([Diagnostic.error(code, message, help=help, params=params)])


def refuse(code: str, message: str, help: str) -> ArchiveError:
    """Return an error.

    Args:
        code: the diagnostic's.
        message: what is wrong.
        help: the way out.

    """
    return ArchiveError([Diagnostic.error(code, message, help=help)])


@contextmanager
def translated(name: str, *, opening: bool = False) -> Iterator[None]:
    """Raise what a database raises as an ArchiveError.

    Args:
        name: the archive's address, without a password.
        opening: whether it is being opened; what then cannot be reached cannot be opened.

    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        code = _code(error)
        if opening and code in (_GONE, _DAMAGED):
            code = _OPEN
        raise failed(code, name, _detail(error)) from error


def _code(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        number = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return _SQLITE.get(number & 0xFF, _GONE)
    state = getattr(cause, "sqlstate", None)
    if state is None:
        # The connection could not be made, or broke.
        return _GONE if isinstance(error, DBAPIError) else _BUSY
    for length in (5, 3, 2):
        if state[:length] in _POSTGRESQL:
            return _POSTGRESQL[state[:length]]
    return _DAMAGED


def _detail(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).splitlines()[0] if str(cause) else type(cause).__name__
