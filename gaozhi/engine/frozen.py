"""JSON-ready data that nobody can write to, and its way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

__all__ = ["frozen", "thawed"]

# Most of what is frozen is plain, and to ask an abstract class about each would cost most of it.
_PLAIN = frozenset({bool, int, float, str, date, type(None)})


def frozen(value: object) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return data with read-only mappings in place of dicts, and tuples in place of lists."""
    if type(value) in _PLAIN:
        return value
    if type(value) is dict or isinstance(value, Mapping):
        plain = {k: v if type(v) in _PLAIN else frozen(v) for k, v in value.items()}
        return MappingProxyType(plain)
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
