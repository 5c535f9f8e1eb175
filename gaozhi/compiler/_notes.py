"""Faults that stand in a document itself: recorded beside the rule, told by every check."""

from __future__ import annotations

from gaozhi.source import Diagnostics, Node

__all__ = ["note_accepted"]


def note_accepted(reason: str | None, node: Node, problems: Diagnostics) -> None:
    """Add a note for what its author has accepted as the document's own fault."""
    if reason is not None:
        place = node.at(["accepted"]).span
        problems.note("GZ518", f"文件本身的瑕疵，照录：{reason}", place)
