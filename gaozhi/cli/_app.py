"""The program: its commands, and what becomes of everything that can go wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

import gaozhi
from gaozhi.cli._ask import ask
from gaozhi.cli._calendar import calendar
from gaozhi.cli._check import check
from gaozhi.cli._compile import compile_
from gaozhi.cli._console import open_console
from gaozhi.cli._decide import decide
from gaozhi.cli._diff import diff
from gaozhi.cli._due import due
from gaozhi.cli._duties import duties
from gaozhi.cli._explain import explain
from gaozhi.cli._export import export
from gaozhi.cli._failures import tell
from gaozhi.cli._import import import_
from gaozhi.cli._items import items
from gaozhi.cli._matter import matter
from gaozhi.cli._mutate import mutate
from gaozhi.cli._new import new
from gaozhi.cli._options import JSON, JSONL, NO_COLOUR, colour_option, rules_option
from gaozhi.cli._provisions import provisions
from gaozhi.cli._render import render
from gaozhi.cli._schedule import schedule
from gaozhi.cli._schema import schema
from gaozhi.cli._settings import Settings, settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._streams import silence
from gaozhi.cli._stubs import stubs
from gaozhi.cli._test import test
from gaozhi.cli._timeline import timeline
from gaozhi.cli._usage import Group
from gaozhi.cli._verify import verify
from gaozhi.cli._watch import watch


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: object) -> None:
    if wanted and not context.resilient_parsing:
        settings_of(context).out.say(f"gaozhi {gaozhi.__version__}")
        context.exit()


@click.group(
    "gaozhi",
    cls=Group,
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
    if context.invoked_subcommand is None:
        from gaozhi.cli._help import show_help

        show_help(context.command, context, settings_of(context).out)
    return Status.DONE


_COMMANDS = (
    decide,
    ask,
    matter,
    items,
    provisions,
    render,
    due,
    calendar,
    duties,
    schedule,
    timeline,
    verify,
    watch,
    new,
    check,
    test,
    mutate,
    diff,
    import_,
    export,
    compile_,
    schema,
    stubs,
    explain,
)

for _command in _COMMANDS:
    program.add_command(_command)


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
        return tell(error, settings.err, as_json=JSON in arguments or JSONL in arguments)
