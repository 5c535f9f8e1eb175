"""Constraints on several keys of a mapping, stated once for validation and for the schemas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

__all__ = ["Constraint", "exactly_one", "needs", "not_with", "one_at_least"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """How many of some keys a mapping may have.

    Attributes:
        keys: the keys that are counted.
        message: the Chinese message for another number and, after the full stop, the help;
            ``{count}`` and ``{names}`` are the number of keys and the keys that are there.
        where: the constraint holds only for a mapping with this key; None for every mapping.
        least: the least number of them.
        most: the greatest number; None for all.
        missing: the message where there are too few; None for `message`.
        brief: a short message for editors, which do not count; None for `message`.
        allowed: keys that may be together nevertheless.

    """

    keys: tuple[str, ...]
    message: str
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
            return f"{self.missing}。{self.message.partition('。')[2]}"
        few = self.most is None or len(stated) <= self.most or self.allowed.issuperset(stated)
        if few and len(stated) >= self.least:
            return None
        return self.message.format(count=len(stated), names="、".join(stated))


def not_with(key: str, others: str, message: str) -> Constraint:
    """Return the constraint that a key excludes others.

    Args:
        key: the key.
        others: the keys that it excludes, separated by blanks.
        message: the message and the help, see `Constraint`.

    """
    return Constraint(tuple(others.split()), message, where=key, most=0)


def needs(key: str, needed: str, message: str) -> Constraint:
    """Return the constraint that a key needs at least one of some others.

    Args:
        key: the key.
        needed: the others, separated by blanks.
        message: the message and the help, see `Constraint`.

    """
    return Constraint(tuple(needed.split()), message, where=key, least=1)


def one_at_least(keys: str, message: str) -> Constraint:
    """Return the constraint that at least one of some keys, separated by blanks, is there."""
    return Constraint(tuple(keys.split()), message, least=1)


def exactly_one(
    keys: tuple[str, ...], message: str, missing: str | None = None, brief: str | None = None
) -> Constraint:
    """Return the constraint that exactly one of some keys is there.

    Args:
        keys: the keys.
        message: the message and the help, see `Constraint`.
        missing: the message where there is none; None for `message`.
        brief: a short message for editors; None for `message`.

    """
    return Constraint(keys, message, None, 1, 1, missing, brief)


def _given(entry: BaseModel, key: str) -> bool:
    """Whether an entry has a key.

    An empty list or mapping counts only where the default of the key is None.
    """
    attribute, absent_is_none = _field(type(entry), key)
    value = getattr(entry, attribute)
    return value is not None and (absent_is_none or bool(value))


@cache
def _field(model: type[BaseModel], key: str) -> tuple[str, bool]:
    """Return the attribute of a key, and whether its default is None."""
    fields = model.model_fields.items()
    return next((name, info.default is None) for name, info in fields if key in (name, info.alias))
