"""台儿庄区: how a commitment is verified, and whose assistance may be asked for."""

from tests.facts import EXEMPT
from tests.scenarios.taierzhuang import APART, COUNTY, FIRST_DAY, START
from tests.situations import jurisdiction


def test_what_is_filed_can_be_read_in_two_ways():
    found = jurisdiction(COUNTY).decide({**START, **EXEMPT, **APART}, "核查义务", on=FIRST_DAY)
    (filed,) = [ground for ground in found.grounds if ground.effect == "报司法局备案"]
    assert filed.reading is not None
    assert "机制" in filed.reading.taken
    assert "免于核查的决定" in filed.reading.other
