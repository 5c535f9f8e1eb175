"""The laws of an answer, on the law as it is: every bundled jurisdiction, every decision."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

import gaozhi
from gaozhi import Decision, Jurisdiction, Library
from gaozhi.language import Fact, Kind

Facts = dict[str, Any]


@cache
def library() -> Library:
    return gaozhi.load()


@cache
def another_library() -> Library:
    return gaozhi.load()


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Values that a fact can have; days near those that matter."""
    match fact.kind:
        case Kind.BOOL:
            return st.booleans()
        case Kind.ONE_OF:
            return st.sampled_from(fact.values)
        case Kind.SET_OF:
            return st.lists(st.sampled_from(fact.values), unique=True, max_size=3)
        case Kind.DATE:
            days = st.integers(-3, 60).map(lambda n: date(2021, 5, 25) + timedelta(days=n))
            return st.one_of(days, st.just(fact.never)) if fact.never else days
        case _:
            return st.just("11010519491231002X")


@st.composite
def situations(draw: st.DrawFn) -> tuple[Jurisdiction, str, Facts, Facts, int | None]:
    """A jurisdiction, a decision, some facts of a case, all facts of it, and perhaps an item."""
    county = library()[draw(st.sampled_from(list(library())))]
    words = county.vocabulary
    decision = draw(st.sampled_from(list(words.decisions)))
    complete = {name: draw(values_of(fact)) for name, fact in words.facts.items()}
    for rule in words.implications:
        if complete[rule.given]:
            complete[rule.then] = rule.value
    item = None
    if county.items and draw(st.booleans()):
        item = draw(st.sampled_from(county.items)).number
        complete[words.roles.listed or ""] = True
        presumed = county.program.list
        for name in presumed.presumes if presumed else ():
            complete.pop(name)
    known = draw(st.sets(st.sampled_from(sorted(complete))))
    partial = {name: complete[name] for name in known}
    return county, decision, partial, complete, item


def final(decision: Decision) -> tuple[str | None, tuple[str, ...]]:
    """What a settled decision says."""
    return decision.outcome, decision.values


@given(situations())
def test_complete_facts_settle_every_decision(
    situation: tuple[Jurisdiction, str, Facts, Facts, int | None],
) -> None:
    county, decision, _, complete, item = situation
    found = county.decide(complete, decision, item=item)
    assert found.settled
    assert found.questions == ()
    assert found.pending_caveats == ()


@given(situations())
def test_more_facts_never_reopen_a_settled_answer_nor_leave_what_was_possible(
    situation: tuple[Jurisdiction, str, Facts, Facts, int | None],
) -> None:
    county, decision, partial, complete, item = situation
    before = county.decide(partial, decision, item=item)
    after = county.decide(complete, decision, item=item)
    if before.settled:
        assert final(before) == final(after)
    assert set(after.possible) <= set(before.possible)
    assert set(before.values) <= set(after.values) <= {*before.values, *before.pending}
    settled = {(c.rule, c.text) for c in before.caveats if c.rule != "清单推定"}
    open_ = {c.rule for c in before.pending_caveats}
    now = {(c.rule, c.text) for c in after.caveats}
    inferred = {g.rule for g in (*before.grounds, *after.grounds)}
    assert {c for c in settled if c[0] not in inferred} <= now
    assert {c[0] for c in now} <= open_ | {c[0] for c in settled} | inferred


@given(situations())
def test_answering_the_first_question_each_time_settles_the_case(
    situation: tuple[Jurisdiction, str, Facts, Facts, int | None],
) -> None:
    county, decision, partial, complete, item = situation
    facts = dict(partial)
    found = county.decide(facts, decision, item=item)
    while not found.settled:
        asked = found.questions[0].fact
        assert asked not in facts
        facts[asked] = complete[asked]
        found = county.decide(facts, decision, item=item)
    assert found.questions == ()
    assert final(found) == final(county.decide(complete, decision, item=item))


@given(situations(), st.data())
def test_a_fact_that_is_not_asked_about_changes_nothing_on_its_own(
    situation: tuple[Jurisdiction, str, Facts, Facts, int | None], data: st.DataObject
) -> None:
    county, decision, partial, complete, item = situation
    words = county.vocabulary
    asked = {q.fact for q in county.decide(partial, decision, item=item).questions}
    silent = sorted(complete.keys() - partial.keys() - asked - {words.roles.listed})
    assume(silent)
    fact = words.facts[data.draw(st.sampled_from(silent))]
    other = {**complete, fact.name: data.draw(values_of(fact))}
    for rule in words.implications:
        assume(not other[rule.given] or other[rule.then] == rule.value)
    one = county.decide(complete, decision, item=item)
    assert final(one) == final(county.decide(other, decision, item=item))


@given(situations())
def test_the_same_case_gets_the_same_answer_whatever_the_order_of_its_facts(
    situation: tuple[Jurisdiction, str, Facts, Facts, int | None],
) -> None:
    county, decision, partial, _, item = situation
    names = county.vocabulary.facts
    turned = {names[name].api: partial[name] for name in reversed(partial)}
    one = county.decide(partial, decision, item=item)
    other = county.decide(turned, decision, item=item)
    assert one == other
    assert one.to_dict() == other.to_dict()
    assert another_library()[county.id].decide(partial, decision, item=item) == one


@given(situations())
def test_every_ground_is_quoted_or_says_that_its_words_were_not_seen(
    situation: tuple[Jurisdiction, str, Facts, Facts, int | None],
) -> None:
    county, decision, _, complete, item = situation
    found = county.decide(complete, decision, item=item)
    for ground in found.grounds:
        for citation in ground.basis:
            assert citation.quote or citation.certainty in ("seen", "inferred", "weak")
        if ground.basis and not any(citation.attested for citation in ground.basis):
            assert any(caveat.rule == ground.rule for caveat in found.caveats)
    assert "11010519491231002X" not in found.explain() + str(found.to_dict())


def test_a_clerk_who_asks_about_a_listed_item_is_asked_about_the_applicant_only() -> None:
    county = library()["启东市"]
    asked = county.decide({}, "适用性", item=2, on=date(2021, 7, 1)).questions
    assert asked
    assert {question.fact.partition(".")[0] for question in asked} == {"申请人"}
