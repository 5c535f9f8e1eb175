"""`gaozhi due`: when a period ends, how certain that is, and how every day was counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
from rich.text import Text

from gaozhi.cli._calendars import beyond, calendar_option, choose_calendar
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    colour_option,
    json_option,
    read_argument,
    read_day,
    rules_option,
    trusted_option,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.workdays import Due, WorkCalendar

_CERTAINTY = {
    "certain": "放假安排都已公布",
    "weak": "放假通知未查到，日期可能顺延",
    "provisional": "下一年的放假安排尚未公布，日期可能调整",
}
_STYLES = {
    "计入": "green",
    "调休上班": "bold green",
    "排除": "magenta",
    "法定休假日": "red",
    "地区放假": "bold red",
    "周末": "dim",
}


@click.command(
    cls=Command,
    short_help="计算期限的最后一日",
    help="计算期限的最后一日：自起日的次日起算，最后一日是休息日的顺延。",
    epilog="期间照文件写：3工作日、三个工作日、10日内、一个月、1年。“工作日”只计工作日；\n"
    "“日”计日历日，法律写明按工作日计算的（如行政许可法第八十二条）写工作日。\n"
    "放假安排尚未公布的，不作推算，退出状态为 3。",
)
@click.argument(
    "start", cls=Argument, metavar="起日", says="期限自这一日起，当日不计入，如 2026-11-23"
)
@click.argument("period", cls=Argument, metavar="期间", says="如 3工作日、2日、一个月")
@calendar_option
@click.option(
    "--exclude",
    metavar="首日..末日",
    multiple=True,
    help="不计入的一段（听证、专家评审等），首末两日都不计；可以写几次",
)
@click.option("--as-known-on", metavar="日期", help="只用这一日以前（含当日）公布的通知")
@click.option("--trace", is_flag=True, help="逐日列出计入与否和缘由")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def due(
    context: click.Context,
    start: str,
    period: str,
    name: str,
    exclude: tuple[str, ...],
    as_known_on: str | None,
    *,
    trace: bool,
    as_json: bool,
) -> int:
    """Show the last day of a period; the status is 3 where it lies beyond what is published."""
    from gaozhi.workdays import Period, Unpublished, WorkdaysError

    settings = settings_of(context)
    first = read_argument(start, "参数 起日")
    known_on = read_day(as_known_on, "--as-known-on")
    excluded = [_interval(text) for text in exclude]
    calendar = choose_calendar(settings, name)
    try:
        length = Period.parse(period)
    except ValueError as error:
        message, _, way = str(error).partition("；")
        raise CommandError(f"参数 期间的值不能用：{message}。", f"{way}。") from None
    try:
        found = calendar.due(first, length, excluded, known_on)
    except Unpublished as error:
        raise beyond(calendar, error) from error
    except WorkdaysError as error:
        raise CommandError(str(error)) from error
    if as_json:
        show_json(settings.out, found.to_dict())
    else:
        _show(settings.out, found, calendar, trace=trace)
    return Status.DONE


def _interval(text: str) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    if not dots or not first or not last:
        raise CommandError(
            f"选项 --exclude 的值不能用：“{text}”不是首日和末日。",
            "写作 2026-11-25..2026-11-27；只有一日的，首末写同一日。还没有恢复的，恢复以后再算。",
        )
    return read_argument(first, "选项 --exclude "), read_argument(last, "选项 --exclude ")


def _show(console: Console, found: Due, calendar: WorkCalendar, *, trace: bool) -> None:
    console.say(Text.assemble((_written(found.date), "bold cyan"), " 24:00（北京时间）届满"))
    console.say(
        f"期间：{found.period}，自 {_written(found.start)}起，当日不计入（民法典第二百零一条）"
    )
    if found.period.unit in ("月", "年"):
        console.say("到期：到期月的对应日，没有对应日的是月末日（民法典第二百零二条）")
    console.say(f"工作日历：{calendar.name}")
    if found.nominal != found.date:
        console.say(f"顺延：{_written(found.nominal)}不是工作日（民法典第二百零三条）")
    for first, last in found.excluded:
        console.say(f"不计入：{first} 至 {last}")
    if found.as_known_on is not None:
        console.say(f"通知：截至 {found.as_known_on} 已公布的")
    style = "" if found.certainty == "certain" else "bold yellow"
    console.say(_CERTAINTY[found.certainty], style=style)
    for doubt in found.doubts:
        console.say(f"  - {doubt}")
    if trace:
        _show_trace(console, found)


def _show_trace(console: Console, found: Due) -> None:
    console.say()
    console.say("逐日", style="bold")
    notices: dict[str, int] = {}
    for line in found.trace:
        text = Text(f"  {line}", style=_STYLES[line.mark])
        if line.notice is not None:
            source = line.notice.source
            if line.notice.published is not None:
                source += f"（{line.notice.published} 公布）"
            text.append(f"  [{notices.setdefault(source, len(notices) + 1)}]")
        console.say(text)
    if notices:
        console.say()
        console.say("通知", style="bold")
    for source, number in notices.items():
        console.say(f"  [{number}] {source}")


def _written(day: date) -> str:
    from gaozhi.workdays import WEEKDAYS

    return f"{day}（{WEEKDAYS[day.weekday()]}）"
