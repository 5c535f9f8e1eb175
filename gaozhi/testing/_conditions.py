"""Conditions over the small vocabulary, every operator of the language among them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from gaozhi.testing._meaning import Condition, satisfiable
from gaozhi.testing._small import BOOLS, ELEMENTS, INNER_DAYS, KINDS

# Strategies are made once: hypothesis looks at every new one anew.


@cache
def bodies(height: int = 2) -> st.SearchStrategy[tuple[Condition | None, Condition | None]]:
    """Return a strategy for ``when`` and ``unless`` that do not contradict each other.

    Args:
        height: how deep a condition may be nested; an ``unless`` one less.

    """
    pair = st.tuples(st.none() | conditions(height), st.none() | conditions(max(0, height - 1)))
    return pair.filter(lambda both: satisfiable(*both))


@cache
def conditions(height: int) -> st.SearchStrategy[Condition]:
    """Return a strategy for conditions, those among them that always or never hold.

    Args:
        height: how deep a condition may be nested.

    """
    if not height:
        return _comparisons()
    lower = conditions(height - 1)
    parts = st.lists(lower, min_size=1, max_size=2)
    words = st.sampled_from(("all", "any", "none"))
    return st.one_of(
        _comparisons(),
        lower.map(lambda part: {"not": part}),
        parts,
        st.builds(lambda word, several: {word: several}, words, parts),
    )


@cache
def _comparisons() -> st.SearchStrategy[Condition]:
    days = st.sampled_from(INNER_DAYS)
    numbers = st.integers(0, 6).map(Decimal)
    dates = ("before", "after", "on_or_before", "on_or_after")
    sizes = ("less_than", "more_than", "at_most", "at_least")
    some = st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True)
    few = st.lists(st.sampled_from(ELEMENTS), min_size=1, max_size=2, unique=True)
    return st.one_of(
        st.sampled_from(BOOLS),
        st.sampled_from(BOOLS),
        st.builds(lambda fact, value: {fact: value}, st.sampled_from(BOOLS), st.booleans()),
        st.sampled_from(KINDS).map(lambda value: {"乙.类": value}),
        some.map(lambda values: {"乙.类": {"in": values}}),
        st.sampled_from(ELEMENTS).map(lambda value: {"丙.集": {"has": value}}),
        few.map(lambda values: {"丙.集": {"has_any": values}}),
        st.booleans().map(lambda value: {"丙.集": {"is_empty": value}}),
        _comparison("丁.日", dates, st.one_of(days, st.just("戊.日"))),
        _comparison("戊.日", dates, st.one_of(days, st.just("丁.日"))),
        _comparison("己.数", sizes, numbers),
    )


def _comparison(
    fact: str, operators: tuple[str, ...], operand: st.SearchStrategy[Any]
) -> st.SearchStrategy[Condition]:
    return st.builds(lambda word, x: {fact: {word: x}}, st.sampled_from(operators), operand)
