"""What the rules of a jurisdiction leave open, and what in them does nothing."""

import json
from random import Random

import pytest

import gaozhi
from gaozhi.logic import TooLarge
from gaozhi.proof import GapKind, gaps
from gaozhi.proof import _gaps as looking
from tests.two_levels import two_levels


@pytest.fixture(scope="module")
def library():
    return gaozhi.load()


def found_in(folder, **given):
    return gaps(gaozhi.load(two_levels(folder, **given), bundled=False)["demo"])


def named(found, kind):
    return {name for one in found.having(kind) for name in one.names}


def test_what_a_document_does_not_say_is_found_with_the_smallest_case(library):
    (one,) = gaps(library["启东市"], "代为承诺").found
    assert (one.kind, one.names, one.facts) == (GapKind.NO_RULE, ("代为承诺未规定",), {})
    decision = library["启东市"].decide({}, "代为承诺", on=one.day)
    assert (decision.outcome, decision.grounds[0].basis) == ("未规定", ())


@pytest.mark.parametrize("county", ["启东市", "台儿庄区"])
def test_in_every_case_that_is_shown_both_rows_hold_and_the_first_decides(library, county):
    some = gaps(library[county]).having(GapKind.ORDER)
    assert {one.decision for one in some} == {"办理程序", "核查方式"}
    for one in some:
        table = library[county].program.decisions[one.decision]
        first, second = (next(r for r in table.rules if r.name == name) for name in one.names)
        assert first.effects != second.effects
        decision = library[county].decide(one.facts, one.decision, on=one.day)
        assert second.effects[0] != decision.outcome or first.name not in {
            ground.rule for ground in decision.grounds
        }


def test_a_rule_that_no_case_reaches_is_told_and_one_that_a_case_reaches_is_not(tmp_path):
    county = """
强:
  - {rule: 严, title: 严, when: 甲.一, then: 上, basis: [C-1]}
  - {rule: 无用, title: 无用, when: [甲.一, 甲.二], then: 中, basis: [C-1]}
  - {rule: 有用, title: 有用, when: 甲.二, then: 中, basis: [C-1]}
"""
    found = found_in(tmp_path, county=county)
    assert named(found, GapKind.UNREACHED) == {"无用"}


def test_what_is_told_never_to_decide_decides_in_no_case_that_is_drawn(library):
    draw = Random(7)
    county = library["全国"]
    (idle,) = {(one.decision, *one.names) for one in gaps(county).having(GapKind.UNREACHED)}
    table = county.program.decisions[idle[0]]
    effect = next(rule for rule in table.rules if rule.name == idle[1]).effects[0]
    bools = [name for name, fact in county.vocabulary.facts.items() if fact.kind.value == "bool"]
    for _ in range(300):
        facts = {name: draw.random() < 0.5 for name in bools}
        for one in county.vocabulary.implications:
            if facts.get(one.given):
                facts[one.then] = one.value
        decision = county.decide(facts, idle[0])
        if decision.outcome == effect and decision.settled:
            rest = {ground.rule for ground in decision.grounds if ground.effect == effect}
            assert rest - {idle[1]}


def test_a_fact_that_alone_changes_nothing_is_told(tmp_path):
    county = """
强:
  - {rule: 甲, title: 甲, when: 甲.一, then: 上, basis: [C-1]}
  - {rule: 乙, title: 乙, when: [甲.一, 甲.三], then: 上, basis: [C-1]}
"""
    assert "甲.三" in named(found_in(tmp_path, county=county), GapKind.IDLE_FACT)


def test_rules_too_large_to_tell_are_named_and_nothing_is_said_of_them(library, monkeypatch):
    def refuse(*_):
        raise TooLarge

    monkeypatch.setattr(looking, "CaseGraph", refuse)
    found = gaps(library["启东市"], "撤回")
    assert (found.large, found.found, bool(found)) == (("撤回",), (), True)


def test_the_command_says_what_is_found(run):
    result = run("gaps", "启东市", "全国", "--decision", "代为承诺")
    assert result.status == 0
    assert result.out.startswith("启东市：没有规定 1 种")
    assert "情形：2021-01-03 办理。" in result.out
    assert "全国：没有规定 1 种，没有规则得出的结论 3 个" in result.out
    everything = run("gaps", "启东市", "--full").out
    assert everything.count("核查方式：") > 20 > run("gaps", "启东市").out.count("核查方式：")
    data = json.loads(run("gaps", "启东市", "--format", "json").out)
    assert [one["id"] for one in data] == ["qidong"]
    assert {"kind", "decision", "names", "sentence", "date", "facts"} == {*data[0]["found"][0]}
    assert "可写 text、json" in run("gaps", "--format", "yaml").err
