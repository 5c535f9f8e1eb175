"""Two levels and their days: what a county makes of its parent, against an oracle of its own.

A county's own rows stand before the root's, each new one right before the row it names: the
oracle's order of several new rows is theirs in the file.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gaozhi.testing import Ruleset, answers_of, cases, check_agreement, rulesets
from tests.oracle import VALUES, completions, given_facts, turning
from tests.oracle import cases as small_cases

RULESETS = rulesets(height=1)


@given(RULESETS, small_cases(most_open=0))
def test_on_every_day_the_right_rules_answer(
    ruleset: Ruleset, case: tuple[dict[str, Any], list[str]]
) -> None:
    facts, _ = case
    county = ruleset.load()
    for day in ruleset.days:
        decision = county.decide(given_facts(facts), ruleset.decision, on=day)
        found = frozenset(decision.values) if ruleset.combine == "all" else decision.outcome
        assert decision.settled
        assert found == ruleset.outcome(facts, day)


@given(RULESETS, small_cases(most_open=2))
def test_on_an_unknown_day_every_day_is_possible_and_the_day_is_asked_when_it_matters(
    ruleset: Ruleset, case: tuple[dict[str, Any], list[str]]
) -> None:
    known, open_ = case
    decision = ruleset.load().decide(given_facts(known), ruleset.decision)
    by_day = {
        day: [
            (tuple(sorted(map(str, facts.items()))), ruleset.outcome(facts, day))
            for facts in completions(known, open_)
        ]
        for day in ruleset.days
    }
    everything = [result for results in by_day.values() for _, result in results]
    if ruleset.combine == "all":
        certain = frozenset.intersection(*everything)
        assert frozenset(decision.values) == certain
        assert frozenset(decision.pending) == frozenset.union(*everything) - certain
    else:
        assert decision.possible == tuple(v for v in VALUES if v in everything)
    asked = {question.fact for question in decision.questions}
    expected = {fact for day in ruleset.days for fact in turning(ruleset, day, known, open_)}
    if len({tuple(results) for results in by_day.values()}) > 1:
        expected.add("办理.日期")
    assert asked == expected


@given(ruleset=RULESETS, data=st.data())
def test_rules_in_another_order_answer_alike(ruleset: Ruleset, data: st.DataObject) -> None:
    one, other = ruleset.load(), ruleset.rearranged().load()
    situation = data.draw(cases(one, ruleset.decision))
    check_agreement(answers_of(one), answers_of(other), one, situation)
