"""A case goes to another process without its program, and is answered there by the same law."""

import copy
import json
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date

import pytest
from hypothesis import given, settings

import gaozhi
from gaozhi import Case
from tests.builders import small
from tests.effort import examples
from tests.situations import library, situations

FACTS = {"申请人.愿意承诺": False, "申请人.失信信息有效期届满日": "无固定期限"}
RULES = """
        强:
          - {rule: 甲, title: 甲, when: 甲.一, then: 上, basis: [R-1]}
          - {rule: 乙, title: 乙, otherwise: true, then: %s, silent: true}
"""


def sent(case: Case) -> Case:
    return pickle.loads(pickle.dumps(case))


def decided(case: Case) -> dict:
    """What another process answers; it loads the library by itself."""
    return library()["qidong"].decide(case, "适用性").to_dict()


@settings(max_examples=examples(40))
@given(situation=situations())
def test_a_case_that_arrives_is_answered_as_where_it_was_checked(situation):
    case = situation.case()
    arrived = sent(case)
    county = situation.county
    assert county.decide(arrived, situation.decision) == county.decide(case, situation.decision)
    assert county.case(arrived) == case
    assert sent(arrived) == arrived
    assert (arrived.day, arrived.item_ref, arrived.facts) == (case.day, case.item_ref, case.facts)


def test_a_case_is_small():
    county = library()["启东市"]
    assert len(pickle.dumps(county.case(FACTS, item=2, on="2022-06-30"))) < 2000


def test_what_a_pool_of_processes_is_sent_comes_back_answered():
    county = library()["启东市"]
    cases = [county.case(FACTS, item=number, on="2022-06-30") for number in (2, 3, 5)]
    cases.append(county.case({}, item={"certificate": "居民身份证", "matter": "落户"}))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(decided, cases))
    assert found == [county.decide(case, "适用性").to_dict() for case in cases]


def test_a_process_that_begins_with_the_bytes_alone_answers_the_same(tmp_path):
    path = tmp_path / "case.pickle"
    case = library()["启东市"].case(FACTS, item=2, on="2022-06-30")
    path.write_bytes(pickle.dumps(case))
    code = f"""
import json, pickle
case = pickle.loads(open({str(path)!r}, "rb").read())
import gaozhi
print(json.dumps(gaozhi.load()["启东市"].decide(case).to_dict(), ensure_ascii=False))
"""
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert json.loads(said) == library()["启东市"].decide(case).to_dict()


def test_two_readings_of_the_same_rules_take_each_others_cases():
    one, other = small(RULES % "中"), small(RULES % "中")
    case = one.case({"甲.一": True})
    assert other.decide(case, "强").outcome == "上"
    assert other.case(case).program is other.program


@pytest.mark.parametrize("travelled", [lambda case: case, sent], ids=["as it is", "sent"])
def test_another_edition_of_the_rules_refuses_with_both_digests(travelled):
    one, other = small(RULES % "中"), small(RULES % "下")
    with pytest.raises(gaozhi.CaseError) as caught:
        other.decide(travelled(one.case({})), "强")
    [problem] = caught.value.diagnostics
    assert problem.code == "GZ616"
    assert "另一版本" in problem.message
    assert one.digest in problem.message
    assert other.digest in problem.message


@pytest.mark.parametrize("travelled", [lambda case: case, sent], ids=["as it is", "sent"])
def test_another_county_refuses_by_name_and_with_both_digests(travelled):
    qidong, nation = library()["启东市"], library()["national"]
    with pytest.raises(gaozhi.CaseError) as caught:
        nation.decide(travelled(qidong.case({})))
    [problem] = caught.value.diagnostics
    assert problem.code == "GZ616"
    assert f"这个案件是启东市的，不能由{nation.name}判断" in problem.message
    assert qidong.digest in problem.message
    assert nation.digest in problem.message
    assert problem.to_dict()["params"] == {"checked": qidong.digest, "program": nation.digest}


def test_a_case_that_nobody_took_in_says_who_must():
    arrived = sent(library()["启东市"].case(FACTS, item=2))
    assert arrived.item_ref.number == 2
    for asked in ("days", "bounds", "before_the_list"):
        with pytest.raises(gaozhi.CaseError, match="还没有交给启东市"):
            getattr(arrived, asked)


def test_a_case_that_arrived_takes_neither_item_nor_day():
    arrived = sent(library()["启东市"].case(FACTS))
    with pytest.raises(gaozhi.CaseError, match="已经写明"):
        library()["启东市"].decide(arrived, item=2)
    with pytest.raises(gaozhi.CaseError, match="已经写明"):
        library()["启东市"].case(arrived, on=date(2022, 6, 30))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_is_the_case_itself(copied):
    case = library()["启东市"].case(FACTS)
    assert copied(case) is case


def test_letters_are_made_out_for_a_case_that_arrived():
    county = library()["启东市"]
    case = county.case(FACTS, item=2, on="2022-06-30")
    form = county.forms[0].name
    assert county.render(form, sent(case), blank=True) == county.render(form, case, blank=True)
