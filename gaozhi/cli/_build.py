"""`gaozhi build`: every jurisdiction of a folder, compiled, in one file."""

from __future__ import annotations

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, folder_argument, json_option, rules_option
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command


@click.command(
    cls=Command,
    short_help="把规则做成一个文件（规则包）",
    help="检查并编译一个文件夹里的全部地区，连同随软件提供的，做成一个规则包。判断的命令用\n"
    "--rules 包.gaozhi，Python 用 gaozhi.load('包.gaozhi')；用到哪个地区，才读哪个地区。",
    epilog="有一个错误，就不写文件，退出状态为 2。同样的规则做出的文件逐字节相同。\n"
    '签名需要 cryptography：pip install "gaozhi[signed]"。',
)
@folder_argument("含有 rules/ 和 catalogs/ 的文件夹；不写，用随软件提供的")
@click.option("-o", "--output", metavar="文件", help="写到这个文件，如 规则.gaozhi")
@click.option("--sign", metavar="私钥.pem", help="用这个 Ed25519 私钥签名")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@json_option
@rules_option
@colour_option
@click.pass_context
def build(
    context: click.Context,
    folder: str | None,
    output: str | None,
    sign: str | None,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Write the bundle, and say what is in it."""
    settings = settings_of(context)
    chosen = settings.choose(folder)
    if output is None:
        raise CommandError("没有写规则包写到哪里。", "加上 -o 规则.gaozhi。")
    with progress(settings.err, "编译") as shown:
        built = gaozhi.build_bundle(chosen, output, key=sign, force=force, on_progress=shown.done)
    if as_json:
        data = {
            "path": str(built.path),
            "jurisdictions": built.jurisdictions,
            "bytes": built.size,
            "signed": built.signed,
        }
        show_json(settings.out, data)
    else:
        signed = "，已签名" if built.signed else ""
        kilobytes = round(built.size / 1000)
        settings.out.say(f"写了 {built.path}：{built.jurisdictions} 个地区，{kilobytes} kB{signed}")
    return Status.DONE
