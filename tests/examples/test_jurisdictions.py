"""The cities of `examples/jurisdictions` are encoded by their own files alone, laid over the bundle."""

from collections.abc import Mapping
from functools import cache

import pytest

import gaozhi
from gaozhi import Jurisdiction, Library
from gaozhi.authoring.check import check
from gaozhi.authoring.scenarios import Coverage, Result, Scenario, coverage_of, run
from gaozhi.source import Severity
from tests.places import EXAMPLES
from tests.situations import library

FOLDER = EXAMPLES / "jurisdictions"
IDS = sorted(path.name for path in (FOLDER / "rules").iterdir() if path.is_dir())
every_city = pytest.mark.parametrize("id_", IDS)


@cache
def cities() -> Library:
    """The bundle, with the cities beside it."""
    return gaozhi.load(FOLDER)


@cache
def results() -> Mapping[str, tuple[Result, ...]]:
    """What comes of the scenarios of every city, by its id."""
    written = gaozhi.load_scenarios(FOLDER)
    return {id_: tuple(_run(one, id_) for one in written if _is_of(one, id_)) for id_ in IDS}


def _is_of(scenario: Scenario, id_: str) -> bool:
    return scenario.jurisdiction == cities()[id_].name


def _run(scenario: Scenario, id_: str) -> Result:
    return run(scenario, cities()[id_])


def outcomes_of(county: Jurisdiction) -> set[tuple[str, str]]:
    """Return everything that can come of a decision, by its words."""
    known = county.program.vocabulary.decisions.values()
    return {(spec.name, value) for spec in known for value in spec.values}


def own_decisions(id_: str) -> set[str]:
    """Return the decisions that a city knows and the bundle does not."""
    bundled = library()["national"].program.vocabulary.decisions
    return set(cities()[id_].program.vocabulary.decisions) - set(bundled)


def coverage(id_: str) -> Coverage:
    """Return what the scenarios of a city reach of what it states itself."""
    return coverage_of(results()[id_], cities()[id_]).own


def test_they_are_there():
    assert "anyang" in IDS


def test_their_files_are_sound():
    found = [one for one in check(FOLDER).diagnostics if one.severity is not Severity.NOTE]
    assert not found, "\n".join(map(str, found))


@every_city
def test_their_scenarios_come_out(id_):
    told = results()[id_]
    wrong = [f"{one.scenario.name}: {difference}" for one in told for difference in one.differences]
    assert told
    assert not wrong, "\n".join(wrong)


@every_city
def test_every_rule_of_theirs_is_seen_on_both_sides(id_):
    rules = coverage(id_).rules
    unseen = [f"{one.decision}：{one.rule}：{side}" for one in rules for side in one.missing]
    assert rules
    assert not unseen, "\n".join(unseen)


@every_city
def test_every_provision_that_a_rule_rests_on_is_cited_by_an_answer(id_):
    missed = [one.account.provision.id for one in coverage(id_).provisions if one.missed]
    assert not missed


@every_city
def test_every_value_of_theirs_comes_out_of_some_scenario(id_):
    answers = [one.decision for one in results()[id_] if one.decision is not None]
    seen = {(one.decision, value) for one in answers for value in (one.outcome, *one.values)}
    own = outcomes_of(cities()[id_]) - outcomes_of(library()["national"])
    assert own
    assert not own - seen


def test_the_bundle_answers_beside_them_as_it_does_alone():
    for id_ in library():
        alone, beside = library()[id_], cities()[id_]
        assert beside.digest == alone.digest
        assert beside.program.vocabulary == alone.program.vocabulary
        assert beside.decide({}).to_dict() == alone.decide({}).to_dict()


def test_what_only_they_ask_has_no_rule_elsewhere():
    asked = [name for id_ in IDS for name in own_decisions(id_)]
    assert {"许可承诺适用", "信用承诺适用", "检查许可"} <= {*asked}
    for name in asked:
        answer = cities()["启东市"].decide({}, name)
        assert (answer.outcome, answer.settled, answer.possible) == ("无此规定", True, ())
        assert (answer.grounds, answer.values, answer.questions) == ((), (), ())


def test_a_consequence_that_a_city_adds_is_printed_on_the_form_it_inherits():
    added, criminal = "处一百万元以上二百万元以下罚款", "移送司法机关"
    for name, expected in (("安阳市", True), ("启东市", False)):
        form = next(one for one in cities()[name].program.forms if one.name == "告知承诺书")
        printed = form.fields["行政责任"].only
        assert (added in printed, criminal in printed) == (expected, False)
