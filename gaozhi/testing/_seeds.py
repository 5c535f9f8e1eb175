"""Where to begin: facts that lead to each outcome, so that the rare ones are tried as well.

Facts drawn blindly nearly always run into the strongest value, for several reasons at once; a
mistake about a single fact shows only where nothing else settles the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from gaozhi.engine import Decision
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import NEVER, Fact, FactType, FactValue
from gaozhi.testing._boundaries import around, boundaries
from gaozhi.testing._values import given


def facts_that_lead_to(county: Jurisdiction, decision: str, value: str) -> dict[str, FactValue]:
    """Return facts that settle a decision as the value, or as near to it as could be found.

    Args:
        county: the jurisdiction.
        decision: the decision's name.
        value: one of its values; for a decision that collects, one to be collected.

    """
    held: dict[str, FactValue] = {}
    words = county.vocabulary

    def with_facts(more: dict[str, FactValue]) -> Decision:
        both = {**held, **more}
        return county.decide({n: given(v, words.facts[n]) for n, v in both.items()}, decision)

    answer = with_facts({})
    while not answer.settled and answer.questions and _open(answer, value):
        fact = words.facts[answer.questions[0].fact]
        for candidate in _candidates(county, decision, fact, held):
            found = with_facts({fact.name: candidate})
            if _open(found, value) or value in found.values:
                break
        else:
            return held
        held[fact.name] = candidate
        answer = found
    return held


def _open(answer: Decision, value: str) -> bool:
    return value in answer.possible or value in answer.pending


def _candidates(
    county: Jurisdiction, decision: str, fact: Fact, held: dict[str, FactValue]
) -> Iterator[FactValue]:
    match fact.kind:
        case FactType.BOOL:
            yield from (False, True)
        case FactType.ONE_OF:
            yield from fact.values
        case FactType.SET_OF:
            yield frozenset()
            yield from (frozenset({value}) for value in fact.values)
        case FactType.DATE | FactType.NUMBER:
            yield from _points(county, decision, fact, held)
            if fact.never is not None:
                yield NEVER
        case FactType.TEXT:
            yield "甲"


def _points(
    county: Jurisdiction, decision: str, fact: Fact, held: dict[str, FactValue]
) -> Iterable[FactValue]:
    for boundary in boundaries(county, decision):
        point = boundary.point(held)
        if boundary.fact == fact.name and point is not None:
            yield from around(point)[::-1]
    yield date(2024, 1, 2) if fact.kind is FactType.DATE else Decimal(1)
