"""An ambiguity of a document in one sentence: the meaning taken, and the other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaozhi.model import Reading

_INNER = str.maketrans("“”", "‘’")


def understood(reading: Reading) -> str:
    """Return the sentence that says both readings; quotation marks inside become single ones."""
    taken, other = (text.translate(_INNER) for text in (reading.taken, reading.other))
    return f"按“{taken}”理解，也有人理解为“{other}”"
