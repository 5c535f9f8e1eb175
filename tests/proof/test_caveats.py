"""What counties say of their superior in caveats, held against the proof."""

import pytest

from gaozhi.proof import _compare as comparing
from gaozhi.proof import prove, superior_of
from gaozhi.proof._tables import Tables
from tests.situations import library

OF_A_FACT = {"批准机关与上级不合"}
"""Who approves is what a fact means, 事项.许可告知承诺已获批准; both sides ask for the same fact."""
COUNTIES = [one for one in library().values() if len(one.program.levels) > 1]


def tables_of(county, monkeypatch):
    """Return, by decision, both sides as diagrams."""
    found = {}

    class Noting(Tables):
        def __init__(self, here, *others):
            super().__init__(here, *others)
            found[here.spec.name] = self

    monkeypatch.setattr(comparing, "Tables", Noting)
    prove(county)
    return found


def otherwise_above(county):
    """Return the caveats of a county's own that say that its superior decides otherwise."""
    last = len(county.program.levels) - 1
    above = superior_of(county).document.number
    return [
        (name, rule)
        for name, table in county.program.decisions.items()
        for rule in table.rules
        if rule.level == last and rule.caveat and above in rule.caveat and "照此" in rule.caveat
    ]


@pytest.mark.parametrize("county", COUNTIES, ids=lambda one: one.name)
def test_where_a_caveat_says_that_the_superior_decides_otherwise_it_does(county, monkeypatch):
    tables = tables_of(county, monkeypatch)
    for name, rule in otherwise_above(county):
        if rule.effects or rule.name in OF_A_FACT:
            continue
        graph, here = tables[name].graph, tables[name].here
        (holds,) = (
            holds
            for (one, _), holds in zip(here.table.rules, here.holds, strict=True)
            if one.name == rule.name
        )
        differing = [node for _, node in tables[name].pairs()]
        there = graph.joined(
            [holds, graph.joined(differing, absorbing=graph.true)], absorbing=graph.false
        )
        assert graph.can_be(there, value=True), (name, rule.name)


def test_there_are_such_caveats():
    assert sum(len(otherwise_above(county)) for county in COUNTIES) > 10


def test_a_county_that_allows_what_its_superior_forbids_says_so():
    county = library()["启东市"]
    for kind in prove(county).kinds:
        if kind.direction.value == "wider" and kind.there.outcome != "未规定":
            decision = county.decide(kind.facts, kind.decision, on=kind.day)
            said = [one.text for one in (*decision.caveats, *decision.pending_caveats)]
            assert any("上级文件" in text for text in said), kind.sentence
