"""Scenarios: cases written beside the rules, with what a document says must come of them."""

from gaozhi.authoring.scenarios._coverage import (
    BoundaryTried,
    ConditionTried,
    Coverage,
    ProvisionReached,
    RuleTried,
)
from gaozhi.authoring.scenarios._measure import coverage_of
from gaozhi.authoring.scenarios._page import page_of
from gaozhi.authoring.scenarios._reading import FileRead, Names, read_file_entries, read_scenarios
from gaozhi.authoring.scenarios._run import differences_of, run
from gaozhi.authoring.scenarios._scenario import Difference, Expectation, Result, Scenario, Start

__all__ = [
    "BoundaryTried",
    "ConditionTried",
    "Coverage",
    "Difference",
    "Expectation",
    "FileRead",
    "Names",
    "ProvisionReached",
    "Result",
    "RuleTried",
    "Scenario",
    "Start",
    "coverage_of",
    "differences_of",
    "page_of",
    "read_file_entries",
    "read_scenarios",
    "run",
]
