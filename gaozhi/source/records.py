"""Serialising frozen dataclasses as JSON data without code, shared parts written once.

    {"records": {"Rule": ["name", …], …}, "parts": [part, …]}

A part is text, a whole number, a truth value or null; or a list: its type, and the indexes of the
parts that it is made of, which come before it. The last part is the whole value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

__all__ = ["Records"]

_LITERAL: Final = frozenset({str, int, bool, type(None)})
_MAKE: Final[Mapping[str, Callable[..., object]]] = {
    "list": lambda *items: items,
    "set": lambda *items: frozenset(items),
    "map": lambda *items: MappingProxyType(dict(zip(items[::2], items[1::2], strict=True))),
    "date": date.fromisoformat,
    "decimal": Decimal,
}
"""Constructors of the parts that are no records, by their type words."""


class Records:
    """Writes values of given classes as JSON-ready data, and reads them back.

    Args:
        kinds: frozen dataclasses, enums, and classes that are made without an argument.

    """

    def __init__(self, kinds: Iterable[type]) -> None:
        self._names = {kind: kind.__name__ for kind in kinds}
        self._kinds = {name: kind for kind, name in self._names.items()}
        self._fields = {name: _fields_of(kind) for name, kind in self._kinds.items()}

    def dump(self, value: object) -> dict[str, Any]:
        """Return the value as JSON-ready data; equal values give equal data.

        Raises:
            TypeError: it holds something of another class.

        """
        parts: list[object] = []
        places: dict[object, int] = {}
        waiting = [value]
        # Without recursion: a condition may be deeper than Python's stack.
        while waiting:
            one = waiting[-1]
            key = _key(one)
            if key in places:
                waiting.pop()
                continue
            word, below = self._split(one)
            missing = [part for part in below if _key(part) not in places]
            if missing:
                waiting += reversed(missing)
                continue
            waiting.pop()
            if word is None:
                places[key] = len(parts)
                parts.append(one)
                continue
            part = (word, *(places[_key(part)] for part in below))
            # Records keep their identity, which some code compares; all else is shared by value.
            same = None if word in self._fields else part
            if same is None or same not in places:
                places[key if same is None else same] = len(parts)
                parts.append(list(part))
            if same is not None:
                places[key] = places[same]
        used = {part[0] for part in parts if isinstance(part, list)}
        return {
            "records": {name: names for name, names in self._fields.items() if name in used},
            "parts": parts,
        }

    def load(self, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the caller knows what it wrote
        """Return what was written; mappings come back read-only.

        What an older version wrote, before a field with a default was added, is read too.

        Raises:
            ValueError: it was written for other classes, or is malformed.

        """
        try:
            make: dict[str, Callable[..., object]] = dict(_MAKE)
            make.update((name, self._maker(name, names)) for name, names in data["records"].items())
            parts: list[Any] = []
            for part in data["parts"]:
                if type(part) is list:
                    word, *below = part
                    parts.append(make[word](*[parts[place] for place in below]))
                else:
                    parts.append(part)
            return parts[-1]
        except (LookupError, TypeError, ArithmeticError, AttributeError) as error:
            raise ValueError("these are no records") from error

    def _maker(self, name: str, names: list[str]) -> Callable[..., object]:
        """Return a function that makes a record of the values of some of its fields, in order.

        An older version of the class may have had fewer: the others have their defaults.
        """
        kind, known = self._kinds[name], self._fields[name]
        if names == known:
            return kind
        if issubclass(kind, Enum) or not set(names) <= set(known):
            raise ValueError("these records have other fields")
        return lambda *values: kind(**dict(zip(names, values, strict=True)))

    def _split(self, value: Any) -> tuple[str | None, tuple[object, ...]]:  # noqa: ANN401
        """Return the type word and the parts of a value; None and no parts for a plain value."""
        if type(value) in _LITERAL:
            return None, ()
        name = self._names.get(type(value))
        if name is not None:
            if isinstance(value, Enum):
                return name, (value.value,)
            return name, tuple(getattr(value, field) for field in self._fields[name])
        match value:
            case tuple():
                return "list", value
            case frozenset():
                return "set", tuple(sorted(value))
            case Mapping():
                return "map", tuple(_flat(value))
            case date():
                return "date", (value.isoformat(),)
            case Decimal():
                return "decimal", (str(value),)
        raise TypeError(f"records hold no {type(value).__name__}")


def _fields_of(kind: type) -> list[str]:
    if issubclass(kind, Enum):
        return ["value"]
    return [field.name for field in fields(kind) if field.init] if is_dataclass(kind) else []


def _flat(mapping: Mapping[Any, object]) -> Iterator[object]:
    for key, value in mapping.items():
        yield key
        yield value


def _key(value: object) -> object:
    """Return the key by which a value is shared: text and numbers by value, others by identity."""
    kind = type(value)
    return (kind, value) if kind in _LITERAL else id(value)
