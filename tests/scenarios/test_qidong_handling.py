"""启东市: agents, the commitment itself, the procedure, and what may be put on the list."""

import pytest

from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    DAY_BEFORE,
    FIRST_DAY,
    FROM_NATION,
    GENERAL_POWER,
    HIGH_RISK,
    IN_PERSON,
    LICENCE,
    SPECIAL_POWER,
    UNAPPROVED,
    UNLISTED,
    UNWILLING,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, scenario

代为承诺 = [
    scenario("有特别授权", {**BY_AGENT, **SPECIAL_POWER}, gives="可代为", by="QD-2.7-5"),
    scenario("没有授权", BY_AGENT, gives="须补授权", by="QD-2.7-5"),
    scenario("只有一般授权", {**BY_AGENT, **GENERAL_POWER}, gives="须补授权", by="QD-2.7-5"),
    scenario(
        "须本人到场的有特别授权也不得代为",
        {**BY_AGENT, **SPECIAL_POWER, **IN_PERSON},
        gives="不得代为",
        by="QD-2.7-6",
    ),
    scenario("须本人到场强于缺授权", {**BY_AGENT, **IN_PERSON}, gives="不得代为"),
    scenario(
        "是否须本人到场不知道",
        {**BY_AGENT, **SPECIAL_POWER, "事项.依法须本人到场": None},
        gives="待补充",
        possible=("不得代为", "可代为"),
        asks=["事项.依法须本人到场"],
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

承诺效力 = [
    scenario("书面承诺并签字", gives="视为已提供证明", by="QD-2.4-4"),
    scenario(
        "书面承诺并盖章",
        {"承诺.已签字": False, "承诺.已盖章": True},
        gives="视为已提供证明",
        by="QD-2.4-4",
    ),
    scenario("没有签字也没有盖章", {"承诺.已签字": False}, gives="不生效", by="QD-2.4-4"),
    scenario(
        "只有捺印",
        {"承诺.已签字": False, "承诺.已捺印": True},
        gives="不生效",
        by="QD-2.4-4",
    ),
    scenario("没有书面作出", {"承诺.已书面作出": False}, gives="不生效", by="QD-2.4-4"),
    scenario("已经撤回", WITHDRAWN, gives="不生效", by="QD-2.4-7"),
    scenario("不在清单内", UNLISTED, gives="不生效", by="QD-2.4-2"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不生效", by="QD-1.2-2"),
    scenario("高风险", HIGH_RISK, gives="不生效", by=("QD-2.7-1", "QD-2.7-2")),
    scenario("失信", BAD_CREDIT, gives="不生效", by=("QD-2.7-3", "QD-2.7-4")),
    scenario("不愿承诺", UNWILLING, gives="不生效", by="QD-2.4-5"),
    scenario("代理人缺特别授权", BY_AGENT, gives="不生效", by="QD-2.7-5"),
    scenario(
        "须本人到场而由代理人承诺",
        {**BY_AGENT, **SPECIAL_POWER, **IN_PERSON},
        gives="不生效",
        by="QD-2.7-6",
    ),
    scenario("经特别授权由代理人承诺", {**BY_AGENT, **SPECIAL_POWER}, gives="视为已提供证明"),
    scenario("须本人到场而由本人承诺", IN_PERSON, gives="视为已提供证明"),
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
    scenario(
        "撤回与否不知道",
        {"承诺.已撤回": None},
        gives="待补充",
        possible=("不生效", "视为已提供证明"),
        asks=["承诺.已撤回"],
    ),
    scenario(
        "施行前一日不以签字盖章为限",
        {"承诺.已签字": False},
        gives="视为已提供证明",
        by="national:GBF42-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario("施行首日须签字盖章", {"承诺.已签字": False}, gives="不生效", on=FIRST_DAY),
    scenario(
        "施行前一日代理没有规定",
        BY_AGENT,
        gives="视为已提供证明",
        says=(FROM_NATION, "未见代为承诺的规定"),
        on=DAY_BEFORE,
    ),
]

办理程序 = [
    scenario("平常的申请", gives="证明事项告知承诺程序", by="QD-2.2-3"),
    scenario("许可与证明重叠", LICENCE, gives="涉企经营许可告知承诺程序", by="QD-2.2-6"),
    scenario(
        "许可本身没有实行告知承诺制",
        {"事项.为涉企经营许可": True},
        gives="证明事项告知承诺程序",
    ),
    scenario(
        "不是涉企经营许可",
        {"事项.许可实行告知承诺制": True},
        gives="证明事项告知承诺程序",
    ),
    scenario("不愿承诺", UNWILLING, gives="一般程序", by="QD-2.4-1"),
    scenario("不在清单内", UNLISTED, gives="一般程序", by="QD-2.4-1"),
    scenario(
        "许可实行而证明不适用",
        {**LICENCE, **HIGH_RISK},
        gives="一般程序",
        by="QD-2.4-1",
        says="只就这项证明而言",
    ),
    scenario("撤回后按原程序", WITHDRAWN, gives="一般程序", by="QD-2.4-7"),
    scenario(
        "涉企经营许可撤回后也按原程序",
        {**LICENCE, "承诺.已撤回": True},
        gives="一般程序",
        by="QD-2.4-7",
    ),
    scenario(
        "施行前一日不以清单为限",
        UNLISTED,
        gives="证明事项告知承诺程序",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

TOLD = {"一次性告知": "QD-2.2-1", "不得拒绝自主选择": "QD-2.4-2"}
RELIED_ON = {**TOLD, "不再索要证明": "QD-2.4-4"}
TOGETHER = {**RELIED_ON, "一次性告知和承诺": "QD-2.2-6"}
ON_THE_SPOT = {**TOGETHER, "当场作出决定": "national:GBF42-6-1"}

办理义务 = [
    scenario("承诺已经生效", gives=RELIED_ON),
    scenario("承诺已经生效，据二（二）不再索要", gives={**TOLD, "不再索要证明": "QD-2.2-3"}),
    scenario("尚未签字盖章", {"承诺.已签字": False}, gives=TOLD),
    scenario("不愿承诺的仍应告知", UNWILLING, gives=TOLD),
    scenario("不在清单内", UNLISTED, gives={}),
    scenario("高风险", HIGH_RISK, gives={}),
    scenario("许可与证明重叠，当场决定", LICENCE, gives=ON_THE_SPOT),
    scenario(
        "盖章的也当场决定",
        {**LICENCE, "承诺.已签字": False, "承诺.已盖章": True},
        gives=ON_THE_SPOT,
    ),
    scenario(
        "材料没有按要求提交的不当场决定",
        {**LICENCE, "事项.申请材料已按要求提交": False},
        gives=TOGETHER,
    ),
    scenario(
        "没有签字盖章的不当场决定",
        {**LICENCE, "承诺.已签字": False},
        gives={**TOLD, "一次性告知和承诺": "QD-2.2-6"},
    ),
    scenario("涉企经营许可撤回后", {**LICENCE, "承诺.已撤回": True}, gives=TOLD),
    scenario(
        "签了字而没有书面承诺的不当场决定",
        {**LICENCE, "承诺.已书面作出": False},
        gives={**TOLD, "一次性告知和承诺": "QD-2.2-6"},
    ),
    *(
        scenario(
            f"{law}设定的许可没有实行告知承诺制，不谈批准",
            {"事项.许可设定依据": law, "事项.许可告知承诺已获批准": False},
            gives=RELIED_ON,
        )
        for law in ("法律", "政府规章")
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
        "地方性法规设定的许可已获批准",
        {**LICENCE, "事项.许可设定依据": "地方性法规"},
        gives=ON_THE_SPOT,
    ),
]

NOT_YET = {"证明.在省级清单内": False}
APPROVED = {**NOT_YET, "证明.省政府已批准增列": True}
NATION_WITHOUT_THREE = "未见这三项条件"
NATION_WITHOUT_PROVINCE = "未见这一要求"

入清单 = [
    scenario("三项条件具备、在省级清单内", gives="可列入", by="QD-2.1-8"),
    *(
        scenario(f"由{kind}设定", {"证明.设定依据": [kind]}, gives="可列入")
        for kind in ("法律", "行政法规", "地方性法规", "国务院决定")
    ),
    *(
        scenario(
            f"只由{kind}设定",
            {"证明.设定依据": [kind]},
            gives="不得列入",
            by=("QD-2.1-2", "QD-2.1-5"),
            says=NATION_WITHOUT_THREE,
        )
        for kind in ("规章", "规范性文件")
    ),
    scenario("法律和规章两层设定", {"证明.设定依据": ["法律", "规章"]}, gives="可列入"),
    scenario(
        "没有设定依据",
        {"证明.设定依据": []},
        gives="不得列入",
        by="QD-2.1-2",
        says=NATION_WITHOUT_THREE,
    ),
    scenario(
        "设定依据不知道",
        {"证明.设定依据": None},
        gives="待补充",
        possible=("不得列入", "可列入"),
        asks=["证明.设定依据"],
    ),
    scenario(
        "须实质审查",
        {"证明.仅需形式审查": False},
        gives="不得列入",
        by="QD-2.1-3",
        says=NATION_WITHOUT_THREE,
    ),
    scenario(
        "申请人不能自行判断",
        {"证明.申请人可自行判断": False},
        gives="不得列入",
        by="QD-2.1-4",
        says=NATION_WITHOUT_THREE,
    ),
    scenario(
        "省级清单外未获批准",
        NOT_YET,
        gives="须报批",
        by="QD-2.1-10",
        says=NATION_WITHOUT_PROVINCE,
    ),
    scenario("省级清单外已获批准", APPROVED, gives="可列入"),
    scenario(
        "是否获批准不知道",
        {**NOT_YET, "证明.省政府已批准增列": None},
        gives="待补充",
        possible=("须报批", "可列入"),
        asks=["证明.省政府已批准增列"],
    ),
    scenario(
        "省政府批准也不能补三项条件",
        {**APPROVED, "证明.仅需形式审查": False},
        gives="不得列入",
        by="QD-2.1-3",
        says=NATION_WITHOUT_THREE,
    ),
    scenario(
        "三项条件不具备又未获批准",
        {**NOT_YET, "证明.仅需形式审查": False},
        gives="不得列入",
        says=NATION_WITHOUT_THREE,
    ),
    scenario("高风险", HIGH_RISK, gives="不得列入", by=("QD-2.7-1", "QD-2.7-2")),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不得列入", by="QD-2.7-2"),
    scenario(
        "高风险的谁批准都不得列入",
        {**APPROVED, **HIGH_RISK},
        gives="不得列入",
        by="QD-2.7-2",
    ),
    scenario(
        "高风险的不必说三项条件",
        {**HIGH_RISK, "证明.申请人可自行判断": False},
        gives="不得列入",
    ),
    scenario("高风险而且未获批准", {**NOT_YET, **HIGH_RISK}, gives="不得列入"),
    scenario(
        "施行前一日没有三项条件",
        {"证明.设定依据": ["规章"]},
        gives="可列入",
        by="national:GBF42-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行首日即有三项条件",
        {"证明.设定依据": ["规章"]},
        gives="不得列入",
        says=NATION_WITHOUT_THREE,
        on=FIRST_DAY,
    ),
]

SCENARIOS = [
    *about("启东市", "代为承诺", *代为承诺),
    *about("启东市", "承诺效力", *承诺效力),
    *about("启东市", "办理程序", *办理程序),
    *about("启东市", "办理义务", *办理义务),
    *about("启东市", "入清单", *入清单),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)
