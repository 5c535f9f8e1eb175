"""The days that 阿合奇县's document turns on, and what only its scenarios try."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.scenarios.facts import ORDINARY

# The document was issued on the second of these days.
DAY_BEFORE = "2021-03-29"
FIRST_DAY = "2021-03-30"
FROM_NATION = "阿政办发〔2021〕6号自 2021-03-30 起施行，办理日期在此之前"

# Until the first of these days only the directory was tried out; what “5月1日后” means has two
# readings, which differ on the second.
LAST_DAY_OF_TRIAL = "2021-04-30"
DAY_OF_TWO_READINGS = "2021-05-01"
DAY_AFTER = "2021-05-02"

NOT_LIABLE = {"申请人.愿意承担不实承诺责任": False}
NO_AGENT = {"证明.可代为承诺": False}
LOCAL_LICENCE = {
    "事项.为涉企经营许可": True,
    "事项.许可实行告知承诺制": True,
    "事项.许可设定依据": "地方性法规",
}


def without(facts: Iterable[str]) -> Mapping[str, Any]:
    """Return the ordinary case of which some facts are not known."""
    left_out = set(facts)
    return {name: value for name, value in ORDINARY.items() if name not in left_out}
