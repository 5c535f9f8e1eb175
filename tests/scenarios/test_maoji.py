"""毛集实验区: to whom 毛管办〔2021〕4号 opens the scheme, and what a commitment does."""

import pytest

import gaozhi
from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    FALSE,
    HIGH_RISK,
    IN_PERSON,
    ORDINARY,
    SPECIAL_POWER,
    UNKNOWN,
    UNLISTED,
    UNTRUE,
    UNWILLING,
    WITHDRAWN,
)
from tests.scenarios.maoji import DAY_BEFORE, FIRST_DAY, FROM_NATION
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

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
NOT_LISTED_KNOWN = {"证明.在清单内": None}
UNABLE = {"申请人.能够承诺": False}
REPAIRED = {"申请人.信用已修复": True}
EXPIRED = {"申请人.失信信息有效期届满日": "2021-06-30"}

范围 = [
    scenario("平常的申请人可以承诺", gives="可适用", by="MJ-2.1.2-1"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不属于适用范围", by="MJ-1-2"),
    scenario("不要求证明", {"事项.要求提供证明": False}, gives="不属于适用范围", by="MJ-1-3"),
    scenario("没有列入清单", UNLISTED, gives="不属于适用范围", by="MJ-2.2.4-6"),
    scenario(
        "公共服务不在清单内，本区没有参照的规定",
        {**UNLISTED, "事项.类型": "公共服务"},
        gives="不属于适用范围",
    ),
    scenario("三类之外依申请的也在其内", {"事项.类型": "行政奖励"}, gives="可适用"),
    scenario(
        "清单不在手边，是否在内须问",
        NOT_LISTED_KNOWN,
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["证明.在清单内"],
    ),
    scenario(
        "不愿承诺的，是否在清单内仍有分别",
        {**NOT_LISTED_KNOWN, **UNWILLING},
        gives="待补充",
        possible=("不属于适用范围", "应提交证明"),
        asks=["证明.在清单内"],
    ),
    scenario(
        "依职权办理的，不必问清单",
        {**NOT_LISTED_KNOWN, "事项.依申请办理": False},
        gives="不属于适用范围",
        asks=[],
    ),
    *(
        scenario(f"直接涉及{risk}", {"证明.风险类别": [risk]}, gives="不适用", by="MJ-2.1.1-3")
        for risk in RISKS
    ),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不适用", by="MJ-2.1.1-4"),
    scenario("高风险而不在清单内", {**HIGH_RISK, **UNLISTED}, gives="不属于适用范围"),
    scenario("市里已确定的高风险也不适用", HIGH_RISK, gives="不适用", by="MJ-2.1.1-4"),
    scenario(
        "只写在清单内的不推定没有风险",
        {"证明.风险类别": None, "证明.其他高风险": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["证明.风险类别", "证明.其他高风险"],
    ),
]

失信 = [
    scenario("有较严重不良信用记录", BAD_CREDIT, gives="不适用", by=("MJ-2.1.2-3", "MJ-2.1.2-4")),
    scenario("曾作出虚假承诺", FALSE, gives="不适用", by="MJ-2.1.2-3"),
    scenario("有其他失信情形", {"申请人.有其他失信情形": True}, gives="不适用", by="MJ-2.1.2-3"),
    scenario("曾作出不实而非虚假的承诺，不受限", UNTRUE, gives="可适用"),
    scenario("信用已修复", {**BAD_CREDIT, **REPAIRED}, gives="可适用", by="MJ-2.1.2-1"),
    scenario("虚假承诺而信用已修复", {**FALSE, **REPAIRED}, gives="可适用"),
    scenario("届满而未修复，仍不适用", {**BAD_CREDIT, **EXPIRED}, gives="不适用", by="MJ-2.1.2-4"),
    scenario(
        "是否修复不知道",
        {**BAD_CREDIT, "申请人.信用已修复": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["申请人.信用已修复"],
    ),
    scenario("失信而且不愿承诺", {**BAD_CREDIT, **UNWILLING}, gives="不适用"),
    scenario("失信而不在清单内", {**BAD_CREDIT, **UNLISTED}, gives="不属于适用范围"),
]

选择 = [
    scenario("不愿承诺", UNWILLING, gives="应提交证明", by="MJ-2.1.2-2"),
    scenario("无法承诺", UNABLE, gives="应提交证明", by="MJ-2.1.2-2"),
    scenario(
        "标为必须实行的，也由申请人选择",
        {**UNWILLING, "证明.实施方式": "必须实行"},
        gives="应提交证明",
        by="MJ-2.1.2-2",
    ),
    scenario(
        "不愿承担责任，本区未列为事由", {"申请人.愿意承担不实承诺责任": False}, gives="可适用"
    ),
    scenario(
        "不同意公开承诺书，本区未列为事由",
        {"申请人.同意公开承诺书": False, "证明.涉及第三人利益": True},
        gives="可适用",
    ),
    scenario("由代理人承诺，不影响申请人能否承诺", BY_AGENT, gives="可适用"),
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

施行 = [
    scenario("施行首日须在清单内", UNLISTED, gives="不属于适用范围", on=FIRST_DAY),
    scenario("施行次日须在清单内", UNLISTED, gives="不属于适用范围", on="2021-02-25"),
    scenario(
        "施行前一日由国家作答，不以清单为限",
        UNLISTED,
        gives="可适用",
        by="national:GBF42-4-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日失信的限制出自国家",
        BAD_CREDIT,
        gives="不适用",
        by="national:GBF42-4-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "不在清单内而日期未定",
        UNLISTED,
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["办理.日期"],
        on=None,
    ),
]

SILENT_NATION = "未见代为承诺的规定"
SILENT_PLAN = "只写申请人自主选择"
UNSAID_HERE = (SILENT_NATION, SILENT_PLAN)

代为承诺 = [
    scenario("本区没有规定", BY_AGENT, gives="未规定", by="代为承诺未规定", says=UNSAID_HERE),
    scenario(
        "有特别授权也没有规定", {**BY_AGENT, **SPECIAL_POWER}, gives="未规定", says=UNSAID_HERE
    ),
    scenario("须本人到场也没有规定", {**BY_AGENT, **IN_PERSON}, gives="未规定", says=UNSAID_HERE),
    scenario("什么也不问", start=UNKNOWN, gives="未规定", says=UNSAID_HERE, asks=[]),
    scenario("施行首日", BY_AGENT, gives="未规定", says=UNSAID_HERE, on=FIRST_DAY),
    scenario(
        "施行前一日只有国家没有规定",
        BY_AGENT,
        gives="未规定",
        says=(FROM_NATION, SILENT_NATION),
        on=DAY_BEFORE,
    ),
]

UNSIGNED = {"承诺.已签字": False}
NOT_WRITTEN = {"承诺.已书面作出": False}
HOW_TO_SIGN = "以何种方式签署"
AGENT_UNSAID = "没有写代理人的承诺"

承诺效力 = [
    scenario("书面承诺", gives="视为已提供证明", by="national:GBF42-2"),
    scenario("没有签字盖章，本区没有规定", UNSIGNED, gives="视为已提供证明", says=HOW_TO_SIGN),
    scenario("盖章的", {**UNSIGNED, "承诺.已盖章": True}, gives="视为已提供证明"),
    scenario("捺印的", {**UNSIGNED, "承诺.已捺印": True}, gives="视为已提供证明"),
    scenario("没有签署而已撤回", {**UNSIGNED, **WITHDRAWN}, gives="不生效"),
    scenario("没有签署也没有书面作出", {**UNSIGNED, **NOT_WRITTEN}, gives="不生效"),
    scenario("没有签署而不在清单内", {**UNSIGNED, **UNLISTED}, gives="不生效"),
    scenario("没有书面作出", NOT_WRITTEN, gives="不生效", by="MJ-2.2.5-10"),
    scenario("没有交原件，本区没有规定", {"承诺.已交原件": False}, gives="视为已提供证明"),
    scenario("已经撤回", WITHDRAWN, gives="不生效", by="MJ-2.3.9-2"),
    scenario("没有列入清单", UNLISTED, gives="不生效", by="MJ-2.1.2-1"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不生效", by="MJ-1-2"),
    scenario("高风险", HIGH_RISK, gives="不生效", by=("MJ-2.1.1-3", "MJ-2.1.1-4")),
    scenario("失信", BAD_CREDIT, gives="不生效", by=("MJ-2.1.2-3", "MJ-2.1.2-4")),
    scenario("不愿承诺", UNWILLING, gives="不生效", by="MJ-2.1.2-2"),
    scenario("无法承诺", UNABLE, gives="不生效", by="MJ-2.1.2-2"),
    scenario(
        "由代理人承诺，本区没有规定",
        BY_AGENT,
        gives="视为已提供证明",
        says=(SILENT_NATION, AGENT_UNSAID),
    ),
    scenario(
        "由代理人承诺而没有签署",
        {**BY_AGENT, **UNSIGNED},
        gives="视为已提供证明",
        says=(SILENT_NATION, AGENT_UNSAID, HOW_TO_SIGN),
    ),
    scenario(
        "由代理人承诺而不在清单内",
        {**BY_AGENT, **UNLISTED},
        gives="不生效",
        says=SILENT_NATION,
    ),
    scenario(
        "没有告知即承诺",
        {"告知.已一次性书面告知": False},
        gives="视为已提供证明",
        says="尚未告知的应当补行告知",
    ),
    scenario(
        "撤回与否不知道",
        {"承诺.已撤回": None},
        gives="待补充",
        possible=("不生效", "视为已提供证明"),
        asks=["承诺.已撤回"],
    ),
    scenario(
        "施行前一日没有签署",
        UNSIGNED,
        gives="视为已提供证明",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日由代理人承诺",
        BY_AGENT,
        gives="视为已提供证明",
        says=(FROM_NATION, SILENT_NATION),
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about("毛集实验区", "适用性", *范围, *失信, *选择, *施行),
    *about("毛集实验区", "代为承诺", *代为承诺),
    *about("毛集实验区", "承诺效力", *承诺效力),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_list_is_not_at_hand_so_no_item_can_be_named():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("毛集实验区").case({}, item=1, on="2021-07-01")


def test_experimental_zone_has_no_administrative_code():
    library = gaozhi.load()
    assert library["maoji"] is library["毛集实验区"]
    assert jurisdiction("毛集实验区").code is None


def test_list_bounds_the_scheme_on_one_of_two_readings():
    found = jurisdiction("毛集实验区").decide({**ORDINARY, **UNLISTED}, on="2021-07-01")
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "以公布的清单为限" in ground.reading.taken
    assert "要求提供证明材料时全面推行" in ground.reading.other


def test_answer_quotes_the_plan_before_the_baseline():
    found = jurisdiction("毛集实验区").decide({**ORDINARY, **BAD_CREDIT}, on="2021-07-01")
    (ground,) = found.grounds
    levels = [citation.provision.startswith("national:") for citation in ground.basis]
    assert levels == sorted(levels)
    assert levels.count(False) == 2
    assert found.caveats == ()
