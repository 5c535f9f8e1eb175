"""What the commands about days share: choosing a calendar, reading a year, unpublished days."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

import gaozhi
from gaozhi.cli._errors import CommandError, perhaps
from gaozhi.cli._settings import Settings
from gaozhi.cli._status import Status

if TYPE_CHECKING:
    from gaozhi.workdays import Unpublished, WorkCalendar

F = TypeVar("F", bound=Callable[..., Any])


def calendar_option(function: F) -> F:
    """Add --calendar, passed as `name`."""
    return click.option(
        "--calendar",
        "name",
        metavar="日历",
        default="china",
        help="工作日历：china（全国，不写就是它）、xinjiang，或者自己文件夹里的",
    )(function)


def choose_calendar(settings: Settings, name: str) -> WorkCalendar:
    """Return the calendar of that name: the folder's that --rules gives, or the package's.

    Raises CommandError with the nearest name, and what `load` raises.
    """
    from gaozhi.workdays import WorkCalendar

    own = settings.rules is not None or bool(settings.trusted)
    calendars = settings.library().calendars if own else WorkCalendar.bundled()
    if name in calendars:
        return calendars[name]
    if own:
        # Its file may be there, and be wrong: then that is what is said.
        gaozhi.load(settings.rules)
    way = perhaps(name, calendars, f"现有：{'、'.join(calendars)}。")
    raise CommandError(f"没有名为“{name}”的工作日历。", way)


def read_year(text: str) -> int:
    """Return the year that an argument names, with or without 年. Raises CommandError."""
    digits = text.removesuffix("年")
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 4 and int(digits)):
        raise CommandError(f"参数 年份 的值不能用：“{text}”不是年份。", "写四位数字，如 2026。")
    return int(digits)


def beyond(calendar: WorkCalendar, error: Unpublished) -> CommandError:
    """Return the error of a day beyond the published notices, which says how far they reach."""
    message, _, way = str(error).partition("。")
    said = f"{calendar.name}的工作日历：{message}。"
    return CommandError(said, way, Status.UNPUBLISHED)
