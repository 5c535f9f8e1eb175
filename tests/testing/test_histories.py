"""Histories of a case: none is refused, and the timeline keeps its own laws."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gaozhi import Jurisdiction
from gaozhi.testing import History, events
from tests.situations import library
from tests.testing.drawing import example_of

FEW = settings(max_examples=30)


@cache
def counties() -> tuple[Jurisdiction, ...]:
    return tuple(library().values())


def histories() -> st.SearchStrategy[tuple[Jurisdiction, History]]:
    return st.one_of([events(c).map(lambda history, c=c: (c, history)) for c in counties()])  # type: ignore[misc]


HISTORIES = histories()


def shown(county: Jurisdiction, history: History) -> list[dict[str, Any]]:
    return [one.to_dict() for one in history.timeline(county)]


@given(HISTORIES)
def test_every_obligation_rests_on_a_provision_and_starts_with_what_happened(
    tried: tuple[Jurisdiction, History],
) -> None:
    county, history = tried
    happened = {event.event for event in history.events}
    duties = {duty.name: duty for duty in county.program.duties}
    for one in history.timeline(county):
        assert one.deadline.basis
        duty = duties[one.duty]
        assert (duty.since or duty.met_by) in happened
        if one.status == "overdue":
            assert one.due is not None
            assert one.due < history.as_of


@FEW
@given(HISTORIES)
def test_the_order_in_which_events_are_told_changes_nothing(
    tried: tuple[Jurisdiction, History],
) -> None:
    county, history = tried
    days = [event.at for event in history.events]
    assume(len(set(days)) == len(days))
    turned = replace(history, events=history.events[::-1])
    assert shown(county, turned) == shown(county, history)


@FEW
@given(HISTORIES)
def test_what_lies_ahead_has_not_happened_yet(tried: tuple[Jurisdiction, History]) -> None:
    county, history = tried
    past = tuple(event for event in history.events if event.at <= history.as_of)
    assert shown(county, replace(history, events=past)) == shown(county, history)


@pytest.mark.parametrize(
    "status", ["pending", "met", "met late", "overdue", "void", "suspended", "未知是否负有"]
)
def test_histories_reach_every_way_in_which_a_duty_can_stand(status: str) -> None:
    county = next(county for county in counties() if county.id == "qidong")
    history = example_of(
        events(county), lambda h: any(one.status == status for one in h.timeline(county))
    )
    assert history.events
