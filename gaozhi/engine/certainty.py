"""Whether a condition that stands on its own, outside any decision, certainly holds of a case."""

from __future__ import annotations

from gaozhi.compiler import DecisionTable, Rule
from gaozhi.compiler.tree import Condition
from gaozhi.engine.case import Case
from gaozhi.engine.completions import Completions
from gaozhi.engine.evaluate import truth
from gaozhi.language import Combine, DecisionSpec

__all__ = ["certainty"]


def certainty(condition: Condition, case: Case) -> bool | None:
    """Return whether the condition holds in every completion of the case, in none, or neither.

    Args:
        condition: the condition, lowered; it may read decisions.
        case: the checked facts.

    """
    found = truth(condition, case.known)
    if found is not None:
        return found
    spec = DecisionSpec(name="", api="", combine=Combine.ALL, values=())
    rule = Rule("", "", (), own=condition, holds=condition, basis=(), level=0)
    can_be = Completions(DecisionTable(spec, (rule,)), case).truths(condition)
    return None if len(can_be) > 1 else True in can_be
