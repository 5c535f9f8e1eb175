"""`gaozhi archive info`: what an archive holds."""

from __future__ import annotations

import click

from gaozhi.cli._options import colour_option, json_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.cli.archive._common import address, beijing_time, opened


@click.command(
    cls=Command,
    short_help="存档里有多少，末端的摘要是什么",
    help="存档里有多少答复、多少规则，从何时到何时，末端的摘要是什么。",
)
@address
@json_option
@colour_option
@click.pass_context
def info(context: click.Context, url: str, *, as_json: bool) -> int:
    """Show what there is, counted."""
    out = settings_of(context).out
    with opened(url) as archive:
        found = archive.info()
    if as_json:
        show_json(out, found.to_dict())
        return Status.DONE
    out.say(f"答复：{found.answers} 份")
    if found.answers:
        out.say(f"  自 {beijing_time(found.first)} 至 {beijing_time(found.last)}（北京时间）")
    out.say(f"规则：{found.programs} 份")
    out.say(f"因不能掩码而没有写入的：{found.withheld} 处")
    out.say(f"已经清理的：{found.pruned} 行")
    out.say(f"末端：第 {found.entries} 行，{found.head}")
    return Status.DONE
