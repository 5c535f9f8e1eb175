"""`gaozhi provisions`: what becomes of every provision, and whether its quote is in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    colour_option,
    county_argument,
    json_option,
    rules_option,
    trusted_option,
)
from gaozhi.cli._provisions_shown import (
    aside_rows,
    coverage_rows,
    fate_of,
    sentence_lines,
    show_provision,
    verified_rows,
)
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json, show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.source import Severity, suggest

if TYPE_CHECKING:
    from gaozhi import Jurisdiction
    from gaozhi.cli._settings import Settings
    from gaozhi.model import Account


@click.command(
    cls=Command,
    short_help="列出一个地区的条文和各条的着落，核对引文和句子",
    help="列出一个地区的文件的条文，和每一条的着落：由哪些规则、义务、定义、清单承载，重申上级的什么，"
    "或者为何不计算；不是条文的其余文字列在后面。写明编号的，只显示这一条。",
    epilog="有条文没有着落、有引文不在原文里、原文有一句没有着落的，退出状态为 1。",
)
@county_argument(required=False)
@click.argument("provision", cls=Argument, metavar="编号", required=False, says="条文的编号")
@click.option("--coverage", is_flag=True, help="统计各地区的条文各有多少着落")
@click.option(
    "--verify",
    metavar="文件夹",
    help="核对引文，数原文的句子各有什么着落：文件夹里一份文件的原文存成一个 UTF-8 文本文件",
)
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def provisions(
    context: click.Context,
    county: str | None,
    provision: str | None,
    *,
    coverage: bool,
    verify: str | None,
    as_json: bool,
) -> int:
    """Show what becomes of the provisions; 1 where one is orphaned or misquoted."""
    settings = settings_of(context)
    if coverage and verify is not None:
        raise CommandError("--coverage 和 --verify 不能一起用。", "分两次运行。")
    if settings.trusted and (coverage or verify is not None):
        option = "--coverage" if coverage else "--verify"
        raise CommandError(f"{option} 看的是文件夹，不能和 --trusted 一起用。", "去掉 --trusted。")
    if provision is not None and (coverage or verify is not None):
        option = "--coverage" if coverage else "--verify"
        raise CommandError(f"写了条文编号，不能再写 {option}。", "去掉编号，或者去掉选项。")
    if coverage:
        return _coverage(settings, county, as_json=as_json)
    if verify is not None:
        return _verify(settings, county, verify, as_json=as_json)
    if county is None:
        raise CommandError(
            "没有写地区。", "写 gaozhi provisions 地区；统计各地区的，写 --coverage。"
        )
    jurisdiction = settings.jurisdiction(county)
    if provision is not None:
        return _one(settings, jurisdiction, provision, as_json=as_json)
    return _all(settings, jurisdiction, as_json=as_json)


def _all(settings: Settings, jurisdiction: Jurisdiction, *, as_json: bool) -> int:
    accounts = jurisdiction.provisions
    if as_json:
        shown = [account.to_dict() for account in accounts]
        asides = [aside.to_dict() for aside in jurisdiction.asides]
        data = {"jurisdiction": jurisdiction.name, "provisions": shown, "asides": asides}
        show_json(settings.out, data)
        return Status.DONE
    if settings.out.terminal:
        title = f"{jurisdiction.name} · {jurisdiction.document.label}：{len(accounts)} 条"
        settings.out.say(title, style="bold")
    rows = [
        [one.id, one.locator, one.quote or "（未见原文）", one.means, fate_of(account)]
        for account in accounts
        for one in (account.provision,)
    ]
    settings.out.table(["编号", "位置", "原文", "意思", "着落"], rows)
    if jurisdiction.asides:
        settings.out.say()
        settings.out.say("其余文字（不是条文，不影响任何答复）", style="bold")
        settings.out.table(*aside_rows(jurisdiction))
    return Status.DONE


def _one(settings: Settings, jurisdiction: Jurisdiction, id_: str, *, as_json: bool) -> int:
    account = _find(jurisdiction, id_)
    if as_json:
        data = {"jurisdiction": jurisdiction.name, **account.to_dict()}
        show_json(settings.out, data)
    else:
        show_provision(settings.out, jurisdiction, account)
    return Status.DONE


def _find(jurisdiction: Jurisdiction, id_: str) -> Account:
    known = {account.provision.id: account for account in jurisdiction.provisions}
    if id_ in known:
        return known[id_]
    if id_ in jurisdiction.program.provisions:
        level, _, rest = id_.partition(":")
        hint = f"它是上级的条文，写 gaozhi provisions {level} {rest}。"
    else:
        near = suggest(id_, known)
        hint = f"运行 gaozhi provisions {jurisdiction.name} 查看全部条文。"
        hint = f"是不是“{near}”？" if near else hint
    raise CommandError(f"{jurisdiction.name}没有编号为“{id_}”的条文。", hint)


def _coverage(settings: Settings, county: str | None, *, as_json: bool) -> int:
    report = gaozhi.check(settings.rules)
    if not report.coverage and not report.sound:
        raise gaozhi.CatalogError(report.diagnostics, report.sources)
    counted = report.coverage if county is None else (report.coverage_of(county),)
    errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    others = sum(d.code != "GZ503" for d in errors)
    orphaned = sum(one.orphaned for one in counted)
    if as_json:
        shown = [one.to_dict() for one in counted]
        show_json(settings.out, {"coverage": shown, "errors": others})
    else:
        settings.out.table(*coverage_rows(counted))
        for said, some in (
            ("各地区", [one for one in counted if one.extends]),
            ("上级", [one for one in counted if not one.extends]),
        ):
            if some:
                done, total = sum(one.accounted for one in some), sum(one.total for one in some)
                settings.out.say(f"{said}：{total} 条中 {done} 条有着落")
    if others:
        settings.err.say(f"规则另有 {others} 个错误，改正以前，上面的数可能不准。")
    if orphaned:
        settings.err.say(f"有 {orphaned} 条条文没有着落。")
    if others or orphaned:
        settings.err.say("用 gaozhi check 查看。")
    return Status.FOUND_ERRORS if others or orphaned else Status.DONE


def _verify(settings: Settings, county: str | None, folder: str, *, as_json: bool) -> int:
    done = gaozhi.verify(folder, county, folder=settings.rules)
    out = settings.out
    compared = sum(one.quotes for one in done.documents if one.text is not None)
    if as_json:
        show_json(out, done.to_dict())
    else:
        if done.diagnostics:
            show_problems(out, done.diagnostics, done.sources)
            out.say()
        out.table(*verified_rows(done.documents))
        out.say()
        for line in sentence_lines(done.documents):
            out.say(line)
        out.say()
        found = sum(one.found for one in done.documents)
        out.say(
            f"核对了 {compared} 条引文：{found} 条在原文里，{compared - found} 条不在。",
            style="bold green" if done.sound and compared else "bold red",
        )
    if done.unread:
        settings.err.say(f"规则另有 {done.unread} 个错误，引文可能没有读全。用 gaozhi check 查看。")
    if not done.sound:
        return Status.FOUND_ERRORS
    if not compared:
        raise CommandError("没有一条引文可以核对：文件夹里没有所引文件的原文。")
    return Status.DONE
