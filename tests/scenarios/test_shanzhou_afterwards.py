"""陕州区: verification, publication, withdrawal, untrue commitments, and what the texts contain."""

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
    ORDINARY,
    UNKNOWN,
    WILFUL,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction, scenario

DAY_BEFORE = "2021-04-19"
FIRST_DAY = "2021-04-20"
FROM_NATION = "工作实施方案》自 2021-04-20 起施行，办理日期在此之前"

SITE = {"证明.需现场核查": True}
SHARED = {"证明.数据已共享": True}
SITE_TOO = "确需进行现场核查的"

核查方式 = [
    scenario(
        "核查办法由机关分类确定", gives="由行政机关确定", by=("SZ-3.4-1", "SZ-3.4-2", "SZ-3.4-3")
    ),
    scenario("免予核查", EXEMPT, gives="免予核查", by="SZ-3.4-3"),
    scenario("免予核查的即使数据共享", {**EXEMPT, **BOTH_WAYS, **BEYOND_MEANS}, gives="免予核查"),
    scenario("数据已共享", SHARED, gives="在线核查", by="SZ-3.4-9"),
    scenario("电子证照库", {"证明.可经电子证照库核查": True}, gives="在线核查", by="SZ-3.4-9"),
    scenario("需现场核查", SITE, gives="现场核查", by="SZ-3.4-11"),
    scenario("优先在线核查", BOTH_WAYS, gives="在线核查", by="SZ-3.4-9", says=SITE_TOO),
    scenario(
        "电子证照库在先，现场核查在后",
        {**SITE, "证明.可经电子证照库核查": True},
        gives="在线核查",
        by="优先在线核查",
        says=SITE_TOO,
    ),
    scenario("难以自行核查", BEYOND_MEANS, gives="行政协助", by="SZ-3.4-12"),
    scenario(
        "被请求机关不能协助",
        {**BEYOND_MEANS, **NO_HELP},
        gives="暂无法核查",
        by="SZ-3.4-14",
        says="文件没有规定",
    ),
    scenario("没有请求协助", NO_HELP, gives="由行政机关确定"),
    scenario(
        "核查方式本区没有逐项写，须问",
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
        "施行前一日在线与现场并列",
        BOTH_WAYS,
        gives="在线核查",
        by="在线与现场并列",
        says=(FROM_NATION, "在线核查不能查清的部分"),
        on=DAY_BEFORE,
    ),
    scenario(
        "施行首日优先在线核查",
        BOTH_WAYS,
        gives="在线核查",
        by="SZ-3.4-9",
        says=SITE_TOO,
        on=FIRST_DAY,
    ),
]

SUPERVISED = {"日常监管": "SZ-3.4-4", "不得歧视性监管": "SZ-3.4-5"}
PUSHED = {"推送监管人员": "SZ-3.4-10"}
DISCRIMINATION = "另一读法及于全部"
INSURANCE = "可以探索引入责任保险"

核查义务 = [
    scenario("需要核查的，本区没有写按时", gives={}, says=DISCRIMINATION),
    scenario("免予核查的日常监管", EXEMPT, gives=SUPERVISED),
    scenario("数据共享的，本区没有写主动比对", SHARED, gives={}, says=DISCRIMINATION),
    scenario("现场核查推送监管人员", SITE, gives=PUSHED, says=DISCRIMINATION),
    scenario("在线和现场都用的也推送", BOTH_WAYS, gives=PUSHED, says=DISCRIMINATION),
    scenario("免予核查的不推送", {**EXEMPT, **SITE}, gives=SUPERVISED),
    scenario(
        "办理与监管分属两家，本区没有另写",
        {**EXEMPT, "事项.办理与监管分属不同部门": True},
        gives=SUPERVISED,
    ),
    scenario(
        "协助目录，本区没有写",
        {**BEYOND_MEANS, "协助.事项在目录内": False},
        gives={},
        says=DISCRIMINATION,
    ),
    scenario(
        "价值较高而且难以核查的可以保险", INSURABLE, gives={}, says=(DISCRIMINATION, INSURANCE)
    ),
    scenario("只是价值较高", {"证明.经济利益价值较高": True}, gives={}, says=DISCRIMINATION),
    scenario("只是核查难度较大", {"证明.核查难度较大": True}, gives={}, says=DISCRIMINATION),
    scenario(
        "是否免予核查不知道",
        {"证明.免予核查": None},
        gives="待补充",
        possible=("日常监管", "不得歧视性监管"),
        asks=["证明.免予核查"],
    ),
]

CLASSES = ("社会公共利益", "第三人利益")
PUBLIC = {"证明.涉及社会公共利益": True}
SECRETS = ("国家秘密", "商业秘密", "个人隐私")

承诺书公开 = [
    scenario("三类之外不公开", gives="不公开", by="SZ-3.6-3"),
    *(
        scenario(
            f"涉及{one}", {f"证明.涉及{one}": True}, gives="应当公开", by=("SZ-3.6-3", "SZ-3.6-4")
        )
        for one in CLASSES
    ),
    scenario("核查难度较大", {"证明.核查难度较大": True}, gives="应当公开", by="SZ-3.6-3"),
    scenario("难以自行核查的不当然公开", BEYOND_MEANS, gives="不公开"),
    *(
        scenario(
            f"应当公开而涉及{secret}",
            {**PUBLIC, "承诺书.涉密或隐私": [secret]},
            gives="不公开",
            by="三类涉密的不公开",
        )
        for secret in SECRETS
    ),
    scenario(
        "三类之外的不问隐私",
        {"承诺书.涉密或隐私": None},
        gives="不公开",
        by="其余不公开",
        asks=[],
    ),
    scenario(
        "三类之外而涉及个人隐私",
        {"承诺书.涉密或隐私": ["个人隐私"]},
        gives="不公开",
        by="其余不公开",
    ),
    scenario(
        "是否涉密不知道，须问",
        {**PUBLIC, "承诺书.涉密或隐私": None},
        gives="待补充",
        possible=("应当公开", "不公开"),
        asks=["承诺书.涉密或隐私"],
    ),
    scenario(
        "单位决定与申请人同意与否，本区都没有写",
        {**PUBLIC, "证明.公开承诺书": False, "申请人.同意公开承诺书": False},
        gives="应当公开",
    ),
    scenario(
        "施行前一日没有写不涉密的前提",
        {**PUBLIC, "承诺书.涉密或隐私": ["个人隐私"]},
        gives="应当公开",
        by="三类应当公开",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行首日以不涉密为前提",
        {**PUBLIC, "承诺书.涉密或隐私": ["个人隐私"]},
        gives="不公开",
        by="SZ-3.6-4",
        on=FIRST_DAY,
    ),
]

撤回 = [
    scenario("办结前有合理理由", gives="可撤回", by="SZ-3.6-1"),
    scenario("没有合理理由", NO_REASON, gives="不可撤回", by="SZ-3.6-1"),
    scenario("办结后", CLOSED, gives="不可撤回", by="SZ-3.6-1"),
    scenario("办结后有理由也不可撤回", {**CLOSED, "撤回.有合理理由": True}, gives="不可撤回"),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["事项.已办结", "撤回.有合理理由"],
    ),
]

撤回后果 = [
    scenario("按原程序办理，没有写重新计算时限", gives={"按原程序办理": "SZ-3.6-2"}),
    scenario("是否已撤回不是条件", WITHDRAWN, gives={"按原程序办理": "SZ-3.6-2"}),
    scenario("没有合理理由不能撤回，没有后果", NO_REASON, gives={}),
]

PUNISHED = {"依法处置": "SZ-3.4-7", "纳入信用记录": "SZ-3.4-15"}
UNTRUE_FOUND = {"核查.结论": "不实"}

不实后果 = [
    scenario("核查为真实", gives={}),
    scenario("无法证实", {"核查.结论": "无法证实"}, gives={}),
    scenario("不实而非故意的也处置", UNTRUE_FOUND, gives=PUNISHED),
    scenario("发现承诺不实是处置的条件", UNTRUE_FOUND, gives={**PUNISHED, "依法处置": "SZ-3.4-6"}),
    scenario("故意的没有失信名单", WILFUL, gives=PUNISHED),
    scenario(
        "不实而且涉嫌犯罪",
        {**UNTRUE_FOUND, "核查.涉嫌犯罪": True},
        gives={**PUNISHED, "移送司法机关": "SZ-3.4-8"},
    ),
    scenario("只是涉嫌犯罪", {"核查.涉嫌犯罪": True}, gives={"移送司法机关": "SZ-3.4-8"}),
    scenario("投保的，本区没有写赔付", {**UNTRUE_FOUND, **INSURABLE}, gives=PUNISHED),
    scenario(
        "核查还没有结论",
        {"核查.结论": None, "核查.故意隐瞒真实情况": None},
        gives={},
        possible=("依法处置", "纳入信用记录"),
        asks=["核查.结论"],
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
]

告知要素 = [
    scenario(
        "定义写到三项，其余由国家作答",
        start=UNKNOWN,
        gives={
            "事项名称": "national:GBF42-5-1",
            "证明义务": "SZ-3.1-2",
            "设定依据": "national:GBF42-5-1",
            "证明内容": "SZ-3.1-2",
            "承诺方式": "national:GBF42-5-1",
            "不实承诺责任": "SZ-3.1-2",
            "行政机关核查权力": "national:GBF42-5-1",
            "承诺书公开安排": "national:GBF42-5-1",
        },
        asks=[],
    ),
]

承诺要素 = [
    scenario(
        "定义写到两项，其余由国家作答",
        start=UNKNOWN,
        gives={
            "知晓告知事项": "national:GBF42-5-2",
            "符合相关条件": "SZ-3.1-3",
            "愿意承担责任": "SZ-3.1-3",
            "意思表示真实": "national:GBF42-5-2",
        },
        asks=[],
    ),
    scenario(
        "涉企经营许可也一样",
        LICENCE,
        gives={
            "知晓告知事项": "national:GBF42-5-2",
            "符合相关条件": "SZ-3.1-3",
            "愿意承担责任": "SZ-3.1-3",
            "意思表示真实": "national:GBF42-5-2",
        },
    ),
]

SCENARIOS = [
    *about("陕州区", "核查方式", *核查方式),
    *about("陕州区", "核查义务", *核查义务),
    *about("陕州区", "承诺书公开", *承诺书公开),
    *about("陕州区", "撤回", *撤回),
    *about("陕州区", "撤回后果", *撤回后果),
    *about("陕州区", "不实后果", *不实后果),
    *about("陕州区", "告知要素", *告知要素),
    *about("陕州区", "承诺要素", *承诺要素),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


@pytest.mark.parametrize("secret", SECRETS)
def test_letter_with_a_secret_is_withheld_and_the_other_reading_would_mask_it(secret: str):
    facts = {**ORDINARY, **PUBLIC, "承诺书.涉密或隐私": [secret]}
    found = jurisdiction("陕州区").decide(facts, "承诺书公开", on="2021-07-01")
    (ground,) = [ground for ground in found.grounds if ground.reading is not None]
    assert "不公开" in ground.reading.taken
    assert "遮掩" in ground.reading.other
    assert "在不涉及国家秘密、商业秘密和个人隐私的前提下" in {c.quote for c in ground.basis}
