"""`gaozhi watch`: from the events of many cases, what deserves a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

from gaozhi.cli._console import Console
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, json_option, rules_option, trusted_option
from gaozhi.cli._readings import understood
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.watch import Alert, AlertEvent

_SHOWN = ("case", "applicant", "matter", "certificate", "organ", "ref")


@click.command(
    cls=Command,
    short_help="几件案件合起来，有哪些值得看一眼",
    help="几件案件先后发生的事件合起来，有哪些情形值得看一眼：涉及哪些案件，依据哪一条。只提醒，不作判断。",
    epilog="事件文件写明 jurisdiction（地区）和 events（事件，照得知的先后）。",
)
@click.argument("events", cls=Argument, metavar="事件.yaml", says="事件文件")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def watch(context: click.Context, events: str, *, as_json: bool) -> int:
    """Show the alerts in the order in which the events gave them."""
    from gaozhi.watch import read_watch

    settings = settings_of(context)
    request = read_watch(events, settings.library())
    alerts = request.alerts()
    if as_json:
        show_json(settings.out, [alert.to_dict() for alert in alerts])
        return Status.DONE
    count = f"{len(request.events)} 个事件，{len(alerts)} 项提醒"
    settings.out.say(f"{request.jurisdiction.name}：{count}", style="bold")
    for alert in alerts:
        _show_one(settings.out, alert)
    return Status.DONE


def _show_one(console: Console, alert: Alert) -> None:
    from gaozhi.engine import citation_text

    line = Text(f"{alert.day}  ", style="bold")
    line.append(alert.title, style="yellow")
    console.say()
    console.say(line)
    console.say(f"    {alert.text}")
    for event in alert.events:
        console.say(f"    {event.role}：{_event_text(event)}", style="dim")
    if alert.more:
        console.say("    涉及的事件不止这些，每一项只列最近的和引起提醒的", style="dim")
    if alert.reading is not None:
        console.say(f"    {understood(alert.reading)}", style="dim")
    for said in (*alert.doubts, *([alert.caveat] if alert.caveat else [])):
        console.say(f"    请注意：{said}", style="dim")
    console.say("    依据")
    for citation in alert.basis:
        console.say(f"      {citation_text(citation)}")


def _event_text(event: AlertEvent) -> str:
    said = [f"{event.day} {event.event}"]
    said += [str(value) for name in _SHOWN if (value := getattr(event, name)) is not None]
    return "，".join(said)
