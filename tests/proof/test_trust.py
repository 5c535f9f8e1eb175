"""The diagrams against brute force: not one disagreement."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaozhi.model import NEVER
from gaozhi.proof import _compare as comparing
from gaozhi.proof import prove
from gaozhi.proof._solver import Solver
from gaozhi.proof._tables import Tables
from gaozhi.testing import rulesets
from gaozhi.testing._small import DOMAINS, NEVER_TEXT, admissible
from tests.effort import EFFORT, examples
from tests.proof.drawn import Pair
from tests.situations import library

BATCHES = examples(4)
PAIRS = 250


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_diagrams_say_what_every_case_of_a_small_world_says(batch):
    differing = 0
    for seed in range(batch * PAIRS, (batch + 1) * PAIRS):
        pair = Pair.drawn(seed)
        found = dict(pair.tables.pairs())
        assert found.keys() == pair.answers() == {*pair.solver.pairs()}, seed
        for (here, there), node in found.items():
            facts = pair.tables.graph.smallest(node)
            assert pair.settles(facts, here, there), (seed, facts)
        differing += bool(found)
    assert differing > PAIRS // 3


PAIRED = [
    (here, there)
    for here, there in combinations(library().values(), 2)
    if EFFORT > 1 or here.program.levels[-1].id in {level.id for level in there.program.levels}
]
"""Every two bundled jurisdictions; in every run, those of which one is the other's superior."""


@pytest.mark.parametrize("pair", PAIRED, ids=lambda pair: f"{pair[1].name}对照{pair[0].name}")
def test_z3_says_of_bundled_jurisdictions_what_the_diagrams_say(pair, monkeypatch):
    compared = []

    class Both(Tables):
        def __init__(self, *args):
            super().__init__(*args)
            self.solver = Solver(*args)

        def pairs(self):
            found = list(super().pairs())
            assert {pair for pair, _ in found} == {*self.solver.pairs()}
            compared.append(len(found))
            return found

    monkeypatch.setattr(comparing, "Tables", Both)
    prove(*reversed(pair))
    assert sum(compared) > 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_case_with_fewer_facts_comes_out_so(batch):
    sizes = set()
    for seed in range(batch * PAIRS, (batch + 1) * PAIRS, 20):
        pair = Pair.drawn(seed)
        for one, node in pair.tables.pairs():
            facts = pair.tables.graph.smallest(node)
            assert len(facts) == pair.fewest(one.here, one.there), (seed, facts)
            sizes.add(len(facts))
    assert sizes


@given(rulesets(), st.integers(0, 1 << 30))
@settings(max_examples=examples(30))
def test_whole_folders_say_of_every_case_what_the_proof_says(law, seed):
    draw = Random(seed)
    others = replace(law, county=law.county[1:], removed=())
    proof = prove(law.load(), others.load(), law.decision)
    told = {(kind.here.outcome, kind.there.outcome) for kind in proof.kinds}
    values = {(kind.value, kind.here.given) for kind in proof.kinds}
    for _ in range(150):
        facts = {name: draw.choice(values) for name, values in DOMAINS.items()}
        if not admissible(facts):
            continue
        facts = {name: NEVER if v == NEVER_TEXT else v for name, v in facts.items()}
        day = draw.choice(law.days)
        here, there = law.outcome(facts, day), others.outcome(facts, day)
        if isinstance(here, frozenset):
            assert {(value, value in here) for value in here ^ there} <= values
        elif here != there:
            assert (here, there) in told
