"""陕州区: to whom its plan opens the scheme, who may commit, and what may be put on the list."""

import pytest

import gaozhi
from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    FALSE,
    GENERAL_POWER,
    HIGH_RISK,
    ORDINARY,
    SPECIAL_POWER,
    UNKNOWN,
    UNLISTED,
    UNTRUE,
    UNWILLING,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

DAY_BEFORE = "2021-04-19"
FIRST_DAY = "2021-04-20"
FROM_NATION = "工作实施方案》自 2021-04-20 起施行，办理日期在此之前"

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
UNABLE = {"申请人.能够承诺": False}
OTHER_BAD = {"申请人.有其他失信情形": True}
REPAIRED = {"申请人.信用已修复": True}
EXPIRED = {"申请人.失信信息有效期届满日": "2021-06-30"}
NO_AGENTS = {"证明.可代为承诺": False}

NEEDS_POWER = "须补交申请人的特别授权"
MUST_COMMIT_SELF = "应当由申请人本人承诺"

范围 = [
    scenario("平常的申请人可以承诺", gives="可适用", by="SZ-3.2-1"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不属于适用范围", by="SZ-2-2"),
    scenario(
        "总体要求也限于依申请办理",
        {"事项.依申请办理": False},
        gives="不属于适用范围",
        by=("SZ-1-1", "SZ-3.1-12"),
    ),
    scenario(
        "不要求证明",
        {"事项.要求提供证明": False},
        gives="不属于适用范围",
        by=("SZ-2-3", "SZ-3.1-1"),
    ),
    *(
        scenario(f"{kind}也在范围内", {"事项.类型": kind}, gives="可适用")
        for kind in ("行政许可", "行政给付", "行政奖励", "公共服务")
    ),
    scenario("没有列入清单", UNLISTED, gives="不属于适用范围", by=("SZ-3.1-9", "SZ-3.2-1")),
    scenario(
        "公共服务没有列入清单，本区没有参照",
        {**UNLISTED, "事项.类型": "公共服务"},
        gives="不属于适用范围",
    ),
    scenario(
        "在不在清单内不知道，须问",
        {"证明.在清单内": None},
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["证明.在清单内"],
    ),
    *(
        scenario(f"直接涉及{risk}", {"证明.风险类别": [risk]}, gives="不适用", by="SZ-3.1-7")
        for risk in RISKS
    ),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不适用", by="SZ-3.1-8"),
    scenario("高风险而不在清单内", {**HIGH_RISK, **UNLISTED}, gives="不属于适用范围"),
    scenario(
        "在清单内不推定没有风险",
        {"证明.风险类别": None, "证明.其他高风险": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["证明.风险类别", "证明.其他高风险"],
    ),
]

失信 = [
    scenario("有较严重的不良信用记录", BAD_CREDIT, gives="不适用", by=("SZ-3.2-3", "SZ-3.2-4")),
    scenario("曾作出虚假承诺", FALSE, gives="不适用", by="SZ-3.2-3"),
    scenario("有其他失信情形", OTHER_BAD, gives="不适用", by="SZ-3.2-3"),
    scenario("不实而非虚假的不受限", UNTRUE, gives="可适用", by="SZ-3.2-1"),
    scenario("信用已修复", {**BAD_CREDIT, **REPAIRED}, gives="可适用"),
    scenario(
        "有效期届满而未修复，仍不适用", {**BAD_CREDIT, **EXPIRED}, gives="不适用", by="SZ-3.2-4"
    ),
    scenario(
        "不问有效期", {**BAD_CREDIT, "申请人.失信信息有效期届满日": None}, gives="不适用", asks=[]
    ),
    scenario(
        "是否修复不知道",
        {**FALSE, "申请人.信用已修复": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["申请人.信用已修复"],
    ),
    scenario("没有失信的，修复与否无关", REPAIRED, gives="可适用"),
    scenario("失信而不在清单内", {**BAD_CREDIT, **UNLISTED}, gives="不属于适用范围"),
]

选择 = [
    scenario("不愿承诺", UNWILLING, gives="应提交证明", by="SZ-3.2-2"),
    scenario("无法承诺", UNABLE, gives="应提交证明", by="SZ-3.2-2"),
    scenario(
        "不愿承担责任，本区没有写",
        {"申请人.愿意承担不实承诺责任": False},
        gives="可适用",
    ),
    scenario("不同意公开，本区没有写", {"申请人.同意公开承诺书": False}, gives="可适用"),
    scenario(
        "清单写必须实行，本区仍由申请人选择",
        {**UNWILLING, "证明.实施方式": "必须实行"},
        gives="应提交证明",
    ),
    scenario("失信强于不愿承诺", {**BAD_CREDIT, **UNWILLING}, gives="不适用"),
    scenario(
        "不愿承诺而其余都不知道，已不可能可适用",
        UNWILLING,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明"),
        start=UNKNOWN,
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明", "可适用"),
        asks=[
            "事项.依申请办理",
            "事项.要求提供证明",
            "证明.在清单内",
            "证明.风险类别",
            "证明.其他高风险",
            "申请人.有较严重不良信用记录",
            "申请人.曾作出虚假承诺",
            "申请人.有其他失信情形",
            "申请人.信用已修复",
            "申请人.愿意承诺",
            "申请人.能够承诺",
        ],
    ),
]

代理 = [
    scenario(
        "代理人没有授权，不让申请人去开证明",
        BY_AGENT,
        gives="可适用",
        by="SZ-3.2-1",
        says=NEEDS_POWER,
    ),
    scenario("只有一般授权", {**BY_AGENT, **GENERAL_POWER}, gives="可适用", says=NEEDS_POWER),
    scenario("有特别授权", {**BY_AGENT, **SPECIAL_POWER}, gives="可适用"),
    scenario(
        "依法不可以代为承诺",
        {**BY_AGENT, **SPECIAL_POWER, **NO_AGENTS},
        gives="可适用",
        says=MUST_COMMIT_SELF,
    ),
    scenario(
        "依法不可以代为承诺的，补授权也无用",
        {**BY_AGENT, **NO_AGENTS},
        gives="可适用",
        says=MUST_COMMIT_SELF,
    ),
    scenario("依法不可以代为承诺而由本人承诺", NO_AGENTS, gives="可适用"),
    scenario("申请人失信的不必说授权", {**BY_AGENT, **BAD_CREDIT}, gives="不适用"),
    scenario(
        "信用已修复的还要说授权",
        {**BY_AGENT, **BAD_CREDIT, **REPAIRED},
        gives="可适用",
        says=NEEDS_POWER,
    ),
    *(
        scenario(f"{why}的不必说授权", {**BY_AGENT, **facts}, gives=outcome)
        for why, facts, outcome in (
            ("依职权办理", {"事项.依申请办理": False}, "不属于适用范围"),
            ("不要求证明", {"事项.要求提供证明": False}, "不属于适用范围"),
            ("不在清单内", UNLISTED, "不属于适用范围"),
            ("高风险", HIGH_RISK, "不适用"),
            ("不愿承诺", UNWILLING, "应提交证明"),
            ("无法承诺", UNABLE, "应提交证明"),
        )
    ),
    scenario(
        "不愿承诺的不必说由谁承诺", {**BY_AGENT, **NO_AGENTS, **UNWILLING}, gives="应提交证明"
    ),
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
    scenario("施行前一日代理没有规定", BY_AGENT, gives="可适用", says=FROM_NATION, on=DAY_BEFORE),
    scenario(
        "清单外而日期不知道",
        UNLISTED,
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["办理.日期"],
        on=None,
    ),
    scenario("全国基线首日", gives="可适用", says=FROM_NATION, on="2020-10-27"),
]

SCENARIOS = about("陕州区", "适用性", *范围, *失信, *选择, *代理, *施行)


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_item_cannot_be_named_where_the_list_is_not_at_hand():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("陕州区").decide(ORDINARY, item=1, on="2021-07-01")


def test_jurisdiction_goes_by_its_name_its_id_and_its_code():
    library = gaozhi.load()
    assert library["陕州区"] is library["shanzhou"] is library["411203"]
    assert library["陕州区"].items == ()
