"""The diagrams of a jurisdiction's decisions: drawn once, for the pictures and for every guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaozhi.engine.completions import Completions, Shared
from gaozhi.engine.findings import Findings
from gaozhi.logic import SharedOutcomes, TooLarge, Waiting, outcome, truth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gaozhi.engine import Case
    from gaozhi.model import DecisionTable, Standing, Vocabulary

__all__ = ["OutcomeDiagrams", "standing_on"]


def standing_on(table: DecisionTable, day: date | None) -> Sequence[Standing]:
    """Return the rules that stand on a day; on an unknown one, the last that are known."""
    if day is not None:
        return list(table.on(day))
    return list(table.versions[-1].standing) if table.versions else []


class OutcomeDiagrams:
    """The diagrams of decisions, each drawn when it is first asked for.

    Args:
        words: the vocabulary of the decisions.
        day: the day on which the rules stand; None for the last that are known.

    """

    def __init__(self, words: Vocabulary, day: date | None) -> None:
        self._words = words
        self._day = day
        self._drawn: dict[str, SharedOutcomes | None] = {}

    def of(self, table: DecisionTable) -> SharedOutcomes | None:
        """Return the diagrams of a decision; None where they grow too large."""
        name = table.spec.name
        if name not in self._drawn:
            rules = [(one.rule, one.own) for one in standing_on(table, self._day)]
            try:
                self._drawn[name] = SharedOutcomes(table.answers, rules, self._words)
            except TooLarge:
                self._drawn[name] = None
        return self._drawn[name]

    def find(self, table: DecisionTable, case: Case) -> Findings:
        """Return what the rules of a decision come to on a case, as the engine finds it."""
        spec, standing = table.answers, list(table.on(case.day))
        rules = [one.rule for one in standing]
        own = [truth(one.own, case.known) for one in standing]
        truths = Waiting.among(spec.combine, rules).truths(own)
        if None not in truths:
            return Findings.of(rules, truths, outcome(spec, rules, truths))
        same_day = case.day is not None and case.day == self._day
        open_ = [place for place, true in enumerate(truths) if true is None]
        shared = Shared(self.of(table) if same_day else None, open_, outcome=True)
        completions = Completions(spec, case, standing, truths, shared)
        holds = [completions.truth(place) for place in range(len(truths))]
        return Findings.of(rules, holds, completions.outcome, completions)
