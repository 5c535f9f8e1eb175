"""How a case is read: names, types, items, presumptions, implications, dates; every fault at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from gaozhi import CaseError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.source import Diagnostic
from tests.builders import ROOT, VOCABULARY, compiled, jurisdiction, rules_text

CATALOG = """
county: 示例县
id: demo
code: "123456"
rules: root
calendar: china
list: {title: 示例清单, published: 2021-03-01, basis: [R-1]}
presumes: {facts: {事项.急: true, 证明.险: false}, basis: [R-2]}
items:
  - {number: 1, certificate: 某证明, matter: 某事项, facts: {}}
  - {number: 2, certificate: 另一证明, matter: 某事项, facts: {证明.险: true}}
  - {number: 3, certificate: 某证明, matter: 别的事项, facts: {}, in_force: {from: 2021-06-01, until: 2021-06-30}}
"""

RULES = """
强:
  - {rule: 清单外, title: 清单外, when: {not: 证明.在清单内}, then: 上, silent: true}
  - {rule: 有险, title: 有险, when: 证明.险, then: 中, silent: true}
  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""


@pytest.fixture(name="county", scope="module")
def county_() -> Jurisdiction:
    return jurisdiction([ROOT, rules_text(RULES)], catalog=CATALOG)


def problems(county: Jurisdiction, facts: Any, **options: Any) -> list[Diagnostic]:
    """What is wrong with a case."""
    with pytest.raises(CaseError) as caught:
        county.case(facts, **options)
    return list(caught.value.diagnostics)


@pytest.mark.parametrize(
    "facts",
    [
        {"甲.一": True, "乙.类": "子"},
        {"a.one": True, "b.kind": "子"},
        {"a": {"one": True}, "b": {"kind": "子"}},
        {"甲": {"一": True}, "乙": {"类": "子"}},
        {"甲.一": True, "a.one": True, "乙.类": "子", "甲.四": None},
    ],
)
def test_facts_may_be_named_in_any_of_the_ways(county: Jurisdiction, facts: Any) -> None:
    case = county.case(facts)
    assert case.facts == {"甲.一": True, "甲.二": True, "乙.类": "子"}


def test_none_is_unknown(county: Jurisdiction) -> None:
    assert county.case({"甲.一": None, "b": {"kind": None}}).facts == {}


@pytest.mark.parametrize(
    ("facts", "code", "fragment"),
    [
        ({"甲.不存在": True}, "GZ601", "甲.不存在"),
        ({"a.onee": True}, "GZ601", "a.onee"),
        ({"甲.一，": True}, "GZ601", "甲.一，"),
        ({3: True}, "GZ601", "3"),
        ({"甲.一": "是"}, "GZ602", "true 或者 false"),
        ({"甲.一": 1}, "GZ602", "true 或者 false"),
        ({"乙.类": True}, "GZ602", "子、丑、寅"),
        ({"乙.类": "卯"}, "GZ603", "卯"),
        ({"丙.集": "金"}, "GZ602", "列表"),
        ({"丙.集": ["土"]}, "GZ603", "土"),
        ({"戊.日": "2021-02-30"}, "GZ602", "日期"),
        ({"戊.日": "20210225"}, "GZ602", "日期"),
        ({"戊.日": "无期限"}, "GZ602", "日期"),
        ({"戊.日": datetime(2021, 2, 25, 9)}, "GZ602", "不带时刻"),
        ({"己.数": 1.5}, "GZ602", "小数"),
        ({"己.数": True}, "GZ602", "数字"),
        ({"庚.文": 7}, "GZ602", "文本"),
        ({"甲.一": True, "甲.二": False}, "GZ604", "甲.二"),
        ({"甲.三": True, "乙.类": "丑"}, "GZ604", "乙.类"),
        ({"甲.一": True, "a.one": False}, "GZ612", "甲.一"),
        ("不是映射", "GZ602", "键值对"),
    ],
)
def test_what_does_not_fit_is_refused(
    county: Jurisdiction, facts: Any, code: str, fragment: str
) -> None:
    (problem,) = problems(county, facts)
    assert problem.code == code
    assert fragment in f"{problem.message}{problem.help}"


def test_every_problem_is_reported_at_once(county: Jurisdiction) -> None:
    found = problems(county, {"甲.九": True, "乙.类": "卯", "己.数": "多"}, item=9, on="昨天")
    assert sorted(problem.code for problem in found) == [
        "GZ601",
        "GZ602",
        "GZ602",
        "GZ603",
        "GZ607",
    ]


def test_implications_work_in_both_directions(county: Jurisdiction) -> None:
    assert county.case({"甲.一": True}).facts["甲.二"] is True
    assert county.case({"甲.二": False}).facts["甲.一"] is False
    assert county.case({"甲.三": True}).facts["乙.类"] == "子"
    assert county.case({"乙.类": "丑"}).facts["甲.三"] is False
    assert "甲.一" not in county.case({"甲.二": True}).facts


def test_the_day_may_be_an_argument_or_a_fact_but_not_both_ways(county: Jurisdiction) -> None:
    day = date(2021, 7, 1)
    assert county.case({}, on=day).day == day
    assert county.case({"办理.日期": "2021-07-01"}).day == day
    assert county.case({"办理.日期": day}, on=day).day == day
    (problem,) = problems(county, {"办理.日期": "2021-07-02"}, on=day)
    assert problem.code == "GZ605"


def test_a_day_before_anything_was_in_force_is_refused(county: Jurisdiction) -> None:
    (problem,) = problems(county, {}, on=date(2019, 12, 31))
    assert problem.code == "GZ608"
    assert county.case({}, on=date(2020, 1, 1)).day == date(2020, 1, 1)


@pytest.mark.parametrize(
    "key", [1, {"certificate": "某证明", "matter": "某事项"}], ids=["number", "pair"]
)
def test_an_item_settles_that_it_is_listed_and_what_the_list_presumes(
    county: Jurisdiction, key: Any
) -> None:
    case = county.case({}, item=key)
    assert case.item is not None
    assert case.item.number == 1
    assert case.facts == {"证明.在清单内": True, "事项.急": True, "证明.险": False}
    decision = county.decide(case, "强")
    assert decision.outcome == "下"
    assert decision.to_dict()["item"] == {"number": 1, "certificate": "某证明", "matter": "某事项"}


def test_being_listed_without_an_item_presumes_nothing(county: Jurisdiction) -> None:
    assert county.case({"证明.在清单内": True}).facts == {"证明.在清单内": True}


def test_a_presumption_gives_way_to_the_case_with_a_caveat(county: Jurisdiction) -> None:
    decision = county.decide({"证明.险": True}, "强", item=1, on="2021-04-01")
    assert decision.outcome == "中"
    (caveat,) = decision.caveats
    assert (caveat.rule, caveat.basis[0].provision) == ("清单推定", "R-2")
    assert "证明.险" in caveat.text


def test_what_the_county_states_of_an_item_cannot_be_contradicted(county: Jurisdiction) -> None:
    assert county.case({}, item=2).facts["证明.险"] is True
    (problem,) = problems(county, {"证明.险": False}, item=2)
    assert problem.code == "GZ606"
    (problem,) = problems(county, {"证明.在清单内": False}, item=1)
    assert problem.code == "GZ606"


@pytest.mark.parametrize(
    ("key", "fragment"),
    [
        (99, "1 至 3"),
        (True, "1 至 3"),
        ({"certificate": "某证", "matter": "某事项"}, "某证明"),
        ({"certificate": "某证明", "matter": "没有的"}, "某事项"),
        ({"certificate": "某证明"}, "某事项"),
        ("1", "1 至 3"),
    ],
)
def test_an_item_that_is_not_listed_is_refused_with_a_way_out(
    county: Jurisdiction, key: Any, fragment: str
) -> None:
    (problem,) = problems(county, {}, item=key)
    assert problem.code == "GZ607"
    assert fragment in str(problem.help)


def test_an_item_stands_on_the_list_only_while_it_is_in_force(county: Jurisdiction) -> None:
    for day in ("2021-06-01", "2021-06-30"):
        assert county.case({}, item=3, on=day).item is not None
    for day in ("2021-05-31", "2021-07-01"):
        (problem,) = problems(county, {}, item=3, on=day)
        assert problem.code == "GZ613"


def test_a_day_before_the_list_was_published_is_noticed(county: Jurisdiction) -> None:
    early = county.decide({}, "强", item=1, on="2021-02-28")
    assert [c.rule for c in early.caveats] == ["清单公布"]
    assert county.decide({}, "强", item=1, on="2021-03-01").caveats == ()
    assert [c.rule for c in county.decide({}, "强", item=1).pending_caveats] == ["清单公布"]


@pytest.mark.parametrize("key", [1, {"certificate": "某证明", "matter": "某事项"}])
def test_nothing_is_on_a_list_before_the_day_of_its_publication(
    county: Jurisdiction, key: Any
) -> None:
    early = county.case({}, item=key, on="2021-02-28")
    assert early.facts["证明.在清单内"] is False
    assert "证明.险" not in early.facts
    assert county.decide(early, "强").item == county.decide({}, "强", item=1).item
    first = county.case({}, item=key, on="2021-03-01")
    assert (first.facts["证明.在清单内"], first.facts["证明.险"]) == (True, False)
    # The list is what says so, whatever the case has.
    assert county.case({"证明.在清单内": True}, item=key, on="2021-02-28").facts == early.facts


def test_an_open_day_ranges_over_the_days_on_which_the_list_was_there(county: Jurisdiction) -> None:
    case = county.case({}, item=1)
    assert case.facts["证明.在清单内"] is True
    assert case.bounds["办理.日期"][0] == date(2021, 3, 1)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ({"certificate": "户口簿", "matter": "某事项"}, "列入清单的证明有：某证明"),
        ({"certificate": "户口簿", "matter": "他事"}, "没有名称相近的证明"),
        ({"certificate": "户口簿"}, "没有名称相近的证明"),
    ],
)
def test_a_certificate_off_the_list_is_off_it_and_the_nearest_is_named(
    county: Jurisdiction, key: Any, said: str
) -> None:
    decision = county.decide({}, "强", item=key, on="2021-04-01")
    assert county.case({}, item=key).facts == {"证明.在清单内": False}
    assert decision.item is not None
    assert (decision.item.number, decision.item.certificate) == (None, "户口簿")
    (caveat,) = [c for c in decision.caveats if c.rule == "不在清单内的证明"]
    assert said in caveat.text
    assert [c.provision for c in caveat.basis] == ["R-1"]
    (problem,) = problems(county, {"证明.在清单内": True}, item=key)
    assert problem.code == "GZ606"


def test_a_county_without_a_list_takes_no_item() -> None:
    county = jurisdiction([ROOT.replace("{id: ", "{not_computed: 示例, id: "), rules_text(RULES)])
    (problem,) = problems(county, {}, item=1)
    assert problem.code == "GZ607"
    assert "没有清单" in problem.message


def test_a_case_of_another_jurisdiction_is_refused(county: Jurisdiction) -> None:
    amended = RULES.replace("title: ", "title: 修改后的", 1)
    assert amended != RULES
    other = jurisdiction([ROOT, rules_text(amended)], catalog=CATALOG)
    with pytest.raises(CaseError):
        other.decide(county.case({}), "强")


def test_a_checked_case_takes_no_second_item_or_day(county: Jurisdiction) -> None:
    case = county.case({}, item=1)
    with pytest.raises(CaseError):
        county.decide(case, "强", item=2)
    with pytest.raises(CaseError):
        county.decide(case, "强", on="2021-07-01")


def test_every_certificate_of_a_matter_is_decided_at_once(county: Jurisdiction) -> None:
    first, second = county.decide_matter("某事项", {}, "强", on="2021-06-01")
    assert (first.item and first.item.number, first.outcome) == (1, "下")
    assert (second.item and second.item.number, second.outcome) == (2, "中")
    with pytest.raises(CaseError) as caught:
        county.decide_matter("某事", {})
    (problem,) = caught.value.diagnostics
    assert problem.code == "GZ614"
    assert "某事项" in str(problem.help)


VALID = ("11010519491231002X", "440524188001010014", "91350100M000100Y43")


@pytest.mark.parametrize("number", VALID)
def test_an_identity_number_is_used_and_never_shown(county: Jurisdiction, number: str) -> None:
    case = county.case({"庚.证件": number})
    assert case.facts["庚.证件"] == number
    decision = county.decide(case, "强")
    shown = f"{case!r} {decision!r} {decision.explain()} {decision.to_dict()}"
    assert number not in shown


@pytest.mark.parametrize(
    ("number", "fragment"),
    [
        ("320681199001010014", "校验码"),
        ("91350100M000100Y4Z", "字符"),
        ("110105194912310", "15"),
        ("440524188013010014", "出生日期"),
    ],
)
def test_a_bad_identity_number_is_refused_by_the_rule_it_breaks_and_not_repeated(
    county: Jurisdiction, number: str, fragment: str
) -> None:
    (problem,) = problems(county, {"庚.证件": number})
    assert problem.code == "GZ609"
    assert fragment in problem.message
    assert number not in str(problem)


@pytest.mark.parametrize("number", VALID)
def test_an_identity_number_in_a_wrong_place_is_masked_in_the_error(
    county: Jurisdiction, number: str
) -> None:
    for facts in ({"乙.类": number}, {number: True}, {"丙.集": [number]}, {"戊.日": number}):
        with pytest.raises(CaseError) as caught:
            county.case(facts)
        shown = f"{caught.value} {caught.value!r}"
        assert number not in shown
        assert all(number not in str(d) + str(d.help) for d in caught.value.diagnostics)


def test_a_rule_that_reads_an_identity_number_shows_it_masked() -> None:
    county = jurisdiction(
        [
            ROOT.replace("{id: ", "{not_computed: 示例, id: "),
            rules_text(
                "集:\n  - {rule: 特定, title: 特定, when: {庚.证件: 11010519491231002X}, then: 上, silent: true}"
            ),
        ]
    )
    decision = county.decide({"庚.证件": VALID[0]}, "集")
    assert decision.values == ("上",)
    assert VALID[0] not in str(decision.to_dict())


def test_what_the_county_states_of_an_item_contradicts_nobody(county: Jurisdiction) -> None:
    assert county.case({}, item=2).overridden == ()
    assert county.decide({}, "强", item=2, on="2021-04-01").caveats == ()


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("2", "不加引号"),
        ({"certificate": "某证明"}, "没有写 matter"),
        ({"matter": "某事项"}, "没有写 certificate"),
    ],
)
def test_an_item_that_is_named_by_halves_is_told_what_is_missing(
    county: Jurisdiction, item: Any, said: str
) -> None:
    (problem,) = problems(county, {}, item=item)
    assert problem.code == "GZ607"
    assert said in f"{problem.message} {problem.help}"
    assert "None" not in problem.message


def test_an_item_of_another_list_is_not_taken_for_the_one_with_its_number(
    county: Jurisdiction,
) -> None:
    other = jurisdiction([ROOT, rules_text(RULES)], catalog=CATALOG.replace("某证明", "他证明"))
    assert [p.code for p in problems(county, {}, item=other.items[0])] == ["GZ607"]
    assert county.case({}, item=county.items[0]).item == county.items[0]


MATTER = CATALOG.replace(
    "{number: 3, certificate: 某证明, matter: 别的事项",
    "{number: 3, certificate: 限期证明, matter: 某事项",
)


def test_a_matter_is_answered_for_what_is_on_the_list_that_day() -> None:
    place = jurisdiction([ROOT, rules_text(RULES)], catalog=MATTER)
    for day, numbers in (("2021-06-15", [1, 2, 3]), ("2021-07-01", [1, 2])):
        found = place.decide_matter("某事项", {}, "强", on=day)
        assert [decision.item.number for decision in found if decision.item] == numbers


def test_a_matter_of_which_nothing_is_on_the_list_that_day_is_refused(
    county: Jurisdiction,
) -> None:
    with pytest.raises(CaseError) as caught:
        county.decide_matter("别的事项", {}, "强", on="2021-07-01")
    assert [problem.code for problem in caught.value.diagnostics] == ["GZ613"]


def test_what_is_wrong_with_any_certificate_of_a_matter_comes_at_once() -> None:
    catalog = MATTER.replace(
        "限期证明, matter: 某事项, facts: {}", "限期证明, matter: 某事项, facts: {事项.急: false}"
    )
    place = jurisdiction([ROOT, rules_text(RULES)], catalog=catalog)
    with pytest.raises(CaseError) as caught:
        place.decide_matter(
            "某事项", {"证明.险": False, "事项.急": True, "甲.五": True}, "强", on="2021-06-15"
        )
    codes = [problem.code for problem in caught.value.diagnostics]
    assert codes == ["GZ601", "GZ606", "GZ606"]


def test_a_list_that_contradicts_itself_is_refused_before_any_case() -> None:
    words = VOCABULARY.replace("implies:", "implies:\n  - {证明.险: 事项.急}")
    catalog = CATALOG.replace("facts: {证明.险: true}", "facts: {证明.险: true, 事项.急: false}")
    program, problems = compiled([ROOT, rules_text(RULES)], catalog=catalog, vocabulary=words)
    assert program is None
    assert [problem.code for problem in problems] == ["GZ604"]


def test_a_day_is_refused_where_no_fact_is_the_decisions_date() -> None:
    root = ROOT.replace(", in_force: {from: 2020-01-01}", "").replace(
        "{id: ", "{not_computed: 示例, id: "
    )
    words = VOCABULARY.replace("date: 办理.日期, ", "")
    program, _ = compiled([root, rules_text("")], vocabulary=words)
    assert program is not None
    assert [p.code for p in problems(Jurisdiction(program), {}, on="2021-07-01")] == ["GZ601"]


def test_what_no_admissible_day_can_bring_is_not_announced() -> None:
    header = """
    document: {number: 县文, title: 县文件, issuer: 县, issued: 2021-03-01, in_force: {from: 2021-03-01, until: 2021-06-15}}
    extends: root
    provisions:
      - {id: C-1, locator: 甲, quote: 县文之一, means: 县一, restates: [强其余]}
    """
    catalog = CATALOG.replace("R-1", "C-1").replace("R-2", "C-1")
    unused = ROOT.replace("{id: ", "{not_computed: 示例, id: ")
    place = jurisdiction([unused, rules_text(RULES)], [header], catalog=catalog)
    open_ = [c.text for c in place.decide({}, "强", item=1).pending_caveats]
    limited = [c.text for c in place.decide({}, "强", item=3).pending_caveats]
    assert len(open_) == 3
    assert limited == ["县文施行至 2021-06-15，办理日期未知，如在此之后，由上级文件作答"]


def test_a_rule_may_speak_of_the_time_before_its_document_and_of_no_other() -> None:
    header = """
    document: {number: 县文, title: 县文件, issuer: 县, issued: 2021-03-01, in_force: {from: 2021-03-01}}
    extends: root
    provisions:
      - {id: C-1, locator: 甲, quote: 县文之一, means: 县一, restates: [强其余]}
    """
    early = """
    rules:
      强:
      - {rule: 施行以前, title: 施行以前, when: 甲.一, then: 中, before_document: true, silent: true}
    """
    unused = ROOT.replace("{id: ", "{not_computed: 示例, id: ")
    place = jurisdiction([unused, rules_text(RULES)], [header, early])
    facts = {"甲.一": True, "证明.险": False, "证明.在清单内": True}
    assert place.decide(facts, "强", on="2021-02-28").outcome == "中"
    assert place.decide(facts, "强", on="2021-03-01").outcome == "下"
    assert place.decide({**facts, "甲.一": None}, "强", on="2021-03-01").settled
    asked = [question.fact for question in place.decide(facts, "强").questions]
    assert asked == ["办理.日期"]
