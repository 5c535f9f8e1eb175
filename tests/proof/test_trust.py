"""The diagrams against brute force: not one disagreement."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaozhi.model import NEVER
from gaozhi.proof import prove
from gaozhi.testing import rulesets
from gaozhi.testing._small import DOMAINS, NEVER_TEXT, admissible
from tests.effort import examples
from tests.proof.drawn import Pair

BATCHES = examples(4)
PAIRS = 250


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_diagrams_say_what_every_case_of_a_small_world_says(batch):
    differing = 0
    for seed in range(batch * PAIRS, (batch + 1) * PAIRS):
        pair = Pair.drawn(seed)
        found = {(one.here, one.there): one.node for one in pair.tables.pairs()}
        assert found.keys() == pair.answers(), seed
        for (here, there), node in found.items():
            facts = pair.tables.graph.smallest(node)
            assert pair.settles(facts, here, there), (seed, facts)
        differing += bool(found)
    assert differing > PAIRS // 3


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_case_with_fewer_facts_comes_out_so(batch):
    sizes = set()
    for seed in range(batch * PAIRS, (batch + 1) * PAIRS, 20):
        pair = Pair.drawn(seed)
        for one in pair.tables.pairs():
            facts = pair.tables.graph.smallest(one.node)
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
