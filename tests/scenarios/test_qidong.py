"""启东市: to whom 启政办发〔2021〕22号 opens the scheme, and to which certificate."""

import pytest

import gaozhi
from tests.facts import BAD_CREDIT, HIGH_RISK, ORDINARY
from tests.situations import jurisdiction


def until(day: str) -> dict[str, str]:
    """Return the fact that the record's period ends on a day."""
    return {"申请人.失信信息有效期届满日": day}


@pytest.mark.parametrize(
    ("facts", "item", "said"),
    [
        ({"证明.在清单内": False}, 2, "证明.在清单内"),
        ({"申请人.曾作出虚假承诺": True, "申请人.曾作出不实承诺": False}, None, "矛盾"),
        ({"代理.有特别授权": True, "代理.有授权": False}, None, "矛盾"),
        ({"核查.故意隐瞒真实情况": True, "核查.结论": "真实"}, None, "矛盾"),
        ({"申请人.证件号码": "320681199001010014"}, None, "校验"),
        ({}, 51, "没有"),
    ],
    ids=["清单内外", "虚假而非不实", "特别授权而无授权", "故意而真实", "证件号码", "清单外的项"],
)
def test_case_that_contradicts_itself_is_refused(facts, item, said):
    with pytest.raises(gaozhi.CaseError) as caught:
        jurisdiction("启东市").case(facts, item=item, on="2021-07-01")
    assert any(said in problem.message for problem in caught.value.diagnostics)


def test_words_that_the_county_bans_are_in_its_own_definition():
    provisions = jurisdiction("启东市").program.provisions
    assert "“一些”“有关”" in str(provisions["QD-2.3-16"].quote)
    assert "有关" in str(provisions["QD-2.2-3"].quote)


def test_bar_and_its_two_readings():
    found = jurisdiction("启东市").decide(
        {**ORDINARY, **BAD_CREDIT, **until("2021-07-01")}, on="2021-07-01"
    )
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "先到者解除" in ground.reading.taken
    assert "后到者解除" in ground.reading.other
    quotes = [citation.quote for citation in ground.basis]
    assert "在失信信息有效期届满前或者信用修复前不适用告知承诺制" in quotes


def test_effect_of_high_risk_does_not_quote_the_bar_of_bad_credit():
    found = jurisdiction("启东市").decide({**ORDINARY, **HIGH_RISK}, "承诺效力", on="2021-07-01")
    cited = {citation.provision for ground in found.grounds for citation in ground.basis}
    assert cited == {"QD-2.7-1", "QD-2.7-2", "national:GBF42-3-2"}


def test_general_power_is_known_from_a_special_one():
    facts = {**ORDINARY, "代理.由代理人承诺": True, "代理.有授权": None, "代理.有特别授权": True}
    assert jurisdiction("启东市").decide(facts, "代为承诺", on="2021-07-01").outcome == "可代为"
