"""What becomes of a mutant: noticed, missed, the same as before, or no rules at all."""

from itertools import product

import pytest

from gaozhi.authoring.mutation import Fate, mutate
from gaozhi.authoring.mutation._suggestion import parsed
from gaozhi.authoring.mutation._trial import Trial
from gaozhi.authoring.scenarios import run
from gaozhi.errors import CatalogError, UnknownJurisdiction
from gaozhi.library.jurisdiction import Jurisdiction
from tests.authoring.folders import DEMO
from tests.authoring.folders import folder as two_levels
from tests.authoring.mutation.folders import fates, folder, tried

RULES = """
强:
  - {rule: 有一, title: 有一无二, when: 甲.一, unless: 甲.三, then: 上, basis: [D-1]}
  - {rule: 其二, title: 有四, when: 甲.四, then: 中, basis: [D-1], caveat: 中有一说}
"""
ALL = """
  - {name: 有一, facts: {甲.一: true, 甲.三: false}, expect: {outcome: 上}}
  - {name: 有三, facts: {甲.一: true, 甲.三: true, 甲.四: false}, expect: {outcome: 下}}
  - {name: 有四, facts: {甲.一: false, 甲.四: true}, expect: {outcome: 中, caveats: [中有一说]}}
  - {name: 都没有, facts: {甲.一: false, 甲.四: false}, expect: {outcome: 下, caveats: []}}
"""


def test_scenarios_that_try_everything_notice_everything(tmp_path):
    found = fates(tried(tmp_path, RULES, ALL))
    assert found == {
        "规则“有一”：删去这条规则": Fate.KILLED,
        "规则“有一”：删去 when，不问条件": Fate.KILLED,
        "规则“有一”的 when：把条件“甲.一”反过来": Fate.KILLED,
        "规则“有一”：删去 unless": Fate.KILLED,
        "规则“有一”的 unless：把条件“甲.三”反过来": Fate.KILLED,
        "规则“其二”：删去这条规则": Fate.KILLED,
        "规则“其二”：删去 when，不问条件": Fate.KILLED,
        "规则“其二”的 when：把条件“甲.四”反过来": Fate.KILLED,
        "规则“其二”：删去提示（caveat）": Fate.KILLED,
    }


def test_what_no_scenario_notices_comes_with_one_that_would(tmp_path):
    without = "".join(line for line in ALL.splitlines(keepends=True) if "有三" not in line)
    (one,) = [o for o in tried(tmp_path, RULES, without).whole.judged if o.fate is Fate.SURVIVED]
    assert one.mutant.says == "规则“有一”：删去 unless"
    assert str(one.mutant.span).endswith("rules/demo/rules.yaml:3:50")
    assert one.suggestion.yaml == (
        "  - name: 有一：不能删去 unless\n"
        "    decision: 强\n"
        "    date: 2020-01-01\n"
        "    facts: {甲.一: true, 甲.三: true, 甲.四: true}\n"
        "    expect: {outcome: 中, caveats: [中有一说]}\n"
    )


def test_where_scenarios_start_from_a_base_a_suggestion_does_too(tmp_path):
    """It changes the fewest facts of the base, on the day of most scenarios."""
    folder(tmp_path, RULES)
    text = """
decision: 强
date: 2021-07-01
base: 平常
bases:
  平常: {facts: {甲.一: false, 甲.二: true, 甲.三: false, 甲.四: false, 乙.类: 子, 丁.日: 无期限}}
scenarios:
  - {name: 有一, changes: {甲.一: true}, expect: {outcome: 上}}
  - {name: 平常, expect: {outcome: 下}}
"""
    (tmp_path / "rules/demo/强.scenarios.yaml").write_text(text, encoding="utf-8")
    judged = mutate(tmp_path, county="demo", only="unless", bundled=False).whole.judged
    (missed,) = [one for one in judged if one.fate is Fate.SURVIVED]
    assert missed.suggestion.yaml == (
        "  - name: 有一：不能删去 unless\n"
        "    decision: 强\n"
        "    date: 2021-07-01\n"
        "    base: 平常\n"
        "    changes: {甲.一: true, 甲.三: true}\n"
        "    expect: {outcome: 下}\n"
    )


def test_a_suggestion_stands_once_for_all_that_it_notices(tmp_path):
    missed = tried(tmp_path, RULES, only="其二").whole.having(Fate.SURVIVED)
    assert len(missed) == 4
    assert len({id(one.suggestion) for one in missed}) < 4


def test_a_mutant_of_which_no_case_says_otherwise_is_the_same(tmp_path):
    """一 implies 二: beside it, the other condition tells nothing."""
    rules = "强:\n  - {rule: 有一, title: 有, when: [甲.一, 甲.二], then: 上, basis: [D-1]}\n"
    found = fates(tried(tmp_path, rules))
    assert found["规则“有一”的 when：去掉条件“甲.二”"] is Fate.EQUIVALENT
    assert found["规则“有一”的 when：去掉条件“甲.一”"] is Fate.SURVIVED


def test_rules_that_do_not_compile_any_more_are_no_mutant_to_notice(tmp_path):
    rules = """
表:
  - {rule: 行一, title: 一, when: 甲.一, then: 上, basis: [D-1], before: 表其余}
  - {rule: 行二, title: 二, when: 甲.二, then: 中, basis: [D-1], after: 行一}
"""
    mutation = tried(tmp_path, rules)
    assert fates(mutation)["规则“行一”：删去这条规则"] is Fate.UNFIT
    assert mutation.whole.count(Fate.UNFIT) == 1
    assert mutation.whole.score == 0


def test_a_ground_too_few_and_a_ground_too_many_are_noticed(tmp_path):
    """Both rules give the same value: only what the answer rests on tells them apart."""
    rules = """
强:
  - {rule: 甲说, title: 一, when: 甲.一, then: 上, basis: [D-1]}
  - {rule: 乙说, title: 二, when: [甲.一, 甲.四], then: 上, basis: [D-1]}
"""
    scenarios = "  - {name: 一, facts: {甲.一: true, 甲.四: false}, expect: {outcome: 上}}\n"
    missed = {o.mutant.what: o for o in tried(tmp_path, rules, scenarios, only="乙说").whole.judged}
    assert "grounds: [乙说]" in missed["删去这条规则"].suggestion.yaml
    assert "not_grounds: [乙说]" in missed["去掉条件“甲.四”"].suggestion.yaml
    expect = "{outcome: 上, grounds: [甲说], not_grounds: [乙说]}"
    better = scenarios.replace("{outcome: 上}", expect)
    assert (
        fates(tried(tmp_path, rules, better))["规则“乙说”的 when：去掉条件“甲.四”"] is Fate.KILLED
    )


def test_days_in_force_are_boundaries(tmp_path):
    """Both days belong to it: each is moved both ways, and told by the day between."""
    rules = """
强:
  - {rule: 新, title: 新, in_force: {from: 2021-05-25, until: 2021-12-31}, then: 上, basis: [D-1]}
"""
    moved = {
        one.mutant.what: one.suggestion.scenario.on.isoformat()
        for one in tried(tmp_path, rules).whole.judged
        if one.mutant.what.startswith("把施行")
    }
    assert moved == {
        "把施行首日 2021-05-25 改为 2021-05-24": "2021-05-24",
        "把施行首日 2021-05-25 改为 2021-05-26": "2021-05-25",
        "把施行末日 2021-12-31 改为 2021-12-30": "2021-12-31",
        "把施行末日 2021-12-31 改为 2022-01-01": "2022-01-01",
    }


def test_the_days_of_the_document_are_boundaries_too(tmp_path):
    provisions = DEMO.replace(
        "issued: 2021-01-01", "issued: 2021-01-01, in_force: {from: 2021-02-01}"
    )
    two_levels(tmp_path, rules=RULES, provisions=provisions)
    judged = mutate(tmp_path, only="文件的施行期间", bundled=False).whole.judged
    assert {one.mutant.what: one.suggestion.scenario.on.isoformat() for one in judged} == {
        "把施行首日 2021-02-01 改为 2021-01-31": "2021-01-31",
        # An answer of the day before names the first day, so that it tells this one apart too.
        "把施行首日 2021-02-01 改为 2021-02-02": "2021-01-31",
        # Before the root is law nothing answers: only its first day is tried, and no day before.
        "把施行首日 2020-01-01 改为 2020-01-02": "2020-01-01",
    }


def test_the_days_of_a_document_without_a_rule_are_in_the_answers(tmp_path):
    provisions = DEMO.replace(
        "issued: 2021-01-01", "issued: 2021-01-01, in_force: {from: 2021-02-01}"
    )
    two_levels(tmp_path, rules="集: []", provisions=provisions)
    judged = mutate(tmp_path, county="demo", bundled=False).whole.judged
    assert [one.fate for one in judged] == [Fate.SURVIVED, Fate.SURVIVED]
    assert {one.suggestion.scenario.on.isoformat() for one in judged} == {"2021-01-31"}


def test_definitions_each_and_what_becomes_of_the_parents_rules_are_changed_too(tmp_path):
    rules = """
强:
  - {rule: 换, replaces: 父一, title: 换, when: 两样, then: 上, basis: [D-1]}
  - {removes: 父二, basis: [D-1]}
集:
  - each: {上: D-1, 中: D-1}
"""
    parent = """
强:
  - {rule: 父一, title: 父, when: 甲.一, then: 中, basis: [R-1]}
  - {rule: 父二, title: 父, when: 甲.四, then: 中, basis: [R-1]}
  - {rule: 强其余, title: 余, otherwise: true, then: 下, silent: true}
"""
    two_levels(tmp_path, rules=rules, root=parent, more="define:\n  两样: [甲.一, 甲.三]\n")
    found = fates(mutate(tmp_path, county="demo", bundled=False))
    assert {
        "定义“两样”：把列表（都要成立）改为 any",
        "定义“两样”：去掉条件“甲.三”",
        "规则“换”：保留上级的“父一”",
        "规则“父二”：保留上级的这一条",
        "判断“集”的 each：去掉“上”",
    } <= found.keys()
    assert set(found.values()) == {Fate.SURVIVED}


def test_rows_of_a_table_change_places(tmp_path):
    parent = """
表:
  - {rule: 行一, title: 一, when: 甲.一, then: 上, basis: [R-1]}
  - {rule: 行二, title: 二, when: 甲.三, then: 中, basis: [R-1]}
  - {rule: 表其余, title: 余, otherwise: true, then: 下, silent: true}
"""
    two_levels(tmp_path, root=parent)
    (one,) = mutate(tmp_path, only="排到", bundled=False).whole.judged
    assert one.mutant.says == "规则“行一”：排到“行二”后面"
    assert "facts: {甲.一: true, 甲.三: true}" in one.suggestion.yaml


def test_a_parents_rule_that_only_matters_below_is_put_to_those_below(tmp_path):
    """The rule reads what only the county's own rule brings about."""
    parent = """
强:
  - {rule: 承, title: 承, when: {表: 上}, then: 上, basis: [R-1]}
  - {rule: 强其余, title: 余, otherwise: true, then: 下, silent: true}
"""
    rules = "表:\n  - {rule: 行, title: 行, when: 甲.一, then: 上, basis: [D-1], before: 表其余}\n"
    two_levels(tmp_path, rules=rules, root=parent)
    scenario = "  - {name: 承, facts: {甲.一: true}, expect: {outcome: 上}}\n"
    (tmp_path / "rules/demo/强.scenarios.yaml").write_text(
        "decision: 强\nscenarios:\n" + scenario, encoding="utf-8"
    )
    found = fates(mutate(tmp_path, only="承", bundled=False))
    assert found["规则“承”：删去这条规则"] is Fate.KILLED


def test_scenarios_that_fail_as_it_is_prove_nothing(tmp_path):
    wrong = "  - {name: 错, facts: {甲.一: true, 甲.三: false}, expect: {outcome: 下}}\n"
    mutation = tried(tmp_path, RULES, wrong)
    assert [one.name for one in mutation.failing] == ["错"]
    assert mutation.tried == ()


def test_unsound_rules_scenarios_and_names_are_refused(tmp_path):
    with pytest.raises(CatalogError):
        tried(tmp_path, RULES.replace("甲.三", "甲.无"))
    with pytest.raises(CatalogError):
        tried(tmp_path, RULES, ALL.replace("expect:", "expects:"))
    folder(tmp_path, RULES, ALL)
    with pytest.raises(UnknownJurisdiction):
        mutate(tmp_path, county="示范", bundled=False)


def test_a_caveat_is_told_by_a_clause_that_no_other_has(tmp_path):
    """The other caveat begins alike: its beginning would be found in either."""
    rules = """
强:
  - {rule: 补, title: 补, when: 甲.一, unless: 甲.三, caveat: 本结论只就申请人而言；须补交特别授权书, basis: [D-1]}
  - {rule: 另, title: 另, when: [甲.一, 甲.三], caveat: 本结论只就申请人而言；须由申请人到场办理, basis: [D-1]}
"""
    found = {o.mutant.what: o for o in tried(tmp_path, rules, only="补").whole.judged}
    expect = found["删去 unless"].suggestion.scenario.expect
    assert expect.caveats == ("须由申请人到场办理",)


def test_a_comparison_that_grows_too_large_counts_as_missed(tmp_path, monkeypatch):
    monkeypatch.setattr("gaozhi.logic.budget.MOST_NODES", 1)
    judged = tried(tmp_path, RULES).whole.judged
    assert {(one.fate, one.suggestion) for one in judged} == {(Fate.SURVIVED, None)}


def test_what_is_called_the_same_is_the_same_in_every_case(tmp_path):
    """Against every case there can be, one by one: what is the same, and what is not."""
    rules = """
强:
  - {rule: 甲, title: 甲, when: {any: [甲.一, {all: [甲.二, 甲.四]}]}, then: 上, basis: [D-1]}
  - {rule: 乙, title: 乙, when: {all: [甲.一, 甲.二]}, unless: {not: 甲.四}, then: 上, basis: [D-1]}
  - {rule: 丙, title: 丙, when: [甲.四, {not: 甲.一}], unless: 甲.二, then: 中, basis: [D-1], caveat: 丙}
"""
    from gaozhi.compiler import Depth
    from gaozhi.workspace.opening import open_workspace

    mutation = tried(tmp_path, rules)
    workspace = open_workspace(tmp_path, bundled=False, depth=Depth.QUICK)
    (program,) = workspace.programs
    trial = Trial(program, [workspace.rules[level.id] for level in program.levels], ())
    names = ("甲.一", "甲.二", "甲.三", "甲.四")
    cases = [dict(zip(names, values, strict=True)) for values in product((True, False), repeat=4)]
    possible = [case for case in cases if case["甲.二"] or not case["甲.一"]]

    def answers(program):
        county = Jurisdiction(program)
        found = [county.decide({**case, "乙.类": "子"}, "强") for case in possible]
        return [
            (d.outcome, [g.rule for g in d.grounds], [c.text for c in d.caveats]) for d in found
        ]

    as_written = answers(program)
    for one in mutation.whole.judged:
        same = answers(trial.mutated(one.mutant)) == as_written
        assert (one.fate is Fate.EQUIVALENT) is same, one.mutant.says
        if not same:
            scenario = parsed(one.suggestion.yaml, program)
            assert run(scenario, Jurisdiction(program)).passed
            assert not run(scenario, Jurisdiction(trial.mutated(one.mutant))).passed
    assert {one.fate for one in mutation.whole.judged} == {Fate.SURVIVED, Fate.EQUIVALENT}
