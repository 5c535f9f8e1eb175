"""Opening a workspace by path: the folder, and the bundle below it."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.source import Diagnostic, path_of, require_flag, shown
from gaozhi.source.container import is_container
from gaozhi.workspace.build import Workspace, build
from gaozhi.workspace.bundle import require_bundle

__all__ = ["folders_of", "open_workspace"]


def open_workspace(
    folder: str | PathLike[str] | None,
    *,
    bundled: bool,
    depth: Depth,
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    display_root: str | None = None,
) -> Workspace:
    """Return the workspace of a folder, overlaid on the bundle.

    Args:
        folder: the folder with ``rules/`` and ``catalogs/``; None for the bundle alone.
        bundled: False to do without the bundle.
        depth: how much is checked.
        overlay: contents that are read in place of the folder's files, by the files' names.
        display_root: the path that files' names begin with in diagnostics; `folder` where None.

    Raises:
        CatalogError: the folder does not exist or cannot be read, or the bundle is missing.

    """
    path, bundle = folders_of(folder, bundled=bundled)
    name = None if display_root is None else Path(display_root)
    return build(path, bundle, depth=depth, overlay=overlay, display_root=name)


def folders_of(
    folder: str | PathLike[str] | None, *, bundled: bool
) -> tuple[Path | None, Path | None]:
    """Return the folder and the bundle below it, each None where there is none.

    Args:
        folder: see `open_workspace`; where it is the bundle itself, there is none below it.
        bundled: see `open_workspace`.

    Raises:
        CatalogError: the folder does not exist or cannot be read, or the bundle is missing.

    """
    require_flag(bundled, "bundled", CatalogError)
    path = None if folder is None else path_of(folder, "folder", CatalogError)
    if path is not None:
        try:
            _require_folder(path)
        except (OSError, ValueError) as error:
            message = f"文件夹 {shown(path, 200)} 读不出来"
            help = "核对路径和读取的权限"
            raise CatalogError([Diagnostic.error("GZ705", message, help=help)]) from error
    bundle = require_bundle() if bundled else None
    same = path is not None and bundle is not None and path.resolve() == bundle
    return path, None if same else bundle


def _require_folder(path: Path) -> None:
    if not path.exists():
        message = f"文件夹 {shown(path, 200)} 不存在"
        raise CatalogError([Diagnostic.error("GZ701", message, help="核对路径")])
    if not path.is_dir():
        message = f"{shown(path, 200)} 不是文件夹"
        help = "给出含 rules/、catalogs/ 的文件夹"
        if is_container(path):
            help += "；规则包只供判断，检查和试验要做它的文件夹"
        raise CatalogError([Diagnostic.error("GZ704", message, help=help)])
    if not any((path / name).is_dir() for name in ("rules", "catalogs")):
        message = f"文件夹 {shown(path, 200)} 里没有 rules/，也没有 catalogs/"
        raise CatalogError([Diagnostic.error("GZ701", message, help="给出它们所在的上一级文件夹")])
