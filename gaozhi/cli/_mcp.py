"""`gaozhi mcp`: decisions as tools for agents, over standard input and output."""

from __future__ import annotations

import click

import gaozhi.mcp
from gaozhi.cli._options import colour_option, folder_argument, rules_option, trusted_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command


@click.command(
    cls=Command,
    short_help="作为工具供智能体调用（MCP）",
    help="作为工具供智能体调用：列出地区、查清单、判断、还要问什么、期限、条文。只读，\n"
    "每个答复都有引文，不收证件号码。由客户端启动，在标准输入输出上说 MCP\n"
    "（Model Context Protocol）。",
    epilog='需要 pip install "gaozhi[mcp]"。',
)
@folder_argument("自己的规则所在的文件夹，或者规则包；不写，用随软件提供的")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def mcp(context: click.Context, folder: str | None) -> int:
    """Serve until the input ends."""
    settings = settings_of(context)
    settings.choose(folder)
    gaozhi.mcp.serve(settings.library())
    return Status.DONE
