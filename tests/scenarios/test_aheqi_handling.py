"""阿合奇县: the commitment itself, the procedure, licences, and what goes on the directory."""

from datetime import date

import pytest

from gaozhi import Event
from tests.scenarios.facts import LICENCE, ORDINARY, UNAPPROVED
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


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        (LICENCE, True),
        (UNAPPROVED, False),
        ({**LICENCE, "事项.监管可纠正并防范风险": False}, False),
        ({**LICENCE, "事项.要求提供证明": False}, True),
        ({**LICENCE, "事项.要求提供证明": False, "申请人.愿意承诺": False}, False),
    ],
    ids=["approved", "unapproved", "beyond correction", "no certificate", "unwilling"],
)
def test_a_licence_is_owed_on_the_spot_only_where_it_may_go_by_commitment(facts, owed):
    day = date(2026, 11, 2)
    found = jurisdiction("阿合奇县").timeline(
        [Event("作出承诺", day)], facts={**ORDINARY, **facts}, as_of=day
    )
    assert ("许可告知承诺当场决定" in {one.duty for one in found}) is owed
