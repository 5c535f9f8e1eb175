"""A list put into the text of a catalog; everything else in it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from gaozhi.authoring.lists._changes import Entry, Placed
from gaozhi.authoring.lists._kind import LIST, ListKind
from gaozhi.authoring.lists._patch import Fields, Rows, block_of, end_of, line_end, start_of
from gaozhi.authoring.lists._rows import LABELS, flat
from gaozhi.errors import ListError
from gaozhi.language import CatalogFile, CatalogSource, read_catalog
from gaozhi.source import (
    Diagnostic,
    Diagnostics,
    Node,
    Places,
    Splice,
    dump_flow,
    read_text,
    spliced,
)
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Sequence as SequenceNode

_ORDER: Final = ("title", "batch", "published", "columns", "fields", "groups", "across", "basis")
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Head:
    """What the author says of a list beside its rows; None and nothing leave what is there.

    Attributes:
        title: what it is called.
        published: the day on which it was published.
        basis: the ids of the provisions that it stands on.

    """

    title: str | None = None
    published: date | None = None
    basis: tuple[str, ...] = ()

    def said(self) -> dict[str, Any]:
        """Return what is said, as a catalog has it."""
        written = {"title": self.title, "published": self.published, "basis": list(self.basis)}
        return {key: value for key, value in written.items() if value}


def entries_of(kind: ListKind, catalog: CatalogFile) -> Sequence[Entry]:
    """Return the rows that a catalog has of a list."""
    if kind is LIST:
        return catalog.items
    return catalog.directory.entries if catalog.directory is not None else ()


def with_list(
    text: str, source: CatalogSource, kind: ListKind, placed: Sequence[Placed], head: Head
) -> str:
    """Return the text of a catalog with a list in it, comments and layout untouched.

    Args:
        text: the catalog's.
        source: what it says.
        kind: which list.
        placed: the rows as they are to be.
        head: what is said of the list; whole where the catalog has none yet.

    Raises:
        ListError: the catalog is written in a way that leaves no place for it.

    """
    windows = "\r\n" in text
    plain = text.replace("\r\n", "\n")
    plain += "" if plain.endswith("\n") else "\n"
    editing = _Editing(plain, Places("", plain), source, kind, placed, head)
    new = editing.done()
    if not _says(new, kind, placed):
        message = "目录里清单的写法不寻常，不能就地改"
        _refuse(source, message, "把 items、entries 写成一行一项，或者先删去，再导入")
    return new.replace("\n", "\r\n") if windows else new


def _says(text: str, kind: ListKind, placed: Sequence[Placed]) -> bool:
    """Whether a text is read as a catalog that has these rows and no others."""
    catalog = read_catalog(read_text(text, "目录"), Diagnostics())
    if catalog is None:
        return False
    return [flat(entry) for entry in entries_of(kind, catalog.catalog)] == [
        {path: one.row[path] for path in LABELS if path in one.row} for one in placed
    ]


def _refuse(source: CatalogSource, message: str, help: str) -> None:
    raise ListError([Diagnostic.error("GZ653", message, source.node.span, help=help)])


@dataclass(frozen=True, slots=True)
class _Editing:
    text: str
    places: Places
    source: CatalogSource
    kind: ListKind
    placed: Sequence[Placed]
    head: Head

    def done(self) -> str:
        """Return the text with everything put in."""
        root = self.source.node
        if self._in_braces(root):
            message = "目录整个写在一对花括号里，不能就地改"
            _refuse(self.source, message, "改成一行一个键的写法，再导入")
        splices = self._list(root) if self.kind is LIST else self._directory(root)
        return spliced(self.text, splices)

    def _list(self, root: MappingNode) -> list[Splice]:
        known = root.get("list")
        splices = self._head(known, root)
        items = root.get("items")
        if items is not None:
            return [*splices, *self._rows(root, "items", items, "")]
        at = len(self.text)
        return [*splices, (at, at, f"\nitems:\n{self._block(_INDENT)}\n")]

    def _directory(self, root: MappingNode) -> list[Splice]:
        known = root.get("directory")
        if isinstance(known, MappingNode) and not self._in_braces(known):
            entries = known.get("entries")
            indent = " " * (known.entries[0][0].span.column - 1)
            splices = self._head(known, root)
            if entries is not None:
                return [*splices, *self._rows(known, "entries", entries, indent)]
            at = line_end(self.text, end_of(self.places, known))
            rows = f"{indent}entries:\n{self._block(indent + _INDENT)}\n"
            return [*splices, (at, at, rows)]
        said = known.plain() if isinstance(known, MappingNode) else {}
        if any(one.old is not None for one in self.placed):
            message = "directory 写在一对花括号里，不能就地改"
            _refuse(self.source, message, "改成一行一个键的写法，再导入")
        body = self._mapping({**said, **self.head.said()}, without="entries")
        body += f"\n{_INDENT}entries:\n{self._block(_INDENT * 2)}"
        key = root.key("directory")
        if known is None or key is None:
            at = len(self.text)
            return [(at, at, f"\ndirectory:\n{body}\n")]
        return [(end_of(self.places, key), end_of(self.places, known), f":\n{body}")]

    def _head(self, known: Node | None, root: MappingNode) -> list[Splice]:
        """Return what to put where the list is described."""
        said = self.head.said()
        if isinstance(known, MappingNode):
            there: dict[str, Any] = dict(known.plain())
            changes = {k: v for k, v in said.items() if dump_flow(there.get(k)) != dump_flow(v)}
            edits = Fields(self.text, self.places, known, _ORDER).edits(changes) if changes else []
            if edits is None:
                _refuse(self.source, "清单的题名、公布日期写不进目录", "在目录里先写上 title")
            return edits or []
        key = root.key(self.kind.key)
        assert known is not None
        assert key is not None
        body = f":\n{self._mapping(said)}"
        return [(end_of(self.places, key), end_of(self.places, known), body)]

    def _rows(self, holder: MappingNode, name: str, node: Node, indent: str) -> list[Splice]:
        before = [flat(entry) for entry in entries_of(self.kind, self.source.catalog)]
        if isinstance(node, SequenceNode) and len(node):
            splice = Rows(self.text, self.places, node).splice(self.placed, before)
            if splice is not None:
                return [splice]
        key = holder.key(name)
        assert key is not None
        if any(one.old is not None for one in self.placed):
            message = f"{name} 不是一行一项写的，不能就地改"
            _refuse(self.source, message, "每一项另起一行，以“- ”开头，再导入")
        block = self._block(indent + _INDENT)
        return [(end_of(self.places, key), end_of(self.places, node), f":\n{block}")]

    def _block(self, indent: str) -> str:
        return block_of((one.row for one in self.placed), indent)

    def _mapping(self, said: Mapping[str, Any], without: str = "") -> str:
        lines = (f"{_INDENT}{k}: {dump_flow(v)}" for k, v in said.items() if k != without)
        return "\n".join(lines)

    def _in_braces(self, node: MappingNode) -> bool:
        return self.text.startswith("{", start_of(self.places, node))
