"""台儿庄区: to whom 台政办发〔2021〕2号 opens the scheme, and to which certificate."""

from pathlib import Path

import pytest

import gaozhi
from tests.scenarios.facts import (
    BAD_CREDIT,
    BY_AGENT,
    FALSE,
    GENERAL_POWER,
    HIGH_RISK,
    IN_PERSON,
    SPECIAL_POWER,
    UNKNOWN,
    UNLISTED,
    UNTRUE,
    UNWILLING,
)
from tests.scenarios.scenario import Scenario, about, check, jurisdiction
from tests.scenarios.taierzhuang import (
    COUNTY,
    DAY_BEFORE,
    DECIDED,
    FIRST_DAY,
    FROM_NATION,
    MANDATORY,
    REFUSED,
    REFUSES,
    REPAIRED,
    START,
    THIRD_PARTY,
    UNABLE,
    scenario,
)

RISKS = (
    "国家安全",
    "国家秘密",
    "公共安全",
    "金融业审慎监管",
    "生态环境保护",
    "人身健康",
    "生命财产安全",
    "重要涉外",
)
LICENCE_PAPER = {"证明.属法定证照": True, "证明.可经电子证照库核查": True}
IN_PRINCIPLE = "不待列入清单即实行"
NATION_LETS_CHOOSE = "由申请人自主选择，依其读法，不愿承诺的应当提交证明"
NOT_WRITTEN_FOR_UNABLE = "没有写申请人无法承诺的怎样办理"
NATION_ONLY_PUBLISHES = "上级文件国办发〔2020〕42号（推断）只要求公开"
NOT_OF_THE_THREE = "本事项不属于三类"
MUST_AND_REFUSED = "二（四）又要求拒绝公开的提交证明"

范围 = [
    scenario("平常的申请人可以承诺", gives="可适用", by="可以承诺"),
    scenario("依职权办理", {"事项.依申请办理": False}, gives="不属于适用范围", by="TZ-1.1-5"),
    scenario("不要求证明", {"事项.要求提供证明": False}, gives="不属于适用范围", by="TZ-1.1-1"),
    *(
        scenario(f"依申请的{kind}都在范围内", {"事项.类型": kind}, gives="可适用")
        for kind in ("行政许可", "行政给付", "行政奖励", "公共服务")
    ),
    scenario("不在清单内", UNLISTED, gives="不属于适用范围", by=("TZ-1.3-1", "TZ-1.3-2")),
    scenario(
        "清单不在手边，是否在清单内要问",
        {"证明.在清单内": None},
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["证明.在清单内"],
    ),
    scenario(
        "法定证照不在清单内，原则上实行有两读",
        {**UNLISTED, **LICENCE_PAPER},
        gives="不属于适用范围",
        by="TZ-1.3-1",
        says=IN_PRINCIPLE,
    ),
    scenario("法定证照在清单内的没有疑问", LICENCE_PAPER, gives="可适用"),
    scenario(
        "法定证照不能经电子证照库核查的没有两读",
        {**UNLISTED, "证明.属法定证照": True},
        gives="不属于适用范围",
    ),
    scenario(
        "不是法定证照的没有两读",
        {**UNLISTED, "证明.可经电子证照库核查": True},
        gives="不属于适用范围",
    ),
    *(
        scenario(
            f"法定证照而{name}，两读都不适用",
            {**UNLISTED, **LICENCE_PAPER, **why},
            gives="不属于适用范围",
        )
        for name, why in {
            "依职权办理": {"事项.依申请办理": False},
            "不要求证明": {"事项.要求提供证明": False},
            "高风险": HIGH_RISK,
        }.items()
    ),
    *(
        scenario(f"直接涉及{risk}", {"证明.风险类别": [risk]}, gives="不适用", by="TZ-1.2-6")
        for risk in RISKS
    ),
    scenario("其他高风险", {"证明.其他高风险": True}, gives="不适用", by="TZ-1.2-7"),
    scenario("高风险而定为必须实行", {**HIGH_RISK, **MANDATORY}, gives="不适用", by="TZ-1.2-6"),
]

失信 = [
    scenario("有较严重不良信用记录", BAD_CREDIT, gives="不适用", by=("TZ-4.2-2", "TZ-4.2-3")),
    scenario("曾作出虚假承诺", FALSE, gives="不适用", by="TZ-4.2-2"),
    scenario("有其他失信情形", {"申请人.有其他失信情形": True}, gives="不适用", by="TZ-4.2-2"),
    scenario("曾作出不实而非虚假的承诺，不受限", UNTRUE, gives="可适用"),
    scenario("信用已修复", {**BAD_CREDIT, **REPAIRED}, gives="可适用"),
    scenario(
        "失信信息有效期届满而未修复，仍不适用",
        {**BAD_CREDIT, "申请人.失信信息有效期届满日": "2021-06-30"},
        gives="不适用",
        by="TZ-4.2-3",
    ),
    scenario(
        "是否修复不知道",
        {**FALSE, "申请人.信用已修复": None},
        gives="待补充",
        possible=("不适用", "可适用"),
        asks=["申请人.信用已修复"],
    ),
    scenario("失信的即使必须实行也不适用", {**BAD_CREDIT, **MANDATORY}, gives="不适用"),
]

选择 = [
    scenario("可选择而不愿承诺", UNWILLING, gives="应提交证明", by=("TZ-A8-3",)),
    scenario("无法承诺", UNABLE, gives="应提交证明", by="national:GBF42-4-1"),
    scenario("必须实行而愿意承诺", MANDATORY, gives="可适用", by="TZ-A8-2"),
    scenario(
        "必须实行而不愿承诺",
        {**MANDATORY, **UNWILLING},
        gives="可适用",
        by="TZ-A8-2",
        says=NATION_LETS_CHOOSE,
    ),
    scenario(
        "不愿承诺而实施方式不知道",
        {**UNWILLING, "证明.实施方式": None},
        gives="待补充",
        possible=("应提交证明", "可适用"),
        asks=["证明.实施方式"],
    ),
    scenario("愿意承诺的不问实施方式", {"证明.实施方式": None}, gives="可适用", asks=[]),
    scenario(
        "必须实行而无法承诺，不能逼人作出不真实的承诺",
        {**MANDATORY, **UNABLE},
        gives="应提交证明",
        by="无法承诺",
        says=NOT_WRITTEN_FOR_UNABLE,
    ),
    scenario(
        "必须实行而既不愿又无法承诺",
        {**MANDATORY, **UNWILLING, **UNABLE},
        gives="应提交证明",
        says=NOT_WRITTEN_FOR_UNABLE,
    ),
    *(
        scenario(
            f"必须实行而不愿承诺，{name}的不谈选择",
            {**MANDATORY, **UNWILLING, **why},
            gives=outcome,
        )
        for name, why, outcome in (
            ("高风险", HIGH_RISK, "不适用"),
            ("不在清单内", UNLISTED, "不属于适用范围"),
            ("失信", BAD_CREDIT, "不适用"),
            ("依职权办理", {"事项.依申请办理": False}, "不属于适用范围"),
        )
    ),
    scenario(
        "必须实行而无法承诺，失信的不谈选择", {**MANDATORY, **UNABLE, **BAD_CREDIT}, gives="不适用"
    ),
    scenario(
        "失信已修复而必须实行、不愿承诺",
        {**MANDATORY, **UNWILLING, **BAD_CREDIT, **REPAIRED},
        gives="可适用",
        says=NATION_LETS_CHOOSE,
    ),
    scenario(
        "不愿承担责任、代理人缺授权，本方案都没有写",
        {**BY_AGENT, "申请人.愿意承担不实承诺责任": False},
        gives="可适用",
    ),
    scenario(
        "不愿承诺而其余都不知道，仍可能必须实行",
        UNWILLING,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明", "可适用"),
        start=UNKNOWN,
    ),
    scenario(
        "什么都不知道",
        start=UNKNOWN,
        gives="待补充",
        possible=("不属于适用范围", "不适用", "应提交证明", "可适用"),
        asks=[
            "事项.依申请办理",
            "事项.要求提供证明",
            "证明.在清单内",
            "证明.风险类别",
            "证明.其他高风险",
            "证明.实施方式",
            "证明.公开承诺书",
            "证明.涉及社会公共利益",
            "证明.涉及第三人利益",
            "证明.核查难度较大",
            "申请人.有较严重不良信用记录",
            "申请人.曾作出虚假承诺",
            "申请人.有其他失信情形",
            "申请人.信用已修复",
            "申请人.愿意承诺",
            "申请人.能够承诺",
            "申请人.同意公开承诺书",
        ],
    ),
]

拒绝公开 = [
    *(
        scenario(
            f"{ground}，单位决定公开而拒绝",
            {**DECIDED, **REFUSES, f"证明.{ground}": True},
            gives="应提交证明",
            by=("TZ-2.4-1", "TZ-2.4-3"),
            says=NATION_ONLY_PUBLISHES,
        )
        for ground in ("涉及社会公共利益", "涉及第三人利益", "核查难度较大")
    ),
    scenario("决定公开而同意", {**THIRD_PARTY, **DECIDED}, gives="可适用"),
    scenario("单位没有决定公开", {**THIRD_PARTY, **REFUSES}, gives="可适用"),
    scenario("没有决定公开，拒绝与否无关", REFUSES, gives="可适用"),
    scenario(
        "不属于三类的，不因拒绝而须提交证明",
        {**DECIDED, **REFUSES},
        gives="可适用",
        says=NOT_OF_THE_THREE,
    ),
    scenario("不属于三类，决定公开而同意", DECIDED, gives="可适用"),
    scenario("不属于三类而高风险", {**DECIDED, **REFUSES, **HIGH_RISK}, gives="不适用"),
    scenario(
        "是否同意公开不知道",
        {**THIRD_PARTY, **DECIDED, "申请人.同意公开承诺书": None},
        gives="待补充",
        possible=("应提交证明", "可适用"),
        asks=["申请人.同意公开承诺书"],
    ),
    scenario(
        "必须实行而拒绝公开",
        {**REFUSED, **MANDATORY},
        gives="应提交证明",
        by="TZ-2.4-3",
        says=(NATION_ONLY_PUBLISHES, MUST_AND_REFUSED),
    ),
    scenario(
        "必须实行、不愿承诺又拒绝公开",
        {**REFUSED, **MANDATORY, **UNWILLING},
        gives="应提交证明",
        by="TZ-2.4-3",
        says=(NATION_ONLY_PUBLISHES, MUST_AND_REFUSED),
    ),
    scenario(
        "必须实行、无法承诺又拒绝公开",
        {**REFUSED, **MANDATORY, **UNABLE},
        gives="应提交证明",
        says=MUST_AND_REFUSED,
    ),
    scenario("必须实行、拒绝公开而失信", {**REFUSED, **MANDATORY, **BAD_CREDIT}, gives="不适用"),
    scenario("拒绝公开又不愿承诺，本来就要提交", {**REFUSED, **UNWILLING}, gives="应提交证明"),
    scenario("拒绝公开又无法承诺，本来就要提交", {**REFUSED, **UNABLE}, gives="应提交证明"),
    scenario("拒绝公开而不在清单内", {**REFUSED, **UNLISTED}, gives="不属于适用范围"),
]

施行 = [
    scenario("施行首日须在清单内", UNLISTED, gives="不属于适用范围", on=FIRST_DAY),
    scenario(
        "施行前一日由国家作答，不以清单为限",
        UNLISTED,
        gives="可适用",
        by="national:GBF42-4-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行前一日没有必须实行",
        {**MANDATORY, **UNWILLING},
        gives="应提交证明",
        by="national:GBF42-4-1",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行首日即有必须实行",
        {**MANDATORY, **UNWILLING},
        gives="可适用",
        says=NATION_LETS_CHOOSE,
        on=FIRST_DAY,
    ),
    scenario(
        "施行前一日拒绝公开不须提交证明",
        REFUSED,
        gives="可适用",
        says=FROM_NATION,
        on=DAY_BEFORE,
    ),
    scenario(
        "施行首日拒绝公开须提交证明",
        REFUSED,
        gives="应提交证明",
        says=NATION_ONLY_PUBLISHES,
        on=FIRST_DAY,
    ),
    scenario(
        "办理日期不知道而不在清单内",
        UNLISTED,
        gives="待补充",
        possible=("不属于适用范围", "可适用"),
        asks=["办理.日期"],
        on=None,
    ),
]

SILENT = "未见代为承诺的规定"

代为承诺 = [
    scenario("没有规定", BY_AGENT, gives="未规定", by="代为承诺未规定", says=SILENT),
    scenario("一般授权也没有规定", {**BY_AGENT, **GENERAL_POWER}, gives="未规定", says=SILENT),
    scenario("特别授权也没有规定", {**BY_AGENT, **SPECIAL_POWER}, gives="未规定", says=SILENT),
    scenario("须本人到场的也没有规定", {**BY_AGENT, **IN_PERSON}, gives="未规定", says=SILENT),
    scenario("什么也不问", start=UNKNOWN, gives="未规定", says=SILENT, asks=[]),
]

SCENARIOS = [
    *about(COUNTY, "适用性", *范围, *失信, *选择, *拒绝公开, *施行),
    *about(COUNTY, "代为承诺", *代为承诺),
]


@pytest.mark.parametrize("one", SCENARIOS, ids=str)
def test_scenario(one: Scenario):
    check(one)


def test_what_must_be_done_by_commitment_says_how_it_is_read():
    found = jurisdiction(COUNTY).decide({**START, **MANDATORY}, on=FIRST_DAY)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "不得改为提供证明" in ground.reading.taken
    assert "仍可以选择提供证明" in ground.reading.other


def test_the_bar_of_bad_credit_quotes_the_county_first():
    found = jurisdiction(COUNTY).decide({**START, **BAD_CREDIT}, on=FIRST_DAY)
    cited = [citation.provision for ground in found.grounds for citation in ground.basis]
    assert cited == ["TZ-4.2-2", "TZ-4.2-3", "national:GBF42-4-2"]


def test_there_is_no_list_to_name_an_item_of():
    county = jurisdiction(COUNTY)
    assert county.items == ()
    assert (county.code, county.id) == ("370405", "taierzhuang")


def test_the_example_of_a_refusal_ends_with_the_certificate():
    path = Path(__file__).parents[2] / "examples" / "拒绝公开承诺书.yaml"
    request = gaozhi.read_case(path, gaozhi.load())
    found = request.jurisdiction.decide(request.case, request.decision)
    assert found.outcome == "应提交证明"
    assert [ground.rule for ground in found.grounds] == ["拒绝公开"]
    assert "当事人拒绝公开的，应当提交" in found.explain()
