"""The lists of a program: the published list, the directory of assistance, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gaozhi.model.columns import ColumnPart
from gaozhi.model.digest_exempt import DIGEST_EXCLUDED, DIGEST_WHEN_SET
from gaozhi.model.facts import FactValue
from gaozhi.model.pickling import Portable
from gaozhi.model.provision import Provision

__all__ = [
    "CERTIFICATE",
    "ITEM_KINDS",
    "Assistance",
    "Column",
    "Directory",
    "Item",
    "ItemList",
    "SetBy",
    "TableForm",
    "item_label",
]

CERTIFICATE: Final = "证明"
"""The kind of an item that says nothing else: a certificate in a matter."""

ITEM_KINDS: Final = (CERTIFICATE, "许可", "信用承诺", "信用修复")
"""What an item of a list may be about."""


def item_label(certificate: str, kind: str, matter: str) -> str:
    """Return an item on one line: its certificate, or its kind where it has none, and the matter.

    Args:
        certificate: the certificate's name; empty where there is none.
        kind: one of `ITEM_KINDS`.
        matter: the matter; empty where it is not known.

    >>> item_label("", "许可", "食品经营许可")
    '许可（食品经营许可）'

    """
    thing = certificate or kind
    return f"{thing}（{matter}）" if matter else thing


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    Attributes:
        name: its heading.
        parts: the fields of a row that it states.
        group: the heading above it and its neighbours.
        across: whether a merged cell in it may span rows of several matters.

    """

    name: str
    parts: tuple[ColumnPart, ...]
    group: str | None = None
    across: bool = False


@dataclass(frozen=True, slots=True)
class SetBy:
    """The basis of a certificate (设定依据): laws, and the documents that detail them."""

    law: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item(Portable):
    """One certificate in one matter, or one matter of another kind, as the published list has it.

    Attributes:
        certificate: its name; empty where an item of another kind has none.
        code: the matter's code (事项编码).
        set_by: the basis of the certificate (设定依据).
        organ: who handles the matter (承办机构).
        issuer: who issues the certificate (开具单位).
        mode: 必须实行 or 可选择 (实施方式), where the list says it; also among `facts`.
        verification: how the commitment is verified (核查方式).
        remark: the list's own remark (备注); `note` is its author's.
        kind: what it is about, one of `ITEM_KINDS`.

    """

    number: int
    certificate: str
    matter: str
    departments: Mapping[str, str]
    facts: Mapping[str, FactValue]
    since: date | None = None
    until: date | None = None
    accepted: str | None = None
    note: str | None = None
    code: str | None = None
    set_by: SetBy | None = None
    organ: str | None = None
    issuer: str | None = None
    mode: str | None = None
    verification: tuple[str, ...] = ()
    contact: str | None = None
    remark: str | None = None
    kind: str = field(default=CERTIFICATE, metadata=DIGEST_WHEN_SET)

    @property
    def thing(self) -> str:
        """The certificate, or where there is none the kind."""
        return self.certificate or self.kind

    @property
    def label(self) -> str:
        """The item on one line, as in 无犯罪记录证明（教师资格认定）."""
        return item_label(self.certificate, self.kind, self.matter)


@dataclass(frozen=True, slots=True)
class ItemList(Portable):
    """The published list: its items, and the facts that being listed settles (`presumes`)."""

    title: str
    published: date
    basis: tuple[Provision, ...]
    items: tuple[Item, ...]
    presumes: Mapping[str, FactValue]
    presumes_basis: tuple[Provision, ...]
    batch: str | None = None
    columns: tuple[str, ...] = ()
    layout: tuple[Column, ...] = field(default=(), metadata=DIGEST_EXCLUDED)
    """the fields that each column states, where the catalog has them"""


@dataclass(frozen=True, slots=True)
class TableForm(Portable):
    """The form that a document prescribes for a list.

    Attributes:
        header: the blanks above the table, as 填报人.
        notes: by column, how it is filled in, in the document's words.
        layout: the fields that each column states, where the catalog has them.

    """

    title: str
    columns: tuple[str, ...]
    basis: tuple[Provision, ...]
    header: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    layout: tuple[Column, ...] = field(default=(), metadata=DIGEST_EXCLUDED)


@dataclass(frozen=True, slots=True)
class Assistance:
    """A matter in which an organ assists another (行政协助事项); see `Item` for other fields.

    Attributes:
        name: its name (行政协助事项名称).
        assisting: the organ that assists (协助机构).

    """

    number: int
    matter: str
    name: str
    code: str | None = None
    set_by: SetBy | None = None
    organ: str | None = None
    assisting: str | None = None
    verification: tuple[str, ...] = ()
    contact: str | None = None
    remark: str | None = None
    accepted: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory of assistance (行政协助事项清单), in its order."""

    title: str
    basis: tuple[Provision, ...]
    entries: tuple[Assistance, ...]
    published: date | None = None
