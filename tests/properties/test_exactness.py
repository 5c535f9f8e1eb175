"""What the engine says of a case is exactly what looking at every completion would show."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from gaozhi.engine import Decision
from gaozhi.library import Jurisdiction
from tests.builders import ROOT, compiled, rules_text
from tests.properties import strategies
from tests.properties.oracle import VALUES, completions, holding, outcome, turning
from tests.properties.strategies import Ruleset, cases, rulesets, to_yaml

Facts = dict[str, Any]


def jurisdiction_of(ruleset: Ruleset) -> Jurisdiction:
    """The ruleset, compiled; one that contradicts itself is not looked at further."""
    unused = ROOT.replace("{id: ", "{not_computed: 示例, id: ")
    program, problems = compiled([unused, rules_text(to_yaml(ruleset))])
    if program is None:
        assert {problem.code for problem in problems} == {"GZ406"}, problems
    assume(program is not None)
    assert program is not None
    return Jurisdiction(program)


def decided(ruleset: Ruleset, known: Facts) -> Decision:
    """What the engine says."""
    facts = strategies.given(known)
    return jurisdiction_of(ruleset).decide(facts, ruleset.decision, on="2021-03-05")


@given(rulesets(), cases(most_open=0))
def test_complete_facts_have_one_outcome(ruleset: Ruleset, case: tuple[Facts, list[str]]) -> None:
    known, _ = case
    decision = decided(ruleset, known)
    expected = outcome(ruleset.combine, ruleset.rules, known)
    assert decision.settled
    assert not decision.questions
    if ruleset.combine == "all":
        assert frozenset(decision.values) == expected
        assert decision.outcome is None
    else:
        assert decision.outcome == expected
        assert decision.possible == (expected,)
    names = {rule.name for rule in holding(ruleset.combine, ruleset.rules, known)}
    assert {ground.rule for ground in decision.grounds} == names


@given(rulesets(), cases())
def test_exactly_what_can_come_out_is_possible(
    ruleset: Ruleset, case: tuple[Facts, list[str]]
) -> None:
    known, open_ = case
    decision = decided(ruleset, known)
    outcomes = [outcome(ruleset.combine, ruleset.rules, f) for f in completions(known, open_)]
    if ruleset.combine == "all":
        certain = frozenset.intersection(*outcomes)
        assert frozenset(decision.values) == certain
        assert frozenset(decision.pending) == frozenset.union(*outcomes) - certain
    else:
        assert decision.possible == tuple(v for v in VALUES if v in outcomes)


@given(rulesets(), cases())
def test_a_question_is_asked_exactly_when_it_can_matter(
    ruleset: Ruleset, case: tuple[Facts, list[str]]
) -> None:
    known, open_ = case
    decision = decided(ruleset, known)
    expected = turning(ruleset.combine, ruleset.rules, known, open_)
    assert {question.fact for question in decision.questions} == expected


@given(rulesets(), cases())
def test_a_ground_certainly_holds_exactly_when_it_holds_in_every_completion(
    ruleset: Ruleset, case: tuple[Facts, list[str]]
) -> None:
    known, open_ = case
    decision = decided(ruleset, known)
    names = [
        {rule.name for rule in holding(ruleset.combine, ruleset.rules, facts)}
        for facts in completions(known, open_)
    ]
    certain = {ground.rule for ground in decision.grounds if ground.certain}
    assert certain == set.intersection(*names)


@given(rulesets(), cases(), st.data())
def test_completing_the_facts_never_leaves_what_was_possible(
    ruleset: Ruleset, case: tuple[Facts, list[str]], data: st.DataObject
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


@given(rulesets(), cases(), st.data())
def test_answering_the_questions_always_settles_the_case(
    ruleset: Ruleset, case: tuple[Facts, list[str]], data: st.DataObject
) -> None:
    known, open_ = case
    complete = data.draw(st.sampled_from(list(completions(known, open_))))
    county = jurisdiction_of(ruleset)
    facts = dict(known)
    for _ in range(len(open_) + 1):
        given_facts = strategies.given(facts)
        decision = county.decide(given_facts, ruleset.decision, on="2021-03-05")
        if decision.settled:
            break
        asked = decision.questions[0].fact
        assert asked not in facts
        facts[asked] = complete[asked]
    assert decision.settled
    assert not decision.questions
    expected = outcome(ruleset.combine, ruleset.rules, complete)
    if ruleset.combine == "all":
        assert frozenset(decision.values) == expected
    else:
        assert decision.outcome == expected
