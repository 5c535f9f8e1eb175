"""The name that was probably meant."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gaozhi.source import Span, is_slip, meant, suggest

NAMES = [
    "申请人.愿意承诺",
    "申请人.能够承诺",
    "申请人.曾作出虚假承诺",
    "申请人.曾作出不实承诺",
    "事项.类型",
    "办理.日期",
    "applicant.willing",
    "applicant.able",
    "可适用",
    "不适用",
    "应提交证明",
    "撤回",
]


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("申请人.愿意承若", "申请人.愿意承诺"),
        ("申请人。愿意承诺", "申请人.愿意承诺"),
        ("申请人．愿意承诺", "申请人.愿意承诺"),
        ("愿意承诺", "申请人.愿意承诺"),
        ("申请人.曾经作出虚假承诺", "申请人.曾作出虚假承诺"),
        ("申请人.曾作出虚假诺承", "申请人.曾作出虚假承诺"),
        ("applicant.wiling", "applicant.willing"),
        ("Applicant.Willing", "applicant.willing"),
        ("应交证明", "应提交证明"),
        ("办理.日 期", "办理.日期"),
        ("撤消", "撤回"),
        ("教师资格认定", None),
        ("撤", None),
        ("x", None),
        ("", None),
        ("很" * 5000, None),
    ],
)
def test_the_nearest_name_is_suggested_if_it_is_near_enough(found, meant):
    assert suggest(found, NAMES) == meant


def test_a_name_is_never_suggested_for_itself():
    assert suggest("可适用", ["可适用"]) is None


@given(st.permutations(NAMES), st.sampled_from(["适用", "申请人.承诺", "申请人.愿能承诺"]))
def test_the_order_of_the_names_does_not_matter(names, found):
    assert suggest(found, names) == suggest(found, NAMES)


@given(st.text(), st.lists(st.text()))
def test_a_suggestion_is_one_of_the_names(found, known):
    meant = suggest(found, known)
    assert meant is None or (meant in known and meant != found)


FACTS = [
    "申请人.愿意承诺",
    "申请人.能够承诺",
    "申请人.信用已修复",
    "申请人.有较严重不良信用记录",
    "事项.已办结",
    "证明.需现场核查",
    "清单.第一批",
    "on_or_before",
    "before",
    "after",
]


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ("申请人.愿意承若", "申请人.愿意承诺"),
        ("申请人.愿意诺承", "申请人.愿意承诺"),
        ("申请人。愿意承诺", "申请人.愿意承诺"),
        ("愿意承诺", "申请人.愿意承诺"),
        ("申请人.有较严重不良信用纪录", "申请人.有较严重不良信用记录"),
        ("befor", "before"),
        ("on_or_befor", "on_or_before"),
        ("After", "after"),
    ],
)
def test_a_slip_of_the_pen_is_beyond_doubt(found, name):
    assert suggest(found, FACTS) == name
    assert is_slip(found, name, FACTS)


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ("清单.第二批", "清单.第一批"),
        ("申请人.信用修复", "申请人.信用已修复"),
    ],
)
def test_what_may_say_something_else_is_suggested_and_never_sure(found, name):
    assert suggest(found, FACTS) == name
    assert not is_slip(found, name, FACTS)


def test_of_two_names_that_are_near_none_is_sure():
    assert is_slip("证明.需现场检查", "证明.需现场核查", FACTS)
    assert not is_slip("证明.需现场检查", "证明.需现场核查", [*FACTS, "证明.需现场检验"])


@pytest.mark.parametrize(
    ("found", "name", "sure"),
    [
        ("applicant.willing", "申请人.愿意承诺", True),
        ("applicant.wiling", "申请人.愿意承诺", True),
        ("applicant.ready", None, False),
    ],
)
def test_a_name_is_meant_by_its_api_name_too(found, name, sure):
    aliases = {"applicant.willing": "申请人.愿意承诺", "applicant.able": "申请人.能够承诺"}
    place = Span("甲.yaml", 1, 1, 1, 5)
    offer = meant(found, FACTS, place, "没有", aliases=aliases)
    assert offer.help == ("没有" if name is None else f"是否要写 {name}？")
    assert [edit.text for edit in offer.fix] == ([name] if sure else [])


@given(st.text(), st.lists(st.text()))
@example("", ["", "."])
def test_a_slip_has_but_one_name(found, known):
    assert sum(is_slip(found, name, known) for name in set(known)) <= 1
