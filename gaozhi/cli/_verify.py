"""`gaozhi verify`: a filed receipt is replayed, and what differs is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    colour_option,
    json_option,
    key_option,
    read_key,
    rules_option,
    trusted_option,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import outcome_of, show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Receipt, Replay


@click.command(
    cls=Command,
    short_help="复核一份存档的凭据",
    help="复核一份存档的凭据：用同样的事实、依当日的规则重新判断，写明与出具时有什么不同。",
    epilog="凭据由 decide --receipt 或者 decision.receipt() 出具。\n"
    "有签名的凭据，用 --key 给出出具时的密钥，核对签名。\n"
    "退出状态：0 一致，或者只有软件版本不同；1 有不同之处；2 凭据不能用。",
)
@click.argument("receipt", cls=Argument, metavar="凭据.json", says="凭据文件")
@key_option
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def verify(context: click.Context, receipt: str, key: str | None, *, as_json: bool) -> int:
    """Show what differs; the status is 1 where anything but the engine's version does."""
    settings = settings_of(context)
    secret = read_key(key)
    found = gaozhi.replay(gaozhi.read_receipt(receipt), settings.library(), key=secret)
    if as_json:
        show_json(settings.out, found.to_dict())
    else:
        _show(settings.out, found, checked=secret is not None)
    return Status.DONE if found.holds else Status.FOUND_ERRORS


def _show(console: Console, found: Replay, *, checked: bool) -> None:
    console.say(_heading(found.receipt), style="bold")
    console.say(f"当时的答复：{_outcome_then(found.receipt)}")
    now = "不能重作" if found.decision is None else outcome_of(found.decision)
    console.say(f"复核的答复：{now}")
    console.say(_verdict(found))
    for difference in found.differences:
        console.say(f"  · {difference.text}")
    for unchecked in found.unchecked:
        console.say(f"未核对：{unchecked}", style="yellow")
    if checked and not any(one.what == "signature" for one in found.differences):
        console.say("签名与密钥相符")


def _heading(receipt: Receipt) -> str:
    data = receipt.data
    parts = [f"{data['jurisdiction']['name']} · {data['decision']}"]
    parts.append(f"办理日期 {data['date'] or '未知'}")
    item = data["item"]
    if item is not None:
        parts.append(
            f"清单第 {item['number']} 项 {item['certificate'] or item['kind']}（{item['matter']}）"
        )
    return "，".join(parts)


def _outcome_then(receipt: Receipt) -> str:
    answer = receipt.data["answer"]
    return answer["outcome"] or "、".join(answer["values"]) or "（无）"


def _verdict(found: Replay) -> Text:
    if found.holds and found.differences:
        return Text("一致，只有软件的版本不同：", style="bold green")
    if found.holds:
        return Text("一致", style="bold green")
    if found.same_answer:
        return Text("答复一致，但是有变动：", style="bold yellow")
    return Text("不一致：", style="bold red")
