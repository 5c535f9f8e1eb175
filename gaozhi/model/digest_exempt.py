"""The mark of the fields of a program that no answer depends on: they are not digested."""

from __future__ import annotations

from typing import Final

__all__ = ["DIGEST_EXCLUDED"]

DIGEST_EXCLUDED: Final = {"apart": True}
"""Marks what is no part of a digest: it follows from the rest, or no answer depends on it."""
