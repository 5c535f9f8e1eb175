"""Facts for the tests: a case in which nothing is unusual, and what may be."""

from collections.abc import Mapping
from typing import Any

from gaozhi.source import read_file
from tests.places import REPOSITORY

_FILE = REPOSITORY / "rules/national/scenarios/平常的申请.scenarios.yaml"

_READ: Any = read_file(_FILE).root.plain()

ORDINARY: Mapping[str, Any] = _READ["bases"]["平常的申请"]["facts"]
"""Every core fact but the date, of a case in which nothing is unusual."""

# What the certificate or the matter may have about it.
HIGH_RISK = {"证明.风险类别": ["公共安全"]}
UNLISTED = {"证明.在清单内": False}
LICENCE = {"事项.为涉企经营许可": True, "事项.许可实行告知承诺制": True}
UNAPPROVED = {**LICENCE, "事项.许可告知承诺已获批准": False}
CLOSED = {"事项.已办结": True}
EXEMPT = {"证明.免予核查": True}
BOTH_WAYS = {"证明.数据已共享": True, "证明.需现场核查": True}
BEYOND_MEANS = {"证明.难以自行核查": True}
INSURABLE = {"证明.经济利益价值较高": True, "证明.核查难度较大": True}

# What the applicant or the agent may have about them.
BAD_CREDIT = {"申请人.有较严重不良信用记录": True}
UNTRUE = {"申请人.曾作出不实承诺": True}
FALSE = {"申请人.曾作出虚假承诺": True, "申请人.曾作出不实承诺": True}
UNWILLING = {"申请人.愿意承诺": False}
BY_AGENT = {"代理.由代理人承诺": True}
GENERAL_POWER = {"代理.有授权": True}
SPECIAL_POWER = {"代理.有授权": True, "代理.有特别授权": True}
IN_PERSON = {"事项.依法须本人到场": True}

# What may have become of the commitment.
NO_REASON = {"撤回.有合理理由": False}
WILFUL = {"核查.故意隐瞒真实情况": True, "核查.结论": "不实"}

# 启东市's document came into force on this day.
FIRST_DAY = "2021-05-25"

WILLING: dict[str, bool] = {
    "申请人.愿意承诺": True,
    "申请人.能够承诺": True,
    "申请人.愿意承担不实承诺责任": True,
    "申请人.有较严重不良信用记录": False,
    "申请人.曾作出不实承诺": False,
    "申请人.有其他失信情形": False,
}
"""Facts of the applicant with which 启东市 is open to a commitment."""
