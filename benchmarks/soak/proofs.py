"""A hundred thousand generated pairs of rule sets: the diagrams and brute force never disagree."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.soak.outcome import Outcome

ROOT = Path(__file__).parents[2]
EFFORT = os.environ.get("GAOZHI_SOAK_PROOFS", "100")
PAIRS = "tests/proof/test_trust.py"


def run() -> Outcome:
    """Run the tests of the diagrams with as many pairs; not sound where one disagrees."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", PAIRS],
        cwd=ROOT,
        env=os.environ | {"GAOZHI_EFFORT": EFFORT},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = ended.stdout.splitlines()
    told = lines[-1:] if ended.returncode == 0 else lines[-200:]
    return Outcome(ended.returncode == 0, (f"{1000 * float(EFFORT):,.0f} 对", *told))
