"""The marks of fields of a program that its digest leaves out, always or while they say nothing."""

from __future__ import annotations

from typing import Final

__all__ = ["DIGEST_EXCLUDED", "DIGEST_WHEN_SET"]

DIGEST_EXCLUDED: Final = {"apart": True}
"""The metadata of fields outside the digest: they are derived, or no answer depends on them."""

DIGEST_WHEN_SET: Final = {"when_set": True}
"""The metadata of fields that came to the language later: they are digested where they differ from
their default, so that a document that does not use them keeps its digest."""
