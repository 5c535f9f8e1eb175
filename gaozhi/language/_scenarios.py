"""What may stand in a scenario file: cases, and what a document says must come of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from gaozhi.language._validation import CountyName, Day, Instant, Model, NameText, OneOrMore
from gaozhi.source import read_day

__all__ = ["BaseEntry", "ExpectEntry", "ScenarioEntry", "ScenarioFile"]


def _valued(value: object) -> object:
    """Take a list of values for values of which no ground is named."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return {item: [] for item in value}
    if isinstance(value, list):
        raise ValueError("列表里应是取值。写成 [值, …]，要写依据的写成 {值: 依据, …}")
    return value


def _written_day(value: object) -> date:
    if value is None:
        raise ValueError("应为日期。日期不知道的，在 unknown 里写上日期的事实名")
    return read_day(value)


_Valued = Annotated[dict[str, OneOrMore], BeforeValidator(_valued)]
_WrittenDay = Annotated[date | None, BeforeValidator(_written_day)]
_Named = Annotated[OneOrMore, Field(min_length=1)]


class BaseEntry(Model):
    """A case to start from: facts, or another base and what is different."""

    base: str | None = None
    facts: dict[str, Any] | None = None
    changes: dict[str, Any] | None = None
    unknown: list[str] = []

    @model_validator(mode="after")
    def _facts_or_changes(self) -> BaseEntry:
        if self.facts is not None and (self.base is not None or self.changes is not None):
            raise ValueError("facts 写的是全部事实，不能再写 base、changes。只写其一")
        return self


class ExpectEntry(Model):
    """What must come out; what is not written is not looked at."""

    outcome: str | None = None
    possible: _Named | None = None
    values: _Valued | None = None
    pending: OneOrMore | None = None
    grounds: _Named | None = None
    not_grounds: _Named | None = None
    caveats: OneOrMore | None = None
    questions: OneOrMore | None = None
    due: Annotated[dict[str, Day], Field(min_length=1)] | None = None


class ScenarioEntry(BaseEntry):
    """A case, and what must come of it."""

    name: NameText
    decision: str | None = None
    item: Any = None
    date: _WrittenDay = None
    event: str | None = None
    at: Instant | None = None
    expect: ExpectEntry | None = None

    @model_validator(mode="after")
    def _event_and_due(self) -> ScenarioEntry:
        due = self.expect is not None and self.expect.due is not None
        if len({self.event is not None, self.at is not None, due}) > 1:
            raise ValueError("event、at 和期望的 due 要写就都写。缺哪一个补哪一个，或者都删去")
        beside = {"facts", "changes", "unknown", "base", "decision", "item", "date"}
        beside &= self.model_fields_set
        if self.expect is not None and due:
            beside |= self.expect.model_fields_set - {"due"}
            if beside:
                names = "、".join(sorted(beside))
                raise ValueError(f"到期只看事件，不看事实和判断。删去 {names}，或者另写一个场景")
        return self


class ScenarioFile(Model):
    """A scenario file: what its scenarios share; bases and scenarios are read one by one."""

    jurisdiction: CountyName | None = None
    decision: str | None = None
    date: _WrittenDay = None
    base: str | None = None
    caveats: Literal["exactly"] | None = None
    bases: dict[str, Any] = {}
    scenarios: list[Any] = []
