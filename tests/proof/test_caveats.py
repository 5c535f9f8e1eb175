"""What counties say of their superior in caveats, held against the proof: none false, none missing.

A caveat says that the superior decides otherwise where it cites provisions of both and has 照此
(照 the superior's provision, the case comes out otherwise).
"""

import pytest

from gaozhi.proof import _compare as comparing
from gaozhi.proof import prove
from gaozhi.proof._tables import Tables
from tests.situations import library

COUNTIES = [one for one in library().values() if len(one.program.levels) > 1]
BY_NAME = pytest.mark.parametrize("county", COUNTIES, ids=lambda one: one.name)


def says_otherwise(rule, level):
    """Whether a rule of a level has a caveat that its superior decides otherwise."""
    cited = {":" in one.id for one in rule.basis}
    return rule.level == level and cited == {True, False} and "照此" in (rule.caveat or "")


def said(tables, level):
    """Yield such rules of this side, each with the diagram that it holds."""
    side = tables.here
    for (rule, _), holds in zip(side.table.rules, side.holds, strict=True):
        if says_otherwise(rule, level):
            yield rule, holds


def differing(tables):
    """Return the diagram that the two sides decide otherwise."""
    found = [node for _, node in tables.pairs()]
    return tables.graph.joined(found, absorbing=tables.graph.true)


def tables_of(county, monkeypatch):
    """Return, by decision, both sides as diagrams."""
    found = {}

    class Noting(Tables):
        def __init__(self, here, *others):
            super().__init__(here, *others)
            found[here.spec.name] = self

    monkeypatch.setattr(comparing, "Tables", Noting)
    prove(county, library=library())
    return found


@BY_NAME
def test_where_a_caveat_says_that_the_superior_decides_otherwise_it_does(county, monkeypatch):
    level = len(county.program.levels) - 1
    for name, tables in tables_of(county, monkeypatch).items():
        graph, otherwise = tables.graph, differing(tables)
        alike = graph.choose(otherwise, graph.false, graph.true)
        for rule, holds in said(tables, level):
            both = graph.joined([holds, otherwise], absorbing=graph.false)
            assert graph.can_be(both, value=True), (name, rule.name)
            idle = graph.joined([holds, alike], absorbing=graph.false)
            assert not graph.can_be(idle, value=True), (name, rule.name, graph.smallest(idle))


@BY_NAME
def test_where_the_superior_decides_otherwise_a_caveat_says_so_or_a_reason_why_not(
    county, monkeypatch
):
    level = len(county.program.levels) - 1

    class Unsaid(Tables):
        def pairs(self):
            told = [holds for _, holds in said(self, level)]
            graph = self.graph
            warned = graph.joined(told, absorbing=graph.true) if told else graph.false
            for pair, node in super().pairs():
                rest = graph.choose(warned, graph.renamed(node, {True: False}), node)
                if graph.can_be(rest, value=True):
                    yield pair, rest

    monkeypatch.setattr(comparing, "Tables", Unsaid)
    for kind in prove(county, library=library()).kinds:
        reasons = [one.no_caveat for one in kind.meant if one.no_caveat]
        assert reasons, (kind.decision, kind.here.outcome, kind.there.outcome, kind.sentence)


@BY_NAME
def test_the_proof_itself_finds_nothing_untold(county):
    assert [kind.sentence for kind in prove(county, library=library()).kinds if kind.untold] == []


def test_there_are_such_caveats_in_every_county_that_owes_one():
    owing = {
        county.name
        for county in COUNTIES
        for table in county.program.decisions.values()
        for rule in table.rules
        if rule.differs is not None and rule.differs.no_caveat is None
    }
    saying = {
        county.name
        for county in COUNTIES
        for table in county.program.decisions.values()
        if any(says_otherwise(rule, len(county.program.levels) - 1) for rule in table.rules)
    }
    assert owing == saying
    assert owing
