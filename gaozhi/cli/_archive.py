"""`gaozhi archive`: the commands for an archive of answers."""

from __future__ import annotations

import click

from gaozhi.cli._options import colour_option
from gaozhi.cli._usage import Group, show_commands


@click.group(
    "archive",
    cls=Group,
    names=("verify", "replay", "info", "export", "prune", "upgrade"),
    room="gaozhi.cli.archive",
    invoke_without_command=True,
    short_help="核对、重放、导出、清理答复的存档",
    help="核对、重放、导出、清理答复的存档。存档是 SQLite 的文件，或者 PostgreSQL 的地址：\n"
    "存档.db、sqlite:///存档.db、postgresql://用户@主机/库（密码放在 ~/.pgpass）。",
    epilog='需要 pip install "gaozhi[archive]"。除 upgrade 以外，都不新建存档。',
)
@colour_option
@click.pass_context
def archive(context: click.Context) -> int:
    """Without a command, show what there is."""
    return show_commands(context)
