"""Which of the rules that hold an answer tells of, and which provision its short form quotes."""

from __future__ import annotations

import pytest

from gaozhi.engine import Decision
from tests.builders import ROOT, jurisdiction, rules_text

RULES = """
强:
  - {rule: 强的, title: 甲之一, when: 甲.一, then: 上, basis: [R-1]}
  - {rule: 弱的, title: 甲之二, when: 甲.二, then: 中, basis: [R-2]}
  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}
"""
DOCUMENT = """
document: {title: 文件, issuer: 机关, issued: 2021-01-01}
provisions:
  - {id: A, locator: 甲条, quote: %s, means: 甲}
  - {id: B, locator: 乙条, quote: %s, means: 乙}
"""
CITED = """
强:
  - {rule: 强的, title: 关于乙事, when: 甲.一, then: 上, basis: [%s]}
  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}
"""


def test_a_rule_that_holds_is_told_though_a_stronger_one_decides() -> None:
    answer = jurisdiction([ROOT, rules_text(RULES)]).decide({"甲.一": True, "甲.二": True}, "强")
    assert answer.outcome == "上"
    assert [one.title for one in answer.grounds] == ["甲之一", "甲之二"]
    assert "甲之二" in answer.explain(full=True).partition("结论更弱的")[2]
    assert "甲之二" not in answer.explain()


@pytest.mark.parametrize(
    ("quotes", "cited", "place"),
    [
        (("不分先后", "都可以"), "A, B", "甲条"),
        (("不分先后", "都可以"), "B, A", "乙条"),
        (("不分先后", "关于乙事的规定"), "A, B", "乙条"),
        (("以上为准", "关于乙事的规定"), "B, A", "甲条"),
    ],
)
def test_the_short_form_quotes_the_most_telling_provision_and_of_equals_the_first(
    quotes: tuple[str, str], cited: str, place: str
) -> None:
    answer: Decision = jurisdiction([DOCUMENT % quotes, rules_text(CITED % cited)]).decide(
        {"甲.一": True}, "强"
    )
    short = answer.explain()
    assert [one for one in ("甲条", "乙条") if one in short] == [place]
    assert [one.provision for one in answer.grounds[0].basis] == cited.split(", ")
