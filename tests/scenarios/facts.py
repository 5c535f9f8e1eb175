"""The facts of the scenarios: a case in which nothing is unusual, and what may be."""

from collections.abc import Mapping
from typing import Any

ORDINARY: Mapping[str, Any] = {
    "事项.类型": "行政确认",
    "事项.依申请办理": True,
    "事项.要求提供证明": True,
    "事项.为涉企经营许可": False,
    "事项.许可实行告知承诺制": False,
    "事项.许可设定依据": "法律",
    "事项.许可告知承诺已获批准": True,
    "事项.监管可纠正并防范风险": True,
    "事项.依法须本人到场": False,
    "事项.已办结": False,
    "事项.办理与监管分属不同部门": False,
    "事项.申请材料已按要求提交": True,
    "证明.在清单内": True,
    "证明.在省级清单内": True,
    "证明.省政府已批准增列": False,
    "证明.上级已确定": True,
    "证明.设定依据": ["法律"],
    "证明.仅需形式审查": True,
    "证明.申请人可自行判断": True,
    "证明.行政机关容易核查": True,
    "证明.专业性技术性较强": False,
    "证明.属法定证照": False,
    "证明.可经电子证照库核查": False,
    "证明.数据已共享": False,
    "证明.需现场核查": False,
    "证明.难以自行核查": False,
    "证明.核查难度较大": False,
    "证明.涉及社会公共利益": False,
    "证明.涉及第三人利益": False,
    "证明.经济利益价值较高": False,
    "证明.风险类别": [],
    "证明.其他高风险": False,
    "证明.实施方式": "可选择",
    "证明.可代为承诺": True,
    "证明.免予核查": False,
    "证明.公开承诺书": False,
    "清单.已合法性审查": True,
    "清单.已请示或论证": True,
    "清单.已经党委会议研究": True,
    "清单.已经司法行政部门审核": True,
    "申请人.类型": "公民",
    "申请人.证件号码": "11010519491231002X",
    "申请人.有较严重不良信用记录": False,
    "申请人.曾作出虚假承诺": False,
    "申请人.曾作出不实承诺": False,
    "申请人.有其他失信情形": False,
    "申请人.信用已修复": False,
    "申请人.失信信息有效期届满日": "无固定期限",
    "申请人.愿意承诺": True,
    "申请人.能够承诺": True,
    "申请人.愿意承担不实承诺责任": True,
    "申请人.同意公开承诺书": True,
    "代理.由代理人承诺": False,
    "代理.有授权": False,
    "代理.有特别授权": False,
    "告知.已一次性书面告知": True,
    "承诺.已书面作出": True,
    "承诺.已签字": True,
    "承诺.已盖章": False,
    "承诺.已捺印": False,
    "承诺.已交原件": True,
    "承诺.已撤回": False,
    "承诺书.涉密或隐私": [],
    "撤回.有合理理由": True,
    "核查.结论": "真实",
    "核查.故意隐瞒真实情况": False,
    "核查.涉嫌犯罪": False,
    "协助.事项在目录内": True,
    "协助.均为本区行政机关": True,
    "协助.双方无隶属关系": True,
    "协助.需现场协助检查": False,
    "协助.已签协议或备忘录": False,
    "协助.确有原因不能提供": False,
}
"""Every core fact but the date, of a case in which nothing is unusual."""

UNKNOWN: Mapping[str, Any] = {}
"""A case of which nothing is known."""

# What the certificate or the matter may have about it.
HIGH_RISK = {"证明.风险类别": ["公共安全"]}
UNLISTED = {"证明.在清单内": False}
LICENCE = {"事项.为涉企经营许可": True, "事项.许可实行告知承诺制": True}
UNAPPROVED = {**LICENCE, "事项.许可告知承诺已获批准": False}
CLOSED = {"事项.已办结": True}
EXEMPT = {"证明.免予核查": True}
BOTH_WAYS = {"证明.数据已共享": True, "证明.需现场核查": True}
BEYOND_MEANS = {"证明.难以自行核查": True}
NO_HELP = {"协助.确有原因不能提供": True}
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
WITHDRAWN = {"承诺.已撤回": True}
NO_REASON = {"撤回.有合理理由": False}
WILFUL = {"核查.故意隐瞒真实情况": True, "核查.结论": "不实"}

# 启东市's document came into force on the second of these days.
DAY_BEFORE = "2021-05-24"
FIRST_DAY = "2021-05-25"
FROM_NATION = "启政办发〔2021〕22号自 2021-05-25 起施行，办理日期在此之前"
