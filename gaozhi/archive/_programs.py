"""The programs of an archive: each as the bundle of one jurisdiction, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from gaozhi._version import __version__
from gaozhi.archive._entry import PROGRAM, Draft, compact
from gaozhi.archive._failures import refuse
from gaozhi.archive._tables import PROGRAMS
from gaozhi.engine import Stamp
from gaozhi.errors import ArchiveError, GaozhiError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import load
from gaozhi.model import Program
from gaozhi.source import shown
from gaozhi.workspace.bundle_file import write_bundle

__all__ = ["KEPT_COLUMNS", "Kept", "find_kept", "find_key", "kept", "programs_out", "vouching"]


class Kept(NamedTuple):
    """A program as it is kept: the columns of its row but for its number, in their order."""

    key: str
    jurisdiction: str
    digest: str
    calendar: str
    version: str
    data: bytes


KEPT_COLUMNS: Final = tuple(PROGRAMS.c[name] for name in Kept._fields)


def kept(program: Program, stamp: Stamp) -> Kept:
    """Return a program as it is kept.

    Args:
        program: the program.
        stamp: its digest and calendar.

    """
    file = BytesIO()
    write_bundle(file, [program], {program.calendar: stamp.calendar})
    data = file.getvalue()
    key = sha256(data).hexdigest()
    return Kept(key, program.id, stamp.digest, stamp.calendar.digest, __version__, data)


def find_key(connection: Connection, stamp: Stamp) -> str | None:
    """Return the key under which this version of gaozhi kept a program; None if it has not."""
    columns = PROGRAMS.c
    wanted = select(columns.key).where(
        columns.digest == stamp.digest,
        columns.calendar == stamp.calendar.digest,
        columns.version == __version__,
    )
    return connection.execute(wanted).scalars().first()


def find_kept(connection: Connection, **columns: str) -> Kept | None:
    """Return the last program whose row has these values; None if there is none."""
    known = PROGRAMS.c
    wanted = select(*KEPT_COLUMNS).where(*(known[name] == one for name, one in columns.items()))
    found = connection.execute(wanted.order_by(known.number.desc())).first()
    return None if found is None else Kept(*found)


def vouching(at: str, program: Kept) -> Draft:
    """Return the entry that vouches for a program.

    Args:
        at: when it is recorded.
        program: the program.

    """
    body = program._asdict()
    del body["data"], body["key"]
    return Draft(
        kind=PROGRAM,
        at=at,
        jurisdiction=program.jurisdiction,
        decision=None,
        day=None,
        outcome=None,
        program=program.key,
        withheld=0,
        body=compact(body),
    )


@contextmanager
def programs_out() -> Iterator[Any]:
    """Give a function from a program that is kept to its jurisdiction.

    It raises ArchiveError where this version of gaozhi cannot read it.
    """
    with TemporaryDirectory(prefix="gaozhi-", ignore_cleanup_errors=True) as folder:

        def opened(program: Kept) -> Jurisdiction:
            path = Path(folder, f"{program.key}.gaozhi")
            if not path.exists():
                path.write_bytes(program.data)
            try:
                found = load(path)[program.jurisdiction]
            except GaozhiError as error:
                message = f"存档里 {shown(program.jurisdiction)} 的规则读不出来"
                help = f"它由 gaozhi {program.version} 存入，用那个版本复核"
                said = refuse("GZ787", message, help)
                raise ArchiveError([*said.diagnostics, *error.diagnostics]) from error
            if found.digest != program.digest:
                message = f"存档里 {found.name}的规则读出来不是当时的摘要"
                help = f"它由 gaozhi {program.version} 存入，用那个版本复核"
                raise refuse("GZ787", message, help)
            return found

        yield opened
