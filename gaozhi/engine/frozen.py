"""JSON-ready data that nobody can write to, and its way back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

__all__ = ["frozen", "thawed"]


def frozen(value: object) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return data with read-only mappings in place of dicts, and tuples in place of lists."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: frozen(one) for key, one in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(one) for one in value)
    return value


def thawed(value: object) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return a copy of frozen data as plain dicts and lists, as JSON has them."""
    if isinstance(value, Mapping):
        return {key: thawed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [thawed(one) for one in value]
    return value
