"""What an answer was made of cannot be changed behind its back."""

import copy
import json
import pickle

import pytest

from tests.situations import library

FACTS = {"申请人.愿意承诺": True, "申请人.能够承诺": True, "证明.风险类别": ["国家安全"]}


def county():
    return library()["启东市"]


def test_the_facts_of_a_case_cannot_be_written_to():
    case = county().case(FACTS, on="2022-06-30")
    for facts in (case.known, case.facts):
        with pytest.raises(TypeError):
            facts["申请人.愿意承诺"] = False
        with pytest.raises(TypeError):
            del facts["申请人.愿意承诺"]
    with pytest.raises((AttributeError, TypeError)):
        case.known = {}


def test_what_a_case_was_made_of_is_no_way_into_it():
    facts = dict(FACTS)
    case = county().case(facts, on="2022-06-30")
    facts["申请人.愿意承诺"] = False
    assert case.known["申请人.愿意承诺"] is True


def test_the_facts_of_a_ground_cannot_be_written_to():
    decision = county().decide(FACTS, on="2022-06-30")
    said = decision.to_dict()
    for ground in decision.grounds:
        with pytest.raises(TypeError):
            ground.facts["申请人.愿意承诺"] = False
        for value in ground.facts.values():
            assert not isinstance(value, list | dict)
    assert decision.to_dict() == said


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copied_case_or_ground_is_the_same(again):
    case = county().case(FACTS, on="2022-06-30")
    decision = county().decide(case)
    assert decision.grounds
    assert again(decision.grounds) == decision.grounds
    assert [one.to_dict() for one in again(decision.grounds)] == [
        one.to_dict() for one in decision.grounds
    ]
    assert dict(again(case).known) == dict(case.known)
    assert again(decision) == decision


def test_a_list_among_the_facts_is_a_list_in_json():
    decision = county().decide(FACTS, on="2022-06-30")
    facts = {k: v for ground in decision.to_dict()["grounds"] for k, v in ground["facts"].items()}
    lists = [value for value in facts.values() if isinstance(value, list)]
    assert lists
    assert json.loads(json.dumps(decision.to_dict())) == decision.to_dict()
