"""How many examples the property tests try: few in every run, many where time is no matter."""

import os

EFFORT = float(os.environ.get("GAOZHI_EFFORT", "1"))
"""How many times as many as usual; `make soak` sets it."""


def examples(usual: int) -> int:
    """Return how many examples to try where usually there are so many."""
    return max(1, round(usual * EFFORT))
