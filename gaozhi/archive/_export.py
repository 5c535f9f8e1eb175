"""Answers as JSON lines or Parquet, and programs as bundles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection, select

from gaozhi.archive._entry import Entry
from gaozhi.archive._failures import refuse
from gaozhi.archive._programs import KEPT_COLUMNS, Kept
from gaozhi.archive._tables import PROGRAMS, streamed
from gaozhi.errors import ArchiveError
from gaozhi.source import Diagnostic, path_of, shown
from gaozhi.source.files_out import check_target, file_exists, replace_files, written_whole

__all__ = ["exported", "programs_exported"]

_BATCH: Final = 2000
_TEXTS: Final = ("kind", "at", "jurisdiction", "decision", "date", "outcome", "program")
_NESTED: Final = ("receipt", "words")
_LAST: Final = ("signature", "previous", "hash")


def exported(entries: Iterator[Entry], path: str | PathLike[str], *, force: bool) -> int:
    """Write answers to a file, and return how many there are.

    Args:
        entries: the answers.
        path: ends with .parquet for Parquet; else JSON lines are written.
        force: whether an existing file is replaced.

    Raises:
        ArchiveError: the file cannot be written.

    """
    target = path_of(path, "path", ArchiveError)
    check_target(target, ArchiveError, force=force)
    write = _parquet if target.suffix == ".parquet" else _lines
    try:
        with written_whole(target, force=force) as file:
            return write(entries, file)
    except FileExistsError:
        raise file_exists(target, ArchiveError) from None
    except (OSError, ValueError) as error:
        name = shown(str(target), 200)
        raise refuse("GZ784", f"文件 {name} 写不进去", "核对路径、权限和磁盘空间") from error


def _lines(entries: Iterator[Entry], file: BinaryIO) -> int:
    count = 0
    for count, entry in enumerate(entries, 1):  # noqa: B007 - counted
        file.write(json.dumps(entry.to_dict(), ensure_ascii=False).encode("utf-8", "replace"))
        file.write(b"\n")
    return count


def _parquet(entries: Iterator[Entry], file: BinaryIO) -> int:
    arrow, parquet = _arrow()
    integers = [(name, arrow.int64()) for name in ("number", "withheld")]
    texts = [(name, arrow.string()) for name in (*_TEXTS, *_NESTED, *_LAST)]
    schema = arrow.schema([*integers, *texts])
    count = 0
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while rows := [_flat(one) for one in islice(entries, _BATCH)]:
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _flat(entry: Entry) -> dict[str, Any]:
    """Return an entry as a row: what is nested is JSON."""
    data = entry.to_dict()
    for name in _NESTED:
        if data[name] is not None:
            data[name] = json.dumps(data[name], ensure_ascii=False)
    return data


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        message = "缺少 pyarrow，不能写 Parquet"
        help = '用 pip 安装 "gaozhi[frames]"，或者写 .jsonl'
        raise ArchiveError([Diagnostic.error("GZ547", message, help=help)]) from error
    return pyarrow, parquet


def programs_exported(connection: Connection, folder: str | PathLike[str]) -> int:
    """Write every program into a folder as a bundle named after its key, and return their number.

    Args:
        connection: to the archive.
        folder: is made where it does not exist.

    Raises:
        ArchiveError: it cannot be written.

    """
    place = path_of(folder, "folder", ArchiveError)
    wanted = select(*KEPT_COLUMNS).order_by(PROGRAMS.c.number)
    count = 0
    try:
        place.mkdir(parents=True, exist_ok=True)
        with streamed(connection, wanted, 20) as rows:
            for row in rows:
                program = Kept(*row)
                name = f"{program.jurisdiction}-{program.key[:16]}.gaozhi"
                replace_files({place / Path(name).name: program.data})
                count += 1
    except (OSError, ValueError) as error:
        name = shown(str(place), 200)
        raise refuse("GZ784", f"文件夹 {name} 写不进去", "核对路径、权限和磁盘空间") from error
    return count
