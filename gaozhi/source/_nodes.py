"""The nodes of a YAML file: scalars, lists and mappings that know their place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from gaozhi.source._diagnostic import Span

Value: TypeAlias = "str | bool | int | Decimal | None"
Plain: TypeAlias = "Value | dict[str, Plain] | list[Plain]"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `raw` is its text before it was read as a number or a truth value."""

    value: Value
    raw: str
    quoted: bool
    span: Span

    def plain(self) -> Value:
        """Return the value itself."""
        return self.value

    def at(self, path: Iterable[str | int]) -> "Node":
        """Return this value, which has nothing below it."""
        return self


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in written order; every key is text and occurs once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    _index: dict[str, tuple[Scalar, "Node"]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {str(entry[0].value): entry for entry in reversed(self.entries)}
        object.__setattr__(self, "_index", index)

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def get(self, key: str) -> "Node | None":
        """Return the value of `key`, or None where the mapping has no such key."""
        entry = self._index.get(key)
        return None if entry is None else entry[1]

    def key(self, key: str) -> Scalar | None:
        """Return the key itself with its place, or None where the mapping has no such key."""
        entry = self._index.get(key)
        return None if entry is None else entry[0]

    def plain(self) -> dict[str, Plain]:
        """Return a dict of plain Python data in written order."""
        return {str(key.value): node.plain() for key, node in self.entries}

    def at(self, path: Iterable[str | int]) -> "Node":
        """Return the deepest node that exists along `path`; steps that lead nowhere are passed."""
        return _walk(self, path)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes in written order."""

    items: tuple["Node", ...]
    span: Span

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def plain(self) -> list[Plain]:
        """Return a list of plain Python data."""
        return [item.plain() for item in self.items]

    def at(self, path: Iterable[str | int]) -> "Node":
        """Return the deepest node that exists along `path`; steps that lead nowhere are passed."""
        return _walk(self, path)


Node: TypeAlias = Scalar | Mapping | Sequence


def element_of(node: Node, place: int) -> Span:
    """Return the span of an element of a list; of a node that is no list, the node's span."""
    if isinstance(node, Sequence) and place < len(node.items):
        return node.items[place].span
    return node.span


def key_of(node: Node, key: str) -> Span:
    """Return the span of a key of a mapping; of a node without that key, the node's span."""
    found = node.key(key) if isinstance(node, Mapping) else None
    return node.span if found is None else found.span


def _walk(node: Node, path: Iterable[str | int]) -> Node:
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping):
            below = node.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int) and -1 < step < len(node.items):
            below = node.items[step]
        # pydantic names branches of a union between the steps of the file; those are skipped.
        node = node if below is None else below
    return node
