"""`gaozhi decide`: one case, one answer with its ground."""

from __future__ import annotations

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    colour_option,
    full_option,
    json_option,
    key_option,
    read_key,
    rules_option,
)
from gaozhi.cli._save import check_target, write_file
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_decision, show_json, status_of
from gaozhi.cli._usage import Command


@click.command(
    cls=Command,
    short_help="对一个案件文件作出判断",
    help="对一个案件文件作出判断，先写结论和下一步，再写依据的条文和还要问什么。",
    epilog="案件文件写明 jurisdiction（地区）、decision（判断，默认 适用性）、item（清单序号）、\n"
    "date（日期）和 facts（事实）。没有写的事实就是不知道。",
)
@click.argument("case", cls=Argument, metavar="案件.yaml", says="案件文件")
@click.option("--receipt", "target", metavar="文件", help="另存一份凭据，供日后用 verify 复核")
@key_option
@full_option
@json_option
@rules_option
@colour_option
@click.pass_context
def decide(
    context: click.Context,
    case: str,
    target: str | None,
    key: str | None,
    *,
    full: bool,
    as_json: bool,
) -> int:
    """Show the decision that a case file asks for; the status is 4 while it is 待补充."""
    settings = settings_of(context)
    path = check_target(target, force=False)
    if key is not None and path is None:
        raise CommandError("--key 要和 --receipt 一起用。")
    secret = read_key(key)
    request = gaozhi.read_case(case, settings.library())
    decision = request.jurisdiction.decide(request.case, request.decision)
    if path is not None:
        write_file(path, decision.receipt(key=secret).to_json(), force=False)
    if as_json:
        show_json(settings.out, decision.to_dict())
    else:
        show_decision(settings.out, decision, full=full)
    return status_of([decision])
