"""On what durable-rules gets right (complete facts, plain comparisons), it names the same rules."""

from __future__ import annotations

import os
import random
from datetime import date

import pytest

from benchmarks.opponents import Rules, by_durable_rules
from benchmarks.soak.engines import value
from gaozhi.engine.findings import find
from gaozhi.model import Always, Combine
from tests.second_matcher import POSSIBLE
from tests.situations import everywhere, jurisdiction

if os.environ.get("CI") and POSSIBLE:
    import durable_rules_engine  # type: ignore[import-not-found]  # CI has a compiler, and must not skip this
else:
    durable_rules_engine = pytest.importorskip(
        "durable_rules_engine", reason="durable-rules is not installed (extra watch)"
    )

TODAY = date(2026, 3, 2)
CASES = 25
LEAST = 5
"""Of the fifteen decisions, how many it must be able to take."""


def complete(name: str, draw: random.Random) -> dict[str, object]:
    words = jurisdiction(name).vocabulary
    facts = {
        fact.name: value(draw, fact, [date(2025, 1, 1), TODAY, date(2027, 1, 1)])
        for fact in words.facts.values()
        if fact.name != words.roles.date
    }
    for rule in words.implications:
        if facts[rule.given]:
            facts[rule.then] = rule.value
    return facts


@pytest.mark.parametrize("name", everywhere())
def test_it_names_the_same_rules(name: str):
    draw = random.Random(name)
    county = jurisdiction(name)
    cases = [county.case(complete(name, draw), on=TODAY) for _ in range(CASES)]
    compared = 0
    for decision, table in county.program.decisions.items():
        if table.spec.combine is Combine.FIRST:
            continue  # a table has an order, which durable-rules does not keep
        standing = [one for one in table.versions[-1].standing if not one.rule.otherwise]
        if all(isinstance(one.own, Always) for one in standing):
            continue
        rules = Rules(county, decision)
        try:
            ask, told = by_durable_rules(rules, [rules.atoms(case) for case in cases])
        except durable_rules_engine.error:
            continue  # it takes no condition of more than some fifty parts
        compared += 1
        for case, atoms in zip(cases, told, strict=True):
            meant = {rule.name for rule in find(table, case).holding}
            assert rules.finished(ask(atoms)) == meant, (decision, case.known)
    assert compared >= LEAST
