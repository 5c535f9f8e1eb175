"""Running 10,000 scenarios, against the decisions that they make."""

from __future__ import annotations

from itertools import cycle, islice

import gaozhi
from benchmarks.measuring import side_by_side
from gaozhi.authoring.scenarios import Scenario, run

SCENARIOS = 10_000

Row = tuple[str, str, float, float]


def rows() -> list[Row]:
    """Return what was measured: name, against what, how many times, at most."""
    library = gaozhi.load()
    counties = {one.name: one for one in library.values()}
    # A scenario of an event makes no decision.
    deciding = [one for one in gaozhi.load_scenarios() if one.decision]
    scenarios = list(islice(cycle(deciding), SCENARIOS))

    def decide(one: Scenario) -> object:
        return counties[one.jurisdiction].decide(one.facts, one.decision, item=one.item, on=one.on)

    def check(one: Scenario) -> None:
        assert run(one, counties[one.jurisdiction]).passed, str(one)

    alone, running = side_by_side((decide, scenarios), (check, scenarios), rounds=3)
    return [("运行一万个场景", "只作出这些判断", running / alone, 5)]
