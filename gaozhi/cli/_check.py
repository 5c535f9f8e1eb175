"""`gaozhi check`: everything that is wrong in a folder of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, rules_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.source import Severity

_MEASURES = {
    "files": "个文件",
    "jurisdictions": "个地区",
    "rules": "条规则",
    "provisions": "条条文",
    "items": "项证明",
}

# What says that the call itself came to nothing: there is no such folder, or it cannot be read.
_NO_FOLDER = frozenset({"GZ701", "GZ704", "GZ705"})


@click.command(
    cls=Command,
    short_help="检查规则和清单",
    help="检查一个文件夹里的规则和清单，列出全部问题；不写文件夹，就检查随软件提供的。",
    epilog="有错误时退出状态为 1，只有提醒和说明时为 0。\n每种问题都有说明：gaozhi explain 编号。",
)
@click.argument(
    "folder",
    cls=Argument,
    metavar="文件夹",
    required=False,
    says="含有 rules/ 和 catalogs/ 的文件夹",
)
@rules_option
@colour_option
@click.pass_context
def check(context: click.Context, folder: str | None) -> int:
    """Show every diagnostic and a line that counts them; the status is 1 where there are errors."""
    settings = settings_of(context)
    out = settings.out
    if folder is not None and settings.rules is not None:
        raise CommandError(
            f"要检查的文件夹写了两个：{folder} 和 --rules {settings.rules}。", "只写其中一个。"
        )
    report = gaozhi.check(settings.rules if folder is None else folder)
    if any(one.code in _NO_FOLDER for one in report.diagnostics):
        show_problems(settings.err, report.diagnostics, report.sources)
        return Status.UNUSABLE
    if report.diagnostics:
        show_problems(out, report.diagnostics, report.sources)
        out.say()
    number = Counter(one.severity for one in report.diagnostics)
    errors = number[Severity.ERROR]
    style = "bold red" if errors else "bold yellow" if number[Severity.WARNING] else "bold green"
    out.say(
        f"检查了 {_extent(report.counts)}："
        f"{errors} 个错误，{number[Severity.WARNING]} 个提醒，{number[Severity.NOTE]} 个说明。",
        style=style,
    )
    return Status.FOUND_ERRORS if errors else Status.DONE


def _extent(counts: Mapping[str, int]) -> str:
    """Say how much was read, the rules that the folder builds on included."""
    measured = [f"{counts.get(what, 0)} {name}" for what, name in _MEASURES.items()]
    return "、".join(measured)
