"""What several keys of a mapping say together: stated once, for the reader and for editors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

__all__ = ["Constraint", "exactly_one", "needs", "not_with", "one_at_least"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """How many of some keys may stand in a mapping.

    Attributes:
        keys: the keys that are counted.
        told: what is wrong where another number of them stands and, behind the full stop, what to
            do. How many they are, and which, are ``{count}`` and ``{names}``.
        where: only a mapping with this key is held to it; None for every one.
        least: how many must stand.
        most: how many may; None for all.
        missing: what is wrong where too few stand, unless it is the same.
        brief: all that in short, as an editor shows it, which counts nothing.
        allowed: keys that may stand together all the same.

    """

    keys: tuple[str, ...]
    told: str
    where: str | None = None
    least: int = 0
    most: int | None = None
    missing: str | None = None
    brief: str | None = None
    allowed: frozenset[str] = frozenset()

    def fault_of(self, entry: BaseModel) -> str | None:
        """Return what is wrong with an entry, and what to do; or None."""
        if self.where is not None and not _given(entry, self.where):
            return None
        stated = [key for key in self.keys if _given(entry, key)]
        if len(stated) < self.least and self.missing is not None:
            return f"{self.missing}。{self.told.partition('。')[2]}"
        few = self.most is None or len(stated) <= self.most or self.allowed.issuperset(stated)
        if few and len(stated) >= self.least:
            return None
        return self.told.format(count=len(stated), names="、".join(stated))


def not_with(key: str, others: str, told: str) -> Constraint:
    """Return that none of the others may stand where the key does; blanks are between them."""
    return Constraint(tuple(others.split()), told, where=key, most=0)


def needs(key: str, needed: str, told: str) -> Constraint:
    """Return that one of those that it needs must stand where the key does."""
    return Constraint(tuple(needed.split()), told, where=key, least=1)


def one_at_least(keys: str, told: str) -> Constraint:
    """Return that one of the keys must stand."""
    return Constraint(tuple(keys.split()), told, least=1)


def exactly_one(
    keys: tuple[str, ...], told: str, missing: str | None = None, brief: str | None = None
) -> Constraint:
    """Return that one of the keys must stand, and no other; see `Constraint` for the rest."""
    return Constraint(keys, told, None, 1, 1, missing, brief)


def _given(entry: BaseModel, key: str) -> bool:
    """Whether an entry says something under a key.

    An empty list or mapping says something only where a key that is not written is None.
    """
    attribute, absent_is_none = _field(type(entry), key)
    value = getattr(entry, attribute)
    return value is not None and (absent_is_none or bool(value))


@cache
def _field(model: type[BaseModel], key: str) -> tuple[str, bool]:
    """Return the attribute of a key, and whether it is None where the key is not written."""
    fields = model.model_fields.items()
    return next((name, info.default is None) for name, info in fields if key in (name, info.alias))
