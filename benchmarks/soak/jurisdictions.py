"""Of the rules of `examples/jurisdictions` at least 95 mutants in a hundred are noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks.soak.outcome import Outcome
from gaozhi.authoring.mutation import Fate, mutate

FOLDER: Final = Path(__file__).parents[2] / "examples" / "jurisdictions"

AT_LEAST: Final = 95
"""How many in a hundred."""


def run() -> Outcome:
    """Put the scenarios of every folder of rules to its mutants."""
    mutation = mutate(FOLDER)
    said = [
        f"{one.name}：查出 {one.count(Fate.KILLED)} 处，等价 {one.count(Fate.EQUIVALENT)} 处，"
        f"漏过 {one.count(Fate.SURVIVED)} 处，查出率 {one.score:.1f}%"
        for one in mutation.tried
    ]
    said += [one.mutant.says for one in mutation.whole.having(Fate.SURVIVED)]
    sound = bool(mutation.tried) and all(one.score >= AT_LEAST for one in mutation.tried)
    return Outcome(sound and not mutation.failing, tuple(said))
