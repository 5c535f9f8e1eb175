"""A caller's values as JSON-ready data: masked, and cut short."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from gaozhi.source._found import as_given
from gaozhi.source._mask import mask, shown

_MOST: Final = 200
"""How many characters of a text, or elements of a list, are kept."""
_DEEPEST: Final = 4
_LARGEST: Final = 2**53
"""What a reader of JSON may still tell from its neighbours."""


def plain_data(value: object, depth: int = _DEEPEST) -> Any:  # noqa: ANN401 - of the value's shape
    """Return a value as plain data: texts, numbers, truth values, lists and dicts of these.

    Args:
        value: any value; one of another type becomes text.
        depth: how many levels of lists and mappings are kept; deeper ones become text.

    >>> plain_data({"found": ("11010519491231002X", 3)})
    {'found': ['1101**************', 3]}

    """
    if value is None or isinstance(value, bool):
        return value
    if type(value) is int and abs(value) < _LARGEST and mask(str(value)) == str(value):
        return value
    if depth and isinstance(value, Collection) and not isinstance(value, str | bytes):
        found = as_given(lambda: _within(value, depth - 1))
        if found is not None:
            return found
    return shown(value, _MOST)


def _within(value: Collection[object], depth: int) -> list[Any] | dict[str, Any]:
    if isinstance(value, Mapping):
        pairs = list(value.items())[:_MOST]
        return {shown(key): plain_data(one, depth) for key, one in pairs}
    return [plain_data(one, depth) for one in list(value)[:_MOST]]
