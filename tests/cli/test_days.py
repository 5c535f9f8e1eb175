"""`gaozhi due` and `gaozhi calendar`."""

import json
from datetime import date

import pytest
from rich.cells import cell_len

from tests.terminal import run_in_terminal

OVERLAY = """
calendar: mouzhou
name: 某州
over: china
from: 2025-01-01
festivals: [甲节]
basis: [某州办法]
notices:
  - {year: 2025, festival: 甲节, rest: [2025-03-31], certainty: text}
"""


def test_the_last_day_comes_first(run):
    result = run("due", "2026-11-23", "3工作日")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("2026-11-26（星期四） 24:00（北京时间）届满\n")
    assert "放假安排都已公布" in result.out


@pytest.mark.parametrize("period", ["3个工作日", "三个工作日", "3工作日内", "３个工作日"])
def test_a_period_is_written_as_in_documents(run, period):
    assert run("due", "2026年11月23日", period).out == run("due", "2026-11-23", "3工作日").out


def test_json_is_what_python_returns(run):
    data = json.loads(
        run("due", "2026-09-25", "5日", "--exclude", "2026-09-26..2026-09-27", "--json").out
    )
    assert data["date"] == "2026-10-08"
    assert data["nominal"] == "2026-10-02"
    assert data["excluded"] == [["2026-09-26", "2026-09-27"]]
    assert data["expires_at"] == "2026-10-09T00:00:00+08:00"
    assert data["trace"][-1]["mark"] == "计入"


def test_a_result_says_which_articles_it_rests_on(run):
    assert "民法典第二百零二条" not in run("due", "2026-11-23", "3工作日").out
    month = run("due", "2026-01-31", "一个月").out
    assert month.startswith("2026-02-28")
    assert "民法典第二百零二条" in month
    data = json.loads(run("due", "2026-01-31", "一个月", "--json").out)
    assert data["basis"] == ["民法典第二百零一条", "民法典第二百零二条", "民法典第二百零三条"]


def test_the_trace_numbers_the_days_and_the_notices(run):
    out = run("due", "2020-01-22", "3工作日", "--trace").out
    assert "  2020-02-03 星期一  计入  第 2 日\n" in out
    assert "  2020-02-01 星期六  法定休假日  春节  [2]\n" in out
    assert "（2020-01-27 公布）" in out
    before = run("due", "2020-01-22", "3工作日", "--trace", "--as-known-on", "2020-01-26").out
    assert before.startswith("2020-02-01（星期六）")
    assert "通知：截至 2020-01-26 已公布的" in before


def test_beyond_what_is_published_the_status_is_3(run):
    for call in (
        ["due", "2026-12-25", "10工作日"],
        ["due", "2019-03-01", "1工作日", "--calendar", "xinjiang"],
        ["calendar", "2027"],
        ["calendar", "2019", "--calendar", "xinjiang"],
    ):
        result = run(*call)
        assert (result.status, result.out) == (3, "")
        assert "未发布" in result.err or "尚未公布" in result.err


def test_what_is_not_certain_says_why(run):
    weak = run("due", "2021-07-16", "3工作日", "--calendar", "xinjiang").out
    assert "放假通知未查到，日期可能顺延" in weak
    assert "2021 年肉孜节的放假通知未查到" in weak
    assert "下一年的放假安排尚未公布" in run("due", "2026-12-28", "1工作日").out


def test_a_doubt_about_days_outside_the_period_is_not_told(run):
    doubt = "2021 年古尔邦节的放假日期只有一处来源"
    for start, told in (("2021-07-16", True), ("2021-07-22", False), ("2021-04-28", False)):
        assert (doubt in run("due", start, "3工作日", "--calendar", "xinjiang").out) is told


def test_a_calendar_of_ones_own(run, tmp_path):
    (tmp_path / "catalogs" / "calendars").mkdir(parents=True)
    (tmp_path / "catalogs" / "calendars" / "甲.yaml").write_text(OVERLAY, encoding="utf-8")
    call = ["due", "2025-03-28", "1工作日", "--calendar", "mouzhou", "--rules", tmp_path]
    assert run(*call).out.startswith("2025-04-01")
    assert run("calendar", "2025", "--calendar", "mouzho", "--rules", tmp_path).status == 2


def test_a_year_has_every_day_once_and_marks_that_need_no_colour(run):
    out = run("calendar", "2022", "--calendar", "xinjiang").out
    assert "工作日 245 日，休息日 120 日" in out
    assert " 4* 5# 6  7+ 8." in out
    assert "肉孜节（地区）：休息 05-05" in out
    assert "?" not in out.replace("? 可能调整", "")
    assert "29?30?31?" in run("calendar", "2026").out


def test_a_year_as_json(run):
    data = json.loads(run("calendar", "2024", "--json").out)
    assert len(data["days"]) == 366
    assert data["workdays"] == sum(day["workday"] for day in data["days"])
    assert data["days"][0] == {
        "date": date(2024, 1, 1).isoformat(),
        "workday": False,
        "kind": "法定休假日",
        "festival": "元旦",
        "notice": data["days"][0]["notice"],
        "provisional": False,
    }


@pytest.mark.parametrize(("columns", "beside"), [(40, 1), (60, 2), (80, 3), (200, 3)])
def test_months_stand_side_by_side_as_far_as_there_is_room(columns, beside):
    pytest.importorskip("pty")
    lines = run_in_terminal("--no-color", "calendar", "2026", columns=columns).lines
    heading = [line for line in lines if "一 二 三" in line]
    assert {line.count("一 二 三") for line in heading} == {beside}
    assert max(map(cell_len, heading)) <= columns
