"""Every scenario of the bundle, written from the documents, comes out as the documents say."""

import pytest

from gaozhi.authoring.scenarios import run
from tests.scenarios.scenario import asked, files, scenarios
from tests.situations import jurisdiction, library


@pytest.mark.parametrize("file", files())
def test_every_scenario_of_a_file_comes_out_as_it_says(file: str):
    """A test a file, so that collecting the tests reads none."""
    some = [one for one in scenarios() if one.span is not None and one.span.file == file]
    results = [run(one, jurisdiction(one.jurisdiction)) for one in some]
    failed = [one for one in results if not one.passed]
    assert not failed, "\n".join(
        line for one in failed for line in (str(one.scenario), *one.lines())
    )


def test_every_scenario_stands_in_one_of_these_files():
    assert {one.span and one.span.file for one in scenarios()} <= set(files())


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
