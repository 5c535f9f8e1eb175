"""A timeline of many events: its cost, its depth, and where it ends."""

import json
import pickle
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

import gaozhi
from gaozhi import Event, Pause
from gaozhi.engine import history, moments
from gaozhi.workdays import Period, WorkCalendar
from tests.situations import library

COUNTY = library()["启东市"]
FIRST = date(2026, 1, 5)
AS_OF = date(2026, 10, 20)
FACTS = {
    "事项.类型": "行政许可",
    "事项.统一联合或者集中办理": False,
    "事项.先经下级机关审查": False,
}


def withdrawals(count):
    days = (FIRST + timedelta(days=index % 200) for index in range(count))
    return [Event("受理申请", FIRST), *(Event("撤回承诺", day) for day in days)]


def requests(count):
    start = datetime(2026, 1, 5, tzinfo=UTC)
    return [
        Event("协助请求到达", start + timedelta(minutes=index), f"函{index}")
        for index in range(count)
    ]


def calls(monkeypatch, module, name):
    """Count how often a function of a module is called."""
    found, counted = getattr(module, name), Counter()

    def counting(*given, **named):
        counted[name] += 1
        return found(*given, **named)

    monkeypatch.setattr(module, name, counting)
    return counted


def test_a_clock_restarted_often_is_reckoned_once_each_time(monkeypatch):
    counted = calls(monkeypatch, history, "started")
    found = COUNTY.timeline(withdrawals(120), facts=FACTS, as_of=AS_OF)
    assert counted["started"] <= 2 * len(found)


def test_a_clock_restarted_often_leaves_values_that_can_be_used():
    found = COUNTY.timeline(withdrawals(600), facts=FACTS, as_of=AS_OF)
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found[-1])
    assert json.dumps([one.to_dict() for one in found])
    assert hash(found[-1].deadline.period) is not None


def test_a_period_restarted_often_stays_shallow():
    calendar = WorkCalendar.china()
    due = first = calendar.due(FIRST, Period(3, "工作日"))
    for _ in range(3000):
        before, due = due, calendar.restart(due, FIRST)
    assert due.voids.date == before.date == first.date
    assert due.voids.voids is None
    assert pickle.loads(pickle.dumps(due)) == due


def test_what_belongs_to_another_letter_is_not_judged_again(monkeypatch):
    counted = calls(monkeypatch, history, "turning")
    COUNTY.timeline(requests(100), facts=FACTS, as_of=AS_OF)
    assert counted["turning"] <= 400


def test_events_that_leave_the_case_as_it_was_are_not_judged_again(monkeypatch):
    counted = calls(monkeypatch, history, "turning")
    events = [Event("受理申请", FIRST), Event("作出承诺", FIRST)] * 60
    COUNTY.timeline(events, facts=FACTS, as_of=AS_OF)
    assert counted["turning"] <= 400


def test_only_events_of_one_moment_are_compared(monkeypatch):
    counted = calls(monkeypatch, moments, "concerns")
    moments.clashes(COUNTY.program, [], lambda _: None)
    at = datetime(2026, 1, 5, tzinfo=UTC)
    events = [Event("作出承诺", at + timedelta(minutes=index)) for index in range(200)]
    COUNTY.case_at(events, as_of=AS_OF)
    assert counted["concerns"] <= 400


@pytest.mark.parametrize("count", [1000, 1001])
def test_more_than_a_thousand_events_are_refused(count):
    def ask():
        return COUNTY.timeline(requests(count), facts=FACTS, as_of=date(2026, 1, 4))

    if count == 1000:
        assert ask() == ()
        return
    with pytest.raises(gaozhi.CaseError) as caught:
        ask()
    assert [one.code for one in caught.value.diagnostics] == ["GZ623"]


@pytest.mark.parametrize("count", [1000, 1001])
def test_more_than_a_thousand_pauses_are_refused(count):
    def ask():
        excluded = [Pause(FIRST, FIRST)] * count
        return COUNTY.timeline(withdrawals(1), facts=FACTS, as_of=AS_OF, excluded=excluded)

    if count == 1000:
        assert ask()
        return
    with pytest.raises(gaozhi.CaseError) as caught:
        ask()
    assert [one.code for one in caught.value.diagnostics] == ["GZ623"]


def test_a_pause_that_goes_on_at_the_end_of_the_calendar_is_answered():
    excluded = [Pause(date(2026, 1, 6))]
    found = COUNTY.timeline(
        withdrawals(0), facts=FACTS, as_of=date(9999, 12, 31), excluded=excluded
    )
    assert "suspended" in {one.status for one in found}


@pytest.mark.parametrize("until", [None, date(9999, 12, 31)])
def test_a_pause_from_the_last_day_of_all_is_refused(until):
    excluded = [Pause(date(9999, 12, 31), until)]
    with pytest.raises(gaozhi.CaseError) as caught:
        COUNTY.timeline(withdrawals(0), as_of=date(9999, 12, 31), excluded=excluded)
    assert [one.code for one in caught.value.diagnostics] == ["GZ620"]
