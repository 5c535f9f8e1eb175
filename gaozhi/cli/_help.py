"""Help pages in Chinese, laid out for Chinese text."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.text import Text

from gaozhi.cli._console import Console
from gaozhi.cli._wrap import slices
from gaozhi.source import text_width

_INDENT, _GAP, _WIDEST_TERM = 2, 2, 30

Rows = list[tuple[str, str]]


def show_help(command: click.Command, context: click.Context, console: Console) -> None:
    """Write a command's help page: how it is called, what it does, arguments and options.

    Args:
        command: what is explained; of a group, its commands too.
        context: click's, which says how the command was called.
        console: where it is written.

    """
    console.say(Text.assemble(("用法：", "bold"), usage(command, context)))
    if command.help:
        console.say()
        console.say(command.help.strip())
    parameters = command.get_params(context)
    arguments = [_argument(one) for one in parameters if isinstance(one, Argument)]
    options = [_option(one) for one in parameters if isinstance(one, click.Option)]
    commands: Rows = []
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            entry = command.get_command(context, name)
            commands.append((name, (entry.short_help or "") if entry else ""))
    for title, rows in (("命令", commands), ("参数", arguments), ("选项", options)):
        if rows:
            _section(console, title, rows)
    if command.epilog:
        console.say()
        console.say(command.epilog.strip())


def usage(command: click.Command, context: click.Context) -> str:
    """Say in one line how a command is called."""
    words = [context.command_path, "[选项]"]
    words += [_written(one) for one in command.get_params(context) if isinstance(one, Argument)]
    if isinstance(command, click.Group):
        words.append("命令 [参数]")
    return " ".join(words)


class Argument(click.Argument):
    """A positional argument with a line of help: `says`."""

    def __init__(
        self,
        param_decls: Sequence[str],
        *,
        metavar: str,
        says: str,
        required: bool = True,
        nargs: int = 1,
    ) -> None:
        super().__init__(param_decls, metavar=metavar, required=required, nargs=nargs)
        self.says = says


def _written(argument: Argument) -> str:
    name = argument.metavar or argument.name or ""
    return name if argument.required else f"[{name}]"


def _argument(argument: Argument) -> tuple[str, str]:
    return argument.metavar or argument.name or "", argument.says


def _option(option: click.Option) -> tuple[str, str]:
    names = "、".join(option.opts)
    if not option.is_flag and not option.count:
        names += f" {option.metavar or '值'}"
    return names, option.help or ""


def _section(console: Console, title: str, rows: Rows) -> None:
    console.say()
    console.say(f"{title}：", style="bold")
    widest = min(max(text_width(term) for term, _ in rows), _WIDEST_TERM)
    column = _INDENT + widest + _GAP
    beside = console.text_width - column >= 24
    for term, meaning in rows:
        head = " " * _INDENT + term
        if beside and text_width(head) + _GAP <= column:
            _beside(console, head, column, meaning)
        else:
            console.say(Text(head, style="cyan"))
            console.say(" " * (_INDENT + 4) + meaning)


def _beside(console: Console, head: str, column: int, meaning: str) -> None:
    """Write the meaning in its own column, also where it takes several lines."""
    pieces = [meaning[start:end] for start, end in slices(meaning, console.text_width - column)]
    gap = " " * (column - text_width(head))
    console.say(Text.assemble((head, "cyan"), gap, pieces[0]))
    for piece in pieces[1:]:
        console.say(" " * column + piece)
