"""What a condition may have been mistaken for."""

import pytest

from gaozhi.authoring.mutation._conditions import variants
from gaozhi.language import read_vocabulary
from gaozhi.source import Diagnostics, dump_flow, read_text
from tests.builders import VOCABULARY, source

WORDS = read_vocabulary([source(VOCABULARY, "rules/vocabulary.yaml")], Diagnostics())


def changed(condition: str) -> dict[str, str]:
    """The variants of a condition as YAML, by what is done."""
    root = read_text(f"when: {condition}\n".encode(), "rules.yaml").root
    return {one.what: dump_flow(one.node.plain()) for one in variants(root.get("when"), WORDS)}  # type: ignore[union-attr]


CASES = {
    "甲.一": {"把条件“甲.一”反过来": "{not: 甲.一}"},
    "{not: 甲.一}": {"把条件“{not: 甲.一}”反过来": "甲.一"},
    "{all: [甲.一, 甲.二]}": {
        "把 all 改为 any": "{any: [甲.一, 甲.二]}",
        "去掉条件“甲.一”": "{all: [甲.二]}",
        "把条件“甲.一”反过来": "{all: [{not: 甲.一}, 甲.二]}",
        "去掉条件“甲.二”": "{all: [甲.一]}",
        "把条件“甲.二”反过来": "{all: [甲.一, {not: 甲.二}]}",
    },
    "[甲.一, 甲.二]": {
        "把列表（都要成立）改为 any": "{any: [甲.一, 甲.二]}",
        "去掉条件“甲.一”": "[甲.二]",
        "把条件“甲.一”反过来": "[{not: 甲.一}, 甲.二]",
        "去掉条件“甲.二”": "[甲.一]",
        "把条件“甲.二”反过来": "[甲.一, {not: 甲.二}]",
    },
    "{none: [甲.一, {乙.类: 子}]}": {
        "把 none 改为“不都成立”": "{not: {all: [甲.一, {乙.类: 子}]}}",
        "去掉条件“甲.一”": "{none: [{乙.类: 子}]}",
        "把条件“甲.一”反过来": "{none: [{not: 甲.一}, {乙.类: 子}]}",
        "去掉条件“{乙.类: 子}”": "{none: [甲.一]}",
        "把条件“{乙.类: 子}”反过来": "{none: [甲.一, {not: {乙.类: 子}}]}",
    },
    "{乙.类: {in: [子, 丑]}}": {
        "把条件“{乙.类: {in: [子, 丑]}}”反过来": "{not: {乙.类: {in: [子, 丑]}}}",
        "从“{乙.类: {in: [子, 丑]}}”里去掉“子”": "{乙.类: {in: [丑]}}",
        "从“{乙.类: {in: [子, 丑]}}”里去掉“丑”": "{乙.类: {in: [子]}}",
    },
    "{丁.日: {before: 戊.日}}": {
        "把条件“{丁.日: {before: 戊.日}}”反过来": "{not: {丁.日: {before: 戊.日}}}",
        "把“{丁.日: {before: 戊.日}}”的 before 改为 on_or_before": "{丁.日: {on_or_before: 戊.日}}",
    },
    "{己.数: {at_least: 60}}": {
        "把条件“{己.数: {at_least: 60}}”反过来": "{not: {己.数: {at_least: 60}}}",
        "把“{己.数: {at_least: 60}}”的 at_least 改为 more_than": "{己.数: {more_than: 60}}",
        "把“{己.数: {at_least: 60}}”的 60 改为 59": "{己.数: {at_least: 59}}",
        "把“{己.数: {at_least: 60}}”的 60 改为 61": "{己.数: {at_least: 61}}",
    },
}


@pytest.mark.parametrize("condition", CASES)
def test_a_condition_has_one_thing_changed_at_a_time(condition):
    assert changed(condition) == CASES[condition]


@pytest.mark.parametrize(
    ("operator", "other", "day"),
    [
        ("before", "on_or_before", "2021-04-30"),
        ("on_or_before", "before", "2021-05-02"),
        ("after", "on_or_after", "2021-05-02"),
        ("on_or_after", "after", "2021-04-30"),
    ],
)
def test_a_boundary_is_moved_to_both_sides_by_a_day(operator, other, day):
    """Whether the day itself counts moves it one way; the day is moved the other way."""
    _, whether, moved = changed(f"{{丁.日: {{{operator}: 2021-05-01}}}}").values()
    assert whether == f'{{丁.日: {{{other}: "2021-05-01"}}}}'
    assert moved == f'{{丁.日: {{{operator}: "{day}"}}}}'


def test_what_lies_deep_is_changed_too_and_nothing_is_changed_twice():
    found = changed("{not: {any: [甲.一, [甲.二, {not: 甲.三}]]}}")
    assert "{not: {any: [甲.一, [甲.二, 甲.三]]}}" in found.values()
    assert "{not: {any: [甲.一, {any: [甲.二, {not: 甲.三}]}]}}" in found.values()
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "无期限"])
def test_a_day_at_the_end_of_the_calendar_stays_where_it_is(day):
    for operator in ("before", "on_or_before"):
        for node in changed(f"{{丁.日: {{{operator}: {day}}}}}").values():
            assert "0000" not in node
            assert "10000" not in node
