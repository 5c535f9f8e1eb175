"""Models of the YAML of lists: items, the directory of assistance, and their forms."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gaozhi.language._constraints import one_at_least
from gaozhi.language._documents import InForce
from gaozhi.language._validation import Accepted, Basis, Day, Model, Note, OneOrMore, lacking
from gaozhi.model import ASSISTANCE_FIELDS, CERTIFICATE, ITEM_FIELDS, read_columns

__all__ = [
    "AssistanceEntry",
    "ColumnsEntry",
    "DirectoryEntry",
    "DirectoryFormEntry",
    "ItemEntry",
    "ListEntry",
    "ListFormEntry",
    "SetByEntry",
    "TableFormEntry",
]


class ColumnsEntry(Model):
    """Columns of a table, and the fields of a row that each of them states.

    `groups` are the headings above several columns; a merged cell in a column of `across` may span
    rows of several matters.
    """

    columns: list[str] = Field([], description="各栏，一栏一次；两层表头的，写最下一层")
    fields: dict[str, Any] = Field({}, description="每一栏写的是清单的哪一项：栏名: certificate")
    groups: dict[str, list[str]] = Field({}, description="几栏之上的表头：表头: [栏名, …]")
    across: list[str] = Field([], description="合并的单元格可以管几个事项的栏")

    @model_validator(mode="after")
    def _columns_once(self) -> ColumnsEntry:
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("columns 里有重复的栏。一栏写一次；两层表头的，写到最下一层")
        below = [name for names in self.groups.values() for name in names]
        for key, names in (("groups", below), ("across", self.across)):
            stray = [name for name in names if name not in self.columns]
            if stray:
                raise ValueError(f"{key} 写了 columns 里没有的栏：{'、'.join(stray)}。照抄栏名")
        for group, names in self.groups.items():
            places = [self.columns.index(name) for name in names]
            if not places or places != list(range(places[0], places[0] + len(places))):
                raise ValueError(f"groups 里“{group}”之下的各栏不相邻。照 columns 的次序写")
        if len(set(below)) < len(below):
            raise ValueError("groups 里有一栏写了两次。一栏只在一个上层表头之下")
        return self


class ListEntry(ColumnsEntry):
    """The published list: its title, the day of publication, and its basis."""

    title: str = Field(description="清单的标题")
    published: Day = Field(description="公布日期")
    basis: Basis
    batch: str | None = Field(None, description="批次")

    @model_validator(mode="after")
    def _fields(self) -> ListEntry:
        read_columns(self.fields, self.columns, ITEM_FIELDS, ("certificate", "matter"))
        return self


class TableFormEntry(ColumnsEntry):
    """The form that a document prescribes for a list: its header, columns and notes."""

    title: str = Field(description="样表的标题")
    columns: Annotated[list[str], Field(min_length=1)] = Field(
        description="各栏，一栏一次；两层表头的，写最下一层"
    )
    basis: Basis
    header: list[str] = Field([], description="表头上方要填的")
    notes: dict[str, str] = Field({}, description="某一栏怎样填：栏名: 说明")

    @model_validator(mode="after")
    def _notes(self) -> TableFormEntry:
        stray = [name for name in self.notes if name not in self.columns]
        if stray:
            raise ValueError(f"notes 写了 columns 里没有的栏：{'、'.join(stray)}。照抄栏名")
        return self


class ListFormEntry(TableFormEntry):
    """The form of the list."""

    @model_validator(mode="after")
    def _fields(self) -> ListFormEntry:
        read_columns(self.fields, self.columns, ITEM_FIELDS, ("certificate", "matter"))
        return self


class DirectoryFormEntry(TableFormEntry):
    """The form of the directory of assistance."""

    @model_validator(mode="after")
    def _fields(self) -> DirectoryFormEntry:
        read_columns(self.fields, self.columns, ASSISTANCE_FIELDS, ("name", "matter"))
        return self


class SetByEntry(Model):
    """The basis of a certificate (设定依据): laws, and the documents that detail them."""

    law: OneOrMore = Field([], description="法律法规")
    detail: OneOrMore = Field([], description="具体实施依据，如规章、规范性文件")

    constraints = (
        one_at_least("law detail", "set_by 里什么也没写。写 law、detail 之一，或者删去 set_by"),
    )


Number = Annotated[int, Field(ge=1, description="序号，从 1 起，不重复")]
Matter = Annotated[str, Field(description="行政事项的名称，照抄清单")]
Code = Annotated[str | None, Field(description="事项编码，加引号")]
SetBy = Annotated[
    SetByEntry | None, Field(description="设定依据：law（法律法规）、detail（具体实施依据）")
]
Organ = Annotated[str | None, Field(description="承办机构")]
Verification = Annotated[OneOrMore, Field(description="核查方式，一个或者一个列表")]
Contact = Annotated[str | None, Field(description="联系方式")]
Remark = Annotated[str | None, Field(description="备注")]


class ItemEntry(Model):
    """An item of the list: one certificate in one matter, or one matter of another kind."""

    number: Number
    kind: Literal["证明", "许可", "信用承诺", "信用修复"] = Field(
        CERTIFICATE, description="是哪一种：证明（不写就是它）、许可、信用承诺、信用修复"
    )
    certificate: str = Field("", description="证明的名称，照抄清单；不是证明的，可以没有")
    matter: Matter
    code: Code = None
    departments: dict[str, str] = Field({}, description="各级责任部门")
    set_by: SetBy = None
    organ: Organ = None
    issuer: str | None = Field(None, description="开具证明的单位")
    mode: str | None = Field(None, description="实施方式")
    verification: Verification = []
    contact: Contact = None
    remark: Remark = None
    facts: dict[str, Any] = Field({}, description="清单为这一项写明的事实；清单没有写的，不要写")
    in_force: InForce | None = Field(None, description="在清单上的期间，首尾两日都在内")
    accepted: Accepted = None
    note: Note = None

    @model_validator(mode="after")
    def _certificate(self) -> ItemEntry:
        if self.kind == CERTIFICATE and not self.certificate:
            raise lacking("certificate")
        return self


class AssistanceEntry(Model):
    """An entry of the directory: one way in which an organ assists another in a matter."""

    number: Number
    matter: Matter
    name: str = Field(description="行政协助事项的名称")
    code: Code = None
    set_by: SetBy = None
    organ: Organ = None
    assisting: str | None = Field(None, description="协助机构")
    verification: Verification = []
    contact: Contact = None
    remark: Remark = None
    accepted: Accepted = None
    note: Note = None


class DirectoryEntry(Model):
    """The directory of assistance: its title, its basis, and its entries."""

    title: str = Field(description="协助清单的标题")
    basis: Basis
    published: Day | None = Field(None, description="公布日期")
    entries: list[AssistanceEntry] = Field([], description="协助清单的各行")
