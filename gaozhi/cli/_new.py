"""`gaozhi new`: a county's files to begin with, and what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._check import show_report
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, read_day, rules_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._test import show_result
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from collections.abc import Set

    from gaozhi.cli._console import Console

_HERE = Path()
_NOTHING = "无"
"""Said of what a county's document is laid over, where that is nothing."""
_NOT_FOUND_OUT = "待查"
"""Said in place of the day of issue, as in a file."""


@click.command(
    cls=Command,
    short_help="新建一个县：规则、目录、第一个场景",
    help="新建一个县：它的目录、规则文件、第一个场景、编辑器用的首行，马上就能通过检查。\n"
    "没有写明的，文件里写作“待填”，由 gaozhi check 一一指出。已有的文件不覆盖。",
    epilog="例如：gaozhi new 某县 --extends national --id mouxian\n"
    "不写文件夹的，建在当前文件夹里的“某县”；当前文件夹已有 rules/ 或者 catalogs/ 的，"
    "就加在当前文件夹。",
)
@click.argument("name", cls=Argument, metavar="地区", says="地区的名称，如 某县")
@click.argument(
    "folder", cls=Argument, metavar="文件夹", required=False, says="建在哪里；没有的新建"
)
@click.option(
    "--extends",
    metavar="上级",
    default="national",
    help="本地的文件没有写的，依哪一个；不写就是 national（全国基线），没有上级的写 无",
)
@click.option("--id", "id_", metavar="代号", help="用作文件名，写拼音，如 mouxian；不写就用名称")
@click.option("--code", metavar="代码", help="行政区划代码")
@click.option("--calendar", metavar="日历", help="工作日历，如 china、xinjiang；不写就与上级相同")
@click.option("--number", metavar="文号", help="本地文件的文号")
@click.option("--title", metavar="标题", help="本地文件的标题")
@click.option("--issuer", metavar="机关", help="制定文件的机关")
@click.option("--issued", metavar="日期", help="印发的日期，如 2024-03-01；查不到的写 待查")
@click.option("--in-force", metavar="日期", help="施行的第一日，如 2024-04-01")
@rules_option
@colour_option
@click.pass_context
def new(
    context: click.Context,
    name: str,
    folder: str | None,
    extends: str,
    id_: str | None,
    code: str | None,
    calendar: str | None,
    number: str | None,
    title: str | None,
    issuer: str | None,
    issued: str | None,
    in_force: str | None,
) -> int:
    """Write the files of a county, check them, and say what comes next."""
    from gaozhi.authoring.scaffold import CountySpec, plan
    from gaozhi.source.files_out import place_files

    settings = settings_of(context)
    name = name.strip()
    place = settings.choose(folder) or _place(name)
    if place.exists() and not place.is_dir():
        raise CommandError(f"{place.as_posix()} 不是文件夹。", "写一个文件夹，没有的新建。")
    wanted = CountySpec(
        name=name,
        extends=None if extends == _NOTHING else extends,
        id=id_,
        code=code,
        calendar=calendar,
        number=number,
        title=title,
        issuer=issuer,
        issued=issued if issued == _NOT_FOUND_OUT else read_day(issued, "--issued"),
        in_force=read_day(in_force, "--in-force"),
    )
    planned = plan(wanted, place)
    if planned.problems:
        raise CommandError(*_refusal(planned.problems))
    place_files({place / path: text.encode() for path, text in planned.files.items()})
    for path in planned.files:
        settings.out.say(f"写了 {(place / path).as_posix()}")
    _write_schemas(settings.out, place, frozenset(place / path for path in planned.files))
    return _conclude(settings.out, place, name, planned.steps)


def _place(name: str) -> Path:
    here = any((_HERE / one).is_dir() for one in ("rules", "catalogs"))
    return _HERE if here else _HERE / name


def _refusal(problems: tuple[str, ...]) -> tuple[str, str]:
    if len(problems) == 1:
        return problems[0], ""
    return f"有 {len(problems)} 处不能用，什么也没有写。", "\n".join(f"  {one}" for one in problems)


def _write_schemas(out: Console, place: Path, own: Set[Path]) -> None:
    """Write what an editor completes with, and the first lines that lead to it.

    Args:
        out: where it is told.
        place: the folder.
        own: the files that were just made; those of other counties are left alone.

    """
    from gaozhi.authoring.schema._modelines import FOLDER, marked_files, schema_text
    from gaozhi.source.files_out import replace_text

    schemas = place / FOLDER
    made = gaozhi.schemas(place)
    for file, schema in made.items():
        replace_text(schemas / file, schema_text(schema))
    for one in marked_files(place, schemas):
        if one.path in own and one.after != one.before:
            replace_text(one.path, one.after)
    out.say(f"写了 {schemas.as_posix()}/（编辑器用的 JSON Schema，{len(made)} 份）")
    out.say()


def _conclude(out: Console, place: Path, name: str, steps: tuple[str, ...]) -> int:
    report = gaozhi.check(place)
    show_report(out, report, place)
    out.say()
    if report.sound:
        _show_unsettled(out, place, name)
    out.say("接下来", style="bold")
    for step in steps:
        out.say(f"  {step}")
    return Status.DONE if report.sound else Status.FOUND_ERRORS


def _show_unsettled(out: Console, place: Path, name: str) -> None:
    """Run the county's first scenarios, and show what their cases still lack."""
    from gaozhi.authoring.scenarios import run
    from gaozhi.authoring.scenarios._sets import Opened

    opened = Opened.of(place, county=name)
    for one in opened.read().scenarios:
        if one.jurisdiction == name and (result := run(one, opened.library[name])).missing:
            show_result(out, result)
