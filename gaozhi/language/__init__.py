"""What the YAML may say: vocabulary, conditions, rules, provisions, duties, catalogs, cases."""

from gaozhi.language._border import read_day, validate
from gaozhi.language._catalog import (
    CaseFile,
    CatalogFile,
    ItemEntry,
    ResponsibleEntry,
    TimelineFile,
)
from gaozhi.language._conditions import (
    OPERATORS,
    Junction,
    Name,
    Negation,
    Syntax,
    Test,
    read_condition,
)
from gaozhi.language._documents import (
    DocumentHeader,
    DutyEntry,
    EachEntry,
    InForce,
    ProvisionEntry,
    ReadingEntry,
    RemovalEntry,
    RuleEntry,
)
from gaozhi.language._facts import (
    FactValue,
    FactValueError,
    fact_text,
    plain_value,
    read_value,
)
from gaozhi.language._points import NEVER, Never
from gaozhi.language._portable import Portable
from gaozhi.language._reading import (
    PARTS,
    CatalogSource,
    DecisionEntrySource,
    DefinitionSource,
    DutySource,
    ProvisionSource,
    RulesFolder,
    read_catalog,
    read_rules,
)
from gaozhi.language._receipt import ReceiptFile
from gaozhi.language._vocabulary import (
    Combine,
    DecisionSpec,
    Fact,
    Implication,
    Kind,
    Roles,
    Vocabulary,
)
from gaozhi.language._vocabulary_reading import read_vocabulary

__all__ = [
    "NEVER",
    "OPERATORS",
    "PARTS",
    "CaseFile",
    "CatalogFile",
    "CatalogSource",
    "Combine",
    "DecisionEntrySource",
    "DecisionSpec",
    "DefinitionSource",
    "DocumentHeader",
    "DutyEntry",
    "DutySource",
    "EachEntry",
    "Fact",
    "FactValue",
    "FactValueError",
    "Implication",
    "InForce",
    "ItemEntry",
    "Junction",
    "Kind",
    "Name",
    "Negation",
    "Never",
    "Portable",
    "ProvisionEntry",
    "ProvisionSource",
    "ReadingEntry",
    "ReceiptFile",
    "RemovalEntry",
    "ResponsibleEntry",
    "Roles",
    "RuleEntry",
    "RulesFolder",
    "Syntax",
    "Test",
    "TimelineFile",
    "Vocabulary",
    "fact_text",
    "plain_value",
    "read_catalog",
    "read_condition",
    "read_day",
    "read_rules",
    "read_value",
    "read_vocabulary",
    "validate",
]
