"""What the tests of 台儿庄区 start from, and what its document may find in a case."""

from collections.abc import Mapping
from typing import Any

from tests.facts import ORDINARY

COUNTY = "台儿庄区"

START: Mapping[str, Any] = {**ORDINARY, "承诺.已捺印": True}
"""A case in which nothing is unusual: the form of annex 7 is signed and bears a thumbprint."""

FIRST_DAY = "2021-03-25"

MANDATORY = {"证明.实施方式": "必须实行"}
UNABLE = {"申请人.能够承诺": False}
THIRD_PARTY = {"证明.涉及第三人利益": True}
DECIDED = {"证明.公开承诺书": True}
REFUSES = {"申请人.同意公开承诺书": False}
REFUSED = {**THIRD_PARTY, **DECIDED, **REFUSES}
"""The organ has decided to publish on one of the three grounds, and the applicant refuses."""

APART = {"事项.办理与监管分属不同部门": True}
