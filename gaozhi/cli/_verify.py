"""`gaozhi verify`: a filed receipt is replayed, and the differences are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from gaozhi.cli._show import outcome_of, show_json, show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi import Receipt, Replay
    from gaozhi.cli._settings import Settings


@click.command(
    cls=Command,
    short_help="复核一份存档的凭据",
    help="复核一份存档的凭据：用同样的事实、依当日的规则重新判断，写明与出具时有什么不同。\n"
    "--archive 在一个文件夹的规则包里找出当时的规则，用它和现在的规则各复核一遍。",
    epilog="凭据由 decide --receipt 或者 decision.receipt() 出具。\n"
    "有签名的凭据，用 --key 给出出具时的密钥，核对签名。\n"
    "退出状态：0 一致，或者只有软件版本不同；1 有不同之处；2 凭据不能用。\n"
    "有 --archive 的，依当时的规则一致就是 0；--trusted 也管其中的规则包。",
)
@click.argument("receipt", cls=Argument, metavar="凭据.json", says="凭据文件")
@click.option(
    "--archive", metavar="文件夹", help="存放各个时候的规则包（gaozhi build 所做）的文件夹"
)
@key_option
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def verify(
    context: click.Context, receipt: str, archive: str | None, key: str | None, *, as_json: bool
) -> int:
    """Show what differs; the status is 1 where anything but the engine's version does."""
    settings = settings_of(context)
    secret = read_key(key)
    filed = gaozhi.read_receipt(receipt)
    if archive is not None:
        return _by_both(settings, filed, archive, secret, as_json=as_json)
    found = gaozhi.replay(filed, settings.library(), key=secret)
    if as_json:
        show_json(settings.out, found.to_dict())
    else:
        _show_receipt(settings.out, filed)
        _show(settings.out, found, checked=secret is not None)
    return Status.DONE if found.holds else Status.FOUND_ERRORS


def _by_both(
    settings: Settings, filed: Receipt, archive: str, key: bytes | None, *, as_json: bool
) -> int:
    """Replay a receipt by the rules of its time, and by those of now; the first is the status."""
    then = gaozhi.find_archived(filed, archive, trusted=settings.trusted or None)
    by_then = gaozhi.replay(filed, then.library, key=key)
    # Who is trusted is asked of bundles; what comes with the package is none.
    now = gaozhi.load(strict=False) if settings.rules is None else settings.library()
    by_now: Replay | gaozhi.GaozhiError
    try:
        by_now = gaozhi.replay(filed, now, key=key)
    except (gaozhi.UnknownJurisdiction, gaozhi.ReceiptError) as error:
        by_now = error
    if as_json:
        show_json(settings.out, _both(then, by_then, by_now))
    else:
        out = settings.out
        _show_receipt(out, filed)
        out.say()
        out.say(f"依当时的规则（{then.path.as_posix()}）", style="bold")
        _show(out, by_then, checked=key is not None)
        out.say()
        out.say("依现在的规则", style="bold")
        if isinstance(by_now, gaozhi.GaozhiError):
            show_problems(out, by_now.diagnostics, by_now.sources)
        else:
            _show(out, by_now, checked=key is not None)
        if then.unread:
            show_problems(settings.err, then.unread, {})
    return Status.DONE if by_then.holds else Status.FOUND_ERRORS


def _both(
    then: gaozhi.Archived, by_then: Replay, by_now: Replay | gaozhi.GaozhiError
) -> dict[str, Any]:
    if isinstance(by_now, gaozhi.GaozhiError):
        now = {"problem": by_now.to_problem()}
    else:
        now = by_now.to_dict()
    return {
        "then": {"bundle": then.path.as_posix(), **by_then.to_dict()},
        "now": now,
        "unread": [one.to_dict() for one in then.unread],
    }


def _show_receipt(console: Console, receipt: Receipt) -> None:
    console.say(_heading(receipt), style="bold")
    console.say(f"当时的答复：{_outcome_then(receipt)}")


def _show(console: Console, found: Replay, *, checked: bool) -> None:
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
