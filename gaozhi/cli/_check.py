"""`gaozhi check`: everything that is wrong in a folder of rules, and what of it can be fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, folder_argument, format_option, rules_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.source import Severity, fixable, visible

if TYPE_CHECKING:
    from gaozhi import Fix, FixResult, Report

_MEASURES = {
    "files": "个文件",
    "jurisdictions": "个地区",
    "rules": "条规则",
    "provisions": "条条文",
    "items": "项证明",
}
_FORMATS = ("text", "json", "github", "sarif")

_BLANKS = {
    " ": "空格",
    "  ": "两个空格",
    "\t": "制表符",
    "\u3000": "全角空格",
    "\u00a0": "不间断空格",
}

# What says that the call itself came to nothing: there is no such folder, or it cannot be read.
_NO_FOLDER = frozenset({"GZ701", "GZ704", "GZ705"})


@click.command(
    cls=Command,
    short_help="检查规则和清单",
    help="检查一个文件夹里的规则和清单，列出全部问题；不写文件夹，就检查随软件提供的。",
    epilog="有错误时退出状态为 1，只有提醒和说明时为 0。\n每种问题都有说明：gaozhi explain 编号。",
)
@folder_argument("含有 rules/ 和 catalogs/ 的文件夹")
@click.option(
    "--fix",
    "fixing",
    is_flag=True,
    help="改正毫无疑问的错误，写回原文件；注释和排版不动，其余照样列出",
)
@format_option(*_FORMATS, help="text、json、github（工作流命令）或者 sarif；不写就是 text")
@rules_option
@colour_option
@click.pass_context
def check(context: click.Context, folder: str | None, fixing: bool, form: str) -> int:
    """Show every diagnostic and a line that counts them; the status is 1 where there are errors."""
    settings = settings_of(context)
    out = settings.out
    chosen = settings.choose(folder, called="要检查的文件夹")
    fixes: tuple[Fix, ...] = ()
    if fixing:
        if chosen is None:
            raise CommandError("--fix 没有写文件夹。", "随软件提供的规则不改；写要改正的文件夹。")
        fixed = gaozhi.fix(chosen)
        report, fixes = fixed.report, fixed.fixes
        _show_skipped(settings.err, fixed)
    else:
        report = gaozhi.check(chosen)
    if any(one.code in _NO_FOLDER for one in report.diagnostics):
        show_problems(settings.err, report.diagnostics, report.sources)
        return Status.UNUSABLE
    _show(out, report, fixes, form, chosen)
    return Status.DONE if report.sound else Status.FOUND_ERRORS


def _show(
    out: Console,
    report: Report,
    fixes: tuple[Fix, ...],
    form: str,
    chosen: str | Path | None,
) -> None:
    match form:
        case "json":
            from gaozhi.cli._formats import as_json

            out.raw(as_json(report, fixes))
        case "github":
            from gaozhi.cli._formats import as_github

            out.raw(as_github(report))
        case "sarif":
            from gaozhi.cli._sarif import as_sarif

            out.raw(as_sarif(report))
        case _:
            _show_fixes(out, fixes)
            show_report(out, report, chosen)


def _show_skipped(err: Console, fixed: FixResult) -> None:
    for name in fixed.skipped:
        err.say(f"{name} 正被别的程序改动，没有写。", style="bold yellow")


def _show_fixes(out: Console, fixes: tuple[Fix, ...]) -> None:
    if not fixes:
        return
    out.say(f"改正了 {len(fixes)} 处：", style="bold green")
    for fix in fixes:
        changes = dict.fromkeys(zip(fix.before, fix.after, strict=True))
        said = "；".join(_change(before, after) for before, after in changes)
        out.say(f"  {fix.diagnostic.span}: {fix.diagnostic.code}: {said}")
    out.say()


def _change(before: str, after: str) -> str:
    if not after:
        return f"删去“{_shown(before)}”"
    return f"“{_shown(before)}”改成“{_shown(after)}”"


def _shown(text: str) -> str:
    """Return a stretch of a file as a person can see it, blanks that look alike by name."""
    if text in _BLANKS:
        return _BLANKS[text]
    return "".join(
        f"U+{ord(sign):04X}" if not sign.isprintable() else visible(sign) for sign in text
    )


def show_report(out: Console, report: Report, chosen: str | Path | None) -> None:
    """Show every diagnostic of a report, and a line that counts them.

    Args:
        out: where it is shown.
        report: what the check found.
        chosen: the folder as it was given, for the command that fixes; None where none was.

    """
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
    fixable_count = sum(
        all(edit.span.file in report.own for edit in found.fix)
        for found in fixable(report.diagnostics)
    )
    if fixable_count:
        out.say(f"其中 {fixable_count} 处毫无疑问，可以直接改正：gaozhi check {chosen} --fix")


def _extent(counts: Mapping[str, int]) -> str:
    """Say how much was read, the rules that the folder builds on included."""
    measured = [f"{counts.get(what, 0)} {name}" for what, name in _MEASURES.items()]
    return "、".join(measured)
