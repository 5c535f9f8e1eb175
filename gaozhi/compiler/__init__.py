"""Documents to a program: inheritance, dates in force, type check, lowering to a typed tree."""

from gaozhi.compiler._chain import Key
from gaozhi.compiler._compile import (
    Compiled,
    Depth,
    compile_chain,
    compile_decisions,
    compile_program,
)
from gaozhi.compiler._lowering import comes_out
from gaozhi.compiler._tables import layout_of
from gaozhi.compiler.budget import MOST_NODES, TooLarge
from gaozhi.compiler.diagram import Diagrams, build_diagrams
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
from gaozhi.compiler.lists import (
    Assistance,
    Column,
    Directory,
    Item,
    ItemList,
    SetBy,
    TableForm,
)
from gaozhi.compiler.outcomes import Outcomes
from gaozhi.compiler.program import (
    DecisionTable,
    Duty,
    Extension,
    Level,
    OrganGroup,
    Program,
    Reading,
    Rule,
    Standing,
    Written,
    digest,
    fingerprint,
)
from gaozhi.compiler.provision import (
    Account,
    Aside,
    Carrier,
    CarrierKind,
    Document,
    Fate,
    Provision,
)
from gaozhi.compiler.tree import Condition, facts_read
from gaozhi.compiler.watch import Absence, Pattern, WatchRule

__all__ = [
    "GAP",
    "MOST_NODES",
    "Absence",
    "Accepted",
    "Account",
    "Aside",
    "Assistance",
    "Block",
    "Carrier",
    "CarrierKind",
    "Column",
    "Compiled",
    "Condition",
    "DecisionTable",
    "Depth",
    "Diagrams",
    "Directory",
    "Document",
    "Duty",
    "Extension",
    "Fate",
    "Form",
    "FormField",
    "Item",
    "ItemList",
    "Key",
    "Level",
    "OrganGroup",
    "Outcomes",
    "Pattern",
    "Program",
    "Provision",
    "Reading",
    "Rule",
    "SetBy",
    "Slot",
    "Standing",
    "Table",
    "TableForm",
    "Template",
    "TooLarge",
    "WatchRule",
    "Wording",
    "Written",
    "build_diagrams",
    "comes_out",
    "compile_chain",
    "compile_decisions",
    "compile_program",
    "digest",
    "element",
    "facts_read",
    "fingerprint",
    "layout_of",
]
