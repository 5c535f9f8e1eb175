"""Writing a document to a file: whole or not at all, and never over another by accident."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

from gaozhi.documents._document import Document
from gaozhi.errors import DocumentError
from gaozhi.source import Diagnostic, mask
from gaozhi.source.files_out import place_file

__all__ = ["SUFFIXES", "check_target", "save"]

SUFFIXES: Final = (".docx", ".html", ".md")
"""What a document can be written as."""


def check_target(path: Path, *, force: bool) -> None:
    """Raise what can be known beforehand to be wrong with a file that is to be written.

    Raises:
        DocumentError: the suffix is unknown, the folder is missing, or the file is there already.

    """
    shown = mask(str(path))[:200]
    if path.suffix.lower() not in SUFFIXES:
        _refuse(f"不能写成 {shown}：后缀说明写成什么", f"后缀写 {'、'.join(SUFFIXES)} 之一")
    if path.is_dir() or not path.parent.is_dir():
        _refuse(f"不能写入 {shown}：它是文件夹，或者它所在的文件夹不存在", "核对路径")
    if path.exists() and not force:
        _exists(shown)


def save(document: Document, path: str | PathLike[str], *, force: bool) -> None:
    """Write the document; see `Document.save`."""
    target = Path(path)
    check_target(target, force=force)
    content = _content(document, target.suffix.lower())
    try:
        place_file(target, content, force=force)
    except FileExistsError:
        _exists(mask(str(target))[:200])


def _content(document: Document, suffix: str) -> bytes:
    if suffix == ".docx":
        return document.docx()
    return (document.html() if suffix == ".html" else document.markdown()).encode()


def _exists(shown: str) -> None:
    _refuse(f"{shown} 已经存在，没有覆盖", "要覆盖它，写 force=True；命令行加上 --force")


def _refuse(message: str, help: str) -> None:
    raise DocumentError([Diagnostic.error("GZ548", message, help=help)])
