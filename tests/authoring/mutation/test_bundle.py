"""The bundled rules: whatever is changed in them, a scenario tells it, or can be written that does.

`make soak` looks at every mutant of every folder; here it is a few.
"""

import pytest

from benchmarks.soak.mutation import faults, trials
from gaozhi.authoring.mutation import Fate, Mutant, mutate
from gaozhi.authoring.mutation._trial import Trial
from gaozhi.library.jurisdiction import Jurisdiction

_EVERY = 61


@pytest.fixture(scope="module")
def sample() -> list[tuple[Trial, Jurisdiction, Mutant]]:
    """Give a mutant here and there, of every folder."""
    return list(trials())[::_EVERY]


def test_a_suggested_scenario_passes_the_rules_as_written_and_fails_the_mutant(sample):
    assert [fault for one in sample for fault in faults(*one)] == []
    assert len({trial.program.id for trial, _, _ in sample}) == 6


def test_no_mutant_of_a_small_county_is_missed():
    (county,) = mutate(county="毛集实验区").tried
    assert len(county.judged) > 80
    assert {one.fate for one in county.judged} <= {Fate.KILLED, Fate.UNFIT}
