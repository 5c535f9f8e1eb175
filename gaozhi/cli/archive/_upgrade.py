"""`gaozhi archive upgrade`: an archive of an older version, or a new one."""

from __future__ import annotations

import click

import gaozhi.archive
from gaozhi.cli._options import colour_option, json_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.cli.archive._common import address


@click.command(
    cls=Command,
    short_help="把旧版本的存档升级，没有的新建",
    help="把旧版本的存档升级到本软件的版本，没有的新建。升级以前先备份。\n"
    "已经是本软件的版本的，什么也不做。",
)
@address
@json_option
@colour_option
@click.pass_context
def upgrade(context: click.Context, url: str, *, as_json: bool) -> int:
    """Say which version there was, and which there is."""
    out = settings_of(context).out
    before, after = gaozhi.archive.upgrade(url)
    if as_json:
        show_json(out, {"before": before, "after": after})
    elif before is None:
        out.say(f"新建了存档，版本 {after}")
    elif before == after:
        out.say(f"已经是版本 {after}，没有改动")
    else:
        out.say(f"版本 {before} 升级为 {after}")
    return Status.DONE
