"""启东市: verification, publication, withdrawal, untrue commitments, and what the texts contain."""

import pytest

from tests.scenarios.facts import (
    BEYOND_MEANS,
    BOTH_WAYS,
    CLOSED,
    DAY_BEFORE,
    EXEMPT,
    FIRST_DAY,
    FROM_NATION,
    INSURABLE,
    LICENCE,
    NO_HELP,
    NO_REASON,
    UNKNOWN,
    WILFUL,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, scenario

BY_LETTER = "请求协助以发函方式提出"
SITE_TOO = "同时需要现场核查"
ONE_BY_ONE = "逐一确定时"
NO_WAY = "文件没有规定"

核查方式 = [
    scenario("核查办法由机关逐一确定", gives="由行政机关确定", by="QD-2.5-1", says=ONE_BY_ONE),
    scenario("免予核查", {"证明.免予核查": True}, gives="免予核查", by="QD-2.5-4"),
    scenario(
        "免予核查的即使数据共享",
        {"证明.免予核查": True, **BOTH_WAYS, **BEYOND_MEANS},
        gives="免予核查",
    ),
    scenario("数据已共享", {"证明.数据已共享": True}, gives="在线核查", by="QD-2.5-12"),
    scenario(
        "电子证照库",
        {"证明.可经电子证照库核查": True},
        gives="在线核查",
        by="national:GBF42-7-3",
    ),
    scenario("需现场核查", {"证明.需现场核查": True}, gives="现场核查", by="QD-2.5-15"),
    scenario(
        "以在线核查为主",
        BOTH_WAYS,
        gives="在线核查",
        by="QD-2.5-12",
        says=SITE_TOO,
    ),
    scenario(
        "电子证照库在先，现场核查在后",
        {"证明.可经电子证照库核查": True, "证明.需现场核查": True},
        gives="在线核查",
        by="QD-2.5-12",
        says=SITE_TOO,
    ),
    scenario("难以自行核查", BEYOND_MEANS, gives="行政协助", by="QD-2.5-16", says=BY_LETTER),
    scenario(
        "被请求机关不能协助",
        {**BEYOND_MEANS, **NO_HELP},
        gives="暂无法核查",
        by="QD-2.5-18",
        says=NO_WAY,
    ),
    scenario("没有请求协助", NO_HELP, gives="由行政机关确定", says=ONE_BY_ONE),
    scenario(
        "第2项的核查方式文件没有写，须问",
        item=2,
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
        "施行前一日分类确定",
        gives="由行政机关确定",
        by="national:GBF42-7-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日在线与现场并列",
        BOTH_WAYS,
        gives="在线核查",
        by="national:GBF42-7-3",
        says=(FROM_NATION, "在线核查不能查清的部分"),
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日请求协助",
        BEYOND_MEANS,
        gives="行政协助",
        by="national:GBF42-7-3",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

CHECKED = {"按时核查": "QD-2.5-7"}
SUPERVISED = {"日常监管": "QD-2.5-5", "不得歧视性监管": "QD-2.5-6"}
DISCRIMINATION = "另一读法及于全部"

核查义务 = [
    scenario("需要核查的按时核查", gives=CHECKED, says=DISCRIMINATION),
    scenario("免予核查的日常监管", EXEMPT, gives=SUPERVISED),
    scenario(
        "数据共享的主动比对",
        {"证明.数据已共享": True},
        gives={**CHECKED, "主动比对": "QD-2.5-14"},
        says=DISCRIMINATION,
    ),
    scenario(
        "免予核查而数据共享",
        {**EXEMPT, "证明.数据已共享": True},
        gives={**SUPERVISED, "主动比对": "QD-2.5-14"},
        says="免予核查的不再比对",
    ),
    scenario(
        "现场核查推送监管人员，本市未写",
        {"证明.需现场核查": True},
        gives={**CHECKED, "推送监管人员": "national:GBF42-7-5"},
        says=DISCRIMINATION,
    ),
    scenario("免予核查的不推送", {**EXEMPT, "证明.需现场核查": True}, gives=SUPERVISED),
    scenario(
        "价值较高、核查难度较大的可以保险",
        INSURABLE,
        gives=CHECKED,
        says=(DISCRIMINATION, "可以探索引入责任保险"),
    ),
    scenario(
        "只是价值较高",
        {"证明.经济利益价值较高": True},
        gives=CHECKED,
        says=DISCRIMINATION,
    ),
    scenario(
        "只是核查难度较大",
        {"证明.核查难度较大": True},
        gives=CHECKED,
        says=DISCRIMINATION,
    ),
    scenario(
        "施行前一日没有按时核查、主动比对",
        {"证明.数据已共享": True},
        gives={},
        says=(FROM_NATION, DISCRIMINATION),
        on=DAY_BEFORE,
    ),
]

SECRET = {"承诺书.涉密或隐私": ["个人隐私"]}

承诺书公开 = [
    scenario("三类之外不公开", gives="不公开", by="QD-2.7-7"),
    scenario("社会公共利益", {"证明.涉及社会公共利益": True}, gives="应当公开", by="QD-2.7-7"),
    scenario("第三人利益", {"证明.涉及第三人利益": True}, gives="应当公开", by="QD-2.7-7"),
    scenario("核查难度较大", {"证明.核查难度较大": True}, gives="应当公开", by="QD-2.7-7"),
    scenario("难以自行核查的不当然公开", BEYOND_MEANS, gives="不公开"),
    scenario(
        "应当公开而涉及个人隐私",
        {**SECRET, "证明.涉及第三人利益": True},
        gives="应当公开",
        says="政府信息公开的规定审查",
    ),
    scenario("不公开的不必说隐私", SECRET, gives="不公开"),
    scenario(
        "申请人不同意公开也应当公开",
        {"证明.涉及第三人利益": True, "申请人.同意公开承诺书": False},
        gives="应当公开",
    ),
]

NATION_WANTS_REASON = "以有合理理由为条件"

撤回 = [
    scenario("办结前可以撤回", gives="可撤回", by="QD-2.4-6"),
    scenario(
        "撤回无须理由",
        NO_REASON,
        gives="可撤回",
        by="QD-2.4-6",
        says=NATION_WANTS_REASON,
    ),
    scenario("不问理由", {"撤回.有合理理由": None}, gives="可撤回", asks=[]),
    scenario("办结后不可撤回", CLOSED, gives="不可撤回", by="QD-2.4-6"),
    scenario("办结后有理由也不可撤回", {**CLOSED, **NO_REASON}, gives="不可撤回"),
    scenario(
        "什么都不知道，只问是否办结",
        start=UNKNOWN,
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["事项.已办结"],
    ),
    scenario("施行首日无须理由", NO_REASON, gives="可撤回", says="没有写", on=FIRST_DAY),
    scenario(
        "施行前一日须有合理理由",
        NO_REASON,
        gives="不可撤回",
        by="national:GBF42-8-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日有合理理由",
        gives="可撤回",
        by="有合理理由可以撤回",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

RESTART = {"按原程序办理": "QD-2.4-7", "重新计算办理时限": "QD-2.4-7"}

撤回后果 = [
    scenario("按原程序并重新计算时限", gives=RESTART),
    scenario("没有理由也一样", NO_REASON, gives=RESTART),
    scenario("是否已撤回不是条件", WITHDRAWN, gives=RESTART),
    scenario("办结后不能撤回，没有后果", CLOSED, gives={}),
    scenario(
        "施行前一日没有写重新计算",
        gives={"按原程序办理": "national:GBF42-8-1"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

PUNISHED = {
    "依法处置": "QD-2.5-9",
    "纳入信用记录": "QD-2.5-10",
    "列入失信主体名单": "QD-2.6-3",
    "失信公示": "QD-2.6-4",
}
UNTRUE_ONLY = "启东市以故意隐瞒真实情况为处置的条件"

不实后果 = [
    scenario("核查为真实", gives={}),
    scenario("无法证实", {"核查.结论": "无法证实"}, gives={}),
    scenario("故意隐瞒", WILFUL, gives=PUNISHED),
    scenario("故意隐瞒是处置的条件", WILFUL, gives={**PUNISHED, "依法处置": "QD-2.5-8"}),
    scenario("不实而非故意，不是一回事", {"核查.结论": "不实"}, gives={}, says=UNTRUE_ONLY),
    scenario(
        "是否故意不知道",
        {"核查.结论": "不实", "核查.故意隐瞒真实情况": None},
        gives={},
        possible=("依法处置", "纳入信用记录", "列入失信主体名单", "失信公示"),
        asks=["核查.故意隐瞒真实情况"],
    ),
    scenario(
        "故意而且涉嫌犯罪",
        {**WILFUL, "核查.涉嫌犯罪": True},
        gives={**PUNISHED, "移送司法机关": "QD-2.5-11"},
    ),
    scenario("只是涉嫌犯罪", {"核查.涉嫌犯罪": True}, gives={"移送司法机关": "QD-2.5-11"}),
    scenario(
        "已投保的由保险人赔付",
        {**WILFUL, **INSURABLE},
        gives=PUNISHED,
        says="由保险人承担赔偿责任",
    ),
    scenario("承诺真实的不谈赔付", INSURABLE, gives={}),
    scenario("只是价值较高", {**WILFUL, "证明.经济利益价值较高": True}, gives=PUNISHED),
    scenario("只是核查难度较大", {**WILFUL, "证明.核查难度较大": True}, gives=PUNISHED),
    scenario("行政许可核查为真实", {"事项.类型": "行政许可"}, gives={}),
    scenario("行政许可办结后核查为真实", {**CLOSED, "事项.类型": "行政许可"}, gives={}),
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
        "施行前一日不以故意为条件",
        {"核查.结论": "不实"},
        gives={"依法处置": "national:GBF42-7-4", "纳入信用记录": "national:GBF42-7-4"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

NOTICE = {
    "事项名称": "QD-2.3-3",
    "证明义务": "QD-2.2-1",
    "设定依据": "QD-2.3-4",
    "证明内容": "QD-2.3-5",
    "承诺方式": "QD-2.3-6",
    "不实承诺责任": "QD-2.3-7",
    "行政机关核查权力": "QD-2.3-8",
    "承诺书公开安排": "QD-2.3-9",
}

告知要素 = [
    scenario("二（三）的七项和定义中的证明义务", gives=NOTICE),
    scenario("什么都不知道也一样", start=UNKNOWN, gives=NOTICE, asks=[]),
    scenario("涉企经营许可也一样", LICENCE, gives=NOTICE),
]

COMMITMENT = {
    "证件号码": "QD-2.3-10",
    "知晓告知事项": "QD-2.3-11",
    "理解告知事项": "QD-2.3-11",
    "符合相关条件": "QD-2.3-12",
    "愿意承担责任": "QD-2.3-14",
    "约束惩戒": "QD-2.3-14",
    "意思表示真实": "QD-2.3-13",
}

承诺要素 = [
    scenario("五项共七个意思", gives=COMMITMENT),
    scenario("什么都不知道也一样", start=UNKNOWN, gives=COMMITMENT, asks=[]),
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
    *about("启东市", "核查方式", *核查方式),
    *about("启东市", "核查义务", *核查义务),
    *about("启东市", "承诺书公开", *承诺书公开),
    *about("启东市", "撤回", *撤回),
    *about("启东市", "撤回后果", *撤回后果),
    *about("启东市", "不实后果", *不实后果),
    *about("启东市", "告知要素", *告知要素),
    *about("启东市", "承诺要素", *承诺要素),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)
