"""Documents, their provisions, and what becomes of each provision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gaozhi.source import JsonRecord

__all__ = ["Account", "Aside", "Carrier", "CarrierKind", "Document", "Fate", "Provision"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document with force of law, and the days on which it is in force (both included)."""

    title: str
    issuer: str
    issued: date | None
    number: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """The document's number, or its title where it has none."""
        return self.number or f"《{self.title}》"

    def in_force(self, day: date | None) -> bool:
        """Whether the document is in force on `day`; on an unknown day it may be."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of a document, as a ground quotes it.

    Attributes:
        id: unique in the jurisdiction; another level's carries its prefix, ``national:GBF42-4-2``.
        document: the document that it stands in.
        locator: where in the document, 二（七）.
        quote: its words, or None where no authoritative text was at hand.
        means: what it says, in one sentence.
        certainty: text, seen, inferred or weak.

    """

    id: str
    document: Document
    locator: str
    quote: str | None
    means: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Aside(JsonRecord):
    """Words of a document that are no provision: a heading, what led to it, an exhortation.

    Attributes:
        locator: where in the document, 四（一）.
        quote: its words.
        kind: 标题, 背景, 号召, 名单 or 样表.
        note: what its author says of it.

    """

    locator: str
    quote: str
    kind: str
    note: str | None = None


class CarrierKind(StrEnum):
    """What a provision may be carried by."""

    RULE = "rule"
    DEFINITION = "definition"
    DUTY = "duty"
    REMOVAL = "removal"
    LIST = "list"
    PRESUMES = "presumes"
    RESPONSIBLE = "responsible"
    LIST_FORM = "list_form"
    DIRECTORY = "directory"
    DIRECTORY_FORM = "directory_form"
    FORM = "form"
    WORDING = "wording"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Carrier(JsonRecord):
    """What carries a provision: something that cites it as its basis.

    Attributes:
        kind: what it is.
        name: the name of the rule, definition or duty (of a removal: the one it takes away); the
            title of a list or form; of what a catalog states without one, the county's name.
        decision: the decision of a rule, or of a removed rule.

    """

    kind: CarrierKind
    name: str
    decision: str | None = None


class Fate(StrEnum):
    """What becomes of a provision, in one word."""

    CARRIED = "carried"
    RESTATING = "restating"
    NOT_COMPUTED = "not_computed"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Account(JsonRecord):
    """A provision of the jurisdiction's own, and what becomes of it.

    Attributes:
        provision: the provision.
        carriers: everything that cites it, each once.
        restates: the rules and duties of the parent that it says again.
        not_computed: why nothing carries it, where its author says so.

    """

    json_keys = (
        "provision=provision.id document=provision.document.label locator=provision.locator "
        "quote=provision.quote means=provision.means certainty=provision.certainty fate "
        "carriers restates not_computed"
    )

    provision: Provision
    carriers: tuple[Carrier, ...] = ()
    restates: tuple[Carrier, ...] = ()
    not_computed: str | None = None

    @property
    def fate(self) -> Fate:
        """Carried, else restating, else not computed; orphaned where it is none of these."""
        if self.carriers:
            return Fate.CARRIED
        if self.restates:
            return Fate.RESTATING
        return Fate.ORPHANED if self.not_computed is None else Fate.NOT_COMPUTED
