"""The pages of working-day calendars: a year by months, and the notices behind it."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from gaozhi.errors import Unpublished
from gaozhi.site._words import address, day_text

if TYPE_CHECKING:
    from gaozhi.site._site import Site
    from gaozhi.workdays import Day, WorkCalendar

__all__ = ["calendar_pages"]

_KINDS: Final = {
    "工作日": ("work", ""),
    "周末": ("rest", ""),
    "法定休假日": ("holiday", "休"),
    "调休上班": ("makeup", "班"),
    "地区放假": ("regional", "地"),
}
"""How a kind of day is told from others: by its class, and by a sign that needs no colour."""


def calendar_pages(site: Site, calendars: Mapping[str, WorkCalendar]) -> Iterator[tuple[str, str]]:
    """Yield the pages of the calendars, one a year, the last under the calendar's own name."""
    names = [{"name": one.name, "href": address(f"{id_}.html")} for id_, one in calendars.items()]
    path = "calendars/index.html"
    yield path, site.page("calendars.html", path, {"calendars": names})
    for id_, one in calendars.items():
        shown = {
            year: values
            for year in range(one.first.year, one.last.year + 1)
            if (values := _year(one, year)) is not None
        }
        years = list(shown)
        for year, values in shown.items():
            path = f"calendars/{_name(id_, year, years)}"
            others = [
                {"year": other, "href": address(_name(id_, other, years))}
                for other in reversed(years)
            ]
            yield path, site.page("calendar.html", path, {**values, "years": others})


def _name(id_: str, year: int, years: Sequence[int]) -> str:
    return f"{id_}.html" if year == years[-1] else f"{id_}-{year}.html"


def _year(calendar: WorkCalendar, year: int) -> dict[str, Any] | None:
    """Return what a page says of a year; None where no arrangement of it is at hand."""
    first = max(date(year, 1, 1), calendar.first)
    last = min(date(year, 12, 31), calendar.last)
    try:
        days = [calendar.day(first + timedelta(n)) for n in range((last - first).days + 1)]
    except Unpublished:
        return None
    _, doubts = calendar.certainty(year)
    return {
        "name": calendar.name,
        "year": year,
        "worked": sum(day.worked for day in days),
        "rested": sum(not day.worked for day in days),
        "months": [_month(year, month, days) for month in range(1, 13)],
        "festivals": _festivals(days),
        "notices": _notices(days),
        "doubts": doubts,
        "provisional": any(day.provisional for day in days),
    }


def _month(year: int, month: int, days: Sequence[Day]) -> dict[str, Any]:
    by_number = {day.date.day: day for day in days if day.date.month == month}
    weeks = [
        [_cell(by_number.get(number), number) for number in week]
        for week in months.Calendar().monthdayscalendar(year, month)
    ]
    worked = sum(day.worked for day in by_number.values())
    return {"month": month, "weeks": weeks, "worked": worked}


def _cell(day: Day | None, number: int) -> dict[str, Any] | None:
    """Return a day as a cell of its week; None for one of another month."""
    if number == 0 or day is None:
        return None
    name, sign = _KINDS.get(day.kind, ("", ""))
    said = day.festival or ""
    label = f"{day.kind}{f'（{said}）' if said else ''}" if sign else ""
    return {"day": number, "kind": name, "sign": sign, "label": label, "open": day.provisional}


def _festivals(days: Sequence[Day]) -> list[dict[str, str]]:
    named: dict[str, list[Day]] = {}
    for day in days:
        if day.notice is not None:
            year = f"{day.notice.year}年" if day.notice.year != day.date.year else ""
            named.setdefault(f"{year}{day.festival or '放假安排'}", []).append(day)
    return [
        {
            "name": name,
            "rest": _runs([day.date for day in its if not day.worked]),
            "work": _runs([day.date for day in its if day.worked]),
        }
        for name, its in named.items()
    ]


def _runs(days: Sequence[date]) -> str:
    """Return days in words, those in a row from the first to the last."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(1):
            runs[-1].append(day)
        else:
            runs.append([day])
    said = [
        _short(run[0]) if len(run) == 1 else f"{_short(run[0])}至{_short(run[-1])}" for run in runs
    ]
    return "、".join(said)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _notices(days: Sequence[Day]) -> list[str]:
    lines: dict[str, None] = {}
    for day in days:
        one = day.notice
        if one is not None:
            about = f"{one.festival}：" if one.festival else ""
            known = f"（{day_text(one.published)}公布）" if one.published else ""
            lines[f"{about}{one.source}{known}{f'；{one.note}' if one.note else ''}"] = None
    return list(lines)
