"""How far scenarios reach: both sides of rules, conditions that decide, boundaries, provisions."""

from datetime import date
from html.parser import HTMLParser

import pytest

import gaozhi
from gaozhi.authoring.scenarios import Coverage, Expectation, Scenario, coverage_of, page_of, run
from tests.builders import small
from tests.situations import library


def reach(county, decision: str, *cases: dict, on: str | None = "2021-07-01") -> Coverage:
    """How far some cases reach, each asked about one decision."""
    day = None if on is None else date.fromisoformat(on)
    tried = [
        Scenario(str(n), county.name, decision, facts, None, day, Expectation())
        for n, facts in enumerate(cases)
    ]
    return coverage_of([run(one, county) for one in tried], county)


def rule_of(found: Coverage, name: str):
    return next(rule for rule in found.rules if rule.rule == name)


def deciding(found: Coverage, name: str) -> list[str]:
    """The conditions of a rule that some case let decide."""
    return [one.text for one in rule_of(found, name).conditions if one.decided]


ONE = """
强:
  - {rule: 甲规, title: 甲, when: {any: [甲.一, 甲.二]}, unless: 甲.四, then: 上, basis: [R-1]}
  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""
BASE = {"甲.一": False, "甲.二": False, "甲.四": False}


def test_a_rule_is_seen_to_hold_not_to_hold_and_to_be_open():
    found = reach(small(ONE), "强", {**BASE, "甲.二": True}, BASE, BASE, {"甲.一": False})
    rule = rule_of(found, "甲规")
    assert (rule.held, rule.failed, rule.unknown) == (1, 2, 1)
    assert rule.missing == ()


def test_a_side_that_no_case_shows_is_missing():
    rule = rule_of(reach(small(ONE), "强", {**BASE, "甲.二": True}), "甲规")
    assert rule.missing == ("没有不成立过",)
    assert rule_of(reach(small(ONE), "强", BASE), "甲规").missing == ("没有成立过",)


def test_a_rule_without_conditions_has_one_side():
    county = small(
        "强:\n  - {rule: 甲规, title: 甲, then: 上, basis: [R-1]}\n  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}"
    )
    rule = rule_of(reach(county, "强", {}), "甲规")
    assert (rule.missing, rule.conditions) == ((), ())


def test_scenarios_of_another_decision_show_nothing():
    assert rule_of(reach(small(ONE), "表", BASE), "甲规").failed == 0


@pytest.mark.parametrize(
    ("case", "conditions"),
    [
        ({**BASE, "甲.二": True}, ["甲.二", "甲.四"]),
        ({**BASE, "甲.一": True, "甲.二": True}, ["甲.四"]),
        (BASE, ["甲.一", "甲.二"]),
        ({**BASE, "甲.二": True, "甲.四": True}, ["甲.四"]),
        ({**BASE, "甲.四": True}, []),
        ({"甲.一": False, "甲.四": False}, []),
    ],
    ids=["其一", "两个都", "一个也没有", "除外", "除外而没有", "不知道"],
)
def test_a_condition_decides_where_it_alone_turns_the_outcome(case, conditions):
    assert deciding(reach(small(ONE), "强", case), "甲规") == conditions


def test_a_condition_decides_nothing_where_a_stronger_rule_holds_anyway():
    county = small("""
    强:
      - {rule: 甲规, title: 甲, when: 甲.一, then: 上, basis: [R-1]}
      - {rule: 乙规, title: 乙, when: 甲.四, then: 中, basis: [R-1]}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    found = reach(county, "强", {"甲.一": True, "甲.四": True})
    assert (deciding(found, "甲规"), deciding(found, "乙规")) == (["甲.一"], [])


def test_a_row_of_a_table_decides_only_where_it_is_reached():
    county = small("""
    表:
      - {rule: 甲行, title: 甲, when: 甲.一, then: 上, basis: [R-1]}
      - {rule: 乙行, title: 乙, when: 甲.四, then: 中, basis: [R-1]}
      - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    found = reach(county, "表", {"甲.一": True, "甲.四": False})
    assert (deciding(found, "甲行"), deciding(found, "乙行")) == (["甲.一"], [])


def test_a_caveat_is_decided_too():
    county = small("""
    强:
      - {rule: 提醒, title: 提醒, when: 甲.一, caveat: 一句话, basis: [R-1]}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    assert deciding(reach(county, "强", {"甲.一": False}), "提醒") == ["甲.一"]


def test_the_outcome_of_another_decision_is_one_condition():
    county = small("""
    强:
      - {rule: 甲规, title: 甲, when: {any: [甲.一, 甲.二]}, then: 上, basis: [R-1]}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    表:
      - {rule: 甲行, title: 甲, when: [{强: 上}, 甲.四], then: 上, basis: [R-1]}
      - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    found = reach(county, "表", {"甲.一": False, "甲.二": False, "甲.四": True})
    assert [one.text for one in rule_of(found, "甲行").conditions] == ["强 得出 上", "甲.四"]
    assert deciding(found, "甲行") == ["强 得出 上"]


DATED = """
强:
  - {rule: 甲规, title: 甲, when: {丁.日: {before: 办理.日期}}, then: 上, basis: [R-1]}
  - {rule: 乙规, title: 乙, when: {己.数: {at_least: 18}}, then: 中, basis: [R-1]}
  - {rule: 丙规, title: 丙, when: 甲.一, then: 中, basis: [R-2], in_force: {from: 2021-05-25}}
  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""


@pytest.mark.parametrize(
    ("case", "boundary", "tried"),
    [
        ({"丁.日": "2021-06-30"}, ("丁.日", "办理.日期"), (1, 0, 0)),
        ({"丁.日": "2021-07-01"}, ("丁.日", "办理.日期"), (0, 1, 0)),
        ({"丁.日": "无期限"}, ("丁.日", "办理.日期"), (0, 0, 1)),
        ({"己.数": 17}, ("己.数", "18"), (1, 0, 0)),
        ({"己.数": 18}, ("己.数", "18"), (0, 1, 0)),
        ({}, ("办理.日期", "2021-05-25"), (0, 0, 1)),
    ],
    ids=["前一日", "当日", "没有期限", "不到", "恰好", "施行以后"],
)
def test_a_boundary_has_two_sides_and_itself(case, boundary, tried):
    found = reach(small(DATED), "强", case)
    shown = {(b.fact, b.point): (b.below, b.on, b.above) for b in found.boundaries}
    assert set(shown) == {("丁.日", "办理.日期"), ("己.数", "18"), ("办理.日期", "2021-05-25")}
    assert shown[boundary] == tried


def test_a_provision_is_reached_where_an_answer_cites_it():
    found = reach(small(ONE), "强", {**BASE, "甲.二": True})
    states = {p.account.provision.id: (p.answers, p.reached, p.missed) for p in found.provisions}
    assert states == {"R-1": (True, 1, False), "R-2": (False, 0, False)}
    missed = reach(small(ONE), "强", BASE).provisions[0]
    assert missed.missed


def test_what_a_county_states_itself_is_counted_apart_from_what_it_inherits():
    qidong, national = library()["启东市"], library()["national"]
    found = reach(qidong, "适用性", {"申请人.愿意承诺": False})
    own, inherited = found.own, found.inherited
    assert "失信未修复且未届满" in {one.rule for one in own.rules}
    assert "不愿承诺" in {one.rule for one in inherited.rules}
    assert (*own.rules, *own.boundaries) != ()
    assert len(own.rules) + len(inherited.rules) == len(found.rules)
    assert len(own.boundaries) + len(inherited.boundaries) == len(found.boundaries)
    tried = {name: tried for name, tried, _ in inherited.summary()}
    assert (tried["条文到达"], int(own.summary()[0][2])) == ("0", len(own.rules))
    alone = reach(national, "适用性", {})
    assert (alone.own, alone.inherited.rules) == (alone, ())
    assert {one["own"] for one in found.to_dict()["rules"]} == {True, False}


def test_json_says_the_same():
    found = reach(small(ONE), "强", BASE)
    data = found.to_dict()
    assert data["rules"][0]["missing"] == ["没有成立过"]
    assert data["rules"][0]["conditions"][0] == {"condition": "甲.一", "decided": 1, "by": "0"}
    assert data["provisions"][0]["missed"]


# -- the page -----------------------------------------------------------------------------------


class Page(HTMLParser):
    """Tags that close as they open, ids that are unique, links that lead somewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.ids, self.links, self.words = [], [], [], ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a":
            self.links.append(known["href"].removeprefix("#"))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def test_the_page_has_the_outline_of_the_document_and_every_link_leads_somewhere():
    bundle = library()
    county = bundle["启东市"]
    one = gaozhi.load_scenarios(county="启东市")[0]
    found = coverage_of([run(one, county)], county)
    page = Page(page_of([found]))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)
    for account in county.provisions:
        assert f"qidong-{account.provision.id}" in page.links
    assert "没有场景的答复引用这一条" in page.words


def test_what_a_document_says_cannot_become_part_of_the_page():
    county = small("""
    强:
      - {rule: 甲规, title: "<script>甲</script>", when: 甲.一, then: 上, basis: [R-1]}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    text = page_of([reach(county, "强", {"甲.一": True})])
    assert "<script>" not in text
    assert "&lt;script&gt;甲" in text
