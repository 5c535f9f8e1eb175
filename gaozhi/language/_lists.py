"""What may stand in the YAML of lists: items, the directory of assistance, and their forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from gaozhi.language._documents import InForce
from gaozhi.language._validation import Basis, Day, Model, OneOrMore
from gaozhi.model import ASSISTANCE_FIELDS, ITEM_FIELDS, read_columns

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

Number = Annotated[int, Field(ge=1)]


class ColumnsEntry(Model):
    """Columns of a table, and what each of them states of a row.

    `groups` are the headings above several columns; a merged cell in a column of `across` may stand
    for rows of several matters.
    """

    columns: list[str] = []
    fields: dict[str, Any] = {}
    groups: dict[str, list[str]] = {}
    across: list[str] = []

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
    """The published list: what it is called, when it was published, on what ground."""

    title: str
    published: Day
    basis: Basis
    batch: str | None = None

    @model_validator(mode="after")
    def _fields(self) -> ListEntry:
        read_columns(self.fields, self.columns, ITEM_FIELDS, ("certificate", "matter"))
        return self


class TableFormEntry(ColumnsEntry):
    """The form that a list is to be drawn up in: its head, its columns, how to fill them in."""

    title: str
    columns: Annotated[list[str], Field(min_length=1)]
    basis: Basis
    header: list[str] = []
    notes: dict[str, str] = {}

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
    """The two layers of what sets a certificate: laws, and the rules that carry them out."""

    law: OneOrMore = []
    detail: OneOrMore = []

    @model_validator(mode="after")
    def _one_layer_at_least(self) -> SetByEntry:
        if not self.law and not self.detail:
            raise ValueError("set_by 里什么也没写。写 law、detail 之一，或者删去 set_by")
        return self


class ItemEntry(Model):
    """One certificate in one matter."""

    number: Number
    certificate: str
    matter: str
    code: str | None = None
    departments: dict[str, str] = {}
    set_by: SetByEntry | None = None
    organ: str | None = None
    issuer: str | None = None
    mode: str | None = None
    verification: OneOrMore = []
    contact: str | None = None
    remark: str | None = None
    facts: dict[str, Any] = {}
    in_force: InForce | None = None
    accepted: str | None = None
    note: str | None = None


class AssistanceEntry(Model):
    """One thing in which an organ assists another, in one matter."""

    number: Number
    matter: str
    name: str
    code: str | None = None
    set_by: SetByEntry | None = None
    organ: str | None = None
    assisting: str | None = None
    verification: OneOrMore = []
    contact: str | None = None
    remark: str | None = None
    accepted: str | None = None
    note: str | None = None


class DirectoryEntry(Model):
    """The directory of assistance: what it is called, on what ground it stands, what is in it."""

    title: str
    basis: Basis
    published: Day | None = None
    entries: list[AssistanceEntry] = []
