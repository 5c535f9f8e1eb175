"""The one place where generated source becomes a function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, Final

__all__ = ["exec_source"]

_MOST_KEPT: Final = 64
"""Of so many decisions the code is kept, for other jurisdictions that inherit the same rules; one
jurisdiction has some thirty."""


def exec_source(source: str, constants: Mapping[str, object]) -> Any:  # noqa: ANN401 - what was written
    """Return what the function ``make`` of generated source returns, given its constants.

    The source is written by this package from the typed tree, and holds no word of any document:
    names, values and dates come as constants. It sees no builtins but the one that it catches.

    Args:
        source: defines ``make``, whose parameters are the constants.
        constants: by the names of the parameters.

    """
    space: dict[str, Any] = {"__builtins__": {"KeyError": KeyError}}
    exec(_compiled(source), space)  # noqa: S102
    return space["make"](**constants)


@lru_cache(maxsize=_MOST_KEPT)
def _compiled(source: str) -> CodeType:
    return compile(source, "<gaozhi>", "exec")
