"""Text normalised for comparing two copies of it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["normalised"]


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """Return a character in its usual width; nothing for white space and signs without a shape."""
    kept = unicodedata.normalize("NFKC", character)
    return "".join(c for c in kept if not c.isspace() and unicodedata.category(c) != "Cf")


def normalised(text: str) -> str:
    """Return a text in usual width (NFKC of each character), without white space."""
    return "".join(map(_plain, text))
