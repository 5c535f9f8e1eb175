"""Mutation testing: the rules are changed one thing at a time, and scenarios should fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from os import PathLike

from gaozhi.authoring.mutation._mutants import Mutant, mutants_of
from gaozhi.authoring.mutation._report import Fate, Judged, Mutation, Tried
from gaozhi.authoring.mutation._suggestion import Suggestion, suggested
from gaozhi.authoring.mutation._trial import Trial
from gaozhi.authoring.scenarios import Scenario
from gaozhi.authoring.scenarios._sets import scenarios_of
from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.language import RulesFolder
from gaozhi.logic import TooLarge
from gaozhi.model import Program
from gaozhi.source import Severity
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.lookup import find_named
from gaozhi.workspace.opening import open_workspace
from gaozhi.workspace.rules import words_of

OnProgress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _FolderTrials:
    """A folder of rules, with the jurisdictions whose own it is, and those that inherit from it."""

    folder: RulesFolder
    own: tuple[Trial, ...]
    below: tuple[Trial, ...]

    @property
    def name(self) -> str:
        """Its jurisdictions as a person calls them; a folder that is nobody's own by its name."""
        return "、".join(trial.program.jurisdiction for trial in self.own) or self.folder.id


def mutate(
    folder: str | PathLike[str] | None = None,
    *,
    county: str | None = None,
    only: str | None = None,
    bundled: bool = True,
    on_progress: OnProgress = lambda _: None,
) -> Mutation:
    """Run the scenarios of a folder against its rules with one thing changed at a time.

    Every folder of rules is changed that the folder holds, or holds scenarios of. Those of its own
    jurisdictions are put to it; what does not show there at all, since it is meant for those that
    inherit it, is put to theirs.

    Args:
        folder: as for `gaozhi.load`; None stands for the bundle.
        county: only the rules of the jurisdiction of that name, id or code.
        only: only changes with these words in the jurisdiction, decision, rule or change.
        bundled: as for `gaozhi.load`.
        on_progress: is called with how far the work has come.

    Raises:
        CatalogError: with every error of the rules, or of the scenario files.
        UnknownJurisdiction: there is no such county.

    """
    on_progress("读取规则和场景")
    depth = Depth.QUICK if folder is None else Depth.THOROUGH
    workspace = open_workspace(folder, bundled=bundled, depth=depth)
    found = scenarios_of(workspace)
    problems = (*workspace.diagnostics, *found.diagnostics)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors, {**workspace.sources, **found.sources})
    ones = list(_folder_trials(workspace, found.scenarios))
    if county is not None:
        named = find_named(county, workspace.counties)
        ones = [one for one in ones if one.folder.id == named.rules]
    trials = dict.fromkeys(trial for one in ones for trial in (*one.own, *one.below))
    failing = tuple(scenario for trial in trials for scenario in trial.failing())
    if failing:
        return Mutation((), failing)
    return Mutation(tuple(_tried(one, workspace, only, on_progress) for one in ones), ())


def _folder_trials(workspace: Workspace, scenarios: Iterable[Scenario]) -> Iterator[_FolderTrials]:
    """Yield the folders of rules to change, parents first."""
    by_name: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        by_name.setdefault(scenario.jurisdiction, []).append(scenario)
    programs = sorted(workspace.programs, key=lambda p: (len(p.levels), p.id))
    trials = {
        program.id: Trial(
            program,
            [workspace.rules[level.id] for level in program.levels],
            by_name.get(program.jurisdiction, ()),
        )
        for program in programs
    }
    tried = {path.folder for path in workspace.own_scenarios}
    chains = {p.id: [level.id for level in p.levels] for p in programs}
    for id_ in dict.fromkeys(link for chain in chains.values() for link in chain):
        folder = workspace.rules[id_]
        written = folder.place is not None and folder.place.file in workspace.own
        if written or id_ in tried or not workspace.own:
            own = tuple(trials[p] for p, chain in chains.items() if chain[-1] == id_)
            below = tuple(trials[p] for p, chain in chains.items() if id_ in chain[:-1])
            yield _FolderTrials(folder, own, below)


def _tried(
    one: _FolderTrials, workspace: Workspace, only: str | None, on_progress: OnProgress
) -> Tried:
    """Return what became of the mutants of a folder."""
    words = words_of(one.folder.id, workspace.rules, workspace.vocabulary)
    mutants = [
        mutant
        for mutant in mutants_of(one.folder, words)
        if only is None or only in f"{one.name}-{mutant.decision or ''}-{mutant.says}"
    ]
    suggestions: list[tuple[Trial, Suggestion]] = []
    judged = []
    for count, mutant in enumerate(mutants):
        on_progress(f"{one.name} {count} / {len(mutants)}")
        judged.append(_judged(one, mutant, suggestions))
    return Tried(one.name, one.folder.id, tuple(judged))


def _judged(one: _FolderTrials, mutant: Mutant, known: list[tuple[Trial, Suggestion]]) -> Judged:
    """Return what became of a mutant.

    Args:
        one: the folder.
        mutant: the mutant.
        known: what was suggested for others, which may tell this one apart too; it is added to.

    """
    fits = False
    for trials in (one.own, one.below):
        passed: list[tuple[Trial, Program]] = []
        for trial in trials:
            other = trial.mutated(mutant)
            if other is None:
                continue
            killer = trial.killer(other, mutant)
            if killer is not None:
                return Judged(mutant, Fate.KILLED, killer=killer)
            passed.append((trial, other))
        fits = fits or bool(passed)
        for trial, other in passed:
            survivor = _survivor(trial, mutant, other, known)
            if survivor is not None:
                return survivor
    return Judged(mutant, Fate.EQUIVALENT if fits else Fate.UNFIT)


def _survivor(
    trial: Trial, mutant: Mutant, other: Program, known: list[tuple[Trial, Suggestion]]
) -> Judged | None:
    """Return the result of a mutant that no scenario kills, with a suggestion that would."""
    for of, suggestion in known:
        if of is trial and not trial.passes(suggestion.scenario, None, other):
            return Judged(mutant, Fate.SURVIVED, suggestion=suggestion)
    differs = False
    try:
        for found in suggested(trial, mutant, other):
            differs = True
            if found is not None:
                known.append((trial, found))
                return Judged(mutant, Fate.SURVIVED, suggestion=found)
    except TooLarge:
        differs = True
    return Judged(mutant, Fate.SURVIVED) if differs else None
