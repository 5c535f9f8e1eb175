"""Writing a document to a file: whole or not at all, and never over another by accident."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

from gaozhi.documents._document import Document
from gaozhi.errors import DocumentError
from gaozhi.source import Diagnostic, files_out, shown

SUFFIXES: Final = (".docx", ".html", ".md")
"""What a document can be written as."""


def check_target(path: Path, *, force: bool) -> None:
    """Raise what can be known beforehand to be wrong with a file that is to be written.

    Raises:
        DocumentError: the suffix is unknown, the folder is missing, or the file is there already.

    """
    if path.suffix.lower() not in SUFFIXES:
        message = f"不能写成 {shown(str(path), 200)}：后缀说明写成什么"
        help = f"后缀写 {'、'.join(SUFFIXES)} 之一"
        raise DocumentError([Diagnostic.error("GZ548", message, help=help)])
    files_out.check_target(path, DocumentError, force=force)


def save(document: Document, path: str | PathLike[str], *, force: bool) -> None:
    """Write the document; see `Document.save`.

    Args:
        document: what is written.
        path: the file; its suffix says the format: .docx, .html, else Markdown.
        force: replace what stands there.

    """
    target = Path(path)
    check_target(target, force=force)
    match target.suffix.lower():
        case ".docx":
            content = document.docx()
        case ".html":
            content = document.html().encode()
        case _:
            content = document.markdown().encode()
    files_out.write_new(target, content, DocumentError, force=force)
