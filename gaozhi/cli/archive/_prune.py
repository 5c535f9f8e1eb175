"""`gaozhi archive prune`: old answers are taken out, and a stub stays."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, json_option, read_day
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.cli.archive._common import address, opened


@click.command(
    cls=Command,
    short_help="清理某一日以前的答复，留下存根",
    help="清理某一日以前存入的答复，留下存根：清理了多少、最后一行的摘要、谁办的。\n"
    "链仍然连得上，verify 照样核对。清理了的找不回来，先用 export 导出。",
    epilog="链断了的不清理（退出状态 2）：先查清楚。",
)
@address
@click.option("--before", metavar="日期", help="这一日以前存入的（北京时间），这一日的留下")
@click.option("--by", metavar="经办人", default="", help="谁办的、依据什么，写进存根")
@json_option
@colour_option
@click.pass_context
def prune(context: click.Context, url: str, before: str | None, by: str, *, as_json: bool) -> int:
    """Take them out, and say how many."""
    day = read_day(before, "--before")
    if day is None:
        raise CommandError("没有写清理到哪一天。", "加上 --before 2020-01-01。")
    out = settings_of(context).out
    with opened(url) as archive:
        found = archive.prune(day, by=by, at=datetime.now(UTC))
    if as_json:
        show_json(out, found.to_dict())
    elif not found.hash:
        out.say(f"{day} 以前没有可以清理的")
    else:
        out.say(f"清理了 {found.answers} 份答复、{found.programs} 份规则")
        out.say(f"  到第 {found.through} 行为止，它的摘要：{found.hash}")
    return Status.DONE
