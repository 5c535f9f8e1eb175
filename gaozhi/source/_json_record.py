"""Dataclasses that are written as JSON field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, ClassVar

from gaozhi.source._diagnostic import Span


class JsonRecord:
    """A dataclass with a `to_dict` of its fields, in their order and under their names.

    Attributes:
        json_keys: the keys that are written, separated by blanks; every field where it is empty.
            A key is the name of an attribute, or ``key=path`` with the path of attributes that
            leads to the value (``place=rule.span``); a None on the way is the value.

    """

    __slots__ = ()

    json_keys: ClassVar[str] = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-ready data."""
        return as_json(self, self.json_keys)


def as_json(record: Any, keys: str = "") -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    """Return a dataclass as JSON-ready data; see `JsonRecord`."""
    found: dict[str, Any] = {}
    for written in keys.split() or [one.name for one in fields(record)]:
        key, _, path = written.partition("=")
        value = record
        for step in (path or key).split("."):
            value = None if value is None else getattr(value, step)
        found[key] = _plain(value)
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    match value:
        case Enum():
            return value.value
        case None | str() | int():
            return value
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case Span():
            return str(value)
        case _:
            return value.to_dict() if hasattr(value, "to_dict") else as_json(value)
