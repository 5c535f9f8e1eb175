"""台儿庄区: how a commitment is verified, and whose assistance may be asked for."""

import pytest

from tests.scenarios.facts import (
    BOTH_WAYS,
    EXEMPT,
    INSURABLE,
    NO_HELP,
    UNKNOWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction
from tests.scenarios.taierzhuang import (
    AGREED,
    APART,
    ASKED,
    COUNTY,
    DAY_BEFORE,
    ELSEWHERE,
    FIRST_DAY,
    FROM_NATION,
    ON_SITE,
    OUT_OF_DIRECTORY,
    START,
    SUBORDINATE,
    UNPROVABLE,
    UNTRUE_FOUND,
    scenario,
)

SITE_TOO = "同时需要现场核查"
NO_WAY = "不能提供协助时如何继续核查，文件没有规定"
REGISTER_FIRST = "先登记备案列入行政协助目录"
NATION_HAS_NO_DIRECTORY = "没有目录，依其读法可以请求协助"
NO_REFUSING = "附件2第五条写被请求机关不得拒绝或者阻碍，没有例外"
BEYOND_ANNEX_2 = "不及于这项协助"

核查方式 = [
    scenario("核查办法由机关分类确定", gives="由行政机关确定", by=("TZ-3.1-1", "TZ-3.1-2")),
    scenario("免于核查", EXEMPT, gives="免予核查", by="TZ-3.1-2"),
    scenario("免于核查的即使数据共享", {**EXEMPT, **BOTH_WAYS, **ASKED}, gives="免予核查"),
    scenario("数据已共享", {"证明.数据已共享": True}, gives="在线核查", by="TZ-3.1-3"),
    scenario("电子证照库", {"证明.可经电子证照库核查": True}, gives="在线核查", by="TZ-3.1-3"),
    scenario("确需现场核查", {"证明.需现场核查": True}, gives="现场核查", by="TZ-3.1-4"),
    scenario(
        "既能在线又需现场", BOTH_WAYS, gives="在线核查", by=("TZ-3.1-3", "TZ-3.1-4"), says=SITE_TOO
    ),
    scenario("难以自行核查而在目录内", ASKED, gives="行政协助", by="TZ-3.1-5"),
    scenario(
        "目录外不得请求",
        {**ASKED, **OUT_OF_DIRECTORY},
        gives="暂无法核查",
        by=("TZ-A2.7-3", "TZ-A2.7-4"),
        says=(REGISTER_FIRST, NATION_HAS_NO_DIRECTORY),
    ),
    scenario("不必请求协助的，目录无关", OUT_OF_DIRECTORY, gives="由行政机关确定"),
    scenario(
        "能在线核查的，目录无关",
        {**ASKED, **OUT_OF_DIRECTORY, "证明.数据已共享": True},
        gives="在线核查",
    ),
    scenario("免于核查的，目录无关", {**EXEMPT, **ASKED, **OUT_OF_DIRECTORY}, gives="免予核查"),
    scenario(
        "需现场核查的，目录无关",
        {**ASKED, **OUT_OF_DIRECTORY, "证明.需现场核查": True},
        gives="现场核查",
    ),
    scenario(
        "区外的机关不受目录限制",
        {**ASKED, **OUT_OF_DIRECTORY, **ELSEWHERE},
        gives="行政协助",
        by="TZ-3.1-5",
        says=BEYOND_ANNEX_2,
    ),
    scenario(
        "有隶属关系的也不受目录限制",
        {**ASKED, **OUT_OF_DIRECTORY, **SUBORDINATE},
        gives="行政协助",
        by="TZ-3.1-5",
        says=BEYOND_ANNEX_2,
    ),
    scenario(
        "能在线核查的，不谈区外",
        {**BOTH_WAYS, **ASKED, **ELSEWHERE},
        gives="在线核查",
        says=SITE_TOO,
    ),
    scenario(
        "被请求机关确有原因不能协助",
        {**ASKED, **NO_HELP},
        gives="暂无法核查",
        by="TZ-3.2-3",
        says=(NO_WAY, NO_REFUSING),
    ),
    scenario(
        "目录外的不谈能不能协助",
        {**ASKED, **NO_HELP, **OUT_OF_DIRECTORY},
        gives="暂无法核查",
        by="TZ-A2.7-3",
        says=(REGISTER_FIRST, NATION_HAS_NO_DIRECTORY),
    ),
    scenario(
        "区外的机关不能协助",
        {**ASKED, **NO_HELP, **ELSEWHERE},
        gives="暂无法核查",
        by="TZ-3.2-3",
        says=NO_WAY,
    ),
    scenario("没有请求协助的，能不能协助无关", NO_HELP, gives="由行政机关确定"),
    scenario(
        "目录不知道，要问",
        {**ASKED, "协助.事项在目录内": None},
        gives="待补充",
        possible=("行政协助", "暂无法核查"),
        asks=["协助.事项在目录内"],
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        asks=[
            "证明.免予核查",
            "证明.数据已共享",
            "证明.可经电子证照库核查",
            "证明.需现场核查",
            "证明.难以自行核查",
            "协助.均为本区行政机关",
            "协助.双方无隶属关系",
            "协助.事项在目录内",
            "协助.确有原因不能提供",
        ],
    ),
    scenario(
        "施行首日已有目录管理",
        {**ASKED, **OUT_OF_DIRECTORY},
        gives="暂无法核查",
        says=("登记备案", "没有目录"),
        on=FIRST_DAY,
    ),
    scenario(
        "施行前一日没有目录",
        {**ASKED, **OUT_OF_DIRECTORY},
        gives="行政协助",
        by="national:GBF42-7-3",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日电子证照库依国家",
        {"证明.可经电子证照库核查": True},
        gives="在线核查",
        by="电子证照在线核查",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

WATCHED = {"日常监管": "TZ-3.3-1"}
EXEMPTED = {**WATCHED, "不得歧视性监管": "national:GBF42-7-2"}
CONSULTED = {
    **EXEMPTED,
    "征求监管部门意见": "TZ-3.3-8",
    "明确双方权责": "TZ-3.3-2",
    "报司法局备案": "TZ-3.3-3",
}
REPLIED = {**WATCHED, "回复方式一致": "TZ-A2.5-5"}
FILED = {"报司法局备案": "TZ-A2.6-1", "报区委编办备案": "TZ-A2.6-1"}
DISCRIMINATION = "另一读法及于全部"

核查义务 = [
    scenario("都要日常监管", gives=WATCHED, says=DISCRIMINATION),
    scenario("免于核查的也要日常监管", EXEMPT, gives=EXEMPTED),
    scenario("办理与监管不一致而免于核查", {**EXEMPT, **APART}, gives=CONSULTED),
    scenario(
        "不一致而免于核查，须建立机制",
        {**EXEMPT, **APART},
        gives={**CONSULTED, "报司法局备案": "TZ-3.3-9"},
    ),
    scenario("不一致而需要核查", APART, gives=WATCHED, says=DISCRIMINATION),
    scenario("请求协助的，回复方式一致", ASKED, gives=REPLIED, says=DISCRIMINATION),
    scenario(
        "目录外不得请求协助",
        {**ASKED, **OUT_OF_DIRECTORY},
        gives={**WATCHED, "目录外不得请求协助": "TZ-A2.7-3"},
        says=DISCRIMINATION,
    ),
    scenario(
        "核查办法还没有确定的，目录外也不得请求",
        OUT_OF_DIRECTORY,
        gives={**WATCHED, "目录外不得请求协助": "TZ-A2.7-3"},
        says=DISCRIMINATION,
    ),
    scenario(
        "能在线核查的不谈目录",
        {**OUT_OF_DIRECTORY, "证明.数据已共享": True},
        gives=WATCHED,
        says=DISCRIMINATION,
    ),
    scenario("免于核查的不谈目录", {**EXEMPT, **OUT_OF_DIRECTORY}, gives=EXEMPTED),
    *(
        scenario(
            f"{name}的不适用协助办法",
            {**ASKED, **OUT_OF_DIRECTORY, **ON_SITE, **why},
            gives={**WATCHED, "不适用协助办法": "TZ-A2.2-1"},
            says=DISCRIMINATION,
        )
        for name, why in {"区外": ELSEWHERE, "有隶属关系": SUBORDINATE}.items()
    ),
    scenario(
        "能在线核查的不谈区外",
        {**ELSEWHERE, "证明.数据已共享": True},
        gives=WATCHED,
        says=DISCRIMINATION,
    ),
    scenario(
        "现场协助检查而没有协议",
        {**ASKED, **ON_SITE},
        gives={**REPLIED, **FILED, "先签协议": "TZ-A2.6-1", "指派两名人员": "TZ-A4-5"},
        says=DISCRIMINATION,
    ),
    scenario(
        "现场协助检查而已签协议",
        {**ASKED, **ON_SITE, **AGREED},
        gives={**REPLIED, **FILED, "指派两名人员": "TZ-A4-5"},
        says=DISCRIMINATION,
    ),
    scenario(
        "能在线核查的不谈现场协助",
        {**ON_SITE, "证明.数据已共享": True},
        gives=WATCHED,
        says=DISCRIMINATION,
    ),
    scenario(
        "现场协助检查而不能提供协助",
        {**ASKED, **ON_SITE, **NO_HELP, **AGREED},
        gives={**WATCHED, **FILED},
        says=DISCRIMINATION,
    ),
    scenario(
        "协助核查无法证实",
        {**ASKED, **UNPROVABLE},
        gives={**REPLIED, "附纸说明": "TZ-A5-2"},
        says=DISCRIMINATION,
    ),
    scenario(
        "核查办法没有写明的，无法证实也附纸说明",
        UNPROVABLE,
        gives={**WATCHED, "附纸说明": "TZ-A5-2"},
        says=DISCRIMINATION,
    ),
    scenario(
        "自己现场核查而无法证实，没有回复函可附",
        {**UNPROVABLE, "证明.需现场核查": True},
        gives={**WATCHED, "推送监管人员": "national:GBF42-7-5"},
        says=DISCRIMINATION,
    ),
    scenario("不实的回复不必附纸", {**ASKED, **UNTRUE_FOUND}, gives=REPLIED, says=DISCRIMINATION),
    scenario(
        "现场核查推送监管人员，本区没有写",
        {"证明.需现场核查": True},
        gives={**WATCHED, "推送监管人员": "national:GBF42-7-5"},
        says=DISCRIMINATION,
    ),
    scenario(
        "责任保险，本区没有写",
        INSURABLE,
        gives=WATCHED,
        says=(DISCRIMINATION, "可以探索引入责任保险"),
    ),
    scenario(
        "是否需现场协助不知道",
        {**ASKED, "协助.需现场协助检查": None},
        gives=REPLIED,
        possible=("报司法局备案", "报区委编办备案", "指派两名人员", "先签协议"),
        asks=["协助.需现场协助检查"],
        says=DISCRIMINATION,
    ),
    scenario(
        "施行前一日只有免予核查的日常监管",
        gives={},
        says=(FROM_NATION, DISCRIMINATION),
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日免予核查",
        {**EXEMPT, **APART},
        gives={"日常监管": "免予核查的日常监管", "不得歧视性监管": "national:GBF42-7-2"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about(COUNTY, "核查方式", *核查方式),
    *about(COUNTY, "核查义务", *核查义务),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_what_is_filed_can_be_read_in_two_ways():
    found = jurisdiction(COUNTY).decide({**START, **EXEMPT, **APART}, "核查义务", on=FIRST_DAY)
    (filed,) = [ground for ground in found.grounds if ground.effect == "报司法局备案"]
    assert filed.reading is not None
    assert "机制" in filed.reading.taken
    assert "免于核查的决定" in filed.reading.other
