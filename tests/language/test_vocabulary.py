"""One vocabulary from several files: a later one adds, and never renames or re-types."""

from __future__ import annotations

import pytest

import gaozhi
from gaozhi.language import CODE, read_vocabulary
from gaozhi.model import DecisionSpec, Fact, FactType, Vocabulary, Worse, fingerprint
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


CODED = "decisions: [{name: 新判断, api: fresh, combine: strongest, values: [不可, 可], codes: %s}]"


def test_a_value_has_an_ascii_code_and_where_none_is_written_serves_itself() -> None:
    codes, _, words = read(CODED % "{可: allowed}")
    assert codes == []
    spec = words.decisions["新判断"]  # type: ignore[attr-defined]
    assert (spec.code("可"), spec.code("不可")) == ("allowed", "不可")
    _, _, plain = read(CODED % "{}")
    assert fingerprint(words) == fingerprint(plain)


def test_the_values_of_a_fact_have_codes_and_so_has_the_day_that_never_comes() -> None:
    codes, _, words = read(
        """
        facts:
          - {name: 新.类, api: new.kind, type: {one_of: [子, 丑]}, codes: {子: first}}
          - {name: 新.日, api: new.day, type: date, never: 长期, codes: {长期: indefinite}}
        """
    )
    assert codes == []
    facts = words.facts  # type: ignore[attr-defined]
    assert [facts["新.类"].code(value) for value in ("子", "丑")] == ["first", "丑"]
    assert facts["新.日"].code("长期") == "indefinite"
    assert facts["丁.日"].code("无期限") == "never"


def test_a_later_file_keeps_the_codes_that_it_does_not_write_and_adds_others() -> None:
    _, _, words = read(
        "decisions: [{name: 强, api: strong, combine: strongest, values: [上, 中, 下]}]"
    )
    assert words.decisions["强"].codes == ()  # type: ignore[attr-defined]
    first = source(CODED % "{可: allowed}", "first.yaml")
    second = source(CODED % "{不可: refused}", "second.yaml")
    problems = Diagnostics()
    both = read_vocabulary([BASE, first, second], problems)
    assert problems == []
    assert [both.decisions["新判断"].code(one) for one in ("可", "不可")] == ["allowed", "refused"]


@pytest.mark.parametrize("later", ["{可: permitted}", "{不可: allowed}"])
def test_a_code_that_is_in_use_is_neither_changed_nor_given_to_another_value(later: str) -> None:
    problems = Diagnostics()
    first = source(CODED % "{可: allowed}", "first.yaml")
    read_vocabulary([BASE, first, source(CODED % later, "second.yaml")], problems)
    assert [one.code for one in problems] == ["GZ309"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{不能: refused}", "没有取值“不能”"),
        ("{可: 可以}", "代码“可以”写法不对"),
        ("{可: Allowed}", "代码“Allowed”写法不对"),
        ("{可: same, 不可: same}", "两个取值用了同一个代码“same”"),
    ],
)
def test_a_code_that_cannot_serve_is_an_error_at_its_place(written: str, said: str) -> None:
    codes, (problem,), _ = read(CODED % written)
    assert codes == ["GZ310"]
    assert said in problem.message
    assert problem.span is not None
    assert problem.help


def test_every_bundled_value_has_a_code_of_its_own() -> None:
    vocabulary = gaozhi.load()["启东市"].vocabulary
    things: list[Fact | DecisionSpec] = [*vocabulary.decisions.values(), *vocabulary.facts.values()]
    for thing in things:
        codes = [thing.code(value) for value in thing.values]
        assert all(CODE.fullmatch(code) for code in codes), thing.name
        assert len(set(codes)) == len(codes), thing.name


def test_how_a_fact_is_asked_for_follows_from_its_name_where_it_is_not_said() -> None:
    codes, _, words = read("facts: [{name: 新.事实, api: new.fact, type: bool, ask: 新？}]")
    fact = words.facts["新.事实"]  # type: ignore[attr-defined]
    assert codes == []
    assert (fact.label, fact.group, fact.ask_applicant, fact.answered_by) == (
        *("事实", "新"),
        *(None, None),
    )


def test_a_question_that_addresses_the_applicant_is_the_applicants() -> None:
    _, _, words = read("facts: [{name: 新.事实, api: new.fact, type: bool, ask: 您住在本县吗？}]")
    assert words.facts["新.事实"].ask_applicant == "您住在本县吗？"  # type: ignore[attr-defined]


def test_a_later_file_changes_only_what_it_says_of_how_a_fact_is_asked_for() -> None:
    problems = Diagnostics()
    fact = "facts: [{name: 新.事实, api: new.fact, type: bool, ask: %s, %s}]"
    first = "label: 简, group: 组, answered_by: 数据, ask_applicant: 您是吗？"
    files = [
        source(fact % ("甲？", first), "first.yaml"),
        source(fact % ("乙？", "group: 另一组"), "second.yaml"),
    ]
    words = read_vocabulary([BASE, *files], problems)
    found = words.facts["新.事实"]
    assert problems == []
    assert (found.ask, found.label, found.group) == ("乙？", "简", "另一组")
    assert (found.ask_applicant, found.answered_by) == ("您是吗？", "数据")


def test_who_answers_is_one_of_three() -> None:
    fact = "facts: [{name: 新.事实, api: new.fact, type: bool, answered_by: 邻居}]"
    codes, (problem,), _ = read(fact)
    assert len(codes) == 1
    assert "申请人" in f"{problem.message}{problem.help}"


def test_how_a_fact_is_asked_for_is_no_part_of_a_digest() -> None:
    fact = "facts: [{name: 新.事实, api: new.fact, type: bool, ask: 新？%s}]"
    said = ", label: 简, group: 组, answered_by: 窗口, ask_applicant: 您？"
    assert fingerprint(read(fact % "")[2]) == fingerprint(read(fact % said)[2])


def test_words_for_applicants_are_read_and_are_no_part_of_a_digest() -> None:
    fact = "facts: [{name: 新.事实, api: new.fact, type: bool, ask: 新？%s}]"
    said = ", hint_applicant: 想一想, answers: {是: 有, 否: 没有}"
    codes, _, words = read(fact % said)
    found = words.facts["新.事实"]  # type: ignore[attr-defined]
    assert codes == []
    assert (found.hint_applicant, dict(found.answers)) == ("想一想", {"是": "有", "否": "没有"})
    assert fingerprint(read(fact % "")[2]) == fingerprint(words)


def test_an_answer_in_words_is_of_a_value_that_there_is() -> None:
    codes, _, _ = read(
        "facts: [{name: 新.事实, api: new.fact, type: bool, ask: 新？, answers: {有: 有}}]"
    )
    assert codes == ["GZ310"]


def test_advice_is_read_and_its_values_and_events_are_checked() -> None:
    decision = "decisions: [{name: 新判断, api: new, combine: all, values: [甲], %s}]\n"
    events = "events: [新事件]"
    said = "ask_applicant: 我呢？, advice: {甲: {short: 就甲, tone: good, next: [去。]}}, periods: [新事件]"
    codes, _, words = read(decision % said + events)
    spec = words.decisions["新判断"]  # type: ignore[attr-defined]
    assert codes == []
    assert (spec.ask_applicant, spec.periods) == ("我呢？", ("新事件",))
    assert dict(spec.advice)["甲"].next == ("去。",)
    assert read(decision % "advice: {乙: {short: 乙}}")[0] == ["GZ310"]
    assert read(decision % "periods: [旧事件]")[0] == ["GZ412"]


def test_every_bundled_decision_has_words_for_applicants() -> None:
    for one in gaozhi.load()["national"].vocabulary.decisions.values():
        assert list(dict(one.advice)) == list(one.values), one.name
        assert all(len(advice.short) <= 16 for _, advice in one.advice), one.name
        for _, advice in one.advice:
            assert all(step.endswith("。") for step in advice.next), one.name


def test_every_bundled_fact_says_how_it_is_asked_for() -> None:
    facts = gaozhi.load()["national"].vocabulary.facts.values()
    for fact in facts:
        assert fact.answered_by, fact.name
        assert len(fact.label) <= 10, fact.name
        assert fact.ask_applicant is None or "您" in fact.ask_applicant, fact.name
        # Only an applicant can say what an applicant wants.
        assert fact.answered_by != "申请人" or fact.ask_applicant, fact.name
    labels = [(fact.group, fact.label) for fact in facts]
    assert len(set(labels)) == len(labels)
