"""Values whose fields are found when they are first asked for, as dataclasses all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from typing import TypeVar

__all__ = ["record"]

T = TypeVar("T")


def record(*names: str) -> Callable[[type[T]], type[T]]:
    """Return the decorator that makes a frozen dataclass of a class.

    The class finds its fields by itself, as properties, and says how it is made, compared and
    shown. As a dataclass it is taken by `dataclasses.asdict`, `typing.get_type_hints`, pydantic and
    the web frameworks that build on it, like any other value.

    Args:
        names: the properties that are its fields, in their order.

    """

    def made(cls: type[T]) -> type[T]:
        found = {name: vars(cls)[name].fget.__annotations__["return"] for name in names}
        cls.__annotations__ = found
        kept = dataclass(frozen=True, init=False, eq=False, repr=False)(cls)
        for field in fields(kept):  # type: ignore[arg-type]
            # The property stands where a default would; it is none.
            field.default = MISSING
        return kept

    return made
