"""阿合奇县: what each organ owes, to whom, by which channel, and by when."""

from datetime import date

import pytest

from gaozhi.engine import Deadline
from gaozhi.logic import truth
from gaozhi.workdays import WorkCalendar
from tests.situations import jurisdiction

DAY_BEFORE, FIRST_DAY = date(2021, 3, 29), date(2021, 3, 30)
TWO_OFFICES = "县司法局、县政务服务和公共资源交易中心"
LED_BY_TWO = "各有关部门（县司法局、政务服务和公共资源交易中心牵头）"
LED_BY_THE_OFFICE = "各有关部门（县人民政府办公室牵头）"
HEADS = "各有关部门主要负责同志"


def started(event: str, day: date = date(2025, 6, 5)) -> dict[str, Deadline]:
    """Return what an event starts."""
    return {one.duty: one for one in jurisdiction("阿合奇县").deadlines(event, at=day)}


def owed(day: date) -> set[str]:
    """Return the names of the duties in force on a day."""
    return {
        duty.name
        for duty in jurisdiction("阿合奇县").program.duties
        if truth(duty.in_force, {"办理.日期": day}) is not False
    }


def dated(start: date, end: date) -> dict[str, Deadline]:
    """Return the duties with a date between two days."""
    return {one.duty: one for one in jurisdiction("阿合奇县").schedule(start, end)}


DUTIES = {one.name: one for one in jurisdiction("阿合奇县").program.duties}
SPRING = dated(date(2021, 1, 1), date(2021, 12, 31))


# -- dates of 2021 ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duty", "due", "actor", "provision"),
    [
        ("梳理目录清单", date(2021, 4, 1), "各有关部门", "AQ-1-4"),
        ("报送落实情况", date(2021, 4, 2), "各有关部门", "AQ-4.3-1"),
        ("公开目录", date(2021, 4, 5), "各有关部门", "AQ-1-5"),
        ("编制规程和指南", date(2021, 4, 5), "各有关部门", "AQ-3.2-18"),
        ("制作格式文本", date(2021, 4, 5), "各有关部门", "AQ-3.2-19"),
        ("公示格式文本", date(2021, 4, 5), "各有关部门", "AQ-3.2-16"),
        ("协同推进线上线下办理", date(2021, 4, 5), LED_BY_TWO, "AQ-3.2-22"),
    ],
)
def test_dated_duty(duty: str, due: date, actor: str, provision: str):
    one = SPRING[duty]
    assert (one.due, one.actor) == (due, actor)
    assert provision in {citation.provision for citation in one.basis}


def test_these_are_all_the_dates_and_each_year_has_its_inspection():
    assert len([one for one in SPRING.values() if one.due is not None]) == 7
    later = jurisdiction("阿合奇县").schedule(date(2022, 1, 1), date(2030, 12, 31))
    assert {one.duty for one in later} == {"年度督察"}
    assert [(one.due, one.year) for one in later] == [(None, year) for year in range(2022, 2031)]


def test_a_date_falls_on_its_day_and_not_on_the_next():
    assert set(dated(date(2021, 4, 1), date(2021, 4, 1))) == {"梳理目录清单"}
    assert dated(date(2021, 3, 31), date(2021, 3, 31)) == {}
    assert dated(date(2021, 4, 6), date(2021, 4, 30)) == {}


@pytest.mark.parametrize("duty", ["梳理目录清单", "报送落实情况", "公开目录"])
def test_before_a_day_includes_it_and_names_the_other_reading(duty: str):
    reading = SPRING[duty].reading
    assert reading is not None
    assert "含" in reading.taken
    assert "不含当日" in reading.other


def test_directory_goes_to_two_offices_and_then_to_the_countys_own_page():
    assert SPRING["梳理目录清单"].to == TWO_OFFICES
    assert SPRING["公开目录"].through == ("县人民政府网站专属板块",)
    assert SPRING["公开目录"].met_by == "清单公布"


def test_directory_has_two_dates_and_the_later_one_is_taken():
    reading = SPRING["公开目录"].reading
    assert reading is not None
    assert "4月1日即应公开" in reading.other


def test_models_are_shown_at_the_counter_and_online():
    one = SPRING["公示格式文本"]
    assert one.through == ("对外服务场所", "网上")
    assert one.met_by == "公布格式文本"


def test_term_of_the_second_task_reaches_online_and_offline_and_the_other_reading_is_named():
    one = SPRING["协同推进线上线下办理"]
    assert one.through == ("各相关业务平台系统",)
    assert one.reading is not None
    assert "没有写期限" in one.reading.other


def test_carrying_out_in_full_has_no_day_but_the_other_reading_has_one():
    one = DUTIES["全面推行告知承诺制"]
    assert (one.by, one.manner) == (None, None)
    assert one.reading is not None
    assert "2021年4月1日" in one.reading.other


def test_fifth_of_april_is_a_holiday_and_does_not_roll():
    holiday = [one for one in SPRING.values() if one.due == date(2021, 4, 5)]
    assert all(any("不顺延" in c.text for c in one.caveats) for one in holiday)
    assert not any("不顺延" in c.text for c in SPRING["报送落实情况"].caveats)


def test_report_is_due_before_what_it_reports():
    assert any("早于" in caveat.text for caveat in SPRING["报送落实情况"].caveats)
    assert SPRING["报送落实情况"].to == TWO_OFFICES


# -- what an event starts ---------------------------------------------------------------------


def test_help_is_given_promptly_or_refused_in_writing():
    found = started("协助请求到达")
    assert set(found) == {"及时协助核查", "书面说明协助不能"}
    assert (found["及时协助核查"].due, found["及时协助核查"].manner) == (None, "及时")
    refusal = found["书面说明协助不能"]
    assert refusal.instead_of == "及时协助核查"
    assert (refusal.due, refusal.manner, refusal.conditional) == (None, None, True)
    assert refusal.basis[0].quote == "应当书面告知请求协助的行政机关并说明理由"


def test_commitment_starts_the_decision_on_the_spot_and_the_second_copy():
    found = started("作出承诺")
    assert set(found) == {"许可告知承诺当场决定", "承诺书各执一份"}
    decision = found["许可告知承诺当场决定"]
    assert (decision.manner, decision.met_by) == ("当场", "作出决定")
    assert decision.instead_of == "二十日内决定许可"
    assert decision.conditional
    assert found["承诺书各执一份"].basis[0].quote == "本文书一式两份，行政机关与申请人各执一份"


def test_application_starts_the_notice_in_writing():
    notice = started("提出申请")["一次性书面告知"]
    assert notice.met_by == "作出告知"
    assert [c.provision for c in notice.basis][:2] == ["AQ-1-1", "AQ-2.2-1"]


def test_finding_brings_bad_conduct_into_the_countys_credit_directory():
    (one,) = started("核查结论").values()
    assert [citation.provision for citation in one.basis] == ["AQ-A-8"]
    assert one.conditional


def test_nothing_runs_anew_from_a_withdrawal():
    assert started("撤回承诺") == {}


def test_working_days_are_those_of_xinjiang():
    own = started("受理申请")["二十日内决定许可"]
    assert (own.due, own.calendar) == (date(2025, 7, 8), "xinjiang")
    elsewhere = jurisdiction("阿合奇县").deadlines(
        "受理申请", at=date(2025, 6, 5), calendar=WorkCalendar.china()
    )
    (same,) = [one for one in elsewhere if one.duty == own.duty]
    assert same.due == date(2025, 7, 3)


# -- the others -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duty", "actor", "to", "through", "basis"),
    [
        ("审核目录清单", TWO_OFFICES, "各有关部门", (), "AQ-3.1-8"),
        ("年度督察", "县司法局", "各有关部门", (), "AQ-4.1-3"),
        ("监督检查和跟踪评估", TWO_OFFICES, None, (), "AQ-4.3-1"),
        ("报告重要情况", TWO_OFFICES, "县人民政府", (), "AQ-4.3-1"),
        ("提出许可实行的建议", "县司法局", "县人民政府", (), "AQ-2.3-3"),
        ("依法获得授权", "文件未写明", None, (), "AQ-2.3-4"),
        ("及时处理投诉举报", "各有关部门", None, (), "AQ-3.2-15"),
        ("文本内容完备", "各有关部门", None, (), "AQ-3.2-1"),
        (
            "建立在线核查支撑",
            "各有关部门（县人民政府办公室牵头）",
            None,
            ("一体化在线政务服务平台", "数据共享交换平台", "信用信息共享平台"),
            "AQ-3.3-8",
        ),
        ("实施在线核查", "行政机关", None, ("政务信息共享平台", "政务服务移动客户端"), "AQ-3.3-6"),
        (
            "现场核查推送承诺情况",
            "行政机关",
            "有关监管人员",
            ("“互联网+监管”平台", "应用程序"),
            "AQ-3.3-2",
        ),
        (
            "分类确定监管方式",
            "各有关部门（县市场监督管理局、司法局牵头）",
            None,
            (),
            "AQ-3.4-1",
        ),
        (
            "实施日常监管",
            "各有关部门（县市场监督管理局、司法局牵头）",
            None,
            ("“双随机、一公开”监管", "重点监管", "“互联网+监管”", "智慧监管"),
            "AQ-3.4-3",
        ),
        ("建立诚信档案和黑名单", "各有关部门（县发改委牵头）", None, (), "AQ-3.5-1"),
        ("分级精准监管", "各有关部门（县发改委牵头）", None, (), "AQ-3.5-3"),
        (
            "落实失信公示",
            "各有关部门（县发改委牵头）",
            "社会",
            ("信用公告", "信用等级评价", "失信名单公示"),
            "AQ-3.5-9",
        ),
        ("保护个人信息和商业秘密", "各有关部门（县发改委牵头）", None, (), "AQ-3.5-6"),
        ("落实信用修复", "各有关部门（县发改委牵头）", None, (), "AQ-3.5-7"),
        ("全面推行告知承诺制", LED_BY_TWO, None, (), "AQ-3.1-10"),
        ("打通信息壁垒", LED_BY_THE_OFFICE, None, (), "AQ-3.3-9"),
        (
            "形成数据共享体系",
            LED_BY_THE_OFFICE,
            None,
            ("一体化在线政务服务平台", "数据共享交换平台", "信用信息共享平台"),
            "AQ-3.3-10",
        ),
        ("现场核查避免扰民", "行政机关", None, (), "AQ-3.3-11"),
        ("准确把握实施条件", LED_BY_TWO, None, (), "AQ-3.6-6"),
        ("建立承诺退出机制", LED_BY_TWO, None, (), "AQ-3.7-8"),
        ("第一责任人履职", HEADS, None, (), "AQ-4.1-4"),
        ("及时掌握工作情况", HEADS, None, (), "AQ-4.1-5"),
        ("建立工作协调机制", "阿合奇县", None, (), "AQ-4.1-7"),
        ("指导协调和督促检查", "县司法局", "各有关部门", (), "AQ-4.1-8"),
        ("纳入法治政府考评", "县司法局", None, (), "AQ-4.1-9"),
        ("加强协同配合", "各有关部门", None, (), "AQ-4.2-2"),
        ("优化流程和强化监管", "各有关部门", None, (), "AQ-4.2-3"),
        ("与自治州部门衔接", "各部门", "自治州各有关部门", (), "AQ-4.2-4"),
        ("指导帮助下级部门", "各有关部门", "各系统下级部门", (), "AQ-4.2-6"),
        ("政策宣传和解读", "各有关部门", "社会", ("报刊", "电视", "互联网"), "AQ-4.3-2"),
        ("总结经验选树典型", "各有关部门", None, (), "AQ-4.3-3"),
        ("回应社会关切", "各有关部门", "社会", (), "AQ-4.3-4"),
    ],
)
def test_duty_without_a_day(duty, actor, to, through, basis):
    (one,) = [d for d in jurisdiction("阿合奇县").program.duties if d.name == duty]
    assert (one.actor, one.to, tuple(one.through)) == (actor, to, through)
    assert basis in {provision.id for provision in one.basis}
    assert (one.within, one.by) == (None, None)


def test_what_is_owed_promptly_and_what_every_year():
    prompt = ["及时处理投诉举报", "报告重要情况", "现场核查推送承诺情况", "及时协助核查"]
    prompt += ["及时掌握工作情况", "总结经验选树典型", "回应社会关切"]
    assert {DUTIES[name].manner for name in prompt} == {"及时"}
    assert str(DUTIES["年度督察"].every) == "1年"
    assert DUTIES["年度督察"].starting is None


@pytest.mark.parametrize(
    ("task", "leads", "duties"),
    [
        ("三（一）", "县司法局", ["梳理目录清单", "全面推行告知承诺制"]),
        ("三（二）", "县司法局", ["协同推进线上线下办理"]),
        ("三（三）", "县人民政府办公室", ["打通信息壁垒", "建立在线核查支撑", "形成数据共享体系"]),
        ("三（四）", "县市场监督管理局、司法局", ["分类确定监管方式", "实施日常监管"]),
        ("三（五）", "县发改委", ["建立诚信档案和黑名单", "落实失信公示", "落实信用修复"]),
        ("三（六）", "县司法局", ["准确把握实施条件"]),
        ("三（七）", "县司法局", ["建立承诺退出机制"]),
    ],
)
def test_duty_of_a_task_rests_on_who_leads_and_who_answers_for_it(task, leads, duties):
    for name in duties:
        (found,) = [one for one in DUTIES[name].basis if one.quote and "责任单位" in one.quote]
        assert found.locator == task
        assert found.quote.startswith(f"牵头单位：{leads}")


def test_a_site_visit_spares_firms_and_people_where_one_is_needed():
    condition = DUTIES["现场核查避免扰民"].when
    needed = {"证明.需现场核查": True, "证明.免予核查": False}
    assert truth(condition, needed) is True
    assert truth(condition, needed | {"证明.需现场核查": False}) is False
    assert truth(condition, needed | {"证明.免予核查": True}) is False


def test_who_is_to_set_up_the_mechanism_and_who_is_to_check_is_said_as_the_plan_says_it():
    assert "没有写明" in str(DUTIES["建立工作协调机制"].caveat)
    reading = DUTIES["指导协调和督促检查"].reading
    assert reading is not None
    assert "各组成部门" in reading.other


def test_every_provision_of_the_plan_is_there():
    provisions = jurisdiction("阿合奇县").program.provisions
    assert len([id_ for id_ in provisions if id_.startswith("AQ-")]) == 148


def test_countys_duties_begin_with_its_document():
    own = owed(FIRST_DAY) - owed(DAY_BEFORE)
    assert {"现场核查推送承诺情况", "分类确定监管方式", "文本内容完备", "年度督察"} <= own
    assert owed(DAY_BEFORE) - owed(FIRST_DAY) == {"推送承诺情况", "制定核查办法", "文本全面准确"}


def test_what_the_county_does_not_say_is_still_owed():
    assert {"界定失信行为", "公布文本", "告知和指导", "失信程度分级"} <= owed(FIRST_DAY)
