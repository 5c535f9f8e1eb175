"""What a part of the soak comes to, and how much memory the process holds."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a part held, and what it has to say."""

    sound: bool
    said: tuple[str, ...]


def resident() -> int:
    """Return the bytes that the process holds in memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def tested(*arguments: str, effort: str, told: str) -> Outcome:
    """Run tests with more examples than usual; not sound where one fails.

    Args:
        arguments: those of pytest: which tests.
        effort: how many times as many examples as usual.
        told: what stands before the last line of a run that passed.

    """
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"GAOZHI_EFFORT": effort},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = ended.stdout.splitlines()
    # What failed is wanted whole; of what passed, the last line.
    said = lines[-1:] if ended.returncode == 0 else lines[-200:]
    return Outcome(ended.returncode == 0, (told, *said))
