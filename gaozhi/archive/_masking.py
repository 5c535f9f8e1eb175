"""The words of a case as an archive keeps them: identity numbers masked or left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from gaozhi.model import Program
from gaozhi.source import legible, mask

__all__ = ["identity_names", "masked_words"]

_DEEPEST: Final = 20
_SHOWN: Final = 4
"""How many characters a mask leaves."""
_NEVER: Final = "fill"
"""What fills in forms: names and addresses, which no mask finds. No decision reads it."""


def identity_names(program: Program) -> frozenset[str]:
    """Return the names and api names of the facts that are identity numbers."""
    facts = program.vocabulary.facts.values()
    return frozenset(name for one in facts if one.identity for name in (one.name, one.api))


def masked_words(words: Mapping[str, Any], identity: frozenset[str]) -> tuple[dict[str, Any], int]:
    """Return the words as JSON-ready data without identity numbers, and how many were left out.

    Args:
        words: the case as it was sent, as a case file has it; or its facts alone.
        identity: the names of facts that are identity numbers.

    """
    masking = _Masking(identity)
    sent = words if isinstance(words.get("facts"), Mapping) else {"facts": words}
    made = {
        key: value
        for key, value in sent.items()
        if key != _NEVER or value is None or masking.leave_out()
    }
    kept = masking.table(made, "", 0)
    return kept, masking.withheld


class _Masking:
    """Masks one case, and counts.

    Args:
        identity: see `masked_words`.

    """

    def __init__(self, identity: frozenset[str]) -> None:
        self._identity = identity
        self.withheld = 0

    def leave_out(self) -> bool:
        """Count something that is not written; False."""
        self.withheld += 1
        return False

    def table(self, value: Mapping[Any, Any], path: str, depth: int) -> dict[str, Any]:
        """Return a mapping.

        Args:
            value: the mapping.
            path: the name of the fact that it is nested in.
            depth: how deep it is nested.

        """
        kept: dict[str, Any] = {}
        for key, one in value.items():
            name = f"{path}.{key}" if path else key
            if not isinstance(key, str) or mask(legible(key)) != key:
                self.leave_out()
            elif key in self._identity or name in self._identity:
                self._number(kept, key, one)
            else:
                # Nested facts are named by what they are nested in: not by the word facts itself.
                below = "" if depth == 0 else name
                self._put(kept, key, one, below, depth + 1)
        return kept

    def _number(self, kept: dict[str, Any], key: str, value: object) -> None:
        """Keep what is left of an identity number once it is masked."""
        if value is None:
            kept[key] = None
            return
        text = legible(str(value)) if isinstance(value, str | int) else ""
        masked = mask(text)
        # A number of another kind, or more than the number, is no mask's to find.
        if len(text) > _SHOWN and set(masked[_SHOWN:]) == {"*"}:
            kept[key] = masked
        else:
            self.leave_out()

    def _put(self, kept: dict[str, Any], key: str, value: object, path: str, depth: int) -> None:
        found = self._value(value, path, depth)
        if found is not _LEFT_OUT:
            kept[key] = found

    def _value(self, value: object, path: str, depth: int) -> Any:  # noqa: ANN401 - JSON
        match value:
            case None | bool():
                return value
            case str():
                return mask(legible(value))
            case int() if abs(value) < 10**40:
                return value if mask(str(value)) == str(value) else mask(str(value))
            case float() if isfinite(value):
                return value if mask(repr(value)) == repr(value) else mask(repr(value))
            case Decimal() if value.is_finite():
                return mask(str(value))
            case date():
                return value.isoformat()
            case Mapping() if depth < _DEEPEST:
                return self.table(value, path, depth)
            case list() | tuple() | set() | frozenset() if depth < _DEEPEST:
                rows = sorted(value, key=str) if isinstance(value, set | frozenset) else value
                found = (self._value(one, path, depth + 1) for one in rows)
                return [one for one in found if one is not _LEFT_OUT]
        self.leave_out()
        return _LEFT_OUT


_LEFT_OUT: Final = object()
