"""`gaozhi archive verify`: whether an archive is as it was written."""

from __future__ import annotations

import click

from gaozhi.cli._options import colour_option, json_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.cli.archive._common import address, opened


@click.command(
    cls=Command,
    short_help="核对存档有没有被改动、删减",
    help="核对存档：每一行与它的摘要，行与行的次序，规则，末端。写明第一处断在哪一行。\n"
    "把末端的摘要记在别处（纸上、另一台机器），日后用 --head 核对，末尾被截去也看得出来。",
    epilog="退出状态：0 与写入时一致；1 断了；2 存档不能用。",
)
@address
@click.option("--head", metavar="摘要", help="另处记下的末端的摘要；它必须还在链上")
@json_option
@colour_option
@click.pass_context
def verify(context: click.Context, url: str, head: str | None, *, as_json: bool) -> int:
    """Show whether the chain holds; the status is 1 where it does not."""
    out = settings_of(context).out
    with opened(url) as archive:
        found = archive.verify(head=head)
    if as_json:
        show_json(out, found.to_dict())
    elif found.broken is None:
        out.say("与写入时一致", style="bold green")
        out.say(f"  {found.entries} 行，其中答复 {found.answers} 份{_pruned(found.pruned)}")
        out.say(f"  末端：{found.head}")
    else:
        out.say(f"断了：{found.broken.text}", style="bold red")
        out.say(f"  它以前的 {found.entries} 行连得上{_pruned(found.pruned)}")
    return Status.DONE if found.holds else Status.FOUND_ERRORS


def _pruned(count: int) -> str:
    return f"；更早的 {count} 行已经清理" if count else ""
