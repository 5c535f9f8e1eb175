"""A chain of levels that compiled, as the searches for what is hardly meant look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler._lowering import Lowering
from gaozhi.language import RulesFolder
from gaozhi.logic import Exact
from gaozhi.model import DecisionTable
from gaozhi.source import Span

__all__ = ["Chain", "Key"]

Key = tuple[str, Span | None]
"""A suspicion's code and place: what tells it from others."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of levels, lowered without an error.

    A suspicion about a level is only worth telling where it holds for every jurisdiction below: a
    condition that can never hold in the baseline may be there for the counties to fill. So each
    chain looks at its own level in full, and at those above only for what was suspected there.

    Attributes:
        folders: the levels as read, from the root down.
        merged: the rules of every decision, with what lower levels do to them.
        tables: the decisions.
        lowering: lowers further conditions, and knows what each rule's author wrote.
        exact: decides about conditions.
        above: what is suspected of the levels above.

    """

    folders: Sequence[RulesFolder]
    merged: Mapping[str, list[MergedRule]]
    tables: Mapping[str, DecisionTable]
    lowering: Lowering
    exact: Exact
    above: frozenset[Key]

    def asks(self, code: str, level: int, span: Span | None) -> bool:
        """Return whether it matters if something at a level is so."""
        return level == len(self.folders) - 1 or (code, span) in self.above

    @property
    def levels(self) -> range:
        """The levels that there is anything to ask about."""
        own = len(self.folders) - 1
        return range(0 if self.above else own, own + 1)
