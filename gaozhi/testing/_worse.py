"""A complete case made worse, one step at a time, in the facts that the vocabulary names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import NEVER, Fact, FactValue, Worse
from gaozhi.testing._boundaries import around, boundaries
from gaozhi.testing._situations import Setting, Situation
from gaozhi.testing._values import read, reconciled


def worse_cases(county: Jurisdiction, situation: Situation) -> Iterator[dict[str, Any]]:
    """Yield cases that differ from a complete one in a single fact, for the worse.

    What the worse fact implies differs with it. Nothing is yielded for a decision of which the
    vocabulary does not say what makes it stricter.
    """
    claims = county.vocabulary.worse.get(situation.decision, ())
    if not claims:
        return
    setting = Setting(county, situation.item)
    item = next((one for one in county.items if one.number == situation.item), None)
    # What the list presumes gives way to a case that says otherwise; what it states does not.
    stated = {} if item is None else dict(item.facts)
    base = {**setting.settled, **read(county.vocabulary, situation.complete)}
    marks = [boundary.point(base) for boundary in boundaries(county, situation.decision)]
    days = sorted({mark for mark in marks if isinstance(mark, date)})
    numbers = sorted({mark for mark in marks if isinstance(mark, Decimal)})
    directions = {claim.fact: claim for claim in claims}
    for claim in claims:
        fact = county.vocabulary.facts[claim.fact]
        if fact.name in stated or fact.name not in base:
            continue
        for value in _worse_values(fact, claim, base[fact.name], [*days, *numbers]):
            changed = reconciled(county.vocabulary, {**base, fact.name: value}, {fact.name})
            differing = {name for name in changed if changed[name] != base[name]}
            if differing.isdisjoint(stated) and all(
                name in directions and _worsens(directions[name], base[name], changed[name])
                for name in differing
            ):
                yield {
                    **situation.complete,
                    **setting.given({name: changed[name] for name in differing}),
                }


def _worse_values(
    fact: Fact, claim: Worse, value: FactValue, points: Sequence[date | Decimal]
) -> Iterator[FactValue]:
    """Yield what the fact could be instead, for the worse."""
    others: Iterable[FactValue]
    match value:
        case bool():
            others = (not value,)
        case frozenset():
            others = (value ^ {element} for element in fact.values)
        case _:
            near = [point for mark in points for point in around(mark)]
            others = [*near, NEVER] if fact.never is not None else near
    yield from (other for other in others if _worsens(claim, value, other))


def _worsens(claim: Worse, before: FactValue, after: FactValue) -> bool:
    """Return whether a fact that goes from one value to another does so for the worse."""
    low, high = (before, after) if claim.rising else (after, before)
    if isinstance(low, bool) and isinstance(high, bool):
        return low < high
    if isinstance(low, frozenset) and isinstance(high, frozenset):
        return low < high
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low < high
    if isinstance(low, date) and isinstance(high, date):
        return low < high
    return high is NEVER and low is not NEVER
