"""The program as plain JSON data, which any language can read and which has no code in it."""

from gaozhi.portable.program import dump, load

__all__ = ["dump", "load"]
