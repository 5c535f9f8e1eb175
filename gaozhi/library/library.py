"""The library: loading a folder of YAML, or a bundle, as jurisdictions.

The engine is imported when the first jurisdiction is made, and not with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING

from gaozhi.errors import BundleError, CatalogError, GaozhiError, UnknownJurisdiction
from gaozhi.library.elsewhere import stand_beside
from gaozhi.source import (
    Diagnostic,
    Severity,
    list_of,
    path_of,
    require,
    require_flag,
    require_text,
    shown,
    unusable,
)
from gaozhi.source.container import is_container
from gaozhi.workspace.bundle import require_bundle
from gaozhi.workspace.bundle_file import open_bundle
from gaozhi.workspace.prebuilt import bundled_programs
from gaozhi.workspace.programs import CountyNames, Programs

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import DecisionSpec
    from gaozhi.workdays import WorkCalendar
    from gaozhi.workspace.build import Workspace

__all__ = [
    "Library",
    "library_of",
    "library_on_demand",
    "load",
]


_SHOWN = 12
"""How many jurisdictions the representation of a library names."""


class Library(Mapping[str, "Jurisdiction"]):
    """The loaded jurisdictions, by name, id or administrative code; iterates over ids."""

    def __init__(
        self,
        jurisdictions: tuple[Jurisdiction, ...],
        calendars: Mapping[str, WorkCalendar] = MappingProxyType({}),
    ) -> None:
        help = "用 load(…) 载入"
        if list_of(jurisdictions, "jurisdictions", help, GaozhiError):
            _require_each(jurisdictions, help)
        if not isinstance(calendars, Mapping):
            raise GaozhiError([unusable("calendars", "键值对（映射）", calendars, help)])
        self._calendars: Mapping[str, WorkCalendar] = MappingProxyType(dict(calendars))
        self._made = {jurisdiction.id: jurisdiction for jurisdiction in jurisdictions}
        self._know(
            CountyNames(one.id, one.name, one.code, rules=one.program.levels[-1].id)
            for one in jurisdictions
        )
        for one in jurisdictions:
            stand_beside(one, self._elsewhere)

    def _elsewhere(self, decision: str) -> DecisionSpec | None:
        """Return the decision of a name or api name that any of the jurisdictions knows."""
        if self._programs is not None:
            return self._programs.decision(decision)
        words = (one.vocabulary for one in self._made.values())
        return next(filter(None, (one.decision(decision) for one in words)), None)

    def _know(self, names: Iterable[CountyNames], programs: Programs | None = None) -> None:
        """Take the names of the jurisdictions, and the source of programs made on demand."""
        self._programs = programs
        self._names = {one.id: one for one in names}
        self._ids = {word: one.id for one in self._names.values() for word in one.words}

    @property
    def calendars(self) -> Mapping[str, WorkCalendar]:
        """Every working-day calendar, by the id by which a catalog refers to it."""
        return self._calendars if self._programs is None else self._programs.calendars

    @property
    def problems(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """Every error by the id of the jurisdiction that it keeps from answering, or by its file.

        Only a library that was loaded with ``strict=False`` has any. To find them, every
        jurisdiction that has not been asked for yet is compiled.
        """
        return MappingProxyType({} if self._programs is None else dict(self._programs.problems))

    def __getitem__(self, key: str) -> Jurisdiction:
        """Return the jurisdiction with a name, id or code.

        Raises:
            UnknownJurisdiction: there is none; the nearest is suggested.
            CatalogError: the files that it depends on have errors, in a library loaded with
                ``strict=False``.

        """
        id_ = self._ids.get(key) if isinstance(key, str) else None
        if id_ is None:
            id_ = self._find(key)
        found = self._made.get(id_)
        if found is None:
            assert self._programs is not None
            from gaozhi.library.jurisdiction import Jurisdiction

            program, programs = self._programs.program(id_), self._programs
            made = Jurisdiction(program, lambda: programs.calendars.get(program.calendar))
            stand_beside(made, self._elsewhere)
            # Two threads may have made one each: all get the same.
            found = self._made.setdefault(id_, made)
        return found

    def _find(self, key: object) -> str:
        """Return an id; where there is none, say which catalogs could not be read. Raises."""
        from gaozhi.workspace.lookup import find_named

        try:
            return find_named(key, self._names.values()).id
        except UnknownJurisdiction as error:
            unread = [found for one in self._names.values() for found in one.unread]
            if not unread:
                raise
            raise UnknownJurisdiction([*error.diagnostics, *unread]) from None

    def ruled_by(self, folder: str) -> Jurisdiction | None:
        """Return the jurisdiction whose own rules are those of a folder; None where there is none.

        That of the same id is looked at first; no other is read that says that it has other rules.

        Args:
            folder: the name of the folder of rules, which is the id of a level of a chain.

        Raises:
            CatalogError: the files that it depends on have errors.

        """
        require_text(folder, "folder", "写 rules/ 之下文件夹的名称", GaozhiError)
        same = [self._names[folder]] if folder in self._names else []
        for one in (*same, *self._names.values()):
            if one.rules is None or one.rules == folder:
                found = self[one.id]
                if found.program.levels[-1].id == folder:
                    return found
        return None

    def forget(self, key: str) -> None:
        """Let go of what was read and compiled for a jurisdiction; asked for, it is made again.

        It serves whoever goes through very many of them. Those that a library was given are kept.

        Raises:
            UnknownJurisdiction: there is none; the nearest is suggested.

        """
        id_ = self._ids.get(key) if isinstance(key, str) else None
        if id_ is None:
            id_ = self._find(key)
        if self._programs is not None:
            self._made.pop(id_, None)
            self._programs.forget(id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._ids

    @property
    def names(self) -> tuple[CountyNames, ...]:
        """The id, name and code of every jurisdiction; none is compiled for it."""
        return tuple(self._names.values())

    def _named(self) -> list[tuple[str, str]]:
        """Return the ids and names of the jurisdictions, without compiling any."""
        return [(one.id, one.name) for one in self._names.values()]

    def __repr__(self) -> str:
        names = [name for _, name in self._named()]
        more = f"……共 {len(names)} 个地区" if len(names) > _SHOWN else ""
        return f"Library({'、'.join(names[:_SHOWN])}{more})"

    def _repr_html_(self) -> str:
        from gaozhi.library.notebook import library_html

        return library_html(self._named())

    def __reduce__(self) -> tuple[type[Library], tuple[object, ...]]:
        return Library, (tuple(self.values()), dict(self.calendars))


def _require_each(jurisdictions: Iterable[object], help: str) -> None:
    from gaozhi.library.jurisdiction import Jurisdiction

    for one in jurisdictions:
        require(one, Jurisdiction, "jurisdictions", "地区的列表", help, GaozhiError)


def load(
    folder: str | PathLike[str] | None = None,
    *,
    bundled: bool = True,
    strict: bool = True,
    trusted: Iterable[str | PathLike[str] | bytes] | None = None,
) -> Library:
    """Return the library of a folder of YAML, overlaid on the bundled rules; or of a bundle.

    Args:
        folder: the folder with ``rules/`` and ``catalogs/``, which replace those of the bundle with
            the same id. None for the bundle alone, whose jurisdictions are each compiled when they
            are first asked for. Or the file of a bundle that `build_bundle` wrote, which holds all
            that it needs: the jurisdictions are each read when they are first asked for.
        bundled: False to do without the bundle, so that only the folder answers.
        strict: False to compile the folder's jurisdictions, too, when they are first asked for; one
            with errors then raises them, and keeps no other from answering.
        trusted: the Ed25519 public keys of whom one trusts, each the path of a PEM file or its
            bytes: what none of them has signed is refused. None asks for no signature.

    Raises:
        BundleError: the bundle cannot be used, or nobody trusted has signed it.
        CatalogError: with every error of every file; nothing is loaded in part. With
            ``strict=False`` only for errors in files that every jurisdiction depends on.

    """
    require_flag(strict, "strict", CatalogError)
    keys = None if trusted is None else _keys(trusted)
    path = None if folder is None else path_of(folder, "folder", CatalogError)
    if path is not None and is_container(path):
        return library_on_demand(open_bundle(path, keys))
    if keys is not None:
        message = f"{'随软件提供的规则' if path is None else shown(path, 200)} 没有签名"
        help = "要核对签名的，用 gaozhi build --sign 做成规则包，载入规则包"
        raise BundleError([Diagnostic.error("GZ716", message, help=help)])
    if folder is None and bundled is True:
        return library_on_demand(bundled_programs(require_bundle()))
    # Imported here, so that the bundle alone does not pay for reading folders.
    from gaozhi.compiler import Depth
    from gaozhi.workspace.on_demand import ProgramsOnDemand
    from gaozhi.workspace.opening import folders_of, open_workspace

    if not strict:
        return library_on_demand(ProgramsOnDemand(*folders_of(folder, bundled=bundled)))
    # An author's folder is checked in full.
    return library_of(open_workspace(folder, bundled=bundled, depth=Depth.THOROUGH))


def _keys(trusted: Iterable[str | PathLike[str] | bytes]) -> frozenset[bytes]:
    from gaozhi.source.signatures import read_trusted

    return read_trusted(trusted)


def library_on_demand(programs: Programs) -> Library:
    """Return a library whose jurisdictions are each made when they are first asked for."""
    library = Library(())
    library._know(programs.names.values(), programs)  # noqa: SLF001 - made here
    return library


def library_of(workspace: Workspace) -> Library:
    """Return the library of a workspace.

    Raises:
        CatalogError: with every error of every file.

    """
    errors = [d for d in workspace.diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors, workspace.sources)
    from gaozhi.library.jurisdiction import Jurisdiction

    jurisdictions = tuple(
        Jurisdiction(program, workspace.calendars.get(program.calendar))
        for program in workspace.programs
    )
    return Library(jurisdictions, workspace.calendars)
