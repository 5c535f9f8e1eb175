"""Models of the YAML of forms: their fields, their blocks, and forbidden words."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from gaozhi.language._constraints import Constraint, exactly_one, needs, not_with, one_at_least
from gaozhi.language._validation import Basis, Cited, Model, Note, OneOrMore

__all__ = [
    "BLOCK_KINDS",
    "AcceptedEntry",
    "BlockEntry",
    "FieldEntry",
    "FormEntry",
    "TableEntry",
    "WordingEntry",
]

BLOCK_KINDS: Final = (
    "heading",
    "point",
    "text",
    "line",
    "right",
    "note",
    "list",
    "table",
    "sign",
    "attachment",
)
"""The kinds of blocks; each block has exactly one of them as a key."""

_SOURCES: Final = ("fact", "item", "items", "county", "decision", "quote", "by_hand")
_WAYS: Final = ("choices", "date", "serial", "rows", "items")
_ITEM: Final = re.compile(r"number|kind|certificate|matter|departments\.[a-z_]+")
_SERIAL: Final = re.compile(r"(?=.*N)(?:Y{4})?[^YN]{0,8}N{1,10}")


class FieldEntry(Model):
    """One blank of a form: its name, its source, and how it is printed.

    Without a source it is open: it stays a blank until the person who makes out the form fills it.
    A field `by_hand` is never filled by the software: a signature, a seal.
    """

    label: str | None = Field(None, description="要填什么，比字段名说得更清楚时写")
    fact: str | None = Field(None, description="取自案件的一个事实")
    item: str | None = Field(
        None, description="取自清单的一项：number、kind、certificate、matter、departments.county 等"
    )
    items: dict[str, str] = Field({}, description="取自整个清单，用于表格：栏名: 清单的一栏")
    county: Literal["name", "document", "title", "issuer"] | None = Field(
        None, description="取自本地区：名称、文号、文件题名、制定机关"
    )
    decision: str | None = Field(None, description="取自一项判断的结论")
    supposing: dict[str, Any] = Field({}, description="与 decision 一起写：假定这些事实")
    quote: OneOrMore = Field([], description="取自条文的原文")
    by_hand: Literal[True] | None = Field(None, description="true：签名、盖章，从不代填")
    only: OneOrMore = Field([], description="与 decision 一起写：只印这些取值")
    all_but: OneOrMore = Field(
        [], description="与 decision 一起写：这些取值以外的都印，地区增加的也印"
    )
    says: dict[str, str] = Field({}, description="取值换成印出的话；是非的取值写 是、否")
    choices: OneOrMore = Field([], description="只能填这些")
    printed: str | None = Field(None, description="没有选定时印出的字")
    hint: str | None = Field(None, description="空的后面印出的提示，填了就不印")
    width: Annotated[int, Field(ge=1)] = Field(8, description="空有多长，以字计；不写是 8")
    rows: Annotated[int, Field(ge=1)] | None = Field(None, description="有若干行，至少几行")
    date: Literal[True] | None = Field(None, description="true：日期")
    serial: str | None = Field(None, description="编号的样式：Y 是年份的一位，N 是流水号的一位")
    needed: Literal[True] | None = Field(None, description="true：必填")
    carries: OneOrMore = Field([], description="填了它，就写明了哪些要素，写作 判断·值")

    constraints = (
        Constraint(
            _SOURCES, "来源写了 {count} 个：{names}。只写一个", most=1, brief="来源只写一个"
        ),
        needs("supposing", "decision", "supposing 只与 decision 一起写。删去 supposing"),
        needs("only", "decision", "only 只与 decision 一起写。删去 only"),
        needs("all_but", "decision", "all_but 只与 decision 一起写。删去 all_but"),
        not_with("all_but", "only", "only 和 all_but 说的是同一件事。只写一个"),
        needs("says", "decision fact", "says 只与 decision 或者 fact 一起写。删去 says"),
        Constraint(
            _WAYS,
            "{names} 不能一起写。只写一个",
            most=1,
            brief=f"{'、'.join(_WAYS)} 只写一个",
            allowed=frozenset({"rows", "items"}),
        ),
        not_with("needed", "by_hand", "by_hand 的字段由人手写，不能又写 needed。删去 needed"),
    )

    @model_validator(mode="after")
    def _consistent(self) -> FieldEntry:
        for written in [*([self.item] if self.item else []), *self.items.values()]:
            if not _ITEM.fullmatch(written):
                raise ValueError(
                    f"清单的一项没有“{written}”。写 number、certificate、matter 或者"
                    " departments.county 之类"
                )
        if self.serial is not None and not _SERIAL.fullmatch(self.serial):
            raise ValueError("serial 的写法不对。Y 是年份的一位，N 是流水号的一位，如 YYYYNNNN")
        return self


class TableEntry(Model):
    """A table: columns (a group is ``{name: [columns]}``), the field of its rows, a guide row."""

    columns: list[Any] = Field(description="各栏；分栏写 {栏名: [分栏, 分栏]}")
    rows: str = Field(description="写字段名：一行一项")
    guide: dict[str, str] = Field({}, description="填写说明的一行：栏名: 说明")

    @model_validator(mode="after")
    def _columns(self) -> TableEntry:
        if not self.columns:
            raise ValueError("columns 是空的。写上各栏的名称")
        for column in self.columns:
            group = isinstance(column, dict) and len(column) == 1
            parts = next(iter(column.values())) if group else [column]
            if not parts or not isinstance(parts, list) or not all(_is_text(p) for p in parts):
                raise ValueError("columns 的一栏应为文本，或者 {栏名: [分栏, …]}。改写这一栏")
        names = [name for _, name in self.leaves()]
        if len(set(names)) < len(names):
            raise ValueError("columns 有重名的栏。各栏另起名称")
        unknown = [name for name in self.guide if name not in names]
        if unknown:
            raise ValueError(f"guide 写了没有的栏：{'、'.join(unknown)}。照抄 columns")
        return self

    def leaves(self) -> list[tuple[str | None, str]]:
        """Return every column as (group, name); the group is None where it has none."""
        found: list[tuple[str | None, str]] = []
        for column in self.columns:
            if isinstance(column, dict):
                group, parts = next(iter(column.items()))
                found += [(group, part) for part in parts]
            else:
                found.append((None, column))
        return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _columns_of_lines(value: object) -> object:
    """Read one list of lines as a single column of signatures."""
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return [value]
    return value


class BlockEntry(Model):
    """One block of a form."""

    heading: str | None = Field(None, description="小标题")
    point: str | None = Field(None, description="自动编号的一点：（一）（二）")
    text: str | None = Field(None, description="一段，首行缩进两字")
    line: str | None = Field(None, description="一行，不缩进")
    right: str | None = Field(None, description="靠右的一行：编号、落款、日期")
    note: str | None = Field(None, description="附注，如“一式两份”")
    list_: str | None = Field(
        default=None, alias="list", description="逐行编号，写字段名；字段写 rows"
    )
    table: TableEntry | None = Field(None, description="表格")
    sign: Annotated[list[list[str]], BeforeValidator(_columns_of_lines)] | None = Field(
        None, description="签署：[行, 行]；并排的写 [[行, 行], [行, 行]]"
    )
    attachment: str | None = Field(None, description="另起一页的附纸的标题")
    when: Any = Field(None, description="条件。确定不成立的不印")
    chosen: dict[str, OneOrMore] = Field({}, description="字段: 选项。选了才印")
    unless_chosen: dict[str, OneOrMore] = Field({}, description="字段: 选项。选了就不印")
    element: str | None = Field(
        None, description="这一段写明哪项要素，写作 判断·值；本地区不要求的，不印"
    )
    carries: OneOrMore = Field([], description="这一段写明哪些要素，总是印")
    states: OneOrMore = Field([], description="这一段写的是哪一项义务的期间")
    basis: Cited = []

    @property
    def kind(self) -> str:
        """The key that says which kind of block it is."""
        return next(name for name in BLOCK_KINDS if self.content(name) is not None)

    def content(self, kind: str) -> Any:  # noqa: ANN401 - text, a list, or a table
        """Return the value of the key of a kind, or None."""
        return getattr(self, "list_" if kind == "list" else kind)

    constraints = (
        exactly_one(
            BLOCK_KINDS,
            f"一段写了 {{count}} 种：{{names}}。写 {'、'.join(BLOCK_KINDS)} 之中的一种",
            missing="这一段没有内容",
            brief=f"一段写一种：{'、'.join(BLOCK_KINDS)}",
        ),
    )

    @model_validator(mode="after")
    def _signed(self) -> BlockEntry:
        if self.sign is not None and not all(self.sign):
            raise ValueError("sign 是空的。写作 [行, …]，并排的写作 [[行, …], [行, …]]")
        return self


class AcceptedEntry(Model):
    """A fault of the document itself: what its form lacks, says or omits, and why it is a fault."""

    lacks: str | None = Field(None, description="所缺的要素")
    says: str | None = Field(None, description="文书所用的词句")
    omits: str | None = Field(None, description="文书所漏的词句")
    because: str = Field(description="为什么是瑕疵")

    constraints = (
        exactly_one(
            ("lacks", "says", "omits"),
            "瑕疵恰写一种。lacks 写所缺的要素，says 写文书所用的词句，omits 写文书所漏的词句",
        ),
    )


class FormEntry(Model):
    """A form as its author writes it."""

    form: str = Field(description="文书的名称，填写时用它")
    title: str = Field(description="印在上面的题名，可以有 {字段}")
    basis: Basis
    status: Literal["规定", "供参考"] = Field(description="照文件所说：规定，或者供参考")
    body: list[BlockEntry] = Field(description="正文，一段一段的列表")
    fields: dict[str, FieldEntry] = Field({}, description="字段：要填的地方，各写明从哪里来")
    fulfils: OneOrMore = Field([], description="这件文书写明哪些判断的要素")
    when: Any = Field(None, description="用这件文书的条件")
    page: Literal["portrait", "landscape"] = Field(
        "portrait", description="landscape 是横放的纸；不写就是竖放"
    )
    replaces: OneOrMore = Field([], description="代替上级的哪些文书")
    accepted: list[AcceptedEntry] = Field([], description="样式本身的瑕疵")
    note: Note = None

    constraints = (one_at_least("body", "body 是空的。写上文书的各段"),)


class WordingEntry(Model):
    """Words that a county's document forbids in its forms, and formulas that are allowed."""

    basis: Basis
    vague: OneOrMore = Field([], description="模糊表述")
    catch_all: OneOrMore = Field([], description="兜底条款")
    allowed: OneOrMore = Field([], description="含有这些词而不算的")

    constraints = (
        one_at_least(
            "vague catch_all allowed", "wording 里什么也没写。写 vague、catch_all、allowed 之一"
        ),
    )
