"""A caller's value in a message."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["repeated"]


def repeated(value: object, *, write: Callable[[object], str] = str) -> str:
    """Return a caller's value as a message may repeat it: masked, and cut short."""
    # Here, so that reckoning with days does not pay for reading files.
    from gaozhi.source import shown

    return shown(value, write=write)
