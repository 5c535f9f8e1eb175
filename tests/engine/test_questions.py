"""What a question tells: how it is put, to whom, why, and what each answer leads to."""

import dataclasses
import json
import pickle

import pytest
from hypothesis import given, settings

import gaozhi
from gaozhi.model import facts_read
from tests.builders import small
from tests.effort import examples
from tests.situations import library, open_situations

ON = "2022-06-30"


def asked(facts, decision="适用性", county="启东市", **where):
    found = library()[county].decide(facts, decision, **where)
    return {question.fact: question for question in found.questions}


def test_a_question_says_how_it_is_put_and_to_whom():
    question = asked({}, item=2, on=ON)["申请人.愿意承诺"]
    assert question.label == "愿意承诺"
    assert question.group == "申请人"
    assert question.ask_applicant == "您愿意用书面承诺代替这份证明吗？"
    assert question.answered_by == "申请人"
    assert (question.identity, question.never, question.options) == (False, None, ())


def test_what_only_others_can_say_is_not_put_to_the_applicant():
    question = asked({}, on=ON)["证明.风险类别"]
    assert question.ask_applicant is None
    assert question.answered_by == "窗口"
    assert question.note


def test_values_are_options_with_ascii_codes_and_so_is_the_day_that_never_comes():
    questions = asked({}, on=ON)
    options = questions["证明.风险类别"].options
    assert [option.value for option in options] == list(questions["证明.风险类别"].values)
    assert options[0].code == "national_security"
    until = questions["申请人.失信信息有效期届满日"]
    assert until.never == "无固定期限"
    assert [option.to_dict() for option in until.options] == [
        {"value": "无固定期限", "code": "indefinite"}
    ]


def test_json_has_all_of_it_and_keeps_what_it_had():
    question = asked({}, item=2, on=ON)["申请人.愿意承诺"]
    data = question.to_dict()
    assert [*data][:4] == ["fact", "api", "type", "ask"]
    assert data["because"][0].keys() == {"rule", "title", "provisions"}
    assert json.loads(json.dumps(data)) == data
    assert "values" not in data


@settings(max_examples=examples(60))
@given(situation=open_situations())
def test_a_question_is_asked_because_of_rules_that_read_it_and_that_are_open(situation):
    decision = situation.decide()
    rules = {
        rule.name: rule for rule in situation.county.program.decisions[decision.decision].rules
    }
    holding = {ground.rule for ground in decision.grounds if ground.certain}
    for question in decision.questions:
        assert question.because, question.fact
        for reason in question.because:
            assert question.fact in facts_read(rules[reason.rule].own)
            assert reason.rule not in holding
            assert reason.title == rules[reason.rule].title


@settings(max_examples=examples(25), deadline=None)
@given(situation=open_situations())
def test_what_an_answer_leads_to_is_what_is_decided_with_it(situation):
    case = situation.case()
    decision = situation.decide()
    for question in decision.questions[:3]:
        for answer, possible in question.leads_to.items():
            then = situation.county.decide(
                {**case.facts, question.fact: answer},
                situation.decision,
                item=case.item,
                on=case.day,
            )
            assert possible == (then.possible or (*then.values, *then.pending)), question.fact


def test_each_answer_to_a_yes_or_no_question_leads_to_what_is_then_possible():
    county = small(
        """
        强:
          - {rule: 甲, title: 甲, when: {all: [甲.二, 甲.三]}, then: 上, basis: [R-1]}
          - {rule: 丙, title: 丙, otherwise: true, then: 下, silent: true}
        """,
    )
    questions = {question.fact: question for question in county.decide({}, "强").questions}
    assert questions["甲.二"].leads_to == {True: ("上", "下"), False: ("下",)}


def test_what_each_answer_leads_to_is_no_part_of_the_question():
    question = asked({}, item=2, on=ON)["申请人.愿意承诺"]
    again = pickle.loads(pickle.dumps(question))
    assert again == question
    assert hash(again) == hash(question)
    with pytest.raises(gaozhi.CaseError, match="已经没有案件的事实") as caught:
        again.leads_to  # noqa: B018
    assert caught.value.diagnostics[0].code == "GZ630"
    assert "leads" not in str(dataclasses.asdict(question))


def test_a_matter_asks_every_question_once():
    decisions = library()["启东市"].decide_matter("教师资格认定", {}, on=ON)
    facts = [question.fact for decision in decisions for question in decision.questions]
    assert len(set(facts)) < len(facts)
