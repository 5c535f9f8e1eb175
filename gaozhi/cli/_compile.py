"""`gaozhi compile`: the function that a decision was compiled to, for a person to read."""

from __future__ import annotations

import click

from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, county_argument, rules_option, trusted_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command


@click.command(
    "compile",
    cls=Command,
    short_help="一个判断编译成的函数",
    help="把一个地区的规则编译成引擎所用的函数。--show 写出其中一个判断的函数，供人核对：\n"
    "每一行后面注明是哪一条规则，前面列出各个常量是什么。",
    epilog="规则按施行日期分为几版的，逐版写出。没有 --show 的，只说编译了多少。",
)
@county_argument()
@click.argument(
    "decision", cls=Argument, metavar="判断", required=False, says="如 适用性；不写就是全部"
)
@click.option("--show", is_flag=True, help="写出函数")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def compile_(context: click.Context, county: str, decision: str | None, *, show: bool) -> int:
    """Show the generated functions of a decision, version by version."""
    settings = settings_of(context)
    jurisdiction = settings.jurisdiction(county)
    names = [decision] if decision is not None else list(jurisdiction.vocabulary.decisions)
    for name in names:
        versions = list(jurisdiction.compiled(name))
        if not show:
            lines = sum(generated.source.count("\n") for _, generated in versions)
            settings.out.say(f"{name}：{len(versions)} 版，{lines} 行")
            continue
        for since, generated in versions:
            settings.out.raw(f"# {jurisdiction.name} · {name}，自 {since} 起\n")
            settings.out.raw(generated.shown + "\n")
    return Status.DONE
