"""A million generated cases: the compiled engine and its plain reference never disagree."""

from __future__ import annotations

import os
import random
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from typing import Any

import gaozhi
from benchmarks.soak.outcome import Outcome
from gaozhi import Jurisdiction
from gaozhi.engine import Stamp, decide
from gaozhi.engine.case import read_facts
from gaozhi.model import Fact, FactType

CASES = int(os.environ.get("GAOZHI_SOAK_CASES", "1000000"))
"""How many cases, each put to one decision."""
WORDS = 40
"""Of every so many answers, the words of one are compared too."""
BATCH = 5_000


def batch(seed: int) -> tuple[int, list[str]]:
    """Compare a batch of cases; return how many there were, and what disagreed."""
    draw = random.Random(seed)
    library = gaozhi.load()
    counties = list(library.values())
    days = {county.id: boundaries(county) for county in counties}
    wrong: list[str] = []
    for number in range(BATCH):
        county = draw.choice(counties)
        facts, day = situation(draw, county, days[county.id])
        decision = draw.choice(tuple(county.vocabulary.decisions))
        case = county.case(facts, on=day)
        found = county.decide(case, decision)
        meant = decide(county.program, case, decision, Stamp(county.program))
        same = (found.possible, found.values, found.pending) == (
            meant.possible,
            meant.values,
            meant.pending,
        )
        if same and number % WORDS == 0:
            same = found.explanation == meant.explanation
            same = same and case.known == read_facts(county.program, facts, None, day).known
        if not same:
            wrong.append(f"{county.name} {decision} {day} {facts}")
    return BATCH, wrong


def boundaries(county: Jurisdiction) -> list[date]:
    """Return the days on which a county's rules change, with their neighbours."""
    since = {v.since for t in county.program.decisions.values() for v in t.versions}
    near = {day + timedelta(days=n) for day in since if day.year > 2000 for n in (-1, 0, 1)}
    return sorted(near) or [date(2021, 7, 1)]


def situation(
    draw: random.Random, county: Jurisdiction, days: list[date]
) -> tuple[dict[str, Any], date | None]:
    """Return facts of a case: complete, with some absent, some None, some sets empty; and a day."""
    words = county.vocabulary
    missing = draw.choice((0.0, 0.0, 0.05, 0.3, 0.8))
    facts: dict[str, Any] = {}
    for fact in words.facts.values():
        if fact.name == words.roles.date:
            continue
        if draw.random() < missing:
            if draw.random() < 0.3:
                facts[fact.name] = None
            continue
        facts[fact.name] = value(draw, fact, days)
    for rule in words.implications:
        if facts.get(rule.given):
            facts[rule.then] = rule.value
    day = draw.choice((None, draw.choice(days), draw.choice(days), date(2024, 3, 1)))
    return facts, day


def value(draw: random.Random, fact: Fact, days: list[date]) -> Any:
    """Return a value of a fact; dates lie at the boundaries."""
    match fact.kind:
        case FactType.BOOL:
            return draw.random() < 0.5
        case FactType.ONE_OF:
            return draw.choice(fact.values)
        case FactType.SET_OF:
            return draw.sample(fact.values, draw.randint(0, 2))
        case FactType.DATE:
            never = fact.never is not None and draw.random() < 0.2
            return fact.never if never else draw.choice(days)
        case _:
            return "11010519491231002X"


def run() -> Outcome:
    """Compare the engines on every case, in as many processes as there are cores."""
    seeds = range((CASES + BATCH - 1) // BATCH)
    cases, wrong = 0, list[str]()
    with ProcessPoolExecutor() as pool:
        for done, found in pool.map(batch, seeds):
            cases += done
            wrong += found
            if cases % 100_000 == 0:
                print(f"   {cases:,} 个案件，{len(wrong)} 个不一致", flush=True)
    said = [f"{cases:,} 个案件，{len(wrong)} 个不一致", *wrong[:5]]
    return Outcome(not wrong, tuple(said))
