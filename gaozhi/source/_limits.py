"""How large a file may be before it is refused."""

from dataclasses import dataclass
from typing import Final

MOST_PROBLEMS: Final = 200
"""How many problems are told of one file, one case or one call."""

MOST_SUGGESTIONS: Final = 20
"""To how many of them the name is sought that was probably meant."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file: its size in bytes, how deep it nests, how many values it holds.

    Attributes:
        bytes: the largest size in bytes.
        depth: the deepest nesting.
        nodes: the most values.
        problems: the most problems that are reported of it.

    """

    bytes: int = 2 * 1024 * 1024
    depth: int = 50
    nodes: int = 200_000
    problems: int = MOST_PROBLEMS
