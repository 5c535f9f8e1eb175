"""One statement answers for every row of a table as `decide` does for each alone."""

import warnings
from datetime import date

import pyarrow
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gaozhi.engine.findings import find
from gaozhi.model import NO_RULE
from gaozhi.portable.frames import FrameNotice
from gaozhi.portable.sql import usual_facts
from gaozhi.testing import rulesets
from tests.builders import small
from tests.effort import examples
from tests.portable.databases import Table, postgres, run_duckdb, run_sqlite
from tests.portable.test_frames import LINKED, Draws, as_table
from tests.situations import library, library_of_examples

WORDS = ("outcome", "code", "settled", "possible", "values", "pending", "grounds")
INTERPRETED = 200
"""Of so many rows of a table the truth of each rule is compared, too."""
LISTS = (False, False, False, True, True, True, True)


@pytest.fixture(scope="module")
def server():
    """Give what PostgreSQL answers; it is started where a test asks for it."""
    with postgres() as run:
        yield run


@pytest.fixture(params=["duckdb", "sqlite", "postgres"])
def database(request):
    """Give a database by name, and what it answers to a statement about a table."""
    if request.param == "postgres":
        return request.param, request.getfixturevalue("server")
    return request.param, {"duckdb": run_duckdb, "sqlite": run_sqlite}[request.param]


class Tables(Draws):
    """Draws tables, and days at the ends of the calendar, too."""

    def table(self, county, names, count):
        """Draw rows, their items and days: of each row its own, or of all the same, or none."""
        draw, day = self.draw, county.vocabulary.roles.date
        names = draw.choice([names, names, draw.sample(names, max(1, len(names) // 2))])
        rows = self.rows(names, count)
        items, days = None, None
        listed = [one.number for one in county.items]
        if listed:
            some = [draw.choice([None, *listed, *listed[:3], 10_000]) for _ in rows]
            items = draw.choice([some, some, draw.choice(listed), None])
        if day is not None:
            days = [draw.choice([None, self.value(day)]) for _ in rows]
            days = draw.choice([days, days, days, None])
        return rows, items, days

    def rows(self, names, count):
        # Where little is known, what facts imply and how days are compared counts most.
        known = self.draw.choice([0.1, 0.4, 0.8, 0.95])
        return [
            {name: self.value(name) if self.draw.random() < known else None for name in names}
            for _ in range(count)
        ]

    def value(self, name):
        try:
            return super().value(name)
        except OverflowError:
            return self.draw.choice([date.min, date.max])


def said_of(items, days):
    """Return the item and the day as arguments: of each row its own, or the same of all."""
    return {
        "item": "item" if isinstance(items, list) else items,
        "on": "day" if isinstance(days, list) else days,
    }


def of_every_row(said, rows):
    return said if isinstance(said, list) else [said] * len(rows)


def expected(county, decision, rows, items, days):
    """Return what Python answers to each row, from `decide_frame`."""
    table = as_table(county, rows, [*rows[0]])
    if isinstance(items, list):
        table = table.append_column("item", pyarrow.array(items, pyarrow.int64()))
    if isinstance(days, list):
        table = table.append_column("day", pyarrow.array(days, pyarrow.date32()))
    asked = {"words": WORDS, "errors": "column", **said_of(items, days)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FrameNotice)
        found = county.decide_frame(table, decision, **asked)
    return list(zip(*(found.column(word).to_pylist() for word in (*WORDS, "error")), strict=True))


def answers(county, decision, database, rows, items, days):
    """Return what a database answers to each row: `WORDS`, the truth of every rule, the error."""
    dialect, run = database
    facts = [county.vocabulary.facts[name] for name in rows[0]]
    text = county.sql(
        decision,
        dialect=dialect,
        columns=[fact.api.replace(".", "_") for fact in facts],
        keep=("n",),
        words=(*WORDS, "rules"),
        **said_of(items, days),
    )
    numbers, stated = (
        said if isinstance(said, list) else [None] * len(rows) for said in (items, days)
    )
    found = sorted(run(Table(facts, rows, numbers, stated), text))
    assert [row[0] for row in found] == [*range(len(rows))]
    ends = len(WORDS) + 1
    return [[*map(as_list, row[1:ends], LISTS), *row[ends:]] for row in found]


def as_list(value, is_list):
    """Return a text that is a list as one."""
    if not is_list or not isinstance(value, str):
        return value
    return value.split("、") if value else []


def truths(county, decision, case):
    """Return for every rule of a decision whether it holds, by the interpreter."""
    table = county.program.decisions[decision]
    found = find(table, case)
    said = dict.fromkeys((one.rule.name for one in table.on(None)), False)
    said |= dict.fromkeys((one.name for one in found.holding), True)
    said |= dict.fromkeys(one.name for one in found.maybe)
    return said


def check(county, decision, database, rows, items, days):
    found = answers(county, decision, database, rows, items, days)
    wanted = expected(county, decision, rows, items, days)
    standing = county.program.decisions[decision].on(None if isinstance(days, list) else days)
    rules = [one.rule.name for one in standing if NO_RULE not in one.rule.effects]
    of_rows = (rows, of_every_row(items, rows), of_every_row(days, rows), found, wanted)
    for place, (row, item, on, said, want) in enumerate(zip(*of_rows, strict=True)):
        facts = {name: value for name, value in row.items() if value is not None}
        seen = (database[0], facts, item, on)
        *told, error = said
        if want[-1] is not None:
            assert error is not None, (seen, want)
            assert error in want[-1], (seen, want, error)
            assert told == [None] * len(told), (seen, want)
            continue
        assert error is None, (seen, error)
        assert told[: len(WORDS)] == list(want[:-1]), seen
        if place >= INTERPRETED:
            continue
        holds = truths(county, decision, county.case(facts, item=item, on=on))
        # SQLite has no truth values of its own: 1 and 0 are equal to them.
        assert told[len(WORDS) :] == [holds[name] for name in rules], seen


@pytest.mark.parametrize("id_", library_of_examples())
def test_every_row_has_the_answer_that_it_would_have_alone(id_, database):
    county = library().get(id_) or library_of_examples()[id_]
    draws = Tables(county, seed=id_ + database[0])
    decisions = [*county.program.decisions]
    # Of a county each database is asked some decisions, and in the long run all.
    for decision in draws.draw.sample(decisions, min(len(decisions), examples(4))):
        names = usual_facts(county.program, county.program.decisions[decision])
        if names:
            check(county, decision, database, *draws.table(county, names, examples(25)))


@pytest.mark.parametrize("decision", ["强", "表", "集"])
def test_days_that_are_compared_with_each_other_are_exact(decision, database):
    county = small(LINKED)
    draws = Tables(county, decision)
    draws.days = [date(2021, 2, 1), date(2021, 3, 1), date.min, date.max]
    names = usual_facts(county.program, county.program.decisions[decision])
    rows = draws.rows(names, examples(200))
    days = [draws.draw.choice([None, draws.value("办理.日期")]) for _ in rows]
    check(county, decision, database, rows, None, days)


TIED = """
强:
  - {rule: 总是, title: 总是, when: {any: [{not: 甲.一}, 甲.二]}, unless: {all: [甲.三, {乙.类: {in: [丑, 寅]}}]}, then: 上, basis: [R-1]}
  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}
集:
  - {rule: 集一, title: 集一, when: {any: [{not: 甲.三}, {乙.类: 子}]}, then: [上, 中], basis: [R-1]}
"""


@pytest.mark.parametrize("decision", ["强", "集"])
def test_what_facts_imply_is_kept_where_both_are_unknown(decision, database):
    county = small(TIED)
    names = ["甲.一", "甲.二", "甲.三", "乙.类", "甲.四"]
    nothing = dict.fromkeys(names)
    rows = [
        nothing,
        {**nothing, "甲.一": True},
        {**nothing, "乙.类": "丑"},
        {**nothing, "甲.三": True},
    ]
    check(county, decision, database, rows, None, [None] * len(rows))
    found = answers(county, decision, database, rows, None, None)
    assert {row[WORDS.index("settled")] for row in found} == {True}


@given(rulesets(), st.integers(0, 10**6), st.booleans())
def test_whatever_the_rules_are(ruleset, seed, dated):
    county = ruleset.load()
    draws = Tables(county, seed)
    draws.days = [*draws.days, *ruleset.days]
    names = usual_facts(county.program, county.program.decisions[ruleset.decision])
    assume(names)
    rows = draws.rows(names, 40)
    days = [draws.draw.choice([None, *ruleset.days]) for _ in rows]
    days = days if dated else draws.draw.choice([None, *ruleset.days])
    for database in (("duckdb", run_duckdb), ("sqlite", run_sqlite)):
        check(county, ruleset.decision, database, rows, None, days)
