"""The schemas of a folder of rules: what its editor completes, explains and underlines."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike

from gaozhi.authoring.schema import KINDS, Schema, names_of, schema_of
from gaozhi.compiler import Depth
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.opening import open_workspace

__all__ = ["schemas", "schemas_of"]


def schemas(
    folder: str | PathLike[str] | None = None, *, bundled: bool = True
) -> Mapping[str, Schema]:
    """Return the JSON Schema (draft-07) of every kind of file, by the name of its file.

    The names of the vocabulary are enforced. All other names (of provisions, rules, duties, items)
    are offered, since an author adds to them while writing. What is wrong with the folder is no
    hindrance: its schemas are wanted most while it is being mended.

    Args:
        folder: as for `load`; its own counties, with all above them, are those whose names are
            offered. None offers those of every bundled county.
        bundled: as for `load`.

    Raises:
        CatalogError: there is no such folder, or it cannot be read.

    """
    return schemas_of(open_workspace(folder, bundled=bundled, depth=Depth.QUICK))


def schemas_of(workspace: Workspace) -> Mapping[str, Schema]:
    """Return the schemas of a workspace; see `schemas`."""
    own = [
        id_
        for id_, rules in workspace.rules.items()
        if rules.place is not None and rules.place.file in workspace.own
    ]
    calendars = {id_: calendar.name for id_, calendar in workspace.calendars.items()}
    names = names_of(workspace.vocabulary, workspace.rules, workspace.catalogs, calendars, own)
    return {kind.file: schema_of(kind, names) for kind in KINDS.values()}
