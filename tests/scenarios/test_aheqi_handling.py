"""阿合奇县: the commitment itself, the procedure, licences, and what goes on the directory."""

import pytest

from tests.scenarios.facts import ORDINARY
from tests.scenarios.scenario import jurisdiction

UNSIGNED = {"承诺.已签字": False}
NO_ORIGINAL = {"承诺.已交原件": False}


@pytest.mark.parametrize(
    ("facts", "rule", "other"),
    [
        (UNSIGNED, "申请人未签字", "正文只写书面承诺"),
        (NO_ORIGINAL, "未交原件", "不以提交原件为生效的条件"),
    ],
)
def test_what_rests_on_the_model_letter_names_its_other_reading(facts, rule, other):
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **facts}, "承诺效力", on="2021-07-01")
    (ground,) = found.grounds
    assert ground.rule == rule
    assert ground.reading is not None
    assert other in ground.reading.other


def test_an_electronic_text_is_named_where_the_original_is_asked_for():
    found = jurisdiction("阿合奇县").decide(
        {**ORDINARY, **NO_ORIGINAL}, "承诺效力", on="2021-07-01"
    )
    (ground,) = found.grounds
    assert any("含电子文本" in str(citation.quote) for citation in ground.basis)
