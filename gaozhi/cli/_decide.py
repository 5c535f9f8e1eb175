"""`gaozhi decide`: one case, one answer with its ground; or a case and an answer a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._failures import problem_of
from gaozhi.cli._help import Argument
from gaozhi.cli._options import (
    JSONL,
    colour_option,
    full_option,
    json_option,
    key_option,
    read_key,
    rules_option,
    trusted_option,
)
from gaozhi.cli._save import check_target, write_file
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import json_line, show_decision, show_json, status_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.cli._settings import Settings


@click.command(
    cls=Command,
    short_help="对一个案件文件作出判断",
    help="对一个案件文件作出判断，先写结论和下一步，再写依据的条文和还要问什么。",
    epilog="案件文件写明 jurisdiction（地区）、decision（判断，默认 适用性）、item（清单序号）、\n"
    "date（日期）和 facts（事实）。没有写的事实就是不知道。\n"
    '--jsonl 的每一行是这样一个案件的 JSON，依次输出一行答复；不能用的一行输出 {"error": …}，\n'
    "其余照常，最后的退出状态为 2。文件写 - 的，从标准输入读。",
)
@click.argument("case", cls=Argument, metavar="案件.yaml", says="案件文件")
@click.option(JSONL, "lines", is_flag=True, help="文件里一行一个案件（JSON），输出也一行一个")
@click.option("--county", metavar="地区", help="--jsonl 里没有写 jurisdiction 的案件属于哪个地区")
@click.option("--receipt", "target", metavar="文件", help="另存一份凭据，供日后用 verify 复核")
@key_option
@full_option
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def decide(
    context: click.Context,
    case: str,
    county: str | None,
    target: str | None,
    key: str | None,
    *,
    lines: bool,
    full: bool,
    as_json: bool,
) -> int:
    """Show the decision that a case file asks for; the status is 4 while it is 待补充."""
    settings = settings_of(context)
    if lines:
        if target is not None or key is not None or full:
            raise CommandError("--jsonl 不能与 --receipt、--key、--full 一起用。")
        return _decide_lines(settings, case, county)
    if county is not None:
        raise CommandError("--county 要和 --jsonl 一起用。", "在案件文件里写 jurisdiction。")
    path = check_target(target, "--receipt", force=False)
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


def _decide_lines(settings: Settings, name: str, county: str | None) -> Status:
    """Answer every line of a file, or of standard input, in its order and as it arrives."""
    library = settings.library()
    if county is not None:
        county = library[county].id
    if name != "-":
        with Path(name).open("rb") as file:
            return _answer_lines(settings, library, file, name, county)
    stream = None if sys.stdin is None else sys.stdin.buffer
    if stream is None:
        return Status.DONE
    return _answer_lines(settings, library, stream, "标准输入", county)


def _answer_lines(
    settings: Settings, library: gaozhi.Library, stream: BinaryIO, name: str, county: str | None
) -> Status:
    """Write an answer a line; the status is 2 where a line could not be used.

    Args:
        settings: have standard output.
        library: the jurisdictions.
        stream: has a case a line.
        name: what diagnostics call the stream.
        county: the jurisdiction of a line that names none.

    """
    from gaozhi.library.case_lines import case_lines, read_line

    status = Status.DONE
    for number, line in case_lines(stream):
        answer: dict[str, Any]
        try:
            request = read_line(line, number, name, library, county)
            answer = request.jurisdiction.decide(request.case, request.decision).to_dict()
        except Exception as error:  # noqa: BLE001 - one line never keeps the others from an answer
            answer, status = {"error": problem_of(error)}, Status.UNUSABLE
        settings.out.raw(json_line(answer))
    return status
