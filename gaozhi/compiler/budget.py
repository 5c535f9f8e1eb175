"""The bound on thinking: how large decision diagrams may grow before they are given up.

Whether a condition can hold is an NP-complete question, and a diagram may be exponential in what it
is made from. Nobody waits for that: every diagram, wherever it is built, is paid for from a budget,
and where that is spent the question is refused, or answered more coarsely.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FIRST_TRY", "MOST_BRANCHES", "MOST_OF_A_COUNTY", "Budget", "TooLarge"]

MOST_BRANCHES: Final = 200_000
"""How many branches may be looked at for one question. A node of a diagram has a branch for every
cell of its variable; the bundled rules take some hundreds. So many take about half a second, and
less than 50 MB."""

FIRST_TRY: Final = MOST_BRANCHES // 10
"""What may be spent in one order of the variables before a better one is looked for."""
MOST_OF_A_COUNTY: Final = 5 * MOST_BRANCHES
"""How many branches may be looked at for all that is asked about the rules of one county."""


class TooLarge(Exception):  # noqa: N818 - it says what it is
    """The diagrams of a question grew beyond what is worth waiting for."""


class Budget:
    """What is left to be spent on a question.

    Args:
        branches: how many branches may be looked at; None for as many as for any question.

    """

    __slots__ = ("_whole", "left")

    def __init__(self, branches: int | None = None) -> None:
        self._whole = MOST_BRANCHES if branches is None else branches
        self.left = self._whole

    @property
    def spent(self) -> int:
        """How many branches have been looked at."""
        return self._whole - self.left

    def spend(self, branches: int) -> None:
        """Take some branches away.

        Raises:
            TooLarge: there are not so many left.

        """
        self.left -= branches
        if self.left < 0:
            raise TooLarge
