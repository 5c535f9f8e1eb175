"""阿合奇县: verification, publication, withdrawal, untrue commitments, and what texts contain."""

import pytest

from tests.scenarios.aheqi import DAY_BEFORE, FIRST_DAY, FROM_NATION
from tests.scenarios.facts import (
    BEYOND_MEANS,
    BOTH_WAYS,
    CLOSED,
    EXEMPT,
    INSURABLE,
    LICENCE,
    NO_HELP,
    NO_REASON,
    UNKNOWN,
    WILFUL,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

NO_EXEMPTION = "没有写免予核查"
SITE_TOO = "在线核查不能查清的部分"
NO_WAY = "文件没有规定"

核查方式 = [
    scenario("监管方式由机关分类确定", gives="由行政机关确定", by=("AQ-3.4-8", "AQ-3.4-2")),
    scenario("信用状况是考量因素", gives="由行政机关确定", by="AQ-3.4-1"),
    scenario(
        "免予核查，本县没有写",
        EXEMPT,
        gives="免予核查",
        by="national:GBF42-7-1",
        says=NO_EXEMPTION,
    ),
    scenario("数据已共享", {"证明.数据已共享": True}, gives="在线核查", by="AQ-3.3-1"),
    scenario(
        "电子证照库",
        {"证明.可经电子证照库核查": True},
        gives="在线核查",
        by="national:GBF42-7-3",
    ),
    scenario("需现场核查", {"证明.需现场核查": True}, gives="现场核查", by="AQ-3.3-7"),
    scenario("在线与现场并列", BOTH_WAYS, gives="在线核查", by="AQ-3.3-1", says=SITE_TOO),
    scenario("难以自行核查", BEYOND_MEANS, gives="行政协助", by="AQ-3.3-3"),
    scenario(
        "被请求机关不能协助",
        {**BEYOND_MEANS, **NO_HELP},
        gives="暂无法核查",
        by="AQ-3.3-5",
        says=NO_WAY,
    ),
    scenario("没有请求协助", NO_HELP, gives="由行政机关确定"),
    scenario(
        "协助目录、隶属关系，本县没有写",
        {**BEYOND_MEANS, "协助.事项在目录内": False, "协助.双方无隶属关系": False},
        gives="行政协助",
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("免予核查", "在线核查", "现场核查", "行政协助", "暂无法核查", "由行政机关确定"),
        asks=[
            "证明.免予核查",
            "证明.数据已共享",
            "证明.可经电子证照库核查",
            "证明.需现场核查",
            "证明.难以自行核查",
            "协助.确有原因不能提供",
        ],
    ),
    scenario(
        "施行前一日免予核查",
        EXEMPT,
        gives="免予核查",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

WATCHED = {"日常监管": "AQ-3.4-3", "不得歧视性监管": "AQ-3.4-4"}
INSURANCE = "可以探索引入责任保险"

核查义务 = [
    scenario("一律日常监管，一律不得歧视", gives=WATCHED),
    scenario("什么都不知道也一样", start=UNKNOWN, gives=WATCHED, possible=("推送监管人员",)),
    scenario("免予核查的也一样", EXEMPT, gives=WATCHED),
    scenario(
        "现场核查推送监管人员",
        {"证明.需现场核查": True},
        gives={**WATCHED, "推送监管人员": "AQ-3.3-2"},
    ),
    scenario("免予核查的不推送", {**EXEMPT, "证明.需现场核查": True}, gives=WATCHED),
    scenario("数据共享的主动比对，本县没有另写", {"证明.数据已共享": True}, gives=WATCHED),
    scenario(
        "办理与监管分属不同部门，本县没有另写",
        {**EXEMPT, "事项.办理与监管分属不同部门": True},
        gives=WATCHED,
    ),
    scenario("价值较高、核查难度较大的可以保险", INSURABLE, gives=WATCHED, says=INSURANCE),
    scenario("只是价值较高", {"证明.经济利益价值较高": True}, gives=WATCHED),
    scenario("只是核查难度较大", {"证明.核查难度较大": True}, gives=WATCHED),
    scenario(
        "施行前一日只就免予核查的监管",
        EXEMPT,
        gives={"日常监管": "national:GBF42-7-2", "不得歧视性监管": "national:GBF42-7-2"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日需要核查的没有写",
        gives={},
        says=(FROM_NATION, "另一读法及于全部"),
        on=DAY_BEFORE,
    ),
    scenario("施行首日一律监管", gives=WATCHED, on=FIRST_DAY),
]

THIRD_PARTY = {"证明.涉及第三人利益": True}
SECRET = {"承诺书.涉密或隐私": ["商业秘密"]}
NOT_WRITTEN = "没有规定哪些告知承诺书应当公开"
PROTECT = "个人信息和商业秘密保护"

承诺书公开 = [
    scenario("三类之外不公开", gives="不公开", by="national:GBF42-8-2"),
    *(
        scenario(
            f"{fact}，由国家作答",
            {fact: True},
            gives="应当公开",
            by="national:GBF42-8-2",
            says=NOT_WRITTEN,
        )
        for fact in ("证明.涉及社会公共利益", "证明.涉及第三人利益", "证明.核查难度较大")
    ),
    scenario("难以自行核查的不当然公开", BEYOND_MEANS, gives="不公开"),
    *(
        scenario(
            f"应当公开而涉及{kind}",
            {**THIRD_PARTY, "承诺书.涉密或隐私": [kind]},
            gives="应当公开",
            says=(NOT_WRITTEN, PROTECT),
        )
        for kind in ("国家秘密", "商业秘密", "个人隐私")
    ),
    scenario("不公开的不必说保护", SECRET, gives="不公开"),
    scenario("单位的决定，本县没有写", {"证明.公开承诺书": True}, gives="不公开"),
    scenario(
        "申请人不同意公开，本县没有写",
        {**THIRD_PARTY, "申请人.同意公开承诺书": False},
        gives="应当公开",
        says=NOT_WRITTEN,
    ),
    scenario(
        "施行前一日不必说本县",
        {**THIRD_PARTY, **SECRET},
        gives="应当公开",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

撤回 = [
    scenario("办结前有合理理由", gives="可撤回", by="AQ-3.7-1"),
    scenario("没有合理理由", NO_REASON, gives="不可撤回", by="AQ-3.7-1"),
    scenario("办结后", CLOSED, gives="不可撤回", by="AQ-3.7-1"),
    scenario("办结后没有理由", {**CLOSED, **NO_REASON}, gives="不可撤回"),
    scenario(
        "有没有理由不知道",
        {"撤回.有合理理由": None},
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["撤回.有合理理由"],
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["事项.已办结", "撤回.有合理理由"],
    ),
]

撤回后果 = [
    scenario("按原程序办理，没有写重新计算", gives={"按原程序办理": "AQ-3.7-2"}),
    scenario("是否已撤回不是条件", WITHDRAWN, gives={"按原程序办理": "AQ-3.7-2"}),
    scenario("没有理由不能撤回，没有后果", NO_REASON, gives={}),
    scenario("办结后不能撤回，没有后果", CLOSED, gives={}),
]

UNTRUE_ONLY = {"依法处置": "AQ-3.4-6", "纳入信用记录": "AQ-3.4-9"}
PUNISHED = {**UNTRUE_ONLY, "列入失信主体名单": "AQ-3.5-1", "失信公示": "AQ-3.5-9"}
LETTER_IS_NARROWER = "附件范本二（八）写的是执意隐瞒"

不实后果 = [
    scenario("核查为真实", gives={}),
    scenario("无法证实", {"核查.结论": "无法证实"}, gives={}),
    scenario("不实即处置", {"核查.结论": "不实"}, gives=UNTRUE_ONLY, says=LETTER_IS_NARROWER),
    scenario(
        "不实是处置的条件",
        {"核查.结论": "不实"},
        gives={**UNTRUE_ONLY, "依法处置": "AQ-3.4-5"},
        says=LETTER_IS_NARROWER,
    ),
    scenario("执意隐瞒的列入黑名单并公示", WILFUL, gives=PUNISHED),
    scenario("公示的方式", WILFUL, gives={**PUNISHED, "失信公示": "AQ-3.5-5"}),
    scenario(
        "是否故意不知道",
        {"核查.结论": "不实", "核查.故意隐瞒真实情况": None},
        gives=UNTRUE_ONLY,
        possible=("列入失信主体名单", "失信公示"),
        asks=["核查.故意隐瞒真实情况"],
    ),
    scenario(
        "不实而且涉嫌犯罪",
        {**WILFUL, "核查.涉嫌犯罪": True},
        gives={**PUNISHED, "移送司法机关": "AQ-3.4-7"},
    ),
    scenario("只是涉嫌犯罪", {"核查.涉嫌犯罪": True}, gives={"移送司法机关": "AQ-3.4-7"}),
    scenario("行政许可核查为真实", {"事项.类型": "行政许可"}, gives={}),
    scenario(
        "行政许可办结前发现",
        {**WILFUL, "事项.类型": "行政许可"},
        gives=PUNISHED,
        says="不予受理或者不予行政许可",
    ),
    scenario(
        "行政许可办结后发现",
        {**WILFUL, **CLOSED, "事项.类型": "行政许可"},
        gives=PUNISHED,
        says="应当予以撤销",
    ),
    scenario(
        "施行前一日没有黑名单",
        WILFUL,
        gives={"依法处置": "national:GBF42-7-4", "纳入信用记录": "national:GBF42-7-4"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

LETTER_LACKS = "附件范本没有写行政机关核查权力"
ONLY_IN_LETTER = "只见于附件范本"
NOTICE = {
    "事项名称": "AQ-3.2-3",
    "证明义务": "AQ-2.2-1",
    "证明用途": "AQ-A-2",
    "设定依据": "AQ-3.2-4",
    "证明内容": "AQ-3.2-5",
    "适用对象": "AQ-A-3",
    "承诺方式": "AQ-3.2-6",
    "承诺效力": "AQ-A-6",
    "不实承诺责任": "AQ-3.2-7",
    "行政机关核查权力": "AQ-3.2-8",
    "承诺书公开安排": "AQ-3.2-9",
}
LICENCE_NOTICE = {**NOTICE, "许可条件和材料要求": "AQ-3.2-5"}
NATION_NOTICE = {
    "事项名称": "national:GBF42-5-1",
    "证明义务": "national:GBF42-2",
    "设定依据": "national:GBF42-5-1",
    "证明内容": "national:GBF42-2",
    "承诺方式": "national:GBF42-5-1",
    "不实承诺责任": "national:GBF42-2",
    "行政机关核查权力": "national:GBF42-5-1",
    "承诺书公开安排": "national:GBF42-5-1",
}

告知要素 = [
    scenario(
        "正文的七项、证明义务和范本另列的三项", gives=NOTICE, says=(LETTER_LACKS, ONLY_IN_LETTER)
    ),
    scenario(
        "范本也写了的",
        gives={
            **NOTICE,
            "事项名称": "AQ-A-19",
            "设定依据": "AQ-A-20",
            "证明内容": "AQ-A-21",
            "承诺方式": "AQ-A-23",
        },
        says=(LETTER_LACKS, ONLY_IN_LETTER),
    ),
    scenario(
        "什么都不知道，只有许可的一项未定",
        start=UNKNOWN,
        gives=NOTICE,
        possible=("许可条件和材料要求",),
        says=(LETTER_LACKS, ONLY_IN_LETTER),
        asks=["事项.为涉企经营许可", "事项.许可实行告知承诺制"],
    ),
    scenario(
        "许可本身实行告知承诺制", LICENCE, gives=LICENCE_NOTICE, says=(LETTER_LACKS, ONLY_IN_LETTER)
    ),
    scenario(
        "许可本身没有实行告知承诺制",
        {"事项.为涉企经营许可": True},
        gives=NOTICE,
        says=(LETTER_LACKS, ONLY_IN_LETTER),
    ),
    scenario("施行前一日没有范本", LICENCE, gives=NATION_NOTICE, says=FROM_NATION, on=DAY_BEFORE),
]

COMMITMENT = {
    "知晓告知事项": "AQ-3.2-10",
    "符合相关条件": "AQ-3.2-11",
    "具体情况": "AQ-A-10",
    "愿意承担责任": "AQ-3.2-12",
    "意思表示真实": "AQ-3.2-21",
    "可核查方式": "AQ-A-12",
    "配合核查": "AQ-A-13",
    "基本信息真实": "AQ-A-14",
}

承诺要素 = [
    scenario("正文的四项和范本另列的四项", gives=COMMITMENT, says=ONLY_IN_LETTER),
    scenario(
        "范本也写了的",
        gives={
            **COMMITMENT,
            "知晓告知事项": "AQ-A-9",
            "符合相关条件": "AQ-A-10",
            "愿意承担责任": "AQ-A-11",
            "意思表示真实": "AQ-A-15",
        },
        says=ONLY_IN_LETTER,
    ),
    scenario("什么都不知道也一样", start=UNKNOWN, gives=COMMITMENT, says=ONLY_IN_LETTER, asks=[]),
    scenario(
        "施行前一日只有国家的四项",
        gives={
            "知晓告知事项": "national:GBF42-5-2",
            "符合相关条件": "national:GBF42-5-2",
            "愿意承担责任": "national:GBF42-5-2",
            "意思表示真实": "national:GBF42-5-2",
        },
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about("阿合奇县", "核查方式", *核查方式),
    *about("阿合奇县", "核查义务", *核查义务),
    *about("阿合奇县", "承诺书公开", *承诺书公开),
    *about("阿合奇县", "撤回", *撤回),
    *about("阿合奇县", "撤回后果", *撤回后果),
    *about("阿合奇县", "不实后果", *不实后果),
    *about("阿合奇县", "告知要素", *告知要素),
    *about("阿合奇县", "承诺要素", *承诺要素),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_element_of_the_model_letter_quotes_its_own_line():
    found = jurisdiction("阿合奇县").decide({}, "告知要素", on="2021-07-01")
    quotes = {ground.effect: ground.basis[0].quote for ground in found.grounds}
    assert quotes["证明用途"] == "（二）证明用途"
    assert quotes["承诺效力"] == "行政机关不再索要有关证明而依据书面承诺办理相关事项"
