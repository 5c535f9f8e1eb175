"""Scenarios: cases written beside the rules, with what a document says must come of them."""

from gaozhi.authoring.scenarios._coverage import reach_of
from gaozhi.authoring.scenarios._page import page_of
from gaozhi.authoring.scenarios._reach import (
    BoundaryTried,
    ConditionTried,
    ProvisionReached,
    Reach,
    RuleTried,
)
from gaozhi.authoring.scenarios._reading import FileRead, Names, read_file_entries, read_scenarios
from gaozhi.authoring.scenarios._run import differences_of, run
from gaozhi.authoring.scenarios._scenario import Difference, Expectation, Result, Scenario, Start

__all__ = [
    "BoundaryTried",
    "ConditionTried",
    "Difference",
    "Expectation",
    "FileRead",
    "Names",
    "ProvisionReached",
    "Reach",
    "Result",
    "RuleTried",
    "Scenario",
    "Start",
    "differences_of",
    "page_of",
    "reach_of",
    "read_file_entries",
    "read_scenarios",
    "run",
]
