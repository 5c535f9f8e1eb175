"""What may stand in the YAML of forms: their fields, their text, and how the text must read."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from gaozhi.language._validation import Basis, Model, OneOrMore

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
"""What a piece of a form can be; each piece is exactly one."""

_SOURCES: Final = ("fact", "item", "items", "county", "decision", "quote", "by_hand")
_ITEM: Final = re.compile(r"number|certificate|matter|departments\.[a-z_]+")
_SERIAL: Final = re.compile(r"(?=.*N)(?:Y{4})?[^YN]{0,8}N{1,10}")


class FieldEntry(Model):
    """One blank of a form: what it is called, where it comes from, how it prints.

    Without a source it is open: whoever makes out the form may fill it, and it stays a blank
    until then. `by_hand` is never filled by a machine: a signature, a seal.
    """

    label: str | None = None
    fact: str | None = None
    item: str | None = None
    items: dict[str, str] = {}
    county: Literal["name", "document", "title", "issuer"] | None = None
    decision: str | None = None
    supposing: dict[str, Any] = {}
    quote: OneOrMore = []
    by_hand: Literal[True] | None = None
    only: OneOrMore = []
    says: dict[str, str] = {}
    choices: OneOrMore = []
    printed: str | None = None
    hint: str | None = None
    width: Annotated[int, Field(ge=1)] = 8
    rows: Annotated[int, Field(ge=1)] | None = None
    date: Literal[True] | None = None
    serial: str | None = None
    needed: Literal[True] | None = None
    carries: OneOrMore = []

    @model_validator(mode="after")
    def _consistent(self) -> FieldEntry:
        sources = [name for name in _SOURCES if getattr(self, name)]
        if len(sources) > 1:
            raise ValueError(f"来源写了 {len(sources)} 个：{'、'.join(sources)}。只写一个")
        if self.supposing and self.decision is None:
            raise ValueError("supposing 只与 decision 一起写。删去 supposing")
        if self.only and self.decision is None:
            raise ValueError("only 只与 decision 一起写。删去 only")
        if self.says and self.decision is None and self.fact is None:
            raise ValueError("says 只与 decision 或者 fact 一起写。删去 says")
        ways = [
            name for name in ("choices", "date", "serial", "rows", "items") if getattr(self, name)
        ]
        if len(ways) > 1 and ways != ["rows", "items"]:
            raise ValueError(f"{'、'.join(ways)} 不能一起写。只写一个")
        if self.needed and self.by_hand:
            raise ValueError("by_hand 的字段由人手写，不能又写 needed。删去 needed")
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
    """A table: its columns (a group is ``{name: [columns]}``), a guide row, and its rows' field."""

    columns: list[Any]
    rows: str
    guide: dict[str, str] = {}

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
        """Return every column with the group that it stands in, if any."""
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
    """One piece of a form."""

    heading: str | None = None
    point: str | None = None
    text: str | None = None
    line: str | None = None
    right: str | None = None
    note: str | None = None
    list_: str | None = Field(default=None, alias="list")
    table: TableEntry | None = None
    sign: Annotated[list[list[str]], BeforeValidator(_columns_of_lines)] | None = None
    attachment: str | None = None
    when: Any = None
    chosen: dict[str, OneOrMore] = {}
    unless_chosen: dict[str, OneOrMore] = {}
    element: str | None = None
    carries: OneOrMore = []
    states: OneOrMore = []
    basis: OneOrMore = []

    @property
    def kind(self) -> str:
        """The name of what it is."""
        return next(name for name in BLOCK_KINDS if self.content(name) is not None)

    def content(self, kind: str) -> Any:  # noqa: ANN401 - text, a list, or a table
        """Return what stands under that kind, or None."""
        return getattr(self, "list_" if kind == "list" else kind)

    @model_validator(mode="after")
    def _one_kind(self) -> BlockEntry:
        kinds = [name for name in BLOCK_KINDS if self.content(name) is not None]
        if len(kinds) != 1:
            found = f"一段写了 {len(kinds)} 种：{'、'.join(kinds)}" if kinds else "这一段没有内容"
            raise ValueError(f"{found}。写 {'、'.join(BLOCK_KINDS)} 之中的一种")
        if self.sign is not None and not all(self.sign):
            raise ValueError("sign 是空的。写作 [行, …]，并排的写作 [[行, …], [行, …]]")
        return self


class AcceptedEntry(Model):
    """A fault of the document itself: what the form lacks, says or omits, and why it is one."""

    lacks: str | None = None
    says: str | None = None
    omits: str | None = None
    because: str

    @model_validator(mode="after")
    def _one_kind(self) -> AcceptedEntry:
        stated = [name for name in ("lacks", "says", "omits") if getattr(self, name) is not None]
        if len(stated) != 1:
            raise ValueError(
                "瑕疵恰写一种。lacks 写所缺的要素，says 写文书所用的词句，omits 写文书所漏的词句"
            )
        return self


class FormEntry(Model):
    """A form as its author writes it; its blocks are read separately, with their places."""

    form: str
    title: str
    basis: Basis
    status: Literal["规定", "供参考"]
    body: list[Any]
    fields: dict[str, Any] = {}
    fulfils: OneOrMore = []
    when: Any = None
    page: Literal["portrait", "landscape"] = "portrait"
    replaces: OneOrMore = []
    accepted: list[AcceptedEntry] = []
    note: str | None = None

    @model_validator(mode="after")
    def _has_body(self) -> FormEntry:
        if not self.body:
            raise ValueError("body 是空的。写上文书的各段")
        return self


class WordingEntry(Model):
    """Words that a county's document forbids in its texts, and formulas that are no fault."""

    basis: Basis
    vague: OneOrMore = []
    catch_all: OneOrMore = []
    allowed: OneOrMore = []

    @model_validator(mode="after")
    def _something(self) -> WordingEntry:
        if not self.vague and not self.catch_all and not self.allowed:
            raise ValueError("wording 里什么也没写。写 vague、catch_all、allowed 之一")
        return self
