"""What falls due when: duties that an event starts, and duties with a date."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

import gaozhi
from gaozhi.engine import Deadline
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.workdays import WorkCalendar, WorkdaysError
from tests.builders import compiled, jurisdiction
from tests.situations import library

ROOT = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
rules:
  强:
    - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
  表:
    - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
duties:
  - {duty: 答复, actor: 被请求机关, act: 答复, within: 3工作日, from: 到达, met_by: 回复, basis: [R-1]}
  - {duty: 说明, actor: 被请求机关, act: 说明理由, within: 2日, from: 到达, met_by: 回复, instead_of: 答复, when: 甲.一, basis: [R-1]}
  - {duty: 转告, actor: 窗口, act: 转告, promptly: true, from: 到达, basis: [R-1]}
  - {duty: 归档, actor: 窗口, act: 归档, within: 1个月, from: 回复, basis: [R-1]}
  - {duty: 报方案, actor: 各部门, act: 报送方案, by: 2021-05-01, basis: [R-1], caveat: 日期可以调整}
  - {duty: 报总结, actor: 各部门, act: 报送总结, every: 6个月, starting: 2021-08-31, basis: [R-1]}
  - {duty: 常报, actor: 各部门, act: 常报, every: 3个月, basis: [R-1]}
"""

COUNTY = """
document: {number: 县文, title: 县文件, issuer: 县, issued: 2021-03-01, in_force: {from: 2021-03-01}}
extends: root
provisions:
  - {id: C-1, locator: 甲, quote: 县文之一, means: 县一}
duties:
  - {duty: 县答复, replaces: 答复, actor: 被请求机关, act: 答复, within: 5工作日, from: 到达, basis: [C-1]}
"""


@cache
def root() -> Jurisdiction:
    return jurisdiction([ROOT])


def started(county: Jurisdiction, event: str, at: date | datetime) -> dict[str, Deadline]:
    return {one.duty: one for one in county.deadlines(event, at=at)}


def test_an_event_starts_every_duty_that_runs_from_it() -> None:
    found = started(root(), "到达", date(2026, 11, 23))
    assert set(found) == {"答复", "说明", "转告"}
    assert found["答复"].due == date(2026, 11, 26)
    assert (found["说明"].due, found["说明"].conditional) == (date(2026, 11, 25), True)
    assert found["说明"].instead_of == "答复"
    assert (found["转告"].due, found["转告"].manner) == (None, "及时")


def test_working_days_pass_over_holidays_and_calendar_days_roll() -> None:
    found = started(root(), "到达", date(2026, 9, 30))
    assert found["答复"].due == date(2026, 10, 10)
    assert found["说明"].due == date(2026, 10, 8)
    period = found["答复"].period
    assert period is not None
    assert [line.number for line in period.trace if line.number] == [1, 2, 3]


def test_a_datetime_is_read_in_beijing_and_a_naive_one_refused() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert started(root(), "到达", late)["答复"].since == date(2026, 11, 24)
    with pytest.raises(WorkdaysError):
        started(root(), "到达", datetime(2026, 11, 23, 9))


def test_days_that_are_not_counted_are_left_out() -> None:
    excluded = [(date(2026, 11, 24), date(2026, 11, 25))]
    found = {d.duty: d for d in root().deadlines("到达", at=date(2026, 11, 23), excluded=excluded)}
    assert found["答复"].due == date(2026, 11, 30)


def test_a_day_that_is_not_published_is_not_guessed_and_the_others_stand() -> None:
    found = started(root(), "到达", date(2026, 12, 30))
    assert (found["答复"].due, found["答复"].period) == (None, None)
    assert found["答复"].unpublished
    assert found["转告"].manner == "及时"


def test_the_calendar_is_the_jurisdictions_own_unless_the_caller_says_otherwise() -> None:
    (own,) = root().deadlines("回复", at=date(2026, 4, 27))
    assert (own.due, own.calendar) == (date(2026, 5, 27), "china")
    xinjiang = WorkCalendar.named("xinjiang")
    (there,) = root().deadlines("回复", at=date(2026, 4, 27), calendar=xinjiang)
    assert (there.due, there.calendar) == (date(2026, 6, 1), "xinjiang")


def test_a_countys_duty_takes_its_parents_place_from_its_first_day() -> None:
    county = jurisdiction([ROOT], [COUNTY])
    before = started(county, "到达", date(2021, 2, 26))
    after = started(county, "到达", date(2021, 3, 1))
    assert "答复" in before
    assert "县答复" not in before
    assert "答复" not in after
    assert [c.provision for c in after["县答复"].basis] == ["C-1"]


def test_an_unknown_event_is_refused_with_the_nearest() -> None:
    with pytest.raises(gaozhi.CaseError) as caught:
        root().deadlines("到达了", at=date(2021, 7, 1))
    assert "到达" in str(caught.value.diagnostics[0].help)


def test_a_schedule_has_the_dates_and_the_recurrences_of_the_range() -> None:
    found = root().schedule(date(2021, 1, 1), date(2022, 12, 31))
    assert [(one.due, one.duty) for one in found] == [
        (date(2021, 5, 1), "报方案"),
        (date(2021, 8, 31), "报总结"),
        (date(2022, 2, 28), "报总结"),
        (date(2022, 8, 31), "报总结"),
    ]


def test_a_written_date_does_not_roll_and_says_so_on_a_rest_day() -> None:
    (one,) = root().schedule(date(2021, 5, 1), date(2021, 5, 1))
    assert one.due == date(2021, 5, 1)
    assert [caveat.text for caveat in one.caveats] == [
        "日期可以调整",
        "2021-05-01 不是工作日；文件写明的日期不顺延，宜在此前完成",
    ]
    (worked,) = root().schedule(date(2021, 8, 31), date(2021, 8, 31))
    assert worked.caveats == ()


def test_a_date_before_the_documents_own_first_day_is_told_with_that() -> None:
    county = jurisdiction([ROOT], [COUNTY + """\
  - {duty: 先报方案, actor: 各部门, act: 先报, by: 2021-02-10, basis: [C-1]}
"""])  # fmt: skip
    (one,) = county.schedule(date(2021, 2, 1), date(2021, 3, 31))
    assert one.duty == "先报方案"
    assert [caveat.text for caveat in one.caveats] == [
        "2021-02-10 在文件施行（2021-03-01）以前；照文件写的日期列出"
    ]
    taierzhuang = library()["台儿庄区"]
    first = taierzhuang.schedule(date(2021, 1, 1), date(2021, 12, 31))[0]
    assert (first.duty, first.due) == ("成立领导小组", date(2021, 3, 10))


def test_the_dated_duties_of_the_bundled_county() -> None:
    county = library()["启东市"]
    year = county.schedule(date(2021, 1, 1), date(2021, 12, 31))
    dated = {date(2021, 6, 15), date(2021, 6, 25), date(2021, 8, 31)}
    assert {one.due for one in year} == {*dated, None}
    assert [one.duty for one in year if one.due is None] == ["年度督察"]
    again = county.schedule(date(2022, 1, 1), date(2022, 12, 31))
    assert {one.due for one in again} == {date(2022, 2, 28), date(2022, 8, 31), None}
    assert all(citation.quote for one in year for citation in one.basis)


def test_a_licence_is_decided_in_twenty_working_days_of_acceptance() -> None:
    found = started(library()["启东市"], "受理申请", date(2026, 11, 2))
    assert date(2026, 11, 30) in {one.due for one in found.values()}


def test_nothing_is_owed_before_anything_was_in_force() -> None:
    with pytest.raises(gaozhi.CaseError) as caught:
        root().deadlines("到达", at=date(2019, 12, 31))
    assert [problem.code for problem in caught.value.diagnostics] == ["GZ608"]


def test_a_schedule_runs_to_the_last_year_that_there_is_and_never_backward() -> None:
    found = root().schedule(date(9999, 1, 1), date(9999, 12, 31))
    assert [one.due for one in found] == [date(9999, 2, 28), date(9999, 8, 31)]
    with pytest.raises(WorkdaysError, match="换过来"):
        root().schedule(date(2021, 2, 1), date(2021, 1, 1))
    with pytest.raises(WorkdaysError, match="不是日期"):
        root().schedule("2021-02-01", date(2021, 1, 1))
    with pytest.raises(WorkdaysError, match="时区"):
        root().schedule(datetime(2021, 1, 1, 9), date(2021, 2, 1))


def test_a_recurrence_in_working_days_is_refused_where_it_is_written() -> None:
    program, problems = compiled([ROOT.replace("every: 3个月", "every: 5个工作日")])
    assert program is None
    assert [problem.code for problem in problems] == ["GZ411"]


def test_a_deadline_is_json_ready() -> None:
    for one in (
        *root().deadlines("到达", at=date(2026, 11, 23)),
        *root().schedule(date(2021, 1, 1), date(2021, 12, 31)),
    ):
        assert json.loads(json.dumps(one.to_dict(), ensure_ascii=False))["duty"] == one.duty
