"""A program and facts to a decision: the reference interpreter, questions, explanation."""

from gaozhi.engine.case import Case, ItemKey, Place, find_item, read_facts
from gaozhi.engine.certainty import certainty
from gaozhi.engine.decide import decide, find_decision
from gaozhi.engine.decision import (
    PENDING,
    Caveat,
    Citation,
    Decision,
    Ground,
    ItemRef,
    Question,
    Stamp,
)
from gaozhi.engine.duties import Deadline, deadlines, schedule
from gaozhi.engine.explain import explain
from gaozhi.language import fact_text

__all__ = [
    "PENDING",
    "Case",
    "Caveat",
    "Citation",
    "Deadline",
    "Decision",
    "Ground",
    "ItemKey",
    "ItemRef",
    "Place",
    "Question",
    "Stamp",
    "certainty",
    "deadlines",
    "decide",
    "explain",
    "fact_text",
    "find_decision",
    "find_item",
    "read_facts",
    "schedule",
]
