"""阿合奇县: verification, publication, withdrawal, untrue commitments, and what texts contain."""

from tests.situations import jurisdiction


def test_element_of_the_model_letter_quotes_its_own_line():
    found = jurisdiction("阿合奇县").decide({}, "告知要素", on="2021-07-01")
    quotes = {ground.effect: ground.basis[0].quote for ground in found.grounds}
    assert quotes["证明用途"] == "（二）证明用途"
    assert quotes["承诺效力"] == "行政机关不再索要有关证明而依据书面承诺办理相关事项"
