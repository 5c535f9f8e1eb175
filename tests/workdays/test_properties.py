"""Laws of counting, on any day and any number."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaozhi.workdays import Period, Unpublished, WorkCalendar
from tests.workdays import oracle

CHINA = WorkCalendar.china()
XINJIANG = WorkCalendar.named("xinjiang")
CALENDARS = st.sampled_from([CHINA, XINJIANG])
# A run of years in which both calendars are published.
DAYS = st.dates(date(2021, 1, 1), date(2026, 3, 31))
COUNTS = st.integers(1, 60)
UNITS = st.sampled_from(["工作日", "日", "月", "年"])


@st.composite
def periods(draw):
    unit = draw(UNITS)
    most = {"工作日": 40, "日": 90, "月": 5, "年": 1}[unit]
    return Period(draw(st.integers(1, most)), unit)


@st.composite
def intervals(draw, most=3):
    """Disjoint intervals in any order."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(DAYS)
        end = start + timedelta(days=draw(st.integers(0, 12)))
        if all(end < a or b < start for a, b in found):
            found.append((start, end))
    return found


def due(calendar, start, period, excluded=()):
    try:
        return calendar.due(start, period, excluded).date
    except Unpublished:
        return date.max


@given(CALENDARS, DAYS, COUNTS)
def test_adding_then_counting_gives_the_number_back(calendar, start, n):
    assert calendar.count_workdays(start, calendar.add_workdays(start, n)) == n


@given(CALENDARS, DAYS, COUNTS)
def test_the_day_that_is_reached_is_a_working_day(calendar, start, n):
    assert calendar.is_workday(calendar.add_workdays(start, n))


@given(CALENDARS, DAYS, st.integers(0, 30), periods())
def test_a_later_start_is_never_due_earlier(calendar, start, later, period):
    end = start + timedelta(days=later)
    assert due(calendar, start, period) <= due(calendar, end, period)


@given(CALENDARS, DAYS, periods(), intervals())
def test_an_exclusion_never_brings_a_due_date_forward(calendar, start, period, excluded):
    assert due(calendar, start, period) <= due(calendar, start, period, excluded)


@given(CALENDARS, DAYS, periods(), intervals(), st.integers(0, 3))
def test_disjoint_exclusions_equal_their_union(calendar, start, period, excluded, cut):
    whole = (start + oracle.ONE, start + 6 * oracle.ONE)
    halves = [
        (whole[0], whole[0] + cut * oracle.ONE),
        (whole[0] + (cut + 1) * oracle.ONE, whole[1]),
    ]
    others = [(a, b) for a, b in excluded if b < whole[0] or whole[1] < a]
    assert due(calendar, start, period, [*others, whole]) == due(
        calendar, start, period, [*reversed(halves), *others]
    )


@given(CALENDARS, st.dates(date(2021, 6, 1), date(2026, 6, 30)), st.integers(1, 30))
def test_the_latest_start_is_the_greatest_that_works(calendar, end, n):
    start = calendar.latest_start(end, n)
    assert calendar.add_workdays(start, n) <= end
    assert calendar.add_workdays(start + oracle.ONE, n) > end


@given(CALENDARS, st.dates(date(2021, 6, 1), date(2026, 6, 30)), st.integers(1, 30))
def test_going_back_is_the_reverse_of_going_on(calendar, end, n):
    start = calendar.workdays_before(end, n)
    assert calendar.is_workday(start)
    assert calendar.count_workdays(start - oracle.ONE, end - oracle.ONE) == n
    assert start == oracle.before(calendar.is_workday, end, n)


@given(DAYS, st.integers(1, 20))
def test_the_latest_start_agrees_with_trying_one_after_another(end, n):
    end += timedelta(days=60)
    assert CHINA.latest_start(end, n) == oracle.latest_start(oracle.worked_in_china, end, n)


@given(DAYS, periods(), intervals())
def test_a_period_agrees_with_counting_day_by_day(start, period, excluded):
    worked = oracle.worked_in_china
    if period.unit == "工作日":
        expected = oracle.workdays(worked, start, period.count, excluded)
    else:
        last = start + timedelta(days=period.count)
        if period.unit != "日":
            last = oracle.months_on(start, period.count * (12 if period.unit == "年" else 1))
        expected = (
            oracle.days(worked, start, (last - start).days, excluded)
            if last < date(2026, 12, 20)
            else None
        )
    if expected is not None:
        assert CHINA.due(start, period, excluded).date == expected


@given(CALENDARS, DAYS, periods(), intervals())
def test_the_trace_adds_up(calendar, start, period, excluded):
    try:
        found = calendar.due(start, period, excluded)
    except Unpublished:
        return
    days = [line.date for line in found.trace]
    assert days == sorted(set(days))
    assert days[-1] == found.date
    for line in found.trace:
        assert (line.mark == "排除") is oracle.is_excluded(line.date, excluded)
    if period.unit == "工作日":
        assert days == oracle.every_day(start + oracle.ONE, found.date)
        assert [x.number for x in found.trace if x.number] == list(range(1, period.count + 1))
        assert all((x.number is not None) is (x.mark in ("计入", "调休上班")) for x in found.trace)
    elif period.unit == "日":
        assert period.count in [line.number for line in found.trace]


@given(CALENDARS, DAYS, COUNTS)
def test_a_due_date_of_working_days_is_what_adding_gives(calendar, start, n):
    assert calendar.due(start, Period(n, "工作日")).date == calendar.add_workdays(start, n)


@given(DAYS, st.dates(date(2021, 1, 1), date(2026, 12, 31)))
def test_counting_agrees_with_the_oracle(start, end):
    start, end = min(start, end), max(start, end)
    end = min(end, start + timedelta(days=200))
    assert CHINA.count_workdays(start, end) == oracle.count(oracle.worked_in_china, start, end)


@pytest.mark.parametrize("calendar", [CHINA, XINJIANG], ids=["china", "xinjiang"])
def test_the_same_question_always_has_the_same_answer(calendar):
    first = calendar.due(date(2026, 3, 18), Period(10, "工作日"))
    assert calendar.due(date(2026, 3, 18), Period(10, "工作日")) == first
    assert hash(first) == hash(calendar.due(date(2026, 3, 18), Period(10, "工作日")))
