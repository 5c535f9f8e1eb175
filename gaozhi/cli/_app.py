"""The program: its commands, and what becomes of everything that can go wrong."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final

import click

import gaozhi
from gaozhi.cli._console import open_console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import NO_COLOUR, colour_option, rules_option
from gaozhi.cli._settings import Settings, settings_of
from gaozhi.cli._show import show_failure, show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._streams import silence
from gaozhi.cli._usage import Group, explain_usage

_COMMANDS: Final = (
    "decide",
    "ask",
    "matter",
    "items",
    "provisions",
    "render",
    "due",
    "calendar",
    "duties",
    "schedule",
    "timeline",
    "verify",
    "watch",
    "new",
    "check",
    "test",
    "mutate",
    "diff",
    "import",
    "export",
    "compile",
    "schema",
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
    if context.invoked_subcommand is None:
        from gaozhi.cli._help import show_help

        show_help(context.command, context, settings_of(context).out)
    return Status.DONE


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
    except click.ClickException as error:
        show_failure(settings.err, *explain_usage(error))
    except CommandError as error:
        show_failure(settings.err, error.message, error.hint)
    except gaozhi.GaozhiError as error:
        show_problems(settings.err, error.diagnostics, error.sources)
    except BrokenPipeError:
        raise
    except OSError as error:
        show_failure(settings.err, _explain_os(error))
    except Exception as error:  # noqa: BLE001  the last line of defence: a person reads this
        _show_defect(settings, error)
    return Status.UNUSABLE


def _explain_os(error: OSError) -> str:
    """Say what the operating system refused, in Chinese for what is usual."""
    match error:
        case FileNotFoundError():
            what = "没有这个文件或者文件夹"
        case PermissionError():
            what = "没有权限"
        case IsADirectoryError():
            what = "这是文件夹，不是文件"
        case OSError(errno=errno.ENOSPC):
            what = "磁盘已满"
        case _:
            what = error.strerror or str(error)
    return f"读写文件时出错：{what}" + (f"（{error.filename}）" if error.filename else "")


def _show_defect(settings: Settings, error: Exception) -> None:
    if os.environ.get("GAOZHI_TRACEBACK"):
        settings.err.raw("".join(traceback.format_exception(error)))
    show_failure(
        settings.err,
        f"程序内部出错（{type(error).__name__}）：{error}",
        "这是软件的缺陷。设环境变量 GAOZHI_TRACEBACK=1 再运行一次，可以看到出错的位置。",
    )
