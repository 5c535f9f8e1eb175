"""Answers are values: they hash, are dataclasses, go through pydantic, and show themselves."""

import dataclasses
import json
import typing
from datetime import date

import pytest
from pydantic import TypeAdapter

import gaozhi
from gaozhi.engine import Interview
from tests.situations import CITIZEN, library

LAW = {"item": 2, "on": "2022-06-30"}
BARRED = {"申请人.愿意承诺": False, "证明.风险类别": ["国家安全"]}


def answers():
    """An answer of every kind, with all that it is made of."""
    county = library()["启东市"]
    barred = county.decide(BARRED, on="2022-06-30")
    open_ = county.decide({}, **LAW)
    event = {"event": "协助请求到达", "at": date(2026, 11, 23), "ref": "甲<1>"}
    owed = library()["台儿庄区"].timeline([event], as_of=date(2026, 11, 30))[0]
    question = open_.questions[0]
    receipt = barred.receipt()
    found = [
        *(barred, open_, barred.grounds[0], barred.grounds[0].basis[0], barred.stamp),
        *(question, question.because[0], open_.item, owed, owed.deadline, owed.deadline.period),
        *(receipt, gaozhi.replay(receipt, library())),
        *(next(one for one in open_.questions if one.options).options[0],),
        *(caveat for caveat in owed.deadline.caveats[:1]),
    ]
    return {f"{type(one).__name__} {index}": one for index, one in enumerate(found)}


ANSWERS = answers()


@pytest.fixture(params=ANSWERS)
def answer(request):
    return ANSWERS[request.param]


def test_an_answer_hashes_as_its_equal_does(answer):
    again = answers()[next(name for name, one in ANSWERS.items() if one is answer)]
    assert again == answer
    assert hash(again) == hash(answer)
    assert {answer: 1}[again] == 1


def test_an_answer_is_a_dataclass_whose_types_are_known(answer):
    kind = type(answer)
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}
    assert names <= set(hints)
    data = dataclasses.asdict(answer)
    assert set(data) == names
    for name in names:
        value = getattr(answer, name)
        if not dataclasses.is_dataclass(value) and not isinstance(value, tuple):
            assert data[name] == value


def test_a_web_framework_returns_an_answer_as_it_is(answer):
    adapter = TypeAdapter(type(answer))
    assert adapter.validate_python(answer) is answer
    data = adapter.dump_python(answer, mode="json")
    assert json.loads(json.dumps(data)) == data
    schema = adapter.json_schema()
    assert "properties" in schema or "$defs" in schema


def test_what_a_framework_writes_of_a_decision_is_what_the_decision_says():
    decision = ANSWERS["Decision 0"]
    data, told = TypeAdapter(gaozhi.Decision).dump_python(decision, mode="json"), decision.to_dict()
    for name in ("jurisdiction", "decision", "outcome", "possible", "settled", "date"):
        assert data[name] == told[name]
    assert data["stamp"] == told["program"]
    assert [one["rule"] for one in data["grounds"]] == [one["rule"] for one in told["grounds"]]
    assert data["grounds"][0]["facts"] == told["grounds"][0]["facts"]


def test_a_decision_cannot_be_written_to():
    decision = ANSWERS["Decision 0"]
    for name in ("outcome", "grounds", "anything"):
        with pytest.raises(AttributeError):
            setattr(decision, name, None)
        with pytest.raises(AttributeError):
            delattr(decision, name)
    for write in (
        lambda facts: facts.update(a=1),
        lambda facts: facts.pop("申请人.愿意承诺"),
        lambda facts: facts.clear(),
        lambda facts: facts.setdefault("a", 1),
        lambda facts: facts.__ior__({"a": 1}),
    ):
        with pytest.raises(TypeError):
            write(decision.grounds[0].facts)


def test_a_notebook_shows_a_decision_with_the_words_that_it_rests_on():
    decision = ANSWERS["Decision 0"]
    html = decision._repr_html_()
    assert f"启东市 · 适用性：{decision.outcome}" in html
    assert decision.next_step in html
    quote = decision.grounds[0].basis[0].quote
    assert f"「{quote}」" in html
    assert "还要问" in ANSWERS["Decision 1"]._repr_html_()
    assert repr(decision) == f"Decision('启东市', '适用性', {decision.outcome!r}, on=2022-06-30)"


def test_a_notebook_shows_what_is_owed_by_whom_and_when():
    owed = next(one for one in ANSWERS.values() if isinstance(one, gaozhi.Obligation))
    html = owed._repr_html_()
    assert "甲&lt;1&gt;" in html
    assert "甲<1>" not in html
    assert "被请求机关" in html
    assert "<blockquote>" in html
    assert repr(owed) == "Obligation('三日内答复协助请求', '被请求机关', 逾期, due=2026-11-26)"


def test_a_notebook_masks_an_identity_number_wherever_one_stands():
    names = {"certificate": f"{CITIZEN}的证明<b>", "matter": "落户"}
    decision = library()["启东市"].decide({}, item=names, on="2022-06-30")
    html = decision._repr_html_()
    assert CITIZEN not in html
    assert "1101" in html
    assert "<b>" not in html


def test_a_notebook_shows_who_a_jurisdiction_is_and_which_there_are():
    county = library()["启东市"]
    html = county._repr_html_()
    for said in (county.name, county.id, county.code, county.digest, "适用性"):
        assert said in html
    assert "320681" in html
    assert repr(county) == "Jurisdiction('启东市')"
    shown = library()._repr_html_()
    assert all(name in shown for name in library())
    assert "启东市" in repr(library())


def test_a_library_of_many_is_shown_in_a_line_and_compiles_none():
    fresh = gaozhi.load()
    assert "启东市" in repr(fresh)
    assert "启东市" in fresh._repr_html_()
    assert not fresh._made
    many = gaozhi.Library(tuple(library()[id_] for id_ in library()))
    assert "共" not in repr(many)


def test_a_question_and_an_interview_are_shown_in_a_line():
    question = ANSWERS["Decision 1"].questions[0]
    assert repr(question) == f"Question({question.fact!r}, {question.ask!r})"
    assert isinstance(library()["启东市"].interview(), Interview)
