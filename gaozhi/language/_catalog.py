"""Models of the YAML of a vocabulary, a catalog, a case and a timeline."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BeforeValidator,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from gaozhi.language._constraints import not_with
from gaozhi.language._lists import (
    DirectoryEntry,
    DirectoryFormEntry,
    ItemEntry,
    ListEntry,
    ListFormEntry,
)
from gaozhi.language._validation import Basis, CountyName, Day, Id, Instant, Model, OneOrMore

__all__ = [
    "AddedValueEntry",
    "CaseFile",
    "CatalogFile",
    "DecisionEntry",
    "FactEntry",
    "PresumesEntry",
    "ResponsibleEntry",
    "TimelineFile",
    "ValuesEntry",
    "VocabularyFile",
]


class FactEntry(Model):
    """A fact; its type is read separately, since it is a word or a mapping."""

    name: str = Field(description="名称，写作 类别.名称")
    api: str | None = Field(None, description="给程序用的英文名；不写就是名称")
    type: Any = Field(
        None,
        description="类型：bool、date、text、number、{one_of: [值, …]}、{set_of: [值, …]}。"
        "已有的事实另拟问法，不必再写",
    )
    ask: str | None = Field(None, description="窗口提问的话")
    note: str | None = Field(None, description="名称可作两种理解时，说明是哪一种")
    never: str | None = Field(None, description="只用于日期：表示“永远不到”的几个字")
    format: Literal["identity"] | None = Field(
        None, description="identity：身份证号或者统一社会信用代码，核对校验码，显示时遮去一部分"
    )
    ordered: Literal[True] | None = Field(
        None, description="true：只用于选一，取值照先后排列，如办理的阶段；条件可以比较先后"
    )
    label: str | None = Field(None, description="简称，用作表格的栏名。不写就是名称里“.”以后的部分")
    group: str | None = Field(
        None, description="提问时归在哪个标题下面。不写就是名称里“.”以前的部分"
    )
    ask_applicant: str | None = Field(
        None, description="直接问申请人的话，称“您”。申请人回答不了的，不写"
    )
    answered_by: Literal["申请人", "窗口", "数据"] | None = Field(
        None, description="由谁回答：申请人、窗口，或者数据（共享的数据、清单、系统）"
    )
    hint_applicant: str | None = Field(
        None, description="申请人要知道了才好回答的话，一句。没有的不写"
    )
    answers: dict[str, str] = Field(
        {}, description="申请人会怎样说各个取值：取值: 几个字；bool 的取值是“是”“否”"
    )
    codes: dict[str, str] = Field(
        {}, description="取值给程序用的英文代码，各不相同：取值: 代码。没有代码的，取值自己就是"
    )


class AdviceEntry(Model):
    """What an applicant is told where a decision comes to a value."""

    short: str = Field(description="几个字，与还可能的别的结论并列")
    tone: Literal["good", "bad", "neutral"] = Field(
        "neutral", description="对申请人是好（good）、不好（bad），还是两可（neutral）"
    )
    more: str | None = Field(None, description="紧接着要让申请人知道的一句话")
    next: list[str] = Field([], description="接下来做什么，依先后，一步一句")
    bring: list[str] = Field([], description="要带什么，一样一句")


class DecisionEntry(Model):
    """A decision, with its values from the strongest down."""

    name: str = Field(description="判断的名称")
    api: str | None = Field(None, description="给程序用的英文名；不写就是名称")
    combine: Literal["strongest", "first", "all"] = Field(
        description="strongest 取排在最前的值；first 是表格，取第一行；all 全部收集"
    )
    values: list[str] = Field(description="取值，strongest 的最强的在前")
    means: str | None = Field(None, description="一句话：这项判断回答什么")
    says: dict[str, str] = Field(
        {},
        description="取值对窗口前的人意味着什么，下一步做什么：取值: 一句话。"
        "话相同的，对他就是一样的",
    )
    ask_applicant: str | None = Field(
        None, description="申请人会怎样问这项判断，称“我”。申请人不会问的，不写"
    )
    advice: dict[str, AdviceEntry] = Field(
        {}, description="网页上对申请人怎样说各个取值：取值: {short: 几个字, next: [一步, …]}"
    )
    periods: list[str] = Field(
        [], description="哪些事件起算的期限要告诉申请人：事件的名称。不写就不告诉"
    )
    codes: dict[str, str] = Field(
        {}, description="取值给程序用的英文代码，各不相同：取值: 代码。没有代码的，取值自己就是"
    )


class AddedValueEntry(Model):
    """A value that a jurisdiction adds to a decision or a choice fact."""

    value: str = Field(description="取值")
    before: str | None = Field(None, description="取最强的判断：比哪个取值强，紧排在它之前")
    after: str | None = Field(None, description="取最强的判断：比哪个取值弱，紧排在它之后")
    code: str | None = Field(None, description="给程序用的英文代码；不写，取值自己就是")
    says: str | None = Field(None, description="对窗口前的人意味着什么，下一步做什么")


class ValuesEntry(Model):
    """What a jurisdiction adds to the values of a decision or a choice fact."""

    add: list[Any] = Field(
        min_length=1, description="增加的取值：取值，或者 {value: 取值, after: 已有的取值}"
    )


class RolesEntry(Model):
    """The facts that the engine must know by name."""

    date: str | None = Field(None, description="哪个事实是办理之日")
    listed: str | None = Field(None, description="哪个事实是“在清单内”")
    item: list[str] | None = Field(None, description="清单可以写明哪几类事实")
    mode: str | None = Field(None, description="清单的“实施方式”一栏是哪个事实")


class EffectEntry(Model):
    """An event with the facts that it sets; with ``when`` only where a decision allows it."""

    event: str = Field(description="事件的名称")
    makes: dict[str, Any] = Field({}, description="事件发生以后成立的事实：事实: 值")
    when: dict[str, OneOrMore] = Field(
        {}, description="只在这个判断得出所写的值时才有效果，以事件发生之时为准：判断: 取值"
    )


class VocabularyFile(Model):
    """``rules/vocabulary.yaml``."""

    roles: RolesEntry | None = Field(None, description="软件要认得的事实。地方不用写")

    facts: list[Any] = Field([], description="事实：只增加，不改名，不改类型")
    implies: list[Any] = Field([], description="前一事实为真，后一事实必为真，或者必为所写的值")
    decisions: list[Any] = Field([], description="判断：只增加，不改名，不改取值")
    events: list[Any] = Field(
        [], description="使义务开始或者履行完毕的事件；引起事实的写 {event, makes, when}"
    )
    worse: dict[str, list[Any]] = Field(
        {},
        description="哪些事实只会使判断更严："
        "[事实, {not: 事实}, {alike: [同样严的取值]}]；只供检验",
    )


class PresumesEntry(Model):
    """The facts that being on the published list settles, and their basis."""

    facts: dict[str, Any] = Field(description="列入清单即可认定的事实")
    basis: Basis


class ResponsibleEntry(Model):
    """The organs that the document makes responsible, and their other names."""

    organs: list[str] = Field(description="责任单位")
    basis: Basis
    aliases: dict[str, str] = Field({}, description="别称: 正名")


def _or_not_at_hand(value: object) -> object:
    if value is None:
        raise ValueError("后面没有内容。不在手边的写 not_at_hand")
    return None if value == "not_at_hand" else value


_NO_LIST: Final = ListEntry.model_construct(title="", published=date.min, basis=[])
"""Stands in the place of the list that a document does without."""


def _or_no_list(value: object, read: ValidatorFunctionWrapHandler) -> object:
    return _NO_LIST if value == "none" else read(_or_not_at_hand(value))


class CatalogFile(Model):
    """``catalogs/<id>.yaml``: a county and its list."""

    county: CountyName = Field(description="地区的名称")
    id: Id = Field(description="代号")
    rules: Id = Field(description="用 rules/ 下的哪个文件夹")
    calendar: Id = Field(description="工作日历")
    stated_list: Annotated[ListEntry | None, WrapValidator(_or_no_list)] = Field(
        alias="list", description="证明事项清单；不在手边的写 not_at_hand，规定里没有清单的写 none"
    )
    code: str | None = Field(None, description="行政区划代码，加引号；可以没有")
    list_form: ListFormEntry | None = Field(None, description="文件所附的清单样表")
    directory: Annotated[DirectoryEntry | None, BeforeValidator(_or_not_at_hand)] = Field(
        None, description="行政协助事项清单；文件提到而不在手边的写 not_at_hand，没有提到的不写"
    )
    directory_form: DirectoryFormEntry | None = Field(None, description="文件所附的协助清单样表")
    presumes: PresumesEntry | None = Field(None, description="清单推定：列入清单即可认定的事实")
    responsible: ResponsibleEntry | None = Field(None, description="文件列明的责任单位")
    items: list[ItemEntry] = Field([], description="清单的各行")

    @property
    def list_(self) -> ListEntry | None:
        """The list; None where it is not at hand, or the document has none."""
        return None if self.stated_list is _NO_LIST else self.stated_list

    @property
    def not_at_hand(self) -> frozenset[str]:
        """Which of ``list`` and ``directory`` exist according to the catalog, but are not in it."""
        absent = {"list"} if self.stated_list is None else set()
        if self.directory is None and "directory" in self.model_fields_set:
            absent.add("directory")
        return frozenset(absent)

    @model_validator(mode="after")
    def _list_and_items(self) -> CatalogFile:
        if self.list_ is None and self.items:
            raise ValueError("没有写出 list 的目录不能有 items。写出 list，或者删去它")
        if self.list_ is None and self.presumes is not None:
            raise ValueError("没有写出 list 的目录不能有 presumes。写出 list，或者删去它")
        return self


class CaseFile(Model):
    """A case: the county, the decision, the item, the day, and the known facts.

    `fill` is only for forms that are made out for it; no decision reads it.
    """

    jurisdiction: str = Field(description="地区的名称、代号或者行政区划代码")
    decision: str | None = Field(None, description="要作的判断；不写就是第一项")
    item: Any = Field(
        None,
        description="清单的序号，或者 {certificate: 证明, matter: 事项}；"
        "不写，证明的事实由 facts 给出",
    )
    date: Day | None = Field(None, description="作出判断之日；不写就是不知道")
    facts: dict[str, Any] = Field({}, description="知道的事实。没有写的就是不知道，不是“否”")
    fill: dict[str, Any] = Field({}, description="只供填写文书，不影响判断：字段: 内容")


class EventEntry(Model):
    """An event of a case."""

    event: str = Field(description="事件，照抄词汇表")
    at: Instant = Field(description="发生的日期，或者带时区的时刻")
    ref: str | None = Field(
        None, description="是哪一件：几件请求要分得清时，有关的事件写相同的 ref"
    )
    obliged: str | None = Field(
        None, description="负有义务的机关在别的地区的，写那个地区，用它的工作日历"
    )
    calendar: str | None = Field(None, description="另有约定的工作日历")
    facts: dict[str, Any] = Field(
        {}, description="事件带来的事实，自它发生起成立，如承诺书写的期限：事实: 值"
    )

    constraints = (
        not_with(
            "obliged",
            "calendar",
            "obliged 和 calendar 只能写其一。"
            "obliged 写负有义务的机关所在的地区，用它的工作日历；另有约定的写 calendar",
        ),
    )


class PauseEntry(Model):
    """Days that are not counted, both ends included."""

    from_: Day = Field(alias="from", description="第一日，在内")
    to: Day | None = Field(None, description="最后一日，在内；没有恢复的不写")
    why: str | None = Field(None, description="事由")


class TimelineFile(Model):
    """The timeline of a case: the county, the moment to look from, the events, the known facts."""

    jurisdiction: str = Field(description="地区的名称、代号或者行政区划代码")
    events: list[EventEntry] = Field(description="先后发生的事件")
    as_of: Instant | None = Field(None, description="截至哪一日；软件不看时钟")
    item: Any = Field(None, description="清单的序号")
    excluded: list[PauseEntry] = Field([], description="不计入期限的时间")
    facts: dict[str, Any] = Field({}, description="知道的事实；它们说明负有哪些义务")
