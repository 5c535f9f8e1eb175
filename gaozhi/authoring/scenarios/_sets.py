"""The scenarios of a folder of YAML: found, read, and held against its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from gaozhi.authoring.scenarios import FileRead, Names, Scenario, read_file_entries, read_scenarios
from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.library.library import Library, library_of, library_on_demand
from gaozhi.model import Program
from gaozhi.source import Diagnostic, Diagnostics, Severity, Source, Span
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.folder import UnreadFile
from gaozhi.workspace.on_demand import ProgramsOnDemand
from gaozhi.workspace.opening import folders_of, open_workspace

__all__ = ["Opened", "ScenarioSet", "load_scenarios", "rules_above", "scenarios_of"]


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
    found = Opened.of(folder, bundled=bundled, county=county).read()
    if found.diagnostics:
        raise CatalogError(found.diagnostics, found.sources)
    return found.scenarios


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder of YAML whose scenarios are to be run.

    Attributes:
        library: its rules.

    """

    library: Library
    _reading: _Reading = field(repr=False)

    @classmethod
    def of(
        cls,
        folder: str | PathLike[str] | None = None,
        *,
        bundled: bool = True,
        county: str | None = None,
    ) -> Opened:
        """Return a folder, its rules loaded.

        Args:
            folder: as for `gaozhi.load`.
            bundled: as for `gaozhi.load`.
            county: the jurisdiction, by name, id or code, whose scenarios alone are wanted; what
                is wrong with another's rules then keeps nothing from it.

        Raises:
            CatalogError: with every error of the rules, or of those that the county rests on.
            UnknownJurisdiction: there is no such county.

        """
        if county is not None:
            programs = ProgramsOnDemand(*folders_of(folder, bundled=bundled))
            library = library_on_demand(programs)
            only = library[county].program
            above = {level.id for level in only.levels}
            own = [file for file in programs.own_scenarios if file.folder in above]
            return cls(library, _Reading((only,), own, programs.scenarios, whole=False))
        workspace = open_workspace(
            folder, bundled=bundled, depth=Depth.QUICK if folder is None else Depth.THOROUGH
        )
        return cls(library_of(workspace), _Reading.of(workspace))

    def read(self, paths: Sequence[Path] | None = None) -> ScenarioSet:
        """Return scenarios, and everything that is wrong with their files.

        Args:
            paths: scenario files; None takes every one of the folder's own.

        """
        own = {one.path.resolve(): one for one in self._reading.own}
        if paths is None:
            return self._reading.read(tuple(own.values()))
        return self._reading.read(
            [own.get(path.resolve()) or UnreadFile(path, path.as_posix(), None) for path in paths]
        )


def scenarios_of(workspace: Workspace) -> ScenarioSet:
    """Return the scenarios of a workspace's own folder, with everything wrong with them."""
    return _Reading.of(workspace).read(workspace.own_scenarios)


@dataclass(frozen=True, slots=True)
class ScenarioCheck:
    """What a check of scenario files comes to.

    Attributes:
        files: how many files were read.
        count: how many scenarios can be run.
        diagnostics: every problem of every file.
        sources: the text of every file that has one, by its name.

    """

    files: int
    count: int
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def check_scenarios(
    workspace: Workspace, overlay: Mapping[str, bytes] = MappingProxyType({})
) -> ScenarioCheck:
    """Return what is wrong with the scenarios of a workspace's own folder; none of them is kept.

    Args:
        workspace: what they are put to.
        overlay: what to read in place of what some files hold, by the files' names.

    """
    reading = _Reading.of(workspace, overlay)
    count = 0
    read: set[str] = set()
    problems: dict[Diagnostic, None] = {}
    texts: dict[str, str] = {}
    for _, paths in groupby(workspace.own_scenarios, key=lambda path: path.folder):
        found = reading.read(tuple(paths))
        count += len(found.scenarios)
        problems.update(dict.fromkeys(found.diagnostics))
        read.update(found.sources)
        told = {span.file for one in found.diagnostics for span in _places(one)}
        texts |= {name: text for name, text in found.sources.items() if name in told}
        reading.forget()
    return ScenarioCheck(len(read), count, tuple(problems), texts)


def _places(found: Diagnostic) -> Iterator[Span]:
    yield from (related.span for related in found.related)
    if found.span is not None:
        yield found.span


def rules_above(path: Path) -> Path | None:
    """Return the folder whose ``rules/`` a scenario file stands in; None where it stands in none.

    Args:
        path: the file.

    """
    found = [parent for parent in path.resolve().parents if parent.name == "rules"]
    return found[0].parent if found else None


@dataclass(frozen=True, slots=True)
class _FileFound:
    """A scenario file as read, and what is wrong with it alone."""

    source: Source
    entries: FileRead | None
    problems: tuple[Diagnostic, ...]


class _Reading:
    """The scenario files of some programs, each read when it is first needed.

    Args:
        programs: what they are put to.
        own: the files whose scenarios are wanted.
        beside: all files of every folder of rules, by its name.
        whole: whether these are all programs that there are.
        overlay: what to read in place of what some files hold, by the files' names.

    """

    def __init__(
        self,
        programs: Sequence[Program],
        own: Sequence[UnreadFile],
        beside: Mapping[str, Sequence[UnreadFile]],
        *,
        whole: bool,
        overlay: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self._overlay = overlay
        self.own = own
        self._programs = programs
        self._chains = [{level.id for level in program.levels} for program in programs]
        self._beside = beside
        self._whole = whole
        self._known: dict[UnreadFile, _FileFound] = {}
        self._baseless: set[UnreadFile] = set()
        self._names: Names = {}

    @classmethod
    def of(
        cls, workspace: Workspace, overlay: Mapping[str, bytes] = MappingProxyType({})
    ) -> _Reading:
        """Return the scenario files of a workspace."""
        return cls(
            workspace.programs,
            workspace.own_scenarios,
            workspace.scenarios,
            whole=not any(one.severity is Severity.ERROR for one in workspace.diagnostics),
            overlay=overlay,
        )

    def read(self, wanted: Sequence[UnreadFile]) -> ScenarioSet:
        """Return the scenarios of the files wanted; of others no more than their bases is used."""
        problems = Diagnostics()
        files: list[FileRead] = []
        for path in wanted:
            found = self._file(path)
            # What is wrong with a file is said where that file is asked about.
            problems += found.problems
            if found.entries is not None:
                files.append(found.entries)
        shared = [entries for path in self._above(wanted) if (entries := self._file(path).entries)]
        scenarios = read_scenarios(
            files, shared, self._programs, problems, whole=self._whole, names=self._names
        )
        texts = {found.source.name: found.source.text for found in self._known.values()}
        return ScenarioSet(tuple(scenarios), tuple(dict.fromkeys(problems)), texts)

    def forget(self) -> None:
        """Let go of every file that no other can start from."""
        for path, found in list(self._known.items()):
            if found.entries is None or not found.entries.bases:
                del self._known[path]
                self._baseless.add(path)

    def _file(self, path: UnreadFile) -> _FileFound:
        known = self._known.get(path)
        if known is None:
            source = path.read(self._overlay)
            problems = Diagnostics()
            entries = read_file_entries(source, path.folder, problems)
            known = self._known[path] = _FileFound(source, entries, tuple(problems))
        return known

    def _above(self, wanted: Sequence[UnreadFile]) -> Iterator[UnreadFile]:
        """Yield the files whose bases the wanted files may start from."""
        own = {path.folder for path in wanted}
        needed = {id_ for chain in self._chains if None in own or own & chain for id_ in chain}
        for id_, paths in self._beside.items():
            if id_ in needed:
                yield from (path for path in paths if path not in self._baseless)
