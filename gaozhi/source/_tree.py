"""Traversal of a tree of nodes."""

from __future__ import annotations

from collections.abc import Iterator

from gaozhi.source._nodes import Mapping, Node, Scalar

__all__ = ["scalars"]


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every key and every value at and below a node, in written order."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Scalar):
            yield part
        elif isinstance(part, Mapping):
            waiting.extend(one for entry in reversed(part.entries) for one in reversed(entry))
        else:
            waiting.extend(reversed(part.items))
