"""Modelines: the two lines at the head of a YAML file that tell editors which schema it follows."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gaozhi.authoring.schema import KINDS, FileKind, kind_of
from gaozhi.source import read_file
from gaozhi.workspace.folder import yaml_files

__all__ = ["FOLDER", "Marked", "marked_files", "schema_text", "with_modelines"]

FOLDER: Final = "schemas"
"""The folder of schemas, beside ``rules/`` and ``catalogs/``."""

_HEADS: Final = ("# yaml-language-server: $schema=", "# $schema: ")
"""The first is read by the YAML language server (VS Code, Vim, Emacs), the second by JetBrains."""
_MODELINE: Final = re.compile(r"#\s*(?:yaml-language-server\s*:\s*\$schema=|\$schema:)\s*(\S*)\s*")
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Marked:
    """A file, and its text as it should be: with the modelines of its kind."""

    path: Path
    kind: FileKind
    before: str
    after: str


def schema_text(schema: object) -> str:
    """Return a schema as its file holds it: a change of a name is a change of a line."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def with_modelines(text: str, schema: str) -> str:
    r"""Return the text with modelines that name `schema` at its head, in place of any it had.

    >>> print(with_modelines("county: 某县\n", "../schemas/catalog.schema.json"), end="")
    # yaml-language-server: $schema=../schemas/catalog.schema.json
    # $schema: ../schemas/catalog.schema.json
    county: 某县
    """
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    end = "\r\n" if "\r\n" in body else "\n"
    lines = body.split("\n")
    while lines and _MODELINE.fullmatch(lines[0].strip()):
        lines.pop(0)
    head = "".join(f"{words}{schema}{end}" for words in _HEADS)
    return mark + head + "\n".join(lines)


def marked_files(folder: Path | None, schemas: Path, *others: Path) -> Iterator[Marked]:
    """Yield every file that has a schema, as it is and as it should be.

    A file that cannot be read is passed over: the check says what is wrong with it.

    Args:
        folder: holds ``rules/`` and ``catalogs/``; None leaves them alone.
        schemas: the folder of the schemas.
        others: files of cases or events, or folders of them; what is neither is passed over, and
            so is a folder of rules among them, whose files follow schemas of its own.

    """
    if folder is not None:
        for path in (*yaml_files(folder / "rules"), *yaml_files(folder / "catalogs")):
            kind = kind_of(path.relative_to(folder).as_posix())
            if kind is not None:
                yield from _marked(path, kind, schemas)
    for other in others:
        for path in [other] if other.is_file() else _cases(other):
            root = read_file(path).root
            kind = _named(path) or kind_of(path.name, None if root is None else root.plain())
            if kind is not None:
                yield from _marked(path, kind, schemas)


def _cases(folder: Path) -> Iterator[Path]:
    found = (rules.parent for rules in folder.rglob("rules") if rules.parent != folder)
    apart = [one for one in found if (one / "catalogs").is_dir()]
    for path in yaml_files(folder):
        if not any(path.is_relative_to(one) for one in apart):
            yield path


def _marked(path: Path, kind: FileKind, schemas: Path) -> Iterator[Marked]:
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return
    if text:
        yield Marked(path, kind, text, with_modelines(text, _way(path, schemas / kind.file)))


def _named(path: Path) -> FileKind | None:
    """Return the kind that a file says itself to be of, in a modeline that it has already."""
    with path.open(encoding="utf-8", errors="replace") as file:
        found = _MODELINE.fullmatch(file.readline().lstrip(_BOM).strip())
    name = found[1].rpartition("/")[2] if found else ""
    return next((kind for kind in KINDS.values() if kind.file == name), None)


def _way(path: Path, schema: Path) -> str:
    """Return the way from a file to its schema, as editors follow it."""
    try:
        return Path(os.path.relpath(schema, path.parent)).as_posix()
    except ValueError:  # on another drive
        return schema.absolute().as_uri()
