"""The diagrams against brute force: not one disagreement."""

import pytest

from tests.effort import examples
from tests.proof.drawn import Pair

BATCHES = 4
PAIRS = examples(1000) // BATCHES


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
    assert len(sizes) > 2
