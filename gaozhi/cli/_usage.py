"""Commands and groups of click that speak Chinese: help, wrong calls and suggestions."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from gaozhi.cli._errors import perhaps
from gaozhi.cli._help import show_help
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status


class _Chinese(click.Command):
    """What commands and groups share: the help option, in Chinese."""

    @cached_property
    def _chinese_help(self) -> click.Option:
        return _help_option()

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option that shows the help page and ends the program."""
        return self._chinese_help


class Command(_Chinese):
    """One command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a word too many is refused."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise click.UsageError(f"多出了参数：{' '.join(ctx.args)}", ctx)
        return rest


class Group(_Chinese, click.Group):
    """The program itself, or a command of several, which finds the command; it loads no other.

    names: the commands in the order in which they are listed, the usual one first.
    room: the package in which each has its module.
    """

    command_class = Command

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        names: Sequence[str],
        room: str = "gaozhi.cli",
        **more: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **more)
        self._modules = {name: f"{room}._{name}" for name in names}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, which its module calls so; a keyword ends in _."""
        if cmd_name not in self._modules:
            return None
        module = import_module(self._modules[cmd_name])
        name = f"{cmd_name}_" if iskeyword(cmd_name) or cmd_name in vars(builtins) else cmd_name
        found = getattr(module, name)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = self.list_commands(ctx)
            raise click.UsageError(f"没有“{args[0]}”这个命令。{perhaps(args[0], known)}", ctx)
        return super().resolve_command(ctx, args)


def show_commands(context: click.Context) -> int:
    """Show the help page of a group that is called without a command."""
    if context.invoked_subcommand is None:
        show_help(context.command, context, settings_of(context).out)
    return Status.DONE


def explain_usage(error: click.ClickException) -> tuple[str, str]:
    """Return in Chinese what is wrong with a call, and what to do."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "gaozhi"
    return _what(error), f"运行 {path} --help 查看用法。"


def _what(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            if error.option_name[1:2].isdecimal():
                return f"“{error.option_name}”以 - 开头，当作了选项；日期和期间都没有负数。"
            known = _options(error.ctx)
            return f"没有“{error.option_name}”这个选项。{perhaps(error.option_name, known)}"
        case click.BadOptionUsage():
            takes_none = "not take a value" in error.message
            needed = "不带值" if takes_none else "后面要写一个值"
            return f"选项 {error.option_name} {needed}。"
        case click.MissingParameter():
            return f"缺少{_named(error.param)}。"
        case click.BadParameter():
            return f"{_named(error.param)}的值不能用：{error.message}"
        case _:
            return error.message


def _help_option() -> click.Option:
    return click.Option(
        ["-h", "--help", "_help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help="显示本页",
        callback=_show_help,
    )


def _show_help(context: click.Context, _parameter: click.Parameter, wanted: object) -> None:
    if wanted and not context.resilient_parsing:
        show_help(context.command, context, settings_of(context).out)
        context.exit()


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    parameters = context.command.get_params(context)
    return [name for one in parameters if isinstance(one, click.Option) for name in one.opts]


def _named(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "参数"
    if isinstance(parameter, click.Option):
        return f"选项 {parameter.opts[-1]}"
    return f"参数 {parameter.metavar or parameter.name}"
