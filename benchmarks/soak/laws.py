"""The property tests of the suite, with ten times the examples, and others each time."""

from __future__ import annotations

import os

from benchmarks.soak.outcome import Outcome, tested

EFFORT = os.environ.get("GAOZHI_SOAK_EFFORT", "10")
PARTS = (
    "tests/properties",
    "tests/engine",
    "tests/hardening",
    "tests/runtimes",
    "tests/workdays",
    "tests/watch",
    "tests/diagnostics/test_abuse.py",
    "tests/diagnostics/test_mutations.py",
    "tests/authoring/scenarios/test_any_file.py",
    "tests/portable/test_sql.py",
)


def run() -> Outcome:
    """Run the tests that draw their examples; not sound where one fails."""
    told = f"例子的 {EFFORT} 倍"
    return tested("-n", "2", "--dist", "worksteal", *PARTS, effort=EFFORT, told=told)
