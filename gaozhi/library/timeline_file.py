"""Timeline files: the events of a case, and the moment to look from, in one YAML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from os import PathLike
from typing import Any

from gaozhi.engine import Event, ItemKey, Obligation, Pause
from gaozhi.errors import CaseError
from gaozhi.language import TimelineFile
from gaozhi.library.case_file import find_jurisdiction, fitted, item_key, open_tree, places, where
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.source import (
    MOST_PROBLEMS,
    MOST_SUGGESTIONS,
    Diagnostic,
    Node,
    Source,
    require,
    shown,
    suggest,
)
from gaozhi.workdays import WorkCalendar

__all__ = ["TimelineRequest", "read_timeline", "timeline_of"]


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """A timeline file as read: the jurisdiction, the events, and the moment to look from."""

    jurisdiction: Jurisdiction
    events: Sequence[Event]
    as_of: date | datetime | None
    facts: Mapping[str, Any] = field(repr=False)
    item: ItemKey | None = field(repr=False)
    excluded: Sequence[Pause]
    source: Source = field(repr=False)
    _root: Node = field(repr=False)

    def obligations(self, as_of: date | datetime | None = None) -> tuple[Obligation, ...]:
        """Return the obligations of each organ with their due days and their state.

        Args:
            as_of: the moment to look from; None for the file's.

        Raises:
            CaseError: with every problem, each at its place in the file.

        """
        moment = self.as_of if as_of is None else as_of
        texts = {self.source.name: self.source.text}
        if moment is None:
            problem = Diagnostic.error(
                "GZ621",
                "没有写明截至哪一日",
                self._root.at(["events"]).span,
                help="在文件里写 as_of: 2026-12-01，或者另行指明；软件不看时钟",
                path=("as_of",),
            )
            raise CaseError([problem], texts)
        try:
            return self.jurisdiction.timeline(
                self.events,
                as_of=moment,
                facts=self.facts,
                item=self.item,
                excluded=self.excluded,
                place=places(self._root),
                where=where(self._root),
            )
        except CaseError as error:
            raise CaseError(error.diagnostics, texts) from None


def read_timeline(path: str | PathLike[str], library: Library) -> TimelineRequest:
    """Read a timeline file.

    Args:
        path: the YAML file: {jurisdiction, as_of, item, events, excluded, facts}.
        library: the jurisdictions to choose from.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    require(library, Library, "library", "load 得到的规则库", "写 gaozhi.load(…)")
    source, root = open_tree(path)
    return timeline_of(source, root, library)


def timeline_of(source: Source, root: Node, library: Library) -> TimelineRequest:
    """Return the request of a timeline file, once its text is read.

    Args:
        source: the file.
        root: its tree.
        library: the jurisdictions to choose from.

    Raises:
        CaseError: with every problem, each at its place in the file.

    """
    file = fitted(TimelineFile, source, root)
    texts = {source.name: source.text}
    county = find_jurisdiction(file.jurisdiction, library, root.at(["jurisdiction"]), texts)
    problems: list[Diagnostic] = []
    events: list[Event] = []
    for index, entry in enumerate(file.events):
        if len(problems) > MOST_PROBLEMS:
            break
        node = root.at(["events", index])
        calendar: WorkCalendar | None = None
        if entry.obliged is not None:
            try:
                place = node.at(["obliged"])
                calendar = find_jurisdiction(entry.obliged, library, place, texts).calendar
            except CaseError as error:
                problems += error.diagnostics
        if entry.calendar is not None:
            calendar = library.calendars.get(entry.calendar)
            if calendar is None:
                few = len(problems) < MOST_SUGGESTIONS
                near = suggest(entry.calendar, library.calendars) if few else None
                help = f"是否要写 {near}？" if near else f"现有：{'、'.join(library.calendars)}"
                message = f"没有名为“{shown(entry.calendar)}”的工作日历"
                span = node.at(["calendar"]).span
                at = ("events", index, "calendar")
                problems.append(Diagnostic.error("GZ804", message, span, help=help, path=at))
        events.append(Event(entry.event, entry.at, entry.ref, calendar, entry.facts or None))
    if problems:
        raise CaseError(problems, texts)
    excluded = tuple(Pause(entry.from_, entry.to, entry.why) for entry in file.excluded)
    return TimelineRequest(
        county, events, file.as_of, file.facts, item_key(file.item), excluded, source, root
    )
