"""A caller's value as text for a message."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["repeated"]


def repeated(value: object, *, write: Callable[[object], str] = str) -> str:
    """Return a caller's value as text for a message: masked, and cut short."""
    # Imported here, so that counting days does not pay for reading files.
    from gaozhi.source import shown

    return shown(value, write=write)
