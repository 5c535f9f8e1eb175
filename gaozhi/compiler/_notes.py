"""Notes on faults of a document itself, which its author has accepted."""

from __future__ import annotations

from gaozhi.source import Diagnostics, Node

__all__ = ["note_accepted"]


def note_accepted(reason: str | None, node: Node, problems: Diagnostics) -> None:
    """Add a note on a fault of the document that its author has accepted.

    Args:
        reason: the key ``accepted`` of an entry; None where there is none.
        node: the entry.
        problems: receives the note.

    """
    if reason is not None:
        place = node.at(["accepted"]).span
        problems.note("GZ518", f"文件本身的瑕疵，照录：{reason}", place)
