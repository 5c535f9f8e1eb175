"""The name that was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaozhi.source import suggest

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
