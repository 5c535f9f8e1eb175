"""`gaozhi archive replay`: which real answers would be others under changed rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from gaozhi.cli._options import (
    colour_option,
    json_option,
    read_count,
    read_day,
    rules_option,
    trusted_option,
)
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.cli.archive._common import address, beijing_time, days_options, opened

if TYPE_CHECKING:
    from gaozhi.archive import ReplayReport, Unanswered
    from gaozhi.cli._console import Console


@click.command(
    cls=Command,
    short_help="改了规则，存档里哪些答复会不同",
    help="用 --rules 的规则重新判断存档里的每一份答复，列出哪些会不同、因为哪一条规则。\n"
    "每一份答复同时依它自己当时的规则重作一次，重作不出来的另外列出。",
    epilog="退出状态：0 每一份都能依当时的规则重作，不论有没有不同；1 有重作不出来的。",
)
@address
@days_options
@click.option("--on", metavar="日期", help="都按这一日判断；不写，按各自的办理日期")
@click.option("--limit", metavar="数目", default="10", help="各列出几份；不写就是 10")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def replay(
    context: click.Context,
    url: str,
    since: str | None,
    until: str | None,
    on: str | None,
    limit: str,
    *,
    as_json: bool,
) -> int:
    """Show the changes by outcome and rule, and the first few one by one."""
    first, last = read_day(since, "--since"), read_day(until, "--until")
    day = read_day(on, "--on")
    most = read_count(limit, "--limit")
    settings = settings_of(context)
    library = settings.library()
    with opened(url) as archive, progress(settings.err, "重放") as shown:
        found = archive.replay(library, since=first, until=last, on=day, on_progress=shown.done)
    if as_json:
        show_json(settings.out, found.to_dict())
    else:
        _show(settings.out, found, most)
    return Status.FOUND_ERRORS if found.unreproduced else Status.DONE


def _show(out: Console, found: ReplayReport, limit: int) -> None:
    out.say(f"重放了 {found.answers} 份答复，{len(found.changes)} 份会不同", style="bold")
    out.say(f"  不变 {found.same} 份，结论不变而理由不同 {found.other_grounds} 份")
    for kind, count in found.counts.items():
        place, decision, before, after = kind
        out.say(f"{place} · {decision}：{before} → {after}，{count} 份", style="bold")
        for rule, times in found.rules(*kind).items():
            out.say(f"  {rule}：{times} 份")
    for one in found.changes[:limit]:
        out.say(f"第 {one.number} 行，{beijing_time(one.at)}，{one.before} → {one.after}")
    _more(out, len(found.changes), limit)
    _unanswered(out, "新的规则不能作答的", found.unanswered, limit)
    _unanswered(out, "依当时的规则重作不出来的", found.unreproduced, limit)


def _unanswered(out: Console, title: str, found: Sequence[Unanswered], limit: int) -> None:
    if found:
        out.say(f"{title}：{len(found)} 份", style="bold yellow")
        for one in found[:limit]:
            out.say(f"  第 {one.number} 行：{one.text}")
        _more(out, len(found), limit)


def _more(out: Console, count: int, limit: int) -> None:
    if count > limit:
        out.say(f"  ……另有 {count - limit} 份；--limit 或者 --json 列出全部")
