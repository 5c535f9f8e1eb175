"""One duty and when it falls due, in data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gaozhi.engine.parts import Caveat, Citation
from gaozhi.model import MANNER_CODES, Extension, Reading
from gaozhi.workdays import Due, Period

__all__ = ["Deadline"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One duty, and when it falls due.

    Attributes:
        duty: its name.
        actor: who owes it.
        act: what is owed.
        within: the period that the document writes, or the case where the document leaves it to the
            case; None where there is none.
        due: the last day; 当场 and 当日 fall due the same day. None where the document sets no
            number of days, or the day is beyond what is published.
        year: the year in which a yearly duty falls, where no day is written; else None.
        period: how the day was reckoned, day by day; None where there is no period to reckon.
        manner: 及时, 当场 or 当日, where the document says that in place of a number; 没有届满日
            where the last day that the case states never comes.
        unpublished: why the day cannot be told, where a notice is missing.
        conditional: whether the duty is owed only under a condition (its ``when``).
        calendar: the id of the calendar that was used.
        since: the day from which the period runs.
        met_by: the event that meets it.
        instead_of: the duty that it discharges when it is met in time.
        restarts: the duty whose clock it makes void.
        extension: how the period may get longer, and the event that makes it so.
        not_counted: the reasons for which days are not counted.
        to: to whom it is owed.
        through: by which channels.
        basis: the provisions that it rests on, the county's own first.
        caveats: what the answer must bring along.
        reading: of two meanings, which one was taken.
        case_fact: the fact from which the period or the last day is taken; None where the document
            states it.
        missing: whether that fact is not known, so that no day can be told.
        elsewhere: the name of the other document that sets the time.

    """

    duty: str
    actor: str
    act: str
    within: Period | None
    due: date | None
    period: Due | None
    manner: str | None
    unpublished: str | None
    conditional: bool
    calendar: str
    since: date | None
    met_by: str | None
    instead_of: str | None
    restarts: str | None
    extension: Extension | None
    not_counted: tuple[str, ...]
    to: str | None
    through: tuple[str, ...]
    basis: tuple[Citation, ...]
    caveats: tuple[Caveat, ...]
    reading: Reading | None
    year: int | None = None
    case_fact: str | None = None
    missing: bool = False
    elsewhere: str | None = None

    @property
    def unknown_period(self) -> str | None:
        """In Chinese, which fact is missing, where the time of the duty turns on it."""
        return f"“{self.case_fact}”还不知道，最后一日不能定" if self.missing else None

    @property
    def set_elsewhere(self) -> str | None:
        """In Chinese, which document sets the time, where it is another one."""
        return None if self.elsewhere is None else f"时间由{self.elsewhere}规定，这里不计算"

    def to_dict(self) -> dict[str, Any]:
        """Return the deadline as JSON-ready data.

        What concerns a time that the case or another document sets is there only where one does.
        """
        reading, longer = self.reading, self.extension
        besides: dict[str, Any] = {}
        if self.case_fact is not None:
            besides = {"case_fact": self.case_fact, "missing": self.missing}
        if self.elsewhere is not None:
            besides["elsewhere"] = self.elsewhere
        return {
            "duty": self.duty,
            "actor": self.actor,
            "act": self.act,
            "within": self.within and str(self.within),
            "due": self.due.isoformat() if self.due else None,
            "year": self.year,
            "period": self.period.to_dict() if self.period else None,
            "manner": self.manner,
            "manner_code": self.manner and MANNER_CODES[self.manner],
            "unpublished": self.unpublished,
            "conditional": self.conditional,
            "calendar": self.calendar,
            "since": self.since.isoformat() if self.since else None,
            "met_by": self.met_by,
            "instead_of": self.instead_of,
            "restarts": self.restarts,
            "extension": longer and {"by": str(longer.by), "approved": longer.approved},
            "not_counted": list(self.not_counted),
            "to": self.to,
            "through": list(self.through),
            "basis": [citation.to_dict() for citation in self.basis],
            "caveats": [caveat.to_dict() for caveat in self.caveats],
            "reading": reading and {"taken": reading.taken, "other": reading.other},
            **besides,
        }
