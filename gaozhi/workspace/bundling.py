"""Making a bundle of a folder: all is checked and compiled before a file comes into being."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from gaozhi.errors import BundleError
from gaozhi.model import Program
from gaozhi.source import path_of, require_callable, require_flag
from gaozhi.source.files_out import check_target, file_exists, written_whole
from gaozhi.source.signatures import signer
from gaozhi.workspace.bundle_file import write_bundle
from gaozhi.workspace.on_demand import ProgramsOnDemand
from gaozhi.workspace.opening import folders_of

__all__ = ["BuiltBundle", "build_bundle"]


@dataclass(frozen=True, slots=True)
class BuiltBundle:
    """A bundle that was written.

    Attributes:
        path: the file.
        jurisdictions: how many jurisdictions it holds.
        size: its bytes.
        signed: whether it is signed.

    """

    path: Path
    jurisdictions: int
    size: int
    signed: bool


def build_bundle(
    folder: str | PathLike[str] | None,
    path: str | PathLike[str],
    *,
    key: str | PathLike[str] | None = None,
    bundled: bool = True,
    force: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> BuiltBundle:
    """Write every jurisdiction of a folder, overlaid on the bundled rules, to one file.

    The same folder gives the same bytes. One jurisdiction is compiled at a time, and none is kept.

    Args:
        folder: see `gaozhi.load`.
        path: the file; it comes into being whole or not at all.
        key: the PEM file of the Ed25519 private key that signs it; None leaves it unsigned.
        bundled: see `gaozhi.load`.
        force: whether an existing file is replaced.
        on_progress: is told how many jurisdictions are done, and of how many.

    Raises:
        CatalogError: with every error of every file; nothing is written.
        BundleError: the path or the key cannot be used.
        OSError: the file cannot be written; then nothing has changed.

    """
    require_flag(force, "force", BundleError)
    require_callable(on_progress, "on_progress", BundleError)
    target = path_of(path, "path", BundleError)
    check_target(target, BundleError, force=force)
    sign = None if key is None else signer(path_of(key, "key", BundleError))
    programs = ProgramsOnDemand(*folders_of(folder, bundled=bundled))
    counted = _counted(programs.each(), len(programs.names), on_progress)
    try:
        with written_whole(target, force=force) as file:
            write_bundle(file, counted, programs.calendars, sign)
            size = file.seek(0, 2)
    except FileExistsError:
        raise file_exists(target, BundleError) from None
    return BuiltBundle(target, len(programs.names), size, sign is not None)


def _counted(
    programs: Iterable[Program], total: int, on_progress: Callable[[int, int], None] | None
) -> Iterator[Program]:
    for done, program in enumerate(programs, 1):
        yield program
        if on_progress is not None:
            on_progress(done, total)
