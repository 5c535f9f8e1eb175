"""What the engine says of a case is exactly what looking at every completion would show."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gaozhi import Decision
from gaozhi.testing import Ruleset, rulesets
from tests.oracle import DAY, VALUES, cases, completions, given_facts, turning

Facts = dict[str, Any]
Known = tuple[Facts, list[str]]

RULESETS = rulesets(changes=False)


def decided(ruleset: Ruleset, known: Facts) -> Decision:
    """What the engine says."""
    return ruleset.load().decide(given_facts(known), ruleset.decision, on=DAY)


@given(RULESETS, cases(most_open=0))
def test_complete_facts_have_one_outcome(ruleset: Ruleset, case: Known) -> None:
    known, _ = case
    decision = decided(ruleset, known)
    expected = ruleset.outcome(known, DAY)
    assert decision.settled
    assert not decision.questions
    if ruleset.combine == "all":
        assert frozenset(decision.values) == expected
        assert decision.outcome is None
    else:
        assert decision.outcome == expected
        assert decision.possible == (expected,)
    assert {ground.rule for ground in decision.grounds} == set(ruleset.holding(known, DAY))


@given(RULESETS, cases())
def test_exactly_what_can_come_out_is_possible(ruleset: Ruleset, case: Known) -> None:
    known, open_ = case
    decision = decided(ruleset, known)
    outcomes = [ruleset.outcome(facts, DAY) for facts in completions(known, open_)]
    if ruleset.combine == "all":
        certain = frozenset.intersection(*outcomes)
        assert frozenset(decision.values) == certain
        assert frozenset(decision.pending) == frozenset.union(*outcomes) - certain
    else:
        assert decision.possible == tuple(v for v in VALUES if v in outcomes)


@given(RULESETS, cases())
def test_a_question_is_asked_exactly_when_it_can_matter(ruleset: Ruleset, case: Known) -> None:
    known, open_ = case
    decision = decided(ruleset, known)
    asked = {question.fact for question in decision.questions}
    assert asked == turning(ruleset, DAY, known, open_)


@given(RULESETS, cases())
def test_a_ground_certainly_holds_exactly_when_it_holds_in_every_completion(
    ruleset: Ruleset, case: Known
) -> None:
    known, open_ = case
    decision = decided(ruleset, known)
    names = [set(ruleset.holding(facts, DAY)) for facts in completions(known, open_)]
    certain = {ground.rule for ground in decision.grounds if ground.certain}
    assert certain == set.intersection(*names)


@given(RULESETS, cases(), st.data())
def test_completing_the_facts_never_leaves_what_was_possible(
    ruleset: Ruleset, case: Known, data: st.DataObject
) -> None:
    known, open_ = case
    before = decided(ruleset, known)
    complete = data.draw(st.sampled_from(list(completions(known, open_))))
    some = data.draw(st.sets(st.sampled_from(open_))) if open_ else set()
    after = decided(ruleset, {**known, **{name: complete[name] for name in some}})
    if ruleset.combine == "all":
        assert set(before.values) <= set(after.values)
        assert set(after.pending) <= set(before.pending)
    else:
        assert set(after.possible) <= set(before.possible)
    if before.settled:
        assert (after.outcome, after.values) == (before.outcome, before.values)


@given(RULESETS, cases(), st.data())
def test_answering_the_questions_always_settles_the_case(
    ruleset: Ruleset, case: Known, data: st.DataObject
) -> None:
    known, open_ = case
    complete = data.draw(st.sampled_from(list(completions(known, open_))))
    county = ruleset.load()
    facts = dict(known)
    for _ in range(len(open_) + 1):
        decision = county.decide(given_facts(facts), ruleset.decision, on=DAY)
        if decision.settled:
            break
        asked = decision.questions[0].fact
        assert asked not in facts
        facts[asked] = complete[asked]
    assert decision.settled
    assert not decision.questions
    expected = ruleset.outcome(complete, DAY)
    if ruleset.combine == "all":
        assert frozenset(decision.values) == expected
    else:
        assert decision.outcome == expected
