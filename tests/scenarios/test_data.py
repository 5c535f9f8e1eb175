"""Laws over the bundled data: whatever the case, and whatever the list, these hold."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gaozhi
from gaozhi.engine import Decision
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import PENDING, Fact
from gaozhi.source import Severity
from tests.facts import ORDINARY
from tests.scenarios.scenario import LISTED_SETTLES
from tests.situations import everywhere, jurisdiction

COUNTIES = everywhere()
FIRST_DAY = date(2020, 10, 27)
LAST_DAY = date(2027, 12, 31)
DATE = "办理.日期"

ADDED = {"事项.统一联合或者集中办理", "事项.先经下级机关审查", "事项.能够当场作出决定"}
"""Facts beyond the core vocabulary: they may refine duties and caveats, never an outcome."""

LONG_AS_THE_TEXT = {"QD-0-2"}
"""The preamble names three documents by their full titles."""


# -- random cases -----------------------------------------------------------------------------


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Return the values that a fact of the vocabulary may have."""
    match fact.kind.value:
        case "bool":
            return st.booleans()
        case "one_of":
            return st.sampled_from(fact.values)
        case "set_of":
            return st.lists(st.sampled_from(fact.values), unique=True)
        case "date":
            days = st.dates(FIRST_DAY - timedelta(days=400), LAST_DAY)
            return days | st.just(fact.never) if fact.never else days
        case "text":
            return st.sampled_from(["11010519491231002X", "91350100M000100Y43"])
        case kind:
            raise AssertionError(f"no values for a fact of type {kind}")


@st.composite
def complete_facts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw every core fact but the date, as the implications of the vocabulary allow."""
    vocabulary = jurisdiction("启东市").vocabulary
    facts = {
        name: draw(values_of(fact), label=name)
        for name, fact in vocabulary.facts.items()
        if name not in ADDED and name != DATE
    }
    for rule in vocabulary.implications:
        if facts[rule.given]:
            facts[rule.then] = rule.value
    return facts


days = st.dates(FIRST_DAY, LAST_DAY) | st.sampled_from(
    [FIRST_DAY, date(2021, 5, 24), date(2021, 5, 25), LAST_DAY]
)


LISTED = date(2021, 5, 25)
"""The day on which 启东市's list was published; before it, nothing is on it."""


def assert_settled(found: Decision) -> None:
    assert found.settled
    assert found.outcome != PENDING
    assert found.questions == ()
    assert found.pending_caveats == ()


def cited_out_of_force(where: Jurisdiction, found: Decision) -> list[str]:
    """Return the provisions of grounds and rules' caveats whose document is not in force."""
    provisions = where.program.provisions
    cited = [c for ground in found.grounds for c in ground.basis]
    # That the list was not out yet is said by showing it.
    cited += [c for caveat in found.caveats if caveat.rule != "清单公布" for c in caveat.basis]
    return [c.provision for c in cited if not provisions[c.provision].document.in_force(found.date)]


@pytest.mark.parametrize("name", COUNTIES)
@given(facts=complete_facts(), on=days)
def test_core_facts_settle_every_decision_on_law_in_force(
    name: str, facts: dict[str, Any], on: date
):
    where = jurisdiction(name)
    case = where.case(facts, on=on)
    for decision in where.program.decisions:
        found = where.decide(case, decision)
        assert_settled(found)
        assert cited_out_of_force(where, found) == []
        assert found.grounds or (found.outcome is None and not found.values)


@given(facts=complete_facts(), item=st.integers(1, 50), on=days.filter(lambda day: day >= LISTED))
def test_listed_item_asks_nothing_that_the_list_settles(facts: dict[str, Any], item: int, on: date):
    where = jurisdiction("启东市")
    silent = {name: value for name, value in facts.items() if name not in LISTED_SETTLES}
    case = where.case(silent, item=item, on=on)
    for decision in where.program.decisions:
        assert_settled(where.decide(case, decision))


@pytest.mark.parametrize("name", COUNTIES)
@pytest.mark.parametrize("fact", sorted(ADDED))
def test_fact_beyond_the_core_is_never_asked(name: str, fact: str):
    where = jurisdiction(name)
    for decision in where.program.decisions:
        asked = {question.fact for question in where.decide({}, decision).questions}
        assert fact not in asked


def test_ordinary_case_knows_every_core_fact_but_the_date():
    assert set(ORDINARY) == set(jurisdiction("启东市").vocabulary.facts) - ADDED - {DATE}


@pytest.mark.parametrize("item", range(1, 51))
def test_applicability_of_every_item_asks_about_the_applicant_only(item: int):
    found = jurisdiction("启东市").decide({}, item=item, on="2021-07-01")
    assert {question.fact.partition(".")[0] for question in found.questions} == {"申请人"}


# -- the vocabulary ---------------------------------------------------------------------------


@pytest.mark.parametrize("fact", jurisdiction("启东市").vocabulary.facts.values(), ids=str)
def test_question_is_a_question(fact: Fact):
    assert fact.ask.count("？") == 1


def test_no_two_facts_are_asked_in_the_same_words():
    questions = [fact.ask for fact in jurisdiction("启东市").vocabulary.facts.values()]
    assert len(set(questions)) == len(questions)


# -- the provisions ---------------------------------------------------------------------------


def qidong_provisions() -> dict[str, Any]:
    known = jurisdiction("启东市").program.provisions
    return {id_: provision for id_, provision in known.items() if id_.startswith("QD-")}


def test_bundled_rules_have_no_error_and_no_warning():
    report = gaozhi.check()
    assert [str(d) for d in report.diagnostics if d.severity is not Severity.NOTE] == []


def test_every_provision_of_the_plan_is_there():
    assert len(qidong_provisions()) == 181


@pytest.mark.parametrize("id_", sorted(qidong_provisions()))
def test_quote_is_one_short_line(id_: str):
    quote = qidong_provisions()[id_].quote
    assert quote == quote.strip()
    assert "\n" not in quote
    assert len(quote) <= 120 or id_ in LONG_AS_THE_TEXT


def test_baseline_never_quotes_what_was_not_at_hand():
    for id_, provision in jurisdiction("全国").program.provisions.items():
        if id_.startswith("GBF42-"):
            assert provision.quote is None
            assert provision.certainty in ("seen", "inferred", "weak")


# -- the list ---------------------------------------------------------------------------------

RESPONSIBLE = [
    "市司法局",
    "市教育体育局",
    "市发展改革委",
    "市公安局",
    "市民政局",
    "市人力资源社会保障局",
    "市交通运输局",
    "市卫生健康委",
    "市医保局",
    "市行政审批局",
]
PRINTED_OTHERWISE = {"市人力资源和社会保障局": "市人力资源社会保障局"}


def test_list_has_fifty_items_in_its_order():
    assert [item.number for item in jurisdiction("启东市").items] == list(range(1, 51))


def test_certificate_and_matter_tell_every_item_apart():
    keys = {(item.certificate, item.matter) for item in jurisdiction("启东市").items}
    assert len(keys) == 50


def test_every_item_has_its_three_departments():
    for item in jurisdiction("启东市").items:
        assert list(item.departments) == ["province", "prefecture", "county"]
        assert item.departments["province"].startswith("省")
        assert all(item.departments.values())


def test_eight_departments_of_the_county_are_among_the_responsible_organs():
    printed = {item.departments["county"] for item in jurisdiction("启东市").items}
    assert len(printed) == 8
    assert {PRINTED_OTHERWISE.get(name, name) for name in printed} < set(RESPONSIBLE)


def test_responsible_organs_are_those_that_the_plan_names():
    quote = qidong_provisions()["QD-2.1-14"].quote
    assert quote == f"责任单位：{'、'.join(RESPONSIBLE)}等市各有关部门"


def test_every_row_of_the_list_is_quoted_once_and_in_its_order():
    rows = [one.quote for id_, one in qidong_provisions().items() if id_.startswith("QD-A2-")][3:]
    printed = [part.split()[:2] for row in rows for part in re.split(r" (?=\d+ )", row)]
    assert printed == [[str(i.number), i.certificate] for i in jurisdiction("启东市").items]


def test_list_states_no_fact_that_the_plan_does_not():
    assert not any(item.facts for item in jurisdiction("启东市").items)


@pytest.mark.parametrize(
    ("matter", "number"), [("社会团体成立、变更许可", 10), ("民办非企业单位成立、变更许可", 12)]
)
def test_item_is_found_by_certificate_and_matter(matter: str, number: int):
    key = {"certificate": "场所使用权证明", "matter": matter}
    item = jurisdiction("启东市").decide({}, item=key).item
    assert item is not None
    assert item.number == number
