"""The compiled engine says what the reference engine says, of every case and in the same words."""

from __future__ import annotations

import ast
import copy
import pickle
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi import Decision, Jurisdiction
from gaozhi.engine import Engine, Stamp, decide
from gaozhi.engine.case import read_facts
from gaozhi.engine.generate import generate
from gaozhi.model import Fact, FactType, Item
from gaozhi.source import text_width
from tests.builders import ROOT, VOCABULARY, compiled, rules_text, small
from tests.effort import examples
from tests.situations import library

Facts = dict[str, Any]


NAMES = tuple(library())


def reference(county: Jurisdiction, case: gaozhi.Case, decision: str) -> Decision:
    return decide(county.program, case, decision, Stamp(county.program))


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    """A value of a fact, and None, which is the same as nothing."""
    match fact.kind:
        case FactType.BOOL:
            known: st.SearchStrategy[Any] = st.booleans()
        case FactType.ONE_OF:
            known = st.sampled_from(fact.values)
        case FactType.SET_OF:
            known = st.lists(st.sampled_from(fact.values), unique=True, max_size=2)
        case FactType.DATE:
            days = st.integers(-100, 100).map(lambda n: date(2021, 4, 30) + timedelta(days=n))
            known = st.one_of(days, st.just(fact.never)) if fact.never else days
        case _:
            known = st.just("11010519491231002X")
    return known


@cache
def boundaries(name: str) -> tuple[date, ...]:
    """The days on which a county's rules change, with their neighbours."""
    tables = library()[name].program.decisions.values()
    days = {version.since for table in tables for version in table.versions}
    near = {day + timedelta(days=n) for day in days if day.year > 2000 for n in (-1, 0, 1)}
    return tuple(sorted(near)) or (date(2021, 7, 1),)


@st.composite
def open_facts(draw: st.DrawFn) -> tuple[str, Facts, date | None]:
    """A county, some of the facts of a case, some of them explicitly None, and a day."""
    name = draw(st.sampled_from(NAMES))
    words = library()[name].vocabulary
    missing = draw(st.sampled_from((0, 1, 5, 9)))
    facts: Facts = {}
    for fact in words.facts.values():
        if fact.name == words.roles.date:
            continue
        if draw(st.integers(0, 9)) < missing:
            if draw(st.booleans()):
                facts[fact.name] = None
            continue
        facts[fact.name] = draw(value_of(fact))
    for rule in words.implications:
        if facts.get(rule.given):
            facts[rule.then] = rule.value
    if facts.get("核查.结论") not in (None, "不实"):
        facts["核查.故意隐瞒真实情况"] = False
    day = draw(
        st.none()
        | st.sampled_from(boundaries(name))
        | st.dates(date(2020, 10, 27), date(2026, 12, 31))
    )
    if day is not None and day < date(2020, 10, 27):
        day = None
    return name, facts, day


@settings(max_examples=examples(15))
@given(open_facts())
def test_both_engines_answer_alike(situation: tuple[str, Facts, date | None]):
    name, facts, day = situation
    county = library()[name]
    case = county.case(facts, on=day)
    for decision in county.vocabulary.decisions:
        compiled, interpreted = county.decide(case, decision), reference(county, case, decision)
        assert compiled == interpreted
        assert compiled.to_dict() == interpreted.to_dict()


@given(open_facts(), st.randoms(use_true_random=False), st.booleans())
def test_both_readers_read_alike(
    situation: tuple[str, Facts, date | None], order: Any, nested: bool
):
    name, facts, day = situation
    county = library()[name]
    words = county.vocabulary
    shuffled = list(facts.items())
    order.shuffle(shuffled)
    given_facts: dict[str, Any] = dict(shuffled)
    if nested:
        given_facts = {words.facts[key].api: value for key, value in given_facts.items()}
    read = county.case(given_facts, on=day)
    plain = read_facts(county.program, facts, None, day)
    assert (read.known, read.item, read.day, read.overridden) == (
        plain.known, plain.item, plain.day, plain.overridden,
    )  # fmt: skip


def as_sent(county: Jurisdiction, facts: Facts, order: Any) -> Facts:
    """Facts as callers send them: days as text, groups nested, under either name."""
    sent: Facts = {}
    for name, value in facts.items():
        fact = county.vocabulary.facts[name]
        told = value.isoformat() if isinstance(value, date) else value
        *groups, last = (name if order.random() < 0.5 else fact.api).split(".")
        place = sent
        for depth, group in enumerate(groups):
            if order.random() < 0.3:
                last = ".".join([*groups[depth:], last])
                break
            place = place.setdefault(group, {})
        place[last] = told
    return sent


@given(open_facts(), st.randoms(use_true_random=False))
def test_what_callers_send_is_read_as_what_has_its_types(
    situation: tuple[str, Facts, date | None], order: Any
):
    name, facts, day = situation
    county = library()[name]
    sent = as_sent(county, facts, order)
    read = county.case(sent, on=None if day is None else day.isoformat())
    assert read == read_facts(county.program, facts, None, day)


def by_number(item: Item) -> Any:
    return item.number


def by_names(item: Item) -> Any:
    return {"matter": item.matter, "certificate": item.certificate}


def by_itself(item: Item) -> Any:
    return item


@pytest.mark.parametrize("named", [by_number, by_names, by_itself])
def test_an_ordinary_case_is_read_without_the_careful_reader(named: Any):
    county = library()["启东市"]
    facts = {
        "applicant": {"willing": False, "able": None},
        "申请人": {"失信信息有效期届满日": "2021-05-25"},
        "事项.类型": "行政许可",
        "事项.依申请办理": False,
    }
    read = Engine(county.program, Stamp(county.program)).read
    for item in county.items[:20]:
        found = read(facts, named(item), "2022-06-30")
        assert found is not None
        assert found == read_facts(county.program, facts, item, "2022-06-30")
        assert found.overridden == ("事项.依申请办理",)


def problems_or(read: Any) -> Any:
    """Return the case that is read, or the problems that it has."""
    try:
        return read()
    except gaozhi.CaseError as error:
        return error.diagnostics


ITEMS = st.sampled_from([None, *(item.number for item in library()["启东市"].items)])


@given(open_facts(), ITEMS)
def test_both_readers_read_an_item_alike(
    situation: tuple[str, Facts, date | None], item: int | None
):
    _, facts, day = situation
    county = library()["启东市"]
    settled = ("证明.在清单内", "证明.风险类别", "事项.依申请办理")
    for some in (facts, {k: v for k, v in facts.items() if k not in settled}):
        plain = problems_or(lambda some=some: read_facts(county.program, some, item, day))
        read = problems_or(lambda some=some: county.case(some, item=item, on=day))
        if isinstance(plain, tuple) or isinstance(read, tuple):
            assert read == plain
            continue
        assert (read.known, read.item, read.overridden) == (
            plain.known,
            plain.item,
            plain.overridden,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"申请人.愿意承诺": 1},
        {"申请人.愿意承诺": "true"},
        {"事项.类型": "许可"},
        {"证明.风险类别": "国家安全"},
        {"证明.风险类别": [["国家安全"]]},
        {"申请人.失信信息有效期届满日": "2021-02-30"},
        {"申请人.愿意": True},
        {"申请人.曾作出虚假承诺": True, "申请人.曾作出不实承诺": False},
        {"申请人.愿意承诺": True, "applicant.willing": False},
        {"申请人.证件号码": "123"},
    ],
    ids=str,
)
def test_what_is_out_of_order_is_refused_as_before(wrong: dict[str, Any]):
    with pytest.raises(gaozhi.CaseError):
        library()["启东市"].decide(wrong)


def test_the_same_fact_under_both_names_is_one_fact():
    case = library()["启东市"].case({"申请人.愿意承诺": True, "applicant.willing": True})
    assert case.facts["申请人.愿意承诺"] is True


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda d: pickle.loads(pickle.dumps(d))]
)
@pytest.mark.parametrize(
    "facts", [{}, {"申请人.愿意承诺": False, "证明.在清单内": False}], ids=["open", "known"]
)
def test_a_copy_says_the_same_and_neither_can_be_changed(copied, facts):
    for decision in library()["启东市"].vocabulary.decisions:
        one = library()["启东市"].decide(facts, decision, on=date(2021, 7, 1))
        other = copied(one)
        assert other == one
        assert hash(other) == hash(one)
        assert other.to_dict() == one.to_dict()
        assert other.explain() == one.explain()
        for either in (one, other):
            with pytest.raises(AttributeError):
                either.outcome = "可适用"  # type: ignore[misc]
            with pytest.raises(AttributeError):
                either._explanation = None


def test_a_copy_of_a_copy_says_the_same():
    one = library()["启东市"].decide({}, on=date(2021, 7, 1))
    assert copy.deepcopy(pickle.loads(pickle.dumps(one))) == one


# What is generated.


def test_no_text_of_the_yaml_is_in_the_source():
    """Names become identifiers where Python takes them for one, and nothing else becomes code."""
    evil = "x\\n    import os #"
    county = small(
        f"""
        强:
          - {{rule: "x; import os #", title: "{evil}", when: {{庚.文: "{evil}"}}, then: 上, silent: true}}
          - {{rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}}
        """
    )
    table = county.program.decisions["强"]
    made = generate(table, table.versions[-1].standing)
    assert "import" not in made.source
    assert (
        county.decide({"庚.文": evil.replace("\\n", "\n")}, "强", on=date(2021, 7, 1)).outcome
        == "上"
    )
    compile(made.shown, "shown", "exec")


def test_a_fact_may_be_called_as_one_of_the_functions_is():
    words = VOCABULARY.replace("甲.一", "强.三值")
    body = rules_text("""
        强:
          - {rule: 甲规, title: 甲, when: 强.三值, then: 上, silent: true}
          - {rule: 乙规, title: 乙, when: 甲.四, then: 中, silent: true}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    root = ROOT.replace("{id: R-", "{not_computed: 示例, id: R-")
    program, problems = compiled([root, body], vocabulary=words)
    assert program is not None, problems
    county = Jurisdiction(program)
    for facts in ({}, {"强.三值": True}, {"强.三值": False}):
        case = county.case(facts, on=date(2021, 7, 1))
        assert county.decide(case, "强") == reference(county, case, "强")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_is_what_runs_and_fits_a_terminal(name: str):
    county = library()[name]
    for decision in county.program.decisions:
        for _, made in county.compiled(decision):
            (maker,) = ast.parse(made.source).body
            assert isinstance(maker, ast.FunctionDef)
            *functions, _ = maker.body
            assert [ast.dump(one) for one in functions] == [
                ast.dump(one) for one in ast.parse(made.shown).body
            ]
            assert max(map(text_width, made.shown.splitlines())) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_every_function_can_be_shown_and_names_its_rules(name: str):
    county = library()[name]
    for decision, table in county.program.decisions.items():
        for (since, made), version in zip(county.compiled(decision), table.versions, strict=True):
            assert since == version.since
            compile(made.shown, "shown", "exec")
            for one in version.standing:
                assert f"# {one.rule.name}" in made.shown
