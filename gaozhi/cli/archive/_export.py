"""`gaozhi archive export`: answers as JSON lines or Parquet, programs as bundles."""

from __future__ import annotations

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, json_option, read_day
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.cli.archive._common import address, days_options, opened


@click.command(
    cls=Command,
    short_help="把答复写成文件",
    help="把答复写成文件：一行一个 JSON；文件名以 .parquet 结尾的，写成 Parquet。\n"
    "--programs 把当时的规则写成规则包，供 gaozhi verify 凭据.json --archive 文件夹 用。",
    epilog='Parquet 需要 pip install "gaozhi[frames]"。',
)
@address
@click.option("-o", "--output", metavar="文件", help="写到这个文件，如 答复.jsonl、答复.parquet")
@click.option("--programs", metavar="文件夹", help="把规则写到这个文件夹")
@days_options
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@json_option
@colour_option
@click.pass_context
def export(
    context: click.Context,
    url: str,
    output: str | None,
    programs: str | None,
    since: str | None,
    until: str | None,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Write the files, and say what is in them."""
    first, last = read_day(since, "--since"), read_day(until, "--until")
    if output is None and programs is None:
        raise CommandError("没有写文件。", "加上 -o 答复.jsonl，或者 --programs 文件夹。")
    out = settings_of(context).out
    counts: dict[str, int] = {}
    with opened(url) as archive:
        if output is not None:
            counts["answers"] = archive.export(output, since=first, until=last, force=force)
        if programs is not None:
            counts["programs"] = archive.export_programs(programs)
    if as_json:
        show_json(out, counts)
        return Status.DONE
    if output is not None:
        out.say(f"写了 {output}：{counts['answers']} 份答复")
    if programs is not None:
        out.say(f"写了 {programs}：{counts['programs']} 份规则")
    return Status.DONE
