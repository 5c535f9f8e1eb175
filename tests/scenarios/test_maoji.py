"""毛集实验区: to whom 毛管办〔2021〕4号 opens the scheme, and what a commitment does."""

from tests.facts import BAD_CREDIT, ORDINARY, UNLISTED
from tests.situations import jurisdiction


def test_list_bounds_the_scheme_on_one_of_two_readings():
    found = jurisdiction("毛集实验区").decide({**ORDINARY, **UNLISTED}, on="2021-07-01")
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "以公布的清单为限" in ground.reading.taken
    assert "要求提供证明材料时全面推行" in ground.reading.other


def test_answer_quotes_the_plan_before_the_baseline():
    found = jurisdiction("毛集实验区").decide({**ORDINARY, **BAD_CREDIT}, on="2021-07-01")
    (ground,) = found.grounds
    levels = [citation.provision.startswith("national:") for citation in ground.basis]
    assert levels == sorted(levels)
    assert levels.count(False) == 2
    assert [caveat.rule for caveat in found.caveats] == ["信用怎样修复"]
