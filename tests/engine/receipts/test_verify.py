"""A receipt is replayed against the YAML as it is now."""

import json
import shutil
from decimal import Decimal

import pytest
from hypothesis import given

import gaozhi
from gaozhi import Receipt
from gaozhi.library.library import Library
from tests.builders import small
from tests.places import REPOSITORY
from tests.situations import library, situations

BUNDLE = REPOSITORY
FACTS = {
    "申请人.愿意承诺": True,
    "申请人.能够承诺": True,
    "申请人.愿意承担不实承诺责任": True,
    "申请人.曾作出不实承诺": True,
    "申请人.信用已修复": False,
    "申请人.失信信息有效期届满日": "2022-06-30",
}


@given(situations())
def test_whatever_was_decided_a_receipt_replays_to_the_same(situation):
    written = situation.decide().receipt().to_json()
    receipt = gaozhi.parse_receipt(written)
    found = gaozhi.replay(receipt, library())
    assert found.differences == ()
    assert found.holds
    assert found.same_answer
    assert found.decision.to_dict() == situation.decide().to_dict()


@pytest.fixture
def receipt():
    decision = library()["启东市"].decide(FACTS, "适用性", item=2, on="2022-06-30")
    return gaozhi.parse_receipt(decision.receipt().to_json())


@pytest.fixture
def amended(tmp_path):
    """Load the bundled law with one text in one file put for another."""

    def load(name, old, new):
        for folder in ("rules", "catalogs"):
            shutil.copytree(BUNDLE / folder, tmp_path / folder)
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return gaozhi.load(tmp_path, bundled=False)

    return load


def kinds(found):
    return [difference.what for difference in found.differences]


def test_another_version_of_the_engine_alone_is_no_difference_in_law(receipt):
    older = Receipt({**receipt.data, "versions": {"gaozhi": "0.0.1"}})
    found = gaozhi.replay(older, library())
    assert kinds(found) == ["engine"]
    assert found.holds
    assert "0.0.1" in found.differences[0].text


def test_a_change_in_the_words_of_a_provision_is_told(receipt, amended):
    law = amended(
        "rules/qidong/provisions.yaml", "信用修复前不适用告知承诺制", "信用修复前，不适用告知承诺制"
    )
    found = gaozhi.replay(receipt, law)
    assert set(kinds(found)) == {"provision", "program"}
    [changed] = [d for d in found.differences if d.what == "provision"]
    assert changed.name == "QD-2.7-4.quote"
    assert "信用修复前，不适用告知承诺制" in changed.text
    assert not found.holds
    assert found.same_answer


def test_a_change_in_the_outcome_is_told(receipt, amended):
    law = amended(
        "rules/qidong/eligibility.yaml", "{before: 办理.日期}", "{on_or_before: 办理.日期}"
    )
    found = gaozhi.replay(receipt, law)
    assert {"outcome", "grounds", "program"} <= set(kinds(found))
    [outcome] = [d for d in found.differences if d.what == "outcome"]
    assert (outcome.then, outcome.now) == ("不适用", found.decision.outcome)
    assert not found.same_answer


def test_a_change_in_what_is_still_asked_is_told(amended):
    facts = {name: value for name, value in FACTS.items() if name != "申请人.信用已修复"}
    open_ = library()["启东市"].decide(facts, item=2, on="2022-06-30")
    assert not open_.settled
    law = amended(
        "rules/qidong/eligibility.yaml", "{before: 办理.日期}", "{on_or_before: 办理.日期}"
    )
    found = gaozhi.replay(open_.receipt(), law)
    assert {"outcome", "possible"} & set(kinds(found))


def test_a_change_of_the_vocabulary_is_told(receipt, amended):
    law = amended("rules/vocabulary.yaml", "ask: 该行政事项属于下列哪一类？", "ask: 是哪一类事项？")
    found = gaozhi.replay(receipt, law)
    assert kinds(found) == ["program", "vocabulary"]


def test_a_change_of_the_item_is_told(receipt, amended):
    law = amended(
        "catalogs/qidong.yaml",
        "number: 2, certificate: 无犯罪记录证明, matter: 教师资格认定, departments: {province: 省教育厅,",
        "number: 2, certificate: 无犯罪记录证明, matter: 教师资格认定, departments: {province: 省公安厅,",
    )
    assert kinds(gaozhi.replay(receipt, law)) == ["program", "item"]


def test_an_item_that_is_gone_is_told(receipt, amended):
    law = amended(
        "catalogs/qidong.yaml",
        "number: 2, certificate: 无犯罪记录证明, matter: 教师资格认定",
        "number: 2, certificate: 无违法记录证明, matter: 教师资格认定",
    )
    found = gaozhi.replay(receipt, law)
    assert kinds(found)[0] == "replay"
    assert "item" in kinds(found)
    assert found.decision is None
    assert not found.same_answer


def test_an_item_is_found_under_its_new_number(receipt, amended):
    law = amended(
        "catalogs/qidong.yaml",
        "number: 2, certificate: 无犯罪记录证明, matter: 教师资格认定",
        "number: 99, certificate: 无犯罪记录证明, matter: 教师资格认定",
    )
    found = gaozhi.replay(receipt, law)
    assert found.same_answer
    assert (found.differences[0].then, found.differences[0].now) == (2, 99)


def test_a_change_of_the_calendar_is_told(receipt, amended):
    law = amended("catalogs/qidong.yaml", "calendar: china", "calendar: xinjiang")
    assert "calendar" in kinds(gaozhi.replay(receipt, law))


def test_a_past_day_is_answered_by_the_law_in_force_that_day(receipt, amended):
    """A rule that begins later leaves the answer as it was, and only the program has changed."""
    law = amended(
        "rules/qidong/eligibility.yaml",
        "  适用性:\n",
        "  适用性:\n    - {rule: 新规, title: 新规, when: 申请人.愿意承诺, then: 不适用, silent: true, in_force: {from: 2025-01-01}}\n",
    )
    found = gaozhi.replay(receipt, law)
    assert found.same_answer
    assert kinds(found) == ["program"]
    today = law["qidong"].decide(FACTS, item=2, on="2025-01-01")
    assert "新规" in {ground.rule for ground in today.grounds}


def test_a_decision_or_a_fact_that_is_gone_is_told(receipt):
    for change in ({"decision": "早先的判断"}, {"facts": {"申请人.早先的事实": True}}):
        found = gaozhi.replay(Receipt({**receipt.data, **change}), library())
        assert kinds(found) == ["replay"]


def test_a_county_that_is_gone_is_refused(receipt):
    gone = Receipt({**receipt.data, "jurisdiction": {"id": "elsewhere", "name": "别处"}})
    with pytest.raises(gaozhi.UnknownJurisdiction):
        gaozhi.replay(gone, library())


def test_a_number_that_is_not_whole_comes_back_as_it_was():
    county = small("""
        强:
          - {rule: 甲规, title: 甲, when: {己.数: {at_least: 2}}, then: 上, silent: true}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    receipt = county.decide({"己.数": Decimal("2.5")}, "强").receipt()
    receipt = gaozhi.parse_receipt(receipt.to_json())
    assert receipt.data["facts"] == {"己.数": "2.5"}
    assert gaozhi.replay(receipt, Library((county,))).differences == ()


def test_layout_and_order_of_keys_do_not_matter(receipt):
    data = receipt.to_dict()
    shuffled = dict(reversed(data.items()))
    for text in (json.dumps(shuffled), json.dumps(shuffled, ensure_ascii=False, indent=4)):
        assert gaozhi.parse_receipt(text).digest == receipt.digest


STORES = {
    "as filed": lambda r: r.to_json(),
    "in ASCII": lambda r: json.dumps(r.to_dict()),
    "in tabs": lambda r: json.dumps(r.to_dict(), ensure_ascii=False, indent="\t"),
    "with slashes escaped": lambda r: json.dumps(r.to_dict()).replace("/", "\\/"),
    "of Windows": lambda r: "\ufeff" + r.to_json().replace("\n", "\r\n"),
}


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize(
    "value", ["𠮷野/家", "子\u2028丑", "\ufeff子", "\\ud842\\udfb7\t", "\x7f\x85\ufffe"]
)
def test_a_receipt_survives_whatever_a_store_makes_of_json(value, store, tmp_path):
    county = small("""
        强:
          - {rule: 甲规, title: 甲, when: {庚.文: {in: [子]}}, then: 上, silent: true}
          - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
    """)
    path = tmp_path / "凭据.json"
    path.write_bytes(STORES[store](county.decide({"庚.文": value}, "强").receipt()).encode())
    receipt = gaozhi.read_receipt(path)
    assert receipt.data["facts"] == {"庚.文": value}
    assert gaozhi.replay(receipt, Library((county,))).differences == ()


def test_a_key_that_stands_twice_is_refused_however_it_is_written(receipt):
    text = receipt.to_json().replace("{", '{\t"date": "2022-06-30",', 1)
    with pytest.raises(gaozhi.CaseError) as refused:
        gaozhi.parse_receipt(text)
    assert {d.code for d in refused.value.diagnostics} == {"GZ120"}


def places(value, path=()):
    """Every place of a JSON value that holds no further ones."""
    if isinstance(value, dict) and value:
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from places(item, (*path, index))
    else:
        yield path


def changed(value):
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "甲"
        case None:
            return "sha256:0"
        case _:
            return ["甲"]


def test_no_place_of_a_receipt_can_be_changed_unnoticed(receipt):
    for path in places(receipt.to_dict()):
        data = receipt.to_dict()
        *above, last = path
        holder = data
        for step in above:
            holder = holder[step]
        holder[last] = changed(holder[last])
        with pytest.raises(gaozhi.GaozhiError):
            gaozhi.parse_receipt(json.dumps(data, ensure_ascii=False))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "{", '{"receipt": 1}', '{"receipt": true}']
)
def test_what_is_no_receipt_is_refused_with_its_problems(text):
    with pytest.raises(gaozhi.CaseError) as refused:
        gaozhi.parse_receipt(text)
    assert refused.value.diagnostics


def test_every_problem_of_the_shape_is_told_with_its_place(receipt, tmp_path):
    data = receipt.to_dict()
    del data["answer"]
    data["date"] = "昨天"
    data["facts"]["申请人.愿意承诺"] = 1.5
    path = tmp_path / "凭据.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    with pytest.raises(gaozhi.CaseError) as refused:
        gaozhi.read_receipt(path)
    assert {d.code for d in refused.value.diagnostics} == {"GZ202", "GZ203"}
    assert len(refused.value.diagnostics) == 3
    assert all(d.span is not None for d in refused.value.diagnostics)


def test_a_file_that_is_not_there_is_said_not_to_be_there(tmp_path):
    with pytest.raises(gaozhi.CaseError) as refused:
        gaozhi.read_receipt(tmp_path / "没有.json")
    assert [d.code for d in refused.value.diagnostics] == ["GZ703"]
