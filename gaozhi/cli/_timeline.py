"""`gaozhi timeline`: from what happened, what each organ owes, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click
from rich.text import Text

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, json_option, read_day, rules_option, trusted_option
from gaozhi.cli._readings import understood
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Obligation

_STYLES = {
    "overdue": "bold red",
    "可能逾期": "bold yellow",
    "pending": "bold cyan",
    "suspended": "magenta",
    "未知是否负有": "bold yellow",
    "期限未知": "bold yellow",
    "未知": "bold yellow",
    "met late": "red",
    "可能逾期履行": "yellow",
    "met": "green",
    "void": "dim",
}

_MOST = 3
"""How many of the facts are asked for that decide whether a duty is owed."""
_LATE = ("met late", "可能逾期履行")
_UNTOLD = ("未知", "suspended", "未知是否负有")
"""The statuses under which a last day is wanted that may not be published."""


@click.command(
    cls=Command,
    short_help="一个案件发生的事件，引起哪些义务",
    help="一个案件先后发生的事件，引起哪些义务：由谁履行，至迟哪一日，截至某一日履行了没有，依据哪一条。",
    epilog="事件文件写明 jurisdiction（地区）、as_of（截至哪一日）、events（事件）、\n"
    "excluded（不计入的时间）和 facts（事实）。\n"
    "放假安排尚未公布的那一项是“未知”，其余照常，退出状态为 3。",
)
@click.argument("events", cls=Argument, metavar="事件.yaml", says="事件文件")
@click.option("--as-of", metavar="日期", help="截至哪一日，代替文件里的 as_of")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def timeline(context: click.Context, events: str, as_of: str | None, *, as_json: bool) -> int:
    """Show what is owed; the status is 3 where a day lies beyond what is published."""
    settings = settings_of(context)
    moment = read_day(as_of, "--as-of")
    request = gaozhi.read_timeline(events, settings.library())
    found = request.obligations(moment)
    if as_json:
        show_json(settings.out, [one.to_dict() for one in found])
    else:
        seen = moment or request.as_of
        heading = f"{request.jurisdiction.name}，截至 {seen}：{len(found)} 项"
        _show(settings.out, heading, request.jurisdiction.calendar.name, found)
    beyond = any(one.status in _UNTOLD and one.deadline.unpublished for one in found)
    return Status.UNPUBLISHED if beyond else Status.DONE


def _show(console: Console, heading: str, calendar: str, found: tuple[Obligation, ...]) -> None:
    console.say(heading, style="bold")
    from gaozhi.engine import STATUS_WORDS

    for status, shown in STATUS_WORDS.items():
        standing = [one for one in found if one.status == status]
        if standing:
            console.say()
            console.say(f"{shown}（{len(standing)}）", style=_STYLES[status])
        for one in sorted(standing, key=_by_day):
            _show_one(console, one, calendar)


def _by_day(one: Obligation) -> tuple[date, str]:
    return one.due or date.max, one.duty


def _show_one(console: Console, one: Obligation, calendar: str) -> None:
    deadline = one.deadline
    line = Text("  ")
    line.append(_when(one), style="bold")
    line.append(f"  {one.actor}：{deadline.act}")
    if one.ref is not None:
        line.append(f"（{one.ref}）")
    console.say(line)
    for said in _details(one, calendar):
        console.say(f"    {said}", style="dim" if said.startswith("依据") else "")


def _when(one: Obligation) -> str:
    deadline = one.deadline
    if one.met_on is not None:
        late = f"（至迟 {one.due}）" if one.status in _LATE else ""
        return f"{one.met_on} 履行{late}"
    if one.due is not None:
        return f"至迟 {one.due}"
    if deadline.elsewhere is not None:
        return "另有规定"
    told = deadline.within or deadline.missing
    return deadline.manner or ("暂不能定" if told else "没有写期限")


def _details(one: Obligation, calendar: str) -> list[str]:
    from gaozhi.engine import places_text

    deadline = one.deadline
    period = deadline.period
    said: list[str] = []
    if one.because is not None:
        said.append(one.because)
    elif period is not None and period.certainty != "certain":
        said.append(f"最后一日可能顺延：{'；'.join(period.doubts)}")
    if deadline.unpublished is not None and deadline.unpublished not in (one.because or ""):
        said.append(deadline.unpublished)
    if deadline.within is not None:
        longer = "，已延长" if one.extended else ""
        of_case = f"（{deadline.case_fact}）" if deadline.case_fact else ""
        said.append(
            f"自 {deadline.since} 起 {deadline.within}{of_case}{longer}，依{calendar}的工作日历"
        )
    elif deadline.case_fact is not None and not deadline.missing:
        said.append(f"期限由案件写明：{deadline.case_fact}")
    if period is not None:
        said += [f"不计入：{_left_out(one, first, last)}" for first, last in period.excluded]
    said += _asked(one)
    if deadline.reading is not None:
        said.append(understood(deadline.reading))
    said += [f"请注意：{caveat.text}" for caveat in deadline.caveats]
    said.append(f"依据：{places_text(deadline.basis)}")
    return said


def _asked(one: Obligation) -> Iterator[str]:
    """Yield what is asked: on what it turns whether it is owed, then what tells its period."""
    period = one.deadline.case_fact if one.deadline.missing else None
    asked = [question.ask for question in one.questions if question.fact != period]
    if one.conditional and asked and one.met_on is None:
        more = len(asked) - _MOST
        rest = f"另有 {more} 项" if more > 0 else ""
        yield f"是否负有本项义务，还要看：{''.join(asked[:_MOST])}{rest}"
    times = [question.ask for question in one.questions if question.fact == period]
    if times:
        yield f"期限还要问清：{''.join(times)}"


def _left_out(one: Obligation, first: date, last: date) -> str:
    """Say which days are not counted, and for which reasons."""
    within = [p for p in one.left_out if p.since <= last and (p.until or last) >= first]
    whys = "、".join(dict.fromkeys(pause.why for pause in within if pause.why))
    return f"{first} 至 {last}" + (f"（{whys}）" if whys else "")
