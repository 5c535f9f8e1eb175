"""毛集实验区: the provisions of 毛管办〔2021〕4号, and who owes what by when."""

from __future__ import annotations

from datetime import date

import pytest

import gaozhi
from gaozhi.engine import Deadline
from gaozhi.logic import truth
from gaozhi.model import Duty, Provision
from tests.places import EXAMPLES
from tests.scenarios.maoji import DAY_BEFORE, FIRST_DAY
from tests.situations import jurisdiction, library

COUNTY = jurisdiction("毛集实验区")
OWN = {id_: one for id_, one in COUNTY.program.provisions.items() if id_.startswith("MJ-")}
DUTIES = {one.name: one for one in COUNTY.program.duties}


def started(event: str, at: str) -> dict[str, Deadline]:
    return {one.duty: one for one in COUNTY.deadlines(event, at=date.fromisoformat(at))}


YEARLY = ("None", "年度督察")
"""三（四） lists the inspection as a yearly one, without a day."""


def due(year: int) -> list[tuple[str, str]]:
    found = COUNTY.schedule(date(year, 1, 1), date(year, 12, 31))
    return [(str(one.due), one.duty) for one in found]


# -- the document -----------------------------------------------------------------------------


def test_document_is_known_by_its_number_and_its_first_day():
    assert COUNTY.document.number == "毛管办〔2021〕4号"
    assert COUNTY.document.since == date(2021, 2, 24)


def test_every_provision_of_the_plan_is_there():
    assert len(OWN) == 112


@pytest.mark.parametrize("provision", OWN.values(), ids=list(OWN))
def test_provision_quotes_the_plan_in_one_short_line(provision: Provision):
    assert provision.certainty == "text"
    assert provision.quote is not None
    assert provision.quote == provision.quote.strip()
    assert "\n" not in provision.quote
    assert len(provision.quote) <= 120


LEFT_TO_THE_BASELINE = {
    "未告知即承诺",
    "承诺代替证明",
    "许可与证明重叠",
    "只有许可告知承诺",
    "先行一次性告知",
    "重叠的一次告知承诺",
    "许可当场决定",
    "承诺后不再索要",
    "不适用则不生效",
    "不是涉企经营许可",
    "许可没有定为实行",
    "监管不能纠正的许可",
    "国务院批准的许可",
    "地方批准的许可",
    "许可可以实行",
    "未获批准不按许可程序",
    "监管不能纠正不按许可程序",
    "国务院未批准的不当场决定",
    "地方未批准的不当场决定",
    "监管不能纠正不当场决定",
    "许可一并告知的条件",
    "电子证照在线核查",
    "告知要素·证明义务",
}
"""The plan defines nothing, and says nothing of enterprise licences and of the store of licences."""


def test_plan_speaks_first_wherever_it_says_what_the_baseline_says():
    alone = {
        rule.name
        for table in COUNTY.program.decisions.values()
        for rule in table.rules
        if rule.basis and rule.basis[0].id.startswith("national:GBF42-")
    }
    assert alone == LEFT_TO_THE_BASELINE


def test_duties_of_the_baseline_are_the_plans_own_or_replaced():
    alone = {
        duty.name for duty in DUTIES.values() if duty.basis[0].id.startswith("national:GBF42-")
    }
    assert alone == {"公布文本", "推送承诺情况", "履约情况纳入信用记录"}


# -- the list after an adjustment: seven working days ---------------------------------------------


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2021-04-13", "2021-04-22"),
        ("2021-04-28", "2021-05-11"),
        ("2021-04-30", "2021-05-13"),
        ("2021-05-01", "2021-05-13"),
        ("2021-05-05", "2021-05-13"),
        ("2021-05-06", "2021-05-14"),
    ],
    ids=["没有假日", "跨劳动节和调休的星期六", "节前最后一日", "节日首日", "节日末日", "节后首日"],
)
def test_adjusted_list_is_filed_within_seven_working_days(published: str, day: str):
    found = started("清单调整公布", published)["调整后的清单备案"]
    assert found.due == date.fromisoformat(day)
    assert (found.actor, found.to, found.met_by) == ("相关行政机关", None, "报送备案")
    assert [citation.provision for citation in found.basis] == ["MJ-2.1.3-2"]
    assert "向谁报送备案，文件没有写明" in found.caveats[0].text
    assert found.reading is not None
    assert "首次公布" in found.reading.other


def test_filing_with_the_city_has_no_number_of_days():
    found = started("清单调整公布", "2021-04-28")["区级清单报市备案"]
    assert (found.due, found.manner, found.to) == (None, None, "市司法行政部门")


def test_nothing_is_filed_for_a_list_that_the_day_before_saw():
    assert "调整后的清单备案" not in started("清单调整公布", DAY_BEFORE)
    assert "调整后的清单备案" in started("清单调整公布", FIRST_DAY)


def test_first_list_opens_the_making_of_rules_and_forms_without_a_period():
    found = started("清单公布", "2021-02-28")
    assert set(found) == {"编制工作规程", "制作公示告知承诺文本"}
    assert {one.due for one in found.values()} == {None}


# -- the dates of 2021 ----------------------------------------------------------------------------


def test_dates_of_the_plan():
    assert [one for one in due(2021) if one != YEARLY] == [
        ("2021-02-28", "公布目录"),
        ("2021-02-28", "建立目录动态调整机制"),
        ("2021-02-28", "细化方案备案"),
        ("2021-04-30", "公布指南和格式文本"),
        ("2021-06-30", "开展督促检查"),
        ("2021-06-30", "通报和考评"),
    ]


def test_the_inspection_alone_recurs_every_year():
    assert [year for year in range(2021, 2031) if YEARLY in due(year)] == list(range(2021, 2031))
    assert due(2022) == [YEARLY]


@pytest.mark.parametrize(
    ("day", "rests"), [("2021-02-28", True), ("2021-04-30", False), ("2021-06-30", False)]
)
def test_date_on_a_rest_day_does_not_roll_and_says_so(day: str, rests: bool):
    found = COUNTY.schedule(date.fromisoformat(day), date.fromisoformat(day))
    assert found
    for one in found:
        assert any("文件写明的日期不顺延" in caveat.text for caveat in one.caveats) is rests


@pytest.mark.parametrize(
    ("day", "before"), [("2021-02-28", 27), ("2021-04-30", 29), ("2021-06-30", 29)]
)
def test_date_is_due_on_its_day_and_not_the_day_before(day: str, before: int):
    last = date.fromisoformat(day)
    assert COUNTY.schedule(last.replace(day=before), last.replace(day=before)) == ()
    assert all(one.reading for one in COUNTY.schedule(last, last))


def test_plan_is_filed_with_the_justice_bureau():
    (found,) = [
        one
        for one in COUNTY.schedule(date(2021, 2, 28), date(2021, 2, 28))
        if one.duty == "细化方案备案"
    ]
    assert (found.actor, found.to) == ("各镇、各部门", "区司法局")
    assert {citation.provision for citation in found.basis} == {
        "MJ-3.1-1",
        "MJ-3.1-2",
        "MJ-3.1-3",
        "MJ-3.1-4",
        "MJ-4.3-1",
    }


# -- duties without a number of days --------------------------------------------------------------


def test_help_is_owed_promptly_or_a_written_refusal_in_its_place():
    found = started("协助请求到达", "2021-07-01")
    assert set(found) == {"及时协助核查", "书面说明协助不能"}
    help, refusal = found["及时协助核查"], found["书面说明协助不能"]
    assert (help.manner, help.due, help.basis[0].provision) == ("及时", None, "MJ-2.3.7-13")
    assert (refusal.manner, refusal.due, refusal.basis[0].provision) == (None, None, "MJ-2.3.7-14")
    assert (refusal.instead_of, refusal.conditional) == ("及时协助核查", True)


def test_withdrawal_starts_no_fresh_period():
    assert started("撤回承诺", "2021-07-01") == {}


def test_licence_keeps_the_period_of_the_licensing_law():
    found = started("受理申请", "2026-11-02")["二十日内决定许可"]
    assert found.due == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("name", "actor", "to", "through", "manner"),
    [
        (
            "经平台推送承诺情况",
            "行政机关",
            "有关监管人员",
            ("“互联网+监管”平台", "“互联网+监管”应用程序"),
            "及时",
        ),
        (
            "公开告知承诺书",
            "行政机关",
            "社会",
            ("相关服务场所", "网站", "全国一体化政务服务平台"),
            None,
        ),
        (
            "公布指南和格式文本",
            "各镇、各部门",
            "社会",
            ("相关服务场所", "网站", "政务公开平台"),
            None,
        ),
        ("公布目录", "各镇、各部门", "社会", ("区管委政务公开平台",), None),
        ("建立在线核查支撑体系", "区政务服务中心", None, ("全国一体化政务服务平台",), None),
        (
            "牵头记录履约情况",
            "区发展改革局（牵头）",
            None,
            ("各级信用信息共享平台", "行业信用信息系统"),
            None,
        ),
        ("审核公布调整的清单", "区司法局", "社会", (), None),
        ("处理投诉举报", "文件未写明", None, (), "及时"),
        ("报告推行中的问题", "各镇、各部门", "区司法局", (), "及时"),
        ("报告重要情况", "区司法局", "区管委", (), "及时"),
        ("加强信用管理制度建设", "文件未写明", None, (), None),
        ("加大惩戒力度", "文件未写明", None, (), None),
        ("加强组织领导", "各镇、各部门", None, (), None),
        ("第一责任人履职", "各镇、各部门的主要负责同志", None, (), "及时"),
        ("建立工作协调机制", "文件未写明", None, (), None),
        ("与市级部门对接", "区直各部门", None, (), "及时"),
        ("健全容错机制", "文件未写明", None, (), None),
        ("参加培训和交流", "各镇、各部门", None, (), None),
        ("政策宣传和解读", "各镇、各部门", "社会", ("报刊", "广播", "电视", "网络新媒体"), None),
        ("回应社会关切", "各镇、各部门", "社会", (), "及时"),
        ("总结推介经验", "各镇、各部门", None, (), None),
    ],
)
def test_who_owes_it_to_whom_and_how(
    name: str, actor: str, to: str | None, through: tuple[str, ...], manner: str | None
):
    duty: Duty = DUTIES[name]
    assert (duty.actor, duty.to, duty.through, duty.manner) == (actor, to, through, manner)
    assert all(provision.id.startswith("MJ-") for provision in duty.basis)


@pytest.mark.parametrize(
    ("replaced", "by"),
    [
        ("公布文本", "公布指南和格式文本"),
        ("推送承诺情况", "经平台推送承诺情况"),
        ("履约情况纳入信用记录", "牵头记录履约情况"),
    ],
)
def test_duty_of_the_baseline_gives_way_from_the_first_day(replaced: str, by: str):
    for day, stands in ((DAY_BEFORE, replaced), (FIRST_DAY, by)):
        facts = {"办理.日期": date.fromisoformat(day)}
        held = [name for name in (replaced, by) if truth(DUTIES[name].in_force, facts)]
        assert held == [stands]


# -- the example ----------------------------------------------------------------------------------


def test_example_of_an_untrue_but_not_false_commitment():
    request = gaozhi.read_case(EXAMPLES / "不实而非虚假.yaml", library())
    found = request.jurisdiction.decide(request.case, request.decision)
    assert (request.jurisdiction.name, found.outcome) == ("毛集实验区", "可适用")
    assert found.grounds[0].basis[0].provision == "MJ-2.1.2-1"
