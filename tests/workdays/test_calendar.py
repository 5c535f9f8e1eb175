"""Which days are worked: the base, its one mend, and what others say of the same days."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import chinese_calendar
import holidays
import numpy
import pytest

from gaozhi.workdays import (
    InvalidCount,
    InvalidDate,
    InvalidRange,
    UnknownCalendar,
    Unpublished,
    WorkCalendar,
    WorkdaysError,
)
from tests.workdays import oracle

CHINA = WorkCalendar.china()
XINJIANG = WorkCalendar.named("xinjiang")
# A new release of the data package, or a new notice, changes this: look at what has changed.
FINGERPRINT = "sha256:5d4c041db86106ed75dbb557c7f056644f49ed6c0bd21de75217d77f3a201940"


def test_the_base_table_is_the_one_that_was_looked_at():
    assert CHINA.digest == FINGERPRINT
    assert (CHINA.first, CHINA.last) == (oracle.FIRST, oracle.LAST)


def test_there_are_5745_working_days_from_2004_to_2026():
    assert sum(map(CHINA.is_workday, oracle.every_day())) == 5745
    assert CHINA.count_workdays(date(2004, 1, 1), date(2026, 12, 31)) == 5745


def test_one_day_of_the_data_is_mended_and_no_other():
    different = [
        day
        for day in oracle.every_day()
        if CHINA.is_workday(day) is not chinese_calendar.is_workday(day)
    ]
    assert different == [date(2005, 12, 31)]
    notice = CHINA.day(date(2005, 12, 31)).notice
    assert notice is not None
    assert "国办发明电〔2005〕35号" in notice.source


def test_the_package_holidays_agrees_on_every_day_of_2007_to_2026():
    other = holidays.country_holidays("CN", years=range(2007, 2027))
    days = oracle.every_day(date(2007, 1, 1))
    assert len(days) == 7305
    assert [day for day in days if CHINA.is_workday(day) is not other.is_working_day(day)] == []


def test_numpy_with_seven_working_days_a_week_agrees():
    rest = [day for day in oracle.every_day() if not oracle.worked_in_china(day)]
    theirs = numpy.busdaycalendar("1111111", rest)
    for start in oracle.every_day(date(2018, 1, 1), date(2026, 11, 1)):
        # From a rest day numpy first moves back to a working day: then n on is the n-th after it.
        for n in (1, 3, 10, 20):
            moved = numpy.busday_offset(start, n, roll="backward", busdaycal=theirs)
            assert CHINA.add_workdays(start, n) == moved.astype(date)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 7, 10, 20, 45])
def test_every_start_agrees_with_counting_day_by_day(n):
    worked = {day: oracle.worked_in_china(day) for day in oracle.every_day()}
    for start in oracle.every_day(last=date(2026, 10, 1)):
        assert CHINA.add_workdays(start, n) == oracle.workdays(worked.__getitem__, start, n)


def test_the_two_amendments_and_the_extra_holiday_as_known_before_and_after():
    for before, changed in {
        date(2015, 5, 12): ["2015-09-03", "2015-09-04", "2015-09-06"],
        date(2019, 3, 21): ["2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"],
        date(2020, 1, 26): ["2020-01-31", "2020-02-01"],
    }.items():
        then, after = CHINA.as_known_on(before), CHINA.as_known_on(before + oracle.ONE)
        days = oracle.every_day(date(before.year, 1, 1), date(before.year, 12, 28))
        different = [d.isoformat() for d in days if then.is_workday(d) is not after.is_workday(d)]
        assert different == changed
        assert [d for d in days if after.is_workday(d) is not CHINA.is_workday(d)] == []


def test_a_year_is_known_from_the_day_of_its_notice():
    notice = date(2018, 12, 6)
    with pytest.raises(Unpublished) as caught:
        CHINA.as_known_on(notice - oracle.ONE).is_workday(date(2019, 1, 1))
    assert caught.value.through == date(2018, 12, 31)
    assert not CHINA.as_known_on(notice).is_workday(date(2019, 1, 1))


def test_the_next_notice_changes_the_last_days_of_december():
    before = CHINA.as_known_on(date(2018, 12, 5))
    assert (before.is_workday(date(2018, 12, 29)), CHINA.is_workday(date(2018, 12, 29))) == (0, 1)
    assert (before.is_workday(date(2018, 12, 31)), CHINA.is_workday(date(2018, 12, 31))) == (1, 0)
    assert before.day(date(2018, 12, 31)).provisional
    assert not before.day(date(2018, 12, 28)).provisional
    assert not before.day(date(2017, 12, 31)).provisional


def test_what_was_known_is_not_guessed_for_years_whose_notice_has_no_day_of_publication():
    assert CHINA.as_known_on(date(2008, 3, 28)).last == date(2008, 12, 31)
    with pytest.raises(InvalidDate, match="2008-03-28"):
        CHINA.as_known_on(date(2008, 3, 27))


def test_a_region_changes_the_national_calendar_both_ways():
    for text, ours, national in [
        ("2013-08-08", False, True),
        ("2014-09-28", False, True),  # a make-up day that the region cancels
        ("2014-10-11", False, True),
        ("2016-09-10", True, False),  # a make-up day that the region adds
        ("2022-05-05", False, True),
        ("2023-04-21", False, True),
        ("2025-06-06", False, True),
    ]:
        day = date.fromisoformat(text)
        assert (XINJIANG.is_workday(day), CHINA.is_workday(day)) == (ours, national), text


def test_before_the_regions_rule_the_base_applies():
    for day in oracle.every_day(last=date(2011, 12, 31)):
        assert XINJIANG.is_workday(day) is CHINA.is_workday(day)


@pytest.mark.parametrize("year", [2012, 2015, 2017, 2018, 2019, 2020])
def test_a_year_without_any_notice_is_unpublished(year):
    for day in (date(year, 1, 1), date(year, 7, 5), date(year, 12, 31)):
        with pytest.raises(Unpublished, match=f"{year} 年的地区放假安排未发布"):
            XINJIANG.is_workday(day)


@pytest.mark.parametrize(
    ("year", "named"), [(2013, "古尔邦节"), (2014, "肉孜节"), (2016, "肉孜节"), (2021, "肉孜节")]
)
def test_a_year_with_one_notice_of_two_is_weak_and_names_the_other(year, named):
    certainty, doubts = XINJIANG.certainty(year)
    assert certainty == "weak"
    assert f"{year} 年{named}的放假通知未查到" in doubts


def test_a_year_with_both_is_as_certain_as_its_notices():
    assert {year: XINJIANG.certainty(year)[0] for year in range(2022, 2027)} == {
        2022: "certain", 2023: "certain", 2024: "weak", 2025: "certain", 2026: "certain",
    }  # fmt: skip


def test_counting_is_of_what_lies_after_the_start_and_up_to_the_end():
    assert CHINA.count_workdays(date(2026, 11, 23), date(2026, 11, 23)) == 0
    assert CHINA.count_workdays(date(2026, 11, 23), date(2026, 11, 26)) == 3
    assert CHINA.count_workdays(date(2026, 11, 20), date(2026, 11, 23)) == 1


@pytest.mark.parametrize("calendar", [CHINA, XINJIANG], ids=["china", "xinjiang"])
def test_beyond_what_is_published_it_says_how_far_it_got(calendar):
    with pytest.raises(Unpublished) as caught:
        calendar.add_workdays(date(2026, 12, 24), 10)
    found = caught.value
    assert (found.through, found.counted, found.remaining) == (date(2026, 12, 31), 5, 5)
    assert "2027 年的放假安排尚未公布" in str(found)
    with pytest.raises(Unpublished):
        calendar.count_workdays(date(2026, 12, 1), date(2027, 1, 1))
    with pytest.raises(Unpublished):
        calendar.add_workdays(date(2030, 1, 1), 1)
    with pytest.raises(Unpublished):
        calendar.latest_start(date(2027, 1, 1), 1)
    assert calendar.workdays_before(date(2027, 1, 1), 1) == date(2026, 12, 31)


def test_no_count_passes_over_a_year_that_is_unpublished():
    for call in (
        lambda: XINJIANG.add_workdays(date(2014, 12, 25), 10),
        lambda: XINJIANG.add_workdays(date(2011, 12, 30), 300),
        lambda: XINJIANG.count_workdays(date(2011, 6, 1), date(2013, 6, 1)),
        lambda: XINJIANG.workdays_before(date(2016, 1, 8), 10),
        lambda: XINJIANG.latest_start(date(2016, 1, 8), 10),
        lambda: XINJIANG.roll(date(2019, 5, 1)),
    ):
        with pytest.raises(Unpublished, match="地区放假安排未发布"):
            call()
    # What does not touch it stands.
    assert XINJIANG.add_workdays(date(2020, 12, 31), 1) == date(2021, 1, 4)
    assert XINJIANG.workdays_before(date(2012, 1, 1), 1) == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: CHINA.add_workdays(date(2026, 1, 5), 0), InvalidCount, "正整数"),
        (lambda: CHINA.add_workdays(date(2026, 1, 5), -3), InvalidCount, "workdays_before"),
        (lambda: CHINA.add_workdays(date(2026, 1, 5), n=True), InvalidCount, "正整数"),
        (lambda: CHINA.add_workdays(date(2026, 1, 5), 1.5), InvalidCount, "正整数"),
        (lambda: CHINA.workdays_before(date(2026, 1, 5), 0), InvalidCount, "正整数"),
        (lambda: CHINA.latest_start(date(2026, 1, 5), 0), InvalidCount, "正整数"),
        (lambda: CHINA.add_workdays(datetime(2026, 1, 5, 9), 1), InvalidDate, "时区"),
        (lambda: CHINA.is_workday("2026-02-30"), InvalidDate, "datetime.date"),
        (lambda: CHINA.is_workday(date(2003, 12, 31)), InvalidDate, "2004-01-01"),
        (lambda: CHINA.add_workdays(date(1, 1, 1), 1), InvalidDate, "2004-01-01"),
        (lambda: CHINA.workdays_before(date(2004, 1, 5), 9), InvalidDate, "2004-01-01"),
        (lambda: CHINA.latest_start(date(2004, 1, 5), 9), InvalidDate, "2004-01-01"),
        (
            lambda: CHINA.count_workdays(date(2026, 1, 6), date(2026, 1, 5)),
            InvalidRange,
            "换过来",
        ),
        (lambda: WorkCalendar.named("xinjang"), UnknownCalendar, "xinjiang"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_what_to_do(call, error, says):
    with pytest.raises(error, match=says) as caught:
        call()
    assert isinstance(caught.value, WorkdaysError)
    assert isinstance(caught.value, ValueError)


def test_a_moment_is_the_day_that_it_is_in_beijing():
    late = datetime(2026, 11, 22, 16, 30, tzinfo=timezone.utc)  # noqa: UP017
    assert CHINA.add_workdays(late, 3) == CHINA.add_workdays(date(2026, 11, 23), 3)
    for name in ("Asia/Shanghai", "Asia/Urumqi", "America/New_York"):
        assert CHINA.is_workday(late.astimezone(ZoneInfo(name))) is CHINA.is_workday(
            date(2026, 11, 23)
        )
    # At half past eleven in Urumqi it is past midnight in Beijing.
    urumqi = datetime(2026, 11, 27, 23, 30, tzinfo=timezone(timedelta(hours=6)))
    assert not XINJIANG.is_workday(urumqi)


def test_calendars_with_the_same_days_share_one_table():
    same = CHINA.as_known_on(date(2026, 6, 1))
    assert same._table is CHINA._table
    assert WorkCalendar.named("china") == CHINA
    assert hash(WorkCalendar.named("china")) == hash(CHINA)
    assert len({CHINA, same, XINJIANG}) == 3
    assert CHINA != "china"


def test_a_calendar_cannot_be_changed():
    with pytest.raises(AttributeError):
        CHINA.name = "别处"  # type: ignore[misc]
