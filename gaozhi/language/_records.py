"""Records of a program made of entries: fields of the same name are copied."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

__all__ = ["record_of"]

R = TypeVar("R")


def record_of(kind: type[R], entry: BaseModel, **read: Any) -> R:  # noqa: ANN401 - any field
    """Return a record with the fields of an entry that have the same names.

    Lists become tuples, and mappings read-only.

    Args:
        kind: the record's dataclass.
        entry: the entry.
        read: the values of the fields that are not copied.

    Raises:
        TypeError: a field without a default is in neither.

    """
    written = vars(entry)
    for name in _shared(kind, type(entry)):  # type: ignore[arg-type] # a class is hashable
        if name not in read:
            value = written[name]
            if isinstance(value, list):
                value = tuple(value)
            elif isinstance(value, dict):
                value = MappingProxyType(dict(value))
            read[name] = value
    return kind(**read)


@cache
def _shared(kind: Any, model: type[BaseModel]) -> frozenset[str]:  # noqa: ANN401 - a dataclass
    """Return the names of the fields that a record and an entry share."""
    return frozenset(f.name for f in fields(kind) if f.init) & model.model_fields.keys()
