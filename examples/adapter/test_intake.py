"""适配器的测试：用 gaozhi.testing 产生案件，填成表单，看答复守不守规律。"""

import json

from hypothesis import given
from intake import answer, county

from gaozhi.testing import (
    answers_of,
    cases,
    check_agreement,
    check_invariants,
    check_numbers_masked,
    near_boundary,
)


def decide(facts, decision, item):
    """窗口照案件填表，平台作答。"""
    form = dict.fromkeys(county.vocabulary.facts, "")
    form |= {name: written(name, value) for name, value in facts.items()}
    return json.loads(answer(form, decision, "" if item is None else str(item)))


def written(name, value):
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value) or "无"
    fact = county.vocabulary.facts[name]
    dated = fact.kind == "date" and value != fact.never
    return value.replace("-", "") if dated else str(value)


def test_every_law_is_kept():
    check_invariants(decide, county, "适用性", examples=50)


@given(near_boundary(county, "适用性"))
def test_at_the_days_that_matter_the_answer_is_that_of_gaozhi(situation):
    check_agreement(decide, answers_of(county), county, situation)


@given(cases(county, "适用性", items=True))
def test_no_reply_shows_an_identity_number(situation):
    check_numbers_masked(decide, county, situation)
