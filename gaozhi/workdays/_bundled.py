"""The calendars that come with the package, and reading one other calendar file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from gaozhi.errors import BundleError, CalendarError

if TYPE_CHECKING:
    from gaozhi.source import Source
    from gaozhi.source.records import Records
    from gaozhi.workdays._calendar import WorkCalendar

__all__ = [
    "CALENDARS",
    "PREBUILT",
    "bundled_calendars",
    "bundled_folder",
    "dump_calendars",
    "load_calendars",
    "read_calendar",
]

_PACKAGE = Path(__file__).resolve().parents[1]

CALENDARS: Final = "calendars"
"""The name of the part of a bundle that holds all calendars."""

PREBUILT: Final = "prebuilt.gaozhi"
"""The name of the bundle that a wheel carries."""


def bundled_folder() -> Path:
    """Return the folder of the bundled calendars: a wheel's own, or that of the checkout."""
    packed = _PACKAGE / "_data" / "catalogs" / "calendars"
    return packed if packed.is_dir() else _PACKAGE.parent / "catalogs" / "calendars"


@cache
def bundled_calendars() -> Mapping[str, WorkCalendar]:
    """Return the calendars that come with the package, by id; read once.

    Raises:
        CalendarError: they are missing or damaged.

    """
    prebuilt = _prebuilt()
    return _of_yaml(bundled_folder()) if prebuilt is None else prebuilt


def dump_calendars(calendars: Mapping[str, WorkCalendar]) -> dict[str, Any]:
    """Return calendars as JSON-ready data, which is read without YAML."""
    made = calendars.values()
    rows = tuple((c.id, c.name, c._ledger.rules, c._over) for c in made)  # noqa: SLF001
    return _records().dump(rows)


def load_calendars(data: Mapping[str, Any]) -> Mapping[str, WorkCalendar]:
    """Return the calendars that `dump_calendars` wrote, by id.

    Raises:
        ValueError: the data is none, or of another version of gaozhi.

    """
    from gaozhi.workdays._calendar import WorkCalendar
    from gaozhi.workdays._ledger import Ledger

    rows = _records().load(data)
    ledgers: dict[str, Ledger] = {}

    def ledger(id_: str) -> Ledger:
        if id_ not in ledgers:
            _, rules, over = written[id_]
            ledgers[id_] = Ledger.of(rules, None if over is None else ledger(over))
        return ledgers[id_]

    try:
        written = {id_: (name, rules, over) for id_, name, rules, over in rows}
        found = {
            id_: WorkCalendar(id_, name, ledger(id_), _over=over)
            for id_, (name, _, over) in written.items()
        }
    except (TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ValueError("these are no calendars") from error
    return MappingProxyType(found)


def _records() -> Records:
    from gaozhi.source.records import Records
    from gaozhi.workdays._notices import Correction, Days, Entry, National, Notice, Regional

    return Records((Correction, Days, Entry, National, Notice, Regional))


def _prebuilt() -> Mapping[str, WorkCalendar] | None:
    """Return the calendars of a wheel's bundle; None where it is missing or cannot be used."""
    from gaozhi.source.container import Container

    path = _PACKAGE / "_data" / PREBUILT
    try:
        container = Container(path) if path.is_file() else None
        if container is None or not container.current:
            return None
        return load_calendars(container.part(CALENDARS))
    except (BundleError, ValueError):
        return None


def _of_yaml(folder: Path) -> Mapping[str, WorkCalendar]:
    from gaozhi.source import read_tree

    sources, problems = read_tree(folder)
    if problems:
        raise CalendarError(problems, {})
    return MappingProxyType(_read(sources, {}))


def read_calendar(path: str | PathLike[str]) -> WorkCalendar:
    """Return the calendar of one file, which may overlay one that comes with the package.

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
