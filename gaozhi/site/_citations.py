"""Quotations: the words of a provision, where they stand, and the address of their page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaozhi.model import Account
from gaozhi.site._words import address

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import Document, Program, Provision
    from gaozhi.site._site import Site

__all__ = ["Citations", "Quoted", "adopted_levels", "documents_of"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A provision as pages quote it.

    Attributes:
        id: its id.
        href: the address of its words, from the top of the folder; empty where it has no page.
        local: the same from the folder of the jurisdiction; empty where they stand in another.
        place: where it stands, with the document where that is not the jurisdiction's own.
        document: the document's number or title.
        locator: where in the document.
        quote: its words; None where no authoritative text was at hand.
        means: what it means, in one sentence.

    """

    id: str
    href: str
    local: str
    place: str
    document: str
    locator: str
    quote: str | None
    means: str


def documents_of(
    program: Program, adopted: Container[str] = ()
) -> list[tuple[Document, list[Account]]]:
    """Return the documents of a jurisdiction, its own first, with their provisions in order.

    Args:
        program: the jurisdiction's program.
        adopted: the levels above that are no jurisdiction, and have no pages of their own.

    """
    found: dict[str, tuple[Document, list[Account]]] = {
        program.document.label: (program.document, [])
    }
    above = (Account(one) for one in program.provisions.values() if _level(one) in adopted)
    for account in (*program.accounts, *above):
        document = account.provision.document
        found.setdefault(document.label, (document, []))[1].append(account)
    return list(found.values())


def _level(provision: Provision) -> str:
    """Return the level whose provision it is; empty for the jurisdiction's own."""
    return provision.id.rpartition(":")[0]


def adopted_levels(site: Site, jurisdiction: Jurisdiction) -> frozenset[str]:
    """Return the levels above a jurisdiction whose documents stand among its own."""
    levels = jurisdiction.program.levels[:-1]
    return frozenset(one.id for one in levels if site.superior(one.id) is None)


class Citations:
    """The provisions that one jurisdiction cites, each quoted once.

    Args:
        site: the site.
        jurisdiction: whose pages cite.

    """

    def __init__(self, site: Site, jurisdiction: Jurisdiction) -> None:
        self._program = jurisdiction.program
        self._home = f"{jurisdiction.id}/"
        documents = documents_of(self._program, adopted_levels(site, jurisdiction))
        self._addresses = dict(_addresses(jurisdiction.id, documents))
        for level in self._program.levels[:-1]:
            superior = site.superior(level.id)
            if superior is not None:
                theirs = _addresses(superior.id, documents_of(superior.program))
                self._addresses |= {f"{level.id}:{id_}": href for id_, href in theirs.items()}
        self._known: dict[str, Quoted] = {}

    def of(self, provision: Provision) -> Quoted:
        """Return a provision as pages quote it."""
        known = self._known.get(provision.id)
        if known is None:
            known = self._known[provision.id] = self._quoted(provision)
        return known

    def href(self, id_: str) -> str:
        """Return the address of a provision from the top of the folder; empty for none."""
        return self._addresses.get(id_, "")

    def leading(self, basis: Iterable[Provision]) -> Sequence[Quoted]:
        """Return the provisions to name first: the jurisdiction's own, else its superiors'."""
        every = list(basis)
        own = [one for one in every if ":" not in one.id]
        return [self.of(one) for one in own or every]

    def _quoted(self, provision: Provision) -> Quoted:
        document = provision.document.label
        own = document == self._program.document.label
        where = provision.locator if provision.quote is not None else "原文未核对"
        href = self._addresses.get(provision.id, "")
        return Quoted(
            id=provision.id,
            href=href,
            local=href.removeprefix(self._home) if href.startswith(self._home) else "",
            place=where if own else f"{document} {where}",
            document=document,
            locator=where,
            quote=provision.quote,
            means=provision.means,
        )


def _addresses(
    id_: str, documents: Sequence[tuple[Document, Sequence[Account]]]
) -> Mapping[str, str]:
    return {
        account.provision.id: address(f"{id_}/documents/{place}.html#{account.provision.id}")
        for place, (_, accounts) in enumerate(documents, 1)
        for account in accounts
    }
