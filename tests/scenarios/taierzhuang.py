"""What the scenarios of 台儿庄区 start from, and what its document may find in a case."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from tests.scenarios.facts import BEYOND_MEANS, ORDINARY
from tests.scenarios.scenario import scenario as any_scenario

COUNTY = "台儿庄区"

START: Mapping[str, Any] = {**ORDINARY, "承诺.已捺印": True}
"""A case in which nothing is unusual: the form of annex 7 is signed and bears a thumbprint."""

scenario = partial(any_scenario, start=START)
"""A scenario that starts from such a case."""

DAY_BEFORE = "2021-03-24"
FIRST_DAY = "2021-03-25"
FROM_NATION = "台政办发〔2021〕2号自 2021-03-25 起施行，办理日期在此之前"

MANDATORY = {"证明.实施方式": "必须实行"}
UNABLE = {"申请人.能够承诺": False}
REPAIRED = {"申请人.信用已修复": True}
THIRD_PARTY = {"证明.涉及第三人利益": True}
DECIDED = {"证明.公开承诺书": True}
REFUSES = {"申请人.同意公开承诺书": False}
REFUSED = {**THIRD_PARTY, **DECIDED, **REFUSES}
"""The organ has decided to publish on one of the three grounds, and the applicant refuses."""

OUT_OF_DIRECTORY = {"协助.事项在目录内": False}
ELSEWHERE = {"协助.均为本区行政机关": False}
SUBORDINATE = {"协助.双方无隶属关系": False}
ON_SITE = {"协助.需现场协助检查": True}
AGREED = {"协助.已签协议或备忘录": True}
ASKED = BEYOND_MEANS
"""The organ cannot tell by its own means, and may ask another."""

APART = {"事项.办理与监管分属不同部门": True}
UNTRUE_FOUND = {"核查.结论": "不实"}
UNPROVABLE = {"核查.结论": "无法证实"}
