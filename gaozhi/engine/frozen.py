"""JSON-ready data that nobody can write to, and its way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

__all__ = ["FrozenDict", "frozen", "thawed"]

# Most of what is frozen is plain, and to ask an abstract class about each would cost most of it.
_PLAIN = frozenset({bool, int, float, str, date, type(None)})


class FrozenDict(dict[str, Any]):
    """A dictionary that nobody can write to, and that hashes where its values do.

    It is a dictionary, so that whatever takes one takes it: JSON, `dataclasses.asdict`, pydantic.
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("what an answer was made of cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __copy__(self) -> FrozenDict:
        return self

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return FrozenDict, (dict(self),)


def frozen(value: object) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return data with read-only dictionaries in place of dicts, and tuples in place of lists."""
    if type(value) in _PLAIN or type(value) is FrozenDict:
        return value
    if type(value) is dict or isinstance(value, Mapping):
        return FrozenDict({k: v if type(v) in _PLAIN else frozen(v) for k, v in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(one) for one in value)
    return value


def thawed(value: object) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return a copy of frozen data as plain dicts and lists, as JSON has them."""
    if type(value) is FrozenDict or isinstance(value, Mapping):
        return {k: v if type(v) in _PLAIN else thawed(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [thawed(one) for one in value]
    return value
