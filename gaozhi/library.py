"""The place where the floors meet: a folder of YAML becomes a library of jurisdictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from types import MappingProxyType

from gaozhi._coverage import Coverage
from gaozhi._exceptions import CatalogError
from gaozhi._jurisdiction import Jurisdiction
from gaozhi._named import find_named, unknown_jurisdiction
from gaozhi._opening import open_workspace
from gaozhi._workspace import Workspace
from gaozhi.source import Diagnostic, Severity
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
        found = self._by_key.get(key)
        if found is None:
            raise unknown_jurisdiction(key, self._by_key, tuple(self._by_id.values()), None)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __repr__(self) -> str:
        names = "、".join(jurisdiction.name for jurisdiction in self.values())
        return f"Library({names})"

    def __reduce__(self) -> tuple[type[Library], tuple[object, ...]]:
        return Library, (tuple(self.values()), dict(self.calendars))


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        diagnostics: every problem of every file.
        sources: the text of every file, by the name that the diagnostics use.
        counts: how much was read: jurisdictions, rules, provisions, items, files, scenarios.
        coverage: what becomes of the provisions of every jurisdiction, sound or not.

    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    counts: Mapping[str, int]
    coverage: tuple[Coverage, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is no error; warnings and notes may stand."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def coverage_of(self, county: str) -> Coverage:
        """Return the coverage of the jurisdiction of that name, id or code.

        Raises:
            UnknownJurisdiction: there is none; the nearest is offered.

        """
        return find_named(county, self.coverage)


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
    return library_of(open_workspace(folder, bundled=bundled, thorough=folder is not None))


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


def check(folder: str | PathLike[str] | None = None, *, bundled: bool = True) -> Report:
    """Return everything that a folder of YAML, laid over the bundle, has wrong with it.

    Args:
        folder: as for `load`.
        bundled: as for `load`.

    """
    try:
        workspace = open_workspace(folder, bundled=bundled, thorough=True)
    except CatalogError as error:
        return Report(error.diagnostics, error.sources, {})
    # Here, so that whoever only loads rules does not pay for their scenarios.
    from gaozhi._scenarios import scenarios_of

    scenarios = scenarios_of(workspace)
    sources = {**workspace.sources, **scenarios.sources}
    # Notes tell an author of the author's own files; those of the bundle are nobody's work to do.
    diagnostics = tuple(
        d
        for d in (*workspace.diagnostics, *scenarios.diagnostics)
        if folder is None
        or d.severity is not Severity.NOTE
        or d.span is None
        or d.span.file in workspace.own
    )
    programs = workspace.programs
    counts = {
        "jurisdictions": len(programs),
        "rules": len({r.name for p in programs for t in p.decisions.values() for r in t.rules}),
        "provisions": len({(v.document, v.id) for p in programs for v in p.provisions.values()}),
        "items": sum(len(p.list.items) for p in programs if p.list),
        "files": len(sources),
        "scenarios": len(scenarios.scenarios),
    }
    coverage = tuple(
        Coverage.of(c.name, c.id, c.code, c.accounts, extends=c.extends) for c in workspace.counties
    )
    return Report(diagnostics, sources, counts, coverage)
