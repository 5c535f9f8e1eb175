"""Compiling the tables of a catalog: the directory of assistance, the forms of both lists."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal

from gaozhi.compiler._notes import note_accepted
from gaozhi.compiler._provisions import Provisions
from gaozhi.language import AssistanceEntry, CatalogSource, ColumnsEntry, SetByEntry, record_of
from gaozhi.model import (
    Assistance,
    Carrier,
    CarrierKind,
    Column,
    Directory,
    ItemList,
    SetBy,
    TableForm,
    column_parts,
)
from gaozhi.source import Diagnostics, Node, Related, Span, suggest

__all__ = ["Repeats", "layout_of", "lower_directory", "lower_form", "set_by_of"]


def lower_form(
    source: CatalogSource,
    key: Literal["list_form", "directory_form"],
    level: int,
    provisions: Provisions,
) -> TableForm | None:
    """Return the form of a list that the catalog records under a key, or None without one.

    Args:
        source: the catalog.
        key: the key.
        level: index of the county's own level, whose provisions the catalog cites.
        provisions: resolves the ids in a basis.

    """
    entry = source.catalog.list_form if key == "list_form" else source.catalog.directory_form
    if entry is None:
        return None
    by = Carrier(CarrierKind(key), entry.title)
    basis = source.node.at([key, "basis"])
    cited = provisions.cite(level, entry.basis, basis, by)
    return record_of(TableForm, entry, basis=cited, layout=layout_of(entry))


def layout_of(entry: ColumnsEntry) -> tuple[Column, ...]:
    """Return the columns of a list with their fields; empty where the catalog has none."""
    groups = {name: group for group, names in entry.groups.items() for name in names}
    return tuple(
        Column(name, column_parts(entry.fields[name]), groups.get(name), name in entry.across)
        for name in (entry.columns if entry.fields else ())
    )


def lower_directory(
    source: CatalogSource,
    level: int,
    items: ItemList | None,
    provisions: Provisions,
    problems: Diagnostics,
) -> Directory | None:
    """Return the directory of assistance, or None where it is not at hand.

    Args:
        source: the catalog.
        level: index of the county's own level, whose provisions the catalog cites.
        items: the list whose matters the directory serves; None where it is not at hand, and
            then matters are not checked.
        provisions: resolves the ids in a basis.
        problems: receives rows that clash, and matters that are not on the list.

    """
    directory, node = source.catalog.directory, source.node.at(["directory"])
    if directory is None:
        return None
    repeats = Repeats(problems)
    for index, entry in enumerate(directory.entries):
        row = node.at(["entries", index])
        number, name = row.at(["number"]).span, row.at(["name"]).span
        repeats.check("GZ510", entry.number, f"序号 {entry.number} 重复", number)
        same = f"“{entry.matter}”的“{entry.name}”已在清单里"
        repeats.check("GZ511", (entry.matter, entry.name), same, name)
        note_accepted(entry.accepted, row, problems)
        if items is not None and entry.accepted is None:
            _check_matter(entry, row, items, problems)
    by = Carrier(CarrierKind.DIRECTORY, directory.title)
    return record_of(
        Directory,
        directory,
        basis=provisions.cite(level, directory.basis, node.at(["basis"]), by),
        entries=tuple(
            record_of(Assistance, entry, set_by=set_by_of(entry.set_by))
            for entry in directory.entries
        ),
    )


def _check_matter(
    entry: AssistanceEntry, row: Node, items: ItemList, problems: Diagnostics
) -> None:
    matters = dict.fromkeys(item.matter for item in items.items)
    if entry.matter in matters:
        return
    near = suggest(entry.matter, matters)
    help = "与原文核对；原文如此的，写 accepted: 说明"
    if near:
        help = f"是否要写 {near}？原文如此的，写 accepted: 说明"
    message = f"证明事项清单里没有行政事项“{entry.matter}”"
    problems.error("GZ520", message, row.at(["matter"]).span, help=help)


def set_by_of(entry: SetByEntry | None) -> SetBy | None:
    """Return the basis of a certificate (设定依据), or None where the list does not state it."""
    return None if entry is None else record_of(SetBy, entry)


class Repeats:
    """Reports the rows of a list that repeat an earlier one.

    Args:
        problems: receives the errors.

    """

    def __init__(self, problems: Diagnostics) -> None:
        self._problems = problems
        self._seen: dict[Hashable, Span] = {}

    def check(self, code: str, key: Hashable, message: str, span: Span) -> None:
        """Report a row whose key an earlier row had.

        Args:
            code: the diagnostic's code.
            key: the number of the row, or its names.
            message: the diagnostic's message.
            span: the place of the key.

        """
        earlier = self._seen.setdefault(key, span)
        if earlier is not span:
            related = (Related(earlier, "已在这里写过"),)
            help = "与清单原文核对"
            self._problems.error(code, message, span, related=related, help=help)
