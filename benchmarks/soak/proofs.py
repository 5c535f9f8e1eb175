"""A hundred thousand generated pairs of rule sets: the diagrams and brute force never disagree."""

from __future__ import annotations

import os

from benchmarks.soak.outcome import Outcome, tested

EFFORT = os.environ.get("GAOZHI_SOAK_PROOFS", "100")
PAIRS = "tests/proof/test_trust.py"


def run() -> Outcome:
    """Run the tests of the diagrams with as many pairs; not sound where one disagrees."""
    told = f"{1000 * float(EFFORT):,.0f} 对"
    return tested("-n", "2", "--dist", "worksteal", PAIRS, effort=EFFORT, told=told)
