"""What keys say together, read and told: one list is what the reader and the schemas go by."""

import pytest

from gaozhi.authoring.schema import KINDS, names_of, schema_of
from gaozhi.language import Model, read_rules
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostics
from tests.builders import source

FORM = "forms: [{form: 甲, title: 题, basis: A-1, status: 规定, body: [{text: 甲}], fields: {%s}}]"


def told(text):
    """Return what reading the rules says, as code, message and help."""
    problems = Diagnostics()
    read_rules("demo", [source(text, "rules.yaml")], problems)
    return [(one.code, one.message, one.help) for one in problems]


def stated():
    """Return every constraint of every model."""
    models = [Model]
    for model in models:
        models += model.__subclasses__()
    return {one for model in models for one in model.constraints}


@pytest.mark.parametrize("constraint", sorted(stated(), key=repr), ids=lambda one: one.message[:12])
def test_a_constraint_says_what_is_wrong_and_behind_the_full_stop_what_to_do(constraint):
    fault, stop, help = constraint.message.partition("。")
    assert fault
    assert stop
    assert help


def test_what_a_reader_is_told_an_editor_shows():
    schema = schema_of(KINDS["rules"], names_of(Vocabulary({}, (), {}, ()), {}, (), {}))
    shown = repr(schema)
    text = "rules: {适用性: [{rule: 甲, title: 乙, then: 丙, basis: A-1, before: 丁, after: 戊}]}"
    assert told(text) == [("GZ205", "before 与 after 只能写其一", "删去一个")]
    assert "before 与 after 只能写其一。删去一个" in shown


def test_those_that_stand_are_counted_and_named():
    duty = (
        "duties: [{duty: 甲, actor: 乙, act: 丙, basis: A-1, within: 3日, from: 丁, untimed: true}]"
    )
    (one,) = told(duty)
    assert one[1] == "期限写了 2 个：within、untimed"
    (one,) = told(duty.replace("within: 3日, from: 丁, untimed: true", "to: 丁"))
    assert one[1] == "没有写期限"


def test_keys_that_may_stand_together_are_no_fault():
    assert told(FORM % "甲: {items: {序号: number}, rows: 3}") == []
    (one,) = told(FORM % "甲: {items: {序号: number}, date: true}")
    assert one[1] == "date、items 不能一起写"


def test_an_empty_list_says_nothing_where_a_key_that_is_not_written_is_one():
    rule = "rules: {适用性: [{rule: 甲, title: 乙, then: 丙, basis: %s, silent: true}]}"
    assert told(rule % "[]") == []
    assert [one[0] for one in told(rule % "[A-1]")] == ["GZ205"]


def test_a_name_that_an_author_gave_is_no_key_of_the_model():
    (one,) = told(FORM % "date: {rws: 3}")
    assert one == ("GZ201", "不认识的键“rws”", "是否要写 rows？")
