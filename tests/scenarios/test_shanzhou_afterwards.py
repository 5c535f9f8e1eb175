"""陕州区: verification, publication, withdrawal, untrue commitments, and what the texts contain."""

import pytest

from tests.facts import ORDINARY
from tests.situations import jurisdiction

PUBLIC = {"证明.涉及社会公共利益": True}
SECRETS = ("国家秘密", "商业秘密", "个人隐私")


@pytest.mark.parametrize("secret", SECRETS)
def test_letter_with_a_secret_is_withheld_and_the_other_reading_would_mask_it(secret: str):
    facts = {**ORDINARY, **PUBLIC, "承诺书.涉密或隐私": [secret]}
    found = jurisdiction("陕州区").decide(facts, "承诺书公开", on="2021-07-01")
    (ground,) = [ground for ground in found.grounds if ground.reading is not None]
    assert "不公开" in ground.reading.taken
    assert "遮掩" in ground.reading.other
    assert "在不涉及国家秘密、商业秘密和个人隐私的前提下" in {c.quote for c in ground.basis}
