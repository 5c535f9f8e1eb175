"""`gaozhi diff`: what has changed between two folders of rules, or two revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, format_option, read_count, rules_option
from gaozhi.cli._outline import show_outline
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.authoring.difference import Comparison
    from gaozhi.cli._console import Console

_MOST = 1000


@click.command(
    cls=Command,
    short_help="比较两份规则，看改了什么、哪些结论因此改变",
    help="比较两份规则：条目、规则、义务、条文、文书的增删改，按意思比较，不按行比较；"
    "以及结论因此改变的情形，每种列一例，写明以前、现在和依据。\n"
    "旧、新各写一个文件夹，一个 git 修订（如 HEAD~1，也可以写 修订:文件夹），或者“随包”。",
    epilog="有没有改动，退出状态都是 0。",
)
@click.argument("old", cls=Argument, metavar="旧", says="以前的文件夹、修订，或者“随包”")
@click.argument(
    "new",
    cls=Argument,
    metavar="新",
    required=False,
    says="现在的；不写就是 --rules 或者当前文件夹",
)
@click.option("--county", metavar="地区", help="只比较这个地区")
@format_option(
    "text", "markdown", "json", help="text（不写就是它）、markdown（供审阅）、json（供程序读取）"
)
@click.option(
    "--limit", metavar="数目", default="2", help="同一种结论的改变，最多列几种情形；不写就是 2"
)
@rules_option
@colour_option
@click.pass_context
def diff(
    context: click.Context, old: str, new: str | None, county: str | None, form: str, limit: str
) -> int:
    """Show what has changed."""
    from gaozhi.authoring.difference import compare

    settings = settings_of(context)
    current = settings.choose(new, called="现在的规则")
    examples = read_count(limit, "--limit", _MOST)
    with progress(settings.err, "比较") as shown:
        difference = compare(
            old, current or ".", county=county, limit=examples, on_progress=shown.at
        )
    _show(settings.out, difference, form)
    if difference.unread:
        said = f"场景文件有 {difference.unread} 个问题，有的场景没有比较。"
        settings.err.say(said + "用 gaozhi check 查看。")
    return Status.DONE


def _show(out: Console, difference: Comparison, form: str) -> None:
    from gaozhi.cli._diff_shown import as_markdown, lines_of, totals

    if form == "json":
        show_json(out, difference.to_dict())
        return
    if form == "markdown":
        out.raw(as_markdown(difference))
        return
    show_outline(out, lines_of(difference))
    if difference:
        out.say()
    out.say(totals(difference) if difference else "没有改动。", style="bold")
