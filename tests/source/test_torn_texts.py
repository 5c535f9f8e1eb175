"""Pasted law with half-width commas and colons: named as such, with the quotes that mend it."""

import pytest
import yaml

from gaozhi.source import _builder, apply_edits, fixable, read_text


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def _both_parsers(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(_builder, "LOADER", yaml.SafeLoader)


def problems(text):
    return read_text(text, "f.yaml").diagnostics


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("- {id: X, quote: 甲,乙, means: 丙}", '- {id: X, quote: "甲,乙", means: 丙}'),
        ("- {id: X, quote: 甲,乙,丙，丁}", '- {id: X, quote: "甲,乙,丙，丁"}'),
        ("- {quote: 收费1,000元, means: 甲}", '- {quote: "收费1,000元", means: 甲}'),
        ("- {quote: 甲,乙：丁, means: 丙}", '- {quote: "甲,乙：丁", means: 丙}'),
        ("- {quote: 甲: 乙, means: 丙: 丁}", '- {quote: "甲: 乙", means: "丙: 丁"}'),
        ("- {quote: 甲: 乙,丙, means: 丁}", '- {quote: "甲: 乙,丙", means: 丁}'),
        ("- quote: 甲: 乙\n  means: 丙,丁\n", '- quote: "甲: 乙"\n  means: 丙,丁\n'),
        ("- {id: X,\n  quote: 甲,乙,\n  means: 丙}", '- {id: X,\n  quote: "甲,乙",\n  means: 丙}'),
        ("a: {title: 甲,乙}\nb: {act: 丙: 丁}", 'a: {title: "甲,乙"}\nb: {act: "丙: 丁"}'),
    ],
)
def test_a_torn_text_is_quoted_where_nothing_else_can_be_meant(bad, good):
    found = problems(bad)
    assert {one.code for one in found} <= {"GZ136", "GZ137"}
    assert apply_edits(bad, [edit for one in fixable(found) for edit in one.fix]) == good
    assert problems(good) == ()


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        ("- {id: X, quote: 甲,乙, means: 丙: 丁}", '- {id: X, quote: "甲,乙", means: "丙: 丁"}'),
        ("x:\n  - quote: 甲: 乙  \n", '- quote: "甲: 乙"'),
    ],
)
def test_the_whole_mended_line_is_shown(bad, line):
    assert problems(bad)[0].help.endswith(f"这一行写成：{line}")


def test_a_key_that_may_be_meant_is_only_proposed():
    [found] = problems("- {id: X, quote: 甲, 乙: 丙, means: 丁}")
    assert (found.code, found.fix) == ("GZ136", ())
    assert '"甲, 乙: 丙"' in found.help


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {title: 甲, silent, basis: X}", "GZ130"),
        ("- {title: 甲, silent：true, basis: X}", "GZ108"),
        ("- {quote: 甲，means: 丙}", "GZ108"),
        ("quote: 甲 means: 乙", "GZ105"),
        ("- {when: 甲, 乙, then: 丙}", "GZ130"),
        ("- {申请人.类型: 法人, 申请人.能够承诺}", "GZ130"),
        ('- {quote: 甲"一",乙, means: 丙}', "GZ130"),
    ],
)
def test_what_may_be_another_slip_keeps_its_own_name(text, code):
    assert [one.code for one in problems(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "- {quote: 甲:乙, means: 丙}",
        "- {quote: '甲,乙', means: 丙}",
        "fill: {title: 甲, 申请人: 乙}",
        "- {quote: 甲, Means: 丙}",
        "quote: 甲,乙",
        "- {quote: 甲,\n   means: 丙}",
    ],
)
def test_what_is_whole_is_left_alone(text):
    assert problems(text) == ()
