"""Documents to a program: inheritance, dates in force, type check, lowering to a typed tree."""

from gaozhi.compiler._compile import compile_program
from gaozhi.compiler.diagram import IMPOSSIBLE, Diagrams
from gaozhi.compiler.form import (
    GAP,
    Accepted,
    Block,
    Form,
    FormField,
    Slot,
    Table,
    Template,
    Wording,
    element,
)
from gaozhi.compiler.program import (
    DecisionTable,
    Document,
    Duty,
    Item,
    ItemList,
    Level,
    Program,
    Provision,
    Reading,
    Rule,
    Standing,
    digest,
    fingerprint,
)
from gaozhi.compiler.space import Space
from gaozhi.compiler.tree import Condition, facts_read

__all__ = [
    "GAP",
    "IMPOSSIBLE",
    "Accepted",
    "Block",
    "Condition",
    "DecisionTable",
    "Diagrams",
    "Document",
    "Duty",
    "Form",
    "FormField",
    "Item",
    "ItemList",
    "Level",
    "Program",
    "Provision",
    "Reading",
    "Rule",
    "Slot",
    "Space",
    "Standing",
    "Table",
    "Template",
    "Wording",
    "compile_program",
    "digest",
    "element",
    "facts_read",
    "fingerprint",
]
