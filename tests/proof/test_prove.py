"""What a proof says of the bundled jurisdictions, and of small ones that differ in one thing."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from random import Random

import pytest

import gaozhi
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.logic import TooLarge
from gaozhi.proof import Direction, Settled, WordDifferenceKind, _solver, prove, superior_of
from gaozhi.proof import _compare as comparing
from tests.built_large import lay_large_together
from tests.places import EXAMPLES
from tests.two_levels import two_levels


@pytest.fixture(scope="module")
def library():
    return gaozhi.load()


@pytest.fixture(scope="module")
def qidong(library):
    return prove("启东市", library=library)


def small(folder, *, county="", define=""):
    return gaozhi.load(two_levels(folder, county=county, define=define), bundled=False)["demo"]


STRICT = """
强:
  - {rule: 严, title: 严, when: 甲.一, then: 上, basis: [C-1]}
"""


def test_a_county_is_compared_with_the_nearest_jurisdiction_above_it(library, qidong):
    assert superior_of(library["启东市"], library).name == "全国"
    assert (qidong.here.name, qidong.there.name) == ("启东市", "全国")


def test_every_case_is_answered_by_the_ordinary_engine_as_the_proof_says(library, qidong):
    sides = [(library["启东市"], "here"), (library["全国"], "there")]
    assert len(qidong.kinds) > 40
    for kind in qidong.kinds:
        for county, side in sides:
            answer = getattr(kind, side)
            found = county.decide(kind.facts, kind.decision, on=kind.day)
            if kind.value is None:
                assert (found.outcome, found.settled) == (answer.outcome, True)
            else:
                assert (kind.value in found.values) is answer.given
                assert kind.value not in found.pending
            assert {*answer.rules} <= {ground.rule for ground in found.grounds}


def test_an_outcome_that_allows_more_is_wider_and_one_that_allows_less_is_narrower(qidong):
    agency = next(one for one in qidong.decisions if one.decision == "代为承诺")
    found = {(kind.here.outcome, kind.there.outcome): kind.direction for kind in agency.kinds}
    assert found == {
        ("不得代为", "未规定"): Direction.NARROWER,
        ("须补授权", "未规定"): Direction.NARROWER,
        ("可代为", "未规定"): Direction.WIDER,
    }
    assert not agency.within


def test_the_smallest_case_of_a_decision_comes_first(qidong):
    for one in qidong.decisions:
        sizes = [kind.size for kind in one.kinds]
        assert sizes == sorted(sizes)


def test_both_sides_bring_their_provisions_along(qidong):
    kind = next(kind for kind in qidong.kinds if kind.here.rules == ("失信未修复且未届满",))
    assert "不实承诺" in kind.here.grounds[0].basis[0].quote
    assert kind.there.grounds[0].basis[0].document.startswith("国办发")


@pytest.mark.parametrize(
    ("county", "decision", "rule"),
    [
        ("启东市", "适用性", "失信未修复且未届满"),
        ("启东市", "入清单", "省级清单外须报批"),
        ("台儿庄区", "承诺书公开", "没有决定公开"),
        ("台儿庄区", "适用性", "拒绝公开"),
        ("台儿庄区", "核查方式", "目录外不能协助"),
        ("陕州区", "承诺书公开", "三类涉密的不公开"),
    ],
)
def test_the_tensions_of_the_counties_are_found(library, county, decision, rule):
    found = prove(county, decision=decision, library=library)
    assert rule in {name for kind in found.kinds for name in kind.here.rules}


def test_a_jurisdiction_says_the_same_as_itself(library):
    found = prove(library["启东市"], library["启东市"])
    assert found
    assert found.within
    assert {one.settled for one in found.decisions} == {Settled.PROVED}
    assert not found.kinds


def test_one_decision_may_be_asked_for_by_its_api_name(library):
    (one,) = prove("启东市", decision="withdrawal", library=library).decisions
    assert one.decision == "撤回"


def test_a_decision_that_nobody_knows_is_refused(library):
    with pytest.raises(gaozhi.UnknownDecision):
        prove("启东市", decision="适用", library=library)


def test_a_rule_that_the_other_side_has_not_got_narrows(tmp_path):
    here, there = small(tmp_path / "a", county=STRICT), small(tmp_path / "b")
    (kind,) = prove(here, there, "强").kinds
    assert (kind.here.outcome, kind.facts) == ("上", {"甲.一": True})
    assert kind.direction is Direction.NARROWER
    assert prove(here, there, "强").within
    (back,) = prove(there, here, "强").kinds
    assert (back.direction, back.here, back.there) == (Direction.WIDER, kind.there, kind.here)


def with_words(county, **changes):
    words = replace(county.vocabulary, **changes)
    return Jurisdiction(replace(county.program, vocabulary=words))


def test_a_fact_under_another_name_is_the_same_by_its_api_name(tmp_path):
    here = small(tmp_path / "a", county=STRICT)
    old = gaozhi.load(two_levels(tmp_path / "b", county=STRICT), bundled=False)
    file = tmp_path / "b" / "rules" / "vocabulary.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("甲.一", "甲.壹"), encoding="utf-8")
    rules = tmp_path / "b" / "rules" / "demo" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("甲.一", "甲.壹"), encoding="utf-8")
    there = gaozhi.load(tmp_path / "b", bundled=False)["demo"]
    assert old["demo"].digest == here.digest
    found = prove(here, there)
    assert found
    assert [(one.kind, one.here, one.there) for one in found.words] == [
        (WordDifferenceKind.RENAMED, "甲.一", "甲.壹")
    ]


def test_a_fact_of_another_type_keeps_its_decisions_from_being_compared(tmp_path):
    here, there = small(tmp_path / "a", county=STRICT), small(tmp_path / "b", county=STRICT)
    fact = replace(there.vocabulary.facts["甲.一"], kind=there.vocabulary.facts["己.数"].kind)
    facts = {**there.vocabulary.facts, "甲.一": fact}
    found = prove(here, with_words(there, facts=facts))
    assert found.unread == {"强": "所读的事实换了类型：甲.一"}
    assert (bool(found), found.within) == (False, False)
    assert [one.decision for one in found.decisions] == ["表", "集"]


def test_a_value_that_only_one_side_knows_is_said_and_left_out(tmp_path):
    here, there = small(tmp_path / "a"), small(tmp_path / "b")
    fact = replace(there.vocabulary.facts["乙.类"], values=("子", "丑"))
    found = prove(here, with_words(there, facts={**there.vocabulary.facts, "乙.类": fact}))
    assert found
    (word,) = found.words
    assert (word.kind, word.name, word.here) == (WordDifferenceKind.VALUES, "乙.类", "寅")


@pytest.fixture
def no_diagrams(monkeypatch):
    def refuse(*_):
        raise TooLarge

    monkeypatch.setattr(comparing, "Tables", refuse)


def test_too_large_is_an_answer_of_its_own_and_proves_nothing(tmp_path, monkeypatch, no_diagrams):
    here, there = small(tmp_path / "a", county=STRICT), small(tmp_path / "b")
    monkeypatch.setattr(comparing, "installed", lambda: False)
    found = prove(here, there, "强")
    assert found.settled is Settled.TOO_LARGE
    assert (bool(found), found.within) == (False, False)
    assert "甲.一" in found.decisions[0].large[1]


@pytest.mark.parametrize("decision", ["适用性", "办理义务"])
def test_rules_too_large_for_diagrams_are_left_to_z3(library, qidong, decision, no_diagrams):
    told = prove(library["启东市"], library["全国"], decision, library=library).decisions[0]
    known = next(one for one in qidong.decisions if one.decision == decision)
    assert (told.settled, told.complete, told.large) == (Settled.DIFFERS, True, ())
    assert not any(kind.minimal for kind in told.kinds)

    def said(one):
        return {
            (k.here.outcome, k.there.outcome) if k.value is None else k.value for k in one.kinds
        }

    assert said(told) >= {(k.here.outcome, k.there.outcome) for k in known.kinds if k.value is None}
    assert {k.value for k in told.kinds} == {k.value for k in known.kinds}
    for kind in told.kinds:
        here = library["启东市"].decide(kind.facts, decision, on=kind.day)
        there = library["全国"].decide(kind.facts, decision, on=kind.day)
        assert (here.outcome, here.values) != (there.outcome, there.values)


def test_z3_that_comes_to_no_end_proves_nothing(tmp_path, monkeypatch, no_diagrams):
    here, there = small(tmp_path / "a", county=STRICT), small(tmp_path / "b")
    monkeypatch.setattr(_solver, "_MOST_WORK", 1)
    found = prove(here, there, "强")
    assert found.settled is Settled.UNPROVED
    assert (bool(found), found.within, found.accounted) == (False, False, False)


def test_rules_that_are_too_large_indeed_are_compared_all_the_same(tmp_path):
    large = [lay_large_together(tmp_path / name) for name in "ab"]
    rules = large[0] / "rules/demo/large.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("then: 不适用", "then: 应提交证明", 1), "utf-8"
    )
    here, there = (gaozhi.load(folder, bundled=False, strict=False)["demo"] for folder in large)
    (found,) = prove(here, there, "适用性").decisions
    assert found.settled is Settled.DIFFERS
    assert {(k.here.outcome, k.there.outcome) for k in found.kinds} == {("应提交证明", "不适用")}
    assert prove(there, there, "适用性")


def a_value(draw, fact, days):
    if fact.kind.value == "bool":
        return draw.random() < 0.6
    if fact.kind.value == "set_of":
        return draw.sample(fact.values, draw.choice((0, 0, 1, 2)))
    return draw.choice(days if fact.kind.value == "date" else fact.values)


def some_cases(draw, words, days, count):
    """Yield complete cases that keep what facts imply, on days near those on which rules change."""
    known = [fact for fact in words.facts.values() if fact.kind.value not in ("text", "number")]
    for _ in range(count):
        facts = {fact.name: a_value(draw, fact, days) for fact in known}
        for one in words.implications:
            if facts.get(one.given):
                facts[one.then] = one.value
        yield facts


def test_no_pair_of_bundled_jurisdictions_has_a_difference_that_its_proof_has_not(library):
    draw = Random(7)
    counties = list(library.values())
    first = {county.document.since for county in counties} - {None}
    days = sorted({day + timedelta(days=n) for day in first for n in (0, 1)})
    cases = list(some_cases(draw, counties[0].vocabulary, days, 30))
    said = {
        county.id: [
            {name: county.decide(case, name) for name in county.vocabulary.decisions}
            for case in map(county.case, cases)
        ]
        for county in counties
    }
    for here, there in combinations(counties, 2):
        proof = prove(here, there)
        told = {(kind.decision, kind.here.outcome, kind.there.outcome) for kind in proof.kinds}
        given = {(kind.decision, kind.value, kind.here.given) for kind in proof.kinds}
        for mine, others in zip(said[here.id], said[there.id], strict=True):
            for name, answer in mine.items():
                if answer.outcome != others[name].outcome:
                    assert (name, answer.outcome, others[name].outcome) in told
                for value in {*answer.values} ^ {*others[name].values}:
                    assert (name, value, value in answer.values) in given


MEANT = """
强:
  - rule: 严
    title: 严
    when: 甲.一
    then: 上
    basis: [C-1]
    differs: {from: root, why: 本地更严}
"""


def with_superior(folder, county, root=""):
    """Return the library of a folder of a root that is a jurisdiction too, and of a county."""
    two_levels(folder, root=root, county=county)
    name = folder / "catalogs" / "demo.yaml"
    catalog = name.read_text(encoding="utf-8").replace("示例县", "上级").replace("demo", "root")
    (folder / "catalogs" / "root.yaml").write_text(catalog, encoding="utf-8")
    return gaozhi.load(folder, bundled=False)


def test_a_difference_that_a_rule_records_is_accounted_for(tmp_path):
    found = prove("demo", library=with_superior(tmp_path / "a", MEANT))
    (kind,) = found.kinds
    assert [(one.rule, one.why) for one in kind.meant] == [("严", "本地更严")]
    assert found.accounted
    assert not found
    assert found.stale == ()
    assert not prove("demo", library=with_superior(tmp_path / "b", STRICT)).accounted


def test_a_recorded_difference_that_is_none_any_more_is_stale(tmp_path):
    same = MEANT.replace("then: 上", "then: 下")
    found = prove("demo", library=with_superior(tmp_path, same))
    assert (found.stale, bool(found), found.accounted) == (("严",), True, True)


def test_a_replaced_rule_that_held_there_is_accounted_for_by_the_one_that_replaces_it(tmp_path):
    above = """
    强:
      - {rule: 根严, title: 严, when: 甲.一, then: 上, silent: true}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """
    own = MEANT.replace("when: 甲.一", "replaces: 根严\n    when: [甲.一, 甲.四]")
    (kind,) = prove("demo", library=with_superior(tmp_path, own, root=above)).kinds
    assert (kind.here.rules, kind.there.rules) == (("强其余",), ("根严",))
    assert [one.rule for one in kind.meant] == ["严"]


REMOVED = """
强:
  - {removes: 根严, basis: [C-1], differs: {from: root, why: 本地不再从严}}
"""
ABOVE = """
强:
  - {rule: 根严, title: 严, when: 甲.一, then: 上, silent: true}
  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""


def test_a_removed_rule_that_held_there_is_accounted_for_by_its_removal(tmp_path):
    library = with_superior(tmp_path, REMOVED, root=ABOVE)
    found = prove("demo", library=library)
    (kind,) = found.kinds
    assert (kind.here.outcome, kind.there.outcome) == ("下", "上")
    assert [(one.rule, one.why) for one in kind.meant] == [("删去根严", "本地不再从严")]
    assert (found.accounted, found.stale) == (True, ())
    (own,) = library["demo"].program.removals
    assert [one.id for one in own.basis] == []


def test_a_recorded_removal_of_a_rule_that_never_mattered_is_stale(tmp_path):
    idle = ABOVE.replace("then: 上", "then: 下")
    found = prove("demo", library=with_superior(tmp_path, REMOVED, root=idle))
    assert (found.stale, bool(found)) == (("删去根严",), True)


def test_a_removal_cannot_mean_to_differ_from_nobody(tmp_path):
    two_levels(tmp_path, root=ABOVE, county=REMOVED.replace("from: root", "from: roof"))
    (found,) = (
        one for one in gaozhi.check(tmp_path, bundled=False).diagnostics if one.code == "GZ423"
    )
    assert "roof" in found.message
    assert found.span.file.endswith("rules/demo/rules.yaml")


def test_no_answer_and_no_digest_depends_on_what_is_recorded(tmp_path):
    plain, recorded = small(tmp_path / "a", county=STRICT), small(tmp_path / "b", county=MEANT)
    assert plain.digest == recorded.digest


@pytest.mark.parametrize("county", ["qidong", "taierzhuang", "aheqi", "maoji", "shanzhou"])
def test_every_difference_of_a_bundled_county_is_recorded_and_none_is_stale(library, county):
    found = prove(county, library=library)
    assert [kind for kind in found.kinds if not kind.meant] == []
    assert found.stale == ()
    assert found.accounted


def test_what_one_side_has_no_rule_for_is_not_compared_and_said(library):
    shenzhen = gaozhi.load(EXAMPLES / "jurisdictions", strict=False)["深圳市"]
    found = prove(shenzhen, library["启东市"])
    assert not found.common_root
    assert found.unread["适用性"] == "深圳市的文件没有规定"
    assert [one.decision for one in found.decisions] == ["告知要素"]
    assert not found.within


def test_a_recorded_difference_without_a_caveat_is_untold_unless_it_says_why(tmp_path):
    (kind,) = prove("demo", library=with_superior(tmp_path / "a", MEANT)).kinds
    assert kind.untold
    assert kind.to_dict()["untold"] is True
    reason = MEANT.replace("why: 本地更严", "why: 本地更严, no_caveat: 上级没有写")
    (kind,) = prove("demo", library=with_superior(tmp_path / "b", reason)).kinds
    assert not kind.untold
    assert [one.no_caveat for one in kind.meant] == ["上级没有写"]


def test_a_caveat_tells_where_it_cites_the_provisions_of_both(tmp_path):
    for basis, told in (("[C-1, root:R-1]", True), ("[C-1]", False)):
        caveat = f"""
  - rule: 上级较宽
    title: 上级较宽
    when: 甲.一
    caveat: 上级写的是下，照此为下
    basis: {basis}
"""
        library = with_superior(tmp_path / str(told), MEANT + caveat)
        (kind,) = prove("demo", library=library).kinds
        assert kind.untold is not told
