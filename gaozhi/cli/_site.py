"""`gaozhi site`: static pages of every jurisdiction, in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, folder_argument, json_option, read_day, rules_option
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.site import BuiltSite


@click.command(
    cls=Command,
    short_help="生成网页：清单、办事指南、依据、判断的图、各地对照",
    help="生成一个网页文件夹，打开 index.html 就能看，也可以原样放到网站上：各地区的清单，每一项\n"
    "的办事指南和可以下载的文书，逐句的文件，每项判断的图和规则，各地对照，工作日历。",
    epilog="不用服务器，不联网，不用脚本也能看。同样的规则生成的文件夹逐字节相同。\n"
    "已有的文件夹，是这个命令生成的才替换，整个换上；生成到一半出错的，原来的不动。\n"
    '需要 jinja2：pip install "gaozhi[site]"；文书另需 python-docx：pip install "gaozhi[office]"。',
)
@folder_argument("含有 rules/ 和 catalogs/ 的文件夹，或者规则包；不写，用随软件提供的")
@click.option("-o", "--output", metavar="文件夹", help="写到这个文件夹，如 public/")
@click.option("--on", metavar="日期", help="网页按这一天有效的规则写；不写，按最后的")
@click.option("--only", metavar="地区", multiple=True, help="只要这个地区（和它的上级）；可写几次")
@click.option(
    "--jobs", metavar="几", type=click.IntRange(1, 64), default=1, help="用几个进程；不写，一个"
)
@json_option
@rules_option
@colour_option
@click.pass_context
def site(
    context: click.Context,
    folder: str | None,
    output: str | None,
    on: str | None,
    only: tuple[str, ...],
    jobs: int,
    *,
    as_json: bool,
) -> int:
    """Write the folder, and say what is in it."""
    from gaozhi.site import build

    settings = settings_of(context)
    chosen = settings.choose(folder)
    if output is None:
        raise CommandError("没有写网页写到哪里。", "加上 -o public/。")
    day = read_day(on, "--on")
    with progress(settings.err, "生成网页") as shown:
        built = build(chosen, output, on=day, only=only or None, jobs=jobs, on_progress=shown.done)
    if as_json:
        show_json(settings.out, _data(built))
        return Status.DONE
    megabytes = built.size / 1e6
    settings.out.say(
        f"写了 {built.path}：{built.jurisdictions} 个地区，{built.pages} 页，"
        f"{built.files} 个文件，{megabytes:.1f} MB"
    )
    if not built.forms:
        settings.err.say('没有安装 python-docx，没有文书可以下载：pip install "gaozhi[office]"')
    settings.out.say(f"打开 {built.path / 'index.html'} 就能看")
    return Status.DONE


def _data(built: BuiltSite) -> dict[str, object]:
    return {
        "path": str(built.path),
        "jurisdictions": built.jurisdictions,
        "pages": built.pages,
        "files": built.files,
        "bytes": built.size,
        "forms": built.forms,
    }
