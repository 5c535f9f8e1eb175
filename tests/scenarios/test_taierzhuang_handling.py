"""台儿庄区: the commitment itself, the procedure, and what may be put on the list."""

import pytest

from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    HIGH_RISK,
    LICENCE,
    SPECIAL_POWER,
    UNAPPROVED,
    UNKNOWN,
    UNLISTED,
    UNWILLING,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction
from tests.scenarios.taierzhuang import (
    COUNTY,
    DAY_BEFORE,
    FIRST_DAY,
    FROM_NATION,
    MANDATORY,
    REFUSED,
    START,
    UNABLE,
    scenario,
)

ONE_IS_MISSING = "签署栏为签字、捺印，这份承诺书两样不全"
UNSIGNED = {"承诺.已签字": False, "承诺.已捺印": False}
SEAL_ONLY = {**UNSIGNED, "承诺.已盖章": True}
SILENT_ON_AGENTS = "未见代为承诺的规定"

承诺效力 = [
    scenario("签字并捺印", gives="视为已提供证明", by=("TZ-1.1-4", "TZ-A6-5")),
    scenario("没有签署", UNSIGNED, gives="不生效", by="TZ-A7-3"),
    scenario(
        "只有签字",
        {"承诺.已捺印": False},
        gives="视为已提供证明",
        says=ONE_IS_MISSING,
    ),
    scenario(
        "只有捺印",
        {"承诺.已签字": False},
        gives="视为已提供证明",
        says=ONE_IS_MISSING,
    ),
    scenario("只有盖章", SEAL_ONLY, gives="视为已提供证明", says=ONE_IS_MISSING),
    scenario("只有签字而已撤回，不必补齐", {"承诺.已捺印": False, **WITHDRAWN}, gives="不生效"),
    scenario(
        "只有签字而没有书面承诺",
        {"承诺.已捺印": False, "承诺.已书面作出": False},
        gives="不生效",
        by="TZ-1.1-3",
    ),
    scenario("只有签字而高风险", {"承诺.已捺印": False, **HIGH_RISK}, gives="不生效"),
    scenario(
        "签署不知道",
        {"承诺.已签字": None, "承诺.已捺印": None},
        gives="待补充",
        possible=("不生效", "视为已提供证明"),
        asks=["承诺.已签字", "承诺.已捺印"],
    ),
    scenario("没有书面作出", {"承诺.已书面作出": False}, gives="不生效", by="TZ-1.1-3"),
    scenario("已经撤回", WITHDRAWN, gives="不生效", by="national:GBF42-8-1"),
    scenario("不在清单内", UNLISTED, gives="不生效", by="范围之外不生效"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不生效", by="TZ-1.1-5"),
    scenario("高风险", HIGH_RISK, gives="不生效", by=("TZ-1.2-6", "TZ-1.2-7")),
    scenario("失信", BAD_CREDIT, gives="不生效", by=("TZ-4.2-2", "TZ-4.2-3")),
    scenario("可选择而不愿承诺", UNWILLING, gives="不生效", by="TZ-A8-3"),
    scenario("无法承诺", UNABLE, gives="不生效", by="无法承诺则不生效"),
    scenario("必须实行而无法承诺", {**MANDATORY, **UNABLE}, gives="不生效", by="无法承诺则不生效"),
    scenario("拒绝公开", REFUSED, gives="不生效", by="TZ-2.4-3"),
    scenario("拒绝公开又不愿承诺", {**REFUSED, **UNWILLING}, gives="不生效", by="TZ-A8-3"),
    scenario(
        "必须实行而不愿，却已书面承诺",
        {**MANDATORY, **UNWILLING},
        gives="视为已提供证明",
        by="TZ-1.1-4",
    ),
    scenario(
        "由代理人承诺，文件没有规定",
        BY_AGENT,
        gives="视为已提供证明",
        says=SILENT_ON_AGENTS,
    ),
    scenario(
        "有特别授权也没有规定",
        {**BY_AGENT, **SPECIAL_POWER},
        gives="视为已提供证明",
        says=SILENT_ON_AGENTS,
    ),
    scenario(
        "没有一次性告知即承诺",
        {"告知.已一次性书面告知": False},
        gives="视为已提供证明",
        says="尚未告知的应当补行告知",
    ),
    scenario(
        "没有告知也没有承诺",
        {"告知.已一次性书面告知": False, "承诺.已书面作出": False},
        gives="不生效",
    ),
    scenario("施行首日完全没有签署", UNSIGNED, gives="不生效", on=FIRST_DAY),
    scenario(
        "施行前一日不以签署为限",
        UNSIGNED,
        gives="视为已提供证明",
        by="national:GBF42-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日不愿承诺",
        UNWILLING,
        gives="不生效",
        by="应提交证明则不生效",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

ONLY_THIS_PAPER = "只就这项证明而言"

办理程序 = [
    scenario("平常的申请", gives="证明事项告知承诺程序", by="TZ-1.1-4"),
    scenario("不愿承诺", UNWILLING, gives="一般程序", by="TZ-2.3-2"),
    scenario(
        "必须实行而不愿承诺",
        {**MANDATORY, **UNWILLING},
        gives="证明事项告知承诺程序",
        by="TZ-1.1-4",
    ),
    scenario("拒绝公开", REFUSED, gives="一般程序", by="TZ-2.4-3"),
    scenario(
        "许可实行告知承诺制而拒绝公开",
        {**LICENCE, **REFUSED},
        gives="一般程序",
        by="TZ-2.3-2",
        says=ONLY_THIS_PAPER,
    ),
    scenario("拒绝公开而失信", {**REFUSED, **BAD_CREDIT}, gives="一般程序", by="TZ-2.3-2"),
    scenario("不在清单内", UNLISTED, gives="一般程序", by="TZ-2.3-2"),
    scenario("高风险", HIGH_RISK, gives="一般程序", by="TZ-2.3-2"),
    scenario(
        "许可与证明重叠，本区没有写",
        LICENCE,
        gives="涉企经营许可告知承诺程序",
        by="national:GBF42-6-1",
    ),
    scenario("撤回后按原程序，本区没有写", WITHDRAWN, gives="一般程序", by="撤回后转一般程序"),
    scenario(
        "施行前一日拒绝公开不影响",
        REFUSED,
        gives="证明事项告知承诺程序",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

CHOICE = {"不得拒绝自主选择": "TZ-A8-3"}
TOLD = {"一次性告知": "TZ-1.1-2", **CHOICE}
RELIED_ON = {**TOLD, "不再索要证明": "TZ-1.1-4"}
TOGETHER = {**RELIED_ON, "一次性告知和承诺": "national:GBF42-6-1"}
ON_THE_SPOT = {**TOGETHER, "当场作出决定": "national:GBF42-6-1"}
NATION_FORBIDS_FORCE = "依其读法，行政机关不得强制"

办理义务 = [
    scenario("承诺已经生效", gives=RELIED_ON),
    scenario("承诺已经生效，附件6受理办理", gives={**TOLD, "不再索要证明": "TZ-A6-5"}),
    scenario("选择或不选择都有程序", gives={**RELIED_ON, "不得拒绝自主选择": "TZ-2.3-2"}),
    scenario(
        "必须实行的不谈自主选择",
        MANDATORY,
        gives={"一次性告知": "TZ-1.1-2", "不再索要证明": "TZ-1.1-4"},
        says=NATION_FORBIDS_FORCE,
    ),
    scenario(
        "必须实行而无法承诺",
        {**MANDATORY, **UNABLE},
        gives={"一次性告知": "TZ-1.1-2"},
        says=NATION_FORBIDS_FORCE,
    ),
    scenario("必须实行而高风险", {**MANDATORY, **HIGH_RISK}, gives={}),
    scenario(
        "实施方式不知道",
        {"证明.实施方式": None},
        gives={"一次性告知": "TZ-1.1-2", "不再索要证明": "TZ-1.1-4"},
        possible=("不得拒绝自主选择",),
        asks=["证明.实施方式"],
    ),
    scenario("不愿承诺的仍应告知", UNWILLING, gives=TOLD),
    scenario("拒绝公开的仍应告知", REFUSED, gives=TOLD),
    scenario("不在清单内", UNLISTED, gives={}),
    scenario("许可与证明重叠，当场决定", LICENCE, gives=ON_THE_SPOT),
    scenario("许可而材料不全", {**LICENCE, "事项.申请材料已按要求提交": False}, gives=TOGETHER),
    scenario(
        "许可而只有捺印，没有签署告知承诺书",
        {**LICENCE, "承诺.已签字": False},
        gives=TOGETHER,
    ),
    scenario(
        "法律设定的许可未获国务院批准",
        UNAPPROVED,
        gives=ON_THE_SPOT,
        says="应当经国务院批准",
    ),
    scenario(
        "地方性法规设定的许可未获批准",
        {**UNAPPROVED, "事项.许可设定依据": "地方性法规"},
        gives=ON_THE_SPOT,
        says="省级或者设区的市",
    ),
    scenario(
        "施行前一日必须实行的也由申请人选择",
        MANDATORY,
        gives={
            "一次性告知": "national:GBF42-2",
            "不得拒绝自主选择": "尊重自主选择",
            "不再索要证明": "national:GBF42-2",
        },
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

UNREVIEWED = {"清单.已经司法行政部门审核": False}
PAPER = {"证明.属法定证照": True}
IN_STORE = {"证明.可经电子证照库核查": True}
SHARED = {"证明.数据已共享": True}
HARD = {"证明.行政机关容易核查": False}
NOT_ABOVE = {"证明.上级已确定": False}
ONE_OF_TWO = "还须数据已经共享"
NOT_EASY = "取作选取的标准，不是排除的条件"
GENERAL_LIST = "通用清单以外的能否列入，文件没有写明"

入清单 = [
    scenario("平常的证明事项", gives="可列入", by="TZ-1.3-2"),
    scenario("区司法局没有审核", UNREVIEWED, gives="须先履行程序", by=("TZ-1.3-1", "TZ-1.4-1")),
    scenario(
        "是否审核不知道",
        {"清单.已经司法行政部门审核": None},
        gives="待补充",
        possible=("须先履行程序", "可列入"),
        asks=["清单.已经司法行政部门审核"],
    ),
    scenario(
        "法定证照依托电子证照库、数据共享",
        {**PAPER, **IN_STORE, **SHARED},
        gives="原则上应列入",
        by="TZ-1.2-3",
    ),
    scenario(
        "法定证照在电子证照库而数据没有共享",
        {**PAPER, **IN_STORE},
        gives="原则上应列入",
        by="TZ-1.2-3",
        says=ONE_OF_TWO,
    ),
    scenario(
        "法定证照数据共享而不在电子证照库",
        {**PAPER, **SHARED},
        gives="可列入",
        says=ONE_OF_TWO,
    ),
    scenario("法定证照都不能在线核查", PAPER, gives="可列入"),
    scenario("不是法定证照", {**IN_STORE, **SHARED}, gives="可列入"),
    scenario("不是法定证照，只在电子证照库", IN_STORE, gives="可列入"),
    scenario(
        "法定证照没有审核的先履行程序",
        {**PAPER, **IN_STORE, **SHARED, **UNREVIEWED},
        gives="须先履行程序",
        by="TZ-1.3-1",
    ),
    scenario(
        "法定证照而高风险", {**PAPER, **IN_STORE, **HIGH_RISK}, gives="不得列入", by="TZ-1.2-6"
    ),
    scenario("不容易核查的仍可列入", HARD, gives="可列入", says=NOT_EASY),
    scenario("不容易核查而高风险", {**HARD, **HIGH_RISK}, gives="不得列入"),
    scenario(
        "法定证照能在线核查，即使写着不容易核查",
        {**HARD, **PAPER, **IN_STORE, **SHARED},
        gives="原则上应列入",
    ),
    scenario("通用清单以外", NOT_ABOVE, gives="可列入", says=GENERAL_LIST),
    scenario("通用清单以外而高风险", {**NOT_ABOVE, **HIGH_RISK}, gives="不得列入"),
    scenario("高风险", HIGH_RISK, gives="不得列入", by=("TZ-1.2-6", "TZ-1.2-7")),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不得列入", by="TZ-1.2-7"),
    scenario("高风险而没有审核", {**HIGH_RISK, **UNREVIEWED}, gives="不得列入"),
    scenario(
        "由规章设定、须实质审查的，本区不排除",
        {"证明.设定依据": ["规章"], "证明.仅需形式审查": False, "证明.申请人可自行判断": False},
        gives="可列入",
    ),
    scenario(
        "省级清单外未获批准的，本区没有写",
        {"证明.在省级清单内": False},
        gives="可列入",
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        asks=[
            "清单.已经司法行政部门审核",
            "证明.风险类别",
            "证明.其他高风险",
            "证明.属法定证照",
            "证明.可经电子证照库核查",
        ],
    ),
    scenario("施行首日须先审核", UNREVIEWED, gives="须先履行程序", on=FIRST_DAY),
    scenario(
        "施行前一日没有写审核",
        UNREVIEWED,
        gives="可列入",
        by="national:GBF42-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about(COUNTY, "承诺效力", *承诺效力),
    *about(COUNTY, "办理程序", *办理程序),
    *about(COUNTY, "办理义务", *办理义务),
    *about(COUNTY, "入清单", *入清单),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_licence_paper_in_principle_has_its_two_readings():
    found = jurisdiction(COUNTY).decide(
        {**START, **PAPER, **IN_STORE, **SHARED}, "入清单", on=FIRST_DAY
    )
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "不当然在清单内" in ground.reading.taken
    assert "不待列入清单" in ground.reading.other


def test_paper_that_nobody_signed_says_that_the_form_is_for_reference():
    found = jurisdiction(COUNTY).decide({**START, **UNSIGNED}, "承诺效力", on=FIRST_DAY)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "附件7供参考" in ground.reading.other


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (REFUSED, "拒绝公开则不生效"),
        (UNWILLING, "不愿则不生效"),
        (UNABLE, "无法承诺则不生效"),
        ({**REFUSED, **BAD_CREDIT}, "失信则不生效"),
        ({**UNWILLING, **HIGH_RISK}, "高风险则不生效"),
        ({**UNABLE, **UNLISTED}, "范围之外不生效"),
    ],
    ids=str,
)
def test_effect_rests_on_its_own_ground_alone(facts, rule):
    found = jurisdiction(COUNTY).decide({**START, **facts}, "承诺效力", on=FIRST_DAY)
    assert [ground.rule for ground in found.grounds] == [rule]
