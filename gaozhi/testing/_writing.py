"""Plain data as YAML in flow style, the way an author would write it on one line."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from gaozhi.testing._meaning import Window

_PLAIN: Final = re.compile(r"[^\W\d_][\w.·-]*")
_TAKEN: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def flow(value: Any) -> str:  # noqa: ANN401 - whatever YAML can hold
    """Return a value in YAML's flow style; text is quoted unless it can be nothing else."""
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case list() | tuple():
            return f"[{', '.join(map(flow, value))}]"
        case dict():
            return f"{{{', '.join(f'{flow(key)}: {flow(item)}' for key, item in value.items())}}}"
        case _:
            text = str(value)
            plain = _PLAIN.fullmatch(text) and text.lower() not in _TAKEN
            return text if plain else json.dumps(text, ensure_ascii=False)


def in_force(window: Window) -> dict[str, date]:
    """Return a window as ``in_force:`` writes it."""
    since, until = window
    return ({"from": since} if since else {}) | ({"until": until} if until else {})
