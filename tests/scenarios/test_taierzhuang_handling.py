"""台儿庄区: the commitment itself, the procedure, and what may be put on the list."""

import pytest

from tests.facts import BAD_CREDIT, HIGH_RISK, UNLISTED, UNWILLING
from tests.scenarios.taierzhuang import COUNTY, FIRST_DAY, REFUSED, START, UNABLE
from tests.situations import jurisdiction

UNSIGNED = {"承诺.已签字": False, "承诺.已捺印": False}


PAPER = {"证明.属法定证照": True}
IN_STORE = {"证明.可经电子证照库核查": True}
SHARED = {"证明.数据已共享": True}


def test_licence_paper_in_principle_has_its_two_readings():
    found = jurisdiction(COUNTY).decide(
        {**START, **PAPER, **IN_STORE, **SHARED}, "入清单", on=FIRST_DAY
    )
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "不当然在清单内" in ground.reading.taken
    assert "不待列入清单" in ground.reading.other


def test_paper_that_nobody_signed_says_that_the_form_is_for_reference():
    found = jurisdiction(COUNTY).decide({**START, **UNSIGNED}, "承诺效力", on=FIRST_DAY)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "附件7供参考" in ground.reading.other


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        (REFUSED, "拒绝公开则不生效"),
        (UNWILLING, "不愿则不生效"),
        (UNABLE, "无法承诺则不生效"),
        ({**REFUSED, **BAD_CREDIT}, "不适用则不生效"),
        ({**UNWILLING, **HIGH_RISK}, "高风险则不生效"),
        ({**UNABLE, **UNLISTED}, "范围之外不生效"),
    ],
    ids=str,
)
def test_effect_rests_on_its_own_ground_alone(facts, rule):
    found = jurisdiction(COUNTY).decide({**START, **facts}, "承诺效力", on=FIRST_DAY)
    assert [ground.rule for ground in found.grounds] == [rule]
