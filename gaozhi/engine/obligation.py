"""A duty that is owed, or was: how it stands as of a day, in data and in a clerk's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

from gaozhi.engine.deadline import Deadline
from gaozhi.engine.events import Pause
from gaozhi.engine.notebook import card, listed, quoted, table
from gaozhi.engine.parts import Question

__all__ = ["STATUS_CODES", "STATUS_WORDS", "Obligation", "Status"]

Status = Literal[
    "pending",
    "met",
    "met late",
    "overdue",
    "suspended",
    "void",
    "未知",
    "未知是否负有",
    "期限未知",
    "可能逾期",
    "可能逾期履行",
]

STATUS_WORDS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        "overdue": "逾期",
        "可能逾期": "可能逾期",
        "pending": "待履行",
        "suspended": "暂停",
        "未知是否负有": "未知是否负有",
        "期限未知": "期限未知",
        "未知": "未知",
        "met late": "逾期履行",
        "可能逾期履行": "可能逾期履行",
        "met": "已履行",
        "void": "不再负有",
    }
)
"""Every status as a clerk reads it, in the order in which a clerk wants to see them."""

STATUS_CODES: Final[Mapping[Status, str]] = MappingProxyType(
    {
        "overdue": "overdue",
        "可能逾期": "maybe_overdue",
        "pending": "pending",
        "suspended": "suspended",
        "未知是否负有": "maybe_owed",
        "期限未知": "unknown_period",
        "未知": "unknown",
        "met late": "met_late",
        "可能逾期履行": "maybe_met_late",
        "met": "met",
        "void": "void",
    }
)
"""Every status as a program tells it: ASCII, one word."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty that an event started, or that its document gives a day, and how it stands.

    Attributes:
        deadline: the duty, and when it falls due, with the calendar and the days behind it.
        status: how it stands. A duty that states no number of days is never late; one of which it
            is open whether it is owed is 未知是否负有; one whose time is for the case to state, and
            that does not, is 期限未知; where a doubtful holiday may move the last day it is
            可能逾期 or 可能逾期履行; 未知 where it cannot be told.
        ref: what it belongs to, where the event that started it says so.
        met_on: the day on which it was met.
        because: in Chinese, why it is void, suspended, in doubt, or cannot be told.
        extended: whether the period was extended in time.
        conditional: whether the known facts leave open that it is owed at all.
        questions: the facts on which it turns whether it is owed, and by when.
        left_out: the pauses whose days its period does not count.

    """

    deadline: Deadline
    status: Status
    ref: str | None = None
    met_on: date | None = None
    because: str | None = None
    extended: bool = False
    conditional: bool = False
    questions: tuple[Question, ...] = ()
    left_out: tuple[Pause, ...] = ()

    def __repr__(self) -> str:
        return f"Obligation({self.duty!r}, {self.actor!r}, {self.status_text}, due={self.due})"

    def _repr_html_(self) -> str:
        one = self.deadline
        rows = [
            ("义务机关", one.actor),
            ("应当", one.act),
            ("向", one.to),
            ("期限", one.within or one.manner or one.elsewhere),
            ("最后一日", one.due),
            ("说明", self.because or one.unpublished),
            ("编号", self.ref),
            ("履行之日", self.met_on),
        ]
        return card(
            f"{one.duty}：{self.status_text}",
            table(rows),
            listed("依据", (quoted(cited.means, [cited]) for cited in one.basis)),
            listed("注意", (quoted(said.text, said.basis) for said in one.caveats)),
        )

    @property
    def duty(self) -> str:
        """The name of the duty."""
        return self.deadline.duty

    @property
    def actor(self) -> str:
        """Who owes it."""
        return self.deadline.actor

    @property
    def due(self) -> date | None:
        """The last day; None where there is none, or it cannot be told."""
        return self.deadline.due

    @property
    def status_text(self) -> str:
        """The status as a clerk reads it, as in 逾期履行."""
        return STATUS_WORDS[self.status]

    @property
    def status_code(self) -> str:
        """The status as a program tells it, as in met_late."""
        return STATUS_CODES[self.status]

    def to_dict(self) -> dict[str, Any]:
        """Return the obligation as JSON-ready data: the deadline's, and how it stands."""
        return {
            **self.deadline.to_dict(),
            "status": self.status,
            "status_code": self.status_code,
            "status_text": self.status_text,
            "ref": self.ref,
            "met_on": self.met_on and self.met_on.isoformat(),
            "because": self.because,
            "extended": self.extended,
            "conditional": self.conditional,
            "questions": [question.to_dict() for question in self.questions],
            "left_out": [pause.to_dict() for pause in self.left_out],
        }
