"""Taking a list from a spreadsheet into the catalog of a county."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from gaozhi.authoring.check import Report, check, without_place
from gaozhi.authoring.lists._catalog import Head, entries_of, with_list
from gaozhi.authoring.lists._changes import Change, changes_between, place_rows
from gaozhi.authoring.lists._grid import OnProgress
from gaozhi.authoring.lists._kind import DIRECTORY, LIST, ListKind, layouts_in
from gaozhi.authoring.lists._sheet import Sheet, read_sheet
from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError, ListError
from gaozhi.language import CatalogFile, CatalogSource
from gaozhi.source import Diagnostic, Severity
from gaozhi.source.files_out import place_file, write_new
from gaozhi.workspace.build import County, Workspace
from gaozhi.workspace.lookup import find_named
from gaozhi.workspace.opening import open_workspace
from gaozhi.workspace.rules import words_of


@dataclass(frozen=True, slots=True)
class ListImport:
    """A list that was read from a spreadsheet, and the catalog as it will be with it.

    Nothing is written until `save`.

    Attributes:
        county: whose list.
        kind: which list.
        sheet: what was read.
        changes: the rows that are new, other than before, or gone.
        unchanged: how many rows stay as they are.
        first: the catalog had no such list before.
        text: the catalog as it will be.
        target: the author's own catalog; None where only the bundle has one.
        diagnostics: the warnings that a check has of the catalog then, and had not before.
        sources: the texts that the diagnostics point into.

    """

    county: str
    kind: ListKind
    sheet: Sheet
    changes: tuple[Change, ...]
    unchanged: int
    first: bool
    text: str
    target: Path | None
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    _data: bytes
    _before: bytes | None

    @property
    def alters(self) -> bool:
        """Whether the catalog of the author's own becomes another."""
        return self._data != self._before

    def save(self, path: str | PathLike[str] | None = None, *, force: bool = False) -> Path:
        """Write the catalog, whole or not at all, and return where it is.

        Args:
            path: another file than the author's own catalog.
            force: replace that other file where it is there already.

        Raises:
            ListError: there is no catalog of one's own, the other file is there already, or the
                catalog was changed meanwhile.
            OSError: it cannot be written.

        """
        if path is not None:
            write_new(Path(path), self._data, ListError, force=force)
            return Path(path)
        if self.target is None:
            message = f"{self.county}的目录随软件提供，不改"
            raise _refusal(message, "写自己的文件夹（--rules），或者另存为一个文件（-o）")
        # Through a link the file itself is written, and the link stays.
        target = self.target.resolve()
        now = target.read_bytes() if target.exists() else None
        if now != self._before:
            raise _refusal(f"{self.target} 正被别的程序改动，没有写", "关上别的程序，再导入一遍")
        if self.alters:
            target.parent.mkdir(parents=True, exist_ok=True)
            place_file(target, self._data, force=True)
        return self.target


def read_list(
    path: str | PathLike[str],
    county: str,
    *,
    folder: str | PathLike[str] | None = None,
    directory: bool = False,
    sheet: str | None = None,
    title: str | None = None,
    published: date | None = None,
    basis: Sequence[str] = (),
    columns: Mapping[str, str] = MappingProxyType({}),
    bundled: bool = True,
    on_progress: OnProgress = lambda _done, _of: None,
) -> ListImport:
    """Return what a spreadsheet makes of the list of a county; nothing is written yet.

    What the catalog has beside the rows (facts, in_force, accepted, note) and what the sheet has
    no column for stays with its rows; comments and layout of the catalog stay as they are.

    Args:
        path: an .xlsx file.
        county: the name, id or code of a jurisdiction.
        folder: as for `load`.
        directory: it is the directory of assistance.
        sheet: the sheet to read; None where only one holds such a list.
        title: what the list is called; None takes what stands above the table.
        published: the day on which it was published; needed where the catalog has no list yet.
        basis: the provisions that it stands on; needed where the catalog has no list yet.
        columns: what a column is, by what stands above it, where the sheet calls it otherwise.
        bundled: as for `load`.
        on_progress: is told how many rows have been read, and of how many.

    Raises:
        HeadingsToConfirm: nothing is wrong, but some columns are only probably what they state.
        ListError: the file cannot be read, the list is not sound, or cannot be put into the
            catalog; every problem is told at once.
        CatalogError: the folder cannot be read, or the catalog in it is not sound.
        UnknownJurisdiction: there is no such county.

    """
    kind, other = (DIRECTORY, LIST) if directory else (LIST, DIRECTORY)
    workspace = open_workspace(folder, bundled=bundled, depth=Depth.QUICK)
    source = _catalog_of(workspace, county)
    catalog = source.catalog
    head = Head(title, published, tuple(basis))
    try:
        read = read_sheet(
            path,
            kind,
            layouts_in(kind, catalog),
            words_of(catalog.rules, workspace.rules, workspace.vocabulary),
            sheet=sheet,
            other=(other, layouts_in(other, catalog)),
            columns=columns,
            on_progress=on_progress,
        )
    except ListError as error:
        more = _unsaid(kind, catalog, head, title or kind.name)
        if not more:
            raise
        raise ListError([*error.diagnostics, *more]) from error
    unsaid = _unsaid(kind, catalog, head, title or read.title)
    if unsaid:
        raise ListError(unsaid)
    if not _is_there(kind, catalog):
        head = replace(head, title=title or read.title)
    entries = entries_of(kind, catalog)
    placed = place_rows(kind, read, entries)
    changes = changes_between(kind, entries, placed)
    name = source.node.span.file
    text = with_list(workspace.sources[name], source, kind, placed, head)
    target = _target(folder, workspace, source)
    before = target.read_bytes() if target is not None and target.exists() else None
    data = (b"\xef\xbb\xbf" if (before or b"").startswith(b"\xef\xbb\xbf") else b"") + text.encode()
    found, sources = _checked(folder, target, catalog, data, bundled=bundled)
    if any(one.severity is Severity.ERROR for one in found):
        raise ListError(found, sources)
    touched = sum(change.what != "removed" for change in changes)
    return ListImport(
        county=catalog.county,
        kind=kind,
        sheet=read,
        changes=changes,
        unchanged=len(placed) - touched,
        first=not _is_there(kind, catalog),
        text=text,
        target=target,
        diagnostics=found,
        sources=sources,
        _data=data,
        _before=before,
    )


def _catalog_of(workspace: Workspace, county: str) -> CatalogSource:
    """Return the catalog of a county. Raises UnknownJurisdiction, CatalogError."""
    sources = {one.catalog.id: one for one in workspace.catalogs}
    catalogs = [one.catalog for one in workspace.catalogs]
    known = [County(one.county, one.id, one.code, one.rules, ()) for one in catalogs]
    try:
        return sources[find_named(county, known).id]
    except LookupError:
        # Perhaps it is the county's own catalog that cannot be read.
        broken = _faults(workspace, lambda path: path.parent.name == "catalogs")
        if broken:
            raise CatalogError(broken, workspace.sources) from None
        raise


def _faults(workspace: Workspace, where: Callable[[Path], bool]) -> list[Diagnostic]:
    return [
        found
        for found in workspace.diagnostics
        if found.severity is Severity.ERROR and found.span and where(Path(found.span.file))
    ]


def _is_there(kind: ListKind, catalog: CatalogFile) -> bool:
    return (catalog.list_ if kind is LIST else catalog.directory) is not None


def _unsaid(kind: ListKind, catalog: CatalogFile, head: Head, title: str) -> list[Diagnostic]:
    """Return what is still to be said of a list that the catalog has not yet."""
    wanted = [
        ("--title 清单的题名", title),
        ("--published 公布日期", head.published or kind is not LIST),
        ("--basis 条文编号", head.basis),
    ]
    missing = "、".join(option for option, value in wanted if not value)
    if not missing or _is_there(kind, catalog):
        return []
    wanted_of_it = "公布日期和依据" if kind is LIST else "依据"
    message = f"{catalog.county}的目录里还没有{kind.name}，要写明它的{wanted_of_it}"
    help = f"加上 {missing}（依据有几条的，写几次）"
    return [Diagnostic.error("GZ652", message, help=help)]


def _target(
    folder: str | PathLike[str] | None, workspace: Workspace, source: CatalogSource
) -> Path | None:
    """Return the author's own file for the catalog, which may have to be made."""
    if folder is None:
        return None
    name = source.node.span.file
    if name in workspace.own:
        return Path(name)
    target = Path(folder) / "catalogs" / f"{source.catalog.id}.yaml"
    if target.exists():
        # The bundle's catalog was found in its place, since nothing could be read from it.
        broken = _faults(workspace, lambda path: path == target)
        if broken:
            raise CatalogError(broken, workspace.sources)
        raise _refusal(f"{target} 写的是别的地区", "改它的文件名，再导入一遍")
    return target


def _checked(
    folder: str | PathLike[str] | None,
    target: Path | None,
    catalog: CatalogFile,
    data: bytes,
    *,
    bundled: bool,
) -> tuple[tuple[Diagnostic, ...], Mapping[str, str]]:
    """Return what a check says of the catalog as it will be, and did not say before."""
    if folder is None or target is None:
        after = _looked_at_alone(catalog, data)
        before: Report | None = None
    else:
        overlay = {Path(target).as_posix(): data}
        before = check(folder, bundled=bundled)
        after = check(folder, bundled=bundled, overlay=overlay)
    known = Counter(map(without_place, before.diagnostics if before else ()))
    new = []
    for found in after.diagnostics:
        known[without_place(found)] -= 1
        if known[without_place(found)] < 0 and found.severity is not Severity.NOTE:
            new.append(found)
    return tuple(new), after.sources


def _looked_at_alone(catalog: CatalogFile, data: bytes) -> Report:
    """Return what a check says of a catalog that nobody keeps, over what is bundled."""
    with tempfile.TemporaryDirectory(prefix="gaozhi-") as made:
        path = Path(made) / "catalogs" / f"{catalog.id}.yaml"
        path.parent.mkdir()
        path.write_bytes(data)
        return check(made, bundled=True, display_root=".")


def _refusal(message: str, help: str) -> ListError:
    return ListError([Diagnostic.error("GZ653", message, help=help)])
