"""The property tests of the suite, with ten times the examples, and others each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.soak.outcome import Outcome

ROOT = Path(__file__).parents[2]
EFFORT = os.environ.get("GAOZHI_SOAK_EFFORT", "10")
PARTS = (
    "tests/properties",
    "tests/engine",
    "tests/hardening",
    "tests/runtimes/test_java.py",
    "tests/workdays",
    "tests/watch",
    "tests/diagnostics/test_abuse.py",
    "tests/diagnostics/test_mutations.py",
    "tests/authoring/scenarios/test_any_file.py",
    "tests/portable/test_sql.py",
)


def run() -> Outcome:
    """Run the tests that draw their examples; not sound where one fails."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *PARTS],
        cwd=ROOT,
        env=os.environ | {"GAOZHI_EFFORT": EFFORT},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = ended.stdout.splitlines()
    # What failed is wanted whole; of what passed, the last line.
    said = lines[-1:] if ended.returncode == 0 else lines[-200:]
    return Outcome(ended.returncode == 0, (f"例子的 {EFFORT} 倍", *said))
