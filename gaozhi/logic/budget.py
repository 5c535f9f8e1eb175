"""The budget: how large decision diagrams may grow before they are given up.

Whether a condition can hold is NP-complete, and a diagram may be exponential in the size of its
conditions. So every diagram is paid for from a budget; where that is spent the question is refused,
or answered more coarsely.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FIRST_TRY", "MOST_NODES", "MOST_OF_A_COUNTY", "Budget", "TooLarge", "cost_of"]

MOST_NODES: Final = 100_000
"""How many nodes may be visited for one question. A node with many branches counts for several,
see `cost_of`; the bundled rules take some hundreds. So many take about half a second, and less than
50 MB."""
FIRST_TRY: Final = MOST_NODES // 4
"""The budget of the first order of variables, before another is tried."""
MOST_OF_A_COUNTY: Final = 5 * MOST_NODES
"""How many nodes may be visited for all questions about the rules of one county."""

_BRANCHES: Final = 8


def cost_of(branches: int) -> int:
    """Return the cost, in nodes, of a node with a number of branches."""
    return 1 + branches // _BRANCHES


class TooLarge(Exception):  # noqa: N818 - it says what it is
    """The diagrams of a question grew beyond the budget."""


class Budget:
    """The number of nodes that may still be visited for a question.

    Args:
        nodes: the number at the beginning; None for the default.

    """

    __slots__ = ("_whole", "left")

    def __init__(self, nodes: int | None = None) -> None:
        self._whole = MOST_NODES if nodes is None else nodes
        self.left = self._whole

    @property
    def spent(self) -> int:
        """How many nodes have been visited."""
        return self._whole - self.left

    def spend(self, nodes: int) -> None:
        """Subtract a number of nodes.

        Raises:
            TooLarge: fewer are left.

        """
        self.left -= nodes
        if self.left < 0:
            raise TooLarge
