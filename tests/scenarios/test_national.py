"""全国基线: what 国办发〔2020〕42号 says where no county has spoken.

Its words were not at hand, so that most answers carry the caveat of an inferred line; `check` sees
to that. What a scenario names in `says` comes on top of it.
"""

from datetime import date

import pytest

import gaozhi
from tests.scenarios.facts import (
    BAD_CREDIT,
    BEYOND_MEANS,
    BOTH_WAYS,
    BY_AGENT,
    CLOSED,
    EXEMPT,
    FALSE,
    HIGH_RISK,
    LICENCE,
    NO_HELP,
    NO_REASON,
    ORDINARY,
    UNAPPROVED,
    UNKNOWN,
    UNTRUE,
    UNWILLING,
    WILFUL,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

SILENT_ON_AGENTS = "未见代为承诺的规定"


适用性 = [
    scenario("平常的申请人可以承诺", gives="可适用", by="GBF42-4-1"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不属于适用范围", by="GBF42-1"),
    scenario("不要求证明", {"事项.要求提供证明": False}, gives="不属于适用范围", by="GBF42-1"),
    scenario("国家没有清单，不以清单为限", {"证明.在清单内": False}, gives="可适用"),
    scenario("高风险", HIGH_RISK, gives="不适用", by="GBF42-3-2"),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不适用", by="GBF42-3-2"),
    scenario("有较严重不良信用记录", BAD_CREDIT, gives="不适用", by="GBF42-4-2"),
    scenario("曾作出虚假承诺", FALSE, gives="不适用", by="GBF42-4-2"),
    scenario("其他失信情形", {"申请人.有其他失信情形": True}, gives="不适用", by="GBF42-4-2"),
    scenario("不实而非虚假的不受限", UNTRUE, gives="可适用"),
    scenario("信用已修复", {**BAD_CREDIT, "申请人.信用已修复": True}, gives="可适用"),
    scenario(
        "失信信息有效期届满而未修复，仍不适用",
        {**BAD_CREDIT, "申请人.失信信息有效期届满日": "2021-06-30"},
        gives="不适用",
        by="GBF42-4-2",
    ),
    scenario("不愿承诺", UNWILLING, gives="应提交证明", by="GBF42-4-1"),
    scenario("无法承诺", {"申请人.能够承诺": False}, gives="应提交证明", by="GBF42-4-1"),
    scenario("代理人没有授权，国家没有规定", BY_AGENT, gives="可适用"),
    scenario(
        "不愿承诺而其余都不知道",
        UNWILLING,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明"),
        start=UNKNOWN,
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        on=None,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明", "可适用"),
        asks=[
            "事项.依申请办理",
            "事项.要求提供证明",
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
    scenario("印发之日起", gives="可适用", on="2020-10-27"),
]

代为承诺 = [
    scenario(
        "国家没有规定",
        BY_AGENT,
        gives="未规定",
        by="代为承诺未规定",
        says=SILENT_ON_AGENTS,
    ),
    scenario(
        "须本人到场的也没有规定",
        {**BY_AGENT, "事项.依法须本人到场": True},
        gives="未规定",
        says=SILENT_ON_AGENTS,
    ),
    scenario("什么也不问", start=UNKNOWN, gives="未规定", says=SILENT_ON_AGENTS, asks=[]),
]

承诺效力 = [
    scenario("书面承诺", gives="视为已提供证明", by="GBF42-2"),
    scenario("没有书面作出", {"承诺.已书面作出": False}, gives="不生效", by="GBF42-2"),
    scenario("没有签字盖章，国家没有规定", {"承诺.已签字": False}, gives="视为已提供证明"),
    scenario("已经撤回", WITHDRAWN, gives="不生效", by="GBF42-8-1"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不生效", by="GBF42-1"),
    scenario("高风险", HIGH_RISK, gives="不生效", by="GBF42-3-2"),
    scenario("失信", BAD_CREDIT, gives="不生效", by="GBF42-4-2"),
    scenario("不愿承诺", UNWILLING, gives="不生效", by="GBF42-4-1"),
    scenario(
        "由代理人承诺，国家没有规定",
        BY_AGENT,
        gives="视为已提供证明",
        says=SILENT_ON_AGENTS,
    ),
    scenario(
        "没有告知即承诺",
        {"告知.已一次性书面告知": False},
        gives="视为已提供证明",
        says="尚未告知的应当补行告知",
    ),
]

办理程序 = [
    scenario("平常的申请", gives="证明事项告知承诺程序", by="GBF42-2"),
    scenario("许可与证明重叠", LICENCE, gives="涉企经营许可告知承诺程序", by="GBF42-6-1"),
    scenario("不愿承诺", UNWILLING, gives="一般程序", by="GBF42-4-1"),
    scenario(
        "只有许可实行告知承诺制",
        {**LICENCE, **UNWILLING},
        gives="一般程序",
        by="GBF42-6-1",
        says="只就这项证明而言",
    ),
    scenario("已经撤回", WITHDRAWN, gives="一般程序", by="GBF42-8-1"),
    scenario("涉企经营许可撤回后", {**LICENCE, **WITHDRAWN}, gives="一般程序", by="GBF42-8-1"),
]

TOLD = {"一次性告知": "GBF42-2", "不得拒绝自主选择": "GBF42-4-1"}
RELIED_ON = {**TOLD, "不再索要证明": "GBF42-2"}
TOGETHER = {**RELIED_ON, "一次性告知和承诺": "GBF42-6-1"}
ON_THE_SPOT = {**TOGETHER, "当场作出决定": "GBF42-6-1"}

办理义务 = [
    scenario("承诺已经生效", gives=RELIED_ON),
    scenario("尚未承诺", {"承诺.已书面作出": False}, gives=TOLD),
    scenario("不愿承诺", UNWILLING, gives=TOLD),
    scenario("高风险", HIGH_RISK, gives={}),
    scenario("许可与证明重叠，当场决定", LICENCE, gives=ON_THE_SPOT),
    scenario("没有签署的不当场决定", {**LICENCE, "承诺.已签字": False}, gives=TOGETHER),
    scenario(
        "材料没有按要求提交的不当场决定",
        {**LICENCE, "事项.申请材料已按要求提交": False},
        gives=TOGETHER,
    ),
    *(
        scenario(
            f"{law}设定的许可未获批准",
            {**UNAPPROVED, "事项.许可设定依据": law},
            gives=ON_THE_SPOT,
            says="应当经国务院批准",
        )
        for law in ("法律", "行政法规", "国务院决定")
    ),
    *(
        scenario(
            f"{law}设定的许可未获批准",
            {**UNAPPROVED, "事项.许可设定依据": law},
            gives=ON_THE_SPOT,
            says="省级或者设区的市",
        )
        for law in ("地方性法规", "政府规章")
    ),
]

入清单 = [
    scenario("可以列入", gives="可列入", by="GBF42-1"),
    scenario("国家没有三项条件", {"证明.仅需形式审查": False}, gives="可列入"),
    scenario("国家不以省级清单为限", {"证明.在省级清单内": False}, gives="可列入"),
    scenario("高风险", HIGH_RISK, gives="不得列入", by="GBF42-3-2"),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不得列入", by="GBF42-3-2"),
]

核查方式 = [
    scenario("由行政机关分类确定", gives="由行政机关确定", by="GBF42-7-1"),
    scenario("免予核查", EXEMPT, gives="免予核查", by="GBF42-7-1"),
    scenario("数据已共享", {"证明.数据已共享": True}, gives="在线核查", by="GBF42-7-3"),
    scenario(
        "电子证照库",
        {"证明.可经电子证照库核查": True},
        gives="在线核查",
        by="电子证照在线核查",
    ),
    scenario("需现场核查", {"证明.需现场核查": True}, gives="现场核查", by="GBF42-7-3"),
    scenario(
        "在线与现场并列，先在线",
        BOTH_WAYS,
        gives="在线核查",
        by="在线与现场并列",
        says="在线核查不能查清的部分",
    ),
    scenario("难以自行核查", BEYOND_MEANS, gives="行政协助", by="GBF42-7-3"),
    scenario(
        "不能协助",
        {**BEYOND_MEANS, **NO_HELP},
        gives="暂无法核查",
        by="GBF42-7-3",
        says="文件没有规定",
    ),
    scenario("没有请求协助", NO_HELP, gives="由行政机关确定"),
]

SUPERVISED = {"日常监管": "GBF42-7-2", "不得歧视性监管": "GBF42-7-2"}
DISCRIMINATION = "另一读法及于全部"
INSURANCE = "可以探索引入责任保险"

核查义务 = [
    scenario("需要核查的，国家没有写按时", gives={}, says=DISCRIMINATION),
    scenario("免予核查的日常监管", EXEMPT, gives=SUPERVISED),
    scenario(
        "现场核查推送监管人员",
        {"证明.需现场核查": True},
        gives={"推送监管人员": "GBF42-7-5"},
        says=DISCRIMINATION,
    ),
    scenario("免予核查的不推送", {**EXEMPT, "证明.需现场核查": True}, gives=SUPERVISED),
    scenario(
        "价值较高、核查难度较大",
        {"证明.经济利益价值较高": True, "证明.核查难度较大": True},
        gives={},
        says=(DISCRIMINATION, INSURANCE),
    ),
    scenario(
        "只是核查难度较大",
        {"证明.核查难度较大": True},
        gives={},
        says=DISCRIMINATION,
    ),
]

承诺书公开 = [
    scenario("三类之外不公开", gives="不公开", by="GBF42-8-2"),
    scenario("社会公共利益", {"证明.涉及社会公共利益": True}, gives="应当公开", by="GBF42-8-2"),
    scenario("第三人利益", {"证明.涉及第三人利益": True}, gives="应当公开", by="GBF42-8-2"),
    scenario("核查难度较大", {"证明.核查难度较大": True}, gives="应当公开", by="GBF42-8-2"),
]

撤回 = [
    scenario("办结前有合理理由", gives="可撤回", by="GBF42-8-1"),
    scenario("没有合理理由", NO_REASON, gives="不可撤回", by="GBF42-8-1"),
    scenario("办结后", CLOSED, gives="不可撤回", by="GBF42-8-1"),
    scenario(
        "有没有理由不知道",
        {"撤回.有合理理由": None},
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["撤回.有合理理由"],
    ),
]

撤回后果 = [
    scenario("按原程序办理", gives={"按原程序办理": "GBF42-8-1"}),
    scenario("是否已撤回不是条件", WITHDRAWN, gives={"按原程序办理": "GBF42-8-1"}),
    scenario("没有合理理由不能撤回", NO_REASON, gives={}),
]

PUNISHED = {"依法处置": "GBF42-7-4", "纳入信用记录": "GBF42-7-4"}

不实后果 = [
    scenario("核查为真实", gives={}),
    scenario("无法证实", {"核查.结论": "无法证实"}, gives={}),
    scenario("不实而非故意的也处置", {"核查.结论": "不实"}, gives=PUNISHED),
    scenario("故意隐瞒的必为不实", {**WILFUL, "核查.结论": None}, gives=PUNISHED),
    scenario(
        "涉嫌犯罪的移送",
        {"核查.结论": "不实", "核查.涉嫌犯罪": True},
        gives={**PUNISHED, "移送司法机关": "GBF42-7-4"},
    ),
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
    scenario("行政确认不依行政许可法", {**WILFUL, **CLOSED}, gives=PUNISHED),
]

告知要素 = [
    scenario(
        "七项和定义中的证明义务",
        start=UNKNOWN,
        gives={
            "事项名称": "GBF42-5-1",
            "证明义务": "GBF42-2",
            "设定依据": "GBF42-5-1",
            "证明内容": "GBF42-5-1",
            "承诺方式": "GBF42-5-1",
            "不实承诺责任": "GBF42-5-1",
            "行政机关核查权力": "GBF42-5-1",
            "承诺书公开安排": "GBF42-5-1",
        },
        asks=[],
    ),
]

承诺要素 = [
    scenario(
        "四项",
        start=UNKNOWN,
        gives={
            "知晓告知事项": "GBF42-5-2",
            "符合相关条件": "GBF42-5-2",
            "愿意承担责任": "GBF42-5-2",
            "意思表示真实": "GBF42-5-2",
        },
        asks=[],
    ),
]

SCENARIOS = [
    *about("全国", "适用性", *适用性),
    *about("全国", "代为承诺", *代为承诺),
    *about("全国", "承诺效力", *承诺效力),
    *about("全国", "办理程序", *办理程序),
    *about("全国", "办理义务", *办理义务),
    *about("全国", "入清单", *入清单),
    *about("全国", "核查方式", *核查方式),
    *about("全国", "核查义务", *核查义务),
    *about("全国", "承诺书公开", *承诺书公开),
    *about("全国", "撤回", *撤回),
    *about("全国", "撤回后果", *撤回后果),
    *about("全国", "不实后果", *不实后果),
    *about("全国", "告知要素", *告知要素),
    *about("全国", "承诺要素", *承诺要素),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_day_before_the_first_is_refused():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("全国").decide(ORDINARY, on=date(2020, 10, 26))


def test_inferred_line_says_so():
    found = jurisdiction("全国").decide({**ORDINARY, **BAD_CREDIT}, on="2021-07-01")
    (citation,) = found.grounds[0].basis
    assert (citation.provision, citation.quote) == ("GBF42-4-2", None)
    assert (citation.certainty, len(found.caveats)) == ("inferred", 1)
