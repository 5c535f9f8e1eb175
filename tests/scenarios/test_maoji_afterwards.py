"""毛集实验区: verification, publication, withdrawal, untrue commitments, and what the texts contain."""

import pytest

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
from tests.scenarios.maoji import DAY_BEFORE, FROM_NATION
from tests.scenarios.scenario import Scenario, about, check, scenario

SITE = {"证明.需现场核查": True}
SHARED = {"证明.数据已共享": True}
SITE_TOO = "同时需要现场核查"

核查方式 = [
    scenario(
        "核查办法由机关分类确定",
        gives="由行政机关确定",
        by=("MJ-2.3.7-1", "MJ-2.3.7-2", "MJ-2.3.7-3"),
    ),
    scenario("免予核查", EXEMPT, gives="免予核查", by="MJ-2.3.7-3"),
    scenario("免予核查的即使数据共享", {**EXEMPT, **BOTH_WAYS, **BEYOND_MEANS}, gives="免予核查"),
    scenario(
        "办理与监管分属不同部门，免予核查不必另征意见",
        {**EXEMPT, "事项.办理与监管分属不同部门": True},
        gives="免予核查",
    ),
    scenario("数据已共享", SHARED, gives="在线核查", by="MJ-2.3.7-9"),
    scenario(
        "电子证照库，本区没有列举",
        {"证明.可经电子证照库核查": True},
        gives="在线核查",
        by="national:GBF42-7-3",
    ),
    scenario("确需现场核查", SITE, gives="现场核查", by=("MJ-2.3.7-9", "MJ-2.3.7-11")),
    scenario("在线与现场并列", BOTH_WAYS, gives="在线核查", by="MJ-2.3.7-9", says=SITE_TOO),
    scenario("数据尚未共享、难以核查", BEYOND_MEANS, gives="行政协助", by="MJ-2.3.7-12"),
    scenario("目录之外也可以请求", {**BEYOND_MEANS, "协助.事项在目录内": False}, gives="行政协助"),
    scenario(
        "被请求机关不能协助",
        {**BEYOND_MEANS, **NO_HELP},
        gives="暂无法核查",
        by="MJ-2.3.7-14",
        says="如何继续核查",
    ),
    scenario("没有请求协助", NO_HELP, gives="由行政机关确定"),
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
        "施行前一日出自国家",
        gives="由行政机关确定",
        by="national:GBF42-7-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SUPERVISED = {"日常监管": "MJ-2.3.7-4", "不得歧视性监管": "MJ-2.3.7-5"}
DISCRIMINATION = "另一读法及于全部"

核查义务 = [
    scenario("需要核查的，本区没有写按时", gives={}, says=DISCRIMINATION),
    scenario("免予核查的日常监管", EXEMPT, gives=SUPERVISED),
    scenario("数据共享的，本区没有写主动比对", SHARED, gives={}, says=DISCRIMINATION),
    scenario(
        "现场核查推送监管人员",
        SITE,
        gives={"推送监管人员": "MJ-2.3.7-10"},
        says=DISCRIMINATION,
    ),
    scenario("推送须依托平台", SITE, gives={"推送监管人员": "MJ-2.3.7-11"}, says=DISCRIMINATION),
    scenario("免予核查的不推送", {**EXEMPT, **SITE}, gives=SUPERVISED),
    scenario(
        "分属不同部门的，本区不须征求意见、备案",
        {**EXEMPT, "事项.办理与监管分属不同部门": True},
        gives=SUPERVISED,
    ),
    scenario(
        "需现场协助检查的，本区不须先签协议",
        {**BEYOND_MEANS, "协助.需现场协助检查": True},
        gives={},
        says=DISCRIMINATION,
    ),
    scenario(
        "无法证实的，本区没有写附纸说明",
        {"核查.结论": "无法证实"},
        gives={},
        says=DISCRIMINATION,
    ),
    scenario(
        "价值较高、核查难度较大的可以保险",
        INSURABLE,
        gives={},
        says=(DISCRIMINATION, "可以探索引入责任保险"),
    ),
    scenario("只是价值较高", {"证明.经济利益价值较高": True}, gives={}, says=DISCRIMINATION),
    scenario("只是核查难度较大", {"证明.核查难度较大": True}, gives={}, says=DISCRIMINATION),
    scenario(
        "是否免予核查不知道",
        {"证明.免予核查": None},
        gives={},
        possible=("日常监管", "不得歧视性监管"),
        asks=["证明.免予核查"],
    ),
]

SECRET = {"承诺书.涉密或隐私": ["商业秘密"]}
THIRD_PARTY = {"证明.涉及第三人利益": True}

承诺书公开 = [
    scenario("三类之外不公开", gives="不公开", by="MJ-2.3.9-3"),
    scenario("社会公共利益", {"证明.涉及社会公共利益": True}, gives="应当公开", by="MJ-2.3.9-3"),
    scenario("第三人利益", THIRD_PARTY, gives="应当公开", by="MJ-2.3.9-9"),
    scenario("核查难度较大", {"证明.核查难度较大": True}, gives="应当公开", by="MJ-2.3.9-3"),
    scenario("难以自行核查的不当然公开", BEYOND_MEANS, gives="不公开"),
    scenario("单位决定不是条件", {"证明.公开承诺书": True}, gives="不公开"),
    scenario(
        "申请人不同意公开也应当公开",
        {**THIRD_PARTY, "申请人.同意公开承诺书": False},
        gives="应当公开",
    ),
    scenario(
        "应当公开而涉及商业秘密",
        {**SECRET, **THIRD_PARTY},
        gives="应当公开",
        says="依政府信息公开的规定审查",
    ),
    scenario("不公开的不必说秘密", SECRET, gives="不公开"),
    scenario(
        "难度是否较大不知道",
        {"证明.核查难度较大": None},
        gives="待补充",
        possible=("应当公开", "不公开"),
        asks=["证明.核查难度较大"],
    ),
    scenario(
        "施行前一日应当公开而涉及商业秘密",
        {**SECRET, **THIRD_PARTY},
        gives="应当公开",
        by="national:GBF42-8-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

撤回 = [
    scenario("办结前有合理理由", gives="可撤回", by="MJ-2.3.9-1"),
    scenario("没有合理理由", NO_REASON, gives="不可撤回", by="MJ-2.3.9-1"),
    scenario("办结后", CLOSED, gives="不可撤回", by="MJ-2.3.9-1"),
    scenario("办结后没有理由", {**CLOSED, **NO_REASON}, gives="不可撤回"),
    scenario(
        "有没有理由不知道",
        {"撤回.有合理理由": None},
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["撤回.有合理理由"],
    ),
    scenario("办结后不必问理由", {**CLOSED, "撤回.有合理理由": None}, gives="不可撤回", asks=[]),
    scenario(
        "施行前一日也须合理理由",
        NO_REASON,
        gives="不可撤回",
        by="national:GBF42-8-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

BACK = {"按原程序办理": "MJ-2.3.9-2"}
CLOCK = "是否重新计算"

撤回后果 = [
    scenario("按原程序，时限是否重新计算没有写", gives=BACK, says=CLOCK),
    scenario("是否已撤回不是条件", WITHDRAWN, gives=BACK, says=CLOCK),
    scenario("没有合理理由不能撤回，没有后果", NO_REASON, gives={}),
    scenario("办结后不能撤回，没有后果", CLOSED, gives={}),
    scenario(
        "施行前一日出自国家",
        gives={"按原程序办理": "national:GBF42-8-1"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

PUNISHED = {"依法处置": "MJ-2.3.7-7", "纳入信用记录": "MJ-2.3.7-15"}

不实后果 = [
    scenario("核查为真实", gives={}),
    scenario("无法证实", {"核查.结论": "无法证实"}, gives={}),
    scenario("不实而非故意的也处置", {"核查.结论": "不实"}, gives=PUNISHED),
    scenario(
        "发现不实是处置的条件", {"核查.结论": "不实"}, gives={**PUNISHED, "依法处置": "MJ-2.3.7-6"}
    ),
    scenario("故意隐瞒的，本区没有名单", WILFUL, gives=PUNISHED),
    scenario(
        "是否故意不影响处置",
        {"核查.结论": "不实", "核查.故意隐瞒真实情况": None},
        gives=PUNISHED,
        asks=[],
    ),
    scenario("只是涉嫌犯罪", {"核查.涉嫌犯罪": True}, gives={"移送司法机关": "MJ-2.3.7-8"}),
    scenario(
        "不实而且涉嫌犯罪",
        {"核查.结论": "不实", "核查.涉嫌犯罪": True},
        gives={**PUNISHED, "移送司法机关": "MJ-2.3.7-8"},
    ),
    scenario("投保的赔付，本区没有写", {**WILFUL, **INSURABLE}, gives=PUNISHED),
    scenario(
        "行政许可办结前发现故意隐瞒",
        {**WILFUL, "事项.类型": "行政许可"},
        gives=PUNISHED,
        says="不予受理或者不予行政许可",
    ),
    scenario(
        "行政许可办结后发现故意隐瞒",
        {**WILFUL, **CLOSED, "事项.类型": "行政许可"},
        gives=PUNISHED,
        says="应当予以撤销",
    ),
]

NOTICE = {
    "事项名称": "MJ-2.2.5-1",
    "证明义务": "national:GBF42-2",
    "设定依据": "MJ-2.2.5-2",
    "证明内容": "MJ-2.2.5-3",
    "承诺方式": "MJ-2.2.5-4",
    "不实承诺责任": "MJ-2.2.5-5",
    "行政机关核查权力": "MJ-2.2.5-6",
    "承诺书公开安排": "MJ-2.2.5-7",
}
LICENCE_NOTICE = {**NOTICE, "许可条件和材料要求": "MJ-2.2.5-3"}
ANY_LICENCE = "及于全部行政许可"

告知要素 = [
    scenario("二（二）5的七项和定义中的证明义务", gives=NOTICE),
    scenario("涉企经营许可实行告知承诺制的，另写许可条件", LICENCE, gives=LICENCE_NOTICE),
    scenario("许可本身没有实行告知承诺制", {"事项.为涉企经营许可": True}, gives=NOTICE),
    scenario(
        "其他行政许可，文字可有两读",
        {"事项.类型": "行政许可"},
        gives=NOTICE,
        says=ANY_LICENCE,
    ),
    scenario(
        "涉企经营许可实行告知承诺制的，不必说另一读法",
        {**LICENCE, "事项.类型": "行政许可"},
        gives=LICENCE_NOTICE,
    ),
    scenario(
        "是不是涉企经营许可不知道",
        {**LICENCE, "事项.为涉企经营许可": None},
        gives=NOTICE,
        possible=("许可条件和材料要求",),
        asks=["事项.为涉企经营许可"],
    ),
    scenario(
        "施行前一日没有许可条件",
        {**LICENCE, "事项.类型": "行政许可"},
        gives={
            "事项名称": "national:GBF42-5-1",
            "证明义务": "national:GBF42-2",
            "设定依据": "national:GBF42-5-1",
            "证明内容": "national:GBF42-5-1",
            "承诺方式": "national:GBF42-5-1",
            "不实承诺责任": "national:GBF42-5-1",
            "行政机关核查权力": "national:GBF42-5-1",
            "承诺书公开安排": "national:GBF42-5-1",
        },
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

承诺要素 = [
    scenario(
        "四项",
        start=UNKNOWN,
        gives={
            "知晓告知事项": "MJ-2.2.5-10",
            "符合相关条件": "MJ-2.2.5-11",
            "愿意承担责任": "MJ-2.2.5-12",
            "意思表示真实": "MJ-2.2.5-16",
        },
        asks=[],
    ),
]

SCENARIOS = [
    *about("毛集实验区", "核查方式", *核查方式),
    *about("毛集实验区", "核查义务", *核查义务),
    *about("毛集实验区", "承诺书公开", *承诺书公开),
    *about("毛集实验区", "撤回", *撤回),
    *about("毛集实验区", "撤回后果", *撤回后果),
    *about("毛集实验区", "不实后果", *不实后果),
    *about("毛集实验区", "告知要素", *告知要素),
    *about("毛集实验区", "承诺要素", *承诺要素),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)
