"""Calendar files: what may stand in them, and that importing the floor reads none."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import gaozhi
from gaozhi.workdays import CalendarError, Period, UnknownCalendar, Unpublished, WorkCalendar
from tests.places import REPOSITORY

REGION = """
calendar: mouzhou
name: 某州
over: china
from: 2025-01-01
festivals: [甲节, 乙节]
basis: [某州办法]
notices:
  - {year: 2025, festival: 甲节, rest: [2025-03-31], certainty: text}
  - {year: 2025, festival: 乙节, rest: [2025-06-06], work: [2025-06-14], certainty: reprint}
"""
CHINA_FILE = REPOSITORY / "catalogs" / "calendars" / "china.yaml"


def write(folder: Path, text: str, name: str = "mouzhou.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(CalendarError) as caught:
        WorkCalendar.read(path)
    assert all(problem.help for problem in caught.value.diagnostics)
    assert "帮助" in str(caught.value)
    return [problem.code for problem in caught.value.diagnostics]


def test_a_file_of_ones_own_lies_over_the_national_calendar(tmp_path):
    calendar = WorkCalendar.read(write(tmp_path, REGION))
    assert (calendar.id, calendar.name) == ("mouzhou", "某州")
    assert not calendar.is_workday(date(2025, 3, 31))
    assert calendar.is_workday(date(2025, 6, 14))
    assert calendar.day(date(2025, 6, 14)).festival == "乙节"
    assert calendar.is_workday(date(2024, 12, 31))
    with pytest.raises(Unpublished, match="2026 年的地区放假安排未发布"):
        calendar.is_workday(date(2026, 1, 5))


def test_the_next_national_year_is_added_without_touching_python(tmp_path):
    text = CHINA_FILE.read_text(encoding="utf-8") + (
        "  - {year: 2027, published: 2026-11-05, source: 示例通知,"
        " rest: [2026-12-31, 2027-01-01, 2027-01-02], work: [2027-01-03]}\n"
        "  - {year: 2027, published: 2027-01-02, source: 示例修改, amends: true,"
        " rest: [2027-01-03, 2027-01-04]}\n"
    )
    calendar = WorkCalendar.read(write(tmp_path, text))
    assert calendar.last == date(2027, 12, 31)
    worked = [calendar.is_workday(date(2027, 1, n)) for n in range(1, 7)]
    assert worked == [False, False, False, False, True, True]
    assert not calendar.is_workday(date(2026, 12, 31))
    before = calendar.as_known_on(date(2026, 12, 1))
    assert [before.is_workday(date(2027, 1, n)) for n in (3, 4)] == [True, True]
    assert calendar.as_known_on(date(2026, 11, 4)).last == date(2026, 12, 31)
    due = calendar.due(date(2026, 12, 30), Period(1, "工作日"))
    assert (due.date, due.certainty) == (date(2027, 1, 5), "certain")
    # Years that were there before are as they were.
    assert calendar.count_workdays(date(2004, 1, 1), date(2026, 12, 31)) == 5744


@pytest.mark.parametrize(
    ("was", "becomes", "code"),
    [
        ("rest: [2025-03-31]", "rest: [2025-02-30]", "GZ203"),
        ("rest: [2025-03-31]", "rest: 2025-03-31", "GZ203"),
        ("rest: [2025-03-31]", "rest: []", "GZ203"),
        ("rest: [2025-03-31]", "rset: [2025-03-31]", "GZ201"),
        ("year: 2025, festival: 甲节", "year: '2025', festival: 甲节", "GZ203"),
        ("year: 2025, festival: 甲节", "festival: 甲节", "GZ202"),
        ("year: 2025, festival: 甲节", "year: 2024, festival: 甲节", "GZ803"),
        ("certainty: text", "certainty: unknown", "GZ204"),
        ("over: china", "over: chian", "GZ804"),
        ("over: china", "over: mouzhou", "GZ805"),
        ("festival: 乙节", "festival: 甲节", "GZ802"),
        ("work: [2025-06-14]", "work: [2025-06-06]", "GZ801"),
        ("work: [2025-06-14]", "rest: [2025-06-14]", "GZ120"),
        ("rest: [2025-06-06]", "rest: [2025-03-31]", "GZ810"),
        ("work: [2025-06-14]", "work: [2025-06-18]", "GZ422"),
        ("rest: [2025-03-31]", "rest: [{from: 2025-03-31, to: 2025-03-30}]", "GZ205"),
        ("rest: [2025-03-31]", "rest: [{from: 2025-03-31, to: 2026-03-31}]", "GZ205"),
        ("rest: [2025-03-31]", "rest: [{from: 2025-03-31}]", "GZ202"),
        ("rest: [2025-03-31]", "rest: [{from: 2025-03-31, until: 2025-04-01}]", "GZ201"),
        ("rest: [2025-03-31]", "rest: [{from: 2024-03-30, to: 2024-04-01}]", "GZ803"),
        ("rest: [2025-06-06]", "rest: [{from: 2025-06-06, to: 2025-06-14}]", "GZ801"),
        ("rest: [2025-06-06]", "rest: [{from: 2025-03-30, to: 2025-04-01}]", "GZ810"),
        ("name: 某州", "name: 7", "GZ203"),
        ("festivals: [甲节, 乙节]", "festivals: 甲节", "GZ203"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, was, becomes, code):
    assert was in REGION
    found = codes(write(tmp_path, REGION.replace(was, becomes)))
    assert code in found


def test_days_in_a_row_are_written_as_a_range(tmp_path):
    ranged = REGION.replace("rest: [2025-06-06]", "rest: [{from: 2025-06-05, to: 2025-06-07}]")
    listed = REGION.replace("rest: [2025-06-06]", "rest: [2025-06-05, 2025-06-06, 2025-06-07]")
    one = WorkCalendar.read(write(tmp_path, ranged))
    assert one._ledger is WorkCalendar.read(write(tmp_path, listed))._ledger


def test_a_day_of_a_range_that_is_outside_the_year_is_said_once(tmp_path):
    text = REGION.replace("rest: [2025-06-06]", "rest: [{from: 2024-06-01, to: 2024-06-20}]")
    assert codes(write(tmp_path, text)) == ["GZ803"]


NEXT = """
calendar: china
notices:
  - year: 2027
    published: 2026-11-05
    source: 示例通知
    rest: [{from: 2027-01-01, to: 2027-01-03}, {from: 2027-10-01, to: 2027-10-07}]
    work: [2027-09-26, 2027-10-09]
"""


def test_one_year_is_laid_over_the_calendar_that_is_there(tmp_path):
    write(tmp_path, NEXT, "catalogs/calendars/2027.yaml")
    found = gaozhi.load(tmp_path).calendars
    china, bundled = found["china"], WorkCalendar.named("china")
    assert (china.name, china.last) == ("全国", date(2027, 12, 31))
    assert [china.is_workday(date(2027, 10, n)) for n in (1, 7, 8, 9)] == [False, False, True, True]
    before = date(2004, 1, 1), date(2026, 12, 28)
    assert china.count_workdays(*before) == bundled.count_workdays(*before)
    assert not found["xinjiang"].is_workday(date(2026, 5, 27))
    with pytest.raises(Unpublished, match="2027 年的地区放假安排未发布"):
        found["xinjiang"].is_workday(date(2027, 3, 1))
    assert gaozhi.check(tmp_path).sound


def test_several_files_are_laid_over_one_calendar_and_a_year_of_ones_own_stands(tmp_path):
    write(tmp_path, NEXT, "catalogs/calendars/2027.yaml")
    later = NEXT.replace("2027", "2028").replace("2028-09-26, 2028-10-09", "2028-09-30")
    write(tmp_path, later.replace("2026-11-05", "2027-11-05"), "catalogs/calendars/a2028.yaml")
    anew = "calendar: china\nnotices:\n  - {year: 2026, published: 2025-11-04, source: 更正, rest: [2026-01-01]}\n"
    write(tmp_path, anew, "catalogs/calendars/z.yaml")
    china = gaozhi.load(tmp_path).calendars["china"]
    assert china.last == date(2028, 12, 31)
    assert china.is_workday(date(2026, 10, 1))
    assert not china.is_workday(date(2026, 1, 1))


def test_an_amendment_alone_is_laid_over_the_year_that_stands(tmp_path):
    text = "calendar: china\nnotices:\n  - {year: 2026, published: 2026-06-01, source: 修改, amends: true, rest: [2026-09-03]}\n"
    write(tmp_path, text, "catalogs/calendars/a.yaml")
    china = gaozhi.load(tmp_path).calendars["china"]
    assert not china.is_workday(date(2026, 9, 3))
    assert not china.is_workday(date(2026, 10, 1))


def test_a_region_gets_the_notices_of_one_more_year(tmp_path):
    write(tmp_path, NEXT, "catalogs/calendars/2027.yaml")
    text = "calendar: xinjiang\nnotices:\n  - {year: 2027, festival: 肉孜节, rest: [2027-03-10], certainty: text}\n"
    write(tmp_path, text, "catalogs/calendars/xinjiang.yaml")
    xinjiang = gaozhi.load(tmp_path).calendars["xinjiang"]
    assert not xinjiang.is_workday(date(2027, 3, 10))
    assert not xinjiang.is_workday(date(2026, 5, 27))
    assert not xinjiang.is_workday(date(2027, 10, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NEXT.replace("2027-09-26, 2027-10-09", "2027-09-22"), "GZ422"),
        (NEXT.replace("china", "chian"), "GZ804"),
        (NEXT.replace("2027", "2028"), "GZ807"),
        (NEXT + "name: 全国\n", "GZ202"),
        (NEXT + "festivals: [甲]\n", "GZ201"),
        (NEXT + "  - {year: 2027, published: 2026-11-06, source: 乙, rest: [2027-01-01]}\n", "GZ802"),
        ("calendar: xinjiang\nnotices:\n  - {year: 2027, festival: 甲, rest: [2027-03-10], certainty: text}\n", "GZ809"),
        ("calendar: xinjiang\nnotices:\n  - {year: 2026, festival: 肉孜节, rest: [2026-03-20], work: [2026-03-25], certainty: text}\n", "GZ422"),
        ("calendar: china\n", "GZ202"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_added_years_keeps_the_calendar_from_being_used(tmp_path, text, code):
    write(tmp_path, text, "catalogs/calendars/a.yaml")
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.load(tmp_path)
    assert code in {one.code for one in caught.value.diagnostics}


def test_a_weekday_that_would_rest_may_be_worked(tmp_path):
    text = REGION.replace("work: [2025-06-14]", "work: [2025-10-06]")  # a national holiday
    assert WorkCalendar.read(write(tmp_path, text)).is_workday(date(2025, 10, 6))


def test_a_national_file_must_not_skip_or_repeat_a_year(tmp_path):
    text = CHINA_FILE.read_text(encoding="utf-8")
    entry = "  - {year: %d, published: 2027-11-05, source: 示例, rest: [%d-01-01]}\n"
    assert codes(write(tmp_path, text + entry % (2028, 2028))) == ["GZ807"]
    assert codes(write(tmp_path, text + entry % (2026, 2026))) == ["GZ802"]
    assert codes(write(tmp_path, text.replace("2005, 2006]", "2005, 2006, 2007]"))) == ["GZ802"]
    assert codes(write(tmp_path, text.replace("2005, 2006]", "2005, 2006, 2027]"))) == ["GZ808"]
    assert codes(write(tmp_path, text.replace("2005, 2006]", "2006]"))) == ["GZ807"]
    bare = "  - {year: 2027, published: 2026-11-05, source: 示例}\n"
    assert codes(write(tmp_path, text + bare)) == ["GZ808"]


@pytest.mark.parametrize("text", ["", "[]", "甲", "calendar: china", "a: [", "null"])
def test_any_other_text_is_refused(tmp_path, text):
    assert codes(write(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path):
    assert codes(tmp_path / "没有.yaml") == ["GZ703"]


def test_a_folder_brings_its_own_calendars(tmp_path):
    write(tmp_path, REGION, "catalogs/calendars/mouzhou.yaml")
    library = gaozhi.load(tmp_path)
    assert sorted(library.calendars) == ["china", "mouzhou", "xinjiang"]
    assert not library.calendars["mouzhou"].is_workday(date(2025, 3, 31))
    with pytest.raises(UnknownCalendar):
        WorkCalendar.named("mouzhou")


def test_a_folder_may_replace_a_calendar_of_the_package(tmp_path):
    write(
        tmp_path,
        REGION.replace("calendar: mouzhou", "calendar: xinjiang"),
        "catalogs/calendars/甲.yaml",
    )
    assert gaozhi.load(tmp_path).calendars["xinjiang"].name == "某州"
    assert WorkCalendar.named("xinjiang").name == "新疆维吾尔自治区"


def test_what_lies_over_a_calendar_that_a_folder_replaces_lies_over_the_new_one(tmp_path):
    text = CHINA_FILE.read_text(encoding="utf-8") + (
        "  - {year: 2026, published: 2026-06-01, source: 示例修改, amends: true,"
        " rest: [2026-09-03]}\n"
    )
    write(tmp_path, text, "catalogs/calendars/china.yaml")
    library = gaozhi.load(tmp_path)
    for name in ("china", "xinjiang"):
        assert not library.calendars[name].is_workday(date(2026, 9, 3))
        assert WorkCalendar.named(name).is_workday(date(2026, 9, 3))
    assert library.calendars["xinjiang"].day(date(2026, 5, 27)).festival == "古尔邦节"
    assert not library["阿合奇县"].calendar.is_workday(date(2026, 9, 3))


def test_calendars_may_lie_over_each_other_in_any_order(tmp_path):
    upper = REGION.replace("calendar: mouzhou", "calendar: a").replace(
        "over: china", "over: mouzhou"
    )
    write(tmp_path, upper, "catalogs/calendars/a.yaml")
    write(tmp_path, REGION, "catalogs/calendars/z.yaml")
    assert gaozhi.check(tmp_path).sound
    write(tmp_path, REGION.replace("over: china", "over: a"), "catalogs/calendars/z.yaml")
    found = [d.code for d in gaozhi.check(tmp_path).diagnostics if d.severity == "error"]
    assert found == ["GZ805"]


def test_a_calendar_deeper_down_is_misplaced(tmp_path):
    write(tmp_path, REGION, "catalogs/calendars/甲/mouzhou.yaml")
    assert "GZ516" in {d.code for d in gaozhi.check(tmp_path).diagnostics}


def test_calendars_with_the_same_notices_share_one_ledger(tmp_path):
    one = WorkCalendar.read(write(tmp_path, REGION))
    other = WorkCalendar.read(write(tmp_path, REGION.replace("mouzhou", "linzhou"), "b.yaml"))
    assert one != other
    assert one._ledger is other._ledger
    assert one._table is other._table


def test_importing_the_floor_loads_neither_yaml_nor_pydantic():
    code = "from gaozhi.workdays import *; import sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"yaml", "pydantic", "gaozhi.source", "chinese_calendar"} & set(loaded)
