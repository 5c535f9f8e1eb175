"""`gaozhi compare`: what jurisdictions say of the same matter, side by side, with quotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gaozhi.cli._options import (
    colour_option,
    counties_argument,
    format_option,
    read_day,
    rules_option,
    trusted_option,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.authoring.side_by_side import Entry, Row, SideBySide
    from gaozhi.cli._console import Console


@click.command(
    cls=Command,
    short_help="几个地区的规定逐项对照，每格写明依据原文",
    help="把几个地区的规定逐项对照：谁不得适用、限制怎样解除、代理要什么、何时怎样撤回、怎样核查、\n"
    "承诺不实的后果、各项期限。由规则算出，每一条都引用原文。不写地区，就对照全部。",
    epilog="--format html 的一页可以打印（A4 横向）；markdown 供审阅，json 供程序读取。",
)
@counties_argument
@click.option(
    "--decision",
    "decisions",
    metavar="判断",
    multiple=True,
    help="只看这个判断，或者 期限；可写几次",
)
@click.option("--on", metavar="日期", help="看这一天有效的规则；不写，看最后的")
@click.option("--differing", is_flag=True, help="各地一样的不列")
@format_option("text", "markdown", "html", "json", help="text（不写就是它）、markdown、html、json")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def compare(
    context: click.Context,
    counties: tuple[str, ...],
    decisions: tuple[str, ...],
    on: str | None,
    form: str,
    *,
    differing: bool,
) -> int:
    """Show what the jurisdictions say of every outcome."""
    from gaozhi.authoring.side_by_side import as_html, as_markdown, side_by_side

    settings = settings_of(context)
    library = settings.library()
    some = [library[name] for name in dict.fromkeys(counties or library)]
    table = side_by_side(some, decisions or None, on=read_day(on, "--on"), differing=differing)
    match form:
        case "json":
            show_json(settings.out, table.to_dict())
        case "markdown":
            settings.out.raw(as_markdown(table))
        case "html":
            settings.out.raw(as_html(table))
        case _:
            _show(settings.out, table)
    return Status.DONE


def _show(console: Console, table: SideBySide) -> None:
    from gaozhi.authoring.side_by_side import title_of

    console.say(title_of(table), style="bold")
    if not table.sections:
        console.say("没有不同。" if len(table.jurisdictions) > 1 else "没有规定。")
    for section in table.sections:
        console.say()
        console.say(f"{section.name}　{section.means}", style="bold cyan")
        for row in section.rows:
            console.say()
            console.say(f"{row.name}{f'：{row.says}' if row.says else ''}", style="bold")
            for line, style in _row(table, row):
                console.say(line, style=style)


def _row(table: SideBySide, row: Row) -> Iterator[tuple[str, str]]:
    for title, by in row.statements:
        yield f"  {title}", ""
        for place, entry in by:
            yield f"    {table.jurisdictions[place]}：{_quoted(entry)}", "dim"
    silent = [name for name, cell in zip(table.jurisdictions, row.cells, strict=True) if not cell]
    if silent:
        yield f"  没有规定：{'、'.join(silent)}", "dim"


def _quoted(entry: Entry) -> str:
    """Return the first provision that an entry rests on, and how many more there are."""
    from gaozhi.authoring.side_by_side import quoted

    some = dict.fromkeys(map(quoted, entry.cited))
    more = f"（另有 {len(some) - 1} 处）" if len(some) > 1 else ""
    return f"{next(iter(some), '没有依据')}{more}"
