"""An archive: a folder of bundles, in which the program that gave an answer is found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from gaozhi.engine import Receipt
from gaozhi.errors import BundleError
from gaozhi.library.library import Library, library_on_demand
from gaozhi.library.receipt_file import require_shape
from gaozhi.source import Diagnostic, path_of, require, shown
from gaozhi.source.signatures import read_trusted
from gaozhi.workspace.bundle_file import open_bundle

__all__ = ["Archived", "find_archived"]


@dataclass(frozen=True, slots=True)
class Archived:
    """The bundle of an archive that holds the program by which a receipt was answered.

    Attributes:
        path: the bundle.
        library: what is in it.
        unread: why other bundles of the archive could not be used.

    """

    path: Path
    library: Library
    unread: tuple[Diagnostic, ...] = ()


def find_archived(
    receipt: Receipt,
    folder: str | PathLike[str],
    *,
    trusted: Iterable[str | PathLike[str] | bytes] | None = None,
) -> Archived:
    """Return the bundle of an archive that holds the program with the digest of a receipt.

    Of several, the first by name whose working-day calendar is the receipt's too. A bundle that
    cannot be used is passed over, and told.

    Args:
        receipt: the receipt.
        folder: the archive, with bundles in it and in its folders.
        trusted: see `gaozhi.load`; a bundle that nobody trusted has signed cannot be used.

    Raises:
        BundleError: the folder cannot be used, or no bundle in it holds the program.
        ReceiptError: the receipt is malformed.

    """
    help = "用 read_receipt、parse_receipt 读取，或者由 decision.receipt() 出具"
    require_shape(require(receipt, Receipt, "receipt", "凭据", help))
    keys = None if trusted is None else read_trusted(trusted)
    place = path_of(folder, "folder", BundleError)
    bundles = _bundles(place)
    data = receipt.to_dict()
    unread: list[Diagnostic] = []
    found: Archived | None = None
    for path, library in _holding(bundles, data, keys, unread):
        found = found or Archived(path, library)
        if library[data["jurisdiction"]["id"]].calendar.digest == data["digests"]["calendar"]:
            found = Archived(path, library)
            break
    if found is None:
        raise BundleError([_not_there(place, len(bundles), data), *unread])
    return Archived(found.path, found.library, tuple(unread))


def _bundles(folder: Path) -> list[Path]:
    """Return the bundles of a folder, in order of name."""
    name = shown(str(folder), 200)
    try:
        if not folder.exists():
            raise _refused("GZ701", f"文件夹 {name} 不存在", "核对路径")
        if not folder.is_dir():
            raise _refused("GZ704", f"{name} 不是文件夹", "给出存放规则包的文件夹")
        found = sorted(one for one in folder.rglob("*.gaozhi") if one.is_file())
    except (OSError, ValueError) as error:
        raise _refused("GZ705", f"文件夹 {name} 读不出来", "核对路径和读取的权限") from error
    if not found:
        help = "给出存放规则包（.gaozhi）的文件夹；规则包用 gaozhi build 做"
        raise _refused("GZ718", f"文件夹 {name} 里没有规则包", help)
    return found


def _holding(
    bundles: Iterable[Path],
    receipt: dict[str, Any],
    keys: frozenset[bytes] | None,
    unread: list[Diagnostic],
) -> Iterator[tuple[Path, Library]]:
    """Yield the bundles that hold the program of a receipt; why others are not read is added."""
    id_, wanted = receipt["jurisdiction"]["id"], receipt["digests"]["program"]
    for path in bundles:
        try:
            programs = open_bundle(path, keys)
            if programs.digests.get(id_) != wanted:
                continue
            library = library_on_demand(programs)
            if library[id_].digest == wanted:
                yield path, library
            else:
                unread.append(_read_otherwise(path, programs.written_by))
        except BundleError as error:
            unread += error.diagnostics


def _read_otherwise(path: Path, version: str) -> Diagnostic:
    message = f"规则包 {shown(str(path), 200)} 里的规则读出来不是当时的摘要"
    return Diagnostic.error("GZ713", message, help=f"用做它的版本（gaozhi {version}）复核")


def _not_there(folder: Path, count: int, receipt: dict[str, Any]) -> Diagnostic:
    name, wanted = receipt["jurisdiction"]["name"], receipt["digests"]["program"]
    message = (
        f"文件夹 {shown(str(folder), 200)} 的 {count} 个规则包里，"
        f"没有{shown(name)}当时的规则（{shown(wanted, 80)}）"
    )
    help = "把出具凭据时所用的规则包放进去；没有存的，只能用现在的规则复核"
    return Diagnostic.error("GZ718", message, help=help)


def _refused(code: str, message: str, help: str) -> BundleError:
    return BundleError([Diagnostic.error(code, message, help=help)])
