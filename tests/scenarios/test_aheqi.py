"""阿合奇县: to whom 阿政办发〔2021〕6号 opens the scheme, and to which certificate."""

from datetime import date

import pytest

import gaozhi
from tests.scenarios.aheqi import (
    DAY_AFTER,
    DAY_BEFORE,
    DAY_OF_TWO_READINGS,
    FIRST_DAY,
    FROM_NATION,
    LAST_DAY_OF_TRIAL,
    NO_AGENT,
    NOT_LIABLE,
    without,
)
from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    FALSE,
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
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

KINDS = (
    "行政许可",
    "行政确认",
    "行政给付",
    "行政奖励",
    "行政裁决",
    "公共服务",
    "其他行政权力",
)
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
EXCEPTED = "写成“原则上都要实行”的例外"
TWO_READINGS = "目录外的当日尚不实行"
NATION_HAS_TWO = "只列不愿承诺、无法承诺两种"
NEEDS_POWER = "须提交申请人的授权"
BY_ONESELF = "必须由申请人本人作出"
REPAIRED = {"申请人.信用已修复": True}
OTHER_RISK = {"证明.其他高风险": True}
UNABLE = {"申请人.能够承诺": False}

范围 = [
    scenario("平常的申请人可以承诺", gives="可适用", by="AQ-3.6-1"),
    *(
        scenario(f"{kind}在七类之内", {"事项.类型": kind}, gives="可适用", by="AQ-1-2")
        for kind in KINDS
    ),
    scenario("事项的类型不必问", start=without(["事项.类型"]), gives="可适用", asks=[]),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不属于适用范围", by="AQ-1-2"),
    scenario("不要求证明", {"事项.要求提供证明": False}, gives="不属于适用范围", by="AQ-1-10"),
    scenario("证明的定义", {"事项.要求提供证明": False}, gives="不属于适用范围", by="AQ-2.1-1"),
    *(
        scenario(
            f"直接涉及{risk}",
            {"证明.风险类别": [risk]},
            gives="不适用",
            by="national:GBF42-3-2",
            says=EXCEPTED,
        )
        for risk in RISKS
    ),
    scenario("其他高风险", OTHER_RISK, gives="不适用", by="national:GBF42-3-2", says=EXCEPTED),
    scenario("高风险而不在目录内", {**HIGH_RISK, **UNLISTED}, gives="不适用", says=EXCEPTED),
    scenario(
        "高风险而依职权办理，不必说例外",
        {**HIGH_RISK, "事项.依申请办理": False},
        gives="不属于适用范围",
    ),
    scenario(
        "高风险而不要求证明，不必说例外",
        {**HIGH_RISK, "事项.要求提供证明": False},
        gives="不属于适用范围",
    ),
    scenario(
        "风险类别不知道的不是可适用",
        {"证明.风险类别": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["证明.风险类别"],
    ),
]

目录 = [
    scenario("全面实行后不以目录为限", UNLISTED, gives="可适用", by="AQ-1-6"),
    scenario("全面实行后在目录内", gives="可适用", by="可以承诺"),
    scenario("在目录内不知道也不问", start=without(["证明.在清单内"]), gives="可适用", asks=[]),
    scenario(
        "目录外而依职权办理",
        {**UNLISTED, "事项.依申请办理": False},
        gives="不属于适用范围",
        by="AQ-1-2",
    ),
    scenario("目录外而不愿承诺", {**UNLISTED, **UNWILLING}, gives="应提交证明", by="AQ-3.6-2"),
    scenario("目录外而失信", {**UNLISTED, **BAD_CREDIT}, gives="不适用", by="AQ-3.6-4"),
    scenario(
        "试行最后一日目录外的不实行",
        UNLISTED,
        gives="不属于适用范围",
        by=("AQ-1-5", "AQ-1-7"),
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario("试行最后一日目录内的实行", gives="可适用", by="AQ-3.6-1", on=LAST_DAY_OF_TRIAL),
    scenario(
        "试行期间在目录内不知道，要问",
        start=without(["证明.在清单内"]),
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["证明.在清单内"],
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario(
        "试行期间目录外的高风险，仍答不适用",
        {**UNLISTED, **HIGH_RISK},
        gives="不适用",
        by="national:GBF42-3-2",
        says=EXCEPTED,
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario(
        "五月一日当日实行，另一读法自次日起",
        UNLISTED,
        gives="可适用",
        by="AQ-1-7",
        says=TWO_READINGS,
        on=DAY_OF_TWO_READINGS,
    ),
    scenario("五月一日目录内的没有两读", gives="可适用", on=DAY_OF_TWO_READINGS),
    scenario("五月二日没有两读", UNLISTED, gives="可适用", by="AQ-1-6", on=DAY_AFTER),
    *(
        scenario(
            f"五月一日{name}的不必说两读",
            {**UNLISTED, **facts},
            gives=gives,
            says=says,
            on=DAY_OF_TWO_READINGS,
        )
        for name, facts, gives, says in [
            ("依职权办理", {"事项.依申请办理": False}, "不属于适用范围", ()),
            ("高风险", HIGH_RISK, "不适用", EXCEPTED),
            ("失信", BAD_CREDIT, "不适用", ()),
            ("不愿承诺", UNWILLING, "应提交证明", ()),
            ("不愿承担责任", NOT_LIABLE, "应提交证明", NATION_HAS_TWO),
        ]
    ),
    scenario(
        "目录内外和日期都不知道",
        start=without(["证明.在清单内"]),
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["证明.在清单内", "办理.日期"],
        on=None,
    ),
    scenario(
        "施行首日目录外的不实行",
        UNLISTED,
        gives="不属于适用范围",
        by="AQ-1-5",
        on=FIRST_DAY,
    ),
    scenario(
        "施行前一日由国家作答，不以目录为限",
        UNLISTED,
        gives="可适用",
        by="national:GBF42-4-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

失信 = [
    scenario("有较严重不良信用记录", BAD_CREDIT, gives="不适用", by=("AQ-3.6-4", "AQ-3.6-5")),
    scenario("曾作出虚假承诺", FALSE, gives="不适用", by="AQ-3.6-4"),
    scenario("有其他失信情形", {"申请人.有其他失信情形": True}, gives="不适用", by="AQ-3.6-4"),
    scenario("不实而非虚假的不受限", UNTRUE, gives="可适用"),
    scenario("信用已修复", {**BAD_CREDIT, **REPAIRED}, gives="可适用", by="AQ-3.6-1"),
    scenario("没有失信的，修复与否无关", REPAIRED, gives="可适用"),
    scenario(
        "失信信息有效期届满而未修复，仍不适用",
        {**BAD_CREDIT, "申请人.失信信息有效期届满日": "2021-06-30"},
        gives="不适用",
        by="AQ-3.6-5",
    ),
    scenario(
        "修复与否不知道",
        {**BAD_CREDIT, "申请人.信用已修复": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["申请人.信用已修复"],
    ),
]

选择 = [
    scenario("不愿承诺", UNWILLING, gives="应提交证明", by=("AQ-3.6-2", "AQ-A-22")),
    scenario("无法承诺", UNABLE, gives="应提交证明", by="AQ-3.6-2"),
    scenario("不愿承担责任", NOT_LIABLE, gives="应提交证明", by="AQ-3.6-2", says=NATION_HAS_TWO),
    scenario("既不愿承诺也不愿承担责任", {**NOT_LIABLE, **UNWILLING}, gives="应提交证明"),
    scenario("既无法承诺也不愿承担责任", {**NOT_LIABLE, **UNABLE}, gives="应提交证明"),
    scenario("高风险而不愿承担责任", {**NOT_LIABLE, **HIGH_RISK}, gives="不适用", says=EXCEPTED),
    scenario("失信而不愿承担责任", {**NOT_LIABLE, **BAD_CREDIT}, gives="不适用"),
    scenario(
        "试行期目录外而不愿承担责任",
        {**NOT_LIABLE, **UNLISTED},
        gives="不属于适用范围",
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario(
        "愿否承担责任不知道",
        {"申请人.愿意承担不实承诺责任": None},
        gives="待补充",
        possible=("应提交证明", "可适用"),
        asks=["申请人.愿意承担不实承诺责任"],
    ),
    scenario(
        "施行前一日不愿承担责任不是事由",
        NOT_LIABLE,
        gives="可适用",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario("施行首日即是事由", NOT_LIABLE, gives="应提交证明", says=NATION_HAS_TWO, on=FIRST_DAY),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明", "可适用"),
        asks=[
            "事项.依申请办理",
            "事项.要求提供证明",
            "证明.风险类别",
            "证明.其他高风险",
            "申请人.有较严重不良信用记录",
            "申请人.曾作出虚假承诺",
            "申请人.有其他失信情形",
            "申请人.信用已修复",
            "申请人.愿意承诺",
            "申请人.能够承诺",
            "申请人.愿意承担不实承诺责任",
        ],
    ),
]

代理人 = [
    scenario("代理人没有授权，只须补授权", BY_AGENT, gives="可适用", says=NEEDS_POWER),
    scenario("代理人有一般授权", {**BY_AGENT, **GENERAL_POWER}, gives="可适用"),
    scenario("没有代理人而没有授权", gives="可适用"),
    scenario(
        "不可代为的须由本人作出",
        {**BY_AGENT, **GENERAL_POWER, **NO_AGENT},
        gives="可适用",
        says=BY_ONESELF,
    ),
    scenario("不可代为的，补授权也无用", {**BY_AGENT, **NO_AGENT}, gives="可适用", says=BY_ONESELF),
    scenario("不可代为而由本人承诺", NO_AGENT, gives="可适用"),
    *(
        scenario(f"{name}的不必说代理", {**agent, **facts}, gives=gives, says=says)
        for agent in (BY_AGENT, {**BY_AGENT, **NO_AGENT})
        for name, facts, gives, says in [
            ("高风险", HIGH_RISK, "不适用", EXCEPTED),
            ("失信", BAD_CREDIT, "不适用", ()),
            ("不愿承诺", UNWILLING, "应提交证明", ()),
            ("不愿承担责任", NOT_LIABLE, "应提交证明", NATION_HAS_TWO),
        ]
    ),
]

代为承诺 = [
    scenario("有授权即可", {**BY_AGENT, **GENERAL_POWER}, gives="可代为", by="AQ-3.6-3"),
    scenario("特别授权也是授权", {**BY_AGENT, **SPECIAL_POWER}, gives="可代为", by="AQ-3.6-3"),
    scenario(
        "有特别授权的不必另问授权",
        {**BY_AGENT, **SPECIAL_POWER, "代理.有授权": None},
        gives="可代为",
        asks=[],
    ),
    scenario("没有授权", BY_AGENT, gives="须补授权", by="AQ-3.6-3"),
    scenario(
        "该事项不可代为",
        {**BY_AGENT, **SPECIAL_POWER, **NO_AGENT},
        gives="不得代为",
        by=("AQ-3.6-3", "AQ-A-5"),
    ),
    scenario("不可代为强于缺授权", {**BY_AGENT, **NO_AGENT}, gives="不得代为"),
    scenario(
        "须本人到场，本县没有另写", {**BY_AGENT, **GENERAL_POWER, **IN_PERSON}, gives="可代为"
    ),
    scenario(
        "可否代为不知道",
        {**BY_AGENT, **GENERAL_POWER, "证明.可代为承诺": None},
        gives="待补充",
        possible=("不得代为", "可代为"),
        asks=["证明.可代为承诺"],
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不得代为", "须补授权", "可代为"),
        asks=["证明.可代为承诺", "代理.有授权"],
    ),
    scenario("施行首日", BY_AGENT, gives="须补授权", on=FIRST_DAY),
    scenario(
        "施行前一日没有规定",
        BY_AGENT,
        gives="未规定",
        by="代为承诺未规定",
        says=(FROM_NATION, "未见代为承诺的规定"),
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about("阿合奇县", "适用性", *范围, *目录, *失信, *选择, *代理人),
    *about("阿合奇县", "代为承诺", *代为承诺),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_county_is_found_by_name_id_and_code():
    library = gaozhi.load()
    assert library["阿合奇县"] is library["aheqi"] is library["653023"]
    assert library["阿合奇县"].items == ()


def test_case_cannot_name_an_item_of_a_list_that_is_not_at_hand():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("阿合奇县").decide({}, item=1, on="2021-07-01")


def test_day_before_the_baseline_is_refused():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("阿合奇县").decide({}, on=date(2020, 10, 26))


def test_default_beyond_the_directory_names_its_other_reading():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **UNLISTED}, on=DAY_OF_TWO_READINGS)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "含当日" in ground.reading.taken
    assert "自次日起" in ground.reading.other
    assert "原则上都要实行告知承诺制" in [citation.quote for citation in ground.basis]


def test_trial_of_the_directory_names_its_other_reading():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **UNLISTED}, on=LAST_DAY_OF_TRIAL)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "上级文件" in ground.reading.other


def test_high_risk_never_rests_on_the_countys_own_words():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **HIGH_RISK}, on="2021-07-01")
    assert [c.provision for ground in found.grounds for c in ground.basis] == ["national:GBF42-3-2"]
    (caveat,) = found.caveats
    assert {"AQ-1-8", "AQ-1-9", "AQ-1-12"} <= {citation.provision for citation in caveat.basis}
