"""Models of the YAML of rules: documents, provisions, definitions, rules, duties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from gaozhi.language._constraints import exactly_one, needs, not_with, one_at_least
from gaozhi.language._validation import (
    BRANCH,
    Accepted,
    Cited,
    Day,
    DayToFill,
    Id,
    Model,
    NameText,
    NameToFind,
    Note,
    OneOrMore,
)
from gaozhi.workdays import Unit

__all__ = [
    "AsideEntry",
    "CaseTimeEntry",
    "DefinitionEntry",
    "DiffersEntry",
    "DocumentHeader",
    "DutyEntry",
    "EachEntry",
    "InForce",
    "OrgansEntry",
    "ProvisionEntry",
    "Reading",
    "ReadingEntry",
    "RemovalEntry",
    "RuleEntry",
    "RuleRemovalEntry",
    "RulesFile",
    "TextEntry",
]

TIMES: Final = ("within", "by", "every", "promptly", "at_once", "untimed", "elsewhere")
"""The keys by which a duty states its time; it has exactly one of them."""

GROUNDED: Final = one_at_least("basis", "basis 是空的。写上所依据的条文编号")

WRITTEN: Final = f"{BRANCH}written"
OF_A_CASE: Final = f"{BRANCH}of_a_case"
"""The branches of a time: the document states it, or the case."""

Certainty = Literal["text", "seen", "inferred", "weak"]


class InForce(Model):
    """The days in force, both included; an absent one is open."""

    from_: Day | None = Field(default=None, alias="from", description="第一日，在内")
    until: Day | None = Field(None, description="最后一日，在内")

    constraints = (
        one_at_least("from until", "in_force 里什么也没写。写 from、until 之一，或者删去 in_force"),
    )

    @model_validator(mode="after")
    def _in_order(self) -> InForce:
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError("until 早于 from，这段时间不存在。核对两个日期")
        return self


def read_sha256(text: object) -> str:
    """Return a SHA-256 digest as written.

    Raises:
        ValueError: the text is not 64 hexadecimal digits.

    """
    if isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text):
        return text
    raise ValueError("应为 64 位小写的十六进制数，加引号。用 gaozhi provisions --verify 算出")


class TextEntry(Model):
    """The text from which quotes were taken: the name of its file, and its digest."""

    file: str | None = Field(None, description="原文的文件名")
    sha256: Annotated[str | None, BeforeValidator(read_sha256)] = Field(
        None, description="原文的摘要，用 gaozhi provisions --verify 算出"
    )

    constraints = (
        one_at_least("file sha256", "text 里什么也没写。写 file、sha256 之一，或者删去 text"),
    )


class DocumentHeader(Model):
    """The document that provisions are part of."""

    title: str = Field(description="文件的标题")
    issuer: NameToFind = Field(description="制定机关；查不到的写 待查")
    issued: DayToFill = Field(description="印发日期；查不到的写 待查")
    number: str | None = Field(None, description="文号；没有文号的不写")
    in_force: InForce | None = Field(
        None, description="施行期间：from、until，首尾两日都在内，可以只写一个"
    )
    text: TextEntry | None = Field(None, description="引文所据的原文：文件名和摘要，用来核对引文")


class ProvisionEntry(Model):
    """A provision: its place in the document, its words and meaning, and why nothing carries it."""

    id: Id = Field(description="条文编号，自己编，本地区内不重复")
    locator: str = Field(description="在文件里的位置，如 第四条")
    means: str = Field(description="一句话的意思")
    quote: str | None = Field(None, description="原文，逐字抄")
    certainty: Certainty = Field(
        "text",
        description="可靠程度。有原文的不写；见过转载 seen，多份文件推断 inferred，依据较少 weak",
    )
    restates: OneOrMore = Field([], description="重申：与上级的哪些规则、义务意思相同")
    not_computed: str | None = Field(
        None, description="不计算，写明理由。写了它，就不能再引用或者重申"
    )

    @model_validator(mode="after")
    def _quoted(self) -> ProvisionEntry:
        if self.certainty == "text" and not self.quote:
            raise ValueError(
                "没有引文。有原文的写 quote；未见权威文本的写 certainty: seen、inferred 或者 weak"
            )
        return self


class AsideEntry(Model):
    """Words of the document that are no provision: they oblige nobody and no rule rests on them."""

    locator: str = Field(description="在文件里的位置，如 第四条")
    quote: str = Field(description="原文，逐字抄；不与条文的引文重叠")
    kind: Literal["标题", "背景", "号召", "名单", "样表"] = Field(
        description="标题（标题、称谓、日期），背景（为什么、依据什么），号召（没有对谁定下义务），"
        "名单，样表（文书里已有的样式）"
    )
    note: str | None = Field(None, description="给改规则的人看，不影响任何答复")


class OrgansEntry(Model):
    """The organs that a paragraph makes responsible, and their other names."""

    members: list[str] = Field(description="所列的机关，照抄文件")
    basis: Cited
    aliases: dict[str, str] = Field({}, description="别称: 正名")

    constraints = (
        one_at_least("members", "members 是空的。照抄文件所列的责任单位"),
        GROUNDED,
    )


class RulesFile(Model):
    """A file below ``rules/<id>/``; it does not matter which keys are in which file."""

    document: DocumentHeader | None = Field(
        None, description="本地区自己的文件。一个文件夹只写一次"
    )
    statute: DocumentHeader | None = Field(
        None, description="援引的法律。与 document 不在同一个文件里"
    )
    extends: Id | None = Field(
        None, description="上级的代号。本地区没有写的，依上级。一个文件夹只写一次"
    )
    provisions: list[Any] = Field(
        [], description="条文。每一条都要有着落：被引用，重申上级，或者写明为什么不计算"
    )
    asides: list[Any] = Field(
        [], description="其余文字：文件里不是条文的部分，如标题、背景。不影响任何答复"
    )
    organs: dict[str, Any] = Field(
        {}, description="责任单位：文件一段所列的机关，起一个名字，供义务的 responsible 引用"
    )
    define: dict[str, Any] = Field({}, description="给条件起名字：名字里没有“.”，不与判断同名")
    rules: dict[str, list[Any]] = Field({}, description="规则，写在所回答的判断下面")
    duties: list[Any] = Field([], description="义务：谁、做什么、到什么时候")
    forms: list[Any] = Field([], description="文书：告知承诺书、函、清单样式")
    wording: dict[str, Any] | None = Field(None, description="文书不许用的词句")
    facts: list[Any] = Field(
        [], description="本地区自己的事实；已有的事实写名称和新的问法。只对本地区和下级有效"
    )
    implies: list[Any] = Field(
        [], description="前一事实为真，后一事实必为真，或者必为所写的值。只对本地区和下级有效"
    )
    decisions: list[Any] = Field([], description="本地区自己的判断。只对本地区和下级有效")
    values: dict[str, Any] = Field(
        {}, description="给已有的判断、事实增加取值：名称: {add: [取值, …]}。只对本地区和下级有效"
    )
    events: list[Any] = Field(
        [], description="本地区自己的事件：名称，或者 {event, makes, when}。只对本地区和下级有效"
    )
    watch: list[Any] = Field(
        [], description="预警：几件案件的事件合起来，什么情形值得有人看一眼。它只提醒，不作判断"
    )

    constraints = (
        not_with(
            "document",
            "statute",
            "一个文件里 document 与 statute 只能有其一。援引的法律另用一个文件",
        ),
    )


class ReadingEntry(Model):
    """An ambiguity of the document: the meaning that the rule takes, and the other one."""

    taken: str = Field(description="所取的读法")
    other: str = Field(description="另一种读法")


Reading = Annotated[
    ReadingEntry | None, Field(description="条文可有两读：taken 是所取的，other 是另一种")
]


class DiffersEntry(Model):
    """A difference from a superior that the county means, with the reason."""

    from_: str = Field(alias="from", description="与哪一级不同：上级规则的文件夹名，如 national")
    why: str = Field(description="为什么不同，写给审查的人看")
    no_caveat: str | None = Field(
        None, description="答复为什么不必提醒上级怎样规定；不写，就须有提醒（caveat）引用上级的条文"
    )
    basis: Cited = []


Differs = Annotated[
    DiffersEntry | None,
    Field(description="有意与上级不同：gaozhi prove 由此知道，并且核对是否还不同"),
]


class DefinitionEntry(Model):
    """The long form of a definition, which may replace the parent's."""

    when: Any = Field(description="条件")
    replaces: Literal[True] | None = Field(None, description="true：替换上级的同名定义")
    basis: Cited = []

    constraints = (needs("replaces", "basis", "替换上级的定义没有写依据。补上 basis: [条文编号]"),)


class RuleEntry(Model):
    """A rule as its author writes it; conditions are read separately, with their places."""

    rule: NameText = Field(description="规则的名称，在本地区和全部上级中不重复")
    title: str = Field(description="答复里用的一句话")
    when: Any = Field(None, description="条件。不写就是恒成立")
    unless: Any = Field(None, description="除外。when 成立而 unless 不成立时，规则成立")
    otherwise: Literal[True] | None = Field(
        None, description="true：其余情形。没有别的有 then 的规则成立时，它成立"
    )
    then: OneOrMore = Field([], description="结论，照抄判断的取值")
    basis: Cited = []
    silent: Literal[True] | None = Field(None, description="true：文件没有规定。与 basis 二者择一")
    caveat: str | None = Field(None, description="提醒：规则成立时答复必须带上的话。它不改变结论")
    reading: Reading = None
    replaces: OneOrMore = Field([], description="替换上级的哪些规则")
    before: str | None = Field(None, description="表格：放在哪一行之前")
    after: str | None = Field(None, description="表格：放在哪一行之后")
    in_force: InForce | None = Field(
        None, description="施行期间：from、until，首尾两日都在内，可以只写一个"
    )
    before_document: Literal[True] | None = Field(
        None, description="true：只在本地区文件施行以前成立；依据写当时施行的文件"
    )
    differs: Differs = None
    accepted: Accepted = None
    note: Note = None

    constraints = (
        one_at_least("then caveat", "规则什么也没说。写 then（结论）或者 caveat（提示）"),
        exactly_one(
            ("basis", "silent"),
            "规则应写 basis 或者 silent，二者择一。"
            "basis 写所依据的条文，文件未规定的写 silent: true",
        ),
        not_with(
            "otherwise",
            "when unless in_force",
            "otherwise 的规则不写 when、unless、in_force。二者删去其一",
        ),
        not_with(
            "before_document",
            "in_force replaces otherwise",
            "before_document 的规则不写 in_force、replaces、otherwise。二者删去其一",
        ),
        needs("otherwise", "then", "otherwise 的规则没有 then。写出其余情形的结论"),
        not_with("before", "after", "before 与 after 只能写其一。删去一个"),
    )


class RemovalEntry(Model):
    """The removal of a parent's rule, duty or form, with its basis."""

    removes: str = Field(description="不要上级的哪一条")
    basis: Cited

    constraints = (GROUNDED,)


class RuleRemovalEntry(RemovalEntry):
    """The removal of a parent's rule, which may say that it means to differ."""

    differs: Differs = None


class EachEntry(Model):
    """Short for one unconditional rule for each value."""

    each: dict[str, OneOrMore] = Field(description="恒成立的一批值：值: 条文编号，一行一个")
    differs: Differs = None

    @model_validator(mode="after")
    def _grounded(self) -> EachEntry:
        empty = [value for value, basis in self.each.items() if not basis]
        if empty or not self.each:
            missing = "、".join(empty) or "一个值也没有"
            raise ValueError(f"each 没有写所依据的条文：{missing}。写作 {{值: 条文编号, …}}")
        return self


class ExtensionEntry(Model):
    """By how much a period may be extended, and the event that extends it."""

    by: str = Field(description="延长多久，与 within 同一单位")
    approved: str = Field(description="由哪个事件批准")


class CaseTimeEntry(Model):
    """A time that the case states: the fact that holds it, and the unit of a number."""

    fact: str = Field(description="哪一个事实：期间写数字或者文本的事实，某日写日期的事实")
    unit: Unit | None = Field(
        None, description="数字的单位：工作日、日、月、年；文本自己带着单位，日期没有单位，不写"
    )


def _branch(value: object) -> str:
    return OF_A_CASE if isinstance(value, Mapping | CaseTimeEntry) else WRITTEN


OfCase = Annotated[CaseTimeEntry, Tag(OF_A_CASE)]


class DutyEntry(Model):
    """A duty of an organ: what, by when, and the event that meets it."""

    duty: NameText = Field(description="义务的名称，在本地区和全部上级的义务中不重复")
    actor: str = Field(description="谁")
    act: str = Field(description="做什么")
    basis: Cited
    title: str | None = Field(None, description="一句话的标题")
    when: Any = Field(None, description="在什么条件下有这项义务")
    to: str | None = Field(None, description="向谁")
    through: OneOrMore = Field([], description="经什么渠道")
    within: Annotated[Annotated[str, Tag(WRITTEN)] | OfCase, Discriminator(_branch)] | None = Field(
        None,
        description="多久之内，与 from 一起写：3工作日、10日、6个月、1年、当日；"
        "由案件定的，写 {fact: 事实, unit: 工作日}",
    )
    from_: str | None = Field(default=None, alias="from", description="自哪个事件起算")
    by: Annotated[Annotated[Day, Tag(WRITTEN)] | OfCase, Discriminator(_branch)] | None = Field(
        None, description="某日之前；由案件定的，写 {fact: 日期事实}，与 from 一起写"
    )
    every: str | None = Field(None, description="定期：6个月、1年")
    starting: Day | None = Field(None, description="定期的第一次，与 every 一起写")
    promptly: Literal[True] | None = Field(None, description="true：文件写“及时”，没有数字")
    at_once: Literal[True] | None = Field(None, description="true：当场")
    untimed: Literal[True] | None = Field(None, description="true：文件规定了义务，没有写时间")
    elsewhere: str | None = Field(
        None, description="时间由另一份文件定的，写那份文件的名称；这里不计算"
    )
    responsible: OneOrMore = Field([], description="责任单位：organs 里的名称，一个或者一个列表")
    met_by: str | None = Field(None, description="哪个事件使它履行完毕")
    instead_of: str | None = Field(None, description="按期履行了它，就代替了哪一项义务")
    restarts: str | None = Field(
        None, description="它的 from 一发生，哪一项义务的期限作废、重新计算"
    )
    extension: ExtensionEntry | None = Field(
        None, description="期限可以延长：by 延长多久，approved 由哪个事件批准"
    )
    not_counted: OneOrMore = Field([], description="不计入期限的事由，照法律所列")
    replaces: OneOrMore = Field([], description="替换上级的哪些义务")
    caveat: str | None = Field(None, description="提醒：随这项义务一起说明的话")
    reading: Reading = None
    accepted: Accepted = None
    note: Note = None

    constraints = (
        exactly_one(
            TIMES,
            f"期限写了 {{count}} 个：{{names}}。写 {'、'.join(TIMES)} 之中的一个",
            missing="没有写期限",
            brief=f"期限写 {'、'.join(TIMES)} 之中的一个",
        ),
        needs("within", "from", "within 没有与 from 一起写。from 写自何事件起算"),
        not_with("every", "from", "every 不与 from 一起写。删去 from"),
        needs("starting", "every", "starting 只与 every 一起写。删去 starting"),
        needs(
            "instead_of",
            "met_by",
            "instead_of 没有与 met_by 一起写。met_by 写以何事件为履行，履行了才代替另一项",
        ),
        needs("extension", "within", "extension 只与 within 一起写。删去 extension"),
        needs("not_counted", "within", "not_counted 只与 within 一起写。删去 not_counted"),
        needs("restarts", "from", "restarts 没有与 from 一起写。from 写自何事件重新起算"),
        GROUNDED,
    )

    @model_validator(mode="after")
    def _day_of_the_case(self) -> DutyEntry:
        of_case = isinstance(self.by, CaseTimeEntry)
        if of_case and self.from_ is None:
            raise ValueError("by 由案件定的，没有与 from 一起写。from 写自哪个事件起有这项义务")
        if self.by is not None and not of_case and self.from_ is not None:
            raise ValueError("by 不与 from 一起写。删去 from")
        return self
