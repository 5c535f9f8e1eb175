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
)
from gaozhi.compiler.space import Space
from gaozhi.compiler.tree import Condition, facts_read
from gaozhi.compiler.watch import Absence, Pattern, WatchRule

__all__ = [
    "IMPOSSIBLE",
    "Absence",
    "Condition",
    "DecisionTable",
    "Diagrams",
    "Document",
    "Duty",
    "Extension",
    "Item",
    "ItemList",
    "Level",
    "Pattern",
    "Program",
    "Provision",
    "Reading",
    "Rule",
    "Space",
    "Standing",
    "WatchRule",
    "compile_program",
    "digest",
    "facts_read",
]
