"""Logic: truth values, the outcome of rules, the space of completions, and decision diagrams."""

from gaozhi.logic.budget import FIRST_TRY, MOST_NODES, MOST_OF_A_COUNTY, Budget, TooLarge, cost_of
from gaozhi.logic.cofactor import Prepared, SharedOutcomes
from gaozhi.logic.comes_out import (
    Outcome,
    Waiting,
    come_out,
    comes_out,
    in_turn,
    none_of,
    outcome,
)
from gaozhi.logic.diagram import IMPOSSIBLE, Diagrams, Node, build_diagrams
from gaozhi.logic.evaluate import truth, witnesses
from gaozhi.logic.models import Graph
from gaozhi.logic.outcomes import Outcomes
from gaozhi.logic.solver import Exact, arises
from gaozhi.logic.space import OTHER, Bounds, Space, bounds_of
from gaozhi.logic.versions import spans_without_rule

__all__ = [
    "FIRST_TRY",
    "IMPOSSIBLE",
    "MOST_NODES",
    "MOST_OF_A_COUNTY",
    "OTHER",
    "Bounds",
    "Budget",
    "Diagrams",
    "Exact",
    "Graph",
    "Node",
    "Outcome",
    "Outcomes",
    "Prepared",
    "SharedOutcomes",
    "Space",
    "TooLarge",
    "Waiting",
    "arises",
    "bounds_of",
    "build_diagrams",
    "come_out",
    "comes_out",
    "cost_of",
    "in_turn",
    "none_of",
    "outcome",
    "spans_without_rule",
    "truth",
    "witnesses",
]
