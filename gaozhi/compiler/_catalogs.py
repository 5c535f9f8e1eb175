"""Compiling a county's catalog: its published list, and the facts that being listed settles."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gaozhi.compiler._list_facts import list_facts, mode_fact
from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler._tables import Repeats, layout_of, set_by_of
from gaozhi.language import CatalogSource, ItemEntry, ResponsibleEntry, record_of
from gaozhi.model import Carrier, CarrierKind, FactValue, Item, ItemList, Provision, Vocabulary
from gaozhi.source import Diagnostics, Node, suggest

__all__ = ["lower_list"]


def lower_list(
    source: CatalogSource,
    level: int,
    vocabulary: Vocabulary,
    provisions: Provisions,
    problems: Diagnostics,
) -> ItemList | None:
    """Return the county's list, or None where it is not at hand.

    Args:
        source: the catalog.
        level: index of the county's own level, whose provisions the catalog cites.
        vocabulary: the facts.
        provisions: resolves the ids in a basis.
        problems: receives every problem, such as items that clash and facts that no list may state.

    """
    catalog, node = source.catalog, source.node
    responsible = catalog.responsible
    if responsible is not None:
        by = Carrier(CarrierKind.RESPONSIBLE, catalog.county)
        provisions.cite(level, responsible.basis, node.at(["responsible", "basis"]), by)
        _check_departments(source, responsible, problems)
    if catalog.list_ is None:
        return None
    by = Carrier(CarrierKind.LIST, catalog.list_.title)
    basis = provisions.cite(level, catalog.list_.basis, node.at(["list", "basis"]), by)
    presumes: Mapping[str, FactValue] = {}
    presumes_basis: tuple[Provision, ...] = ()
    if catalog.presumes is not None:
        held = node.at(["presumes", "facts"])
        presumes = list_facts(catalog.presumes.facts, held, vocabulary, problems)
        written = node.at(["presumes", "basis"])
        by = Carrier(CarrierKind.PRESUMES, catalog.county)
        presumes_basis = provisions.cite(level, catalog.presumes.basis, written, by)
    return record_of(
        ItemList,
        catalog.list_,
        basis=basis,
        items=_items(source, vocabulary, problems),
        presumes=MappingProxyType(dict(presumes)),
        presumes_basis=presumes_basis,
        layout=layout_of(catalog.list_),
    )


def _check_departments(
    source: CatalogSource, responsible: ResponsibleEntry, problems: Diagnostics
) -> None:
    """Report every item whose own organ is none of those that the document makes responsible."""
    known = {*responsible.organs, *responsible.aliases}
    for index, entry in enumerate(source.catalog.items):
        organ = entry.departments.get("county")
        if organ is not None and organ not in known:
            place = source.node.at(["items", index, "departments", "county"]).span
            near = suggest(organ, known)
            problems.note(
                "GZ517",
                f"“{organ}”不在文件列明的责任单位之中",
                place,
                help=f"与文件核对；是 {near} 的别称的，写进 aliases" if near else "与文件核对",
            )


def _items(
    source: CatalogSource, vocabulary: Vocabulary, problems: Diagnostics
) -> tuple[Item, ...]:
    items: list[Item] = []
    repeats = Repeats(problems)
    for index, entry in enumerate(source.catalog.items):
        node = source.node.at(["items", index])
        names = (entry.kind, entry.certificate, entry.matter)
        place = node.at(["certificate" if entry.certificate else "matter"]).span
        number = node.at(["number"]).span
        repeats.check("GZ510", entry.number, f"序号 {entry.number} 重复", number)
        same = f"“{entry.matter}”的“{entry.certificate or entry.kind}”已在清单里"
        repeats.check("GZ511", names, same, place)
        note_accepted(entry.accepted, node, problems)
        items.append(_item(entry, node, vocabulary, problems))
    return tuple(items)


def _item(entry: ItemEntry, node: Node, vocabulary: Vocabulary, problems: Diagnostics) -> Item:
    written = node.at(["facts"])
    mode = mode_fact(entry, node, vocabulary, problems)
    return record_of(
        Item,
        entry,
        facts=MappingProxyType(list_facts(entry.facts, written, vocabulary, problems, mode)),
        since=entry.in_force.from_ if entry.in_force else None,
        until=entry.in_force.until if entry.in_force else None,
        set_by=set_by_of(entry.set_by),
    )
