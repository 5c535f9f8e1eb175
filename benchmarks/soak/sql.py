"""One statement of SQL and Python, row by row: at least 200,000 rows a database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.soak.outcome import Outcome

ROOT = Path(__file__).parents[2]
EFFORT = os.environ.get("GAOZHI_SOAK_ROWS", "60")
"""How many times the rows of an ordinary run: 25 of each decision of each jurisdiction."""


def run() -> Outcome:
    """Run the tests that draw tables; not sound where one row has another answer."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/portable/test_sql.py", "-k", "every_row"],
        cwd=ROOT,
        env=os.environ | {"GAOZHI_EFFORT": EFFORT},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = ended.stdout.splitlines()
    said = lines[-1:] if ended.returncode == 0 else lines[-200:]
    return Outcome(ended.returncode == 0, (f"行数的 {EFFORT} 倍", *said))
