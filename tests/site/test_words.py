"""Conditions, places and days as a reader of the pages meets them."""

from datetime import date
from decimal import Decimal

import pytest

import gaozhi
from gaozhi.model import (
    NEVER,
    All,
    Among,
    AnyOf,
    CameTo,
    Empty,
    FactRef,
    Holds,
    Not,
    Order,
    Overlaps,
    Relation,
)
from gaozhi.site._conditions import clause_of
from gaozhi.site._documents import _key, _value
from gaozhi.site._words import address, day_text, file_name
from tests.places import BASE
from tests.situations import library

WORDS = library()["启东市"].vocabulary
WILLING, ABLE = Holds("申请人.愿意承诺"), Holds("申请人.能够承诺")


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (WILLING, "申请人愿意承诺：是"),
        (Not(WILLING), "申请人愿意承诺：否"),
        (Among("申请人.类型", frozenset({"法人", "公民"})), "申请人类型是公民或者法人"),
        (Not(Empty("证明.风险类别")), "证明风险类别：有所涉及"),
        (Overlaps("证明.风险类别", frozenset({"国家安全"})), "证明风险类别涉及国家安全"),
        (
            Order("申请人.失信信息有效期届满日", Relation.BEFORE, FactRef("办理.日期")),
            "申请人失信信息有效期届满日早于办理日期",
        ),
        (
            Order("办理.日期", Relation.FROM, date(2021, 5, 25)),
            "办理日期不早于2021年5月25日",
        ),
        (
            Order("申请人.失信信息有效期届满日", Relation.EQUAL, NEVER),
            "申请人失信信息有效期届满日就是无固定期限",
        ),
        (Not(CameTo("适用性", frozenset({"可适用"}))), "“适用性”的结论不是可适用"),
    ],
)
def test_a_condition_is_a_sentence(condition, text):
    assert clause_of(condition, WORDS).text == text


def test_what_is_not_all_is_any_of_the_opposites():
    clause = clause_of(Not(All((WILLING, AnyOf((ABLE, Not(WILLING)))))), WORDS)
    assert clause.text == "符合下列之一："
    first, second = clause.parts
    assert first.text == "申请人愿意承诺：否"
    assert second.text == "同时符合下列各项："
    assert [one.text for one in second.parts] == ["申请人能够承诺：否", "申请人愿意承诺：是"]


def test_places_of_a_document_stand_in_its_order():
    places = [
        "一",
        "一（二）",
        "二（一）2",
        "二（一）10",
        "二（十）",
        "二（十一）",
        "附件1",
        "附件2",
    ]
    assert sorted(places, key=_key) == places
    assert _key("第四十二条第一款") < _key("第四十二条第二款") < _key("第一百六十三条")
    assert _key("序言") == ()
    assert [_value(one) for one in ("十", "十二", "二十", "一百六十三")] == [10, 12, 20, 163]


def test_names_are_safe_in_addresses_and_on_disks():
    assert address("a/文 书.html#QD-2.7-4") == "a/%E6%96%87%20%E4%B9%A6.html#QD-2.7-4"
    assert file_name('告知:书/"一"') == "告知书一"
    assert file_name("???") == "文书"
    assert day_text(date(2022, 7, 1)) == "2022年7月1日"
    assert day_text(None) == ""


def test_numbers_are_compared_in_words():
    words = gaozhi.load(BASE, bundled=False)["demo"].vocabulary
    said = clause_of(Order("申请人.失信次数", Relation.FROM, Decimal(3)), words).text
    assert said == "申请人失信次数不小于3"
