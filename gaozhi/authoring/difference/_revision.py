"""A revision of a git repository, laid out as a folder; nothing is fetched, nothing is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from gaozhi.errors import CatalogError
from gaozhi.source import Diagnostic, suggest

_FOLDERS: Final = ("rules", "catalogs")
_REGULAR: Final = (b"100644", b"100755")
# Neither the network nor a question to whoever runs this: a comparison only looks.
_QUIETLY: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, and the folder in it that revisions are asked about.

    Attributes:
        top: the folder that holds the repository's files.
        below: the path of the folder in it, empty for the top itself.
        program: the git program.

    """

    top: Path
    below: PurePosixPath
    program: str

    @classmethod
    def around(cls, folders: Sequence[Path], asked: str) -> Repository:
        """Return the repository that the first of some folders which lies in one does.

        Args:
            folders: the folders.
            asked: what was taken for a revision, for the message.

        Raises:
            CatalogError: there is no git, or none of the folders lies in a repository.

        """
        program = shutil.which("git")
        if program is None:
            message = f"没有文件夹“{asked}”；要比较 git 的修订，这里没有安装 git"
            raise _refused("GZ656", message, "核对文件夹的路径；或者安装 git")
        for folder in folders:
            command = [program, "-C", str(folder), "rev-parse", "--show-toplevel", "--show-prefix"]
            found = _run(command)
            if found is not None:
                top, _, below = found.decode("utf-8", "replace").rstrip("\n").partition("\n")
                return cls(Path(top), PurePosixPath(below.rstrip("/")), program)
        message = f"没有文件夹“{asked}”；这里也不是 git 仓库，不能当作修订"
        raise _refused("GZ656", message, "核对文件夹的路径；比较修订的，在仓库里运行")

    def run(self, *arguments: str, given: bytes = b"") -> bytes | None:
        """Return what git writes, or None where it fails."""
        return _run([self.program, "-C", str(self.top), *arguments], given)


def lay_out(repository: Repository, asked: str, into: Path) -> None:
    """Write the rules and catalogs of a revision into an empty folder.

    Args:
        repository: the repository.
        asked: a revision, or one with a folder of it: ``HEAD~1``, ``v1:rules-of-mine``.
        into: the folder.

    Raises:
        CatalogError: there is no such revision, or it has neither rules nor catalogs there.

    """
    revision, colon, written = asked.partition(":")
    tree = None
    if revision and not revision.startswith("-"):
        tree = repository.run("rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}")
    if tree is None:
        raise _no_such_revision(repository, asked, revision)
    listed = repository.run("ls-tree", "-r", "-z", "--full-tree", tree.decode().strip()) or b""
    files = dict(_files(listed))
    for folder in _candidates(PurePosixPath(written), repository.below, given=bool(colon)):
        wanted = {
            path.relative_to(folder): blob
            for path, blob in files.items()
            if any(path.is_relative_to(folder / name) for name in _FOLDERS)
        }
        if wanted:
            _write(repository, wanted, into)
            return
    where = written or str(repository.below)
    place = f"的 {where} " if where not in ("", ".") else ""
    message = f"修订“{revision}”{place}里没有 rules/，也没有 catalogs/"
    raise _refused("GZ657", message, "写明它们所在的文件夹：修订:文件夹")


def _candidates(
    written: PurePosixPath, below: PurePosixPath, *, given: bool
) -> Iterator[PurePosixPath]:
    """Yield the folders that may hold the rules: the one that is named, or this one and above."""
    if given:
        yield written
        return
    yield below
    yield from below.parents


def _files(listed: bytes) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the regular files of a tree with their objects; what leads out of it is left alone."""
    for entry in listed.split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        if not tab:
            continue
        mode, _, blob = about.split(b" ")
        path = PurePosixPath(name.decode("utf-8", "replace"))
        if mode in _REGULAR and ".." not in path.parts and "\\" not in path.name:
            yield path, blob.decode()


def _write(repository: Repository, wanted: dict[PurePosixPath, str], into: Path) -> None:
    blobs = "".join(f"{blob}\n" for blob in wanted.values()).encode()
    said = repository.run("cat-file", "--batch", given=blobs)
    if said is None:
        raise _refused("GZ657", "git 读不出这个修订的文件", "用 git fsck 检查仓库是否完整")
    at = 0
    for path in wanted:
        end = said.index(b"\n", at)
        head = said[at:end].split(b" ")
        if len(head) != 3:
            message = f"仓库里没有 {path} 的内容"
            raise _refused("GZ657", message, "仓库只取了一部分的，先用 git fetch 取全")
        size = int(head[2])
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(said[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _no_such_revision(repository: Repository, asked: str, revision: str) -> CatalogError:
    known = repository.run("for-each-ref", "--format=%(refname:short)") or b""
    near = suggest(revision, known.decode("utf-8", "replace").split())
    help = f"是不是 {near}？" if near else "用 git log、git tag 查看有哪些修订"
    message = f"“{asked}”不是文件夹，也不是 {repository.top.name} 的修订"
    return _refused("GZ655", message, help)


def _refused(code: str, message: str, help: str) -> CatalogError:
    return CatalogError([Diagnostic.error(code, message, help=help)])


def _run(command: Sequence[str], given: bytes = b"") -> bytes | None:
    done = subprocess.run(  # noqa: S603 - git itself, found on the path, without a shell
        command, input=given, capture_output=True, env={**os.environ, **_QUIETLY}, check=False
    )
    return done.stdout if done.returncode == 0 else None
