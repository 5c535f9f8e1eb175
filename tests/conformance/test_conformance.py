"""The conformance set is what the law says now, and it finds whoever answers otherwise."""

import json
from datetime import date, timedelta

import pytest

import gaozhi
from conformance.generate import text_of, witness
from conformance.runner import FOLDER, ask, main, run
from gaozhi.model import Combine
from tests.situations import library

COUNTIES = list(library())


def read(id_):
    return json.loads((FOLDER / f"{id_}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("id_", COUNTIES)
def test_the_file_is_what_the_law_says_now(id_):
    """Where this fails, the law has changed: `make conformance`, and look at the difference."""
    text = (FOLDER / f"{id_}.json").read_text(encoding="utf-8")
    assert text == text_of(library()[id_])


def test_there_is_a_file_for_every_county_and_for_no_other():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(COUNTIES)


def test_gaozhi_passes(capsys):
    assert main([]) == 0
    assert "不同的：0" in capsys.readouterr().out


def test_the_set_stays_moderate():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.json")) < 3 << 20


@pytest.mark.parametrize("id_", COUNTIES)
def test_every_outcome_and_every_rule_is_reached(id_):
    data = read(id_)
    reached = {}
    for case in data["cases"]:
        expected = case["expected"]
        values = [expected.get("outcome"), *expected.get("values", ())]
        rules = [key for key, _ in expected.get("grounds", ())] + expected.get("caveats", [])
        reached.setdefault(case["decision"], set()).update(values)
        reached.setdefault("rules", set()).update(rules)
    program = library()[id_].program
    for name, table in program.decisions.items():
        given = {effect for rule in table.rules for effect in rule.effects}
        if table.spec.combine is not Combine.ALL:
            assert "待补充" in reached[name] or len(given) == 1
        assert given <= reached[name], name
        named = {key.split(" ")[0] for key in reached["rules"]}
        # A rule that turns on what no other rule of the county gives can never hold.
        able = {rule.name for rule in table.rules if witness(library()[id_], rule.holds, None)}
        assert able <= named, name


@pytest.mark.parametrize("id_", COUNTIES)
def test_days_are_looked_at_from_both_sides(id_):
    """Where a rule begins, the day before and the day itself are both asked."""
    county = library()[id_]
    days = {case["date"] for case in read(id_)["cases"]}
    for name, table in county.program.decisions.items():
        for version in table.versions:
            if version.since > (county.program.first_day or date.min):
                before = version.since - timedelta(days=1)
                assert {str(before), str(version.since)} <= days, name


@pytest.mark.parametrize("id_", COUNTIES)
def test_a_case_that_is_like_another_names_exactly_one(id_):
    cases = read(id_)["cases"]
    names = [(case["decision"], case["name"]) for case in cases if "like" not in case]
    for case in cases:
        if "like" in case:
            assert names.count((case["decision"], case["like"])) == 1


@pytest.mark.parametrize("id_", COUNTIES)
def test_empty_sets_nulls_and_refusals_are_there(id_):
    cases = read(id_)["cases"]
    values = [value for case in cases for value in case["facts"].values()]
    assert [] in values
    assert None in values
    codes = {code for case in cases for code in case["expected"].get("refused", ())}
    assert {"GZ601", "GZ602", "GZ604", "GZ607", "GZ610"} <= codes


def otherwise(change):
    def answer(county, case):
        said = ask(county, case)
        return said if "refused" in said else change(said)

    return answer


WRONG = {
    "outcome": otherwise(lambda said: {**said, "outcome": "可适用"}),
    "unknown for no": otherwise(lambda said: {**said, "questions": []}),
    "no ground": otherwise(lambda said: {**said, "grounds": []}),
    "no caveat": otherwise(lambda said: {**said, "caveats": [], "pending_caveats": []}),
    "another text": lambda county, case: json.loads(
        json.dumps(ask(county, case)).replace('quote": "', 'quote": "甲')
    ),
    "never refused": lambda county, case: ask(county, {**case, "facts": {}, "decision": "适用性"}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_implementation_that_answers_otherwise_is_found(wrong):
    assert next(run(FOLDER / "qidong.json", WRONG[wrong]), None) is not None


def test_the_runner_needs_nothing_of_the_package_but_what_a_port_replaces():
    source = (FOLDER.parent / "runner.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 150
    imported = [line for line in source.splitlines() if "import gaozhi" in line]
    assert all(line.startswith("    ") for line in imported)
    assert gaozhi.__name__ in "".join(imported)
