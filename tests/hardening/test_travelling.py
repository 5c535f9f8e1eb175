"""What is loaded and what is answered can be copied, pickled and sent to another process."""

import copy
import json
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings

import gaozhi
from tests.effort import examples
from tests.situations import library, situations


def travelled(value):
    return pickle.loads(pickle.dumps(value))


COPIES = [travelled, copy.deepcopy, copy.copy]


@pytest.fixture(scope="module", params=COPIES, ids=lambda copied: copied.__name__)
def another(request):
    return request.param(library())


@pytest.mark.parametrize("copied", COPIES)
@settings(max_examples=examples(8))
@given(situation=situations())
def test_a_copied_case_is_answered_the_same(copied, situation):
    county, case = copied((situation.county, situation.case()))
    assert county.decide(case, situation.decision) == situation.decide()


@given(situation=situations())
def test_a_copied_library_answers_the_same(another, situation):
    county = another[situation.county.id]
    found = county.decide(situation.facts, situation.decision, item=situation.item, on=situation.on)
    assert found.to_dict() == situation.decide().to_dict()


@pytest.mark.parametrize("copied", COPIES)
@given(situation=situations())
def test_a_copied_decision_says_the_same(copied, situation):
    decision = situation.decide()
    again = copied(decision)
    assert again == decision
    assert again.to_dict() == decision.to_dict()
    assert again.explain() == decision.explain()


def test_a_copied_library_has_the_same_digests_and_calendars(another):
    assert [*another] == [*library()]
    for id_, county in library().items():
        assert another[id_].digest == county.digest
        assert another[id_].calendar.digest == county.calendar.digest
        assert another[county.name] is another[id_]
    assert [*another.calendars] == [*library().calendars]


def test_what_arrives_cannot_be_changed(another):
    program = another["qidong"].program
    for mapping in (
        program.decisions,
        program.provisions,
        program.exceptions,
        program.vocabulary.facts,
        program.vocabulary.by_api,
        program.list.presumes,
        program.list.items[0].facts,
        another.calendars,
    ):
        with pytest.raises(TypeError):
            mapping["甲"] = None
    with pytest.raises(FrozenInstanceError):
        program.id = "甲"


def test_a_library_answers_the_same_in_another_process(tmp_path):
    """The other process begins with nothing but what was sent, and with other hashes."""
    path = tmp_path / "library.pickle"
    path.write_bytes(pickle.dumps(library()))
    code = f"""
import json, pickle
library = pickle.loads(open({str(path)!r}, "rb").read())
found = library["启东市"].decide({{"申请人.愿意承诺": False}}, item=2, on="2022-06-30")
print(json.dumps(found.to_dict(), ensure_ascii=False))
"""
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    here = library()["启东市"].decide({"申请人.愿意承诺": False}, item=2, on="2022-06-30")
    assert json.loads(said) == here.to_dict()


@given(situation=situations())
def test_receipts_and_verifications_travel(situation):
    receipt = situation.decide().receipt()
    assert travelled(receipt) == receipt
    found = gaozhi.replay(receipt, library())
    again = travelled(found)
    assert again.to_dict() == found.to_dict()


def test_errors_travel_with_all_they_say():
    with pytest.raises(gaozhi.CaseError) as refused:
        library()["启东市"].case({"申请人.愿意": True})
    again = travelled(refused.value)
    assert again.diagnostics == refused.value.diagnostics
    assert str(again) == str(refused.value)
