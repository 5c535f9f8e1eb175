"""Rows 1 to 12: who may commit to what, what follows, and what the list takes in."""

from datetime import date

from tests.facts import (
    BAD_CREDIT,
    BY_AGENT,
    FALSE,
    GENERAL_POWER,
    IN_PERSON,
    NO_REASON,
    SPECIAL_POWER,
    UNLISTED,
    UNTRUE,
    UNWILLING,
)
from tests.scenarios.differences import (
    AHEQI,
    MAOJI,
    NATION,
    PLANS,
    QIDONG,
    SHANZHOU,
    TAIERZHUANG,
    Duties,
    Owed,
    asked,
    gives,
    has,
    in_all,
    lacks,
    row,
    silent,
    warns,
)

EVERYWHERE = (*PLANS, NATION)
EXPIRED = {**BAD_CREDIT, "申请人.失信信息有效期届满日": "2021-06-30"}
REPAIRED = {**BAD_CREDIT, "申请人.信用已修复": True}
PUBLIC = {"证明.涉及社会公共利益": True}
DECIDED = {**PUBLIC, "证明.公开承诺书": True}
REFUSED = {**DECIDED, "申请人.同意公开承诺书": False}
UNTRUE_FOUND = {"核查.结论": "不实"}
STATUTORY = {"证明.属法定证照": True, "证明.可经电子证照库核查": True}
NO_AGENTS = {"证明.可代为承诺": False}

BEFORE = [
    row(
        1,
        "撤回理由",
        asked(
            "撤回",
            NO_REASON,
            {
                QIDONG: gives("可撤回", "QD-2.4-6"),
                TAIERZHUANG: gives("不可撤回", "national:GBF42-8-1"),
                MAOJI: gives("不可撤回", "MJ-2.3.9-1"),
                AHEQI: gives("不可撤回", "AQ-3.7-1"),
                SHANZHOU: gives("不可撤回", "SZ-3.6-1"),
                NATION: gives("不可撤回", "GBF42-8-1"),
            },
        ),
        asked("撤回", {}, in_all(gives("可撤回"), *EVERYWHERE)),
    ),
    row(
        2,
        "撤回后时限",
        asked(
            "撤回后果",
            {},
            {
                QIDONG: has("重新计算办理时限", "按原程序办理", by="QD-2.4-7"),
                TAIERZHUANG: has(
                    "按原程序办理", lacks=("重新计算办理时限",), by="national:GBF42-8-1"
                ),
                MAOJI: has("按原程序办理", lacks=("重新计算办理时限",), by="MJ-2.3.9-2"),
                AHEQI: has("按原程序办理", lacks=("重新计算办理时限",), by="AQ-3.7-2"),
                SHANZHOU: has("按原程序办理", lacks=("重新计算办理时限",), by="SZ-3.6-2"),
                NATION: has("按原程序办理", lacks=("重新计算办理时限",), by="GBF42-8-1"),
            },
        ),
        Duties({QIDONG: Owed("QD-2.4-7", since="撤回承诺")}),
    ),
    row(
        3,
        "失信禁入终点",
        asked(
            "适用性",
            EXPIRED,
            {
                QIDONG: gives("可适用"),
                TAIERZHUANG: gives("不适用", "TZ-4.2-3"),
                MAOJI: gives("不适用", "MJ-2.1.2-4"),
                AHEQI: gives("不适用", "AQ-3.6-5"),
                SHANZHOU: gives("不适用", "SZ-3.2-4"),
                NATION: gives("不适用", "GBF42-4-2"),
            },
        ),
        asked("适用性", REPAIRED, in_all(gives("可适用"), *EVERYWHERE)),
    ),
    row(
        4,
        "禁入事由用语",
        asked(
            "适用性",
            UNTRUE,
            {
                QIDONG: gives("不适用", "QD-2.7-3"),
                **in_all(gives("可适用"), TAIERZHUANG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
        asked(
            "适用性",
            FALSE,
            {
                QIDONG: gives("不适用", "QD-2.7-3"),
                TAIERZHUANG: gives("不适用", "TZ-4.2-2"),
                MAOJI: gives("不适用", "MJ-2.1.2-3"),
                AHEQI: gives("不适用", "AQ-3.6-4"),
                SHANZHOU: gives("不适用", "SZ-3.2-3"),
            },
        ),
    ),
    row(
        5,
        "不实后果触发",
        asked(
            "不实后果",
            UNTRUE_FOUND,
            {
                QIDONG: lacks("依法处置", "纳入信用记录"),
                TAIERZHUANG: has("依法处置", by="TZ-3.3-4"),
                MAOJI: has("依法处置", by="MJ-2.3.7-6"),
                AHEQI: has("依法处置", by="AQ-3.4-5"),
                SHANZHOU: has("依法处置", by="SZ-3.4-6"),
                NATION: has("依法处置", by="GBF42-7-4"),
            },
        ),
        asked(
            "不实后果",
            UNTRUE_FOUND,
            {AHEQI: warns("执意隐瞒", "AQ-A-7"), SHANZHOU: silent("隐瞒")},
        ),
        asked(
            "不实后果",
            {**UNTRUE_FOUND, "核查.故意隐瞒真实情况": True},
            in_all(has("依法处置", "纳入信用记录"), *EVERYWHERE),
        ),
    ),
    row(
        6,
        "行政事项类型",
        asked(
            "适用性",
            {**UNLISTED, "事项.类型": "行政裁决"},
            {
                AHEQI: gives("可适用", "AQ-1-2"),
                **in_all(gives("不属于适用范围"), QIDONG, TAIERZHUANG, MAOJI, SHANZHOU),
            },
        ),
        asked("适用性", {"事项.类型": "行政裁决"}, in_all(gives("可适用"), *EVERYWHERE)),
        asked(
            "适用性",
            {"事项.依申请办理": False},
            {
                QIDONG: gives("不属于适用范围", "QD-1.2-2"),
                TAIERZHUANG: gives("不属于适用范围", "TZ-1.1-5"),
                MAOJI: gives("不属于适用范围", "MJ-1-2"),
                AHEQI: gives("不属于适用范围", "AQ-1-2"),
                SHANZHOU: gives("不属于适用范围", "SZ-2-2"),
            },
        ),
    ),
    row(
        7,
        "适用模式",
        asked(
            "适用性",
            UNLISTED,
            {
                QIDONG: gives("不属于适用范围", "QD-2.4-2"),
                TAIERZHUANG: gives("不属于适用范围", "TZ-1.3-1"),
                MAOJI: gives("不属于适用范围", "MJ-2.1.2-1"),
                AHEQI: gives("可适用", "AQ-1-6"),
                SHANZHOU: gives("不属于适用范围", "SZ-3.1-9"),
                NATION: gives("可适用"),
            },
        ),
        asked(
            "适用性",
            UNLISTED,
            {AHEQI: gives("不属于适用范围", "AQ-1-7"), SHANZHOU: gives("不属于适用范围")},
            on=date(2021, 4, 30),
        ),
        asked("适用性", UNLISTED, {AHEQI: gives("可适用", "AQ-1-7")}, on=date(2021, 5, 1)),
        asked(
            "入清单",
            STATUTORY,
            {
                TAIERZHUANG: gives("原则上应列入", "TZ-1.2-3"),
                AHEQI: gives("原则上应列入", "AQ-1-6"),
                **in_all(gives("可列入"), QIDONG, MAOJI, SHANZHOU, NATION),
            },
        ),
        asked(
            "适用性",
            {**UNLISTED, **STATUTORY},
            in_all(gives("不属于适用范围"), TAIERZHUANG, SHANZHOU),
        ),
        Duties(
            {SHANZHOU: Owed("SZ-4.5-1", "原则上不再设证明事项"), QIDONG: Owed(None, "不再设证明")}
        ),
    ),
    row(
        8,
        "入清单条件",
        asked(
            "入清单",
            {"证明.仅需形式审查": False},
            {
                QIDONG: gives("不得列入", "QD-2.1-3"),
                AHEQI: gives("原则上应列入"),
                **in_all(gives("可列入"), TAIERZHUANG, MAOJI, SHANZHOU, NATION),
            },
        ),
        asked(
            "入清单",
            {"证明.设定依据": ["规范性文件"]},
            {
                QIDONG: gives("不得列入", "QD-2.1-2"),
                **in_all(gives("可列入"), TAIERZHUANG, MAOJI, SHANZHOU),
            },
        ),
        asked(
            "入清单",
            {"证明.申请人可自行判断": False},
            {
                QIDONG: gives("不得列入", "QD-2.1-4"),
                **in_all(gives("可列入"), TAIERZHUANG, MAOJI, SHANZHOU),
            },
        ),
        asked(
            "入清单",
            {"证明.行政机关容易核查": False},
            {TAIERZHUANG: warns("容易核查", "TZ-1.2-1"), SHANZHOU: silent("容易核查")},
        ),
        asked(
            "入清单",
            {"事项.要求提供证明": False},
            {MAOJI: gives("不得列入", "MJ-2.2.4-3"), SHANZHOU: gives("不得列入", "SZ-2-3")},
        ),
        asked(
            "入清单",
            {"证明.数据已共享": False},
            {AHEQI: warns("信息共享核验", "AQ-3.1-2"), SHANZHOU: silent("共享")},
        ),
    ),
    row(
        9,
        "清单新增、调整程序",
        asked(
            "入清单",
            {"证明.在省级清单内": False},
            {
                QIDONG: gives("须报批", "QD-2.1-10"),
                **in_all(gives("可列入"), TAIERZHUANG, MAOJI, SHANZHOU),
            },
        ),
        asked(
            "入清单",
            {"清单.已经司法行政部门审核": False},
            {
                TAIERZHUANG: gives("须先履行程序", "TZ-1.4-1"),
                MAOJI: gives("须先履行程序", "MJ-2.1.3-1"),
                AHEQI: gives("须先履行程序", "AQ-1-11"),
                **in_all(gives("可列入"), QIDONG, SHANZHOU),
            },
        ),
        asked(
            "入清单",
            {"清单.已合法性审查": False},
            {
                MAOJI: gives("须先履行程序", "MJ-2.2.4-4"),
                **in_all(gives("可列入"), QIDONG, TAIERZHUANG, SHANZHOU),
            },
        ),
        asked(
            "入清单",
            {"清单.已经党委会议研究": False},
            {
                SHANZHOU: gives("须先履行程序", "SZ-3.1-10"),
                **in_all(gives("可列入"), QIDONG, TAIERZHUANG, MAOJI),
            },
        ),
        Duties(
            {
                MAOJI: Owed("MJ-2.1.3-2", time="7个工作日 内"),
                SHANZHOU: Owed("SZ-3.1-11", time="2021-05-20 前"),
                TAIERZHUANG: Owed("TZ-1.4-1", "备案", time=""),
            }
        ),
    ),
    row(
        10,
        "选择权",
        asked(
            "适用性",
            {**UNWILLING, "证明.实施方式": "必须实行"},
            {
                TAIERZHUANG: gives("应提交证明", "TZ-A8-2"),
                **in_all(gives("应提交证明"), QIDONG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
        asked(
            "办理义务",
            {"证明.实施方式": "必须实行"},
            {
                TAIERZHUANG: has("不得拒绝自主选择", by="TZ-A8-2"),
                QIDONG: has("不得拒绝自主选择", by="QD-2.4-2"),
                MAOJI: has("不得拒绝自主选择", by="MJ-2.1.2-1"),
                AHEQI: has("不得拒绝自主选择", by="AQ-3.6-1"),
                SHANZHOU: has("不得拒绝自主选择", by="SZ-3.2-1"),
            },
        ),
        asked(
            "办理义务",
            {"证明.实施方式": "可选择"},
            in_all(has("不得拒绝自主选择"), *EVERYWHERE),
        ),
    ),
    row(
        11,
        "退回交证明的事由",
        asked(
            "适用性",
            {"申请人.愿意承担不实承诺责任": False},
            {
                AHEQI: gives("应提交证明", "AQ-3.6-2"),
                QIDONG: gives("应提交证明", "QD-2.2-2"),
                TAIERZHUANG: gives("应提交证明", "TZ-1.1-3"),
                MAOJI: gives("应提交证明", "MJ-2.2.5-12"),
                SHANZHOU: gives("应提交证明", "SZ-3.1-3"),
                NATION: gives("应提交证明", "GBF42-2"),
            },
        ),
        asked(
            "适用性",
            REFUSED,
            {
                TAIERZHUANG: gives("应提交证明", "TZ-2.4-3"),
                **in_all(gives("可适用"), QIDONG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
        asked(
            "适用性",
            UNWILLING,
            {
                QIDONG: gives("应提交证明", "QD-2.4-5"),
                TAIERZHUANG: gives("应提交证明", "TZ-A8-3"),
                MAOJI: gives("应提交证明", "MJ-2.1.2-2"),
                AHEQI: gives("应提交证明", "AQ-3.6-2"),
                SHANZHOU: gives("应提交证明", "SZ-3.2-2"),
            },
        ),
        asked(
            "适用性",
            {"申请人.能够承诺": False},
            {
                QIDONG: gives("应提交证明", "QD-2.4-5"),
                TAIERZHUANG: gives("应提交证明", "national:GBF42-4-1"),
                MAOJI: gives("应提交证明", "MJ-2.1.2-2"),
                AHEQI: gives("应提交证明", "AQ-3.6-2"),
                SHANZHOU: gives("应提交证明", "SZ-3.2-2"),
            },
        ),
    ),
    row(
        12,
        "代为承诺",
        asked(
            "代为承诺",
            {**BY_AGENT, **GENERAL_POWER},
            {
                QIDONG: gives("须补授权", "QD-2.7-5"),
                AHEQI: gives("可代为", "AQ-3.6-3"),
                SHANZHOU: gives("须补授权", "SZ-3.2-5"),
                **in_all(gives("未规定"), TAIERZHUANG, MAOJI, NATION),
            },
        ),
        asked(
            "代为承诺",
            {**BY_AGENT, **SPECIAL_POWER, **NO_AGENTS},
            {
                QIDONG: gives("可代为", "QD-2.7-5"),
                AHEQI: gives("不得代为", "AQ-3.6-3"),
                SHANZHOU: gives("不得代为", "SZ-3.2-5"),
                **in_all(gives("未规定"), TAIERZHUANG, MAOJI),
            },
        ),
        asked(
            "代为承诺",
            {**BY_AGENT, **SPECIAL_POWER, **IN_PERSON},
            {
                QIDONG: gives("不得代为", "QD-2.7-6"),
                **in_all(gives("可代为"), AHEQI, SHANZHOU),
            },
        ),
    ),
]
