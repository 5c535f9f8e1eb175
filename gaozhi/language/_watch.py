"""Models of ``watch:``: which events of several cases together deserve an alert."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field, model_validator

from gaozhi.language._constraints import not_with
from gaozhi.language._documents import Reading
from gaozhi.language._validation import Accepted, Basis, Instant, Model, NameText, Note, OneOrMore

__all__ = ["LINKS", "PatternEntry", "WatchEntry", "WatchEventEntry", "WatchFile"]

LINKS: Final = ("applicant", "case", "certificate", "matter", "organ")
"""The links between events of different cases, which `same` and `other` may name."""


class AbsenceEntry(Model):
    """An event that must not have happened."""

    event: str = Field(description="哪个事件，照抄词汇表")
    where: Any = Field(None, description="条件：事件所说明的事实")
    unless: Any = Field(None, description="除外")
    same: OneOrMore = Field(
        [], description="与第一项相同的是什么：applicant、case、certificate、matter、organ"
    )
    other: OneOrMore = Field([], description="与第一项不同的是什么")
    earlier: Literal[True] | None = Field(None, description="true：在第一项之前")
    later: Literal[True] | None = Field(None, description="true：在它之后")

    constraints = (not_with("earlier", "later", "earlier 与 later 只能写其一。删去一个"),)

    @model_validator(mode="after")
    def _consistent(self) -> AbsenceEntry:
        both = [name for name in self.same if name in self.other]
        if both:
            raise ValueError(f"{'、'.join(both)} 既写在 same 里，又写在 other 里。删去一处")
        return self


class PatternEntry(AbsenceEntry):
    """An event that must have happened, and its relation to the first one."""

    within: str | None = Field(None, description="与第一项相隔不超过多久")
    at_least: int = Field(default=1, ge=1, description="至少几件；不写是一件")
    first: Literal[True] | None = Field(None, description="true：只取最早的一件")
    overdue: Literal[True] | None = Field(None, description="true：由它引起的义务已经逾期")
    without: list[AbsenceEntry] = Field([], description="这些事件没有发生")

    @model_validator(mode="after")
    def _one_of_them(self) -> PatternEntry:
        if self.first and self.at_least > 1:
            raise ValueError("first 只取最早的一件，不与 at_least 一起写。删去一个")
        return self


class WatchEntry(Model):
    """A watch rule: its events, each related to the first, and the text of the alert."""

    watch: NameText = Field(description="预警的名称，在本地区和全部上级中不重复")
    title: str = Field(description="一句话：什么情形")
    alert: str = Field(description="提醒什么：该看什么，该做什么")
    events: dict[str, PatternEntry] = Field(
        description="事件，至少两项；第一项是触发的，其余写明与第一项的关系"
    )
    basis: Basis
    caveat: str | None = Field(None, description="随提醒一起说明的话")
    reading: Reading = None
    replaces: OneOrMore = Field([], description="替换上级的哪些预警")
    accepted: Accepted = None
    note: Note = None

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
    """An event of one of many cases, as in a file."""

    event: str = Field(description="事件，照抄词汇表")
    at: Instant = Field(description="发生的日期，或者带时区的时刻")
    applicant: str | None = Field(None, description="申请人的证件号码，加引号；提醒里遮去一部分")
    case: str | None = Field(None, description="案件")
    certificate: str | None = Field(None, description="证明")
    matter: str | None = Field(None, description="行政事项")
    organ: str | None = Field(None, description="机关")
    ref: str | None = Field(None, description="是哪一件")
    facts: dict[str, Any] = Field({}, description="这个事件所说明的事实")


class WatchFile(Model):
    """The events of many cases, in the order in which they became known."""

    jurisdiction: str = Field(description="地区的名称、代号或者行政区划代码")
    events: list[WatchEventEntry] = Field(description="几件案件的事件，照得知的先后")
