"""What the commands about archives share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

import gaozhi.archive
from gaozhi.cli._help import Argument

if TYPE_CHECKING:
    from gaozhi.archive import Archive

F = TypeVar("F", bound=Callable[..., Any])


def address(function: F) -> F:
    """Add the archive's address, passed as `url`."""
    says = "存档的文件，或者 sqlite:///…、postgresql://… 的地址"
    return click.argument("url", cls=Argument, metavar="存档", says=says)(function)


def days_options(function: F) -> F:
    """Add --since and --until, passed as `since` and `until`."""
    function = click.option("--until", metavar="日期", help="到这一日为止存入的（北京时间）")(
        function
    )
    return click.option("--since", metavar="日期", help="从这一日起存入的（北京时间）")(function)


def opened(url: str) -> Archive:
    """Return an archive that is there. Raises ArchiveError."""
    return gaozhi.archive.open(url, create=False)


def beijing_time(moment: datetime | None) -> str:
    """Return a moment in Beijing for a person."""
    from gaozhi.workdays import BEIJING

    if moment is None:
        return "（无）"
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
