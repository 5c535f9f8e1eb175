"""Writing files: atomic, durable, and never over another file by accident."""

from __future__ import annotations

import io
import os
import secrets
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from gaozhi.errors import GaozhiError
from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._mask import shown

__all__ = [
    "LONG_AGO",
    "check_target",
    "dated_alike",
    "file_exists",
    "place_file",
    "place_files",
    "replace_files",
    "replace_text",
    "write_new",
    "written_whole",
]

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every part of an office file; the document's own date is in its contents."""


def replace_text(path: Path, text: str) -> bool:
    """Write a text to a file, and return whether its content changed; folders are made.

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
    """Write every file, whether it exists already or not.

    All are written beside their places first and renamed last, so that no reader finds half of
    one, and a full disk changes none. A file keeps its permissions; a link stays a link, and its
    target is written.

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
    """Write a file; with `force`, also over an existing one, as `replace_files` does.

    Args:
        path: the file.
        data: its content.
        force: whether an existing file is replaced.

    Raises:
        FileExistsError: the file exists, and `force` is False.
        OSError: it cannot be written; then nothing has changed.

    """
    if force:
        replace_files({path: data})
        return
    place_files({path: data}, folders=False)


def place_files(contents: Mapping[Path, bytes], *, folders: bool = True) -> None:
    """Write new files, all of them or none.

    Args:
        contents: the content of each file by its path.
        folders: whether missing folders are made.

    Raises:
        FileExistsError: one of them exists already.
        OSError: one cannot be written; then nothing has changed.

    """
    with ExitStack() as done, ExitStack() as drafts:
        for folder in [*dict.fromkeys(path.parent for path in contents)] if folders else ():
            _make_folder(folder, done)
        ready = [(_draft(path, data, drafts), path) for path, data in contents.items()]
        for draft, path in ready:
            _name(draft, path)
            done.callback(path.unlink, missing_ok=True)
        _settle({path.parent for path in contents})
        done.pop_all()


def _make_folder(folder: Path, done: ExitStack) -> None:
    """Make a folder and those above it, and remove them again unless all is done."""
    for one in reversed((folder, *folder.parents)):
        with suppress(FileExistsError):
            one.mkdir()
            done.callback(_remove_empty, one)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def check_target(path: Path, error: type[GaozhiError], *, force: bool) -> None:
    """Check, before anything is written, that a file can be written to a path.

    Args:
        path: the file.
        error: the class that is raised.
        force: whether the file may exist already.

    Raises:
        GaozhiError: as `error`; the path is a folder, its folder is missing, or the file exists.

    """
    name = shown(str(path), 200)
    try:
        nowhere, there = path.is_dir() or not path.parent.is_dir(), path.exists()
    except (OSError, ValueError) as refused:
        message = f"不能写入 {name}：这个路径不能用"
        raise error([Diagnostic.error("GZ548", message, help="核对路径")]) from refused
    if nowhere:
        message = f"不能写入 {name}：它是文件夹，或者它所在的文件夹不存在"
        raise error([Diagnostic.error("GZ548", message, help="核对路径")])
    if there and not force:
        raise file_exists(path, error)


def write_new(path: Path, data: bytes, error: type[GaozhiError], *, force: bool) -> None:
    """Write a file as `place_file` does, after `check_target`.

    Args:
        path: the file.
        data: its content.
        error: the class that is raised where the path cannot be used.
        force: whether an existing file is replaced.

    Raises:
        GaozhiError: see `check_target`.
        OSError: it cannot be written; then nothing has changed.

    """
    check_target(path, error, force=force)
    try:
        place_file(path, data, force=force)
    except FileExistsError:
        raise file_exists(path, error) from None


def file_exists(path: Path, error: type[GaozhiError]) -> GaozhiError:
    """Return the error of a file that exists and is not to be replaced."""
    message = f"{shown(str(path), 200)} 已经存在，没有覆盖"
    help = "换一个文件名；要覆盖它，写 force=True，命令行有 --force 的加上它"
    return error([Diagnostic.error("GZ548", message, help=help)])


@contextmanager
def written_whole(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Open a file that is written in the block, and comes into being when that ends without error.

    Args:
        path: the file.
        force: whether an existing file is replaced, as `replace_files` does.

    Raises:
        FileExistsError: the file exists, and `force` is False.
        OSError: it cannot be written; then nothing has changed.

    """
    target = path.resolve() if force else path
    with ExitStack() as drafts:
        with _opened_draft(target, drafts) as (draft, file):
            yield file
        if force:
            draft.replace(target)
        else:
            _name(draft, target)
        _settle({target.parent})


def _draft(target: Path, data: bytes, drafts: ExitStack) -> Path:
    """Write the content to a draft beside its place, synced; it is removed unless renamed."""
    with _opened_draft(target, drafts) as (draft, file):
        file.write(data)
    return draft


@contextmanager
def _opened_draft(target: Path, drafts: ExitStack) -> Iterator[tuple[Path, BinaryIO]]:
    """Open a draft beside the place of a file; at the end of the block it is synced."""
    draft = target.with_name(f".{target.name[:60]}.{secrets.token_hex(8)}.tmp")
    drafts.callback(draft.unlink, missing_ok=True)
    # Made by os.open, so that the permissions are those of any new file.
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(draft, flags, 0o666), "w+b") as file:
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        yield draft, file
        file.flush()
        os.fsync(file.fileno())


def _settle(folders: set[Path]) -> None:
    """Sync the folders, so that the new names are on the disk, where the system can."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _name(draft: Path, path: Path) -> None:
    """Give the finished draft its name, unless another process has taken it meanwhile."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A file system without hard links: a last check is all that is possible.
        if path.exists():
            raise FileExistsError(path) from None
        draft.replace(path)


def dated_alike(
    data: bytes, changed: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({})
) -> bytes:
    """Return an office file with the same date on every part: equal documents are equal bytes.

    Args:
        data: a zip file.
        changed: functions that return the new content of a part, by the part's name.

    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, changed.get(name, bytes)(old.read(name)))
    return packed.getvalue()
