"""What may stand in the YAML of lists: items, the directory of assistance, and their forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from gaozhi.language._border import Basis, Day, Model, OneOrMore
from gaozhi.language._documents import InForce

__all__ = [
    "AssistanceEntry",
    "DirectoryEntry",
    "ItemEntry",
    "ListEntry",
    "SetByEntry",
    "TableFormEntry",
]

Number = Annotated[int, Field(ge=1)]


class ListEntry(Model):
    """The published list: what it is called, when it was published, on what ground."""

    title: str
    published: Day
    basis: Basis
    batch: str | None = None
    columns: list[str] = []


class TableFormEntry(Model):
    """The form that a list is to be drawn up in: its head, its columns, how to fill them in."""

    title: str
    columns: Annotated[list[str], Field(min_length=1)]
    basis: Basis
    header: list[str] = []
    notes: dict[str, str] = {}

    @model_validator(mode="after")
    def _columns_once(self) -> TableFormEntry:
        if len(set(self.columns)) < len(self.columns):
            raise ValueError("columns 里有重复的栏。一栏写一次；两层表头的，写到最下一层")
        stray = [name for name in self.notes if name not in self.columns]
        if stray:
            raise ValueError(f"notes 写了 columns 里没有的栏：{'、'.join(stray)}。照抄栏名")
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
