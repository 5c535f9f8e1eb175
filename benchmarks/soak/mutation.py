"""Every mutant of the bundled rules is noticed, and can be told by a scenario to paste."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.soak.outcome import Outcome
from gaozhi.authoring.mutation import Fate, Mutant, mutants_of, mutate
from gaozhi.authoring.mutation._suggestion import parsed, suggested
from gaozhi.authoring.mutation._trial import Trial
from gaozhi.authoring.scenarios import run as run_scenario
from gaozhi.compiler import Depth, compile_chain
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import Program
from gaozhi.source import Diagnostics
from gaozhi.workspace.opening import open_workspace


def run() -> Outcome:
    """Put all scenarios to all mutants, then see whether each would be told without any."""
    mutation = mutate()
    missed = mutation.whole.having(Fate.SURVIVED)
    said = [
        f"{one.name}：查出 {one.count(Fate.KILLED)} 处，等价 {one.count(Fate.EQUIVALENT)} 处，"
        f"漏过 {one.count(Fate.SURVIVED)} 处"
        for one in mutation.tried
    ]
    wrong = [fault for one in trials() for fault in faults(*one)]
    said += [*(one.mutant.says for one in missed), *wrong]
    return Outcome(not missed and not wrong, tuple(said))


def trials() -> Iterator[tuple[Trial, Jurisdiction, Mutant]]:
    """Yield every mutant of the bundled rules, with its own jurisdiction, without any scenario."""
    workspace = open_workspace(None, bundled=True, depth=Depth.QUICK)
    for program in workspace.programs:
        chain = [workspace.rules[level.id] for level in program.levels]
        trial = Trial(program, chain, ())
        county = Jurisdiction(program)
        for mutant in mutants_of(chain[-1], workspace.vocabulary):
            yield trial, county, mutant


def faults(trial: Trial, county: Jurisdiction, mutant: Mutant) -> Iterator[str]:
    """Yield what is wrong with the scenario that is suggested for a mutant.

    The engine that answers here is the compiled one, and the mutant is compiled in full; those that
    found the scenario are not asked.

    Args:
        trial: the jurisdiction, on trial without any scenario.
        county: the same, to be asked.
        mutant: the mutant.

    """
    other = trial.mutated(mutant)
    if other is None:
        return
    found, differs = None, False
    for found in suggested(trial, mutant, other):
        differs = True
        if found is not None:
            break
    if found is None:
        if differs:
            yield f"{mutant.says}：没有找出能够发现它的场景"
        return
    scenario = parsed(found.yaml, trial.program)
    if scenario is None or not run_scenario(scenario, county).passed:
        yield f"{mutant.says}：照原来的规则就不符"
    elif run_scenario(scenario, Jurisdiction(_in_full(trial, mutant, other))).passed:
        yield f"{mutant.says}：场景没有发现它"


def _in_full(trial: Trial, mutant: Mutant, other: Program) -> Program:
    """Return the program of a mutant as a load would make it, as far as it could be loaded."""
    chain = [mutant.applied(one) if one.id == mutant.folder else one for one in trial.chain]
    words = trial.program.vocabulary
    full = compile_chain(chain, None, words, Diagnostics(), depth=Depth.QUICK).program
    return full or other
