"""`gaozhi items`: the list of a county, and its directory of assistance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import click

from gaozhi.cli._options import (
    colour_option,
    county_argument,
    known_directory,
    known_list,
    known_matter,
    rules_option,
    trusted_option,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Jurisdiction
    from gaozhi.cli._console import Console
    from gaozhi.model import Assistance, Item, SetBy

    Row = Item | Assistance

_LEVELS = {"province": "省级部门", "prefecture": "市级部门", "county": "县级部门"}


@click.command(
    cls=Command,
    short_help="列出一个地区实行告知承诺制的证明事项",
    help="列出一个地区实行告知承诺制的证明事项：序号、证明、事项和责任部门，以及清单写明的其他各栏。",
)
@county_argument()
@click.option("--matter", metavar="事项", help="只列出这个事项的各行")
@click.option("--directory", is_flag=True, help="改为列出行政协助事项清单")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def items(context: click.Context, county: str, matter: str | None, *, directory: bool) -> int:
    """Show the list, as a table on a terminal and with tabs in a pipe."""
    settings = settings_of(context)
    jurisdiction = settings.jurisdiction(county)
    if directory:
        _show_directory(settings.out, jurisdiction, matter)
    else:
        _show_list(settings.out, jurisdiction, matter)
    return Status.DONE


def _show_list(console: Console, jurisdiction: Jurisdiction, matter: str | None) -> None:
    known_list(jurisdiction)
    if matter is not None:
        known_matter(jurisdiction, matter)
    found = [one for one in jurisdiction.items if matter in (None, one.matter)]
    if console.terminal:
        console.say(f"{jurisdiction.list_title}：{len(found)} 项", style="bold")
    levels = [level for level in _LEVELS if any(level in one.departments for one in found)]
    more = _stated(found)
    departments = [_LEVELS[level] for level in levels]
    headings = ["序号", "证明事项", "行政事项", *departments, *more]
    rows = [
        [
            *(str(one.number), one.thing, one.matter),
            *(one.departments.get(level, "") for level in levels),
            *(cell(one) for cell in more.values()),
        ]
        for one in found
    ]
    console.table(headings, rows, spare=departments[:-1])


def _show_directory(console: Console, jurisdiction: Jurisdiction, matter: str | None) -> None:
    directory = known_directory(jurisdiction, matter)
    found = [one for one in directory.entries if matter in (None, one.matter)]
    if console.terminal:
        console.say(f"{directory.title}：{len(found)} 项", style="bold")
    more = _stated(found)
    headings = ["序号", "行政协助事项", "行政事项", *more]
    rows = [
        [str(one.number), one.name, one.matter, *(cell(one) for cell in more.values())]
        for one in found
    ]
    console.table(headings, rows)


def _stated(rows: Sequence[Row]) -> dict[str, Callable[[Row], str]]:
    """Return the columns in which at least one row says something."""
    return {name: cell for name, cell in _COLUMNS.items() if any(cell(row) for row in rows)}


def _field(name: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        return str(getattr(row, name, None) or "")

    return cell


def _set_by(row: Row) -> str:
    layers: SetBy | None = row.set_by
    return "" if layers is None else "；".join((*layers.law, *layers.detail))


def _verification(row: Row) -> str:
    return "、".join(row.verification)


_COLUMNS: Final = {
    "事项编码": _field("code"),
    "设定依据（法律法规、实施依据）": _set_by,
    "承办机构": _field("organ"),
    "开具证明的单位": _field("issuer"),
    "协助机构": _field("assisting"),
    "实施方式": _field("mode"),
    "核查方式": _verification,
    "联系方式": _field("contact"),
    "备注": _field("remark"),
}
"""The columns of an item or of an entry of the directory, beside its number and its names."""
