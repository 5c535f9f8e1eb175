"""陕州区: agents, the commitment itself, the procedure, and what may be put on the list."""

import pytest

from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    GENERAL_POWER,
    HIGH_RISK,
    IN_PERSON,
    LICENCE,
    ORDINARY,
    SPECIAL_POWER,
    UNAPPROVED,
    UNLISTED,
    UNWILLING,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

DAY_BEFORE = "2021-04-19"
FIRST_DAY = "2021-04-20"
FROM_NATION = "工作实施方案》自 2021-04-20 起施行，办理日期在此之前"

NO_AGENTS = {"证明.可代为承诺": False}
UNSIGNED = {"承诺.已签字": False}
UNSIGNED_SAYS = "应当核实是否为申请人所作"

代为承诺 = [
    scenario("依法可以并有特别授权", {**BY_AGENT, **SPECIAL_POWER}, gives="可代为", by="SZ-3.2-5"),
    scenario("没有授权", BY_AGENT, gives="须补授权", by="代为承诺须特别授权"),
    scenario("只有一般授权", {**BY_AGENT, **GENERAL_POWER}, gives="须补授权", by="SZ-3.2-5"),
    scenario(
        "依法不可以代为承诺的，有特别授权也不得代为",
        {**BY_AGENT, **SPECIAL_POWER, **NO_AGENTS},
        gives="不得代为",
        by="依法不可代为承诺",
    ),
    scenario("依法不可以强于缺授权", {**BY_AGENT, **NO_AGENTS}, gives="不得代为", by="SZ-3.2-5"),
    scenario(
        "须本人到场，本区没有另写", {**BY_AGENT, **SPECIAL_POWER, **IN_PERSON}, gives="可代为"
    ),
    scenario(
        "依法可否代为承诺不知道",
        {**BY_AGENT, **SPECIAL_POWER, "证明.可代为承诺": None},
        gives="待补充",
        possible=("不得代为", "可代为"),
        asks=["证明.可代为承诺"],
    ),
    scenario("施行首日", BY_AGENT, gives="须补授权", on=FIRST_DAY),
    scenario(
        "施行前一日没有规定",
        {**BY_AGENT, **SPECIAL_POWER},
        gives="未规定",
        by="代为承诺未规定",
        says=(FROM_NATION, "未见代为承诺的规定"),
        on=DAY_BEFORE,
    ),
]

承诺效力 = [
    scenario("书面承诺", gives="视为已提供证明", by="SZ-3.1-4"),
    scenario("没有任何签署，本区没有写", UNSIGNED, gives="视为已提供证明", says=UNSIGNED_SAYS),
    *(
        scenario(f"{how}也是签署", {**UNSIGNED, f"承诺.已{how}": True}, gives="视为已提供证明")
        for how in ("盖章", "捺印")
    ),
    scenario("没有签署，撤回后不必说", {**UNSIGNED, **WITHDRAWN}, gives="不生效"),
    scenario("没有签署，代理人无权的不必说", {**UNSIGNED, **BY_AGENT}, gives="不生效"),
    scenario(
        "没有签署，经特别授权由代理人承诺",
        {**UNSIGNED, **BY_AGENT, **SPECIAL_POWER},
        gives="视为已提供证明",
        says=UNSIGNED_SAYS,
    ),
    scenario("没有书面作出", {"承诺.已书面作出": False}, gives="不生效", by="SZ-3.1-3"),
    scenario("已经撤回", WITHDRAWN, gives="不生效", by="SZ-3.6-2"),
    scenario("没有列入清单", UNLISTED, gives="不生效", by="SZ-3.2-1"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不生效", by="SZ-2-2"),
    scenario("不要求证明", {"事项.要求提供证明": False}, gives="不生效", by="SZ-2-3"),
    scenario("高风险", HIGH_RISK, gives="不生效", by=("SZ-3.1-7", "SZ-3.1-8")),
    scenario("失信", BAD_CREDIT, gives="不生效", by=("SZ-3.2-3", "SZ-3.2-4")),
    scenario("不愿承诺", UNWILLING, gives="不生效", by="SZ-3.2-2"),
    scenario("代理人缺特别授权", BY_AGENT, gives="不生效", by=("无权代为承诺", "SZ-3.2-5")),
    scenario("代理人只有一般授权", {**BY_AGENT, **GENERAL_POWER}, gives="不生效", by="SZ-3.2-5"),
    scenario(
        "依法不可以代为而由代理人承诺",
        {**BY_AGENT, **SPECIAL_POWER, **NO_AGENTS},
        gives="不生效",
        by="SZ-3.2-5",
    ),
    scenario("经特别授权由代理人承诺", {**BY_AGENT, **SPECIAL_POWER}, gives="视为已提供证明"),
    scenario("依法不可以代为而由本人承诺", NO_AGENTS, gives="视为已提供证明"),
    scenario(
        "没有一次性告知即承诺",
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
        "施行前一日代理没有规定",
        BY_AGENT,
        gives="视为已提供证明",
        says=(FROM_NATION, "未见代为承诺的规定"),
        on=DAY_BEFORE,
    ),
]

办理程序 = [
    scenario("平常的申请", gives="证明事项告知承诺程序", by="SZ-3.1-4"),
    scenario("不愿承诺", UNWILLING, gives="一般程序", by="SZ-3.2-2"),
    scenario("没有列入清单", UNLISTED, gives="一般程序", by="SZ-3.1-9"),
    scenario("撤回后按原程序", WITHDRAWN, gives="一般程序", by="SZ-3.6-2"),
    scenario(
        "涉企经营许可本区没有写，由国家作答",
        LICENCE,
        gives="涉企经营许可告知承诺程序",
        by="national:GBF42-6-1",
    ),
    scenario(
        "许可实行而证明不适用",
        {**LICENCE, **HIGH_RISK},
        gives="一般程序",
        by="national:GBF42-6-1",
        says="只就这项证明而言",
    ),
]

TOLD = {"一次性告知": "SZ-3.1-2", "不得拒绝自主选择": "SZ-3.2-1"}
RELIED_ON = {**TOLD, "不再索要证明": "SZ-3.1-4"}
TOGETHER = {**RELIED_ON, "一次性告知和承诺": "national:GBF42-6-1"}
ON_THE_SPOT = {**TOGETHER, "当场作出决定": "national:GBF42-6-1"}

办理义务 = [
    scenario("承诺已经生效", gives=RELIED_ON),
    scenario("尚未书面承诺", {"承诺.已书面作出": False}, gives=TOLD),
    scenario("不愿承诺的仍应告知", UNWILLING, gives=TOLD),
    scenario("没有列入清单", UNLISTED, gives={}),
    scenario("高风险", HIGH_RISK, gives={}),
    scenario("许可与证明重叠，当场决定", LICENCE, gives=ON_THE_SPOT),
    scenario("没有签署的不当场决定", {**LICENCE, "承诺.已签字": False}, gives=TOGETHER),
    scenario("法律设定的许可未获批准", UNAPPROVED, gives=ON_THE_SPOT, says="应当经国务院批准"),
    scenario(
        "地方性法规设定的许可未获批准",
        {**UNAPPROVED, "事项.许可设定依据": "地方性法规"},
        gives=ON_THE_SPOT,
        says="省级或者设区的市",
    ),
]

NOT_DISCUSSED = {"清单.已经党委会议研究": False}

入清单 = [
    scenario("已经党委会议研究论证", gives="可列入", by="SZ-3.1-9"),
    scenario("未经党委会议研究论证", NOT_DISCUSSED, gives="须先履行程序", by="SZ-3.1-10"),
    scenario(
        "是否经党委会议研究不知道",
        {"清单.已经党委会议研究": None},
        gives="待补充",
        possible=("须先履行程序", "可列入"),
        asks=["清单.已经党委会议研究"],
    ),
    scenario(
        "其他程序本区没有写",
        {
            "清单.已合法性审查": False,
            "清单.已请示或论证": False,
            "清单.已经司法行政部门审核": False,
            "证明.上级已确定": False,
            "证明.在省级清单内": False,
        },
        gives="可列入",
    ),
    scenario(
        "三项条件本区没有写",
        {"证明.设定依据": [], "证明.仅需形式审查": False, "证明.申请人可自行判断": False},
        gives="可列入",
    ),
    scenario("法定证照本区没有另写", {"证明.属法定证照": True}, gives="可列入"),
    scenario("高风险", HIGH_RISK, gives="不得列入", by=("SZ-3.1-7", "SZ-3.1-8")),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不得列入", by="SZ-3.1-8"),
    scenario("高风险的研究论证也不得列入", {**HIGH_RISK, **NOT_DISCUSSED}, gives="不得列入"),
    scenario("编制期限以后也须研究论证", NOT_DISCUSSED, gives="须先履行程序", on="2022-01-04"),
    scenario("施行首日须研究论证", NOT_DISCUSSED, gives="须先履行程序", on=FIRST_DAY),
    scenario(
        "施行前一日没有这道程序",
        NOT_DISCUSSED,
        gives="可列入",
        by="national:GBF42-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about("陕州区", "代为承诺", *代为承诺),
    *about("陕州区", "承诺效力", *承诺效力),
    *about("陕州区", "办理程序", *办理程序),
    *about("陕州区", "办理义务", *办理义务),
    *about("陕州区", "入清单", *入清单),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


@pytest.mark.parametrize(
    ("changes", "decision", "taken", "other"),
    [
        (UNLISTED, "适用性", "清单外的不实行", "也可以实行"),
        (NO_AGENTS, "代为承诺", "只有依法可以代为承诺的", "另依其他法律"),
        (NOT_DISCUSSED, "入清单", "每次列入清单", "首次编制清单"),
        (HIGH_RISK, "适用性", "不必另行判断", "还须风险较大"),
    ],
    ids=["清单外", "代为承诺", "党委会议", "高风险"],
)
def test_words_that_bear_two_meanings_say_which_was_taken(changes, decision, taken, other):
    found = jurisdiction("陕州区").decide({**ORDINARY, **changes}, decision, on="2021-07-01")
    (reading,) = [ground.reading for ground in found.grounds if ground.reading is not None]
    assert taken in reading.taken
    assert other in reading.other
