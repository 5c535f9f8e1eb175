"""Errors, shown to a person or written as JSON for a program."""

from __future__ import annotations

import errno
import os
import traceback
from typing import Any

import click

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._show import show_failure, show_json, show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._usage import explain_usage
from gaozhi.errors import problem

_DEFECT = "这是软件的缺陷。设环境变量 GAOZHI_TRACEBACK=1 再运行一次，可以看到出错的位置。"


def show_error(error: Exception, console: Console, *, as_json: bool) -> Status:
    """Say what went wrong, and return how the command ends.

    Args:
        error: what was raised.
        console: standard error.
        as_json: say it as `problem_of` has it.

    """
    defect = not isinstance(error, _EXPECTED)
    if defect and os.environ.get("GAOZHI_TRACEBACK"):
        console.raw("".join(traceback.format_exception(error)))
    if as_json:
        show_json(console, problem_of(error))
    elif isinstance(error, gaozhi.GaozhiError):
        show_problems(console, error.diagnostics, error.sources)
    else:
        show_failure(console, *_message_and_help(error))
    if isinstance(error, CommandError):
        return error.status
    return Status.UNPUBLISHED if isinstance(error, gaozhi.Unpublished) else Status.UNUSABLE


def problem_of(error: Exception) -> dict[str, Any]:
    """Return what went wrong as RFC 9457 has it; `help` is there where there is a way out."""
    found = error.__cause__ if isinstance(error, CommandError) else error
    if isinstance(found, gaozhi.GaozhiError):
        return found.to_problem()
    said, way = _message_and_help(error)
    if isinstance(error, OSError):
        made = problem("file", "读写文件时出错", 500, said, [])
    elif isinstance(error, _EXPECTED):
        made = problem("usage", "用法或者输入不能用", 400, said, [])
    else:
        made = problem("defect", "程序内部出错", 500, said, [])
    return {**made, "help": way} if way else made


_EXPECTED = (gaozhi.GaozhiError, click.ClickException, CommandError, OSError)


def _message_and_help(error: Exception) -> tuple[str, str]:
    """Return what is wrong, and what to do about it."""
    match error:
        case CommandError():
            return error.message, error.hint
        case click.ClickException():
            return explain_usage(error)
        case OSError():
            which = f"（{error.filename}）" if error.filename else ""
            return f"读写文件时出错：{_refused(error)}{which}", ""
        case _:
            return f"程序内部出错（{type(error).__name__}）：{error}", _DEFECT


def _refused(error: OSError) -> str:
    """Return what the operating system refused, in Chinese for what is usual."""
    match error:
        case FileNotFoundError():
            return "没有这个文件或者文件夹"
        case PermissionError():
            return "没有权限"
        case IsADirectoryError():
            return "这是文件夹，不是文件"
        case OSError(errno=errno.ENOSPC):
            return "磁盘已满"
        case _:
            return error.strerror or str(error)
