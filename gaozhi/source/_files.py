"""Reading files and folders; a file that cannot be read gives a diagnostic."""

import stat
from functools import partial
from pathlib import Path

from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._limits import Limits
from gaozhi.source._reader import Source, plain_text, read_text, refuse_size
from gaozhi.source._text import Places
from gaozhi.source._walk import printable, reason, walk

_ENDINGS = (".yaml", ".yml")


def read_file(path: Path, *, name: str | None = None, limits: Limits = Limits()) -> Source:  # noqa: B008
    """Return one YAML file as read; a file that is missing or not readable gives a diagnostic.

    Args:
        path: the file.
        name: its name in spans; its path with forward slashes where None.
        limits: bounds; a file that is too large is refused by its size, unread.

    """
    shown = printable(path.as_posix()) if name is None else name
    data = _bytes_of(path, shown, limits)
    return data if isinstance(data, Source) else read_text(data, shown, limits)


def read_plain(path: Path, *, name: str | None = None, limits: Limits = Limits()) -> Source:  # noqa: B008
    """Return a file that is no YAML, as text; its root is None.

    Args:
        path: the file.
        name: its name in spans; its path with forward slashes where None.
        limits: bounds; a file that is too large is refused by its size, unread.

    """
    shown = printable(path.as_posix()) if name is None else name
    data = _bytes_of(path, shown, limits)
    return data if isinstance(data, Source) else plain_text(data, shown)


def _bytes_of(path: Path, shown: str, limits: Limits) -> bytes | Source:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "文件夹" if stat.S_ISDIR(about.st_mode) else "设备或者管道"
            return _unread(shown, "GZ702", f"文件读不出来：这是{kind}", "写一个文件的路径。")
        if about.st_size > limits.bytes:
            return refuse_size(about.st_size, shown, limits)
        with path.open("rb") as file:
            return file.read(limits.bytes + 1)
    except FileNotFoundError:
        return _unread(shown, "GZ703", "文件不存在", "检查文件名和文件夹。")
    except (OSError, ValueError) as problem:
        message = f"文件读不出来：{reason(problem)}"
        return _unread(shown, "GZ702", message, "检查文件是否正被别的程序占用，以及读取的权限。")


def read_tree(
    folder: Path,
    *,
    names_from: Path | None = None,
    limits: Limits = Limits(),  # noqa: B008
) -> tuple[list[Source], list[Diagnostic]]:
    """Return every YAML file below `folder`, in order of name, and the problems of the folders.

    The problems of a file are in its own source. Hidden files and folders are skipped; links to
    folders, pipes and devices are reported.

    Args:
        folder: where to look, in every folder below too.
        names_from: the folder that names are relative to; `folder` where None.
        limits: bounds on each file.

    """
    shown = printable(folder.as_posix())
    if not _exists(folder):
        help = "检查文件夹的路径。"
        return [], [Diagnostic.error("GZ701", f"文件夹“{shown}”不存在", help=help)]
    if not folder.is_dir():
        help = "写文件所在的文件夹。"
        return [], [Diagnostic.error("GZ704", f"“{shown}”不是文件夹", help=help)]
    base = folder if names_from is None else names_from
    found = walk(folder, within=folder, name=partial(_name, base=base))
    named = sorted(
        (_name(path, base), path) for path in found.files if path.name.lower().endswith(_ENDINGS)
    )
    return [read_file(path, name=name, limits=limits) for name, path in named], found.problems


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _name(path: Path, base: Path) -> str:
    try:
        return printable(path.relative_to(base).as_posix())
    except ValueError:
        return printable(path.as_posix())


def _unread(name: str, code: str, message: str, help: str) -> Source:
    found = Diagnostic.error(code, message, Places(name, "").span(0, 0), help=help)
    return Source(name, "", None, (found,))
