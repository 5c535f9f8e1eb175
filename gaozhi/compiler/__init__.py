"""Documents to a program: inheritance, dates in force, type check, lowering to a typed tree."""

from gaozhi.compiler._compile import (
    Compiled,
    Depth,
    compile_chain,
    compile_decisions,
    compile_program,
)
from gaozhi.compiler._tables import layout_of

__all__ = [
    "Compiled",
    "Depth",
    "compile_chain",
    "compile_decisions",
    "compile_program",
    "layout_of",
]
