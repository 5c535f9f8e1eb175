"""How large a file may be before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file: its size in bytes, how deep it nests, how many values it holds."""

    bytes: int = 2 * 1024 * 1024
    depth: int = 50
    nodes: int = 200_000
    problems: int = 200
