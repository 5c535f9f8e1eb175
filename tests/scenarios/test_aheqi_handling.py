"""阿合奇县: the commitment itself, the procedure, licences, and what goes on the directory."""

from datetime import date

import pytest

from gaozhi import Event
from tests.facts import LICENCE, ORDINARY, UNAPPROVED
from tests.situations import jurisdiction

UNSIGNED = {"承诺.已签字": False}
SEALED = {**UNSIGNED, "承诺.已盖章": True}
NO_ORIGINAL = {"承诺.已交原件": False}


@pytest.mark.parametrize(
    ("facts", "rule", "other"),
    [
        (SEALED, "只盖章或者捺印", "以本人签字为条件"),
        (NO_ORIGINAL, "未交原件", "提交原件以前不生效"),
    ],
)
def test_what_the_model_letter_asks_for_is_to_be_made_up_for(facts, rule, other):
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **facts}, "承诺效力", on="2021-07-01")
    assert found.outcome == "视为已提供证明"
    (caveat,) = found.caveats
    assert caveat.rule == rule
    assert other in caveat.text
    assert "宜补" in caveat.text


def test_letter_without_any_mark_of_the_applicant_says_how_it_is_read():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **UNSIGNED}, "承诺效力", on="2021-07-01")
    assert found.outcome == "不生效"
    (ground,) = found.grounds
    assert ground.rule == "没有签署"
    assert ground.reading is not None
    assert "没有签署的书面承诺也生效" in ground.reading.other


def test_an_electronic_text_is_named_where_the_original_is_asked_for():
    found = jurisdiction("阿合奇县").decide(
        {**ORDINARY, **NO_ORIGINAL}, "承诺效力", on="2021-07-01"
    )
    (caveat,) = found.caveats
    assert any("含电子文本" in str(citation.quote) for citation in caveat.basis)


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
