"""Looking for one example with a strategy, without making it small afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import Phase, find, settings
from hypothesis import strategies as st

T = TypeVar("T")


def example_of(strategy: st.SearchStrategy[T], wanted: Callable[[T], Any]) -> T:
    """Return something that the strategy draws and that is wanted; fail where there is none."""
    looking = settings(phases=[Phase.generate], max_examples=5000, deadline=None, database=None)
    return find(strategy, lambda drawn: bool(wanted(drawn)), settings=looking)
