"""毛集实验区: the procedure, the duties at the counter, and what may be put on the list."""

import pytest

from tests.scenarios.facts import (
    BAD_CREDIT,
    HIGH_RISK,
    LICENCE,
    UNAPPROVED,
    UNKNOWN,
    UNLISTED,
    UNWILLING,
    WITHDRAWN,
)
from tests.scenarios.maoji import DAY_BEFORE, FIRST_DAY, FROM_NATION
from tests.scenarios.scenario import Scenario, about, check, scenario

UNSIGNED = {"承诺.已签字": False}

办理程序 = [
    scenario("平常的申请", gives="证明事项告知承诺程序", by="MJ-2.2.6-1"),
    scenario(
        "许可与证明重叠，本区没有写", LICENCE, gives="涉企经营许可告知承诺程序", by="许可与证明重叠"
    ),
    scenario(
        "许可本身没有实行告知承诺制",
        {"事项.为涉企经营许可": True},
        gives="证明事项告知承诺程序",
    ),
    scenario("不愿承诺", UNWILLING, gives="一般程序", by=("MJ-2.1.2-2", "MJ-2.2.6-1")),
    scenario("没有列入清单", UNLISTED, gives="一般程序", by="MJ-2.2.6-1"),
    scenario("高风险", HIGH_RISK, gives="一般程序", by="MJ-2.2.6-1"),
    scenario("失信", BAD_CREDIT, gives="一般程序", by="MJ-2.2.6-1"),
    scenario(
        "许可实行而证明不适用",
        {**LICENCE, **HIGH_RISK},
        gives="一般程序",
        by="只有许可告知承诺",
        says="只就这项证明而言",
    ),
    scenario("撤回后按原程序", WITHDRAWN, gives="一般程序", by="MJ-2.3.9-2"),
    scenario(
        "涉企经营许可撤回后也按原程序", {**LICENCE, **WITHDRAWN}, gives="一般程序", by="MJ-2.3.9-2"
    ),
    scenario(
        "施行前一日不以清单为限",
        UNLISTED,
        gives="证明事项告知承诺程序",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

TOLD = {"一次性告知": "national:GBF42-2", "不得拒绝自主选择": "MJ-2.1.2-1"}
RELIED_ON = {**TOLD, "不再索要证明": "national:GBF42-2"}
TOGETHER = {**RELIED_ON, "一次性告知和承诺": "national:GBF42-6-1"}
ON_THE_SPOT = {**TOGETHER, "当场作出决定": "national:GBF42-6-1"}

办理义务 = [
    scenario("承诺已经生效", gives=RELIED_ON),
    scenario("没有签署的承诺也已生效", UNSIGNED, gives=RELIED_ON),
    scenario("尚未承诺", {"承诺.已书面作出": False}, gives=TOLD),
    scenario("不愿承诺的仍应告知", UNWILLING, gives=TOLD),
    scenario("已经撤回", WITHDRAWN, gives=TOLD),
    scenario("没有列入清单", UNLISTED, gives={}),
    scenario("高风险", HIGH_RISK, gives={}),
    scenario("许可与证明重叠，当场决定", LICENCE, gives=ON_THE_SPOT),
    scenario("没有签署的不当场决定", {**LICENCE, **UNSIGNED}, gives=TOGETHER),
    scenario(
        "材料没有按要求提交的不当场决定",
        {**LICENCE, "事项.申请材料已按要求提交": False},
        gives=TOGETHER,
    ),
    scenario(
        "法律设定的许可未获批准",
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
]

NOT_IN_CITY = {"证明.上级已确定": False}
NOT_RETAINED = {"事项.要求提供证明": False}
NOT_REVIEWED = {"清单.已合法性审查": False}
TECHNICAL = {"证明.专业性技术性较强": True}
NOT_CONSULTED = {"清单.已请示或论证": False}
NOT_PASSED = {"清单.已经司法行政部门审核": False}
RETAINED = "在本部门保留的证明事项之内"
NATION_WITHOUT_CITY = "未见以上级清单为限的要求"

入清单 = [
    scenario("市里已确定、程序已履行", gives="可列入", by="MJ-2.2.4-3", says=RETAINED),
    scenario(
        "市直对应部门没有确定",
        NOT_IN_CITY,
        gives="不得列入",
        by="MJ-2.2.4-1",
        says=NATION_WITHOUT_CITY,
    ),
    scenario(
        "市里是否确定不知道",
        {"证明.上级已确定": None},
        gives="待补充",
        possible=("不得列入", "可列入"),
        asks=["证明.上级已确定"],
    ),
    scenario("没有保留的证明", NOT_RETAINED, gives="不得列入", by="MJ-2.2.4-3"),
    scenario("没有保留，市里也没有确定", {**NOT_RETAINED, **NOT_IN_CITY}, gives="不得列入"),
    scenario(
        "没有经合法性审查", NOT_REVIEWED, gives="须先履行程序", by="MJ-2.2.4-4", says=RETAINED
    ),
    scenario(
        "专业性较强而没有请示或者论证",
        {**TECHNICAL, **NOT_CONSULTED},
        gives="须先履行程序",
        by="MJ-2.2.4-5",
        says=RETAINED,
    ),
    scenario("专业性较强而已请示或者论证", TECHNICAL, gives="可列入", says=RETAINED),
    scenario("专业性不强的不必请示或者论证", NOT_CONSULTED, gives="可列入", says=RETAINED),
    scenario(
        "没有经司法行政部门审核",
        NOT_PASSED,
        gives="须先履行程序",
        by=("MJ-2.1.3-1", "MJ-2.1.3-3"),
        says=RETAINED,
    ),
    scenario(
        "程序履行了也不能补市里没有确定",
        {**NOT_IN_CITY, **NOT_REVIEWED},
        gives="不得列入",
        by="MJ-2.2.4-1",
        says=NATION_WITHOUT_CITY,
    ),
    scenario(
        "程序是否履行不知道",
        {"清单.已合法性审查": None, "清单.已经司法行政部门审核": None},
        gives="待补充",
        possible=("须先履行程序", "可列入"),
        asks=["清单.已合法性审查", "清单.已经司法行政部门审核"],
        says=RETAINED,
    ),
    scenario("高风险", HIGH_RISK, gives="不得列入", by=("MJ-2.1.1-3", "MJ-2.1.1-4")),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不得列入", by="MJ-2.1.1-4"),
    scenario("高风险而市里没有确定", {**HIGH_RISK, **NOT_IN_CITY}, gives="不得列入"),
    scenario("本区没有三项条件", {"证明.仅需形式审查": False}, gives="可列入", says=RETAINED),
    scenario("本区不须省政府批准", {"证明.在省级清单内": False}, gives="可列入", says=RETAINED),
    scenario(
        "本区不须党委会议研究",
        {"清单.已经党委会议研究": False},
        gives="可列入",
        says=RETAINED,
    ),
    scenario("不是优先选取的也可列入", {"证明.核查难度较大": True}, gives="可列入", says=RETAINED),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不得列入", "须先履行程序", "可列入"),
        asks=[
            "事项.要求提供证明",
            "证明.风险类别",
            "证明.其他高风险",
            "证明.上级已确定",
            "证明.专业性技术性较强",
            "清单.已合法性审查",
            "清单.已请示或论证",
            "清单.已经司法行政部门审核",
        ],
    ),
    scenario(
        "施行首日须对照市里",
        NOT_IN_CITY,
        gives="不得列入",
        says=NATION_WITHOUT_CITY,
        on=FIRST_DAY,
    ),
    scenario(
        "施行前一日没有这些要求",
        {**NOT_IN_CITY, **NOT_REVIEWED, **NOT_PASSED, **TECHNICAL, **NOT_CONSULTED},
        gives="可列入",
        by="national:GBF42-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about("毛集实验区", "办理程序", *办理程序),
    *about("毛集实验区", "办理义务", *办理义务),
    *about("毛集实验区", "入清单", *入清单),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)
