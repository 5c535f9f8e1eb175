"""The short form of an answer: it fits a screen, and is written for whoever stands at the counter."""

import copy
import re

import pytest

import gaozhi
from gaozhi.cli._wrap import slices
from tests.situations import library

COLUMNS, LINES = 80, 24
LAW = library()
COUNTIES = [*LAW]
FOR_AUTHORS = re.compile(
    r"承载|着落|重申|把握不足|读法|推论|两读|推断|以上情形|未见权威文本|[A-Z]{2,}\d*-\d|\b[a-z]+[.:][A-Za-z]"
)


def answers(county):
    """Yield the answers to the cases of the county's scenarios, and to cases not known at all."""
    for one in gaozhi.load_scenarios(county=county):
        if one.event is None:
            yield LAW[county].decide(one.facts, one.decision, item=one.item, on=one.on)
    for decision in LAW[county].vocabulary.decisions:
        for day in (None, "2022-06-30"):
            yield LAW[county].decide({}, decision, on=day)


def shown(text):
    """Return the lines of a text as a terminal breaks them."""
    return [piece for line in text.splitlines() for piece in slices(line, COLUMNS) or [(0, 0)]]


@pytest.mark.parametrize("county", COUNTIES)
def test_an_answer_fits_a_screen_and_speaks_to_a_clerk(county):
    told = {}
    for decision in answers(county):
        told.setdefault(decision.decision, []).append(decision.explain())
    assert {*told} == {*LAW[county].vocabulary.decisions}
    for texts in told.values():
        long = [text for text in texts if len(shown(text)) > LINES]
        assert not long, long[0]
        jargon = [text for text in texts if FOR_AUTHORS.search(text)]
        assert not jargon, jargon[0]


def qidong(facts, decision="适用性", **more):
    return LAW["启东市"].decide(facts, decision, **{"item": 2, "on": "2022-06-30", **more})


def test_the_outcome_the_next_step_and_one_quotation_come_first():
    lines = (
        qidong(
            {
                "申请人.曾作出不实承诺": True,
                "申请人.信用已修复": False,
                "申请人.失信信息有效期届满日": "2022-06-30",
            }
        )
        .explain()
        .splitlines()
    )
    assert lines[0] == "启东市 · 适用性：不适用"
    assert lines[1].startswith("下一步：不以承诺代替")
    quoted = [line for line in lines if "「" in line]
    assert quoted == ["  「在失信信息有效期届满前或者信用修复前不适用告知承诺制」"]
    assert "依据：启政办发〔2021〕22号 二（七）" in lines


def test_everything_is_in_the_full_form():
    decision = qidong({"申请人.愿意承诺": True})
    full = decision.explain(full=True)
    assert all(q.ask in full and q.fact in full for q in decision.questions)
    assert all(c.text in full for c in decision.pending_caveats)
    assert len(decision.questions) > decision.explain().count("？") > 0


def test_what_comes_to_the_same_for_the_applicant_is_said_and_not_asked():
    decision = qidong({"申请人.愿意承诺": False})
    assert (decision.outcome, decision.possible) == ("待补充", ("不适用", "应提交证明"))
    assert decision.next_step == "不以承诺代替，办理时要求的证明须照常提交"
    text = decision.explain()
    assert "下一步都一样" in text
    assert "？" not in text


def test_nothing_is_said_of_a_step_while_it_is_open_what_to_do():
    assert qidong({}).next_step == ""
    assert "下一步" not in qidong({}).explain()


def test_that_words_were_not_checked_stands_once_at_the_foot():
    decision = LAW["陕州区"].decide({}, "告知要素", on="2021-07-01")
    for text in (decision.explain(), decision.explain(full=True)):
        assert text.count("上级文件原文未核对") == 1
        assert text.splitlines()[-1].startswith("上级文件原文未核对：国办发〔2020〕42号")


def test_a_copy_says_the_same_next_step():
    decision = qidong({"申请人.愿意承诺": False})
    assert copy.deepcopy(decision).next_step == decision.next_step


@pytest.mark.parametrize(
    ("county", "decision", "facts", "quoted"),
    [
        (
            "阿合奇县",
            "适用性",
            {"证明.在清单内": False},
            "  「证明事项外，原则上都要实行告知承诺制」",
        ),
        (
            "台儿庄区",
            "适用性",
            {"证明.涉及第三人利益": True, "证明.公开承诺书": True, "申请人.同意公开承诺书": False},
            "  「对涉及社会公共利益、第三人利益或者核查难度较大的证明事项，"
            "各相关单位决定向社会公开告知承诺书的」"
            "「当事人拒绝公开的，应当提交法律法规或者国务院决定要求的证明」",
        ),
        (
            "毛集实验区",
            "承诺效力",
            {"申请人.曾作出虚假承诺": True, "申请人.信用已修复": False},
            "  「在信用修复前不适用告知承诺制」",
        ),
        (
            "阿合奇县",
            "承诺效力",
            {"承诺.已签字": False, "承诺.已盖章": False, "承诺.已捺印": False},
            "  「如申请人自愿签署告知承诺书并按要求提交材料，行政机关应当当场作出行政许可决定」",
        ),
    ],
)
def test_the_words_that_are_quoted_carry_the_outcome(county, decision, facts, quoted):
    ordinary = {
        "事项.依申请办理": True,
        "事项.要求提供证明": True,
        "证明.在清单内": True,
        "证明.风险类别": [],
        "证明.其他高风险": False,
        "申请人.有较严重不良信用记录": False,
        "申请人.曾作出虚假承诺": False,
        "申请人.有其他失信情形": False,
        "申请人.愿意承诺": True,
        "申请人.能够承诺": True,
        "申请人.愿意承担不实承诺责任": True,
        "承诺.已书面作出": True,
    }
    answer = LAW[county].decide({**ordinary, **facts}, decision, on="2022-06-30")
    assert quoted in answer.explain().splitlines()


def test_nobody_is_told_to_hand_in_a_certificate_that_is_not_asked_for():
    answer = qidong({"事项.要求提供证明": False}, item=None)
    assert answer.outcome == "不属于适用范围"
    assert answer.next_step == "不以承诺代替，办理时要求的证明须照常提交"


def test_a_matter_that_is_no_licence_is_not_told_what_its_licence_needs():
    answer = qidong({"事项.为涉企经营许可": False}, "许可告知承诺")
    assert answer.next_step == "许可本身不以告知承诺办理，要办许可的按一般程序办理"
