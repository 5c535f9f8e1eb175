"""`gaozhi sql`: one statement that a database answers a whole table with."""

from __future__ import annotations

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, read_item, read_pairs, rules_option
from gaozhi.cli._save import check_target, write_file
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command


@click.command(
    cls=Command,
    short_help="写出一个 SQL 语句，由数据库对整张表作出判断",
    help="写出一个 SQL 语句：数据库运行它，表里一行一个案件，逐行得出结论、仍有可能的结论、依据，\n"
    "每条规则一列。NULL 就是不知道。不能作答的一行，error 列写诊断编号。",
    epilog="方言：duckdb，spark，postgres（人大金仓、GaussDB），mysql（OceanBase），oracle（达梦），sqlite。\n"
    "列名是事实的英文名，点写成下划线；另有叫法的用 --columns。",
)
@click.argument(
    "decision", cls=Argument, metavar="判断", required=False, says="哪一项判断；不写就是 适用性"
)
@click.option("--county", metavar="地区", help="哪个地区（必写）")
@click.option("--dialect", metavar="方言", default="duckdb", help="哪一种数据库；不写就是 duckdb")
@click.option("--on", metavar="日期或列名", help="办理日期，或者写着它的列；不写就是不知道")
@click.option("--item", metavar="序号或列名", help="清单序号，或者写着它的列")
@click.option("--table", metavar="表", help="案件表的名称；不写就是 cases（规则表是 rules）")
@click.option(
    "--columns",
    "said",
    metavar="列名=事实",
    multiple=True,
    help="一列写的是哪个事实；可以写几次，等号后面空着的没有这一列",
)
@click.option(
    "--never",
    metavar="事实=列名",
    multiple=True,
    help="哪一列（真假值）写着这个日期永不到来；可以写几次",
)
@click.option("--keep", metavar="列名", multiple=True, help="答复旁边保留的列，如主键；可以写几次")
@click.option("--words", metavar="列", multiple=True, help="要哪些答复的列，如 outcome；可以写几次")
@click.option("--prefix", metavar="文字", default="", help="写在答复的各列的名称前面")
@click.option("--tables", is_flag=True, help="改为写出规则表：规则、标题、结论、条文、引文、提醒")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写，写到标准输出")
@click.option("--force", is_flag=True, help="文件已经存在时，覆盖它")
@rules_option
@colour_option
@click.pass_context
def sql(
    context: click.Context,
    decision: str | None,
    county: str | None,
    dialect: str,
    on: str | None,
    item: str | None,
    table: str | None,
    said: tuple[str, ...],
    never: tuple[str, ...],
    keep: tuple[str, ...],
    words: tuple[str, ...],
    prefix: str,
    output: str | None,
    *,
    tables: bool,
    force: bool,
) -> int:
    """Write the statement, or the table of rules."""
    settings = settings_of(context)
    if county is None:
        raise CommandError("没有写地区。", "加上 --county 地区。")
    path = check_target(output, "-o", force=force)
    jurisdiction = settings.jurisdiction(county)
    if tables:
        text = jurisdiction.sql_rules(decision, dialect=dialect, table=table or "rules", on=on)
    else:
        text = jurisdiction.sql(
            decision,
            dialect=dialect,
            table=table or "cases",
            on=on,
            item=read_item(item),
            columns={
                name: fact or None for name, fact in read_pairs("--columns", said, "列名=事实")
            },
            never=dict(read_pairs("--never", never, "事实=列名")),
            keep=keep,
            words=words,
            prefix=prefix,
        )
    if path is None:
        settings.out.raw(text)
    else:
        write_file(path, text, force=force)
        settings.out.say(f"写了 {path}")
    return Status.DONE
