"""What may stand below ``watch:``: which events of several cases together deserve a look."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field, model_validator

from gaozhi.language._documents import ReadingEntry
from gaozhi.language._validation import Basis, Instant, Model, NameText, OneOrMore

__all__ = ["LINKS", "PatternEntry", "WatchEntry", "WatchEventEntry", "WatchFile"]

LINKS: Final = ("applicant", "case", "certificate", "matter", "organ")
"""What ties events of different cases together: what `same` and `other` may name."""


class AbsenceEntry(Model):
    """An event that must not have happened."""

    event: str
    where: Any = None
    unless: Any = None
    same: OneOrMore = []
    other: OneOrMore = []
    earlier: Literal[True] | None = None
    later: Literal[True] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> AbsenceEntry:
        if self.earlier and self.later:
            raise ValueError("earlier 与 later 只能写其一。删去一个")
        both = [name for name in self.same if name in self.other]
        if both:
            raise ValueError(f"{'、'.join(both)} 既写在 same 里，又写在 other 里。删去一处")
        return self


class PatternEntry(AbsenceEntry):
    """An event that must have happened, and how it is related to the first one."""

    within: str | None = None
    at_least: int = Field(default=1, ge=1)
    first: Literal[True] | None = None
    overdue: Literal[True] | None = None
    without: list[AbsenceEntry] = []

    @model_validator(mode="after")
    def _one_of_them(self) -> PatternEntry:
        if self.first and self.at_least > 1:
            raise ValueError("first 只取最早的一件，不与 at_least 一起写。删去一个")
        return self


class WatchEntry(Model):
    """A watch rule: the events, the first of which the others are related to, and what to say."""

    watch: NameText
    title: str
    alert: str
    events: dict[str, PatternEntry]
    basis: Basis
    caveat: str | None = None
    reading: ReadingEntry | None = None
    replaces: OneOrMore = []
    accepted: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _joined(self) -> WatchEntry:
        if len(self.events) < 2:
            raise ValueError("events 至少写两项。只看一个事件的，不用预警规则")
        name, first = next(iter(self.events.items()))
        stray = [
            key
            for key in ("same", "other", "earlier", "later", "within", "first", "overdue")
            if getattr(first, key)
        ]
        if first.at_least > 1:
            stray.append("at_least")
        if stray:
            raise ValueError(
                f"“{name}”是第一项，不写 {'、'.join(stray)}。其余各项写明与第一项的关系"
            )
        return self


class WatchEventEntry(Model):
    """Something that happened in one of many cases, as a file has it."""

    event: str
    at: Instant
    applicant: str | None = None
    case: str | None = None
    certificate: str | None = None
    matter: str | None = None
    organ: str | None = None
    ref: str | None = None
    facts: dict[str, Any] = {}


class WatchFile(Model):
    """The events of many cases, in the order in which they became known."""

    jurisdiction: str
    events: list[WatchEventEntry]
