"""A law that cannot be broken proves nothing: here each is, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from gaozhi import Jurisdiction
from gaozhi.testing import (
    Decide,
    Situation,
    answers_of,
    cases,
    check_agreement,
    check_complete_facts_settle,
    check_deterministic,
    check_every_completion,
    check_grounds,
    check_invariants,
    check_more_facts,
    check_names_of_facts,
    check_numbers_masked,
    check_order_of_facts,
    check_questions_settle,
    check_unasked_facts,
    check_worse_facts,
)
from tests.situations import library

Facts = Mapping[str, Any]
FALSE_BEFORE = "申请人.曾作出虚假承诺"


@cache
def county() -> Jurisdiction:
    return library()["qidong"]


def honest(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    return dict(answers_of(county())(facts, decision, item))


def forgetful() -> Decide:
    """Says something else each time."""
    calls = count()

    def decide(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
        return honest(facts, decision, item) | {"number": next(calls)}

    return decide


def takes_the_first_fact_only(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    return honest(dict(list(facts.items())[:1]), decision, item)


def knows_chinese_only(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    known = {name: value for name, value in facts.items() if name in county().vocabulary.facts}
    return honest(known, decision, item)


def never_sure(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    return honest({}, decision, item)


def unknown_is_no(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    """The mistake that this scheme fears most: what the form leaves empty becomes 否."""
    assumed = dict.fromkeys(("申请人.有较严重不良信用记录", "申请人.有其他失信情形"), False)
    return honest({**assumed, **facts}, decision, item)


def asks_nothing(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    return honest(facts, decision, item) | {"questions": []}


def asks_about_everything(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    answer = honest(facts, decision, item)
    words = county().vocabulary.facts
    return answer | {"questions": [{"fact": name} for name in words if name not in facts]}


def asks_the_same_again(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    answer = honest(facts, decision, item)
    known = [{"fact": name} for name in facts]
    return answer if answer["settled"] else answer | {"questions": known or answer["questions"]}


def forgives_false_commitments(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    answer = honest(facts, decision, item)
    if facts.get(FALSE_BEFORE) is True:
        return answer | {"outcome": county().vocabulary.decisions[decision].values[-1]}
    return answer


def misquotes(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    answer = deepcopy(honest(facts, decision, item))
    for ground in answer["grounds"]:
        for citation in ground["basis"]:
            citation["quote"] = "此处略"
    return answer


def cites_nothing(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    answer = deepcopy(honest(facts, decision, item))
    for ground in answer["grounds"]:
        ground["basis"] = []
    return answer


def gives_no_ground(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    return honest(facts, decision, item) | {"grounds": []}


def keeps_quiet(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    """Drops the caveats: that the words were not seen, too."""
    return honest(facts, decision, item) | {"caveats": []}


def answers_by_the_parent(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    """Cites the rules of a program that is not the county's."""
    return dict(gaozhi_national().decide(facts, decision).to_dict())


@cache
def gaozhi_national() -> Jurisdiction:
    return library()["national"]


def shows_the_number(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
    return honest(facts, decision, item) | {"applicant": facts.get("申请人.证件号码")}


BROKEN = [
    (check_deterministic, forgetful()),
    (check_order_of_facts, takes_the_first_fact_only),
    (check_names_of_facts, knows_chinese_only),
    (check_complete_facts_settle, never_sure),
    (check_more_facts, unknown_is_no),
    (check_questions_settle, asks_the_same_again),
    (check_unasked_facts, asks_nothing),
    (check_every_completion, unknown_is_no),
    (check_every_completion, asks_nothing),
    (check_every_completion, asks_about_everything),
    (check_worse_facts, forgives_false_commitments),
    (check_grounds, misquotes),
    (check_grounds, cites_nothing),
    (check_grounds, gives_no_ground),
    (check_grounds, keeps_quiet),
    (check_grounds, answers_by_the_parent),
    (check_numbers_masked, shows_the_number),
]


def name_of(value: Any) -> str:
    return str(getattr(value, "__name__", value))


@pytest.mark.parametrize(("law", "decide"), BROKEN, ids=name_of)
def test_a_broken_law_is_reported(law: Callable[..., None], decide: Decide) -> None:
    most_open = 2 if law is check_every_completion else None
    items = False if decide is answers_by_the_parent else None
    decision = "核查方式" if decide is keeps_quiet else "适用性"

    @settings(max_examples=1000, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(cases(county(), decision, most_open=most_open, items=items))
    def kept(situation: Situation) -> None:
        law(decide, county(), situation)

    with pytest.raises(AssertionError) as caught:
        kept()
    said = str(caught.value)
    assert f"地区：启东市；判断：{decision}" in said
    assert "案件：" in said
    assert "答复：" in said


def test_the_report_shows_both_answers_and_no_identity_number() -> None:
    number = "11010519491231002X"
    one = {"申请人.证件号码": number}
    situation = Situation("适用性", one, one, one, one)
    with pytest.raises(AssertionError) as caught:
        check_deterministic(forgetful(), county(), situation)
    assert str(caught.value).count("答复：") == 2
    assert number not in str(caught.value)


@given(cases(county(), "适用性"))
@settings(max_examples=20)
def test_two_engines_are_told_apart_by_their_answers_alone(situation: Situation) -> None:
    def renamed(facts: Facts, decision: str, item: int | None) -> dict[str, Any]:
        return honest(facts, decision, item) | {"program": {"digest": "another"}}

    check_agreement(honest, renamed, county(), situation)
    with pytest.raises(AssertionError, match="两个程序"):
        check_agreement(honest, shows_the_number, county(), situation)


@settings(max_examples=5)
@given(cases(county(), "适用性", items=False))
def test_too_many_completions_are_refused_rather_than_passed_over(situation: Situation) -> None:
    nothing = Situation(situation.decision, {}, {}, {}, {})
    with pytest.raises(ValueError, match="most_open"):
        check_every_completion(honest, county(), nothing)


def test_all_laws_at_once_hold_of_gaozhi_itself() -> None:
    check_invariants(answers_of(county()), county(), examples=10)


@pytest.fixture
def without_shrinking() -> Iterator[None]:
    """That a mistake is found is what matters here, not how small a case shows it."""
    settings.register_profile("found", parent=settings(), phases=[Phase.generate])
    settings.load_profile("found")
    yield
    settings.load_profile("gaozhi")


@pytest.mark.usefixtures("without_shrinking")
@pytest.mark.parametrize("decide", [unknown_is_no, asks_about_everything], ids=name_of)
def test_all_laws_at_once_find_what_is_wrong(decide: Decide) -> None:
    with pytest.raises(AssertionError):
        check_invariants(decide, county(), "适用性", examples=200)
