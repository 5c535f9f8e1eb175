"""`gaozhi import`: a spreadsheet taken into the catalog of a county."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, read_day, rules_option
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._streams import read_line
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from datetime import date

    from gaozhi.authoring.lists import Change, ListImport
    from gaozhi.cli._console import Console

_STANDARD_OUTPUT = "-"


@click.command(
    "import",
    cls=Command,
    short_help="把 .xlsx 清单导入一个地区的目录",
    help="把 .xlsx 表格里的清单导入一个地区的目录（catalogs/ 下的文件），"
    "列出增加、改动、删去的各行。\n"
    "表头照清单或者样表的栏名；合并的单元格各行取其值。问题一次列全，都写明是哪一格。\n"
    "写进 --rules 文件夹里的目录：注释和排版不动，各行的 facts、note 等照旧；"
    "没有写 --rules 的，新的目录写到标准输出。",
    epilog="目录里还没有清单的（list: not_at_hand），加上 --published 和 --basis。\n"
    '需要 openpyxl：pip install "gaozhi[office]"。',
)
@click.argument("file", cls=Argument, metavar="清单.xlsx", says="要导入的表格")
@click.option("--county", metavar="地区", help="地区的名称、代号或者行政区划代码（必写）")
@click.option("--directory", is_flag=True, help="表格是行政协助事项清单")
@click.option("--sheet", metavar="工作表", help="表格里有几份清单的，写明是哪一张")
@click.option("--title", metavar="题名", help="清单的题名；不写，就是表头上方的标题")
@click.option("--published", metavar="日期", help="清单的公布日期")
@click.option("--basis", metavar="条文编号", multiple=True, help="公布清单的依据；几条的，写几次")
@click.option(
    "--columns",
    metavar="栏名=清单的栏",
    multiple=True,
    help="表里的一栏是清单的哪一栏，如 政务服务事项名称=行政事项；几栏的，写几次",
)
@click.option("--yes", is_flag=True, help="栏名相近的，照认出来的，不再问")
@click.option("--dry-run", "dry", is_flag=True, help="只列出改动，不写")
@click.option("-o", "--output", "target", metavar="文件", help="目录另存为这个文件；- 是标准输出")
@click.option("--force", is_flag=True, help="另存的文件已经存在时，覆盖它")
@rules_option
@colour_option
@click.pass_context
def import_(
    context: click.Context,
    file: str,
    county: str | None,
    sheet: str | None,
    title: str | None,
    published: str | None,
    basis: tuple[str, ...],
    columns: tuple[str, ...],
    target: str | None,
    *,
    yes: bool,
    directory: bool,
    dry: bool,
    force: bool,
) -> int:
    """Show what changes, and write the catalog."""
    settings = settings_of(context)
    if county is None:
        raise CommandError("没有写地区。", "加上 --county 地区。")
    if force and target in (None, _STANDARD_OUTPUT):
        raise CommandError("--force 要和 -o 一起用。")
    if dry and target is not None:
        raise CommandError("--dry-run 和 -o 不能一起用。", "只写其中一个。")
    call = _Call(
        file,
        county,
        folder=settings.rules,
        directory=directory,
        sheet=sheet,
        title=title,
        published=read_day(published, "--published"),
        basis=basis,
    )
    done = _read(call, settings.err, dict(map(_column, columns)), yes=yes)
    if done.first and not directory:
        settings.err.say(
            "目录里是第一次有这份清单。列入清单即可认定的事实，写进 presumes；"
            "清单写明的其他事实，写进各项的 facts。"
        )
    to_output = target == _STANDARD_OUTPUT or (target is None and settings.rules is None)
    say = settings.err if to_output and not dry else settings.out
    _show_changes(say, done)
    _show_left(settings.err, done)
    if dry:
        settings.out.say("没有写：--dry-run。")
    elif to_output:
        settings.out.letter(done.text)
        if target is None:
            settings.err.say("目录写到了标准输出。要存进自己的文件夹，加上 --rules 文件夹。")
    else:
        written = done.save(Path(target) if target else None, force=force)
        changed = target is not None or done.alters
        settings.out.say(f"已写入 {written}" if changed else f"{written} 没有改动。")
    return Status.DONE


@dataclass(frozen=True, slots=True)
class _Call:
    """What is to be read, all but the columns."""

    file: str
    county: str
    folder: Path | None
    directory: bool
    sheet: str | None
    title: str | None
    published: date | None
    basis: tuple[str, ...]


def _column(text: str) -> tuple[str, str]:
    """Return a name in the sheet and a column of the list. Raises CommandError."""
    name, sign, column = text.replace("＝", "=").partition("=")
    if not (name.strip() and sign and column.strip()):
        message = f"选项 --columns 的值不能用：{text}"
        raise CommandError(message, '写作 --columns "表里的栏名=清单的栏"。')
    return name.strip(), column.strip()


def _read(call: _Call, console: Console, columns: Mapping[str, str], *, yes: bool) -> ListImport:
    """Read the sheet; columns of a like name are confirmed first, by a person or by `yes`."""
    from gaozhi.authoring.lists import read_list

    given = {one.name: getattr(call, one.name) for one in fields(call)}
    path, county = given.pop("file"), given.pop("county")
    try:
        with progress(console, "导入") as shown:
            return read_list(path, county, columns=columns, on_progress=shown.done, **given)
    except gaozhi.HeadingsToConfirm as error:
        found = error.columns
        if not yes and not sys.stdin.isatty():
            raise
        for name, column in found.items():
            console.say(f"  栏“{' '.join(name.split())}”是“{column}”")
        if not yes and not _agreed(console):
            raise
    return _read(call, console, {**columns, **found}, yes=yes)


def _agreed(console: Console) -> bool:
    """Ask whether the columns are what they look like; anything but a yes is a no."""
    console.prompt("对吗？（是 / 否）> ")
    return (read_line() or "").strip().casefold() in ("是", "对", "1", "y", "yes")


def _show_changes(console: Console, done: ListImport) -> None:
    read = done.sheet
    console.say(
        f"{done.county} · {done.kind.name}：读到 {len(read.rows)} 项（{read.file}，{read.name}）",
        style="bold",
    )
    for change in done.changes:
        for line in _lines(change):
            console.say(line)
    count = Counter(change.what for change in done.changes)
    console.say(
        f"增加 {count['added']} 项，改动 {count['changed']} 项，"
        f"删去 {count['removed']} 项，未变 {done.unchanged} 项。"
    )


def _lines(change: Change) -> list[str]:
    sign = {"added": "+", "changed": "~", "removed": "-"}[change.what]
    lines = [f"  {sign} {change.number}  {change.thing}（{change.matter}）"]
    for name, (before, after) in change.fields.items():
        lines.append(f"      {name}：{_quoted(before)} → {_quoted(after)}")
    if change.beside:
        lines.append(f"      目录里它的 {'、'.join(change.beside)} 一并删去")
    return lines


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”" if text else "（空）"


def _show_left(console: Console, done: ListImport) -> None:
    """Show what is doubtful of the sheet, and what a check will say of the catalog."""
    found = [*done.sheet.diagnostics, *done.diagnostics]
    if found:
        show_problems(console, found, done.sources)
