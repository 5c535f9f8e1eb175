"""阿合奇县: to whom 阿政办发〔2021〕6号 opens the scheme, and to which certificate."""

from tests.facts import HIGH_RISK, ORDINARY, UNLISTED
from tests.scenarios.aheqi import DAY_OF_TWO_READINGS, LAST_DAY_OF_TRIAL
from tests.situations import jurisdiction


def test_default_beyond_the_directory_names_its_other_reading():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **UNLISTED}, on=DAY_OF_TWO_READINGS)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "含当日" in ground.reading.taken
    assert "自次日起" in ground.reading.other
    assert "原则上都要实行告知承诺制" in [citation.quote for citation in ground.basis]


def test_trial_of_the_directory_names_its_other_reading():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **UNLISTED}, on=LAST_DAY_OF_TRIAL)
    (ground,) = found.grounds
    assert ground.reading is not None
    assert "上级文件" in ground.reading.other


def test_high_risk_rests_on_the_countys_exception_before_the_baseline():
    found = jurisdiction("阿合奇县").decide({**ORDINARY, **HIGH_RISK}, on="2021-07-01")
    assert [c.provision for ground in found.grounds for c in ground.basis] == [
        "AQ-1-8",
        "AQ-1-9",
        "national:GBF42-3-2",
    ]
    (caveat,) = found.caveats
    assert {"AQ-1-8", "AQ-1-9", "AQ-1-12"} <= {citation.provision for citation in caveat.basis}
