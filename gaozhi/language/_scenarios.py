"""Models of a scenario file: cases, and the results that a document demands of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from gaozhi.language._constraints import not_with
from gaozhi.language._validation import CountyName, Instant, LastDay, Model, NameText, OneOrMore
from gaozhi.source import read_day

__all__ = ["BaseEntry", "ExpectEntry", "ScenarioEntry", "ScenarioFile"]


def _valued(value: object) -> object:
    """Return a list of values as a mapping that names no ground for them."""
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
    """A case to start from: facts, or another base and its changes."""

    base: str | None = Field(None, description="从哪一个 base 开始")
    facts: dict[str, Any] | None = Field(None, description="全部事实；写了它，就不写 base、changes")
    changes: dict[str, Any] | None = Field(None, description="与 base 不同的事实")
    unknown: list[str] = Field([], description="不知道的事实")

    constraints = (
        not_with("facts", "base changes", "facts 写的是全部事实，不能再写 base、changes。只写其一"),
    )


class ExpectEntry(Model):
    """The expected result; keys that are not written are not checked."""

    outcome: str | None = Field(None, description="结论；还不能定的写 待补充")
    possible: _Named | None = Field(None, description="仍可能的结论，一个不多，一个不少")
    values: _Valued | None = Field(
        None, description="收集到的值：[值, …]，或者 {值: 规则名或者条文编号}"
    )
    pending: OneOrMore | None = Field(None, description="尚未确定的值")
    grounds: _Named | None = Field(None, description="理由：规则名或者条文编号")
    not_grounds: _Named | None = Field(None, description="理由里没有的：规则名或者条文编号")
    caveats: OneOrMore | None = Field(None, description="提醒，写其中的几个字；[] 就是不应有提醒")
    questions: OneOrMore | None = Field(None, description="还要问的事实；[] 就是不应再问")
    due: Annotated[dict[str, LastDay], Field(min_length=1)] | None = Field(
        None, description="到期：义务: 日期；没有这项义务的，写 没有"
    )


class ScenarioEntry(BaseEntry):
    """A case, and its expected result."""

    name: NameText = Field(description="场景的名称，同一判断里不重复")
    decision: str | None = Field(None, description="所问的判断")
    item: Any = Field(None, description="清单的序号，或者 {certificate: 证明, matter: 事项}")
    date: _WrittenDay = Field(None, description="办理之日")
    event: str | None = Field(None, description="哪个事件；与 at、期望的 due 一起写")
    at: Instant | None = Field(None, description="事件发生的日期或者时刻")
    expect: ExpectEntry | None = Field(None, description="应有什么结论；没有写的不看")

    @model_validator(mode="after")
    def _event_and_due(self) -> ScenarioEntry:
        due = self.expect is not None and self.expect.due is not None
        if len({self.event is not None, self.at is not None, due}) > 1:
            raise ValueError("event、at 和期望的 due 要写就都写。缺哪一个补哪一个，或者都删去")
        beside = {"changes", "unknown", "base", "decision", "date"}
        beside &= self.model_fields_set
        if self.expect is not None and due:
            beside |= self.expect.model_fields_set - {"due"}
            if beside:
                names = "、".join(sorted(beside))
                raise ValueError(
                    f"到期只看事件和这个场景自己的 facts、item。删去 {names}，或者另写一个场景"
                )
        return self


class ScenarioFile(Model):
    """A scenario file: the defaults of its scenarios; bases and scenarios are read one by one."""

    jurisdiction: CountyName | None = Field(None, description="地区；不写就是用这个文件夹的地区")
    decision: str | None = Field(None, description="各场景所问的判断；不写就是第一项")
    date: _WrittenDay = Field(None, description="各场景的办理之日")
    base: str | None = Field(None, description="各场景从哪一个 base 开始")
    caveats: Literal["exactly"] | None = Field(
        None, description="exactly：场景没有写 caveats 的，就是不应有提醒"
    )
    bases: dict[str, Any] = Field({}, description="可以从它开始的案件，各起一个名字")
    scenarios: list[Any] = Field([], description="场景：一个案件，和文件说应有的结论")
