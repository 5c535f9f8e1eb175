"""Values of facts as a case file has them, and what the vocabulary says of several together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from gaozhi.model import Fact, FactType, FactValue, Never, Vocabulary, read_value
from gaozhi.testing._identity import identity_numbers

_FIRST: Final = date(2000, 1, 1)
_LAST: Final = date(2040, 12, 31)


def given(value: FactValue, fact: Fact) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a value as a caller gives it: a list, a day as text, a whole number as an int."""
    match value:
        case frozenset():
            return [element for element in fact.values if element in value]
        case Never():
            return fact.never
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else value
        case _:
            return value


def read(vocabulary: Vocabulary, facts: Mapping[str, Any]) -> dict[str, FactValue]:
    """Return facts, given by name, as the engine holds them."""
    return {name: read_value(vocabulary.facts[name], value) for name, value in facts.items()}


def values_of(
    fact: Fact,
    points: Collection[date | Decimal] = (),
    within: tuple[date | None, date | None] = (None, None),
) -> st.SearchStrategy[FactValue]:
    """Return a strategy for what a fact can be.

    Args:
        fact: the fact.
        points: days or numbers near which it matters what the fact is.
        within: for a date, the first and the last admissible day.

    """
    match fact.kind:
        case FactType.BOOL:
            return st.booleans()
        case FactType.ONE_OF:
            return st.sampled_from(fact.values)
        case FactType.SET_OF:
            few = st.lists(st.sampled_from(fact.values), unique=True, max_size=3)
            return few.map(frozenset)
        case FactType.NUMBER:
            return _numbers(points)
        case FactType.DATE:
            return _days(fact, points, *within)
        case FactType.TEXT:
            return identity_numbers() if fact.identity else st.sampled_from(("", "甲", "乙丙"))


def _numbers(points: Collection[date | Decimal]) -> st.SearchStrategy[FactValue]:
    anywhere = st.integers(-1, 150).map(Decimal)
    marks = sorted(point for point in points if isinstance(point, Decimal))
    if not marks:
        return anywhere
    steps = st.sampled_from([Decimal(step) / 2 for step in range(-4, 5)])
    near = st.builds(lambda mark, step: mark + step, st.sampled_from(marks), steps)
    return st.one_of(near, anywhere)


def _days(
    fact: Fact, points: Collection[date | Decimal], since: date | None, until: date | None
) -> st.SearchStrategy[FactValue]:
    first = max(_FIRST, since) if since is not None else _FIRST
    last = until if until is not None else max(_LAST, first)
    marks = sorted(p for p in points if isinstance(p, date) and first <= p <= last)
    strategies: list[st.SearchStrategy[FactValue]] = []
    if marks:
        steps = st.integers(-3, 60).map(lambda n: timedelta(days=n))
        near = st.builds(lambda mark, step: mark + step, st.sampled_from(marks), steps)
        strategies.append(near.map(lambda day: min(max(day, first), last)))
    if first <= last:
        strategies.append(st.dates(first, last))
    if fact.never is not None:
        strategies.append(st.just(read_value(fact, fact.never)))
    return st.one_of(strategies)


def consistent(vocabulary: Vocabulary, facts: Mapping[str, FactValue]) -> bool:
    """Return whether the facts keep what the vocabulary implies, as far as they are known."""
    return all(
        facts.get(rule.given) is not True or facts.get(rule.then, rule.value) == rule.value
        for rule in vocabulary.implications
    )


def reconciled(
    vocabulary: Vocabulary, facts: Mapping[str, FactValue], fixed: Collection[str] = ()
) -> dict[str, FactValue]:
    """Return the facts, changed as little as it takes to keep what the vocabulary implies.

    Args:
        vocabulary: says what implies what.
        facts: any facts.
        fixed: names that keep their value.

    """
    found = dict(facts)
    for _ in vocabulary.implications:
        for rule in vocabulary.implications:
            if found.get(rule.given) is True and rule.then in found and rule.then not in fixed:
                found[rule.then] = rule.value
    # What cannot be had together is given up; every round makes one more fact false.
    while not consistent(vocabulary, found):
        for rule in vocabulary.implications:
            if found.get(rule.given) is True and found.get(rule.then, rule.value) != rule.value:
                found[rule.given] = False
    return found
