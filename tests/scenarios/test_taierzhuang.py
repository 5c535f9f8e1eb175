"""台儿庄区: to whom 台政办发〔2021〕2号 opens the scheme, and to which certificate."""

import gaozhi
from tests.facts import BAD_CREDIT, UNWILLING
from tests.places import EXAMPLES
from tests.scenarios.taierzhuang import COUNTY, FIRST_DAY, MANDATORY, START
from tests.situations import jurisdiction, library


def test_what_must_be_done_by_commitment_says_how_it_is_read():
    found = jurisdiction(COUNTY).decide({**START, **MANDATORY}, on=FIRST_DAY)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "申请人仍可以不承诺而提供证明" in ground.reading.taken
    assert "不得改为提供证明" in ground.reading.other


def test_who_declines_what_must_be_done_by_commitment_hands_in_the_certificate():
    found = jurisdiction(COUNTY).decide({**START, **MANDATORY, **UNWILLING}, on=FIRST_DAY)
    assert found.outcome == "应提交证明"
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "不得改为提供证明" in ground.reading.other


def test_the_bar_of_bad_credit_quotes_the_county_first():
    found = jurisdiction(COUNTY).decide({**START, **BAD_CREDIT}, on=FIRST_DAY)
    cited = [citation.provision for ground in found.grounds for citation in ground.basis]
    assert cited == ["TZ-4.2-2", "TZ-4.2-3", "national:GBF42-4-2"]


def test_the_example_of_a_refusal_ends_with_the_certificate():
    path = EXAMPLES / "拒绝公开承诺书.yaml"
    request = gaozhi.read_case(path, library())
    found = request.jurisdiction.decide(request.case, request.decision)
    assert found.outcome == "应提交证明"
    assert [ground.rule for ground in found.grounds] == ["拒绝公开"]
    assert "当事人拒绝公开的，应当提交" in found.explain(full=True)
