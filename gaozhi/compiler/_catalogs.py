"""The catalog of a county: its published list, and what standing on it settles."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._provisions import Provisions
from gaozhi.compiler.program import Item, ItemList, Provision
from gaozhi.language import (
    CatalogSource,
    FactValue,
    FactValueError,
    ItemEntry,
    ResponsibleEntry,
    Vocabulary,
    fact_text,
    read_value,
)
from gaozhi.source import Diagnostic, Node, Related, Span, suggest
from gaozhi.source import Mapping as MappingNode

__all__ = ["lower_list"]


def lower_list(
    source: CatalogSource,
    level: int,
    vocabulary: Vocabulary,
    provisions: Provisions,
    problems: list[Diagnostic],
) -> ItemList | None:
    """Return the county's list, or None where it is not at hand; problems are added.

    Args:
        source: the catalog.
        level: index of the county's own level, whose provisions the catalog cites.
        vocabulary: knows the facts.
        provisions: resolves what a basis cites.
        problems: receives items that clash, facts that no list may state, and the like.

    """
    catalog, node = source.catalog, source.node
    responsible = catalog.responsible
    if responsible is not None:
        provisions.cite(level, responsible.basis, node.at(["responsible", "basis"]).span)
        _check_departments(source, responsible, problems)
    if catalog.list_ is None:
        return None
    basis = provisions.cite(level, catalog.list_.basis, node.at(["list", "basis"]).span)
    presumes: Mapping[str, FactValue] = {}
    presumes_basis: tuple[Provision, ...] = ()
    if catalog.presumes is not None:
        held = node.at(["presumes", "facts"])
        presumes = _facts(catalog.presumes.facts, held, vocabulary, problems)
        span = node.at(["presumes", "basis"]).span
        presumes_basis = provisions.cite(level, catalog.presumes.basis, span)
    return ItemList(
        title=catalog.list_.title,
        published=catalog.list_.published,
        basis=basis,
        items=_items(source, vocabulary, problems),
        presumes=MappingProxyType(dict(presumes)),
        presumes_basis=presumes_basis,
        batch=catalog.list_.batch,
    )


def _check_departments(
    source: CatalogSource, responsible: ResponsibleEntry, problems: list[Diagnostic]
) -> None:
    """Note every item whose own organ is none of those that the document makes responsible."""
    known = {*responsible.organs, *responsible.aliases}
    for index, entry in enumerate(source.catalog.items):
        organ = entry.departments.get("county")
        if organ is not None and organ not in known:
            place = source.node.at(["items", index, "departments", "county"]).span
            near = suggest(organ, known)
            problems.append(
                Diagnostic.note(
                    "GZ517",
                    f"“{organ}”不在文件列明的责任单位之中",
                    place,
                    help=f"与文件核对；是 {near} 的别称的，写进 aliases" if near else "与文件核对",
                )
            )


def _items(
    source: CatalogSource, vocabulary: Vocabulary, problems: list[Diagnostic]
) -> tuple[Item, ...]:
    items: list[Item] = []
    numbers: dict[int, Span] = {}
    pairs: dict[tuple[str, str], Span] = {}
    for index, entry in enumerate(source.catalog.items):
        node = source.node.at(["items", index])
        where = node.at(["number"]).span
        pair = (entry.certificate, entry.matter)
        _once("GZ510", f"序号 {entry.number} 重复", numbers.get(entry.number), where, problems)
        same = f"“{entry.matter}”的“{entry.certificate}”已在清单里"
        _once("GZ511", same, pairs.get(pair), node.at(["certificate"]).span, problems)
        numbers.setdefault(entry.number, where)
        pairs.setdefault(pair, node.at(["certificate"]).span)
        note_accepted(entry.accepted, node, problems)
        items.append(_item(entry, node, vocabulary, problems))
    return tuple(items)


def _once(
    code: str, message: str, earlier: Span | None, span: Span, problems: list[Diagnostic]
) -> None:
    if earlier is not None:
        related = (Related(earlier, "已在这里写过"),)
        problems.append(
            Diagnostic.error(code, message, span, related=related, help="与清单原文核对")
        )


def _item(entry: ItemEntry, node: Node, vocabulary: Vocabulary, problems: list[Diagnostic]) -> Item:
    return Item(
        number=entry.number,
        certificate=entry.certificate,
        matter=entry.matter,
        departments=MappingProxyType(dict(entry.departments)),
        facts=MappingProxyType(_facts(entry.facts, node.at(["facts"]), vocabulary, problems)),
        since=entry.in_force.from_ if entry.in_force else None,
        until=entry.in_force.until if entry.in_force else None,
        accepted=entry.accepted,
        note=entry.note,
    )


def _facts(
    written: Mapping[str, object], node: Node, vocabulary: Vocabulary, problems: list[Diagnostic]
) -> dict[str, FactValue]:
    """Return the facts that a list states together, sound and without contradiction."""
    found = _sound_facts(written, node, vocabulary, problems)
    known = dict(found)
    waiting = list(vocabulary.implications)
    while rule := next((r for r in waiting if known.get(r.given) is True), None):
        waiting.remove(rule)
        if known.setdefault(rule.then, rule.value) != rule.value:
            only = f"“{rule.given}”为是，“{rule.then}”就只能是 {fact_text(rule.value)}"
            message = f"{only}，清单所写与此矛盾"
            way_out = "核对这两项事实，改正其一"
            problems.append(Diagnostic.error("GZ604", message, node.span, help=way_out))
            break
    return found


def _sound_facts(
    written: Mapping[str, object], node: Node, vocabulary: Vocabulary, problems: list[Diagnostic]
) -> dict[str, FactValue]:
    found: dict[str, FactValue] = {}
    for name, value in written.items():
        key = node.key(name) if isinstance(node, MappingNode) else None
        span = key.span if key is not None else node.span
        fact = vocabulary.facts.get(name)
        if fact is None:
            near = vocabulary.by_api.get(name) or suggest(name, vocabulary.facts)
            way_out = f"是否要写 {near}？" if near else "名称以词汇表为准"
            problems.append(Diagnostic.error("GZ303", f"不认识的事实“{name}”", span, help=way_out))
            continue
        subjects = vocabulary.roles.item
        if name.partition(".")[0] not in subjects or name == vocabulary.roles.listed:
            problems.append(
                Diagnostic.error(
                    "GZ513",
                    f"清单不能写明“{name}”",
                    span,
                    help=f"清单只能写明 {'、'.join(f'{subject}.*' for subject in subjects)} 的事实"
                    f"（{vocabulary.roles.listed} 除外，由序号得出）",
                )
            )
            continue
        try:
            found[name] = read_value(fact, value)
        except FactValueError as error:
            place = node.at([name]).span
            code = "GZ306" if error.code == "GZ603" else "GZ305"
            problems.append(Diagnostic.error(code, str(error), place, help=error.help))
    return found
