"""The input of the lints of rules: a chain of levels that compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler._lowering import Lowering
from gaozhi.language import RulesFolder
from gaozhi.logic import Exact
from gaozhi.model import DecisionTable, Duty
from gaozhi.source import Diagnostic, Span

__all__ = ["Chain", "Key"]

Key = tuple[str, Span | None]
"""The code and the place of a finding, which identify it."""

Search: TypeAlias = "Callable[[Chain], Iterator[Diagnostic]]"
"""Yields the findings of one lint, or of several."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of levels, lowered without an error.

    A finding about a level is only reported where it holds for every jurisdiction below: a
    condition that can never hold in the baseline may be there for the counties to fill. So each
    chain is searched at its own level in full, and above it only for findings made there.

    Attributes:
        folders: the levels as read, from the root down.
        merged: the rules of every decision, with their displacements.
        tables: the decisions.
        duties: the duties of all levels.
        lowering: lowers further conditions.
        exact: the decision procedure for conditions.
        above: the findings in the levels above.

    """

    folders: Sequence[RulesFolder]
    merged: Mapping[str, list[MergedRule]]
    tables: Mapping[str, DecisionTable]
    duties: Sequence[Duty]
    lowering: Lowering
    exact: Exact
    above: frozenset[Key]
    _searched: dict[Search, Sequence[Diagnostic]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def asks(self, code: str, level: int, span: Span | None) -> bool:
        """Whether a finding at a place would be reported.

        Args:
            code: its code.
            level: index of its level.
            span: its place.

        """
        return level == len(self.folders) - 1 or (code, span) in self.above

    @property
    def levels(self) -> range:
        """The indexes of the levels at which a finding may be reported."""
        own = len(self.folders) - 1
        return range(0 if self.above else own, own + 1)

    def once(self, search: Search) -> Sequence[Diagnostic]:
        """Return the findings of a search, which runs once for all lints that share it."""
        if search not in self._searched:
            self._searched[search] = tuple(search(self))
        return self._searched[search]
