"""Documents, their provisions, and how each provision is accounted for."""

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
    issuer: str | None
    issued: date | None
    number: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """The document's number, or its title where it has none."""
        return self.number or f"《{self.title}》"

    def in_force(self, day: date | None) -> bool:
        """Whether the document is in force on `day`; True on an unknown day."""
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
        document: the document that it is part of.
        locator: where in the document, 二（七）.
        quote: its words, or None where no authoritative text was at hand.
        means: its meaning, in one Chinese sentence.
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
    """Words of a document that are no provision: a heading, background, an exhortation.

    Attributes:
        locator: where in the document, 四（一）.
        quote: its words.
        kind: 标题, 背景, 号召, 名单 or 样表.
        note: its author's remark.

    """

    locator: str
    quote: str
    kind: str
    note: str | None = None


class CarrierKind(StrEnum):
    """The kinds of things that carry a provision."""

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
    """A thing that carries a provision, which is to cite it as its basis.

    Attributes:
        kind: its kind.
        name: the name of the rule, definition or duty (of a removal, the removed one's); the title
            of a list or form; for an entry of a catalog without a title, the county's name.
        decision: the decision of a rule, or of a removed rule.

    """

    kind: CarrierKind
    name: str
    decision: str | None = None


class Fate(StrEnum):
    """How a provision is accounted for."""

    CARRIED = "carried"
    RESTATING = "restating"
    NOT_COMPUTED = "not_computed"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Account(JsonRecord):
    """A provision of the jurisdiction's own, and how it is accounted for.

    Attributes:
        provision: the provision.
        carriers: everything that cites it, each once.
        restates: the rules and duties of the parent that it repeats.
        not_computed: its author's reason why nothing carries it; None where none is given.

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
        """Carried, or restating, or not computed, in this order; otherwise orphaned."""
        if self.carriers:
            return Fate.CARRIED
        if self.restates:
            return Fate.RESTATING
        return Fate.ORPHANED if self.not_computed is None else Fate.NOT_COMPUTED
