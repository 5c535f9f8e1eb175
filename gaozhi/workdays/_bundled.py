"""The calendars that come with the package, and reading one file of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from gaozhi.errors import CalendarError

if TYPE_CHECKING:
    from gaozhi.source import Source
    from gaozhi.workdays._calendar import WorkCalendar

__all__ = ["bundled_calendars", "bundled_folder", "read_calendar"]

_PACKAGE = Path(__file__).resolve().parents[1]


def bundled_folder() -> Path:
    """Return the folder of the bundled calendars: a wheel's own, or that of the checkout."""
    packed = _PACKAGE / "_data" / "catalogs" / "calendars"
    return packed if packed.is_dir() else _PACKAGE.parent / "catalogs" / "calendars"


@cache
def bundled_calendars() -> Mapping[str, WorkCalendar]:
    """Return the calendars that come with the package, by id; read once.

    Raises:
        CalendarError: they are gone or spoilt.

    """
    from gaozhi.source import read_tree

    sources, problems = read_tree(bundled_folder())
    if problems:
        raise CalendarError(problems, {})
    return MappingProxyType(_read(sources, {}))


def read_calendar(path: str | PathLike[str]) -> WorkCalendar:
    """Return the calendar of one file, over one that comes with the package.

    Raises:
        CalendarError: with every problem of the file.

    """
    from gaozhi.source import Diagnostic, as_given, described, read_file

    file = as_given(lambda: Path(path))
    if file is None:
        message = f"参数 path 应为路径（str 或者 Path），而不是{described(path)}"
        found = Diagnostic.error("GZ622", message, help="写日历文件的路径")
        raise CalendarError([found], {})
    calendars = _read([read_file(file)], bundled_calendars())
    return next(iter(calendars.values()))


def _read(sources: list[Source], known: Mapping[str, WorkCalendar]) -> dict[str, WorkCalendar]:
    from gaozhi.source import Diagnostics
    from gaozhi.workdays._reading import read_calendars

    problems = Diagnostics(problem for source in sources for problem in source.diagnostics)
    calendars = {} if problems else read_calendars(sources, known, problems)
    if problems:
        raise CalendarError(problems, {source.name: source.text for source in sources})
    return calendars
