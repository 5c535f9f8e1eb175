"""An archive under killed writers and single changes: more kills, more changes, both databases."""

from __future__ import annotations

import os

from benchmarks.soak.outcome import Outcome, tested

EFFORT = os.environ.get("GAOZHI_SOAK_ARCHIVE", "20")
"""How many times the examples of an ordinary run."""


def run() -> Outcome:
    """Run the tests that draw changes or kill writers; not sound where one fails."""
    told = f"例子的 {EFFORT} 倍"
    return tested("tests/archive", "-k", "killed or single or at_once", effort=EFFORT, told=told)
