"""Writing files: whole or not at all, on the disk before it is said to be, never by accident."""

from __future__ import annotations

import io
import os
import secrets
import stat
import zipfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

__all__ = ["dated_alike", "place_file", "replace_files", "replace_text"]

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every part of an office file: what it holds says by itself of which day it is."""


def replace_text(path: Path, text: str) -> bool:
    """Give a file that text, and return whether it was another before; folders are made.

    Raises:
        OSError: it cannot be written; then it is as it was.

    """
    data = text.encode()
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_files({path: data})
    return True


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Give every file its content, whether it is there already or not.

    All are written beside their places first and take their names last, so that nobody ever finds
    half of one, and a full disk changes none. A file keeps its permissions; a link stays a link,
    and what it leads to is written.

    Raises:
        OSError: one cannot be written; then none has changed.

    """
    with ExitStack() as drafts:
        ready = []
        for path, data in contents.items():
            target = path.resolve()
            ready.append((_draft(target, data, drafts), target))
        for draft, target in ready:
            draft.replace(target)
        _settle({target.parent for _, target in ready})


def place_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file; with force it takes the place of another, as `replace_files` says.

    Raises:
        FileExistsError: there is such a file already, and no force.
        OSError: it cannot be written; then nothing has changed.

    """
    if force:
        replace_files({path: data})
        return
    with ExitStack() as drafts:
        _name(_draft(path, data, drafts), path)
        _settle({path.parent})


def _draft(target: Path, data: bytes, drafts: ExitStack) -> Path:
    """Write the content beside its place, down to the disk; gone again unless it is renamed."""
    draft = target.with_name(f".{target.name[:60]}.{secrets.token_hex(8)}.tmp")
    drafts.callback(draft.unlink, missing_ok=True)
    # Made by os.open, so that the permissions are those of any new file.
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb") as file:
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _settle(folders: set[Path]) -> None:
    """Bring the new names down to the disk, where the system lets one."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _name(draft: Path, path: Path) -> None:
    """Give the finished draft its name, unless somebody else has taken it meanwhile."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A file system without links: what remains is to look once more.
        if path.exists():
            raise FileExistsError(path) from None
        draft.replace(path)


def dated_alike(
    data: bytes, changed: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({})
) -> bytes:
    """Return an office file with every part dated alike, so that equal documents are equal files.

    Args:
        data: a zip file.
        changed: what becomes of some of its parts, by their names.

    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=_LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, changed.get(name, bytes)(old.read(name)))
    return packed.getvalue()
