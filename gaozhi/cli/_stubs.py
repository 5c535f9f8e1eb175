"""`gaozhi stubs`: a Python module of types, for programs that call gaozhi."""

from __future__ import annotations

from pathlib import Path

import click

from gaozhi.cli._options import colour_option, folder_argument, rules_option, trusted_option
from gaozhi.cli._save import check_target, write_file
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command


@click.command(
    cls=Command,
    short_help="写出事实、判断、结论的 Python 类型",
    help="写出一个 Python 模块，用 Literal 和 TypedDict 列出事实、判断、结论、选一和多选的取值、\n"
    "各个地区：程序里写错一个名称，mypy、pyright 就会指出来，编辑器也会补全。",
    epilog="改了词汇表或者增减了地区以后，再写一次；以前由本命令写出的文件直接换成新的。",
)
@folder_argument("含有 rules/ 和 catalogs/ 的文件夹；不写，用随软件提供的")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写，写到标准输出")
@click.option("--force", is_flag=True, help="换掉不是由本命令写出的文件")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def stubs(context: click.Context, folder: str | None, output: str | None, *, force: bool) -> int:
    """Write the types of a folder's names."""
    from gaozhi.authoring.stubs import stubs as written

    settings = settings_of(context)
    settings.choose(folder)
    path = check_target(output, "-o", force=force or _ours(output))
    text = written(settings.library())
    if path is None:
        settings.out.raw(text)
    else:
        write_file(path, text, force=True)
        settings.out.say(f"写了 {path}")
    return Status.DONE


def _ours(name: str | None) -> bool:
    """Whether a file is one that this command wrote."""
    from gaozhi.authoring.stubs import MARK

    if name is None or not Path(name).is_file():
        return False
    with Path(name).open("rb") as file:
        return file.read(len(MARK.encode())) == MARK.encode()
