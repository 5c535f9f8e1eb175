"""陕州区: agents, the commitment itself, the procedure, and what may be put on the list."""

import pytest

from tests.facts import HIGH_RISK, ORDINARY, UNLISTED
from tests.situations import jurisdiction

NO_AGENTS = {"证明.可代为承诺": False}


NOT_DISCUSSED = {"清单.已经党委会议研究": False}


@pytest.mark.parametrize(
    ("changes", "decision", "taken", "other"),
    [
        (UNLISTED, "适用性", "清单外的不实行", "也可以实行"),
        (NO_AGENTS, "代为承诺", "只有依法可以代为承诺的", "另依其他法律"),
        (NOT_DISCUSSED, "入清单", "每次列入清单", "首次编制清单"),
        (HIGH_RISK, "适用性", "不必另行判断", "还须风险较大"),
    ],
    ids=["清单外", "代为承诺", "党委会议", "高风险"],
)
def test_words_that_bear_two_meanings_say_which_was_taken(changes, decision, taken, other):
    found = jurisdiction("陕州区").decide({**ORDINARY, **changes}, decision, on="2021-07-01")
    (reading,) = [ground.reading for ground in found.grounds if ground.reading is not None]
    assert taken in reading.taken
    assert other in reading.other
