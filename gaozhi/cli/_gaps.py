"""`gaozhi gaps`: what the rules of a jurisdiction leave open, and what in them does nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from gaozhi.cli._options import (
    colour_option,
    counties_argument,
    format_option,
    rules_option,
    trusted_option,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.cli._console import Console
    from gaozhi.proof import Gap, Gaps

_HEADINGS: Final = {
    "no_rule": "没有规定：只有没有依据的“其余”得出结论",
    "order": "先后决定：几行同时成立而结论不同，取在前的一行",
    "unreached": "用不到的规则：没有一个案件由它得出结论",
    "idle_fact": "问了也没有用的事实：单改它，没有一个结论不同",
    "idle_value": "没有规则得出的结论",
    "unstarted": "不会产生的义务",
    "unmet": "有期限、没有事件表示已履行的义务",
}


_COUNTED: Final = {
    "no_rule": "没有规定 {} 种",
    "order": "靠先后决定 {} 对",
    "unreached": "用不到的规则 {} 条",
    "idle_fact": "问了也没有用的事实 {} 项",
    "idle_value": "没有规则得出的结论 {} 个",
    "unstarted": "不会产生的义务 {} 项",
    "unmet": "不能表示已履行的义务 {} 项",
}


@click.command(
    cls=Command,
    short_help="查规则的遗漏：没有规定的案件、用不到的规则和问题",
    help="逐个案件查一个地区的规则有没有遗漏：没有规定的案件、几行同时成立而要靠先后决定的、\n"
    "用不到的规则、问了也没有用的事实、没有规则得出的结论、不会产生或者不能履行的义务。\n"
    "有案件的，给出事实最少的一个；没有案件的，是证明过的。不写地区，逐个地区查。",
    epilog="查到什么，退出状态都是 0：文件本来没有规定的，不是错误。",
)
@counties_argument
@click.option("--decision", metavar="判断", help="只看这个判断")
@click.option("--full", is_flag=True, help="先后决定的逐对列出")
@format_option("text", "json", help="text（不写就是它）、json")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def gaps(
    context: click.Context,
    counties: tuple[str, ...],
    decision: str | None,
    form: str,
    *,
    full: bool,
) -> int:
    """Show what is found about every jurisdiction."""
    from gaozhi.proof import gaps as found_in

    settings = settings_of(context)
    library = settings.library()
    found = [found_in(library[name], decision) for name in dict.fromkeys(counties or library)]
    if form == "json":
        show_json(settings.out, [one.to_dict() for one in found])
        return Status.DONE
    for number, one in enumerate(found):
        if number:
            settings.out.say()
        _show(settings.out, one, full=full)
    return Status.DONE


def _show(out: Console, found: Gaps, *, full: bool) -> None:
    counts = {kind: sum(one.kind.value == kind for one in found.found) for kind in _COUNTED}
    told = "，".join(_COUNTED[kind].format(count) for kind, count in counts.items() if count)
    out.say(f"{found.jurisdiction}：{told or '没有查到遗漏'}", style="bold")
    for kind, heading in _HEADINGS.items():
        some = [one for one in found.found if one.kind.value == kind]
        if some:
            out.say(f"  {heading}", style="cyan")
            for line in _lines(kind, some, full=full):
                out.say(f"    {line}")
    if found.large:
        out.say(f"  规则过大，没有查：{'、'.join(found.large)}", style="yellow")


def _lines(kind: str, some: Sequence[Gap], *, full: bool) -> Iterator[str]:
    if kind in ("idle_fact", "unstarted", "unmet"):
        yield "、".join(name for one in some for name in one.names)
        return
    for decision in dict.fromkeys(one.decision for one in some):
        here = [one for one in some if one.decision == decision]
        if kind in ("idle_value", "unreached"):
            yield f"{decision}：{'、'.join(name for one in here for name in one.names)}"
            continue
        shown = here if full or kind != "order" else here[:1]
        if len(here) > len(shown):
            yield f"{decision}：{len(here)} 对（--full 全部列出），例如"
        for one in shown:
            yield f"{decision}：{'，'.join(one.names)}"
            yield f"  情形：{one.sentence}。"
