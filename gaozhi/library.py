"""The place where the floors meet: a folder of YAML becomes a library of jurisdictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from types import MappingProxyType

from gaozhi._arguments import list_of, require, unusable
from gaozhi._checking import Report, check
from gaozhi._exceptions import CatalogError, GaozhiError
from gaozhi._jurisdiction import Jurisdiction
from gaozhi._named import unknown_jurisdiction
from gaozhi._opening import open_workspace
from gaozhi._workspace import Workspace
from gaozhi.compiler import Depth
from gaozhi.source import Severity
from gaozhi.workdays import WorkCalendar

__all__ = [
    "Jurisdiction",
    "Library",
    "Report",
    "check",
    "library_of",
    "load",
]


class Library(Mapping[str, Jurisdiction]):
    """The jurisdictions that were loaded, by name, id or administrative code; iterates over ids."""

    def __init__(
        self,
        jurisdictions: tuple[Jurisdiction, ...],
        calendars: Mapping[str, WorkCalendar] = MappingProxyType({}),
    ) -> None:
        way_out = "用 load(…) 载入"
        for one in list_of(jurisdictions, "jurisdictions", way_out, GaozhiError):
            require(one, Jurisdiction, "jurisdictions", "地区的列表", way_out, GaozhiError)
        if not isinstance(calendars, Mapping):
            raise GaozhiError([unusable("calendars", "键值对（映射）", calendars, way_out)])
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

    def __repr__(self) -> str:
        names = "、".join(jurisdiction.name for jurisdiction in self.values())
        return f"Library({names})"

    def __reduce__(self) -> tuple[type[Library], tuple[object, ...]]:
        return Library, (tuple(self.values()), dict(self.calendars))


def load(folder: str | PathLike[str] | None = None, *, bundled: bool = True) -> Library:
    """Return the library of a folder of YAML, laid over the bundled rules.

    Args:
        folder: holds ``rules/`` and ``catalogs/``; what it has takes the place of what the bundle
            has under the same id. None loads the bundle alone.
        bundled: False does without the bundle, so that nothing but the folder answers.

    Raises:
        CatalogError: with every error of every file; nothing is loaded by halves.

    """
    # The bundle alone ships checked; whatever an author has touched is looked at in full.
    depth = Depth.QUICK if folder is None else Depth.THOROUGH
    return library_of(open_workspace(folder, bundled=bundled, depth=depth))


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
