"""A condition in Chinese, where it is simple enough for one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gaozhi.source import Mapping, Node, Scalar, Sequence

__all__ = ["said"]

_MOST: Final = 60
"""How many characters a line may have."""
_TAKING_NOT: Final = ("需", "须", "可", "能", "愿", "属", "由", "均", "应", "要求", "涉及", "同意")
"""The beginnings of names whose negation is 不 in front."""


def said(node: Node | None) -> str | None:
    """Return a condition as Chinese text; None where there is none, or it is not simple.

    Facts, definitions and decisions have their own names in it.
    """
    if node is None:
        return None
    text = _said(node)
    return text if text is not None and len(text) <= _MOST else None


def _said(node: Node) -> str | None:
    match node:
        case Scalar(value=str(name)):
            return name.replace(".", "")
        case Sequence():
            return _joined(node.items, "，并且")
        case Mapping() if len(node.entries) == 1:
            key, held = node.entries[0]
            return _entry(key.raw, held)
        case _:
            return None


def _entry(key: str, held: Node) -> str | None:
    if key in ("all", "any") and isinstance(held, Sequence):
        return _joined(held.items, "，并且" if key == "all" else "，或者")
    if key == "not":
        match held:
            case Scalar(value=str(name)):
                return _denied(name)
            case _:
                return None
    if isinstance(held, Scalar):
        return f"{key.replace('.', '')}为{held.raw}"
    if isinstance(held, Mapping) and len(held.entries) == 1 and held.entries[0][0].raw == "in":
        values = held.entries[0][1]
        if isinstance(values, Sequence) and all(isinstance(v, Scalar) for v in values.items):
            listed = "或者".join(v.raw for v in values.items if isinstance(v, Scalar))
            return f"{key.replace('.', '')}为{listed}"
    return None


def _denied(name: str) -> str:
    """Return the Chinese negation of a fact or another name."""
    subject, _, told = name.rpartition(".")
    if "已" in told:
        return subject + told.replace("已", "尚未", 1)
    if told.startswith("有"):
        return f"{subject}没{told}"
    if told.startswith(_TAKING_NOT):
        return f"{subject}不{told}"
    return f"{subject}不是{told}的"


def _joined(parts: Iterable[Node], word: str) -> str | None:
    texts = [_said(part) for part in parts]
    return None if None in texts else word.join(str(text) for text in texts)
