"""Scenarios: cases written beside the rules, with what a document says must come of them."""

from gaozhi.scenarios._reading import FileRead, read_file_entries, read_scenarios
from gaozhi.scenarios._run import run
from gaozhi.scenarios._scenario import Difference, Expectation, Result, Scenario

__all__ = [
    "Difference",
    "Expectation",
    "FileRead",
    "Result",
    "Scenario",
    "read_file_entries",
    "read_scenarios",
    "run",
]
