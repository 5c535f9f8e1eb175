"""The two lists that a catalog has, and the columns that a sheet of each may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from gaozhi.authoring.lists._rows import LABELS
from gaozhi.compiler import layout_of
from gaozhi.language import CatalogFile
from gaozhi.model import (
    ASSISTANCE_FIELDS,
    ITEM_FIELDS,
    Column,
    ColumnPart,
    Directory,
    ItemList,
    TableForm,
)


@dataclass(frozen=True, slots=True)
class ListKind:
    """One of the two lists.

    Attributes:
        name: what it is called.
        key: the catalog's key for it, and for its form with ``_form``.
        thing: the field that with the matter tells its rows apart.
        fields: what a row may state.

    """

    name: str
    key: str
    thing: str
    fields: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields that every row must have."""
        return ("number", self.thing, "matter")

    @property
    def form_key(self) -> str:
        """The catalog's key for the form of this list."""
        return f"{self.key}_form"


LIST: Final = ListKind("证明事项清单", "list", "certificate", ITEM_FIELDS)
DIRECTORY: Final = ListKind("行政协助事项清单", "directory", "name", ASSISTANCE_FIELDS)

_ACROSS: Final = frozenset(field for field in LABELS if field.startswith("departments."))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out.

    Attributes:
        columns: from left to right.
        header: what is filled in above the table, 填报人.
        notes: how a column is filled in, by its name.

    """

    columns: tuple[Column, ...]
    header: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a column states."""
        return frozenset(part.field for column in self.columns for part in column.parts)


def spare_columns(kind: ListKind) -> dict[str, Column]:
    """Return one column for every field, for what no column of a layout states."""
    return {
        path: Column(label, (ColumnPart(path),), across=path in _ACROSS)
        for path, label in LABELS.items()
        if path in kind.fields
    }


def layout_for(stated: ItemList | Directory | None, form: TableForm | None) -> Layout | None:
    """Return how the catalog says that a list is laid out, or None where it does not say.

    The list's own columns come before those of the form that the document sets for it.
    """
    if isinstance(stated, ItemList) and stated.layout:
        return Layout(stated.layout)
    if form is not None and form.layout:
        return Layout(form.layout, form.header, form.notes)
    return None


def layouts_in(kind: ListKind, catalog: CatalogFile) -> list[Layout]:
    """Return every layout that a sheet of the list may have, what the catalog says first."""
    found = []
    if kind is LIST and catalog.list_ is not None:
        found.append(Layout(layout_of(catalog.list_)))
    form = catalog.list_form if kind is LIST else catalog.directory_form
    if form is not None:
        found.append(Layout(layout_of(form), tuple(form.header), MappingProxyType(form.notes)))
    usual = Layout(tuple(spare_columns(kind).values()))
    return [*(layout for layout in found if layout.columns), usual]
