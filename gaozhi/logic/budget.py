"""The bound on thinking: how large decision diagrams may grow before they are given up.

Whether a condition can hold is an NP-complete question, and a diagram may be exponential in what it
is made from. Nobody waits for that: every diagram, wherever it is built, is paid for from a budget,
and where that is spent the question is refused, or answered more coarsely.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FIRST_TRY", "MOST_NODES", "MOST_OF_A_COUNTY", "Budget", "TooLarge", "cost_of"]

MOST_NODES: Final = 100_000
"""How many nodes may be looked at for one question. A node with many branches counts for several,
see `cost_of`; the bundled rules take some hundreds. So many take about half a second, and less than
50 MB."""
FIRST_TRY: Final = MOST_NODES // 4
"""What may be spent in one order of the variables before a better one is looked for."""
MOST_OF_A_COUNTY: Final = 5 * MOST_NODES
"""How many nodes may be looked at for all that is asked about the rules of one county."""

_BRANCHES: Final = 8


def cost_of(branches: int) -> int:
    """Return for how many nodes one counts that has so many branches."""
    return 1 + branches // _BRANCHES


class TooLarge(Exception):  # noqa: N818 - it says what it is
    """The diagrams of a question grew beyond what is worth waiting for."""


class Budget:
    """What is left to be spent on a question.

    Args:
        nodes: how many nodes may be looked at; None for as many as for any question.

    """

    __slots__ = ("_whole", "left")

    def __init__(self, nodes: int | None = None) -> None:
        self._whole = MOST_NODES if nodes is None else nodes
        self.left = self._whole

    @property
    def spent(self) -> int:
        """How many nodes have been looked at."""
        return self._whole - self.left

    def spend(self, nodes: int) -> None:
        """Take some nodes away.

        Raises:
            TooLarge: there are not so many left.

        """
        self.left -= nodes
        if self.left < 0:
            raise TooLarge
