"""The compiler, documents to program: inheritance, dates in force, types, lowering to the tree."""

from gaozhi.compiler._compile import (
    Compiled,
    Depth,
    compile_chain,
    compile_decisions,
)
from gaozhi.compiler._tables import layout_of

__all__ = [
    "Compiled",
    "Depth",
    "compile_chain",
    "compile_decisions",
    "layout_of",
]
