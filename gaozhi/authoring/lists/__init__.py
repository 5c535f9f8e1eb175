"""Lists as spreadsheets: the rows of a catalog out to the form that a document sets, and back.

    write_list(gaozhi.load()["启东市"], "清单.xlsx")
    read_list("清单.xlsx", "启东市", folder="我的规则").save()

Needs the extra `office`, which is looked for when a file is read or written.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gaozhi.authoring.lists._rows import LABELS, flat

if TYPE_CHECKING:
    from gaozhi.authoring.lists._changes import Change
    from gaozhi.authoring.lists._export import Exported, write_list
    from gaozhi.authoring.lists._import import ListImport, read_list

__all__ = ["LABELS", "Change", "Exported", "ListImport", "flat", "read_list", "write_list"]

# What compares rows needs neither the compiler nor a workspace; these load when first used.
_HOMES = {
    "Change": "_changes",
    "Exported": "_export",
    "write_list": "_export",
    "ListImport": "_import",
    "read_list": "_import",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
