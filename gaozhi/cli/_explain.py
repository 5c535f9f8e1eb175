"""`gaozhi explain`: what a diagnostic's code means, and how to mend it."""

from __future__ import annotations

import re

import click
from rich.text import Text

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.source import CODES, suggest

_CODE = re.compile(r"`[^`]+`")


@click.command(
    cls=Command,
    short_help="说明一个诊断编号",
    help="说明一个诊断编号：什么情况下出现，怎样改正。不写编号，就列出全部编号。",
)
@click.argument(
    "code", cls=Argument, metavar="编号", required=False, says="如 GZ204，也可以只写 204"
)
@colour_option
@click.pass_context
def explain(context: click.Context, code: str | None) -> int:
    """Show the page of a code, or every code with its title."""
    out = settings_of(context).out
    if code is None:
        out.table(["编号", "含义"], sorted(CODES.items()))
        return Status.DONE
    wanted = code.strip().upper()
    wanted = f"GZ{wanted}" if wanted.isdecimal() else wanted
    page = gaozhi.explain_code(wanted)
    if page is None:
        near = suggest(wanted, CODES)
        way = f"是不是 {near}（{CODES[near]}）？" if near else "运行 gaozhi explain 列出全部编号。"
        raise CommandError(f"没有“{code}”这个编号。", way)
    _show_page(out, page)
    return Status.DONE


def _show_page(console: Console, page: str) -> None:
    """Show Markdown as it is written, with headings and code made to stand out on a terminal."""
    if not console.terminal:
        console.raw(page.rstrip("\n") + "\n")
        return
    fenced = False
    for line in page.rstrip("\n").split("\n"):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            console.raw(f"    {line}\n")  # never wrapped, so that it can be copied
        elif line.startswith("#"):
            console.say(line.lstrip("# "), style="bold")
        else:
            text = Text(line)
            text.highlight_regex(_CODE, "cyan")
            console.say(text)
