"""Checks of the secret keys that a caller gives: one that can be guessed is refused."""

from __future__ import annotations

from typing import Final

__all__ = ["SHORTEST_KEY", "fault_of_key"]

SHORTEST_KEY: Final = 16
"""How many bytes a key must have: fewer could be guessed, and with it every identity number."""

_FEWEST_VALUES: Final = 8
"""How many different bytes a key must have; one drawn by chance has more."""


def fault_of_key(key: object) -> str | None:
    """Return in Chinese, without the key, why a key cannot be used, or None where it can."""
    expected = f"密钥应为不少于 {SHORTEST_KEY} 字节的 bytes"
    if not isinstance(key, bytes):
        return f"{expected}，而不是 {type(key).__name__} 类型的值"
    if len(key) < SHORTEST_KEY:
        return f"{expected}，而不是 {len(key)} 字节"
    values = len(set(key))
    if values < _FEWEST_VALUES:
        return f"密钥里只有 {values} 种不同的字节，可以猜出；应不少于 {_FEWEST_VALUES} 种"
    return None
