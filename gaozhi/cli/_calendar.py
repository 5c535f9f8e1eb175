"""`gaozhi calendar`: a year at a glance, and the notices behind it."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click
from rich.text import Text

from gaozhi.cli._calendars import beyond, calendar_option, choose_calendar, read_year
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, json_option, rules_option, trusted_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.workdays import Day, WorkCalendar

_SIGNS = {"工作日": " ", "周末": ".", "法定休假日": "*", "调休上班": "+", "地区放假": "#"}
_STYLES = {"周末": "dim", "法定休假日": "red", "调休上班": "bold green", "地区放假": "bold magenta"}
_LEGEND = ". 周末   * 法定休假日   + 调休上班   # 地区放假   ? 可能调整"
_HEADING = "一 二 三 四 五 六 日 "
_MONTH, _GAP = 21, 3


@click.command(
    cls=Command,
    short_help="一年的工作日和休息日",
    help="列出一年的工作日和休息日：周末、法定休假日、调休上班和地区放假各有记号，后附所依据的通知。",
    epilog="放假安排尚未公布的年份，退出状态为 3。",
)
@click.argument("year", cls=Argument, metavar="年份", says="如 2026")
@calendar_option
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def calendar(context: click.Context, year: str, name: str, *, as_json: bool) -> int:
    """Show a year; the status is 3 where it is not published."""
    from gaozhi.workdays import Unpublished, WorkdaysError

    settings = settings_of(context)
    wanted = read_year(year)
    chosen = choose_calendar(settings, name)
    try:
        days = _days_of(chosen, wanted)
    except Unpublished as error:
        raise beyond(chosen, error) from error
    except WorkdaysError as error:
        raise CommandError(str(error)) from error
    if as_json:
        show_json(settings.out, _data(chosen, wanted, days))
    else:
        _show(settings.out, chosen, wanted, days)
    return Status.DONE


def _days_of(chosen: WorkCalendar, year: int) -> list[Day]:
    first = date(year, 1, 1)
    return [chosen.day(first + timedelta(days=at)) for at in range(365 + months.isleap(year))]


def _show(console: Console, chosen: WorkCalendar, year: int, days: list[Day]) -> None:
    worked = sum(day.worked for day in days)
    head = f"{year} 年 · {chosen.name}：工作日 {worked} 日，休息日 {len(days) - worked} 日"
    console.say(head, style="bold")
    console.say()
    blocks = [_month(days, month) for month in range(1, 13)]
    beside = min(max((console.text_width + _GAP) // (_MONTH + _GAP), 1), 3)
    for place in range(0, 12, beside):
        for lines in zip(*blocks[place : place + beside], strict=True):
            row = Text(" " * _GAP).join(lines)
            row.rstrip()
            if row.plain:
                console.say(row)
        console.say()
    console.say(_LEGEND)
    _show_festivals(console, days)
    certainty, doubts = chosen.certainty(year)
    if any(day.provisional for day in days):
        doubts = (*doubts, f"带 ? 的日子可能因 {year + 1} 年的放假通知而调整")
    if doubts:
        console.say()
        console.say("依据较少" if certainty == "weak" else "请注意", style="bold yellow")
        for doubt in doubts:
            console.say(f"  - {doubt}")
    _show_notices(console, days)


def _month(days: list[Day], month: int) -> list[Text]:
    """Return the eight lines of a month, each as wide as the others."""
    lines = [Text(f"{month} 月".center(_MONTH - 1), style="bold"), Text(_HEADING, style="dim")]
    cells = [Text("   ")] * date(days[0].date.year, month, 1).weekday()
    for day in days:
        if day.date.month == month:
            sign = "?" if day.provisional else _SIGNS[day.kind]
            cells.append(Text(f"{day.date.day:2}{sign}", style=_STYLES.get(day.kind, "")))
    cells += [Text("   ")] * (42 - len(cells))
    return lines + [Text().join(cells[at : at + 7]) for at in range(0, 42, 7)]


def _show_festivals(console: Console, days: Iterable[Day]) -> None:
    named: dict[str, list[Day]] = {}
    for day in days:
        if day.notice is not None:
            year = day.notice.year
            name = f"{year} 年" if year != day.date.year else ""
            named.setdefault(name + (day.festival or "放假安排"), []).append(day)
    if named:
        console.say()
        console.say("放假和调休", style="bold")
    for festival, its in named.items():
        parts = []
        for word, worked in (("休息", False), ("上班", True)):
            dates = [day.date for day in its if day.worked is worked]
            if dates:
                parts.append(f"{word} {'、'.join(_runs(dates))}")
        mark = "（地区）" if any(day.kind == "地区放假" for day in its) else ""
        console.say(f"  - {festival}{mark}：{'；'.join(parts)}")


def _runs(dates: list[date]) -> list[str]:
    """Write days in runs: 05-01 至 05-05."""
    runs: list[list[date]] = []
    for day in dates:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        f"{run[0]:%m-%d}" if len(run) == 1 else f"{run[0]:%m-%d} 至 {run[-1]:%m-%d}" for run in runs
    ]


def _show_notices(console: Console, days: Iterable[Day]) -> None:
    notices = dict.fromkeys(day.notice for day in days if day.notice is not None)
    lines: dict[str, None] = {}
    for one in notices:
        about = f"{one.festival}：" if one.festival else ""
        known = f"（{one.published} 公布）" if one.published else ""
        note = f"；{one.note}" if one.note else ""
        lines[f"  - {about}{one.source}{known}{note}"] = None
    if lines:
        console.say()
        console.say("通知", style="bold")
    for line in lines:
        console.say(line)


def _data(chosen: WorkCalendar, year: int, days: list[Day]) -> dict[str, object]:
    certainty, doubts = chosen.certainty(year)
    return {
        "calendar": chosen.id,
        "name": chosen.name,
        "year": year,
        "workdays": sum(day.worked for day in days),
        "certainty": certainty,
        "doubts": list(doubts),
        "days": [
            {
                "date": day.date.isoformat(),
                "workday": day.worked,
                "kind": day.kind,
                "festival": day.festival,
                "notice": day.notice and day.notice.to_dict(),
                "provisional": day.provisional,
            }
            for day in days
        ],
    }
