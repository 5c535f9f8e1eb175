"""The program as data: plain JSON, which any language reads and no code is in."""

from gaozhi.portable.program import dump, load

__all__ = ["dump", "load"]
