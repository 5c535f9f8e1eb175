"""A program as plain JSON data, and back; the same program, digest for digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Final

from gaozhi import model
from gaozhi.logic.versions import Versions
from gaozhi.model import Never, Program
from gaozhi.source import Span
from gaozhi.source.records import Records
from gaozhi.workdays import Period

__all__ = ["dump_records", "load_records"]

_FORMAT: Final = "gaozhi.records/1"


def _kinds() -> Iterator[type]:
    """Yield every class of which a program is made."""
    yield from (Never, Period, Span, Versions)
    for name in model.__all__:
        found = getattr(model, name)
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            yield found


_RECORDS: Final = Records(_kinds())


def dump_records(program: Program) -> dict[str, Any]:
    """Return a program as JSON-ready data; equal programs give equal data."""
    return {"format": _FORMAT, **_RECORDS.dump(program)}


def load_records(data: Mapping[str, Any]) -> Program:
    """Return the program that `dump_records` wrote.

    Raises:
        ValueError: the data is no program, or one of another version of gaozhi.

    """
    if not isinstance(data, Mapping) or data.get("format") != _FORMAT:
        raise ValueError(f"no program of the format {_FORMAT}")
    found = _RECORDS.load(data)
    if not isinstance(found, Program):
        raise ValueError("these records are no program")
    return found
