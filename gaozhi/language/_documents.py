"""What may stand in the YAML of rules: documents, provisions, definitions, rules, duties."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from gaozhi.language._validation import Day, DayToFill, Id, Model, NameText, OneOrMore

__all__ = [
    "AsideEntry",
    "DefinitionEntry",
    "DocumentHeader",
    "DutyEntry",
    "EachEntry",
    "InForce",
    "OrgansEntry",
    "ProvisionEntry",
    "ReadingEntry",
    "RemovalEntry",
    "RuleEntry",
    "RulesFile",
    "TextEntry",
]

Certainty = Literal["text", "seen", "inferred", "weak"]


class InForce(Model):
    """The days on which something is law; both are included, an absent one is open."""

    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> InForce:
        if self.from_ is None and self.until is None:
            raise ValueError("in_force 里什么也没写。写 from、until 之一，或者删去 in_force")
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError("until 早于 from，这段时间不存在。核对两个日期")
        return self


def read_sha256(text: object) -> str:
    """Return a digest as it stands.

    Raises:
        ValueError: the text is not 64 hexadecimal digits.

    """
    if isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text):
        return text
    raise ValueError("应为 64 位小写的十六进制数，加引号。用 gaozhi provisions --verify 算出")


class TextEntry(Model):
    """The text that quotes were taken from: the name of its file, and its digest."""

    file: str | None = None
    sha256: Annotated[str | None, BeforeValidator(read_sha256)] = None

    @model_validator(mode="after")
    def _something(self) -> TextEntry:
        if self.file is None and self.sha256 is None:
            raise ValueError("text 里什么也没写。写 file、sha256 之一，或者删去 text")
        return self


class DocumentHeader(Model):
    """The document that provisions stand in."""

    title: str
    issuer: str
    issued: DayToFill
    number: str | None = None
    in_force: InForce | None = None
    text: TextEntry | None = None


class ProvisionEntry(Model):
    """One provision: where it stands, what it says, and what becomes of it."""

    id: Id
    locator: str
    means: str
    quote: str | None = None
    certainty: Certainty = "text"
    restates: OneOrMore = []
    not_computed: str | None = None

    @model_validator(mode="after")
    def _quoted(self) -> ProvisionEntry:
        if self.certainty == "text" and not self.quote:
            raise ValueError(
                "没有引文。有原文的写 quote；未见权威文本的写 certainty: seen、inferred 或者 weak"
            )
        return self


class AsideEntry(Model):
    """Words of the document that are no provision: they oblige nobody and mean nothing to rules."""

    locator: str
    quote: str
    kind: Literal["标题", "背景", "号召", "名单", "样表"]
    note: str | None = None


class OrgansEntry(Model):
    """The organs that a paragraph makes responsible, and the names they also go by."""

    members: list[str]
    basis: OneOrMore
    aliases: dict[str, str] = {}

    @model_validator(mode="after")
    def _whole(self) -> OrgansEntry:
        if not self.members:
            raise ValueError("members 是空的。照抄文件所列的责任单位")
        if not self.basis:
            raise ValueError("basis 是空的。写上所依据的条文编号")
        return self


class RulesFile(Model):
    """A file below ``rules/<id>/``; which keys stand in which file carries no meaning."""

    document: DocumentHeader | None = None
    statute: DocumentHeader | None = None
    extends: Id | None = None
    provisions: list[Any] = []
    asides: list[Any] = []
    organs: dict[str, Any] = {}
    define: dict[str, Any] = {}
    rules: dict[str, list[Any]] = {}
    duties: list[Any] = []
    forms: list[Any] = []
    wording: dict[str, Any] | None = None
    watch: list[Any] = []

    @model_validator(mode="after")
    def _one_document(self) -> RulesFile:
        if self.document is not None and self.statute is not None:
            raise ValueError("一个文件里 document 与 statute 只能有其一。援引的法律另用一个文件")
        return self


class ReadingEntry(Model):
    """Which of two meanings the rule takes, and the other."""

    taken: str
    other: str


class DefinitionEntry(Model):
    """The long form of a definition: a county's own in place of its parent's."""

    when: Any
    replaces: Literal[True] | None = None
    basis: OneOrMore = []

    @model_validator(mode="after")
    def _grounded(self) -> DefinitionEntry:
        if self.replaces and not self.basis:
            raise ValueError("替换上级的定义没有写依据。补上 basis: [条文编号]")
        return self


class RuleEntry(Model):
    """A rule as its author writes it; conditions are read separately, with their places."""

    rule: NameText
    title: str
    when: Any = None
    unless: Any = None
    otherwise: Literal[True] | None = None
    then: OneOrMore = []
    basis: OneOrMore = []
    silent: Literal[True] | None = None
    caveat: str | None = None
    reading: ReadingEntry | None = None
    replaces: OneOrMore = []
    before: str | None = None
    after: str | None = None
    in_force: InForce | None = None
    before_document: Literal[True] | None = None
    accepted: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> RuleEntry:
        if self.before_document and (self.in_force or self.replaces or self.otherwise):
            raise ValueError(
                "before_document 的规则不写 in_force、replaces、otherwise。二者删去其一"
            )
        if not self.then and self.caveat is None:
            raise ValueError("规则什么也没说。写 then（结论）或者 caveat（提示）")
        if bool(self.basis) == bool(self.silent):
            raise ValueError(
                "规则应写 basis 或者 silent，二者择一。"
                "basis 写所依据的条文，文件未规定的写 silent: true"
            )
        if self.otherwise:
            if self.when is not None or self.unless is not None or self.in_force is not None:
                raise ValueError("otherwise 的规则不写 when、unless、in_force。二者删去其一")
            if not self.then:
                raise ValueError("otherwise 的规则没有 then。写出其余情形的结论")
        if self.before is not None and self.after is not None:
            raise ValueError("before 与 after 只能写其一。删去一个")
        return self


class RemovalEntry(Model):
    """A county takes a rule, a duty or a form of its parent away, on the ground of its text."""

    removes: str
    basis: OneOrMore

    @model_validator(mode="after")
    def _grounded(self) -> RemovalEntry:
        if not self.basis:
            raise ValueError("basis 是空的。写上所依据的条文编号")
        return self


class EachEntry(Model):
    """Short for one unconditional rule a value."""

    each: dict[str, OneOrMore]

    @model_validator(mode="after")
    def _grounded(self) -> EachEntry:
        empty = [value for value, basis in self.each.items() if not basis]
        if empty or not self.each:
            missing = "、".join(empty) or "一个值也没有"
            raise ValueError(f"each 没有写所依据的条文：{missing}。写作 {{值: 条文编号, …}}")
        return self


class ExtensionEntry(Model):
    """How much longer a period may get, and the event that makes it so."""

    by: str
    approved: str


class DutyEntry(Model):
    """What an organ owes, by when, and what meets it."""

    duty: NameText
    actor: str
    act: str
    basis: OneOrMore
    title: str | None = None
    when: Any = None
    to: str | None = None
    through: OneOrMore = []
    within: str | None = None
    from_: str | None = Field(default=None, alias="from")
    by: Day | None = None
    every: str | None = None
    starting: Day | None = None
    promptly: Literal[True] | None = None
    at_once: Literal[True] | None = None
    untimed: Literal[True] | None = None
    responsible: OneOrMore = []
    met_by: str | None = None
    instead_of: str | None = None
    restarts: str | None = None
    extension: ExtensionEntry | None = None
    not_counted: OneOrMore = []
    replaces: OneOrMore = []
    caveat: str | None = None
    reading: ReadingEntry | None = None
    accepted: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _timed_once(self) -> DutyEntry:
        stated = [
            name
            for name in ("within", "by", "every", "promptly", "at_once", "untimed")
            if getattr(self, name) is not None
        ]
        if len(stated) != 1:
            raise ValueError(
                (f"期限写了 {len(stated)} 个：{'、'.join(stated)}" if stated else "没有写期限")
                + "。写 within、by、every、promptly、at_once、untimed 之中的一个"
            )
        if self.within is not None and self.from_ is None:
            raise ValueError("within 没有与 from 一起写。from 写自何事件起算")
        if self.from_ is not None and stated[0] in ("by", "every"):
            raise ValueError(f"{stated[0]} 不与 from 一起写。删去 from")
        if self.starting is not None and stated[0] != "every":
            raise ValueError("starting 只与 every 一起写。删去 starting")
        if self.instead_of is not None and self.met_by is None:
            raise ValueError(
                "instead_of 没有与 met_by 一起写。met_by 写以何事件为履行，履行了才代替另一项"
            )
        for key in ("extension", "not_counted"):
            if getattr(self, key) and self.within is None:
                raise ValueError(f"{key} 只与 within 一起写。删去 {key}")
        if self.restarts is not None and self.from_ is None:
            raise ValueError("restarts 没有与 from 一起写。from 写自何事件重新起算")
        if not self.basis:
            raise ValueError("basis 是空的。写上所依据的条文编号")
        return self
