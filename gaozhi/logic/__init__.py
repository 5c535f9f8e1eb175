"""Meaning: truth values, the space of completions, decision diagrams over it."""

from gaozhi.logic.budget import FIRST_TRY, MOST_NODES, MOST_OF_A_COUNTY, Budget, TooLarge, cost_of
from gaozhi.logic.diagram import IMPOSSIBLE, Diagrams, Node, build_diagrams
from gaozhi.logic.evaluate import truth, witnesses
from gaozhi.logic.models import Graph
from gaozhi.logic.outcomes import Outcomes
from gaozhi.logic.solver import Exact
from gaozhi.logic.space import OTHER, Bounds, Space

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
    "Outcomes",
    "Space",
    "TooLarge",
    "build_diagrams",
    "cost_of",
    "truth",
    "witnesses",
]
