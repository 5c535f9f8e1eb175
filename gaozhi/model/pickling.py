"""Pickling and copying of frozen dataclasses with read-only mappings."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeVar

__all__ = ["Portable"]

P = TypeVar("P", bound="Portable")


class Portable:
    """A frozen dataclass that can be pickled; its read-only mappings are restored as such."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        values = [getattr(self, field.name) for field in fields(self)]  # type: ignore[arg-type]
        plain = [dict(v) if isinstance(v, MappingProxyType) else v for v in values]
        return _restored, (type(self), plain)


def _restored(kind: type[P], values: list[Any]) -> P:
    made = object.__new__(kind)
    for field, value in zip(fields(kind), values, strict=True):  # type: ignore[arg-type]
        frozen = MappingProxyType(value) if type(value) is dict else value
        object.__setattr__(made, field.name, frozen)
    return made
