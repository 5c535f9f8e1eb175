"""Every scenario of the bundle, written from the documents, comes out as the documents say."""

import pytest

from gaozhi.authoring.scenarios import Scenario, run
from tests.scenarios.scenario import asked, scenarios
from tests.situations import jurisdiction, library


@pytest.mark.parametrize("one", scenarios(), ids=str)
def test_scenario(one: Scenario):
    result = run(one, jurisdiction(one.jurisdiction))
    assert result.passed, "\n".join(map(str, result.differences))


def test_every_jurisdiction_has_scenarios_of_every_decision():
    tried = {(one.jurisdiction, one.decision) for one in asked()}
    assert tried == {
        (county.name, decision)
        for county in library().values()
        for decision in county.vocabulary.decisions
    }


def test_every_scenario_says_what_comes_out_and_every_caveat():
    """What is not expected is not looked at: these leave neither open."""
    for one in asked():
        assert one.expect.outcome is not None or one.expect.values is not None, one
        assert one.expect.caveats is not None, one
