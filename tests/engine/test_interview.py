"""An interview asks what matters and nothing else, forgets no answer, and can be put aside."""

import itertools
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.model import NEVER, FactType
from tests.builders import VOCABULARY, small
from tests.effort import examples
from tests.situations import CITIZEN, library, open_situations, values_of

ON = "2022-06-30"
LISTED = {"item": 2, "on": ON}
slow = settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def interview(*decisions, county="启东市", **known):
    return library()[county].interview(*decisions, **(known or LISTED))


def tell(session, answers):
    """Answer; return the facts whose answers had to go."""
    return tuple(gone for fact, value in answers.items() for gone in session.answer(fact, value))


def answered(data, question, vocabulary):
    """An answer to a question, one that is not known among them."""
    return data.draw(st.none() | values_of(vocabulary.facts[question.fact]))


def go_on(data, session, vocabulary, most=100):
    """Answer whatever is asked, up to so many questions; return the facts asked, in order."""
    asked = []
    while (question := session.next) is not None and len(asked) < most:
        asked.append(question.fact)
        try:
            session.answer(question.fact, answered(data, question, vocabulary))
        except gaozhi.CaseError:
            # A day on which nothing was in force, or an item not listed: not known will do.
            session.skip()
    return asked


def begun(situation, *more):
    county = situation.county
    names = (situation.decision, *more)
    return county.interview(*names, facts=situation.facts, item=situation.item, on=situation.on)


DECISIONS = st.sampled_from(["适用性", "承诺效力", "撤回", "核查方式", "不实后果"])


@slow
@given(situation=open_situations(), other=DECISIONS, data=st.data())
def test_it_ends_and_asks_nothing_twice(situation, other, data):
    session = begun(situation, other)
    asked = go_on(data, session, situation.county.vocabulary)
    assert session.next is None
    assert len(set(asked)) == len(asked)
    assert session.progress == (0, 0)


@slow
@given(situation=open_situations(), other=DECISIONS, data=st.data())
def test_what_it_decides_is_what_is_decided_of_the_facts_given(situation, other, data):
    session = begun(situation, other)
    go_on(data, session, situation.county.vocabulary, data.draw(st.integers(0, 6)))
    where = {"item": situation.item, "on": situation.on}
    for name, decision in session.decisions.items():
        assert decision == situation.county.decide(session.given, name, **where)
    assert dict(session.case.facts) == {**session.given, **session.implied}


@slow
@given(situation=open_situations(), data=st.data())
def test_what_is_asked_is_a_question_of_a_decision_that_is_not_done(situation, data):
    session = begun(situation)
    go_on(data, session, situation.county.vocabulary, data.draw(st.integers(0, 3)))
    question, decision = session.next, session.decisions[situation.decision]
    assert question is None or question in decision.questions
    assert question is None or not (decision.settled or decision.next_step)


BOOLS = ["甲.一", "甲.二", "甲.三", "甲.四"]
ADMISSIBLE = [
    dict(zip(BOOLS, truths, strict=True))
    for truths in itertools.product([True, False], repeat=4)
    if truths[1] or not truths[0]  # 甲.一 implies 甲.二
]
SAYS = [
    "{上: 同, 中: 同, 下: 异}",
    "{上: 异, 中: 同, 下: 同}",
    "{上: 甲, 中: 乙, 下: 丙}",
    "{上: 甲}",
]


def saying(says):
    values = "values: [上, 中, 下]"
    return VOCABULARY.replace(values, f"{values}, says: {says}")


@st.composite
def rules(draw):
    """A decision of three rules over four facts, each in some of the two ways to combine them."""
    decision = draw(st.sampled_from(["强", "表"]))
    lines = [f"{decision}:"]
    for name in ("一", "二", "三"):
        word = draw(st.sampled_from(["all", "any"]))
        truths = draw(
            st.dictionaries(st.sampled_from(BOOLS), st.booleans(), min_size=1, max_size=3)
        )
        if truths.get("甲.一"):
            truths.pop("甲.二", None)  # implied; against it, the rule could never hold
        parts = ", ".join(fact if truth else f"{{not: {fact}}}" for fact, truth in truths.items())
        then = draw(st.sampled_from(["上", "中", "下"]))
        when = f"{{{word}: [{parts}]}}"
        lines.append(
            f"  - {{rule: 规{name}, title: 规{name}, when: {when}, then: {then}, basis: [R-1]}}"
        )
    lines.append("  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}")
    return decision, "\n".join(lines)


@slow
@given(decision=rules(), says=st.sampled_from(SAYS), data=st.data())
def test_no_question_is_put_that_cannot_change_what_is_to_be_done(decision, says, data):
    """Every completion is decided: two that differ in that fact alone must end differently."""
    name, body = decision
    county = small(body, saying(says))
    ends = {}
    for facts in ADMISSIBLE:
        found = county.decide(facts, name)
        ends[tuple(facts.values())] = found.next_step or found.outcome
    session = county.interview(name)
    while True:
        left = [key for key in ends if fits(key, session.given)]
        mattering = {fact for fact in BOOLS if separates(fact, left, ends)}
        asked = session.next
        if asked is None:
            assert not mattering - set(session.skipped)
            break
        assert asked.fact in mattering
        assert session.progress.at_most == len(mattering - set(session.skipped))
        session.answer(asked.fact, data.draw(st.sampled_from([True, False, None])))


def fits(key, given):
    return all(key[BOOLS.index(fact)] is value for fact, value in given.items())


def separates(fact, keys, ends):
    place = BOOLS.index(fact)
    return any(
        ends[one] != ends[other]
        for one, other in itertools.combinations(keys, 2)
        if one[place] != other[place] and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    )


@slow
@given(situation=open_situations(), data=st.data())
def test_as_many_questions_come_as_it_says(situation, data):
    session = begun(situation)
    progress = session.progress
    count = len(go_on(data, session, situation.county.vocabulary))
    assert progress.at_least <= count <= progress.at_most


@slow
@given(situation=open_situations(), data=st.data())
def test_going_back_and_answering_the_same_comes_to_the_same(situation, data):
    session = begun(situation)
    go_on(data, session, situation.county.vocabulary, data.draw(st.integers(1, 8)))
    before = session.to_dict()
    values = {step["fact"]: step["value"] for step in before["answers"]}
    kept = dict(session.given)
    for _ in range(data.draw(st.integers(0, 4))):
        session.back()
    while session.to_dict()["at"] < before["at"]:
        fact = session.next.fact
        assert session.answer(fact, kept.get(fact)) == ()
    assert session.to_dict() == before
    assert set(values) >= set(session.skipped)


@slow
@given(situation=open_situations(), other=DECISIONS, data=st.data())
def test_it_can_be_put_aside_as_json_and_taken_up_again(situation, other, data):
    session = begun(situation, other)
    go_on(data, session, situation.county.vocabulary, data.draw(st.integers(0, 8)))
    for _ in range(data.draw(st.integers(0, 2))):
        session.back()
    put_aside = session.to_dict()
    again = situation.county.resume(json.loads(json.dumps(put_aside)))
    if put_aside["withheld"]:
        assert set(session.given) - set(again.given) <= set(put_aside["withheld"])
        return
    assert again.to_dict() == put_aside
    assert again.next == session.next
    assert again.given == session.given
    assert again.decisions == session.decisions


def test_it_stops_where_the_rest_is_all_the_same_for_the_applicant():
    session = interview("适用性")
    assert session.next.fact == "申请人.愿意承诺"
    tell(session, {"申请人.愿意承诺": False})
    assert session.next is None
    assert not session.decisions["适用性"].settled
    assert session.decisions["适用性"].next_step


SAME = """
        强:
          - {rule: 甲, title: 甲, when: {all: [甲.一, 甲.三]}, then: 上, basis: [R-1]}
          - {rule: 乙, title: 乙, when: 甲.三, then: 中, basis: [R-1]}
          - {rule: 丙, title: 丙, otherwise: true, then: 下, silent: true}
"""


def test_a_fact_that_changes_the_outcome_and_not_what_is_to_be_done_is_not_asked_for():
    told_apart = small(SAME, saying("{上: 交, 中: 也交, 下: 不交}"))
    alike = small(SAME, saying("{上: 交, 中: 交, 下: 不交}"))
    assert {q.fact for q in alike.decide({}, "强").questions} == {"甲.一", "甲.三"}
    for county, expected in ((told_apart, {"甲.一", "甲.三"}), (alike, {"甲.三"})):
        session, asked = county.interview("强"), set()
        while session.next is not None:
            asked.add(session.next.fact)
            tell(session, {session.next.fact: True})
        assert asked == expected


def test_decisions_are_asked_about_in_their_order_and_what_one_settles_is_not_asked_again():
    session = interview("撤回", "适用性")
    first = session.next.fact
    assert first in {q.fact for q in session.decisions["撤回"].questions}
    assert [*session.decisions] == ["撤回", "适用性"]
    assert [*interview().decisions] == ["适用性"]
    assert [*interview("applicability", "适用性").decisions] == ["适用性"]


def test_what_is_known_beforehand_is_given_and_not_asked_for():
    session = interview("适用性", facts={"applicant": {"willing": True}}, **LISTED)
    assert session.next.fact != "申请人.愿意承诺"
    assert session.given == {"申请人.愿意承诺": True}
    assert session.implied["证明.在清单内"] is True
    assert "申请人.愿意承诺" not in session.implied
    assert tell(session, {"申请人.愿意承诺": True}) == ()
    with pytest.raises(gaozhi.CaseError, match="提问以前已经写明为 是"):
        tell(session, {"申请人.愿意承诺": False})


def test_an_answer_that_contradicts_is_refused_and_changes_nothing():
    session = interview("适用性")
    tell(session, {"申请人.曾作出虚假承诺": True})
    before = session.to_dict()
    for fact, value, code in (
        ("申请人.曾作出不实承诺", False, "GZ604"),
        ("证明.在清单内", False, "GZ606"),
        ("申请人.愿意承诺", "是", "GZ602"),
        ("申请人.类型", "公司", "GZ603"),
        ("申请人.愿意", True, "GZ601"),
        ({}, True, "GZ622"),
    ):
        with pytest.raises(gaozhi.CaseError) as caught:
            session.answer(fact, value)
        assert [one.code for one in caught.value.diagnostics] == [code]
        assert session.to_dict() == before


def test_a_changed_answer_keeps_what_was_answered_after_it_where_it_is_still_possible():
    session = interview("适用性")
    tell(session, {"申请人.愿意承诺": True})
    tell(session, {"申请人.曾作出不实承诺": False})
    tell(session, {"申请人.能够承诺": True})
    assert tell(session, {"申请人.愿意承诺": False}) == ()
    assert session.given == {
        "申请人.愿意承诺": False,
        "申请人.曾作出不实承诺": False,
        "申请人.能够承诺": True,
    }


def test_what_a_changed_answer_makes_impossible_is_dropped_and_named():
    session = interview("适用性")
    tell(session, {"申请人.愿意承诺": True})
    tell(session, {"申请人.曾作出虚假承诺": True})
    session.back("申请人.愿意承诺")
    assert session.next.fact == "申请人.愿意承诺"
    assert session.given == {}
    assert tell(session, {"申请人.曾作出不实承诺": False}) == ("申请人.曾作出虚假承诺",)
    assert session.given == {"申请人.曾作出不实承诺": False, "申请人.愿意承诺": True}


def test_going_back_shows_the_last_question_that_mattered():
    session = interview("适用性")
    assert session.back() is False
    first = session.next.fact
    tell(session, {first: True})
    tell(session, {"核查.涉嫌犯罪": True})  # decides nothing here
    assert session.back() is True
    assert session.next.fact == first
    assert session.back() is False
    assert tell(session, {first: True}) == ()
    assert session.given == {first: True, "核查.涉嫌犯罪": True}


def test_what_is_not_known_is_passed_over_and_not_asked_again():
    session = interview("适用性")
    asked = []
    while session.next is not None:
        asked.append(session.next.fact)
        session.skip()
    assert len(set(asked)) == len(asked) > 1
    assert session.skipped == tuple(asked)
    assert session.skip() == ()
    tell(session, {asked[0]: True})
    assert asked[0] not in session.skipped


def test_nothing_is_asked_twice_in_other_words():
    session = interview("适用性")
    session.skip("applicant.willing")
    assert session.skipped == ("申请人.愿意承诺",)
    session.answer("applicant.willing", float("nan"))
    assert session.skipped == ("申请人.愿意承诺",)


def test_the_day_may_be_asked_for_where_none_is_given():
    session = library()["启东市"].interview("适用性", item=2)
    facts = set()
    while session.next is not None:
        facts.add(session.next.fact)
        kind = session.next.type
        session.answer(session.next.fact, ON if kind == "date" else kind != "bool" or None)
    assert "办理.日期" in facts


def test_an_identity_number_is_not_put_aside_and_is_named():
    session = interview("适用性")
    session.answer("申请人.证件号码", CITIZEN)
    tell(session, {"申请人.愿意承诺": True})
    put_aside = session.to_dict()
    assert CITIZEN not in json.dumps(put_aside)
    assert CITIZEN not in repr(session)
    assert put_aside["withheld"] == ["申请人.证件号码"]
    assert library()["启东市"].resume(put_aside).given == {"申请人.愿意承诺": True}


def test_every_kind_of_answer_comes_back_as_it_was():
    county = small(SAME)
    answers = {"丙.集": ["金"], "丁.日": NEVER, "戊.日": date(2021, 7, 1), "己.数": Decimal("1.50")}
    session = county.interview("强", facts={"己.数": Decimal(3)})
    for fact, value in answers.items():
        if fact != "己.数":
            session.answer(fact, value)
    again = county.resume(json.loads(json.dumps(session.to_dict())))
    assert again.given == session.given
    other = county.interview("强")
    other.answer("己.数", answers["己.数"])
    assert county.resume(other.to_dict()).given == {"己.数": Decimal("1.50")}


def test_a_certificate_off_the_list_is_put_aside_by_its_names():
    names = {"certificate": "居民身份证", "matter": "落户"}
    session = interview("适用性", item=names, on=ON)
    assert session.to_dict()["item"] == names
    assert library()["启东市"].resume(session.to_dict()).decisions == session.decisions


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"interview": 2}, "interview"),
        ({"at": -1}, "at"),
        ({"answers": [{"fact": "申请人.愿意承诺"}]}, "answers.0.value"),
        ({"facts": {"申请人.愿意承诺": 1.5}}, "facts"),
        ({"decisions": []}, "decisions"),
        ({"more": 1}, "more"),
        ({"date": "2022-6-30"}, "date"),
    ],
)
def test_what_is_no_interview_is_refused_by_its_place(changed, said):
    data = interview("适用性").to_dict() | changed
    with pytest.raises(gaozhi.CaseError, match="不成问答的存档") as caught:
        library()["启东市"].resume(data)
    assert said in caught.value.diagnostics[0].message


@pytest.mark.parametrize("data", [None, [], "text", {}])
def test_what_is_nothing_of_the_kind_is_refused(data):
    with pytest.raises(gaozhi.CaseError, match="不成问答的存档"):
        library()["启东市"].resume(data)


def test_other_rules_refuse_it_with_both_digests():
    county = library()["启东市"]
    data = interview("适用性").to_dict()
    with pytest.raises(gaozhi.CaseError, match="另一版本") as caught:
        county.resume(data | {"digest": "sha256:0"})
    assert county.digest in str(caught.value)
    assert "sha256:0" in str(caught.value)
    with pytest.raises(gaozhi.CaseError, match="不能由启东市判断"):
        county.resume(data | {"jurisdiction": "haimen"})


def test_answers_that_contradict_each_other_are_no_interview():
    data = interview("适用性").to_dict() | {
        "answers": [
            {"fact": "申请人.曾作出虚假承诺", "value": True},
            {"fact": "申请人.曾作出不实承诺", "value": False},
        ]
    }
    with pytest.raises(gaozhi.CaseError) as caught:
        library()["启东市"].resume(data)
    assert caught.value.diagnostics[0].code == "GZ604"


def test_an_unknown_decision_or_an_unfit_fact_begins_nothing():
    for call in (
        lambda: interview("适用"),
        lambda: interview("适用性", facts={"申请人.愿意承诺": "是"}),
        lambda: interview("适用性", item=99),
    ):
        with pytest.raises(gaozhi.CaseError):
            call()


def test_every_question_has_an_answer_that_it_tells_of():
    session = interview("适用性")
    kinds = {session.next.type}
    assert kinds <= {kind.value for kind in FactType}
    assert session.next.leads_to[False]
    assert repr(session) == "Interview('启东市', 适用性, next='申请人.愿意承诺')"
