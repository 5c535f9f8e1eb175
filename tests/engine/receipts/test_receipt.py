"""What a receipt holds, and what it never holds."""

import hashlib
import hmac
import json
from datetime import date

import pytest
from hypothesis import given

import gaozhi
from tests.builders import ROOT, jurisdiction, rules_text, small
from tests.situations import CITIZEN, library, situations

KEY = b"0123456789abcdef"
FACTS = {
    "申请人.愿意承诺": True,
    "申请人.能够承诺": True,
    "申请人.愿意承担不实承诺责任": True,
    "申请人.曾作出不实承诺": True,
    "申请人.信用已修复": False,
    "申请人.失信信息有效期届满日": date(2022, 6, 30),
    "申请人.证件号码": CITIZEN,
    "承诺.已签字": True,
}


@pytest.fixture
def decision():
    return library()["启东市"].decide(FACTS, "适用性", item=2, on="2022-06-30")


def test_it_says_what_was_asked_and_what_came_out(decision):
    data = decision.receipt().to_dict()
    assert data["jurisdiction"] == {"id": "qidong", "name": "启东市"}
    assert (data["decision"], data["date"]) == ("适用性", "2022-06-30")
    assert data["item"]["certificate"] == "无犯罪记录证明"
    assert data["answer"]["outcome"] == decision.outcome == "不适用"
    assert [ground["rule"] for ground in data["answer"]["grounds"]] == ["失信未修复且未届满"]
    assert data["versions"] == {"gaozhi": gaozhi.__version__}


def test_it_holds_the_facts_that_the_decision_reads_and_no_others(decision):
    facts = decision.receipt().data["facts"]
    assert facts["申请人.失信信息有效期届满日"] == "2022-06-30"
    assert facts["证明.风险类别"] == ()
    assert "承诺.已签字" not in facts


def test_it_tells_what_the_list_settled_from_what_the_case_said(decision):
    data = decision.receipt().data
    assert "证明.在清单内" in data["from_list"]
    assert "申请人.愿意承诺" not in data["from_list"]
    assert set(data["from_list"]) <= set(data["facts"])


def test_a_cited_provision_is_held_as_digests_of_its_words(decision):
    [first, *_] = decision.grounds[0].basis
    kept = decision.receipt().data["provisions"][first.provision]
    assert kept["quote"] == f"sha256:{hashlib.sha256(first.quote.encode()).hexdigest()}"
    assert (kept["document"], kept["locator"]) == (first.document, first.locator)
    text = decision.receipt().to_json()
    assert first.quote not in text


def test_what_was_never_seen_has_no_digest_of_its_words():
    rule = "{rule: 强其余, title: 其余, otherwise: true, then: 下, basis: [R-2]}"
    kept = small(f"强:\n  - {rule}").decide({}, "强").receipt().data["provisions"]["R-2"]
    assert (kept["quote"], kept["certainty"]) == (None, "inferred")
    assert kept["means"].startswith("sha256:")


def test_its_digests_are_those_of_the_jurisdiction(decision):
    county = library()["启东市"]
    digests = decision.receipt().data["digests"]
    assert digests["program"] == county.digest
    assert digests["calendar"] == county.calendar.digest
    assert digests["item"].startswith("sha256:")
    another = county.decide(FACTS, "适用性", item=3, on="2022-06-30").receipt().data["digests"]
    assert another["item"] != digests["item"]
    assert another["vocabulary"] == digests["vocabulary"]


def test_the_calendar_is_the_countys_own():
    digests = {
        library()[id_].decide({}).receipt().data["digests"]["calendar"]
        for id_ in ("qidong", "aheqi")
    }
    assert digests == {library()[id_].calendar.digest for id_ in ("qidong", "aheqi")}
    assert len(digests) == 2


def test_without_a_key_an_identity_number_is_left_out(decision):
    data = decision.receipt().data
    assert data["withheld"] == {}
    assert "申请人.证件号码" not in data["facts"]


def test_with_a_key_an_identity_number_is_its_hmac(decision):
    expected = hmac.new(KEY, CITIZEN.encode(), "sha256").hexdigest()
    assert decision.receipt(key=KEY).data["withheld"] == {"申请人.证件号码": expected}


@pytest.mark.parametrize(
    "key", [b"", b"fifteen bytes!!", "0123456789abcdef"], ids=["empty", "short", "text"]
)
def test_a_key_that_could_be_guessed_is_refused(decision, key):
    with pytest.raises(gaozhi.CaseError) as refused:
        decision.receipt(key=key)
    assert [d.code for d in refused.value.diagnostics] == ["GZ634"]


@pytest.mark.parametrize(
    ("fact", "value"), [("庚.文", f"见 {CITIZEN}"), ("己.数", 110105194912310021)]
)
def test_what_only_looks_like_an_identity_number_is_held_back_too(fact, value):
    body = f"""
        强:
          - {{rule: 甲规, title: 甲, when: {{{fact}: {{{"in: [子]" if fact == "庚.文" else "at_least: 1"}}}}}, then: 上, silent: true}}
          - {{rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}}
    """
    data = small(body).decide({fact: value}, "强").receipt().data
    assert (data["facts"], data["withheld"]) == ({}, {fact: None})


def test_what_the_case_says_against_the_list_is_held_though_no_rule_reads_it():
    catalog = """
        county: 县
        id: demo
        rules: root
        calendar: china
        list: {title: 清单, published: 2020-01-01, basis: [R-1]}
        presumes: {facts: {证明.险: false}, basis: [R-1]}
        items: [{number: 1, certificate: 甲证, matter: 乙事}]
    """
    body = "强:\n  - {rule: 强其余, title: 其余, otherwise: true, then: 下, basis: [R-2]}"
    county = jurisdiction([ROOT, rules_text(body)], catalog=catalog)
    decision = county.decide({"证明.险": True}, "强", item=1)
    assert [caveat.rule for caveat in decision.caveats if not caveat.basis[1:]]
    assert decision.receipt().data["facts"] == {"证明.险": True}


def test_its_digest_is_that_of_its_canonical_json(decision):
    data = decision.receipt().to_dict()
    digest = data.pop("digest")
    assert data.pop("signature") is None
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_the_same_case_has_the_same_receipt(decision):
    again = library()["qidong"].decide(dict(reversed(FACTS.items())), item=2, on="2022-06-30")
    assert again.receipt().to_json() == decision.receipt().to_json()
    assert {again.receipt(), decision.receipt()} == {decision.receipt()}


def test_a_receipt_that_is_taken_apart_stays_whole(decision):
    receipt = decision.receipt()
    before = receipt.digest
    receipt.to_dict()["answer"]["possible"].clear()
    assert receipt.digest == before


@given(situations())
def test_no_receipt_shows_an_identity_number(situation):
    text = situation.decide().receipt(key=KEY).to_json()
    for number in (value for value in situation.facts.values() if isinstance(value, str)):
        assert len(number) < 15 or number not in text
