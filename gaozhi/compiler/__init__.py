"""Documents to a program: inheritance, dates in force, type check, lowering to a typed tree."""

from gaozhi.compiler._compile import compile_program
from gaozhi.compiler.diagram import IMPOSSIBLE, Diagrams
from gaozhi.compiler.program import (
    Assistance,
    DecisionTable,
    Directory,
    Document,
    Duty,
    Item,
    ItemList,
    Level,
    Program,
    Provision,
    Reading,
    Rule,
    SetBy,
    Standing,
    TableForm,
    digest,
)
from gaozhi.compiler.space import Space
from gaozhi.compiler.tree import Condition, facts_read

__all__ = [
    "IMPOSSIBLE",
    "Assistance",
    "Condition",
    "DecisionTable",
    "Diagrams",
    "Directory",
    "Document",
    "Duty",
    "Item",
    "ItemList",
    "Level",
    "Program",
    "Provision",
    "Reading",
    "Rule",
    "SetBy",
    "Space",
    "Standing",
    "TableForm",
    "compile_program",
    "digest",
    "facts_read",
]
