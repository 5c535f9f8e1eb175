"""What a part of the soak comes to, and how much memory the process holds."""

from __future__ import annotations

import os
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
