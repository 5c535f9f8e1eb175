"""What is tested: anything that answers as `Decision.to_dict` does, wherever it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from gaozhi.library.jurisdiction import Jurisdiction

Answer = Mapping[str, Any]
"""A decision as JSON: outcome, possible, settled, values, pending, grounds, caveats, questions."""


class Decide(Protocol):
    """Answers a decision about a case."""

    def __call__(self, facts: Mapping[str, Any], decision: str, item: int | None, /) -> Answer:
        """Return the answer.

        Args:
            facts: by name, as a case file has them; the day of the decision is among them.
            decision: the decision's name.
            item: the number in the list, or None.

        """


def answers_of(county: Jurisdiction) -> Decide:
    """Return what gaozhi itself answers for a county, to test it or to compare another with it."""

    def decide(facts: Mapping[str, Any], decision: str, item: int | None) -> Answer:
        return county.decide(facts, decision, item=item).to_dict()

    return decide


def final(answer: Answer) -> tuple[Any, tuple[Any, ...]]:
    """Return what a settled answer says: its outcome, or the values that it collects."""
    return answer["outcome"], tuple(answer["values"])


def names_of(entries: list[Mapping[str, Any]], key: str) -> list[Any]:
    """Return one key of every ground, caveat or question."""
    return [entry[key] for entry in entries]
