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
from gaozhi.authoring.scenarios._run import mismatches_of, run
from gaozhi.authoring.scenarios._scenario import Expectation, Mismatch, Result, Scenario, Start

__all__ = [
    "BoundaryTried",
    "ConditionTried",
    "Coverage",
    "Expectation",
    "FileRead",
    "Mismatch",
    "Names",
    "ProvisionReached",
    "Result",
    "RuleTried",
    "Scenario",
    "Start",
    "coverage_of",
    "mismatches_of",
    "page_of",
    "read_file_entries",
    "read_scenarios",
    "run",
]
