"""The program: its commands, and how every error ends it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

import click

import gaozhi
from gaozhi.cli._console import open_console
from gaozhi.cli._failures import show_error
from gaozhi.cli._options import JSON, JSONL, NO_COLOUR, colour_option, rules_option
from gaozhi.cli._settings import Settings, settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._streams import silence
from gaozhi.cli._usage import Group, show_commands

_COMMANDS: Final = (
    "decide",
    "ask",
    "matter",
    "batch",
    "sql",
    "items",
    "provisions",
    "compare",
    "render",
    "serve",
    "due",
    "calendar",
    "duties",
    "schedule",
    "timeline",
    "verify",
    "archive",
    "mcp",
    "watch",
    "new",
    "check",
    "test",
    "mutate",
    "diff",
    "prove",
    "gaps",
    "import",
    "export",
    "compile",
    "build",
    "site",
    "schema",
    "stubs",
    "explain",
)
"""Each stands in the module of its name, which is loaded when it is called or listed."""


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: object) -> None:
    if wanted and not context.resilient_parsing:
        settings_of(context).out.say(f"gaozhi {gaozhi.__version__}")
        context.exit()


@click.group(
    "gaozhi",
    cls=Group,
    names=_COMMANDS,
    invoke_without_command=True,
    help="证明事项告知承诺制规则引擎：每个结论都引用它所依据的条文。",
    epilog="退出状态：0 完成；1 检查发现错误，或者复核发现不同；2 用法或者输入不能用；\n"
    "3 超出已公布的放假安排；4 待补充（事实还不够）。",
)
@rules_option
@colour_option
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="显示版本",
)
@click.pass_context
def program(context: click.Context) -> int:
    """Without a command, show what there is."""
    return show_commands(context)


def run(argv: Sequence[str] | None) -> int:
    """Run one command and return its exit status; whatever goes wrong is said in Chinese."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    colour = NO_COLOUR not in arguments
    settings = Settings(
        open_console(sys.stdout, colour=colour), open_console(sys.stderr, colour=colour)
    )
    try:
        status = _status(arguments, settings)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
        return Status.INTERRUPTED
    return status


def _status(arguments: list[str], settings: Settings) -> int:
    try:
        # Not program.main(): it has its own, English ways with a broken pipe and an interrupt.
        with program.make_context("gaozhi", arguments, obj=settings) as context:
            return int(program.invoke(context) or 0)
    except click.exceptions.Exit as ended:
        return int(ended.exit_code)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  the last line of defence: a person reads this
        return show_error(error, settings.err, as_json=JSON in arguments or JSONL in arguments)
