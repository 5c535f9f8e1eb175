"""台儿庄区: publication, withdrawal, untrue commitments, and what the texts contain."""

from tests.facts import CLOSED, WILFUL
from tests.scenarios.taierzhuang import COUNTY, FIRST_DAY, START
from tests.situations import jurisdiction


def test_false_in_the_forms_is_read_as_the_reply_letter_has_it():
    found = jurisdiction(COUNTY).decide({**START, **WILFUL, **CLOSED}, "不实后果", on=FIRST_DAY)
    readings = {ground.effect: ground.reading for ground in found.grounds}
    for effect in ("推送监管部门", "限期交回证件"):
        reading = readings[effect]
        assert reading is not None
        assert "附件5" in reading.taken
        assert "故意" in reading.other
