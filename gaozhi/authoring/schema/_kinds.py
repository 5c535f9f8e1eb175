"""A kind of file, and how a file is known to be of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from gaozhi.authoring.schema._names import Names
from gaozhi.authoring.schema._pieces import Schema

__all__ = ["FileKind", "fits"]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file.

    Attributes:
        name: leads the name of its schema.
        title: what it is, in Chinese.
        make: returns its schema.
        place: where such files stand below an author's folder, as a regular expression; None where
            they may stand anywhere.
        model: what is at its root; a file that may stand anywhere is known by it.

    """

    name: str
    title: str
    make: Callable[[Names], Schema]
    place: str | None = None
    model: type[BaseModel] | None = None

    @property
    def file(self) -> str:
        """The name of the file that its schema is written to."""
        return f"{self.name}.schema.json"


def fits(model: type[BaseModel], data: object) -> bool:
    """Whether data has the keys of a model, and the mappings in its lists those of theirs."""
    if not isinstance(data, dict):
        return False
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    needed = {key for key, info in fields.items() if info.is_required()}
    if not needed <= set(data) <= set(fields):
        return False
    return all(
        fits(inner, one)
        for key, held in data.items()
        if (inner := _listed(fields[key].annotation)) is not None and isinstance(held, list)
        for one in held
    )


def _listed(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type
    """Return the model that a list holds."""
    held = [one for one in get_args(annotation) if one is not NoneType]
    one = held[0] if get_origin(annotation) is list and held else None
    return one if isinstance(one, type) and issubclass(one, BaseModel) else None
