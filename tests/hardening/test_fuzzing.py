"""Whatever is written, the readers answer: with what it says, or with problems that have a place.

The corpus holds what once was, or could be, hard. Each entry is read as it is, and Hypothesis goes
on from it: pieces are cut, doubled, swapped and set into each other.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.source import Limits, read_text, render
from gaozhi.workdays import Period, WorkdaysError
from tests.effort import examples
from tests.situations import library

CORPUS = Path(__file__).parent / "corpus"
YAML = [path.read_bytes() for path in sorted((CORPUS / "yaml").iterdir())]
CASES = [path.read_bytes() for path in sorted((CORPUS / "case").iterdir())]
PERIODS = [
    line.encode().decode("unicode_escape")
    for line in (CORPUS / "period" / "texts.txt").read_text(encoding="ascii").splitlines()
]
RECEIPT = library()["启东市"].decide({}, item=2, on="2022-06-30").receipt().to_json().encode()
SMALL = Limits(bytes=4096, depth=20, nodes=500, problems=20)


@st.composite
def mutated(draw, corpus, longest=4096):
    """An entry of the corpus, cut, doubled, overwritten, or with a piece of another in it."""
    data = draw(st.sampled_from(corpus))[:longest]
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        piece = draw(
            st.one_of(
                st.just(data[:0]),
                st.just(data[start:end] * 2),
                st.sampled_from(corpus).map(lambda other: other[:200]),
                st.text(max_size=6) if isinstance(data, str) else st.binary(max_size=6),
            )
        )
        data = data[:start] + piece + data[end:]
    return data


def sound(source):
    """Assert that a text was read, or that every problem has a code, a place and can be shown."""
    assert source.root is not None or source.diagnostics
    for found in source.diagnostics:
        assert found.span is not None
    render(source.diagnostics, {source.name: source.text}, colour=True, width=60).encode()


@pytest.mark.parametrize("path", sorted((CORPUS / "yaml").iterdir()), ids=lambda path: path.stem)
@pytest.mark.parametrize("limits", [Limits(), SMALL], ids=["usual", "small"])
def test_every_hard_text_is_read_or_refused(path, limits):
    sound(read_text(path.read_bytes(), "f", limits))


@settings(max_examples=examples(150))
@given(mutated(YAML + CASES))
def test_every_text_near_a_hard_one_is_read_or_refused(data):
    sound(read_text(data, "f"))


@settings(max_examples=examples(50))
@given(mutated(YAML + CASES))
def test_no_text_gets_past_the_limits(data):
    source = read_text(data, "f", SMALL)
    sound(source)
    assert len(source.diagnostics) <= SMALL.problems + 1
    if len(data) > SMALL.bytes:
        assert [found.code for found in source.diagnostics] == ["GZ113"]


def refused(error):
    """Assert that every problem says what to do, or where it is, and can be written out."""
    assert error.diagnostics
    assert all(found.help or found.span for found in error.diagnostics)
    str(error).encode("utf-8", "surrogatepass")


def decide_file(path):
    """What a case file comes to: an answer with its words, or problems with their codes."""
    try:
        request = gaozhi.read_case(path, library())
        request.jurisdiction.decide(request.case, request.decision).to_dict()
    except gaozhi.GaozhiError as error:
        refused(error)


@pytest.mark.parametrize("path", sorted((CORPUS / "case").iterdir()), ids=lambda path: path.stem)
def test_every_hard_case_is_decided_or_refused(path):
    decide_file(path)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=mutated(CASES + YAML))
def test_every_case_near_a_hard_one_is_decided_or_refused(data, tmp_path):
    path = tmp_path / "案件.yaml"
    path.write_bytes(data)
    decide_file(path)


class Odd:
    """An object that nobody expects: it has neither a name nor an order, and cannot be hashed."""

    __hash__ = None

    def __eq__(self, other):
        return False

    def __repr__(self):
        return "\ud800odd"


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.builds(lambda: 10**5000),
    st.floats(),
    st.decimals(),
    st.text(max_size=20),
    st.characters(categories=["Cs"]),
    st.binary(max_size=8),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.builds(Odd),
    st.just(object),
    st.builds(lambda: iter([1])),
    st.sampled_from(list(library()["qidong"].vocabulary.facts)),
    st.sampled_from(["无固定期限", "公民", "2022-06-30", "11010519491231002X"]),
)
keys = st.one_of(
    st.sampled_from(
        [*library()["qidong"].vocabulary.facts, *library()["qidong"].vocabulary.by_api]
    ),
    st.text(max_size=6),
    st.sampled_from(["申请人", "applicant", "certificate", "matter", "event", "at", "ref"]),
    st.integers(),
    st.none(),
    st.tuples(st.text(max_size=3)),
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(keys, inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.sets(st.text(max_size=3), max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=examples(150))
@given(
    id_=st.sampled_from(list(library())),
    facts=st.dictionaries(keys, anything, max_size=5) | anything,
    item=st.one_of(st.none(), st.integers(0, 60), anything),
    on=st.one_of(st.none(), st.dates(), anything),
    decision=st.one_of(st.none(), anything),
)
def test_any_python_data_is_a_case_or_is_refused(id_, facts, item, on, decision):
    try:
        case = library()[id_].case(facts, item=item, on=on)
        library()[id_].decide(case, decision).to_dict()
    except gaozhi.CaseError as error:
        refused(error)


@settings(max_examples=examples(60))
@given(
    events=st.lists(st.dictionaries(keys, anything, max_size=4) | anything, max_size=3),
    as_of=st.one_of(st.dates(), anything),
    facts=st.dictionaries(keys, anything, max_size=3),
)
def test_any_python_data_is_a_timeline_or_is_refused(events, as_of, facts):
    try:
        library()["qidong"].timeline(events, as_of=as_of, facts=facts)
    except gaozhi.CaseError as error:
        refused(error)


def test_facts_that_hold_themselves_are_refused():
    facts = {}
    facts["申请人"] = facts
    with pytest.raises(gaozhi.CaseError):
        library()["qidong"].case(facts)


@pytest.mark.parametrize(
    "data",
    [10**5000, -(10**5000), Decimal("1e999999"), Decimal("NaN")],
    ids=["large", "small", "wide", "none"],
)
def test_a_number_beyond_all_bounds_is_refused_in_words(data):
    for fact in ("申请人.愿意承诺", "申请人.失信信息有效期届满日", "申请人.类型"):
        with pytest.raises(gaozhi.CaseError) as refused:
            library()["qidong"].case({fact: data})
        assert len(str(refused.value)) < 500


def read_period(text):
    try:
        period = Period.parse(text)
    except ValueError as error:
        said = str(error)
    else:
        assert 1 <= period.count <= 9999
        assert Period.parse(str(period)) == period
        return period
    assert "不是期间" in said
    assert len(said) < 200
    return None


@pytest.mark.parametrize("text", PERIODS)
def test_every_hard_period_is_read_or_refused(text):
    read_period(text)


@settings(max_examples=examples(250))
@given(
    mutated(PERIODS)
    | st.text()
    | st.text("零一二两三四五六七八九十百千个工作日月年内以之 0123456789", max_size=12)
)
def test_every_text_is_a_period_or_is_refused(text):
    read_period(text)


@given(st.none() | st.integers() | st.binary() | st.lists(st.text()))
def test_what_is_no_text_is_no_period(value):
    assert read_period(value) is None


@settings(max_examples=examples(150))
@given(mutated([RECEIPT, *CASES], longest=20_000))
def test_every_receipt_is_read_or_refused(data):
    try:
        receipt = gaozhi.parse_receipt(data)
        gaozhi.replay(receipt, library())
    except gaozhi.GaozhiError as error:
        refused(error)


def test_a_moment_is_a_date_or_is_refused():
    county = library()["qidong"]
    beyond = []
    for at in (datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC), date.min, date.max):
        for event in county.vocabulary.events:
            try:
                county.deadlines(event, at=at)
            except gaozhi.CaseError as error:
                refused(error)
            except WorkdaysError as error:
                beyond.append(str(error))
    assert all("超出了日期的范围" in said for said in beyond)
