"""What a jurisdiction's own files add to the vocabulary, and what they may not."""

from __future__ import annotations

import pytest

from gaozhi.language import extended_vocabulary, read_rules, read_vocabulary
from gaozhi.model import Combine, Fact, FactType, Vocabulary
from gaozhi.source import Diagnostic, Diagnostics
from tests.builders import VOCABULARY, source

BASE = read_vocabulary([source(VOCABULARY, "rules/vocabulary.yaml")], Diagnostics())


def read(*levels: str) -> tuple[Vocabulary, list[Diagnostic]]:
    """Return the vocabulary of a chain whose levels have these files, and the problems."""
    problems = Diagnostics()
    chain = [
        read_rules(f"level{n}", [source(text, f"rules/level{n}/words.yaml")], problems)
        for n, text in enumerate(levels)
    ]
    return extended_vocabulary(BASE, chain, problems), problems


def test_a_level_that_adds_nothing_leaves_the_vocabulary_as_it_is() -> None:
    words, problems = read("define: {某情形: 甲.一}")
    assert problems == []
    assert words is BASE


def test_a_new_fact_needs_no_api_name() -> None:
    words, problems = read("facts: [{name: 新.事实, type: {one_of: [子, 丑]}}]")
    assert problems == []
    fact = words.facts["新.事实"]
    assert (fact.api, fact.kind, fact.values) == ("新.事实", FactType.ONE_OF, ("子", "丑"))


def test_a_known_fact_is_asked_in_other_words_and_stays_what_it_is() -> None:
    words, problems = read("facts: [{name: 丁.日, ask_applicant: 您的丁是哪天？, label: 丁}]")
    assert problems == []
    before, after = BASE.facts["丁.日"], words.facts["丁.日"]
    assert (after.ask_applicant, after.label) == ("您的丁是哪天？", "丁")
    assert (after.api, after.kind, after.never, after.ask) == (
        before.api,
        before.kind,
        before.never,
        before.ask,
    )


@pytest.mark.parametrize("combine", list(Combine))
def test_a_decision_of_its_own_combines_as_it_likes(combine: Combine) -> None:
    words, problems = read(f"decisions: [{{name: 自, combine: {combine}, values: [是, 否]}}]")
    assert problems == []
    assert words.decisions["自"].combine is combine


@pytest.mark.parametrize(
    ("added", "values"),
    [
        ("{value: 新, before: 上}", ("新", "上", "中", "下")),
        ("{value: 新, after: 上}", ("上", "新", "中", "下")),
        ("{value: 新, after: 下}", ("上", "中", "下", "新")),
    ],
)
def test_a_value_of_a_strongest_decision_stands_where_it_says(
    added: str, values: tuple[str, ...]
) -> None:
    words, problems = read(f"values: {{强: {{add: [{added}]}}}}")
    assert problems == []
    assert words.decisions["强"].values == values


def test_values_elsewhere_come_last_and_have_their_codes_and_words() -> None:
    words, problems = read(
        "values: {集: {add: [新, {value: 又, code: more, says: 再办}]}, 乙.类: {add: [卯]}}"
    )
    assert problems == []
    spec = words.decisions["集"]
    assert spec.values[-2:] == ("新", "又")
    assert (spec.code("又"), spec.told("又")) == ("more", "再办")
    assert words.facts["乙.类"].values == ("子", "丑", "寅", "卯")


def test_a_lower_level_builds_on_what_the_one_above_adds() -> None:
    words, problems = read(
        "decisions: [{name: 自, combine: strongest, values: [重, 轻]}]",
        "values: {自: {add: [{value: 中, after: 重}]}}",
    )
    assert problems == []
    assert words.decisions["自"].values == ("重", "中", "轻")


def test_an_event_makes_facts_of_its_own() -> None:
    words, problems = read(
        "facts: [{name: 新.事实, type: bool}]\nevents: [到场, {event: 核定, makes: {新.事实: true}}]"
    )
    assert problems == []
    assert words.events[-2:] == ("到场", "核定")
    assert words.effects["核定"].makes == (("新.事实", True),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("values: {集: {add: [上]}}", "GZ319"),
        ("values: {集: {add: [新, 新]}}", "GZ319"),
        ("values: {没有: {add: [新]}}", "GZ320"),
        ("values: {甲.一: {add: [新]}}", "GZ320"),
        ("values: {强: {add: [新]}}", "GZ321"),
        ("values: {强: {add: [{value: 新, before: 上, after: 上}]}}", "GZ321"),
        ("values: {强: {add: [{value: 新, after: 左}]}}", "GZ321"),
        ("values: {集: {add: [{value: 新, after: 上}]}}", "GZ321"),
        ("values: {乙.类: {add: [{value: 新, after: 子}]}}", "GZ321"),
        ("values: {集: {add: [无此规定]}}", "GZ322"),
        ("values: {集: {add: [{value: 新, code: no_rule}]}}", "GZ322"),
        ("values: {集: {add: [{value: 新, code: 新}]}}", "GZ310"),
        ("values: {乙.类: {add: [{value: 新, says: 办}]}}", "GZ310"),
        ("values: {集: {add: [{value: 新, code: a}, {value: 又, code: a}]}}", "GZ310"),
        ("values: {集: {add: []}}", "GZ203"),
        ("values: {集: {more: [新]}}", "GZ202"),
        ("decisions: [{name: 自, combine: all, values: []}]", "GZ310"),
        ("decisions: [{name: 自, combine: all, values: [待补充]}]", "GZ322"),
        ("decisions: [{name: 自, api: strong, combine: all, values: [是]}]", "GZ309"),
        ("facts: [{name: 甲.一, type: text}]", "GZ309"),
        ("facts: [{name: 新.事实, api: a.one, type: bool}]", "GZ309"),
        ("facts: [{name: a.one, type: bool}]", "GZ309"),
        ("facts: [{name: 新.事实}]", "GZ202"),
        ("events: [{event: 到达, makes: {没.有: true}}]", "GZ318"),
    ],
)
def test_what_cannot_be_added_is_refused_where_it_stands(text: str, code: str) -> None:
    words, problems = read(text)
    assert code in [one.code for one in problems]
    assert all(
        one.span is not None and one.span.file == "rules/level0/words.yaml" for one in problems
    )
    assert words.decisions.keys() - BASE.decisions.keys() == set()


def test_a_value_added_at_two_levels_shows_both_places() -> None:
    _, (problem,) = read("values: {集: {add: [新]}}", "values: {集: {add: [新]}}")
    assert problem.code == "GZ319"
    assert [one.span.file for one in problem.related] == ["rules/level0/words.yaml"]


def test_every_mistake_is_told_at_once_and_none_twice() -> None:
    _, problems = read(
        """
        facts:
          - {name: 新.一}
          - {name: 新.二, type: 是否}
          - {name: 甲.一, type: text}
        implies: [{新.一: 甲.一}]
        decisions: [{name: 自, combine: all, values: []}]
        values: {强: {add: [新]}}
        """
    )
    assert [one.code for one in problems] == ["GZ202", "GZ310", "GZ309", "GZ310", "GZ321"]


def test_a_missing_key_hides_no_other_mistake_of_a_vocabulary() -> None:
    problems = Diagnostics()
    text = "facts: [{api: a.b, type: bool}, {name: 新.二, type: 是否}]\nevents: [{makes: {}}]"
    read_vocabulary([source(VOCABULARY), source(text, "own.yaml")], problems)
    assert [one.code for one in problems] == ["GZ202", "GZ310", "GZ202"]


def test_the_identity_of_a_fact_outlives_other_words_for_it() -> None:
    words, problems = read("facts: [{name: 庚.证件, ask: 号码是多少？}]")
    assert problems == []
    fact: Fact = words.facts["庚.证件"]
    assert fact.identity


# What an event of the vocabulary makes, and what a jurisdiction adds to it.

EVENTS = "events: [到达, 回复]\n"
GATED = "events: [回复, {event: 到达, when: {强: 上}, makes: {甲.二: true}}]\n"
ARRIVES = read_vocabulary([source(VOCABULARY.replace(EVENTS, GATED))], Diagnostics())


def added(*events: str) -> tuple[Vocabulary, list[Diagnostic]]:
    """Return the vocabulary of levels that each write an event, over one where 到达 makes 甲.二."""
    problems = Diagnostics()
    chain = [
        read_rules(
            f"level{n}", [source(f"events: [{text}]", f"rules/level{n}/words.yaml")], problems
        )
        for n, text in enumerate(events)
    ]
    return extended_vocabulary(ARRIVES, chain, problems), problems


def test_an_event_makes_facts_of_a_level_beside_those_that_it_made() -> None:
    words, problems = added(
        "{event: 到达, makes: {甲.一: false}}", "{event: 到达, makes: {甲.三: true}}"
    )
    assert problems == []
    before, after = ARRIVES.effects["到达"], words.effects["到达"]
    assert before.makes == (("甲.二", True),)
    assert after.makes == (("甲.二", True), ("甲.一", False), ("甲.三", True))
    assert (
        (after.decision, after.values)
        == (before.decision, before.values)
        == ("强", frozenset({"上"}))
    )


@pytest.mark.parametrize(
    "same", ["到达", "{event: 到达, makes: {甲.二: true}}", "{event: 到达, when: {强: 上}}"]
)
def test_what_an_event_makes_may_be_said_again(same: str) -> None:
    words, problems = added(same)
    assert problems == []
    assert words.effects == ARRIVES.effects


@pytest.mark.parametrize(
    ("other", "named"),
    [
        ("{event: 到达, makes: {甲.一: true, 甲.二: false}}", "“甲.二”"),
        ("{event: 到达, when: {强: 中}, makes: {甲.一: true}}", "when"),
        ("{event: 到达, when: {强: [上, 中]}}", "when"),
    ],
)
def test_what_an_event_makes_is_not_said_otherwise(other: str, named: str) -> None:
    words, (problem,) = added(other)
    assert problem.code == "GZ318"
    assert named in problem.message
    assert problem.span is not None
    assert problem.span.file == "rules/level0/words.yaml"
    assert words.effects == ARRIVES.effects


def test_two_files_that_make_a_fact_differently_are_both_shown() -> None:
    _, (problem,) = added(
        "{event: 回复, makes: {甲.一: true}}", "{event: 回复, makes: {甲.一: false}}"
    )
    assert [one.span.file for one in problem.related] == ["rules/level0/words.yaml"]
