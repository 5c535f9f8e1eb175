"""Writing files: whole or not at all, and never over another by accident."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

__all__ = ["dated_alike", "place_file", "replace_text"]

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every part of an office file: what it holds says by itself of which day it is."""


def replace_text(path: Path, text: str) -> bool:
    """Give a file that text, and return whether it was another before; folders are made.

    The file is written beside its place and then renamed, so that nobody ever finds half of it.

    Raises:
        OSError: it cannot be written.

    """
    data = text.encode()
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def place_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file beside its place and give it its name; with force another one gives way.

    Raises:
        FileExistsError: there is such a file already, and no force.
        OSError: it cannot be written.

    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        if force:
            with suppress(FileNotFoundError):
                shutil.copymode(path, draft)
            draft.replace(path)
        else:
            _name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


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
