"""Whether a condition that stands on its own, outside any decision, certainly holds of a case."""

from __future__ import annotations

from gaozhi.engine.case import Case
from gaozhi.engine.completions import truths
from gaozhi.model import Condition

__all__ = ["certainty"]


def certainty(condition: Condition, case: Case) -> bool | None:
    """Return whether the condition holds in every completion of the case, in none, or neither.

    Args:
        condition: the condition, lowered; it may read decisions.
        case: the checked facts.

    """
    can_be = truths(condition, case)
    return None if len(can_be) > 1 else True in can_be
