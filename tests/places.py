"""Where the repository's parts stand, for every test that reads one."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
EXAMPLES = REPOSITORY / "examples"
BASE = Path(__file__).parent / "base"
"""A small folder that is sound, which the pages of docs/diagnostics change."""
