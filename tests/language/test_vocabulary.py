"""One vocabulary from several files: a later one adds, and never renames or re-types."""

from __future__ import annotations

import pytest

from gaozhi.language import read_vocabulary
from gaozhi.model import FactType, Vocabulary, Worse, fingerprint
from gaozhi.source import Diagnostic, Diagnostics
from tests.builders import VOCABULARY, source

BASE = source(VOCABULARY, "base.yaml")


def read(text: str) -> tuple[list[str], list[Diagnostic], object]:
    problems = Diagnostics()
    words = read_vocabulary([BASE, source(text, "own.yaml")], problems)
    return [problem.code for problem in problems], problems, words


def test_a_later_file_adds_facts() -> None:
    codes, _, words = read("facts: [{name: 新.事实, api: new.fact, type: bool, ask: 新？}]")
    assert codes == []
    assert words.facts["新.事实"].kind is FactType.BOOL  # type: ignore[attr-defined]
    assert "甲.一" in words.facts  # type: ignore[attr-defined]


def test_a_fact_said_again_keeps_its_type_and_takes_the_new_question() -> None:
    codes, _, words = read("facts: [{name: 甲.一, api: a.one, type: bool, ask: 换个问法？}]")
    assert codes == []
    assert words.facts["甲.一"].ask == "换个问法？"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "fact",
    [
        "{name: 甲.一, api: a.one, type: text}",
        "{name: 甲.一, api: other.name, type: bool}",
        "{name: 别.名, api: a.one, type: bool}",
        "{name: 乙.类, api: b.kind, type: {one_of: [子, 丑]}}",
    ],
)
def test_a_known_fact_is_never_renamed_or_retyped(fact: str) -> None:
    codes, (problem,), _ = read(f"facts: [{fact}]")
    assert codes == ["GZ309"]
    assert [related.span.file for related in problem.related] == ["base.yaml"]


def test_the_first_decision_is_the_one_meant_where_none_is_named() -> None:
    _, _, words = read("facts: []")
    assert words.default_decision == "强"  # type: ignore[attr-defined]


def test_what_makes_a_decision_stricter_is_said_by_decision_and_adds_up() -> None:
    problems = Diagnostics()
    first = source("worse: {强: [甲.一, {not: 甲.二}]}", "first.yaml")
    second = source("worse: {强: [丙.集, 甲.一]}", "second.yaml")
    words = read_vocabulary([BASE, first, second], problems)
    assert problems == []
    assert words.worse == {"强": (Worse("甲.一"), Worse("甲.二", rising=False), Worse("丙.集"))}


def test_of_values_that_are_alike_none_is_looser() -> None:
    _, _, words = read("worse: {强: [甲.一, {alike: [上, 中]}]}")
    assert isinstance(words, Vocabulary)
    assert words.worse == {"强": (Worse("甲.一"),)}
    assert not words.is_looser("强", "中", than="上")
    assert not words.is_looser("强", "上", than="中")
    assert words.is_looser("强", "下", than="中")
    assert words.is_looser("强", "下", than="上")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{表: [甲.一]}", "GZ310"),
        ("{强: [乙.类]}", "GZ310"),
        ("{强: [{any: [甲.一]}]}", "GZ310"),
        ("{强: [甲.五]}", "GZ303"),
        ("{弱: [甲.一]}", "GZ313"),
        ("{强: [{alike: [上]}]}", "GZ310"),
        ("{强: [{alike: 上}]}", "GZ310"),
        ("{强: [{alike: [上, 左]}]}", "GZ310"),
    ],
)
def test_what_cannot_make_a_decision_stricter_is_refused(written: str, code: str) -> None:
    codes, (problem,), _ = read(f"worse: {written}")
    assert codes == [code]
    assert problem.span is not None
    assert problem.help


def test_what_is_only_claimed_of_the_rules_is_no_part_of_a_digest() -> None:
    _, _, plain = read("events: []")
    _, _, claimed = read("worse: {强: [甲.一, {alike: [上, 中]}]}")
    assert fingerprint(plain) == fingerprint(claimed)


DECISION = (
    "decisions: [{name: 新判断, api: fresh, combine: strongest, values: [不可, 可], says: %s}]"
)


def test_a_decision_says_what_its_values_mean_for_the_person_at_the_counter() -> None:
    codes, _, words = read(DECISION % "{可: 可以办理}")
    assert codes == []
    spec = words.decisions["新判断"]  # type: ignore[attr-defined]
    assert (spec.told("可"), spec.told("不可")) == ("可以办理", "")
    _, _, silent = read(DECISION % "{}")
    assert fingerprint(words) == fingerprint(silent)


def test_words_for_a_value_that_the_decision_has_not_got_are_an_error_with_what_was_meant() -> None:
    codes, problems, _ = read(DECISION % "{不可能: 不能办理, 可: 可以办理}")
    assert codes == ["GZ310"]
    assert "不可能" in problems[0].message
    assert "不可" in str(problems[0].help)
