"""启东市: to whom 启政办发〔2021〕22号 opens the scheme, and to which certificate."""

from datetime import date

import pytest

import gaozhi
from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    DAY_BEFORE,
    FALSE,
    FIRST_DAY,
    FROM_NATION,
    GENERAL_POWER,
    HIGH_RISK,
    IN_PERSON,
    ORDINARY,
    SPECIAL_POWER,
    UNKNOWN,
    UNLISTED,
    UNTRUE,
    UNWILLING,
)
from tests.scenarios.scenario import LISTED_SETTLES, Scenario, about, check, jurisdiction, scenario

LIST_NOT_OUT = "于 2021-05-25 公布，办理日期在此之前，清单尚未公布"
TWO_READINGS = "可有两读：取先到者解除"
NATION_WANTS_REPAIR = "只写信用修复"
NATION_SAYS_FALSE = "写的是曾作出虚假承诺"
RISKS = (
    "国家安全",
    "国家秘密",
    "公共安全",
    "金融业审慎监管",
    "生态环境保护",
    "人身健康",
    "生命财产安全",
    "重要涉外",
)
APPLICANT_QUESTIONS = (
    "申请人.有较严重不良信用记录",
    "申请人.曾作出不实承诺",
    "申请人.有其他失信情形",
    "申请人.信用已修复",
    "申请人.失信信息有效期届满日",
    "申请人.愿意承诺",
    "申请人.能够承诺",
)
OTHER_BAD = {"申请人.有其他失信情形": True}
REPAIRED = {"申请人.信用已修复": True}


def until(day: str) -> dict[str, str]:
    """Return the fact that the record's period ends on a day."""
    return {"申请人.失信信息有效期届满日": day}


范围 = [
    scenario("平常的申请人可以承诺", gives="可适用", by="QD-2.4-2"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不属于适用范围", by="QD-1.2-2"),
    scenario("不要求证明", {"事项.要求提供证明": False}, gives="不属于适用范围", by="QD-1.2-3"),
    scenario("没有纳入清单", UNLISTED, gives="不属于适用范围", by="QD-2.4-2"),
    scenario(
        "公共服务不在清单内的可以参照",
        {**UNLISTED, "事项.类型": "公共服务"},
        gives="不属于适用范围",
        by="QD-2.4-2",
        says="可以参照本方案",
    ),
    scenario("公共服务在清单内的不必参照", {"事项.类型": "公共服务"}, gives="可适用"),
    scenario(
        "公共服务的高风险证明也不能参照",
        {**UNLISTED, **HIGH_RISK, "事项.类型": "公共服务"},
        gives="不属于适用范围",
    ),
    scenario(
        "公共服务依职权办理的也不能参照",
        {**UNLISTED, "事项.类型": "公共服务", "事项.依申请办理": False},
        gives="不属于适用范围",
    ),
    scenario(
        "公共服务不要求证明的也不能参照",
        {**UNLISTED, "事项.类型": "公共服务", "事项.要求提供证明": False},
        gives="不属于适用范围",
    ),
    *(
        scenario(f"直接涉及{risk}", {"证明.风险类别": [risk]}, gives="不适用", by="QD-2.7-1")
        for risk in RISKS
    ),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不适用", by="QD-2.7-2"),
    scenario(
        "高风险的即使省政府批准也不适用",
        {**HIGH_RISK, "证明.省政府已批准增列": True},
        gives="不适用",
        by="QD-2.7-1",
    ),
    scenario("高风险而不在清单内", {**HIGH_RISK, **UNLISTED}, gives="不属于适用范围"),
    scenario(
        "风险类别不知道的不是可适用",
        {"证明.风险类别": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["证明.风险类别"],
    ),
    scenario(
        "只写在清单内的不推定没有风险",
        {"证明.风险类别": None, "证明.其他高风险": None, "证明.在清单内": True},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["证明.风险类别", "证明.其他高风险"],
    ),
]

失信 = [
    scenario("有较严重不良信用记录", BAD_CREDIT, gives="不适用", by=("QD-2.7-3", "QD-2.7-4")),
    scenario("曾作出虚假承诺", FALSE, gives="不适用", by="QD-2.7-3"),
    scenario("有其他失信情形", OTHER_BAD, gives="不适用", by="QD-2.7-3"),
    scenario("曾作出不实承诺", UNTRUE, gives="不适用", by="QD-2.7-3", says=NATION_SAYS_FALSE),
    scenario(
        "曾作出不实承诺又有不良信用的，国家也限制",
        {**UNTRUE, **BAD_CREDIT},
        gives="不适用",
        by="QD-2.7-3",
    ),
    scenario("失信未届满而不愿承诺", {**BAD_CREDIT, "申请人.愿意承诺": False}, gives="不适用"),
    scenario(
        "有效期最后一日仍不适用",
        {**BAD_CREDIT, **until("2021-07-01")},
        gives="不适用",
        by="QD-2.7-4",
    ),
    scenario(
        "有效期届满次日可以适用",
        {**BAD_CREDIT, **until("2021-06-30")},
        gives="可适用",
        by="QD-2.4-2",
        says=(TWO_READINGS, NATION_WANTS_REPAIR),
    ),
    scenario("无固定期限永不届满", {**BAD_CREDIT, **until("无固定期限")}, gives="不适用"),
    scenario(
        "信用修复先于届满",
        {**BAD_CREDIT, **REPAIRED, **until("2022-07-01")},
        gives="可适用",
        says=TWO_READINGS,
    ),
    scenario(
        "无固定期限的信用修复即解除",
        {**FALSE, **REPAIRED, **until("无固定期限")},
        gives="可适用",
        says=TWO_READINGS,
    ),
    scenario(
        "届满并且修复的没有疑问",
        {**BAD_CREDIT, **REPAIRED, **until("2021-06-30")},
        gives="可适用",
    ),
    scenario(
        "只是不实承诺而届满，国家本不限制",
        {**UNTRUE, **until("2021-06-30")},
        gives="可适用",
        says=TWO_READINGS,
    ),
    scenario(
        "已届满而不在清单内，届满与否无关",
        {**BAD_CREDIT, **UNLISTED, **until("2021-06-30")},
        gives="不属于适用范围",
    ),
    scenario(
        "届满日不知道",
        {**BAD_CREDIT, "申请人.失信信息有效期届满日": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["申请人.失信信息有效期届满日"],
    ),
    scenario(
        "办理日期不知道",
        {**BAD_CREDIT, **until("2021-06-30")},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["办理.日期"],
        on=None,
    ),
    scenario(
        "不实承诺而信用已修复，只剩先后两读",
        {**UNTRUE, **REPAIRED},
        gives="可适用",
        says=TWO_READINGS,
    ),
    scenario("不实承诺而不在清单内", {**UNTRUE, **UNLISTED}, gives="不属于适用范围"),
    scenario("没有失信的，修复与否无关", REPAIRED, gives="可适用"),
    scenario("没有失信的，届满与否无关", until("2021-06-30"), gives="可适用"),
]

选择 = [
    scenario("不愿承诺", UNWILLING, gives="应提交证明", by="QD-2.4-5"),
    scenario("无法承诺", {"申请人.能够承诺": False}, gives="应提交证明", by="QD-2.4-5"),
    scenario(
        "不愿承诺而其余都不知道，已不可能可适用",
        UNWILLING,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明"),
        start=UNKNOWN,
    ),
    scenario(
        "代理人没有特别授权，不让申请人去开证明",
        BY_AGENT,
        gives="可适用",
        by="QD-2.4-2",
        says="须补交申请人的特别授权",
    ),
    scenario(
        "只有一般授权也缺特别授权",
        {**BY_AGENT, **GENERAL_POWER},
        gives="可适用",
        says="须补交申请人的特别授权",
    ),
    scenario("有特别授权", {**BY_AGENT, **SPECIAL_POWER}, gives="可适用"),
    scenario(
        "须本人到场而由代理人承诺",
        {**BY_AGENT, **SPECIAL_POWER, **IN_PERSON},
        gives="可适用",
        says="不得由代理人代为承诺",
    ),
    scenario(
        "须本人到场的，补授权也无用",
        {**BY_AGENT, **IN_PERSON},
        gives="可适用",
        says="不得由代理人代为承诺",
    ),
    scenario("须本人到场而由本人承诺", IN_PERSON, gives="可适用"),
    scenario("高风险的不必说代理", {**BY_AGENT, **HIGH_RISK}, gives="不适用"),
    scenario(
        "高风险的不必说本人到场",
        {**BY_AGENT, **IN_PERSON, **HIGH_RISK},
        gives="不适用",
    ),
    scenario(
        "失信的代理人缺授权也不说仍对申请人开放",
        {**BY_AGENT, **BAD_CREDIT},
        gives="不适用",
        says="只就申请人",
    ),
]

清单 = [
    scenario(
        "问第2项只问申请人",
        item=2,
        start=UNKNOWN,
        gives="待补充",
        possible=("不适用", "应提交证明", "可适用"),
        asks=APPLICANT_QUESTIONS,
    ),
    scenario(
        "问第2项而日期未定，也只问申请人和日期",
        item=2,
        start=UNKNOWN,
        on=None,
        gives="待补充",
        asks=(*APPLICANT_QUESTIONS, "申请人.曾作出虚假承诺", "办理.日期"),
    ),
    scenario("清单已推定的不必写", item=2, gives="可适用", by="QD-2.4-2"),
    scenario(
        "案件写有公共安全风险，推定让位",
        HIGH_RISK,
        item=2,
        gives="不适用",
        by="QD-2.7-1",
        says="清单推定的“证明.风险类别”与案件所写不同",
    ),
    scenario(
        "案件写依职权办理，推定让位",
        {"事项.依申请办理": False},
        item=2,
        gives="不属于适用范围",
        by="QD-1.2-2",
        says="清单推定的“事项.依申请办理”与案件所写不同",
    ),
    scenario("案件所写与推定相同的不必说明", {"证明.风险类别": []}, item=2, gives="可适用"),
]

施行 = [
    scenario("施行首日须在清单内", UNLISTED, gives="不属于适用范围", on=FIRST_DAY),
    scenario(
        "施行前一日由国家作答，不以清单为限",
        UNLISTED,
        gives="可适用",
        by="national:GBF42-4-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行首日届满即解除",
        {**BAD_CREDIT, **until(DAY_BEFORE)},
        gives="可适用",
        says=(TWO_READINGS, NATION_WANTS_REPAIR),
        on=FIRST_DAY,
    ),
    scenario(
        "施行前一日只有修复才解除",
        {**BAD_CREDIT, **until("2021-01-01")},
        gives="不适用",
        by="national:GBF42-4-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日不实承诺不受限",
        UNTRUE,
        gives="可适用",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario("全国基线首日", gives="可适用", says=FROM_NATION, on="2020-10-27"),
    scenario(
        "清单公布前一日",
        {name: ORDINARY[name] for name in LISTED_SETTLES},
        item=2,
        gives="可适用",
        says=(FROM_NATION, LIST_NOT_OUT),
        on=DAY_BEFORE,
    ),
]

SCENARIOS = about("启东市", "适用性", *范围, *失信, *选择, *清单, *施行)


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


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


def test_day_before_the_baseline_is_refused():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("启东市").decide({}, item=None, on=date(2020, 10, 26))


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
