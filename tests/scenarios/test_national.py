"""全国基线: what 国办发〔2020〕42号 says where no county has spoken; its words were not at hand."""

from tests.facts import BAD_CREDIT, ORDINARY
from tests.situations import jurisdiction


def test_inferred_line_says_so():
    found = jurisdiction("全国").decide({**ORDINARY, **BAD_CREDIT}, on="2021-07-01")
    (citation,) = found.grounds[0].basis
    assert (citation.provision, citation.quote) == ("GBF42-4-2", None)
    assert (citation.certainty, len(found.caveats)) == ("inferred", 1)
