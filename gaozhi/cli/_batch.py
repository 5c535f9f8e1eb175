"""`gaozhi batch`: a file of many cases, the same file with the answers."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, read_item, read_pairs, rules_option
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.authoring.batch import Answers
    from gaozhi.cli._console import Console

_MOST_MOVES = 20


@click.command(
    cls=Command,
    short_help="对一张表里的案件逐行作出判断",
    help="对一张表里的案件逐行作出判断：一行一个案件，原来的各列以后添上答复，列出各种结论各有多少行。\n"
    "第一行是列名：事实的名称或者英文名，点可以写成下划线；item 列是清单序号，date 列是日期；"
    "别的列原样带上。空格子就是不知道。",
    epilog="不能用的一行写明哪里不对（error 列），其余照常，退出状态为 2。\n"
    '需要 pip install "gaozhi[frames]"；读写 .xlsx 另需 "gaozhi[office]"，至多 5000 行。',
)
@click.argument("cases", cls=Argument, metavar="案件表", says=".csv、.parquet 或者 .xlsx 文件")
@click.option("--county", metavar="地区", help="哪个地区（必写）")
@click.option("--decision", metavar="判断", help="哪一项判断；不写就是 适用性")
@click.option("--on", metavar="日期或列名", help="办理日期，或者写着它的列；不写就是 date 列")
@click.option("--item", metavar="序号或列名", help="清单序号，或者写着它的列；不写就是 item 列")
@click.option(
    "--columns",
    "said",
    metavar="列名=事实",
    multiple=True,
    help="一列写的是哪个事实；可以写几次，等号后面空着的不当作事实",
)
@click.option("--prefix", metavar="文字", default="", help="写在新的各列的名称前面，如 答复_")
@click.option("-o", "--output", "target", metavar="文件", help="答复写到这个文件（必写）")
@click.option("--force", is_flag=True, help="文件已经存在时，覆盖它")
@click.option(
    "--against", metavar="文件夹", help="另按这个文件夹里的规则判断一遍，列出哪些行的结论因此改变"
)
@rules_option
@colour_option
@click.pass_context
def batch(
    context: click.Context,
    cases: str,
    county: str | None,
    decision: str | None,
    on: str | None,
    item: str | None,
    said: tuple[str, ...],
    prefix: str,
    target: str | None,
    against: str | None,
    *,
    force: bool,
) -> int:
    """Write the table with its answers, and say how many rows came to what."""
    settings = settings_of(context)
    if county is None:
        raise CommandError("没有写地区。", "加上 --county 地区。")
    if target is None:
        raise CommandError("没有写文件。", "加上 -o 答复.csv（或者 .parquet、.xlsx）。")
    from gaozhi.authoring.batch import check_target, decide_table

    path = check_target(Path(target), force=force)
    columns = read_pairs("--columns", said, "列名=事实")
    jurisdiction = settings.jurisdiction(county)
    other = None
    if against is not None:
        other = gaozhi.load(against, strict=False)[jurisdiction.id]
    with progress(settings.err, "判断") as shown, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        answers = decide_table(
            jurisdiction,
            cases,
            decision,
            columns={name: fact or None for name, fact in columns},
            item=read_item(item),
            on=on,
            prefix=prefix,
            against=other,
            on_progress=shown.done,
        )
    answers.save(path, force=force)
    for note in (*answers.notes, *dict.fromkeys(str(one.message) for one in told)):
        settings.err.say(f"提示：{note}")
    _show(settings.out, answers, path)
    return Status.UNUSABLE if answers.wrong else Status.DONE


def _show(out: Console, answers: Answers, path: Path) -> None:
    total = sum(answers.counts.values()) + answers.wrong
    out.say(f"已写成 {path}：{total} 行", style="bold")
    for outcome, count in answers.counts.items():
        out.say(f"  {outcome}  {count} 行")
    if answers.wrong:
        out.say(f"  不能用的  {answers.wrong} 行，见 error 列")
    if answers.moves is None:
        return
    moved = sum(one.rows for one in answers.moves)
    out.say()
    out.say(f"按另一份规则，{moved} 行的结论改变" if moved else "按另一份规则，结论都不变")
    for move in answers.moves[:_MOST_MOVES]:
        out.say(f"  {move.before} → {move.after}  {move.rows} 行")
        for label, rules in (("不再依据", move.lost), ("改为依据", move.gained)):
            if rules:
                out.say(f"    {label}：{'、'.join(rules)}")
    if len(answers.moves) > _MOST_MOVES:
        out.say(f"  另有 {len(answers.moves) - _MOST_MOVES} 种，见 after_outcome 列")
