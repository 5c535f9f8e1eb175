"""100,000 decisions, with their grounds, leave the process no larger than it was."""

from __future__ import annotations

import gc
import random

import gaozhi
from benchmarks.soak.engines import boundaries, situation
from benchmarks.soak.outcome import Outcome, resident

DECISIONS = 100_000
GROWTH = 8 * 2**20
"""How much larger the process may be after the decisions than after a first tenth: noise."""


def run() -> Outcome:
    """Decide, and compare what the process holds after a tenth with what it holds at the end."""
    draw = random.Random(7)
    counties = list(gaozhi.load().values())
    days = {county.id: boundaries(county) for county in counties}
    tried = [(county, *situation(draw, county, days[county.id])) for county in counties * 40]
    sizes: list[int] = []
    for number in range(DECISIONS):
        county, facts, day = tried[number % len(tried)]
        decisions = tuple(county.vocabulary.decisions)
        decision = decisions[number // len(tried) % len(decisions)]
        found = county.decide(facts, decision, on=day)
        if number % 50 == 0:
            assert found.to_dict()
        if number % (DECISIONS // 10) == DECISIONS // 10 - 1:
            gc.collect()
            sizes.append(resident())
    growth = sizes[-1] - sizes[0]
    said = f"{DECISIONS:,} 个判断：{sizes[0] / 2**20:.1f} MB，最后 {sizes[-1] / 2**20:.1f} MB"
    return Outcome(growth <= GROWTH, (said,))
