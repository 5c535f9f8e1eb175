"""Rows put into the text of a catalog: what does not change stays, to the last blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gaozhi.authoring.lists._changes import Placed
from gaozhi.authoring.lists._rows import LABELS, Row, nested
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Node, Places, Splice, dump_flow, scalars, spliced, text_width
from gaozhi.source import Sequence as SequenceNode

_WIDEST: Final = 120
"""How wide a row on one line may be, in columns."""
_ORDER: Final = tuple(dict.fromkeys(path.partition(".")[0] for path in LABELS))


def block_of(rows: Iterable[Row], indent: str) -> str:
    """Return rows as a list, each on one line where that is not too wide; no line end follows."""
    return "\n".join(line for row in rows for line in _lines(nested(row), indent))


def _lines(entry: Mapping[str, Any], indent: str) -> Iterator[str]:
    line = f"{indent}- {dump_flow(entry)}"
    if text_width(line) <= _WIDEST:
        yield line
        return
    for number, (key, value) in enumerate(entry.items()):
        yield f"{indent}{'  ' if number else '- '}{key}: {dump_flow(value)}"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a catalog that stand below each other, each with the lines above it."""

    text: str
    places: Places
    node: SequenceNode

    def splice(self, placed: Sequence[Placed], before: Sequence[Row]) -> Splice | None:
        """Return the rows as they will be; None where they do not stand on lines of their own."""
        starts, ends = [], []
        for item in self.node:
            dash = self._dash(item)
            if dash is None:
                return None
            starts.append(self.places.line_start(dash))
            ends.append(line_end(self.text, end_of(self.places, item)))
        indent = self._indent(starts[0])
        if indent is None or any(s < e for s, e in zip(starts[1:], ends, strict=False)):
            return None
        kept = {one.old for one in placed}
        leads, waiting = {}, ""
        for place, start in enumerate(starts):
            waiting += self.text[ends[place - 1] : start] if place else ""
            if place in kept:
                leads[place], waiting = waiting, ""
        pieces = []
        for one in placed:
            if one.old is None:
                pieces.append(block_of([one.row], indent) + "\n")
                continue
            own = self._changed(one, before[one.old], starts[one.old], ends[one.old], indent)
            pieces.append(leads[one.old] + (own if own.endswith(("\n", "\r")) else f"{own}\n"))
        return starts[0], ends[-1], "".join(pieces) + waiting

    def _dash(self, item: Node) -> int | None:
        """Return where the dash of a row stands, or None where none stands alone before it."""
        before = self.text[: start_of(self.places, item)].rstrip(" \t\r\n")
        line = before[before.rfind("\n") + 1 :]
        return len(before) - 1 if line.strip() == "-" else None

    def _indent(self, start: int) -> str | None:
        line = self.text[start : self.text.find("-", start)]
        return line if not line.strip() else None

    def _changed(self, one: Placed, before: Row, start: int, end: int, indent: str) -> str:
        """Return the text of a row, with what changes put where it stood."""
        assert one.old is not None
        node = self.node.items[one.old]
        own = self.text[start:end]
        wanted, known = nested(one.row), nested(before)
        assert isinstance(node, MappingNode)
        for key, value in node:
            _keep_besides(str(key.value), value, wanted, known)
        changes = {key: wanted.get(key) for key in _ORDER if wanted.get(key) != known.get(key)}
        if not changes:
            return own
        edits = Fields(self.text, self.places, node, _ORDER).edits(changes)
        if edits is not None:
            return spliced(own, [(s - start, e - start, new) for s, e, new in edits])
        others = {
            str(key.value): value.plain() for key, value in node if str(key.value) not in _ORDER
        }
        comments = "".join(f"{indent}{c}\n" for c in _comments(self.text, self.places, node))
        return comments + "\n".join(_lines({**wanted, **others}, indent)) + "\n"


def _keep_besides(key: str, node: Node, *entries: dict[str, Any]) -> None:
    """Put into each entry what a field holds that no sheet has a column for."""
    if key in _ORDER and isinstance(node, MappingNode):
        besides = {k: v for k, v in node.plain().items() if f"{key}.{k}" not in LABELS}
        for entry in entries:
            if besides:
                entry[key] = {**entry.get(key, {}), **besides}


class Fields:
    """A mapping of a catalog, whose fields are replaced where they stand.

    Args:
        text: the text of the catalog.
        places: of that text.
        node: the mapping in it.
        order: the order in which its fields are written.

    """

    def __init__(self, text: str, places: Places, node: MappingNode, order: Sequence[str]) -> None:
        self._text = text
        self._places = places
        self._order = order
        self._entries = list(node)
        self._flow = text.startswith("{", start_of(places, node))

    def edits(self, changes: Mapping[str, Any]) -> list[Splice] | None:
        """Return what to replace; None where that would not read well, or not at all.

        Args:
            changes: the new value of each field that changes; None where it goes.

        """
        keys = [str(key.value) for key, _ in self._entries]
        removed = {key for key, value in changes.items() if value is None}
        if keys[0] in removed:
            return None
        found: list[Splice] = []
        added: dict[int, str] = {}
        for key, value in changes.items():
            if value is None:
                found.append(self._without(keys.index(key)))
            elif key in keys:
                found.append(self._replaced(keys.index(key), value))
            else:
                before = self._order[: self._order.index(key)]
                behind = [k for k in before if k in keys and k not in removed]
                if not behind:
                    return None
                place = keys.index(behind[-1])
                added[place] = added.get(place, "") + self._inserted(key, value)
        for place, new in added.items():
            at = self._behind(place)
            found.append((at, at, new))
        return found

    def _replaced(self, place: int, value: Any) -> Splice:  # noqa: ANN401 - whatever a row holds
        key, node = self._entries[place]
        inside = () if self._flow else _comments(self._text, self._places, node)
        comments = "".join(f"  {comment}" for comment in inside)
        start, end = end_of(self._places, key), end_of(self._places, node)
        return start, end, f": {dump_flow(value)}{comments}"

    def _without(self, place: int) -> Splice:
        key, node = self._entries[place]
        if self._flow:
            return self._behind(place - 1), end_of(self._places, node), ""
        start = self._places.line_start(start_of(self._places, key))
        return start, line_end(self._text, end_of(self._places, node)), ""

    def _inserted(self, key: str, value: Any) -> str:  # noqa: ANN401
        if self._flow:
            return f", {key}: {dump_flow(value)}"
        indent = " " * (self._entries[0][0].span.column - 1)
        return f"{indent}{key}: {dump_flow(value)}\n"

    def _behind(self, place: int) -> int:
        """Return where something may follow a field: behind it, or on the line below."""
        end = end_of(self._places, self._entries[place][1])
        return end if self._flow else line_end(self._text, end)


def _comments(text: str, places: Places, node: Node) -> list[str]:
    """Return the comments inside a node."""
    start, end = places.range(node.span)
    taken = [places.range(leaf.span) for leaf in scalars(node)]
    found = []
    at = text.find("#", start, end)
    while at >= 0:
        inside = next((last for first, last in taken if first <= at < last), None)
        if inside is None:
            stop = line_end(text, at)
            found.append(text[at:stop].rstrip())
            at = text.find("#", stop, end)
        else:
            at = text.find("#", inside, end)
    return found


def start_of(places: Places, node: Node) -> int:
    return places.range(node.span)[0]


def end_of(places: Places, node: Node) -> int:
    return places.range(node.span)[1]


def line_end(text: str, index: int) -> int:
    """Return where the line after that of an index begins."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1
