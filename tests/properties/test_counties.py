"""The laws of an answer, on the law as it is: every bundled jurisdiction, every decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi import Jurisdiction, Library
from gaozhi.testing import (
    INVARIANTS,
    Answer,
    Situation,
    answers_of,
    boundaries,
    cases,
    check_every_completion,
    check_names_of_facts,
    check_worse_facts,
    near_boundary,
)
from tests.effort import examples
from tests.situations import library

Tried = tuple[Jurisdiction, Situation]
LAWS = [*INVARIANTS, check_names_of_facts]


@cache
def another_library() -> Library:
    return gaozhi.load()


@cache
def in_any_county(strategy: Callable[..., Any], **options: Any) -> st.SearchStrategy[Tried]:
    """Situations of every bundled jurisdiction, each with the jurisdiction that it is of."""
    return st.one_of(
        [
            strategy(county, **options).map(lambda situation, county=county: (county, situation))
            for county in library().values()
            if strategy is cases or boundaries(county)
        ]
    )


ANY_CASE = in_any_county(cases)
AT_A_BOUNDARY = in_any_county(near_boundary)


@given(ANY_CASE | AT_A_BOUNDARY)
@settings(max_examples=examples(30))
def test_every_answer_keeps_every_law(tried: Tried) -> None:
    county, situation = tried
    for law in LAWS:
        law(answers_of(county), county, situation)


@given(in_any_county(cases, most_open=2))
def test_what_is_possible_and_asked_is_what_looking_at_every_completion_shows(tried: Tried) -> None:
    county, situation = tried
    check_every_completion(answers_of(county), county, situation)


@pytest.mark.parametrize("decision", library()["national"].vocabulary.worse)
@given(st.data())
def test_more_risk_or_worse_credit_never_opens_what_was_closed(
    decision: str, data: st.DataObject
) -> None:
    county, situation = data.draw(in_any_county(cases, decision=decision))
    check_worse_facts(answers_of(county), county, situation)


@given(ANY_CASE)
def test_another_process_would_give_the_same_answer(tried: Tried) -> None:
    county, situation = tried
    one = county.decide(situation.known, situation.decision, item=situation.item)
    other = another_library()[county.id]
    assert other.decide(situation.known, situation.decision, item=situation.item) == one


@given(ANY_CASE)
def test_what_a_person_reads_shows_no_identity_number(tried: Tried) -> None:
    county, situation = tried
    found = county.decide(situation.complete, situation.decision, item=situation.item)
    number = situation.complete["申请人.证件号码"]
    assert number not in found.explain() + str(found.to_dict())


def test_a_clerk_who_asks_about_a_listed_item_is_asked_about_the_applicant_only() -> None:
    county = library()["启东市"]
    asked = county.decide({}, "适用性", item=2, on=date(2021, 7, 1)).questions
    assert asked
    assert {question.fact.partition(".")[0] for question in asked} == {"申请人"}


@given(ANY_CASE)
@settings(max_examples=examples(40))
def test_what_a_ground_rests_on_is_what_the_other_decision_gives(tried: Tried) -> None:
    """Of an outcome that is settled they are its grounds; of an open one, those that may lead there.

    A certain reason stays true when more is known, and when all is known every reason is certain.
    """
    county, situation = tried
    ask = answers_of(county)

    def answer(facts: Mapping[str, Any], decision: str) -> Answer:
        return ask(dict(facts), decision, situation.item)

    def reasons(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
        grounds = answer(facts, situation.decision)["grounds"]
        found = [one for ground in grounds for one in ground["because"]]
        for one in found:
            found += one["because"]
        return found

    for one in reasons(situation.known):
        read = answer(situation.known, one["decision"])
        if one["effect"] in (read["outcome"], *read["values"]):
            assert one in read["grounds"]
        else:
            assert not one["certain"]
            assert one["effect"] in (*read["possible"], *read["pending"])
        if one["certain"]:
            later = answer(situation.complete, one["decision"])
            assert one["effect"] in (later["outcome"], *later["values"])
            assert one["rule"] in {ground["rule"] for ground in later["grounds"]}
    assert all(one["certain"] for one in reasons(situation.complete))
