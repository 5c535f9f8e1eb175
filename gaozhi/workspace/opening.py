"""From the path that a caller names to a workspace: the folder, and the bundle below it."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.source import Diagnostic, path_of, require_flag, shown
from gaozhi.workspace.build import Workspace, build
from gaozhi.workspace.bundle import bundle_folder

__all__ = ["open_workspace", "require_bundle"]


def open_workspace(
    folder: str | PathLike[str] | None,
    *,
    bundled: bool,
    depth: Depth,
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    display_root: str | None = None,
) -> Workspace:
    """Return everything that a folder, laid over the bundle, comes to.

    Args:
        folder: holds ``rules/`` and ``catalogs/``; None stands for the bundle alone.
        bundled: False does without the bundle.
        depth: how far to look.
        overlay: what to read in place of what some files of the folder hold, by the files' names.
        display_root: leads the files' names in diagnostics, where it is not the path.

    Raises:
        CatalogError: there is no such folder, it cannot be read, or the bundle is missing.

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
    name = None if display_root is None else Path(display_root)
    layered = None if same else bundle
    return build(path, layered, depth=depth, overlay=overlay, display_root=name)


def require_bundle() -> Path:
    """Return the folder of what is bundled.

    Raises:
        CatalogError: it is missing.

    """
    bundle = bundle_folder()
    if bundle is None:
        message = "随包的规则和目录不见了"
        raise CatalogError([Diagnostic.error("GZ701", message, help="重新安装 gaozhi")])
    return bundle


def _require_folder(path: Path) -> None:
    if not path.exists():
        message = f"文件夹 {shown(path, 200)} 不存在"
        raise CatalogError([Diagnostic.error("GZ701", message, help="核对路径")])
    if not path.is_dir():
        message = f"{shown(path, 200)} 不是文件夹"
        raise CatalogError(
            [Diagnostic.error("GZ704", message, help="给出含 rules/、catalogs/ 的文件夹")]
        )
    if not any((path / name).is_dir() for name in ("rules", "catalogs")):
        message = f"文件夹 {shown(path, 200)} 里没有 rules/，也没有 catalogs/"
        raise CatalogError([Diagnostic.error("GZ701", message, help="给出它们所在的上一级文件夹")])
