"""Walking a folder: every file of the author's, and a problem for everything that is not read.

A file skipped in silence would be law lost. A link to a folder is not followed, since it may lead
anywhere and in circles; a link to a file is, as long as it stays within the folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._text import Places

__all__ = ["Walk", "printable", "reason", "walk"]

# Editors and office programs leave their own files beside the author's.
_NOT_THE_AUTHORS = (".", "~$", "#")


@dataclass(slots=True)
class Walk:
    """The contents of a folder and of those below it.

    Attributes:
        files: every regular file that is not hidden, in order of name.
        folders: every folder that could be read.
        problems: what cannot be read: links, pipes and devices, folders without permission.

    """

    files: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def walk(folder: Path, *, within: Path, name: Callable[[Path], str]) -> Walk:
    """Return every file below a folder, and a problem for everything that is not read.

    Args:
        folder: where to look, in every folder below too; a missing one counts as empty.
        within: the folder that links to files may lead into; it may itself be a link.
        name: returns the name of a path in diagnostics.

    """
    found = Walk()
    waiting = [folder]
    if folder != within and folder.is_symlink():
        _take_link(folder, within, name, found)
        waiting = []
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as problem:
            said = f"文件夹读不出来：{reason(problem)}"
            found.problems.append(_unread("GZ705", said, name(here), "检查读取的权限"))
            continue
        found.folders.append(here)
        for entry in _the_authors(entries):
            path = Path(entry.path)
            if entry.is_symlink():
                _take_link(path, within, name, found)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                found.files.append(path)
            else:
                found.problems.append(_special(name(path)))
    found.files.sort()
    return found


def printable(name: str) -> str:
    """Return a name that can be encoded: bytes that are no text become a replacement sign."""
    return name.encode("utf-8", "replace").decode("utf-8")


def reason(problem: Exception) -> str:
    """Return in Chinese why a file or a folder cannot be read."""
    if isinstance(problem, PermissionError):
        return "没有权限"
    if isinstance(problem, IsADirectoryError):
        return "这是文件夹"
    text = problem.strerror if isinstance(problem, OSError) else None
    return text or "路径写得不对"


def _the_authors(entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in entries if not entry.name.startswith(_NOT_THE_AUTHORS))


def _take_link(path: Path, within: Path, name: Callable[[Path], str], found: Walk) -> None:
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        said = "链接指向的文件或者文件夹不存在，或者读不出来"
        found.problems.append(_link(said, name(path)))
        return
    if stat.S_ISDIR(mode):
        found.problems.append(_link("这是指向文件夹的链接，不跟着它读", name(path)))
    elif not stat.S_ISREG(mode):
        found.problems.append(_special(name(path)))
    elif not target.is_relative_to(within.resolve()):
        found.problems.append(_link("链接指向文件夹以外的文件，不跟着它读", name(path)))
    else:
        found.files.append(path)


def _link(said: str, name: str) -> Diagnostic:
    return _unread("GZ706", said, name, "把它指向的内容放到这里，删去链接")


def _special(name: str) -> Diagnostic:
    return _unread("GZ706", "这是设备或者管道，不是文件", name, "删去它，或者移到别处")


def _unread(code: str, said: str, name: str, help: str) -> Diagnostic:
    return Diagnostic.error(code, said, Places(printable(name), "").span(0, 0), help=help)
