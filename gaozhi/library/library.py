"""The place where the floors meet: a folder of YAML becomes a library of jurisdictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from types import MappingProxyType

from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError, GaozhiError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.notebook import library_html
from gaozhi.source import Severity, list_of, require, unusable
from gaozhi.workdays import WorkCalendar
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.bundled import BundledPrograms
from gaozhi.workspace.lookup import unknown_jurisdiction
from gaozhi.workspace.opening import open_workspace, require_bundle

__all__ = [
    "Jurisdiction",
    "Library",
    "library_of",
    "load",
]


_SHOWN = 12
"""Up to how many jurisdictions are named where a library is shown in a line."""


class Library(Mapping[str, Jurisdiction]):
    """The jurisdictions that were loaded, by name, id or administrative code; iterates over ids."""

    def __init__(
        self,
        jurisdictions: tuple[Jurisdiction, ...],
        calendars: Mapping[str, WorkCalendar] = MappingProxyType({}),
    ) -> None:
        help = "用 load(…) 载入"
        for one in list_of(jurisdictions, "jurisdictions", help, GaozhiError):
            require(one, Jurisdiction, "jurisdictions", "地区的列表", help, GaozhiError)
        if not isinstance(calendars, Mapping):
            raise GaozhiError([unusable("calendars", "键值对（映射）", calendars, help)])
        self.calendars: Mapping[str, WorkCalendar] = MappingProxyType(dict(calendars))
        """Every working-day calendar, by the name that a catalog refers to it by."""
        self._by_id = {jurisdiction.id: jurisdiction for jurisdiction in jurisdictions}
        self._by_key = dict(self._by_id)
        for jurisdiction in jurisdictions:
            self._by_key[jurisdiction.name] = jurisdiction
            if jurisdiction.code is not None:
                self._by_key[jurisdiction.code] = jurisdiction

    def __getitem__(self, key: str) -> Jurisdiction:
        """Return the jurisdiction of that name, id or code.

        Raises:
            UnknownJurisdiction: there is none; the nearest is offered.

        """
        found = self._by_key.get(key) if isinstance(key, str) else None
        if found is None:
            raise unknown_jurisdiction(key, self._by_key, tuple(self._by_id.values()), None)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._by_key

    def _named(self) -> list[tuple[str, str]]:
        """Return the ids and names of the jurisdictions, none of which is compiled for it."""
        return [(one.id, one.name) for one in self._by_id.values()]

    def __repr__(self) -> str:
        names = [name for _, name in self._named()]
        more = f"……共 {len(names)} 个地区" if len(names) > _SHOWN else ""
        return f"Library({'、'.join(names[:_SHOWN])}{more})"

    def _repr_html_(self) -> str:
        return library_html(self._named())

    def __reduce__(self) -> tuple[type[Library], tuple[object, ...]]:
        return Library, (tuple(self.values()), dict(self.calendars))


class _BundledLibrary(Library):
    """The bundled jurisdictions; each is read and compiled when it is first asked for."""

    def __init__(self, programs: BundledPrograms) -> None:
        super().__init__((), programs.calendars)
        self._programs = programs
        self._by_id: dict[str, Jurisdiction] = {}
        self._ids = {
            key: id_
            for id_, source in programs.catalogs.items()
            for key in (id_, source.catalog.county, source.catalog.code)
            if key is not None
        }

    def __getitem__(self, key: str) -> Jurisdiction:
        id_ = self._ids.get(key) if isinstance(key, str) else None
        if id_ is None:
            raise unknown_jurisdiction(key, self._ids, tuple(self.values()), None)
        found = self._by_id.get(id_)
        if found is None:
            program = self._programs.program(id_)
            made = Jurisdiction(program, self.calendars.get(program.calendar))
            # Two threads may have made one each: all are given the same.
            found = self._by_id.setdefault(id_, made)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._programs.catalogs)

    def __len__(self) -> int:
        return len(self._programs.catalogs)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._ids

    def _named(self) -> list[tuple[str, str]]:
        catalogs = self._programs.catalogs
        return [(id_, source.catalog.county) for id_, source in catalogs.items()]


def load(folder: str | PathLike[str] | None = None, *, bundled: bool = True) -> Library:
    """Return the library of a folder of YAML, laid over the bundled rules.

    Args:
        folder: holds ``rules/`` and ``catalogs/``; what it has takes the place of what the bundle
            has under the same id. None stands for the bundle alone, whose jurisdictions are each
            compiled when they are first asked for.
        bundled: False does without the bundle, so that nothing but the folder answers.

    Raises:
        CatalogError: with every error of every file; nothing is loaded by halves.

    """
    if folder is None and bundled:
        # It ships checked: a jurisdiction is compiled when it is first asked for.
        return _BundledLibrary(BundledPrograms(require_bundle()))
    # Whatever an author has touched is looked at in full.
    return library_of(open_workspace(folder, bundled=bundled, depth=Depth.THOROUGH))


def library_of(workspace: Workspace) -> Library:
    """Return the library of a workspace.

    Raises:
        CatalogError: with every error of every file.

    """
    errors = [d for d in workspace.diagnostics if d.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors, workspace.sources)
    jurisdictions = tuple(
        Jurisdiction(program, workspace.calendars.get(program.calendar))
        for program in workspace.programs
    )
    return Library(jurisdictions, workspace.calendars)
