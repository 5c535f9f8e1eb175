"""公民身份号码 and 统一社会信用代码: checked by every rule, masked in any text."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaozhi.source import check_identity, mask
from gaozhi.source._identity import ALPHABET, citizen_check, organisation_check

CITIZEN, ORGANISATION = "公民身份号码", "统一社会信用代码"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def rules(text: str) -> list[str]:
    return [problem.rule for problem in check_identity(text).problems]


@st.composite
def citizens(draw):
    region = draw(st.from_regex("[1-9][0-9]{5}", fullmatch=True))
    birth = draw(st.dates(date(1, 1, 1))).strftime("%Y%m%d").zfill(8)
    digits = region + birth + draw(st.from_regex("[0-9]{3}", fullmatch=True))
    number = digits + citizen_check(digits)
    return draw(st.sampled_from((number, number.lower())))


@st.composite
def organisations(draw):
    head = draw(st.text(ALPHABET, min_size=2, max_size=2))
    division = draw(st.from_regex("[0-9]{6}", fullmatch=True))
    body = head + division + draw(st.text(ALPHABET, min_size=9, max_size=9))
    number = body + organisation_check(body)
    return draw(st.sampled_from((number, number.lower())))


numbers = citizens() | organisations()
between = st.text(st.characters(exclude_categories=("L", "N")), max_size=8) | st.text(
    "证件号码是，。* -—", max_size=8
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("11010519491231002X", CITIZEN),
        ("11010519491231002x", CITIZEN),
        ("440524188001010014", CITIZEN),
        ("91350100M000100Y43", ORGANISATION),
        ("911100001000054748", ORGANISATION),
    ],
)
def test_a_right_number_is_known_and_written_in_capitals(text, kind):
    checked = check_identity(text)
    assert (checked.kind, checked.text, checked.problems) == (kind, text.upper(), ())
    assert checked.valid


@pytest.mark.parametrize(
    ("text", "kind", "broken"),
    [
        ("320681199001010014", CITIZEN, ["校验码"]),
        ("110105194902310027", CITIZEN, ["出生日期", "校验码"]),
        ("010105194912310020", CITIZEN, ["行政区划", "校验码"]),
        ("1101051949123100", CITIZEN, ["长度"]),
        ("110105491231002", CITIZEN, ["长度"]),
        ("91350100M000100Y4Z", ORGANISATION, ["字符"]),
        ("91350100M000100Y44", ORGANISATION, ["校验码"]),
        ("9135O100M000100Y43", ORGANISATION, ["字符"]),
        ("91A50100M000100Y43", ORGANISATION, ["行政区划", "校验码"]),
        ("11010519491231002X".translate(FULL_WIDTH), CITIZEN, ["字符"]),
        ("110105 19491231 002X", CITIZEN, ["字符"]),
        ("", None, ["长度"]),
        ("张三", None, ["长度"]),
        ("这一行有整整十八个汉字一个也不多也不少", None, ["长度"]),
        ("这一行有整整十八个汉字不多也不少的", None, ["长度"]),
    ],
)
def test_a_wrong_number_says_which_rule_it_breaks(text, kind, broken):
    checked = check_identity(text)
    assert (checked.kind, rules(text)) == (kind, broken)
    assert not checked.valid


def test_an_old_number_is_refused_as_such():
    (problem,) = check_identity("110105491231002").problems
    assert problem.message == "15 位的旧号码已经停止使用，应填 18 位的号码"


def test_neither_problems_nor_the_result_itself_show_the_number():
    for text in ("320681199001010014", "91350100M000100Y4Z", "110105194902310027"):
        checked = check_identity(text)
        for shown in (repr(checked), *(p.message for p in checked.problems)):
            assert text not in shown
            assert text[:17] not in shown
            assert citizen_check("320681199001010014") not in checked.problems[0].message[-1:]


@given(numbers)
def test_every_number_made_by_the_rules_is_accepted(number):
    assert check_identity(number).valid


@given(citizens(), st.integers(0, 16))
def test_one_wrong_digit_is_always_noticed(number, place):
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not (check_identity(wrong).valid and check_identity(wrong).kind == CITIZEN)


@given(st.text())
def test_any_text_can_be_checked(text):
    assert check_identity(text).kind in (None, CITIZEN, ORGANISATION)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("号码11010519491231002X。", "号码1101**************。"),
        ("11010519491231002x", "1101**************"),
        ("320681199001010014", "3206**************"),
        ("91350100M000100Y43", "9135**************"),
        ("91350100M000100Y4Z", "9135**************"),
        ("1101051949123100", "1101************"),
        ("1101051949123100211", "1101***************"),
        ("110105491231002", "1101***********"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１**************"),
        ("110105 19491231 002X", "1101****************"),
        ("110105-1949-12-31-002X", "1101******************"),
        ("91350100-M000100Y43", "9135***************"),
        ("2021-07-01 110105 19491231 002X", "2021-07-01 1101****************"),
    ],
)
def test_what_may_be_an_identity_number_is_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "启政办发〔2021〕22号",
        "2021-05-25 2021-05-26",
        "2021-05-25 10:00 至 2021-12-31 12:00",
        "2021-05-25 2021-05-26 1",
        "0513-83312345 0513-83312346",
        "1132068101420000000200010500001",
        "sha256:" + hashlib.sha256(b"x").hexdigest(),
        hashlib.sha1(b"x", usedforsecurity=False).hexdigest(),
        "QD-2.7-4 QD-2.7-5",
        "320681",
        "1101**************",
    ],
)
def test_dates_document_numbers_item_codes_and_digests_stay(text):
    assert mask(text) == text


@given(numbers, between, between)
def test_no_right_number_survives_in_any_text(number, before, after):
    masked = mask(before + number + after)
    assert number not in masked
    assert number[6:14] not in masked or number[6:14] in before + after


@given(
    st.from_regex("(11|32|37|65)[0-9]{4}", fullmatch=True),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.from_regex("[0-9]{3}[0-9xX]", fullmatch=True),
    st.sampled_from(" -\u3000"),
)
def test_a_citizens_number_in_groups_is_masked_whole(region, birth, end, gap):
    masked = mask(gap.join((region, birth.strftime("%Y%m%d"), end)))
    assert masked == region[:4] + "*" * 16


@given(st.text("0123456789Xx -—１２*甲", max_size=80) | st.text() | numbers)
def test_masking_twice_changes_nothing_and_keeps_the_length(text):
    masked = mask(text)
    assert mask(masked) == masked
    assert len(masked) == len(text)
