"""What a folder of YAML has wrong with it, as one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from gaozhi.authoring.coverage import ProvisionCoverage
from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.source import Diagnostic, Severity
from gaozhi.workspace.lookup import find_named
from gaozhi.workspace.opening import open_workspace
from gaozhi.workspace.settings import Settings, read_settings

__all__ = ["Report", "check", "without_place"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        diagnostics: every problem of every file.
        sources: the text of every file, by the name that the diagnostics use; of scenario files,
            those that have one.
        counts: how much was read: jurisdictions, rules, provisions, items, files, scenarios.
        coverage: what becomes of the provisions of every jurisdiction, sound or not.
        own: the names of the files that are the folder's, and not the bundle's.

    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str] = field(hash=False)
    counts: Mapping[str, int] = field(hash=False)
    coverage: tuple[ProvisionCoverage, ...] = ()
    own: frozenset[str] = frozenset()

    @property
    def sound(self) -> bool:
        """Whether there is no error; warnings and notes may stand."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def coverage_of(self, county: str) -> ProvisionCoverage:
        """Return the coverage of the jurisdiction of that name, id or code.

        Raises:
            UnknownJurisdiction: there is none; the nearest is offered.

        """
        return find_named(county, self.coverage)


def without_place(found: Diagnostic) -> tuple[str, str, str]:
    """Return the code, the message and the file of a problem, which an edit does not move."""
    return found.code, found.message, found.span.file if found.span else ""


def check(
    folder: str | PathLike[str] | None = None,
    *,
    bundled: bool = True,
    overlay: Mapping[str, bytes] = MappingProxyType({}),
    display_root: str | None = None,
) -> Report:
    """Return everything that a folder of YAML, laid over the bundle, has wrong with it.

    Args:
        folder: as for `load`.
        bundled: as for `load`.
        overlay: what to read in place of what some files of the folder hold, by the files' names;
            a catalog that is not there yet is read too.
        display_root: leads the names of the folder's files, where it is not the path.

    """
    try:
        workspace = open_workspace(
            folder, bundled=bundled, depth=Depth.LINT, overlay=overlay, display_root=display_root
        )
    except CatalogError as error:
        return Report(error.diagnostics, error.sources, {})
    # Here, so that whoever only loads rules does not pay for their scenarios.
    from gaozhi.authoring.scenarios._sets import check_scenarios

    scenarios = check_scenarios(workspace, overlay)
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
    tally = workspace.tally
    counts = {
        "jurisdictions": tally.jurisdictions,
        "rules": len(tally.rules),
        "provisions": len(tally.provisions),
        "items": tally.items,
        "files": len(workspace.sources) + scenarios.files,
        "scenarios": scenarios.count,
    }
    coverage = tuple(map(ProvisionCoverage.of, workspace.counties))
    settings = Settings()
    if folder is not None:
        settings = read_settings(Path(folder), None if display_root is None else Path(display_root))
    own = workspace.own | {path.name for path in workspace.own_scenarios if folder is not None}
    diagnostics = (*settings.problems, *settings.applied(diagnostics))
    return Report(diagnostics, {**sources, **settings.sources}, counts, coverage, own)
