"""台儿庄区: publication, withdrawal, untrue commitments, and what the texts contain."""

import pytest

from tests.scenarios.facts import (
    CLOSED,
    LICENCE,
    NO_REASON,
    UNKNOWN,
    WILFUL,
    WITHDRAWN,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction
from tests.scenarios.taierzhuang import (
    COUNTY,
    DAY_BEFORE,
    DECIDED,
    FIRST_DAY,
    FROM_NATION,
    REFUSED,
    REFUSES,
    START,
    THIRD_PARTY,
    UNPROVABLE,
    UNTRUE_FOUND,
    scenario,
)

NATION_PUBLISHES = "上级文件国办发〔2020〕42号（推断）写的是向社会公开"
NO_POWER = "单位的决定在本方案中没有依据"
NOT_THIS_LETTER = "其承诺书不得据此公开"

承诺书公开 = [
    scenario("三类之外不公开", gives="不公开", by="TZ-2.4-1"),
    *(
        scenario(
            f"{ground}，单位决定公开",
            {**DECIDED, f"证明.{ground}": True},
            gives="单位决定公开",
            by="TZ-2.4-1",
        )
        for ground in ("涉及社会公共利益", "涉及第三人利益", "核查难度较大")
    ),
    scenario(
        "属于三类而单位没有决定",
        THIRD_PARTY,
        gives="不公开",
        by="TZ-2.4-1",
        says=NATION_PUBLISHES,
    ),
    scenario("不属于三类而决定公开", DECIDED, gives="不公开", says=NO_POWER),
    scenario("决定公开而当事人拒绝", REFUSED, gives="单位决定公开", says=NOT_THIS_LETTER),
    scenario("没有决定公开而当事人不同意", REFUSES, gives="不公开"),
    scenario(
        "是否决定公开不知道",
        {**THIRD_PARTY, "证明.公开承诺书": None},
        gives="待补充",
        possible=("单位决定公开", "不公开"),
        asks=["证明.公开承诺书"],
    ),
    scenario(
        "不问当事人是否同意",
        {**THIRD_PARTY, **DECIDED, "申请人.同意公开承诺书": None},
        gives="单位决定公开",
        asks=[],
    ),
    scenario(
        "涉及隐私的限度，本区没有写",
        {**THIRD_PARTY, **DECIDED, "承诺书.涉密或隐私": ["个人隐私"]},
        gives="单位决定公开",
    ),
    scenario(
        "施行首日由单位决定", THIRD_PARTY, gives="不公开", says=NATION_PUBLISHES, on=FIRST_DAY
    ),
    scenario(
        "施行前一日应当公开",
        THIRD_PARTY,
        gives="应当公开",
        by="national:GBF42-8-2",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日三类之外", gives="不公开", by="其余不公开", says=FROM_NATION, on=DAY_BEFORE
    ),
]

SEE_THE_GUIDE = "还应当查明所办事项的办事指南怎样写"

撤回 = [
    scenario("办结前有合理理由", gives="可撤回", by="national:GBF42-8-1", says=SEE_THE_GUIDE),
    scenario(
        "没有合理理由", NO_REASON, gives="不可撤回", by="无合理理由不得撤回", says=SEE_THE_GUIDE
    ),
    scenario("办结后不可撤回", CLOSED, gives="不可撤回", by="办结后不得撤回"),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不可撤回", "可撤回"),
        asks=["事项.已办结", "撤回.有合理理由"],
    ),
    scenario("施行前一日没有指南一句", gives="可撤回", says=FROM_NATION, on=DAY_BEFORE),
]

撤回后果 = [
    scenario("按原程序办理，时限没有写", gives={"按原程序办理": "national:GBF42-8-1"}),
    scenario("没有合理理由的不能撤回", NO_REASON, gives={}),
    scenario("办结后不能撤回", CLOSED, gives={}),
    scenario("是否已撤回不是条件", WITHDRAWN, gives={"按原程序办理": "national:GBF42-8-1"}),
]

PUNISHED = {
    "依法处置": "TZ-3.3-5",
    "纳入信用记录": "TZ-3.3-4",
    "推送信用中国": "TZ-3.3-6",
    "推送监管部门": "TZ-A6-4",
}
REVOKED = {**PUNISHED, "限期交回证件": "TZ-A6-3"}
FORM_SAYS_FALSE = "依另一读法虚假承诺须为故意"
FROM_THE_FORMS = "期限出自附件6、附件7（供参考）"
NEITHER = "无法证实是真实、虚假以外的第三种结论"

不实后果 = [
    scenario("核查为真实", gives={}),
    scenario("无法证实不是不实", UNPROVABLE, gives={}, says=NEITHER),
    scenario("不实而非故意也处置", UNTRUE_FOUND, gives=PUNISHED, says=FORM_SAYS_FALSE),
    scenario("故意隐瞒", WILFUL, gives=PUNISHED),
    scenario("承诺书上愿意推送监管部门", WILFUL, gives={**PUNISHED, "推送监管部门": "TZ-A7-5"}),
    scenario(
        "办结后故意隐瞒，交回证件",
        {**WILFUL, **CLOSED},
        gives=REVOKED,
        says=FROM_THE_FORMS,
    ),
    scenario(
        "办结后不实而非故意",
        {**UNTRUE_FOUND, **CLOSED},
        gives={**REVOKED, "限期交回证件": "TZ-A7-4"},
        says=(FROM_THE_FORMS, FORM_SAYS_FALSE),
    ),
    scenario("办结后核查为真实", CLOSED, gives={}),
    scenario(
        "是否故意不知道，不影响结论",
        {**UNTRUE_FOUND, "核查.故意隐瞒真实情况": None},
        gives=PUNISHED,
        asks=[],
    ),
    scenario(
        "是否办结不知道",
        {**WILFUL, "事项.已办结": None},
        gives=PUNISHED,
        possible=("限期交回证件",),
        asks=["事项.已办结"],
    ),
    scenario(
        "涉嫌犯罪",
        {**WILFUL, "核查.涉嫌犯罪": True},
        gives={**PUNISHED, "移送司法机关": "TZ-3.3-7"},
    ),
    scenario("只是涉嫌犯罪", {"核查.涉嫌犯罪": True}, gives={"移送司法机关": "TZ-3.3-7"}),
    scenario(
        "行政许可办结前发现",
        {**WILFUL, "事项.类型": "行政许可"},
        gives=PUNISHED,
        says="不予受理或者不予行政许可",
    ),
    scenario(
        "行政许可办结后发现",
        {**WILFUL, **CLOSED, "事项.类型": "行政许可"},
        gives=REVOKED,
        says=(FROM_THE_FORMS, "应当予以撤销"),
    ),
    scenario("施行首日推送信用中国", WILFUL, gives=PUNISHED, on=FIRST_DAY),
    scenario(
        "施行前一日只有国家的两项",
        {**WILFUL, **CLOSED},
        gives={"依法处置": "national:GBF42-7-4", "纳入信用记录": "national:GBF42-7-4"},
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

FROM_THE_NATION = "national:GBF42-5-1"
NOTICE = {
    "事项名称": "TZ-A6-1",
    "证明义务": "TZ-1.1-2",
    "设定依据": FROM_THE_NATION,
    "证明内容": "TZ-1.1-2",
    "开具单位": "TZ-A6-1",
    "可作承诺": "TZ-A6-5",
    "承诺方式": FROM_THE_NATION,
    "承诺效力": "TZ-A6-5",
    "不实承诺责任": "TZ-A6-3",
    "行政机关核查权力": FROM_THE_NATION,
    "承诺书公开安排": "TZ-2.4-2",
}
NOTICE_FORM = "三项出自附件6，附件6供参考"
COMMITMENT_FORM = "三项出自附件7，附件7供参考"

告知要素 = [
    scenario("定义、附件6和上级文件", gives=NOTICE, says=NOTICE_FORM),
    scenario("什么都不知道也一样", start=UNKNOWN, gives=NOTICE, says=NOTICE_FORM, asks=[]),
    scenario("涉企经营许可也一样", LICENCE, gives=NOTICE, says=NOTICE_FORM),
    scenario(
        "施行前一日没有附件6",
        gives={
            "事项名称": FROM_THE_NATION,
            "证明义务": "national:GBF42-2",
            "设定依据": FROM_THE_NATION,
            "证明内容": FROM_THE_NATION,
            "承诺方式": FROM_THE_NATION,
            "不实承诺责任": FROM_THE_NATION,
            "行政机关核查权力": FROM_THE_NATION,
            "承诺书公开安排": FROM_THE_NATION,
        },
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

COMMITMENT = {
    "知晓告知事项": "TZ-A7-1",
    "符合相关条件": "TZ-1.1-3",
    "承诺事项": "TZ-A7-1",
    "愿意承担责任": "TZ-A7-4",
    "约束惩戒": "TZ-A7-5",
    "意思表示真实": "national:GBF42-5-2",
    "可核查方式": "TZ-A7-2",
}

承诺要素 = [
    scenario("定义、附件7和上级文件", gives=COMMITMENT, says=COMMITMENT_FORM),
    scenario("什么都不知道也一样", start=UNKNOWN, gives=COMMITMENT, says=COMMITMENT_FORM, asks=[]),
    scenario(
        "施行前一日只有国家的四项",
        gives=dict.fromkeys(
            ("知晓告知事项", "符合相关条件", "愿意承担责任", "意思表示真实"), "national:GBF42-5-2"
        ),
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
]

SCENARIOS = [
    *about(COUNTY, "承诺书公开", *承诺书公开),
    *about(COUNTY, "撤回", *撤回),
    *about(COUNTY, "撤回后果", *撤回后果),
    *about(COUNTY, "不实后果", *不实后果),
    *about(COUNTY, "告知要素", *告知要素),
    *about(COUNTY, "承诺要素", *承诺要素),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_false_in_the_forms_is_read_as_the_reply_letter_has_it():
    found = jurisdiction(COUNTY).decide({**START, **WILFUL, **CLOSED}, "不实后果", on=FIRST_DAY)
    readings = {ground.effect: ground.reading for ground in found.grounds}
    for effect in ("推送监管部门", "限期交回证件"):
        reading = readings[effect]
        assert reading is not None
        assert "附件5" in reading.taken
        assert "故意" in reading.other
