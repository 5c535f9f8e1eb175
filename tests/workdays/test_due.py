"""Periods of every unit: the last day, its end, how sure it is, and what every day did."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gaozhi.workdays import (
    InvalidDate,
    InvalidExclusion,
    InvalidRange,
    Period,
    Unpublished,
    WorkCalendar,
    WorkdaysError,
)

CHINA = WorkCalendar.china()
XINJIANG = WorkCalendar.named("xinjiang")


def day(text):
    return date.fromisoformat(text)


def due(start, period, *args, calendar=CHINA, **kwargs):
    return calendar.due(day(start), Period.parse(period), *args, **kwargs)


@pytest.mark.parametrize(
    ("start", "period", "nominal", "last"),
    [
        ("2026-11-26", "2日", "2026-11-28", "2026-11-30"),  # a Saturday moves to Monday
        ("2026-01-02", "2日", "2026-01-04", "2026-01-04"),  # a make-up Sunday does not move
        ("2026-09-21", "10日", "2026-10-01", "2026-10-08"),
        ("2026-09-30", "1日", "2026-10-01", "2026-10-08"),
        ("2024-01-31", "1个月", "2024-02-29", "2024-02-29"),  # the month's last
        ("2023-01-31", "1个月", "2023-02-28", "2023-02-28"),
        ("2023-12-31", "6个月", "2024-06-30", "2024-07-01"),
        ("2024-02-29", "1年", "2025-02-28", "2025-02-28"),
        ("2024-02-29", "2年", "2026-02-28", "2026-02-28"),  # a make-up Saturday
        ("2025-11-30", "3个月", "2026-02-28", "2026-02-28"),
    ],
)
def test_only_the_last_day_is_moved_off_rest_days(start, period, nominal, last):
    found = due(start, period)
    assert (found.nominal, found.date) == (day(nominal), day(last))


def test_a_period_ends_at_midnight_in_beijing_or_when_business_closes():
    found = due("2026-11-23", "3工作日")
    assert found.expires_at == datetime(2026, 11, 27, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert found.expires_at.isoformat() == "2026-11-27T00:00:00+08:00"
    assert str(found.expires_at.tzinfo) == "Asia/Shanghai"
    closing = due("2026-11-23", "3工作日", closes=time(17, 30))
    assert closing.expires_at.isoformat() == "2026-11-26T17:30:00+08:00"
    with pytest.raises(InvalidDate, match="不带时区"):
        due("2026-11-23", "3工作日", closes=time(17, tzinfo=ZoneInfo("Asia/Shanghai")))


def test_a_moment_is_read_in_beijing():
    late = datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("Asia/Urumqi"))
    assert XINJIANG.due(late, Period(3, "工作日")).start == date(2026, 11, 23)
    with pytest.raises(InvalidDate, match="时区"):
        CHINA.due(datetime(2026, 11, 23, 9), Period(3, "工作日"))


def test_days_that_are_excluded_are_not_counted():
    hearing = (day("2026-11-24"), day("2026-11-25"))
    assert due("2026-11-23", "3工作日", [hearing]).date == day("2026-11-30")
    assert due("2026-11-23", "5日", [hearing]).date == day("2026-11-30")
    assert due("2026-11-23", "1个月", [hearing]).nominal == day("2026-12-25")
    # What lies outside the period changes nothing; the day of the start never counts anyway.
    outside = [(day("2026-11-01"), day("2026-11-23")), (day("2026-11-27"), day("2026-12-31"))]
    assert due("2026-11-23", "3工作日", outside).date == due("2026-11-23", "3工作日").date


def test_a_last_day_is_not_moved_into_an_exclusion():
    suspended = (day("2026-11-30"), day("2026-12-02"))
    assert due("2026-11-26", "2日", [suspended]).date == day("2026-12-03")


def test_the_result_states_the_union_of_what_was_excluded():
    found = due(
        "2026-11-23",
        "3工作日",
        [(day("2026-11-26"), day("2026-11-27")), (day("2026-11-24"), day("2026-11-25"))],
    )
    assert found.excluded == ((day("2026-11-24"), day("2026-11-27")),)


@pytest.mark.parametrize(
    ("excluded", "says"),
    [
        ([("2026-11-25", "2026-11-24")], "首末颠倒"),
        ([("2026-11-24", "2026-11-26"), ("2026-11-26", "2026-11-27")], "合并写作 2026-11-24..2026-11-27"),
        ([("2026-11-24", "9999-12-31")], "没有尽头"),
        ([("2026-11-24", None)], "恢复以后再算"),
        ([(None, "2026-11-24")], "没有首日"),
        ([("2026-11-24",)], "首日和末日"),
        ([None], "首日和末日"),
    ],
)  # fmt: skip
def test_exclusions_that_cannot_be_are_refused(excluded, says):
    pairs = [one and tuple(text and day(text) for text in one) for one in excluded]
    with pytest.raises(InvalidExclusion, match=says):
        due("2026-11-23", "3工作日", pairs)


def test_a_start_in_an_unknown_unit_is_refused():
    with pytest.raises(WorkdaysError, match=r"Period\.parse"):
        CHINA.due(day("2026-11-23"), "3工作日")


def test_the_last_days_of_the_last_published_year_are_provisional():
    assert due("2026-12-23", "3工作日").certainty == "certain"
    assert due("2026-12-23", "3工作日").date == day("2026-12-28")
    for start, period in (
        ("2026-12-24", "3工作日"),
        ("2026-11-30", "1个月"),
        ("2026-12-24", "5日"),
    ):
        found = due(start, period)
        assert found.certainty == "provisional"
        assert "2027 年的放假通知" in found.doubts[-1]
    # A period of days rests on its last day alone.
    assert due("2025-12-29", "3日", as_known_on=day("2025-12-31")).certainty == "certain"
    assert due("2018-12-27", "3工作日").certainty == "certain"


def test_the_horizon_moves_with_what_is_known():
    before = due("2018-12-26", "3工作日", as_known_on=day("2018-12-05"))
    assert (before.date, before.certainty) == (day("2018-12-31"), "provisional")
    after = due("2018-12-26", "3工作日", as_known_on=day("2018-12-06"))
    assert (after.date, after.certainty) == (day("2018-12-29"), "certain")
    assert after.as_known_on == day("2018-12-06")


def test_years_without_a_notice_at_hand_are_weak():
    found = due("2005-12-30", "1工作日")
    assert (found.date, found.certainty) == (day("2005-12-31"), "weak")
    assert due("2007-03-01", "3工作日").certainty == "certain"


def test_a_regional_notice_that_may_not_have_been_known_is_weak():
    rule = {"calendar": XINJIANG, "as_known_on": day("2022-07-01")}
    found = due("2022-07-08", "1工作日", **rule)
    assert (found.date, found.certainty) == (day("2022-07-14"), "weak")
    assert any("何日公布不详" in doubt for doubt in found.doubts)
    # The same days of knowledge are one in memory: what is said is true of each of them.
    assert due(
        "2022-07-08", "1工作日", calendar=XINJIANG, as_known_on=day("2022-07-05")
    ).doubts == ("2022 年古尔邦节的放假通知何日公布不详，2022-07-11 以前未必已知",)
    late = due("2022-07-08", "1工作日", calendar=XINJIANG, as_known_on=day("2022-07-11"))
    assert late.certainty == "certain"


def test_a_regional_notice_counts_from_the_day_it_was_published():
    known = due("2013-08-07", "1工作日", calendar=XINJIANG, as_known_on=day("2013-07-29"))
    assert known.date == day("2013-08-09")
    with pytest.raises(Unpublished, match="2013 年的地区放假安排未发布"):
        due("2013-08-07", "1工作日", calendar=XINJIANG, as_known_on=day("2013-07-28"))


@pytest.mark.parametrize(
    ("start", "period", "through", "counted", "remaining"),
    [
        ("2026-12-24", "10工作日", "2026-12-31", 5, 5),
        ("2026-12-24", "10日", "2026-12-31", 7, 3),
        ("2026-12-31", "1日", "2026-12-31", 0, 1),
        ("2026-12-01", "2个月", "2026-12-31", 30, 32),
        ("2026-12-01", "9999年", "2026-12-31", 30, None),
        ("2028-02-01", "3工作日", "2026-12-31", 0, 3),
    ],
)
def test_beyond_what_is_published_it_refuses(start, period, through, counted, remaining):
    with pytest.raises(Unpublished) as caught:
        due(start, period)
    assert (caught.value.through, caught.value.counted) == (day(through), counted)
    assert remaining is None or caught.value.remaining == remaining


def test_an_exclusion_that_reaches_beyond_what_is_published():
    with pytest.raises(Unpublished) as caught:
        due("2026-12-24", "3工作日", [(day("2026-12-26"), day("2027-03-01"))])
    assert (caught.value.counted, caught.value.remaining) == (1, 2)
    assert caught.value.through == day("2026-12-31")


def test_a_period_of_days_may_pass_over_a_year_that_is_unpublished():
    found = due("2014-12-01", "14个月", calendar=XINJIANG)
    assert found.date == day("2016-02-01")


def test_a_restart_makes_the_earlier_period_void():
    first = due("2026-11-23", "3工作日")
    again = CHINA.restart(first, day("2026-11-25"))
    assert (again.date, again.voids) == (day("2026-11-30"), first)
    assert again.to_dict()["voids"] == "2026-11-26"
    with pytest.raises(InvalidRange, match="重新计算"):
        CHINA.restart(again, day("2026-11-20"))


def test_the_trace_names_the_notice_behind_every_day_that_one_arranges():
    found = due("2022-05-03", "3工作日", calendar=XINJIANG)
    assert [str(line) for line in found.trace] == [
        "2022-05-04 星期三  法定休假日  劳动节",
        "2022-05-05 星期四  地区放假  肉孜节",
        "2022-05-06 星期五  计入  第 1 日",
        "2022-05-07 星期六  调休上班  劳动节  第 2 日",
        "2022-05-08 星期日  周末",
        "2022-05-09 星期一  计入  第 3 日  期间最后一日",
    ]
    for line in found.trace:
        assert (line.notice is not None) is (line.mark in ("法定休假日", "调休上班", "地区放假"))


def test_the_trace_of_a_period_of_days_has_the_days_that_mattered():
    found = due("2026-09-23", "10日", [(day("2026-09-25"), day("2026-09-26"))])
    assert [(line.date.isoformat(), line.mark, line.number) for line in found.trace] == [
        ("2026-09-25", "排除", None),
        ("2026-09-26", "排除", None),
        ("2026-10-05", "法定休假日", 10),
        ("2026-10-06", "法定休假日", None),
        ("2026-10-07", "法定休假日", None),
        ("2026-10-08", "计入", None),
    ]


def test_what_is_known_now_is_what_was_known_after_the_last_notice():
    start = date(2020, 1, 1)
    for back in range(0, 400, 7):
        first = start - timedelta(days=back)
        known = CHINA.due(first, Period(5, "工作日"), as_known_on=date(2026, 1, 1))
        assert known.date == CHINA.due(first, Period(5, "工作日")).date
