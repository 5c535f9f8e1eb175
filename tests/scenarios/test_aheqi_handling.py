"""阿合奇县: the commitment itself, the procedure, licences, and what goes on the directory."""

import pytest

from tests.scenarios.aheqi import (
    DAY_AFTER,
    DAY_BEFORE,
    DAY_OF_TWO_READINGS,
    FIRST_DAY,
    FROM_NATION,
    LAST_DAY_OF_TRIAL,
    LOCAL_LICENCE,
    NO_AGENT,
    NOT_LIABLE,
)
from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    GENERAL_POWER,
    HIGH_RISK,
    LICENCE,
    ORDINARY,
    UNAPPROVED,
    UNLISTED,
    UNTRUE,
    UNWILLING,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

UNSIGNED = {"承诺.已签字": False}
SEALED = {"承诺.已签字": False, "承诺.已盖章": True}
NO_ORIGINAL = {"承诺.已交原件": False}
SEAL_ONLY = "公章是行政机关的"

承诺效力 = [
    scenario("书面承诺、签字并交原件", gives="视为已提供证明", by=("AQ-2.2-3", "AQ-A-24")),
    scenario("没有签字", UNSIGNED, gives="不生效", by=("AQ-A-4", "AQ-A-16")),
    scenario("只有盖章", SEALED, gives="不生效", by="AQ-A-16", says=SEAL_ONLY),
    scenario(
        "只有捺印", {**UNSIGNED, "承诺.已捺印": True}, gives="不生效", by="AQ-A-4", says=SEAL_ONLY
    ),
    scenario("签字而且盖章", {"承诺.已盖章": True}, gives="视为已提供证明"),
    scenario("只有盖章而已撤回，不必说补签", {**SEALED, **WITHDRAWN}, gives="不生效"),
    scenario("只有盖章而失信，不必说补签", {**SEALED, **BAD_CREDIT}, gives="不生效"),
    scenario(
        "盖了章而没有书面承诺，不必说补签",
        {**SEALED, "承诺.已书面作出": False},
        gives="不生效",
    ),
    scenario("没有交原件", NO_ORIGINAL, gives="不生效", by=("AQ-A-4", "AQ-2.2-1")),
    scenario(
        "是否交原件不知道",
        {"承诺.已交原件": None},
        gives="待补充",
        possible=("不生效", "视为已提供证明"),
        asks=["承诺.已交原件"],
    ),
    scenario("没有书面作出", {"承诺.已书面作出": False}, gives="不生效", by="AQ-2.2-2"),
    scenario("已经撤回", WITHDRAWN, gives="不生效", by="AQ-3.7-2"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不生效", by="AQ-1-2"),
    scenario("目录外的自五月一日起生效", UNLISTED, gives="视为已提供证明", on=DAY_OF_TWO_READINGS),
    scenario("试行期目录外的不生效", UNLISTED, gives="不生效", by="AQ-1-5", on=LAST_DAY_OF_TRIAL),
    scenario(
        "试行期目录外的高风险",
        {**UNLISTED, **HIGH_RISK},
        gives="不生效",
        by="national:GBF42-3-2",
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario("高风险", HIGH_RISK, gives="不生效", by="national:GBF42-3-2"),
    scenario("失信", BAD_CREDIT, gives="不生效", by=("AQ-3.6-4", "AQ-3.6-5")),
    scenario("曾作出不实而非虚假的承诺", UNTRUE, gives="视为已提供证明"),
    scenario("不愿承诺", UNWILLING, gives="不生效", by="AQ-3.6-2"),
    scenario("不愿承担责任", NOT_LIABLE, gives="不生效", by="AQ-3.6-2"),
    scenario(
        "施行前一日不愿承诺",
        UNWILLING,
        gives="不生效",
        by="national:GBF42-4-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario("代理人没有授权", BY_AGENT, gives="不生效", by="AQ-3.6-3"),
    scenario(
        "不可代为而由代理人承诺",
        {**BY_AGENT, **GENERAL_POWER, **NO_AGENT},
        gives="不生效",
        by="AQ-A-5",
    ),
    scenario("经授权由代理人承诺", {**BY_AGENT, **GENERAL_POWER}, gives="视为已提供证明"),
    scenario("不可代为而由本人承诺", NO_AGENT, gives="视为已提供证明"),
    scenario(
        "没有一次性告知即承诺",
        {"告知.已一次性书面告知": False},
        gives="视为已提供证明",
        says="尚未告知的应当补行告知",
    ),
    scenario(
        "施行前一日不以签字和原件为条件",
        {**UNSIGNED, **NO_ORIGINAL},
        gives="视为已提供证明",
        by="national:GBF42-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario("施行首日须签字", UNSIGNED, gives="不生效", on=FIRST_DAY),
    scenario(
        "施行前一日代理没有规定",
        BY_AGENT,
        gives="视为已提供证明",
        says=(FROM_NATION, "未见代为承诺的规定"),
        on=DAY_BEFORE,
    ),
]

办理程序 = [
    scenario("平常的申请", gives="证明事项告知承诺程序", by="AQ-2.2-3"),
    scenario("许可与证明重叠", LICENCE, gives="涉企经营许可告知承诺程序", by="AQ-3.2-14"),
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
    scenario("不愿承诺", UNWILLING, gives="一般程序", by="AQ-3.6-2"),
    scenario("不愿承担责任", NOT_LIABLE, gives="一般程序", by="AQ-3.6-2"),
    scenario("失信", BAD_CREDIT, gives="一般程序", by="AQ-3.6-5"),
    scenario("目录外的也按告知承诺程序", UNLISTED, gives="证明事项告知承诺程序"),
    scenario("试行期目录外的", UNLISTED, gives="一般程序", on=LAST_DAY_OF_TRIAL),
    scenario(
        "许可实行而证明不适用",
        {**LICENCE, **HIGH_RISK},
        gives="一般程序",
        by="AQ-1-3",
        says="只就这项证明而言",
    ),
    scenario("撤回后按原程序", WITHDRAWN, gives="一般程序", by="AQ-3.7-2"),
    scenario("涉企经营许可撤回后也按原程序", {**LICENCE, **WITHDRAWN}, gives="一般程序"),
]

TOLD = {"一次性告知": "AQ-2.2-1", "不得拒绝自主选择": "AQ-3.6-1"}
RELIED_ON = {**TOLD, "不再索要证明": "AQ-2.2-3"}
TOGETHER = {**TOLD, "一次性告知和承诺": "AQ-3.2-14"}
ON_THE_SPOT = {**TOGETHER, "不再索要证明": "AQ-A-6", "当场作出决定": "AQ-3.2-13"}
COUNTY_APPROVES = "报县人民政府批准；案件写明尚未批准"
NATION_SAYS_HIGHER = "县人民政府的批准不足"
CANNOT_CORRECT = {"事项.监管可纠正并防范风险": False}

办理义务 = [
    scenario("承诺已经生效", gives=RELIED_ON),
    scenario("目录外的也应告知", UNLISTED, gives=RELIED_ON),
    scenario("尚未签字", UNSIGNED, gives=TOLD),
    scenario("不愿承诺的仍应告知", UNWILLING, gives=TOLD),
    scenario("不愿承担责任的仍应告知", NOT_LIABLE, gives=TOLD),
    scenario("自主选择也写在范本里", UNWILLING, gives={**TOLD, "不得拒绝自主选择": "AQ-A-3"}),
    scenario("失信", BAD_CREDIT, gives={}),
    scenario("高风险", HIGH_RISK, gives={}),
    scenario("试行期目录外", UNLISTED, gives={}, on=LAST_DAY_OF_TRIAL),
    scenario("许可与证明重叠，当场决定", LICENCE, gives=ON_THE_SPOT),
    scenario(
        "材料没有按要求提交的不当场决定",
        {**LICENCE, "事项.申请材料已按要求提交": False},
        gives={**TOGETHER, "不再索要证明": "AQ-2.2-3"},
    ),
    scenario("没有签署的不当场决定", {**LICENCE, **UNSIGNED}, gives=TOGETHER),
    scenario("只盖章的不当场决定", {**LICENCE, **SEALED}, gives=TOGETHER),
    scenario("没有交原件的不当场决定", {**LICENCE, **NO_ORIGINAL}, gives=TOGETHER),
    scenario("涉企经营许可撤回后", {**LICENCE, **WITHDRAWN}, gives=TOLD),
    *(
        scenario(
            f"{law}设定的许可未获国务院批准",
            {**UNAPPROVED, "事项.许可设定依据": law},
            gives=ON_THE_SPOT,
            says="应当经国务院批准",
        )
        for law in ("法律", "行政法规", "国务院决定")
    ),
    *(
        scenario(
            f"{law}设定的许可未获县人民政府批准",
            {**UNAPPROVED, "事项.许可设定依据": law},
            gives=ON_THE_SPOT,
            says=(COUNTY_APPROVES, NATION_SAYS_HIGHER),
        )
        for law in ("地方性法规", "政府规章")
    ),
    scenario(
        "地方性法规设定的许可已获批准，上级另有读法",
        LOCAL_LICENCE,
        gives=ON_THE_SPOT,
        says=NATION_SAYS_HIGHER,
    ),
    *(
        scenario(
            f"{law}设定的许可没有实行告知承诺制，不谈批准和监管",
            {
                **CANNOT_CORRECT,
                "事项.许可设定依据": law,
                "事项.许可告知承诺已获批准": False,
            },
            gives=RELIED_ON,
        )
        for law in ("法律", "政府规章")
    ),
    scenario(
        "监管不能纠正、不能防范风险",
        {**LICENCE, **CANNOT_CORRECT},
        gives=ON_THE_SPOT,
        says="能够纠正不符合许可条件的行为",
    ),
    scenario(
        "施行前一日由省级或者自治州批准",
        {**LOCAL_LICENCE, "事项.许可告知承诺已获批准": False},
        gives={
            "一次性告知": "national:GBF42-2",
            "不得拒绝自主选择": "national:GBF42-4-1",
            "不再索要证明": "national:GBF42-2",
            "一次性告知和承诺": "national:GBF42-6-1",
            "当场作出决定": "national:GBF42-6-1",
        },
        says=(FROM_NATION, "省级或者设区的市（自治州）审改机构提出"),
        on=DAY_BEFORE,
    ),
]

UNREVIEWED = {"清单.已经司法行政部门审核": False}
NOT_ABOVE = {"证明.上级已确定": False}
SHARED = {"证明.数据已共享": True}
SECOND_REVIEW = "县政务服务和公共资源交易中心是否已经审核"
SHARING_FIRST = "信息共享核验的基础上梳理"
NOT_DETERMINED = "自治州没有确定的能否列入"
EXCEPTED = "写成“原则上都要实行”的例外"

入清单 = [
    scenario(
        "自治州已确定并经审核",
        SHARED,
        gives="原则上应列入",
        by=("AQ-3.1-1", "AQ-4.2-1", "AQ-1-6"),
        says=SECOND_REVIEW,
    ),
    scenario(
        "数据尚未共享", gives="原则上应列入", by="AQ-1-6", says=(SECOND_REVIEW, SHARING_FIRST)
    ),
    scenario(
        "未经审核",
        {**SHARED, **UNREVIEWED},
        gives="须先履行程序",
        by=("AQ-1-11", "AQ-3.1-8"),
    ),
    scenario(
        "审核与否不知道",
        {**SHARED, "清单.已经司法行政部门审核": None},
        gives="待补充",
        possible=("须先履行程序", "原则上应列入"),
        asks=["清单.已经司法行政部门审核"],
    ),
    scenario(
        "自治州没有确定，全面实行后仍应列入",
        {**SHARED, **NOT_ABOVE},
        gives="原则上应列入",
        by="AQ-1-6",
        says=(SECOND_REVIEW, NOT_DETERMINED),
    ),
    scenario(
        "自治州没有确定，五月一日当日",
        {**SHARED, **NOT_ABOVE},
        gives="原则上应列入",
        by="AQ-1-7",
        says=(SECOND_REVIEW, NOT_DETERMINED),
        on=DAY_OF_TWO_READINGS,
    ),
    scenario(
        "自治州没有确定，五月二日",
        {**SHARED, **NOT_ABOVE},
        gives="原则上应列入",
        says=(SECOND_REVIEW, NOT_DETERMINED),
        on=DAY_AFTER,
    ),
    scenario(
        "自治州没有确定，四月三十日只是可以列入",
        {**SHARED, **NOT_ABOVE},
        gives="可列入",
        by="AQ-1-10",
        says=(SECOND_REVIEW, NOT_DETERMINED),
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario(
        "自治州已确定的四月三十日也应承接",
        SHARED,
        gives="原则上应列入",
        by="AQ-3.1-1",
        says=SECOND_REVIEW,
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario(
        "试行期间自治州是否确定不知道",
        {**SHARED, "证明.上级已确定": None},
        gives="待补充",
        possible=("原则上应列入", "可列入"),
        asks=["证明.上级已确定"],
        says=SECOND_REVIEW,
        on=LAST_DAY_OF_TRIAL,
    ),
    scenario("高风险", HIGH_RISK, gives="不得列入", by="national:GBF42-3-2", says=EXCEPTED),
    scenario(
        "高风险的自治州没有确定、未经审核",
        {**HIGH_RISK, **NOT_ABOVE, **UNREVIEWED},
        gives="不得列入",
        says=EXCEPTED,
    ),
    scenario(
        "设定依据、形式审查，本县没有写",
        {
            **SHARED,
            "证明.设定依据": [],
            "证明.仅需形式审查": False,
            "证明.申请人可自行判断": False,
        },
        gives="原则上应列入",
        says=SECOND_REVIEW,
    ),
    scenario(
        "施行前一日只看风险",
        {**UNREVIEWED, **NOT_ABOVE},
        gives="可列入",
        by="national:GBF42-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario("施行首日须先审核", {**SHARED, **UNREVIEWED}, gives="须先履行程序", on=FIRST_DAY),
]

SCENARIOS = [
    *about("阿合奇县", "承诺效力", *承诺效力),
    *about("阿合奇县", "办理程序", *办理程序),
    *about("阿合奇县", "办理义务", *办理义务),
    *about("阿合奇县", "入清单", *入清单),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


@pytest.mark.parametrize(
    ("facts", "rule", "other"),
    [
        (UNSIGNED, "申请人未签字", "正文只写书面承诺"),
        (NO_ORIGINAL, "未交原件", "不以提交原件为生效的条件"),
    ],
)
def test_what_rests_on_the_model_letter_names_its_other_reading(facts, rule, other):
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **facts}, "承诺效力", on="2021-07-01")
    (ground,) = found.grounds
    assert ground.rule == rule
    assert ground.reading is not None
    assert other in ground.reading.other


def test_an_electronic_text_is_named_where_the_original_is_asked_for():
    found = jurisdiction("阿合奇县").decide(
        {**ORDINARY, **NO_ORIGINAL}, "承诺效力", on="2021-07-01"
    )
    (ground,) = found.grounds
    assert any("含电子文本" in str(citation.quote) for citation in ground.basis)
