"""The scenarios of a folder of YAML: found, read, and held against its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from gaozhi._exceptions import CatalogError
from gaozhi._folder import ScenarioPath
from gaozhi._opening import open_workspace
from gaozhi._workspace import Workspace
from gaozhi.compiler import Program
from gaozhi.library import Library, library_of
from gaozhi.scenarios import FileRead, Scenario, read_file_entries, read_scenarios
from gaozhi.source import Diagnostic, Severity, read_file

__all__ = ["ScenarioSet", "load_scenarios", "open_scenarios", "rules_above", "scenarios_of"]


@dataclass(frozen=True, slots=True)
class ScenarioSet:
    """Scenarios, and everything that is wrong with the files that they stand in.

    Attributes:
        scenarios: those that can be run.
        diagnostics: every problem of every file.
        sources: the text of every file, by the name that the diagnostics use.

    """

    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def load_scenarios(
    folder: str | PathLike[str] | None = None,
    *,
    county: str | None = None,
    bundled: bool = True,
) -> tuple[Scenario, ...]:
    """Return the scenarios that stand beside the rules of a folder.

    Args:
        folder: as for `gaozhi.load`; its own scenarios are returned, not those of the bundle.
            None stands for the bundle.
        county: only the scenarios of the jurisdiction of that name, id or code.
        bundled: as for `gaozhi.load`.

    Raises:
        CatalogError: with every error of the rules, or of the scenario files.
        UnknownJurisdiction: there is no such county.

    """
    library, found = open_scenarios(folder, bundled=bundled)
    if found.diagnostics:
        raise CatalogError(found.diagnostics, found.sources)
    name = None if county is None else library[county].name
    return tuple(one for one in found.scenarios if name in (None, one.jurisdiction))


def open_scenarios(
    folder: str | PathLike[str] | None = None,
    paths: Sequence[Path] | None = None,
    *,
    bundled: bool = True,
) -> tuple[Library, ScenarioSet]:
    """Return the rules of a folder and the scenarios beside them, with all that is wrong with them.

    Args:
        folder: as for `gaozhi.load`.
        paths: scenario files; None takes every one of the folder's own.
        bundled: as for `gaozhi.load`.

    Raises:
        CatalogError: with every error of the rules.

    """
    workspace = open_workspace(folder, bundled=bundled, thorough=folder is not None)
    library = library_of(workspace)
    if paths is None:
        return library, scenarios_of(workspace)
    own = {one.path.resolve(): one for one in workspace.own_scenarios}
    wanted = [
        own.get(path.resolve()) or ScenarioPath(path, path.as_posix(), None) for path in paths
    ]
    return library, _read(workspace, wanted)


def scenarios_of(workspace: Workspace) -> ScenarioSet:
    """Return the scenarios of a workspace's own folder, with everything wrong with them."""
    return _read(workspace, workspace.own_scenarios)


def rules_above(path: Path) -> Path | None:
    """Return the folder whose ``rules/`` a scenario file stands in; None where it stands in none.

    Args:
        path: the file.

    """
    found = [parent for parent in path.resolve().parents if parent.name == "rules"]
    return found[0].parent if found else None


def _read(workspace: Workspace, wanted: Sequence[ScenarioPath]) -> ScenarioSet:
    """Read the files wanted, and of the others what they may take their bases from."""
    programs = workspace.programs
    whole = not any(one.severity is Severity.ERROR for one in workspace.diagnostics)
    problems: list[Diagnostic] = []
    texts: dict[str, str] = {}
    known: dict[ScenarioPath, FileRead] = {}
    named = set(wanted)
    every = dict.fromkeys((*(p for paths in workspace.scenarios.values() for p in paths), *wanted))
    needed = _folders(wanted, programs)
    for path in every:
        if path not in named and path.folder not in needed:
            continue
        source = read_file(path.path, name=path.name)
        texts[source.name] = source.text
        # What is wrong with a file is said where that file is asked about.
        read = read_file_entries(source, path.folder, problems if path in named else [])
        if read is not None:
            known[path] = read
    files = [known[path] for path in wanted if path in known]
    scenarios = read_scenarios(files, known.values(), programs, problems, whole=whole)
    return ScenarioSet(tuple(scenarios), tuple(dict.fromkeys(problems)), texts)


def _folders(wanted: Sequence[ScenarioPath], programs: Sequence[Program]) -> set[str | None]:
    """Return the rules folders whose bases the wanted files may start from."""
    if not wanted:
        return set()
    own = {path.folder for path in wanted}
    chains = [{level.id for level in program.levels} for program in programs]
    found = {id_ for chain in chains if None in own or own & chain for id_ in chain}
    return {*found, *own}
