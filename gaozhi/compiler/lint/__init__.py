"""Lints of one jurisdiction: rules without errors that are probably not meant as written."""

from collections.abc import Sequence
from typing import Final

from gaozhi.compiler.lint._chain import Chain, Key
from gaozhi.compiler.lint._conditions import AlwaysTrue, NeverTrue
from gaozhi.compiler.lint._contradictions import check_contradictions, check_duties
from gaozhi.compiler.lint._dates import Gap, Overlap
from gaozhi.compiler.lint._forgotten import DaysWithoutRule, DutyWithoutEnd, NeverArises
from gaozhi.compiler.lint._left_off import ValueLeftOff
from gaozhi.compiler.lint._lint import Lint
from gaozhi.compiler.lint._reasons import OneReasonOfSeveral
from gaozhi.compiler.lint._replaced import IdleReplacement
from gaozhi.compiler.lint._rules import NeverHolds, Overruled
from gaozhi.compiler.lint._size import LargeDecision

__all__ = ["CHAIN_LINTS", "Chain", "Key", "Lint", "check_contradictions", "check_duties"]

CHAIN_LINTS: Final[Sequence[Lint[Chain]]] = (
    LargeDecision(),
    NeverHolds(),
    Overruled(),
    OneReasonOfSeveral(),
    ValueLeftOff(),
    AlwaysTrue(),
    NeverTrue(),
    IdleReplacement(),
    Overlap(),
    Gap(),
    DaysWithoutRule(),
    NeverArises(),
    DutyWithoutEnd(),
)
"""Every lint of a chain of levels, in the order in which they run."""
