"""What the calendars raise.

WorkdaysError               the call cannot be used (a ValueError); the message says what to do
 ├─ InvalidCount            a number of days that is not a positive whole number
 ├─ InvalidDate             not a day, a datetime without its time zone, a day before the calendar
 ├─ InvalidRange            the start lies after the end
 ├─ InvalidExclusion        an excluded interval is reversed, endless, or overlaps another
 ├─ UnknownCalendar         there is no calendar of that name
 └─ CalendarError           a calendar file has errors; carries diagnostics
Unpublished                 the answer lies beyond what has been published; nothing is guessed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaozhi.source import Diagnostic

__all__ = [
    "CalendarError",
    "InvalidCount",
    "InvalidDate",
    "InvalidExclusion",
    "InvalidRange",
    "UnknownCalendar",
    "Unpublished",
    "WorkdaysError",
]


def repeated(value: object, *, write: Callable[[object], str] = str) -> str:
    """Return a caller's value as a message may repeat it: masked, and cut short."""
    # Here, so that reckoning with days does not pay for reading files.
    from gaozhi.source import shown

    return shown(value, write=write)


class WorkdaysError(ValueError):
    """The call cannot be used; an identity number in what is said of it is masked."""

    def __init__(self, *said: object) -> None:
        from gaozhi.source import legible, mask

        super().__init__(*(mask(legible(one)) if isinstance(one, str) else one for one in said))


class InvalidCount(WorkdaysError):  # noqa: N818 - it reads as what it is
    """A number of days that is not a positive whole number."""


class InvalidDate(WorkdaysError):  # noqa: N818
    """Not a day, a datetime without its time zone, or a day before the calendar begins."""


class InvalidRange(WorkdaysError):  # noqa: N818
    """The start lies after the end."""


class InvalidExclusion(WorkdaysError):  # noqa: N818
    """An excluded interval is reversed, endless, or overlaps another."""


class UnknownCalendar(WorkdaysError):  # noqa: N818
    """There is no calendar of that name."""


class CalendarError(WorkdaysError):
    """A calendar file has errors.

    Attributes:
        diagnostics: every problem, each with its place.
        sources: the texts of the files, by name.

    """

    def __init__(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> None:
        self.diagnostics = tuple(diagnostics)
        self.sources = dict(sources)
        super().__init__(self.diagnostics, self.sources)

    def __str__(self) -> str:
        lines: list[str] = []
        for diagnostic in self.diagnostics:
            lines.append(str(diagnostic))
            if diagnostic.help:
                lines.append(f"  帮助：{diagnostic.help}")
        return "\n".join(lines)


class Unpublished(Exception):  # noqa: N818 - the name that the design fixes
    """The answer lies beyond what has been published; nothing is guessed.

    Attributes:
        through: the last day, in the direction of counting, of which it is known what it is.
        counted: how many days count up to there: working days where those are asked for, calendar
            days in a period of days, months or years.
        remaining: how many are still to be counted; None where the question has no number.
        reason: why the next day is not known, in Chinese.

    """

    def __init__(self, through: date, counted: int, remaining: int | None, reason: str) -> None:
        self.through = through
        self.counted = counted
        self.remaining = remaining
        self.reason = reason
        super().__init__(through, counted, remaining, reason)

    def __str__(self) -> str:
        said = f"{self.reason}，只能算到 {self.through}"
        if self.remaining is not None:
            said += f"：已计 {self.counted} 日，还差 {repeated(self.remaining)} 日"
        return f"{said}。公布以后再算，或者在工作日历中补上通知。"
