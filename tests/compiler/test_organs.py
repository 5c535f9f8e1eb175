"""Groups of organs: named once, and referred to by the duties that are asked of them."""

import pytest

from tests.builders import compiled

HEAD = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
  - {id: R-2, locator: 二, quote: 责任单位：甲局、乙局, means: 责任单位}
rules:
  强:
    - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
  表:
    - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
"""
ORGANS = """
organs:
  二责任单位: {members: [甲局, 乙局], aliases: {乙分局: 乙局}, basis: [R-2]}
"""
DUTY = """
duties:
  - {duty: 台账, actor: 各部门, act: 建立台账, untimed: true, responsible: 二责任单位, basis: [R-1]}
"""


def read(text: str):
    return compiled([text])


def test_a_group_carries_the_provision_that_lists_it():
    program, problems = read(HEAD + ORGANS + DUTY)
    assert program is not None
    assert problems == []
    group = program.organs["二责任单位"]
    assert (group.members, [p.id for p in group.basis]) == (("甲局", "乙局"), ["R-2"])
    assert [group.has(name) for name in ("甲局", "乙分局", "丙局")] == [True, True, False]
    account = next(a for a in program.accounts if a.provision.id == "R-2")
    assert [(str(c.kind), c.name) for c in account.carriers] == [("responsible", "二责任单位")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + ORGANS + DUTY.replace("responsible: 二责任", "responsible: 二责仼"), "没有名为"),
        (HEAD + ORGANS.replace("乙分局: 乙局", "乙分局: 丁局") + DUTY, "不在这一组里"),
    ],
)
def test_what_refers_to_nothing_is_an_error_with_what_was_meant(text, said):
    program, problems = read(text)
    (found,) = [problem for problem in problems if problem.code == "GZ418"]
    assert program is None
    assert said in found.message
    assert found.help


def test_two_groups_of_one_name_on_two_levels_are_an_error_with_both_places():
    county = HEAD.replace("rules:\n", "extends: root\nrules_:\n").split("rules_:")[0]
    program, problems = compiled([HEAD + ORGANS + DUTY], [county + ORGANS])
    (found,) = [problem for problem in problems if problem.code == "GZ418"]
    assert program is None
    assert found.related
