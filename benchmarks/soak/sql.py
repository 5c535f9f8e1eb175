"""One statement of SQL and Python, row by row: at least 200,000 rows a database."""

from __future__ import annotations

import os

from benchmarks.soak.outcome import Outcome, tested

EFFORT = os.environ.get("GAOZHI_SOAK_ROWS", "60")
"""How many times the rows of an ordinary run: 25 of each decision of each jurisdiction."""


def run() -> Outcome:
    """Run the tests that draw tables; not sound where one row has another answer."""
    told = f"行数的 {EFFORT} 倍"
    return tested("tests/portable/test_sql.py", "-k", "every_row", effort=EFFORT, told=told)
