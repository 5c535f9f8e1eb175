"""`gaozhi items`: the list of a county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, known_list, known_matter, rules_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.compiler import Item

_LEVELS = {"province": "省级部门", "prefecture": "市级部门", "county": "县级部门"}


@click.command(
    cls=Command,
    short_help="列出一个地区实行告知承诺制的证明事项",
    help="列出一个地区实行告知承诺制的证明事项：序号、证明、事项和责任部门。",
)
@click.argument("county", cls=Argument, metavar="地区", says="地区的名称、代号或者行政区划代码")
@click.option("--matter", metavar="事项", help="只列出这个事项所要的证明")
@rules_option
@colour_option
@click.pass_context
def items(context: click.Context, county: str, matter: str | None) -> int:
    """Show the list, as a table on a terminal and with tabs in a pipe."""
    settings = settings_of(context)
    jurisdiction = settings.jurisdiction(county)
    known_list(jurisdiction)
    if matter is not None:
        known_matter(jurisdiction, matter)
    found = [one for one in jurisdiction.items if matter in (None, one.matter)]
    if settings.out.terminal:
        settings.out.say(f"{jurisdiction.list_title}：{len(found)} 项", style="bold")
    levels = [level for level in _LEVELS if any(level in one.departments for one in found)]
    headings = ["序号", "证明事项", "行政事项", *(_LEVELS[level] for level in levels)]
    settings.out.table(headings, [_row(one, levels) for one in found], spare=headings[3:-1])
    return Status.DONE


def _row(item: Item, levels: list[str]) -> list[str]:
    departments = [item.departments.get(level, "") for level in levels]
    return [str(item.number), item.certificate, item.matter, *departments]
