"""The contents of a calendar file: notices, each with its days, its date and its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

__all__ = ["Correction", "Days", "Entry", "National", "Notice", "Regional"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One announcement of rest days and working days.

    Attributes:
        year: the year that it arranges.
        published: the day from which it counts as known; None where that is not known.
        source: its address or its number, or another description.
        festival: the festival that it is about; None where it arranges a whole year.
        certainty: certain, or weak where only one page or one data set confirms it.
        note: a remark in Chinese.

    """

    year: int
    published: date | None
    source: str
    festival: str | None = None
    certainty: Literal["certain", "weak"] = "certain"
    note: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return {
            "year": self.year,
            "published": self.published and self.published.isoformat(),
            "source": self.source,
            "festival": self.festival,
            "certainty": self.certainty,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Days:
    """Rest days and working days that a notice or a correction names."""

    rest: tuple[date, ...] = ()
    work: tuple[date, ...] = ()

    def __iter__(self) -> Any:  # noqa: ANN401 - pairs of a day and whether it is a working day
        yield from ((day, False) for day in self.rest)
        yield from ((day, True) for day in self.work)


@dataclass(frozen=True, slots=True)
class Entry:
    """A notice with what it arranges.

    Attributes:
        notice: the notice.
        days: the days that it names; None where the base data have them.
        before: the days before this amendment, where the base data no longer have them.

    """

    notice: Notice
    days: Days | None
    before: Days = Days()


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of the base data."""

    days: Days
    festival: str | None
    source: str


@dataclass(frozen=True, slots=True)
class National:
    """The contents of a calendar file on the base data.

    Attributes:
        without_notice: years of the base data for which no notice is known.
        corrections: corrections of the base data.
        entries: the notices in order of publication; a year's first arranges it, a later one of
            the same year amends it.
        known_from: the first day for which the notices known on it are recorded.

    """

    without_notice: tuple[int, ...]
    corrections: tuple[Correction, ...]
    entries: tuple[Entry, ...]
    known_from: date


@dataclass(frozen=True, slots=True)
class Regional:
    """The contents of a calendar file that overlays another with the notices of a region.

    Attributes:
        since: the day on which the region's own rule came into force.
        festivals: the festivals for which every year needs a notice.
        entries: the notices.

    """

    since: date
    festivals: tuple[str, ...]
    entries: tuple[Entry, ...]
