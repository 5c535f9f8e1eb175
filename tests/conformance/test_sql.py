"""The statements of SQL are compared with the conformance set, and a difference is told."""

from typing import Any, NamedTuple

import pytest

from conformance.sql import compare
from tests.situations import library

NATIONAL = library()["national"]


class Case(NamedTuple):
    where: str
    request: dict[str, Any]
    answer: dict[str, Any]


def case(facts, item=None, decision="适用性"):
    request = {"program": "/x/national.json", "decision": decision, "item": item, "facts": facts}
    answer = NATIONAL.decide(facts, decision, on="2022-06-30").to_dict()
    return Case(f"{facts}", {**request, "date": "2022-06-30"}, answer)


CASES = [
    case({}),
    case({"申请人.愿意承诺": False}),
    case({"代理": {"有授权": True}}, decision="代为承诺"),
]


def test_answers_that_are_the_same_are_told_in_one_line(capsys):
    assert compare([NATIONAL], CASES).is_alike
    said = "SQL（DuckDB）：3 个案例，结论 100 %，可能 100 %，依据 100 %，拒绝 100 %；另有 0 个案例表里写不下"
    assert capsys.readouterr().out.splitlines() == [said]


@pytest.mark.parametrize(
    ("part", "other", "level"),
    [
        ("outcome", "不适用", "结论"),
        ("possible", [], "可能"),
        ("grounds", [{"rule": "某"}], "依据"),
    ],
)
def test_an_answer_that_differs_is_told(part, other, level, capsys):
    wrong = CASES[0]._replace(answer={**CASES[0].answer, part: other})
    assert not compare([NATIONAL], [wrong, *CASES[1:]]).is_alike
    told, line = capsys.readouterr().out.splitlines()
    assert told == f"{{}}：{level}不同"
    assert f"{level} 66.6 %" in line


def test_a_refusal_is_compared_and_what_no_table_holds_is_counted(capsys):
    refused = CASES[0]._replace(answer={"refused": ["GZ608"]})
    untyped = CASES[0]._replace(request={**CASES[0].request, "facts": {"申请人.愿意承诺": "是"}})
    assert not compare([NATIONAL], [refused, untyped]).is_alike
    assert "拒绝 0.0 %；另有 1 个案例" in capsys.readouterr().out
