"""Identity numbers as people write them, and whether one can still be read in a text."""

import unicodedata
from datetime import date

from hypothesis import strategies as st

from gaozhi.source._identity import ALPHABET, citizen_check, organisation_check

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@st.composite
def citizens(draw):
    region = draw(st.sampled_from(["110105", "320681", "653023", "411203"]))
    birth = draw(st.dates(date(1900, 1, 1), date(2020, 1, 1))).strftime("%Y%m%d")
    digits = region + birth + draw(st.from_regex("[0-9]{3}", fullmatch=True))
    return digits + citizen_check(digits)


@st.composite
def organisations(draw):
    head = draw(st.sampled_from(["91", "11", "12", "52", "92"]))
    body = head + draw(st.from_regex("[1-9][0-9]{5}", fullmatch=True))
    body += draw(st.text(ALPHABET, min_size=9, max_size=9))
    return body + organisation_check(body)


written = st.one_of(
    citizens() | organisations(),
    citizens().map(lambda n: f"{n[:6]} {n[6:14]} {n[14:]}"),
    citizens().map(lambda n: n.translate(FULL_WIDTH)),
    citizens().map(lambda n: n[:17] + ("1" if n[17] == "0" else "0")),
    citizens().map(str.lower),
)
"""Numbers as people write them: sound, in groups, in full-width digits, with a wrong end."""


def readable(number, text):
    """Whether the text shows more of the number than the four characters that a mask leaves."""
    text = unicodedata.normalize("NFKC", text).upper()
    kept = unicodedata.normalize("NFKC", number).upper()
    bare = "".join(c for c in text if c.isalnum())
    digits = "".join(c for c in kept if c.isalnum())
    return digits[4:] in bare or digits[:12] in bare or kept[5:] in text
