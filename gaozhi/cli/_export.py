"""`gaozhi export`: the list of a county as a spreadsheet."""

from __future__ import annotations

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, county_argument, rules_option, trusted_option
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command


@click.command(
    cls=Command,
    short_help="把清单写成 .xlsx 表格",
    help="把一个地区的证明事项清单写成 .xlsx 表格，照文件所印的样式：分层的表头、合并的单元格、"
    "填写说明。\n"
    "清单不在手边、而文件附有样表的，写成空白的样表，填好以后用 gaozhi import 导入。",
    epilog='需要 openpyxl：pip install "gaozhi[office]"。',
)
@county_argument()
@click.option("-o", "--output", "target", metavar="文件.xlsx", help="写到这个文件（必写）")
@click.option("--directory", is_flag=True, help="改为行政协助事项清单")
@click.option("--blank", is_flag=True, help="只写表头，各行空着")
@click.option("--force", is_flag=True, help="文件已经存在时，覆盖它")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def export(
    context: click.Context,
    county: str,
    target: str | None,
    *,
    directory: bool,
    blank: bool,
    force: bool,
) -> int:
    """Write the spreadsheet, and say what is in it."""
    from gaozhi.authoring.lists import write_list

    settings = settings_of(context)
    if target is None:
        raise CommandError("没有写文件。", "加上 -o 清单.xlsx。")
    jurisdiction = settings.jurisdiction(county)
    with progress(settings.err, "写表格") as shown:
        done = write_list(
            jurisdiction,
            target,
            directory=directory,
            blank=blank,
            force=force,
            on_progress=shown.done,
        )
    what = f"{done.rows} 项" if done.rows else "空白的样表"
    settings.out.say(f"已写成 {done.path}：{done.title}，{what}")
    if done.added:
        added = "、".join(done.added)
        settings.out.say(f"样表里没有、清单里写了的，加在后面的栏里：{added}")
    return Status.DONE
