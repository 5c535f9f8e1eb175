"""Cases that come out otherwise: all kinds of them are found, and each is one."""

import itertools
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gaozhi.authoring.difference import compare
from gaozhi.authoring.difference._cases import changed_cases
from gaozhi.library.jurisdiction import Jurisdiction
from tests.authoring.folders import CATALOG, folder
from tests.builders import ROOT, compiled, rules_text, small
from tests.effort import examples

BOOLS = ("甲.一", "甲.二", "甲.三", "甲.四")
KINDS = ("子", "丑", "寅")


def leaves():
    """Return conditions of one comparison over few facts, so that every case can be tried."""
    return st.one_of(
        st.sampled_from(BOOLS),
        st.sampled_from(KINDS).map(lambda value: f"{{乙.类: {value}}}"),
        st.sampled_from(["丙.集: {has: 金}", "丙.集: {is_empty: true}"]).map(lambda c: f"{{{c}}}"),
    )


def conditions():
    """Return conditions in YAML."""

    def joined(parts):
        return st.tuples(
            st.sampled_from(["all", "any", "none"]), st.lists(parts, min_size=1, max_size=3)
        ).map(lambda pair: f"{{{pair[0]}: [{', '.join(pair[1])}]}}")

    return st.recursive(leaves(), joined, max_leaves=6)


def rules(first, second):
    """Return rules of the three kinds of decisions that hold on two conditions."""
    rows = [
        "  - {{rule: {d}一, {p}title: 一, when: {c}, then: 上, silent: true}}\n",
        "  - {{rule: {d}二, {p}title: 二, when: {c}, then: 中, silent: true}}\n",
    ]
    return "".join(
        f"{name}:\n"
        + "".join(
            row.format(d=name, p="", c=condition)
            for row, condition in zip(rows, (first, second), strict=True)
        )
        + (
            ""
            if name == "集"
            else f"  - {{rule: {name}末, title: 末, otherwise: true, then: 下, silent: true}}\n"
        )
        for name in ("强", "表", "集")
    )


def every_case():
    """Yield every complete case that the implications allow, as far as the conditions tell."""
    for truths in itertools.product([False, True], repeat=len(BOOLS)):
        known = dict(zip(BOOLS, truths, strict=True))
        for kind in KINDS:
            if (known["甲.一"] and not known["甲.二"]) or (known["甲.三"] and kind != "子"):
                continue
            for values in ([], ["金"], ["木"]):
                yield known | {"乙.类": kind, "丙.集": values}


def outcome(county, case, decision):
    """Return what comes out, whichever way the decision combines."""
    found = county.decide(case, decision)
    return found.values if decision == "集" else found.outcome


def county(first, second):
    """Return a county of the rules; conditions that contradict themselves are no example."""
    source = rules(first, second)
    program, problems = compiled(
        [ROOT.replace("means", "not_computed: 示例, means"), rules_text(source)]
    )
    assume(program is not None)
    assert not problems
    return Jurisdiction(program)


def steps(before, after):
    """Return how an outcome changes: from one to another, or the values that come and go."""
    if before == after:
        return set()
    if isinstance(before, tuple):
        return {(value, value in before) for value in set(before) ^ set(after)}
    return {(before, after)}


def step_of(case):
    """Return how the outcome of a listed case changes, likewise."""
    if case.value is not None:
        return case.value, case.before.outcome.startswith("有")
    return case.before.outcome, case.after.outcome


@settings(max_examples=examples(12))
@given(conditions(), conditions(), conditions())
def test_every_change_of_an_outcome_is_listed_and_nothing_else(one, other, second):
    old, new = county(one, second), county(other, second)
    found = changed_cases(old, new, 100)
    assert found.unlike == ()
    for decision in ("强", "表", "集"):
        wanted = set()
        for case in every_case():
            wanted |= steps(outcome(old, case, decision), outcome(new, case, decision))
        assert {step_of(case) for case in found.listed if case.decision == decision} == wanted


@settings(max_examples=examples(12))
@given(conditions(), conditions())
def test_whatever_the_other_facts_are_a_listed_case_changes_so(one, other):
    old, new = county(one, "甲.四"), county(other, "甲.四")
    for kind in changed_cases(old, new, 100).listed:
        wanted = kind.facts.items()
        rest = [case for case in every_case() if all(case[n] == v for n, v in wanted)]
        for case in rest:
            before = outcome(old, case, kind.decision)
            assert step_of(kind) in steps(before, outcome(new, case, kind.decision))


def test_no_fact_is_named_that_does_not_matter():
    old = small(rules("甲.四", "甲.一"))
    new = small(rules("{all: [甲.四, {any: [甲.三, {not: 甲.三}]}, {乙.类: 子}]}", "甲.一"))
    first = next(c for c in changed_cases(old, new, 1).listed if c.decision == "强")
    assert set(first.facts) <= {"甲.四", "乙.类", "甲.一", "甲.二"}
    for name in first.facts:
        less = {fact: value for fact, value in first.facts.items() if fact != name}
        assert not (old.decide(less, "强").settled and new.decide(less, "强").settled)


def test_before_and_after_come_with_their_grounds():
    old, new = small(rules("甲.四", "甲.三")), small(rules("甲.三", "甲.四"))
    (one, other) = (c for c in changed_cases(old, new, 1).listed if c.decision == "强")
    assert (one.before.outcome, one.after.outcome) == ("上", "中")
    assert (other.before.outcome, other.after.outcome) == ("中", "上")
    assert [rule for rule, _ in one.before.grounds] == ["强一"]
    assert [rule for rule, _ in one.after.grounds] == ["强二"]


def test_of_a_decision_that_collects_the_value_is_named():
    old, new = small(rules("甲.四", "甲.一")), small(rules("甲.三", "甲.一"))
    found = {(c.value, c.before.outcome) for c in changed_cases(old, new, 1).listed if c.value}
    assert found == {("上", "有“上”"), ("上", "没有“上”")}


def test_days_stand_where_the_change_begins():
    def late(day):
        row = f"{{rule: 迟, title: 迟, when: {{丁.日: {{on_or_after: {day}}}}}, then: 上, silent: true}}"
        return small(
            f"强:\n  - {row}\n  - {{rule: 其余, title: 余, otherwise: true, then: 下, silent: true}}"
        )

    (case,) = changed_cases(late("2021-05-25"), late("2021-07-01"), 5).listed
    assert dict(case.facts) == {"丁.日": "2021-05-25"}
    (case,) = changed_cases(late("2021-07-01"), late("2021-05-25"), 5).listed
    assert dict(case.facts) == {"丁.日": "2021-05-25"}


def test_kinds_that_are_not_listed_are_counted():
    one = "{any: [甲.四, {乙.类: 丑}, {丙.集: {has: 金}}]}"
    old, new = small(rules("甲.三", "甲.三")), small(rules(one, "甲.三"))
    every = changed_cases(old, new, 100)
    some = changed_cases(old, new, 1)
    assert len(some.listed) < len(every.listed)
    assert len(some.listed) + some.more == len(every.listed)
    assert not some.more_at_least


def test_what_the_list_says_of_an_item_changes_cases_about_it(tmp_path):
    risky = "强:\n  - {rule: 有险, title: 有险的, when: 证明.险, then: 上, basis: [D-1]}\n"
    before = folder(tmp_path / "旧", rules=risky)
    after = folder(
        tmp_path / "新", rules=risky, catalog=CATALOG.replace("证明.险: false", "证明.险: true")
    )
    (section,) = compare(before, after).sections
    (case,) = section.cases
    assert (case.item, dict(case.facts)) == (1, {})
    assert (case.before.outcome, case.after.outcome) == ("下", "上")


def test_a_rule_in_force_from_another_day_changes_the_days_between():
    row = "{{rule: 新, title: 新的, in_force: {{from: {0}}}, then: 上, silent: true}}"
    rest = "{rule: 其余, title: 余, otherwise: true, then: 下, silent: true}"
    old, new = (
        small(f"强:\n  - {row.format(day)}\n  - {rest}") for day in ("2021-05-25", "2021-07-01")
    )
    (case,) = changed_cases(old, new, 5).listed
    assert dict(case.facts) == {"办理.日期": "2021-05-25"}
    assert old.decide({}, "强", on=date(2021, 6, 30)).outcome == "上"
    assert new.decide({}, "强", on=date(2021, 6, 30)).outcome == "下"


def test_a_comparison_that_grows_too_large_is_said_and_not_left_out(monkeypatch):
    monkeypatch.setattr("gaozhi.logic.budget.MOST_NODES", 1)
    old, new = small(rules("甲.四", "甲.一")), small(rules("甲.三", "甲.一"))
    assert changed_cases(old, new, 1).unlike == ("强", "表", "集")


@pytest.mark.parametrize("limit", [0, 1])
def test_the_limit_is_kept_for_every_change_of_outcome(limit):
    old, new = small(rules("甲.四", "甲.一")), small(rules("{乙.类: 丑}", "甲.一"))
    found = changed_cases(old, new, limit).listed
    seen = [(c.decision, c.value, c.before.outcome, c.after.outcome) for c in found]
    assert len(seen) == len(set(seen))
    assert bool(seen) is bool(limit)


SCENARIOS = """
jurisdiction: 示范县
decision: 强
scenarios:
  - {name: 有一, facts: {甲.一: true}, expect: {outcome: %s}}
  - {name: 无一, item: 2, facts: {甲.一: false}, expect: {outcome: 下}}
  - {name: 不知道, date: 2021-07-01, facts: {}, expect: {possible: [%s, 下]}}
"""


def test_scenarios_beside_the_rules_that_come_out_otherwise(tmp_path):
    first = "强:\n  - {rule: 有一, title: 有一的, when: 甲.一, then: 上, basis: [D-1]}\n"
    before = folder(tmp_path / "旧", rules=first)
    after = folder(tmp_path / "新", rules=first.replace("then: 上", "then: 中"))
    for where, outcome_ in ((before, "上"), (after, "中")):
        text = SCENARIOS % (outcome_, outcome_)
        (where / "rules" / "demo" / "强.scenarios.yaml").write_text(text, encoding="utf-8")
    difference = compare(before, after)
    (section,) = difference.sections
    one, other = section.scenarios
    assert (one.name, one.before.outcome, one.after.outcome) == ("有一", "上", "中")
    assert dict(one.facts) == {"甲.一": True}
    assert [rule for rule, _ in one.after.grounds] == ["有一"]
    assert (other.name, other.before.outcome, dict(other.facts)) == (
        "不知道",
        "待补充",
        {"办理.日期": "2021-07-01"},
    )
    assert difference.unread == 0


def test_a_scenario_that_only_one_side_has_is_tried_on_both(tmp_path):
    first = "强:\n  - {rule: 有一, title: 有一的, when: 甲.一, then: 上, basis: [D-1]}\n"
    before = folder(tmp_path / "旧", rules=first)
    after = folder(tmp_path / "新", rules=first.replace("then: 上", "then: 中"))
    file = before / "rules" / "demo" / "强.scenarios.yaml"
    file.write_text(SCENARIOS % ("上", "上"), encoding="utf-8")
    assert [c.name for c in compare(before, after).sections[0].scenarios] == ["有一", "不知道"]
    (after / "rules" / "demo" / "坏.scenarios.yaml").write_text(
        "jurisdiction: 示范县\n", encoding="utf-8"
    )
    assert compare(before, after).unread == 1
