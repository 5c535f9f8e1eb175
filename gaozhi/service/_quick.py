"""The usual body, read at a fraction of the cost: sound, short, without anything personal."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gaozhi.errors import GaozhiError
from gaozhi.library.case_file import item_key
from gaozhi.library.elsewhere import decision_name
from gaozhi.source import mask, read_day

if TYPE_CHECKING:
    from gaozhi.engine import Case
    from gaozhi.library.jurisdiction import Jurisdiction

__all__ = ["LONGEST", "Quick", "read_quickly"]

LONGEST: Final = 4_000
"""Of how many bytes a body is at most that is read so; deeper or richer than it may be it is not
either."""

_SHORTEST: Final = 15
"""Of how many signs an identity number is at least."""

_KEYS: Final = {"decision", "item", "date", "facts", "fill"}


class Quick(NamedTuple):
    """A body that was read: its case, the decision that it names, and its words."""

    case: Case
    decision: str
    words: dict[str, Any]


def read_quickly(body: bytes, county: Jurisdiction, named: str | None) -> Quick | None:
    """Return what a body says; None leaves it to the reader that reports every problem.

    Args:
        body: the bytes.
        county: the jurisdiction that answers.
        named: the decision that the address names, and then the body does not.

    """
    # Half a surrogate pair, which JSON can escape, cannot be encoded.
    if len(body) > LONGEST or b"\\u" in body:
        return None
    try:
        data = _decode(body.decode())
        if type(data) is not dict or not data.keys() <= _KEYS or _personal(data):
            return None
        facts, fill, day = data.get("facts", {}), data.get("fill", {}), data.get("date")
        wanted = data.get("decision")
        if type(facts) is not dict or type(fill) is not dict or "" in facts or "" in fill:
            return None
        if not isinstance(wanted, str | None) or wanted == "" or (named and wanted is not None):
            return None
        on = None if day is None else read_day(day)
        case = county.case(facts, item=item_key(data.get("item")), on=on)
        name = named or wanted or county.program.default_decision
        return Quick(case, decision_name(county, name), data)
    except (ValueError, TypeError, RecursionError, GaozhiError):
        return None


def _personal(value: Any) -> bool:  # noqa: ANN401 - whatever JSON can say
    """Whether a text or a number in some data may be an identity number."""
    kind = type(value)
    if kind is bool or value is None:
        return False
    if kind is dict:
        for key, one in value.items():
            if len(key) >= _SHORTEST and _personal(key):
                return True
            # Most facts are true or false, and a call for each would cost most of it.
            if one is not True and one is not False and _personal(one):
                return True
        return False
    if kind is list:
        return any(map(_personal, value))
    text = value if kind is str else str(value)
    return len(text) >= _SHORTEST and mask(text) != text


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object. Raises ValueError where a key occurs twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _constant(name: str) -> None:
    raise ValueError(name)


_decode: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=Decimal, parse_constant=_constant
).decode
