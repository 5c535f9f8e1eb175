"""What is wrong with a watch rule is said at its place, all at once."""

import pytest

from tests.builders import DEFAULTS, ROOT, compiled

BODY = f"""
watch:
  - watch: 又申请
    title: 又申请
    alert: 看一看
    events:
      本次: {{event: 到达}}
      此前: {{event: 到达, same: applicant, other: case}}
    basis: [R-1, R-2]
rules:
  强:
{DEFAULTS["强"]}
  表:
{DEFAULTS["表"]}
"""


def problems(changed: str, to: str) -> list[tuple[str, int]]:
    assert changed in BODY
    _, found = compiled([ROOT, BODY.replace(changed, to)])
    return [(problem.code, problem.span.line) for problem in found]


def test_the_rule_that_the_others_change_is_sound():
    assert problems("看一看", "看一看") == []


@pytest.mark.parametrize(
    ("changed", "to", "code", "line"),
    [
        ("{event: 到达}", "{event: 到哒}", "GZ412", 7),
        ("same: applicant, ", "", "GZ550", 8),
        ("same: applicant", "same: 申请人", "GZ551", 8),
        ("other: case", "other: case, within: 3天", "GZ411", 8),
        ("other: case", "other: case, overdue: true", "GZ553", 8),
        ("other: case", "other: applicant", "GZ205", 8),
        ("other: case", "earlier: true, later: true", "GZ205", 8),
        ("other: case", "first: true, at_least: 2", "GZ205", 8),
        ("other: case", "at_least: 0", "GZ203", 8),
        ("other: case", "without: [{event: 回复}]", "GZ550", 8),
        ("other: case", "where: {丁.已: 子}", "GZ303", 8),
        ("other: case", "unless: 没有的定义", "GZ313", 8),
        ("{event: 到达}", "{event: 到达, same: case}", "GZ205", 3),
        ("watch: 又申请", "watch: 强其余", "GZ401", 3),
        ("title: 又申请", "title: 又申请\n    replaces: 没有的", "GZ402", 5),
        ("alert: 看一看", "alart: 看一看", "GZ201", 5),
    ],
)
def test_a_fault_is_found_at_its_place(changed, to, code, line):
    assert (code, line) in problems(changed, to)


def test_a_rule_that_a_level_removes_is_gone_while_its_document_is_in_force():
    below = """
document: {number: 县文, title: 县, issuer: 某县, issued: 2021-01-01}
extends: root
provisions:
  - {id: C-1, locator: 一, quote: 县文之一, means: 其一}
watch:
  - {removes: 又申请, basis: [C-1]}
"""
    program, found = compiled([ROOT, BODY], [below])
    assert found == []
    (rule,) = program.watch
    assert rule.in_force.__class__.__name__ == "Always"
    assert rule.in_force.value is False  # type: ignore[union-attr]
