"""Documents to a program: inheritance, dates in force, type check, lowering to a typed tree."""

from gaozhi.compiler._compile import compile_program
from gaozhi.compiler.diagram import IMPOSSIBLE, Diagrams
from gaozhi.compiler.program import (
    DecisionTable,
    Document,
    Duty,
    Extension,
    Item,
    ItemList,
    Level,
    Program,
    Provision,
    Reading,
    Rule,
    Standing,
    digest,
    digest_of,
)
from gaozhi.compiler.space import Space
from gaozhi.compiler.tree import Condition, facts_read

__all__ = [
    "IMPOSSIBLE",
    "Condition",
    "DecisionTable",
    "Diagrams",
    "Document",
    "Duty",
    "Extension",
    "Item",
    "ItemList",
    "Level",
    "Program",
    "Provision",
    "Reading",
    "Rule",
    "Space",
    "Standing",
    "compile_program",
    "digest",
    "digest_of",
    "facts_read",
]
