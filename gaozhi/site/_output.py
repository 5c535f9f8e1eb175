"""The folder: written beside its place, and put there whole."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gaozhi._version import __version__
from gaozhi.errors import GaozhiError
from gaozhi.source import Diagnostic, shown

__all__ = ["MARKER", "Written", "check_output", "replaced_whole", "write_pages"]

MARKER: Final = ".gaozhi-site"
"""The file that tells a folder of ours from any other."""

_SAYS: Final = f"由 gaozhi site 生成（{__version__}）；再次生成时整个文件夹被替换，不要在这里改。\n"


class Written:
    """What was written: files and bytes, as they are counted."""

    def __init__(self) -> None:
        self.pages = 0
        self.files = 0
        self.size = 0

    def add(self, name: str, size: int) -> None:
        """Count a file."""
        self.files += 1
        self.pages += name.endswith(".html")
        self.size += size

    def take(self, other: tuple[int, int, int]) -> None:
        """Count what another process wrote."""
        pages, files, size = other
        self.pages += pages
        self.files += files
        self.size += size

    @property
    def numbers(self) -> tuple[int, int, int]:
        """How many pages, files and bytes."""
        return self.pages, self.files, self.size


def check_output(output: Path) -> None:
    """Check, before anything is computed, that the folder can be written.

    Raises:
        GaozhiError: it is a file, stands in no folder, or holds what this command did not write.

    """
    name = shown(str(output), 200)
    try:
        parent, there, folder = output.parent.is_dir(), output.exists(), output.is_dir()
        foreign = folder and not (output / MARKER).is_file() and any(output.iterdir())
    except (OSError, ValueError) as error:
        message = f"不能写入 {name}：这个路径不能用"
        raise _unusable(message, "核对路径和权限") from error
    if there and not folder:
        raise _unusable(f"不能写入 {name}：它是文件，不是文件夹", "换一个文件夹，如 public/")
    if not parent:
        message = f"不能写入 {name}：它所在的文件夹不存在"
        raise _unusable(message, "先建立上一级文件夹")
    if foreign:
        message = f"{name} 里有别的文件，不是 gaozhi site 生成的，没有动它"
        raise _unusable(message, "换一个空的或者新的文件夹")


def _unusable(message: str, help: str) -> GaozhiError:
    return GaozhiError([Diagnostic.error("GZ751", message, help=help)])


@contextmanager
def replaced_whole(output: Path) -> Iterator[Path]:
    """Open a folder beside the output, which takes its place at the end of the block.

    Where the block raises, it is removed, and the output is as it was.

    Args:
        output: the folder; one that is there is replaced.

    Raises:
        OSError: it cannot be written.

    """
    output = output.resolve()
    draft = output.with_name(f".{output.name[:60]}.{secrets.token_hex(8)}.tmp")
    draft.mkdir()
    try:
        (draft / MARKER).write_text(_SAYS, encoding="utf-8")
        yield draft
        _put(draft, output)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, output: Path) -> None:
    """Put a finished folder in its place; what stood there goes only when that has been done."""
    if not output.exists():
        draft.rename(output)
        return
    old = draft.with_name(f"{draft.name}.old")
    output.rename(old)
    try:
        draft.rename(output)
    except OSError:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_pages(folder: Path, pages: Iterable[tuple[str, str | bytes]], written: Written) -> None:
    """Write pages into a folder.

    Args:
        folder: the folder.
        pages: the path of each in the folder, and its content.
        written: counts them.

    Raises:
        OSError: one cannot be written.

    """
    made: set[str] = set()
    for name, content in pages:
        data = content.encode() if isinstance(content, str) else content
        # Paths as texts: there are hundreds of thousands.
        path = os.path.join(folder, *name.split("/"))
        parent = name.rpartition("/")[0]
        if parent not in made:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            made.add(parent)
        with open(path, "wb") as file:
            file.write(data)
        written.add(name, len(data))
