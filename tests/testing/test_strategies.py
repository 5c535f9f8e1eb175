"""What the strategies draw: nothing that gaozhi refuses, and everything worth trying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.model import read_value
from gaozhi.source import check_identity
from gaozhi.testing import (
    Boundary,
    Ruleset,
    Situation,
    boundaries,
    cases,
    catalogs,
    facts,
    identity_numbers,
    near_boundary,
    rulesets,
)
from tests.builders import small
from tests.effort import examples
from tests.situations import library
from tests.testing.drawing import example_of

LIBRARY = library()
QIDONG = LIBRARY["qidong"]
RECORD_ENDS = "申请人.失信信息有效期届满日"
FEW = settings(max_examples=examples(20))


@given(identity_numbers())
def test_valid_identity_numbers_break_no_rule_and_belong_to_nobody(number: str) -> None:
    checked = check_identity(number)
    assert checked.valid
    division = number[:6] if checked.kind == "公民身份号码" and number[0] in "12345678" else None
    if division and number[1] in "08":
        assert division[:2] in {"10", "18", "28", "38", "48", "58", "68", "78"}


@given(identity_numbers(valid=False))
def test_invalid_identity_numbers_break_a_rule(number: str) -> None:
    assert not check_identity(number).valid


@pytest.mark.parametrize("kind", ["公民身份号码", "统一社会信用代码"])
def test_both_kinds_of_number_are_drawn_and_the_division_can_be_named(kind: str) -> None:
    number = example_of(
        identity_numbers(division="110105"), lambda text: check_identity(text).kind == kind
    )
    assert "110105" in number


def test_numbers_of_either_sort_are_drawn_where_it_does_not_matter() -> None:
    either = identity_numbers(valid=None)
    assert check_identity(example_of(either, lambda text: check_identity(text).valid)).valid
    assert not check_identity(example_of(either, lambda text: not check_identity(text).valid)).valid


@pytest.mark.parametrize("county", list(LIBRARY.values()), ids=lambda county: county.id)
@FEW
@given(data=st.data())
def test_facts_are_never_refused(county: gaozhi.Jurisdiction, data: st.DataObject) -> None:
    numbers = [None, *(item.number for item in county.items)]
    item = data.draw(st.sampled_from(numbers))
    county.case(data.draw(facts(county, item=item)), item=item)


def test_complete_facts_leave_nothing_out_and_others_do() -> None:
    everything = set(QIDONG.vocabulary.facts)

    @FEW
    @given(facts(QIDONG, complete=True), facts(QIDONG, complete=False))
    def drawn(complete: dict[str, Any], some: dict[str, Any]) -> None:
        assert set(complete) == everything
        assert set(some) < everything

    drawn()


@pytest.mark.parametrize("decision", QIDONG.vocabulary.decisions)
def test_the_facts_that_a_decision_reads_settle_it(decision: str) -> None:
    @FEW
    @given(facts(QIDONG, decision, complete=True))
    def settled(complete: dict[str, Any]) -> None:
        assert QIDONG.decide(complete, decision).settled

    settled()


@given(cases(QIDONG, items=True))
def test_a_case_grows_from_what_is_known_to_everything(situation: Situation) -> None:
    known, more, complete = (
        situation.known.items(),
        situation.more.items(),
        situation.complete.items(),
    )
    assert [fact for fact in known if fact not in more] == []
    assert [fact for fact in more if fact not in complete] == []
    assert situation.item is not None
    changed = [n for n, v in complete if situation.varied[n] != v]
    assert len(changed) <= 1
    assert set(changed).isdisjoint(situation.known)
    for held in (situation.known, situation.more, situation.complete, situation.varied):
        QIDONG.case(held, item=situation.item)


@given(cases(QIDONG, "适用性", most_open=2))
def test_a_case_can_be_kept_nearly_complete(situation: Situation) -> None:
    assert len(situation.complete.keys() - situation.known.keys()) <= 2


def test_a_list_that_is_not_at_hand_has_no_items_to_draw() -> None:
    with pytest.raises(ValueError, match="清单不在手边"):
        cases(LIBRARY["national"], items=True)


def test_the_boundaries_of_a_county_are_what_its_conditions_compare() -> None:
    found = boundaries(QIDONG, "适用性")
    assert Boundary("办理.日期", date(2021, 5, 25)) in found
    assert Boundary(RECORD_ENDS, "办理.日期") in found
    assert Boundary("办理.日期", RECORD_ENDS) in found


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_the_day_before_the_day_itself_and_the_day_after_are_drawn(step: int) -> None:
    def there(situation: Situation) -> bool:
        end, day = situation.complete[RECORD_ENDS], situation.complete["办理.日期"]
        if end == "无固定期限" or not {RECORD_ENDS, "办理.日期"} & situation.known.keys():
            return False
        return date.fromisoformat(end) == date.fromisoformat(day) + timedelta(days=step)

    found = example_of(near_boundary(QIDONG, "适用性"), there)
    assert found.decision == "适用性"


REST = "{rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}"
RULE = "{rule: 甲, title: 甲, when: {己.数: {at_least: %s}}, then: 上, silent: true}"


@pytest.mark.parametrize(
    ("mark", "drawn"),
    [("18", {17, 18, 19}), ("0.5", {Decimal("0.4"), Decimal("0.5"), Decimal("0.6")})],
)
def test_numbers_are_drawn_one_unit_of_the_last_place_apart(mark: str, drawn: set[Any]) -> None:
    county = small(f"强:\n  - {RULE % mark}\n  - {REST}")
    wanted = near_boundary(county, "强")
    for value in drawn:
        assert example_of(wanted, lambda s, value=value: s.complete["己.数"] == value)  # type: ignore[misc]

    @FEW
    @given(wanted)
    def only_these(situation: Situation) -> None:
        fact = county.vocabulary.facts["己.数"]
        assert read_value(fact, situation.complete["己.数"]) in drawn

    only_these()


def test_where_nothing_is_compared_there_is_no_boundary_to_be_near_to() -> None:
    county = small("集:\n  - {rule: 甲, title: 甲, when: 甲.一, then: 上, silent: true}")
    with pytest.raises(ValueError, match="不比较"):
        near_boundary(county, "集")


@FEW
@given(rulesets())
def test_a_ruleset_is_a_sound_folder(ruleset: Ruleset) -> None:
    county = ruleset.load()
    assert county.id == "demo"
    assert ruleset.decision in county.vocabulary.decisions


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(lambda r: r.removed, id="removes"),
        pytest.param(lambda r: any(rule.replaces for rule in r.county), id="replaces"),
        pytest.param(
            lambda r: any(rule.window != (None, None) for rule in r.county), id="in_force"
        ),
        pytest.param(lambda r: "presumes" in r.catalog, id="presumes"),
        pytest.param(lambda r: "not_at_hand" in r.catalog, id="no list"),
        pytest.param(lambda r: "in_force" in r.catalog, id="an item in force"),
    ],
)
def test_rulesets_show_what_a_county_can_do(shown: Callable[[Ruleset], Any]) -> None:
    assert example_of(rulesets(height=0), shown).load()


def test_a_ruleset_can_be_written_where_one_likes(tmp_path: Any) -> None:
    ruleset = example_of(rulesets(height=0), lambda r: bool(r.removed))
    ruleset.write(tmp_path)
    assert gaozhi.check(tmp_path, bundled=False).sound
    assert (tmp_path / "rules" / "demo" / "rules.yaml").is_file()


def test_a_catalog_can_be_drawn_for_the_bundled_vocabulary(tmp_path: Any) -> None:
    rules = tmp_path / "rules" / "demo"
    rules.mkdir(parents=True)
    (tmp_path / "catalogs").mkdir()
    header = "document: {title: 县文件, issuer: 某机关, issued: 2021-06-01}\nextends: national\n"
    provision = "  - {id: X, locator: 一, quote: 清单, means: 清单%s}\n"

    @settings(max_examples=5)
    @given(catalogs(QIDONG.vocabulary, rules="demo", basis="X"))
    def sound(text: str) -> None:
        unused = "" if "basis" in text else ", not_computed: 示例"
        (rules / "a.yaml").write_text(
            f"{header}provisions:\n{provision % unused}", encoding="utf-8"
        )
        (tmp_path / "catalogs" / "demo.yaml").write_text(text, encoding="utf-8")
        assert gaozhi.load(tmp_path)["demo"].name == "某地demo"

    sound()
