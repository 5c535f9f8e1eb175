"""The working-day calendars of a workspace: those of the package, overlaid with a folder's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gaozhi.language import CatalogSource
from gaozhi.source import Diagnostic, Diagnostics, Source
from gaozhi.workdays import CalendarError, WorkCalendar
from gaozhi.workdays._reading import laid_over, read_calendars, unknown_calendar

__all__ = ["layered_calendars", "no_such_calendar"]


def layered_calendars(
    layers: Sequence[Iterable[Source]], problems: Diagnostics, *, bundled: bool
) -> tuple[Mapping[str, WorkCalendar], bool]:
    """Return every calendar by id, a later layer's in place of an earlier one's.

    Overlays of a replaced calendar are rebuilt on the new one. The package's own calendars are
    known even to a folder without the bundle: no county decides which days are working days.

    Args:
        layers: the calendar files of the bundle and of the folder.
        problems: receives their problems, without those that the sources have themselves.
        bundled: whether the first layer is the package's own.

    Returns:
        The calendars, and whether every file could be read.

    """
    known: dict[str, WorkCalendar] = {}
    if not bundled:
        try:
            known.update(WorkCalendar.bundled())
        except CalendarError as error:
            problems.extend(error.diagnostics)
            return {}, False
    whole = True
    for sources in layers:
        files = list(sources)
        before = len(problems)
        made = read_calendars(files, known, problems)
        whole &= len(problems) == before and not any(source.failed for source in files)
        known = laid_over(known, made)
    return known, whole


def no_such_calendar(
    source: CatalogSource, calendars: Mapping[str, WorkCalendar]
) -> Diagnostic | None:
    """Return the error of a catalog that names an unknown calendar, or None."""
    name = source.catalog.calendar
    if name in calendars:
        return None
    return unknown_calendar(name, calendars, source.node.at(["calendar"]).span)
