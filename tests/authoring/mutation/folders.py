"""Small folders with rules and scenarios: what `gaozhi mutate` is tried on."""

from pathlib import Path

from gaozhi.authoring.mutation import Fate, Mutation, mutate
from tests.authoring.folders import folder as two_levels

SCENARIOS = "decision: 强\nscenarios:\n"


def folder(path: Path, rules: str, scenarios: str = "", *, more: str = "") -> Path:
    """Write a county with these rules, and these scenarios of the decision 强."""
    two_levels(path, rules=rules, more=more)
    if scenarios:
        file = path / "rules" / "demo" / "强.scenarios.yaml"
        file.write_text(SCENARIOS + scenarios, encoding="utf-8")
    return path


def tried(
    path: Path, rules: str, scenarios: str = "", *, more: str = "", only: str = ""
) -> Mutation:
    """Return what becomes of the mutants of such a county."""
    written = folder(path, rules, scenarios, more=more)
    return mutate(written, county="示范县", only=only or None, bundled=False)


def fates(mutation: Mutation) -> dict[str, Fate]:
    """What became of every mutant, by what it says."""
    return {one.mutant.says: one.fate for one in mutation.whole.judged}
