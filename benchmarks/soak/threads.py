"""Eight threads decide on one library at once, and say what one thread alone says."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import gaozhi
from benchmarks.soak.outcome import Outcome
from gaozhi import Jurisdiction, Library
from gaozhi.model import FactType

THREADS = 8
DECISIONS = 100_000
CASES = 400

Asked = tuple[str, dict[str, Any], str, date]
Answer = tuple[str | None, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def run(decisions: int = DECISIONS, threads: int = THREADS) -> Outcome:
    """Decide `decisions` times in every thread; not sound where any answer is another one's.

    The library is fresh, so that the threads also meet where something is made when first needed.
    """
    alone = gaozhi.load()
    asked = cases(alone, CASES)
    expected = [answer(alone, one) for one in asked]
    shared = gaozhi.load()
    start = Barrier(threads)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads change over as often as they can
    try:
        with ThreadPoolExecutor(threads) as pool:
            wrong = sum(
                pool.map(
                    lambda seed: work(shared, asked, expected, decisions, seed, start),
                    range(threads),
                )
            )
    finally:
        sys.setswitchinterval(interval)
    return Outcome(not wrong, (f"{threads} 个线程，各 {decisions:,} 次判断，答复不同的：{wrong}",))


def work(
    library: Library,
    asked: Sequence[Asked],
    expected: Sequence[Answer],
    decisions: int,
    seed: int,
    start: Barrier,
) -> int:
    """Decide in an order of the thread's own; return how many answers were wrong."""
    order = random.Random(seed)
    places = list(range(len(asked)))
    wrong = 0
    start.wait()
    for turn in range(decisions):
        if turn % len(places) == 0:
            order.shuffle(places)
        place = places[turn % len(places)]
        wrong += answer(library, asked[place]) != expected[place]
    return wrong


def answer(library: Library, asked: Asked) -> Answer:
    """Return what a library says to a case: all that does not need words."""
    id_, facts, decision, day = asked
    found = library[id_].decide(facts, decision, on=day)
    return found.outcome, found.possible, found.values, found.pending


def cases(library: Library, number: int, seed: int = 7) -> list[Asked]:
    """Return cases of every jurisdiction; one in twenty leaves a few facts open."""
    draw = random.Random(seed)
    counties = list(library.values())
    return [_case(counties[n % len(counties)], draw, complete=n % 20 > 0) for n in range(number)]


def _case(county: Jurisdiction, draw: random.Random, *, complete: bool) -> Asked:
    words = county.vocabulary
    facts: dict[str, Any] = {}
    for name, fact in words.facts.items():
        match fact.kind:
            case FactType.BOOL:
                facts[name] = draw.random() < 0.5
            case FactType.ONE_OF:
                facts[name] = draw.choice(fact.values)
            case FactType.SET_OF:
                facts[name] = draw.sample(fact.values, draw.randrange(3))
            case FactType.DATE if name != words.roles.date:
                facts[name] = date(2021, 6, 1) + timedelta(days=draw.randrange(800))
    for rule in words.implications:
        if facts[rule.given]:
            facts[rule.then] = rule.value
    if not complete:
        # Both ends of an implication go together, so that none is contradicted.
        ends = {end for rule in words.implications for end in (rule.given, rule.then)}
        for name in draw.sample(sorted(set(facts) - ends), 3):
            del facts[name]
    day = date(2021, 6, 1) + timedelta(days=draw.randrange(800))
    return county.id, facts, draw.choice(list(words.decisions)), day
