"""Rows 18 to 40: verification, assistance, consequences, dates, and what the organs owe."""

from tests.facts import (
    BEYOND_MEANS,
    BOTH_WAYS,
    CLOSED,
    EXEMPT,
    INSURABLE,
    LICENCE,
    UNAPPROVED,
    UNLISTED,
    WILFUL,
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
APART = {**EXEMPT, "事项.办理与监管分属不同部门": True}
CONSULTED = ("征求监管部门意见", "明确双方权责", "报司法局备案")
SHARED = {"证明.数据已共享": True}
SITE = {"证明.需现场核查": True}
UNLISTED_HELP = {**BEYOND_MEANS, "协助.事项在目录内": False}
PUBLIC_SERVICE = {**UNLISTED, "事项.类型": "公共服务"}
UNTRUE_INSURED = {**WILFUL, **INSURABLE}
SECRET = {"证明.涉及社会公共利益": True, "承诺书.涉密或隐私": ["商业秘密"]}
BY_LOCAL_RULES = {**UNAPPROVED, "事项.许可设定依据": "地方性法规"}

REQUEST = "协助请求到达"
THREE_DAYS = "3个工作日 内"
TWO_DAYS = "2个工作日 内"

AFTERWARDS = [
    row(
        18,
        "核查办法粒度",
        asked(
            "核查方式",
            {},
            {
                QIDONG: gives("由行政机关确定", "QD-2.5-1"),
                TAIERZHUANG: gives("由行政机关确定", "TZ-3.1-2"),
                MAOJI: gives("由行政机关确定", "MJ-2.3.7-1"),
                AHEQI: gives("由行政机关确定", "AQ-3.4-8"),
                SHANZHOU: gives("由行政机关确定", "SZ-3.4-1"),
            },
        ),
        Duties(
            {
                QIDONG: Owed("QD-2.5-1", "逐一"),
                TAIERZHUANG: Owed("TZ-3.1-2", "分类"),
                MAOJI: Owed("MJ-2.3.7-1", "分类"),
                AHEQI: Owed("AQ-3.4-8", "分类"),
                SHANZHOU: Owed("SZ-3.4-1", "分类"),
            }
        ),
        Duties({TAIERZHUANG: Owed("TZ-A3-4", "核查人员"), SHANZHOU: Owed(None, "核查人员")}),
    ),
    row(
        19,
        "免予核查",
        asked(
            "核查方式",
            EXEMPT,
            {
                QIDONG: gives("免予核查", "QD-2.5-4"),
                TAIERZHUANG: gives("免予核查", "TZ-3.1-2"),
                MAOJI: gives("免予核查", "MJ-2.3.7-3"),
                AHEQI: gives("免予核查", "national:GBF42-7-1"),
                SHANZHOU: gives("免予核查", "SZ-3.4-3"),
            },
        ),
        asked(
            "核查义务",
            APART,
            {
                TAIERZHUANG: has(*CONSULTED, by="TZ-3.3-2"),
                **in_all(lacks(*CONSULTED), QIDONG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
        asked("核查义务", EXEMPT, in_all(lacks(*CONSULTED), TAIERZHUANG)),
        asked(
            "核查义务",
            {},
            {
                TAIERZHUANG: has("日常监管", by="TZ-3.3-1"),
                AHEQI: has("日常监管", by="AQ-3.4-3"),
                **in_all(lacks("日常监管"), QIDONG, MAOJI, SHANZHOU, NATION),
            },
        ),
    ),
    row(
        20,
        "核查方式优先",
        asked(
            "核查方式",
            BOTH_WAYS,
            {
                QIDONG: gives("在线核查", "QD-2.5-12"),
                TAIERZHUANG: gives("在线核查"),
                MAOJI: gives("在线核查", "MJ-2.3.7-9"),
                AHEQI: gives("在线核查", "AQ-3.3-1"),
                SHANZHOU: gives("在线核查", "SZ-3.4-9"),
            },
        ),
        asked(
            "核查义务",
            SHARED,
            {
                QIDONG: has("主动比对", by="QD-2.5-14"),
                **in_all(lacks("主动比对"), TAIERZHUANG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
    ),
    row(
        21,
        "现场核查推送监管人员",
        asked(
            "核查义务",
            SITE,
            {
                QIDONG: has("推送监管人员", by="national:GBF42-7-5"),
                TAIERZHUANG: has("推送监管人员", by="national:GBF42-7-5"),
                MAOJI: has("推送监管人员", by="MJ-2.3.7-10"),
                AHEQI: has("推送监管人员", by="AQ-3.3-2"),
                SHANZHOU: has("推送监管人员", by="SZ-3.4-10"),
            },
        ),
    ),
    row(
        22,
        "歧视性监管禁止",
        asked(
            "核查义务",
            EXEMPT,
            {
                QIDONG: has("不得歧视性监管", by="QD-2.5-6"),
                TAIERZHUANG: has("不得歧视性监管", by="national:GBF42-7-2"),
                MAOJI: has("不得歧视性监管", by="MJ-2.3.7-5"),
                AHEQI: has("不得歧视性监管", by="AQ-3.4-4"),
                SHANZHOU: has("不得歧视性监管", by="SZ-3.4-5"),
            },
        ),
        asked(
            "核查义务",
            {},
            {
                QIDONG: has("不得歧视性监管", by="QD-2.5-6"),
                TAIERZHUANG: has("不得歧视性监管", by="national:GBF42-7-2"),
                MAOJI: has("不得歧视性监管", by="MJ-2.3.7-5"),
                AHEQI: has("不得歧视性监管", by="AQ-3.4-4"),
                SHANZHOU: has("不得歧视性监管", by="SZ-3.4-5"),
            },
        ),
    ),
    row(
        23,
        "协助期限",
        Duties(
            {
                QIDONG: Owed("QD-2.5-17", time="及时", since=REQUEST),
                TAIERZHUANG: Owed("TZ-3.2-2", time=THREE_DAYS, since=REQUEST),
                MAOJI: Owed("MJ-2.3.7-13", time="及时", since=REQUEST),
                AHEQI: Owed("AQ-3.3-4", time="及时", since=REQUEST),
                SHANZHOU: Owed("SZ-3.4-13", time="及时", since=REQUEST),
            }
        ),
        Duties(
            {
                QIDONG: Owed("QD-2.5-18", time="及时", since=REQUEST, instead_of=True),
                TAIERZHUANG: Owed("TZ-3.2-3", time=TWO_DAYS, since=REQUEST, instead_of=True),
                MAOJI: Owed("MJ-2.3.7-14", time="", since=REQUEST, instead_of=True),
                AHEQI: Owed("AQ-3.3-5", time="", since=REQUEST, instead_of=True),
                SHANZHOU: Owed("SZ-3.4-14", time="", since=REQUEST, instead_of=True),
            }
        ),
    ),
    row(
        24,
        "协助准入",
        asked(
            "核查义务",
            UNLISTED_HELP,
            {
                TAIERZHUANG: has("目录外不得请求协助", by="TZ-A2.7-3"),
                **in_all(lacks("目录外不得请求协助"), QIDONG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
        asked(
            "核查义务",
            BEYOND_MEANS,
            {
                TAIERZHUANG: has("回复方式一致", by="TZ-A2.5-5", lacks=("目录外不得请求协助",)),
                **in_all(lacks("回复方式一致"), QIDONG, MAOJI, AHEQI, SHANZHOU),
            },
        ),
        asked(
            "核查方式",
            UNLISTED_HELP,
            {
                QIDONG: gives("行政协助", "QD-2.5-16"),
                TAIERZHUANG: gives("暂无法核查", "TZ-A2.7-3"),
                MAOJI: gives("行政协助", "MJ-2.3.7-12"),
                AHEQI: gives("行政协助", "AQ-3.3-3"),
                SHANZHOU: gives("行政协助", "SZ-3.4-12"),
            },
        ),
    ),
    row(
        25,
        "格式文本公布期限",
        Duties(
            {
                QIDONG: Owed("QD-2.3-18", "公布", time=""),
                TAIERZHUANG: Owed(
                    "TZ-2.2-2", "格式文本", time="10个工作日 内", since="通用清单公布"
                ),
                MAOJI: Owed("MJ-3.3-2", "公布", time="2021-04-30 前"),
                AHEQI: Owed("AQ-3.2-17", "公示", time="2021-04-05 前"),
                SHANZHOU: Owed("SZ-3.3-3", "公布", time=""),
            }
        ),
        Duties(
            {
                QIDONG: Owed("QD-2.3-1", "制作", time="2021-06-25 前"),
                TAIERZHUANG: Owed("TZ-A3-5", "公示", time="2021-04-15 前"),
                SHANZHOU: Owed("SZ-3.3-5", "编制", time=""),
            }
        ),
    ),
    row(
        26,
        "证件交回",
        asked(
            "不实后果",
            {**WILFUL, **CLOSED},
            {
                TAIERZHUANG: has("限期交回证件", by="TZ-A6-3"),
                **in_all(lacks("限期交回证件"), QIDONG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
        Duties(
            {
                TAIERZHUANG: Owed("TZ-A6-3", "交回", time="2日 内", since="撤销行政决定"),
                **dict.fromkeys((QIDONG, MAOJI, AHEQI, SHANZHOU), Owed(None, "交回")),
            }
        ),
    ),
    row(
        27,
        "涉企经营许可",
        asked(
            "办理义务",
            LICENCE,
            {
                QIDONG: has("一次性告知和承诺", by="QD-2.2-6"),
                TAIERZHUANG: has("一次性告知和承诺", by="national:GBF42-6-1"),
                MAOJI: has("一次性告知和承诺", by="national:GBF42-6-1"),
                AHEQI: has("一次性告知和承诺", by="AQ-3.2-14"),
                SHANZHOU: has("一次性告知和承诺", by="national:GBF42-6-1"),
            },
        ),
        asked(
            "办理义务",
            LICENCE,
            {
                AHEQI: has("当场作出决定", by="AQ-3.2-13"),
                **in_all(
                    has("当场作出决定", by="national:GBF42-6-1"),
                    QIDONG,
                    TAIERZHUANG,
                    MAOJI,
                    SHANZHOU,
                ),
            },
        ),
        asked(
            "办理义务",
            BY_LOCAL_RULES,
            {
                AHEQI: warns("报县人民政府批准", "AQ-2.3-3"),
                **in_all(warns("省级或者设区的市"), QIDONG, TAIERZHUANG, MAOJI, SHANZHOU, NATION),
            },
        ),
    ),
    row(
        28,
        "信用修复机制",
        Duties(
            {
                QIDONG: Owed("QD-2.6-8", "建立健全信用修复"),
                AHEQI: Owed("AQ-3.5-7", "落实"),
                **dict.fromkeys((TAIERZHUANG, MAOJI, SHANZHOU), Owed(None, "建立健全信用修复")),
            }
        ),
    ),
    row(
        29,
        "失信名单与公开",
        asked(
            "不实后果",
            WILFUL,
            {
                QIDONG: has("列入失信主体名单", "失信公示", by="QD-2.6-3", lacks=("推送信用中国",)),
                TAIERZHUANG: has("推送信用中国", by="TZ-3.3-6", lacks=("列入失信主体名单",)),
                **in_all(
                    lacks("列入失信主体名单", "失信公示", "推送信用中国"),
                    *(MAOJI, AHEQI, SHANZHOU, NATION),
                ),
            },
        ),
        asked("不实后果", WILFUL, {AHEQI: warns("是否列入黑名单、是否公示", "AQ-3.5-1")}),
        Duties(
            {
                QIDONG: Owed("QD-2.6-3", "诚信档案和虚假承诺失信主体名单"),
                TAIERZHUANG: Owed("TZ-4.2-5", "诚信档案"),
                MAOJI: Owed(None, "诚信档案"),
                AHEQI: Owed("AQ-3.5-1", "诚信档案和虚假承诺黑名单"),
                SHANZHOU: Owed("SZ-3.5-1", "诚信档案"),
            }
        ),
    ),
    row(
        30,
        "个人信息、商业秘密保护",
        Duties(
            {
                MAOJI: Owed("MJ-2.3.8-5", "个人信息和商业秘密"),
                AHEQI: Owed("AQ-3.5-6", "个人信息和商业秘密"),
                **dict.fromkeys((QIDONG, TAIERZHUANG, SHANZHOU), Owed(None, "商业秘密")),
            }
        ),
        asked(
            "承诺书公开",
            SECRET,
            {
                SHANZHOU: gives("不公开", "SZ-3.6-4"),
                **in_all(gives("应当公开"), QIDONG, MAOJI, AHEQI),
            },
        ),
    ),
    row(
        31,
        "责任保险、事前信用预警",
        asked(
            "核查义务",
            INSURABLE,
            {
                QIDONG: warns("责任保险", "QD-2.7-10"),
                TAIERZHUANG: warns("责任保险", "national:GBF42-9-1"),
                MAOJI: warns("责任保险", "MJ-2.3.9-6"),
                AHEQI: warns("责任保险", "AQ-3.7-4"),
                SHANZHOU: warns("责任保险", "SZ-3.6-7"),
            },
        ),
        asked(
            "不实后果",
            UNTRUE_INSURED,
            {
                QIDONG: warns("由保险人承担赔偿责任", "QD-2.7-11"),
                **in_all(silent("由保险人"), TAIERZHUANG, MAOJI, AHEQI, SHANZHOU, NATION),
            },
        ),
    ),
    row(
        33,
        "公共服务行业参照",
        asked(
            "适用性",
            PUBLIC_SERVICE,
            {
                QIDONG: warns("可以参照本方案", "QD-2.1-12"),
                AHEQI: gives("可适用", "AQ-1-2"),
                **in_all(silent("参照"), TAIERZHUANG, MAOJI, SHANZHOU, NATION),
            },
        ),
    ),
    row(
        34,
        "定义条款",
        asked(
            "办理义务",
            {},
            {
                QIDONG: has("不再索要证明", by="QD-2.2-3"),
                TAIERZHUANG: has("不再索要证明", by="TZ-1.1-4"),
                MAOJI: has("不再索要证明", by="national:GBF42-2"),
                AHEQI: has("不再索要证明", by="AQ-2.2-3"),
                SHANZHOU: has("不再索要证明", by="SZ-3.1-4"),
            },
        ),
    ),
    row(
        35,
        "报告周期",
        Duties(
            {
                QIDONG: Owed("QD-3.3-1", "书面总结", time="每 6个月"),
                TAIERZHUANG: Owed(None, "总结"),
                MAOJI: Owed(None, "形成书面"),
                AHEQI: Owed("AQ-4.3-1", "落实情况", time="2021-04-02 前"),
                SHANZHOU: Owed("SZ-4.5-2", "总结", time="2021-06-20 前"),
            }
        ),
    ),
    row(
        37,
        "投诉举报",
        Duties(
            {
                QIDONG: Owed("QD-2.7-12", "畅通投诉举报渠道"),
                TAIERZHUANG: Owed(None, "投诉举报"),
                MAOJI: Owed("MJ-3.4-2", "投诉举报", time="及时"),
                AHEQI: Owed("AQ-3.2-15", "投诉举报", time="及时"),
                SHANZHOU: Owed("SZ-3.6-10", "公布投诉举报方式"),
            }
        ),
    ),
    row(
        38,
        "信用机制牵头",
        Duties(
            {
                TAIERZHUANG: Owed("TZ-4.1-4", actor="区发展改革局、区司法局"),
                MAOJI: Owed("MJ-2.3.8-6", actor="区发展改革局"),
                AHEQI: Owed("AQ-3.5-10", actor="县发改委"),
                SHANZHOU: Owed("SZ-3.5-6", actor="区发展改革委员会"),
            }
        ),
    ),
    row(
        39,
        "与上级清单的关系",
        asked(
            "入清单",
            {"证明.上级已确定": False},
            {
                MAOJI: gives("不得列入", "MJ-2.2.4-1"),
                TAIERZHUANG: warns("通用清单", "TZ-1.2-2"),
                AHEQI: warns("严格对照自治州", "AQ-4.2-1"),
                **in_all(gives("可列入"), QIDONG, SHANZHOU),
            },
        ),
        asked(
            "入清单",
            {"证明.在省级清单内": False},
            {QIDONG: gives("须报批", "QD-2.1-10"), SHANZHOU: gives("可列入")},
        ),
    ),
    row(
        40,
        "数据共享",
        Duties(
            {
                QIDONG: Owed("QD-2.8-2", "无条件共享"),
                TAIERZHUANG: Owed(None, "无条件共享"),
                MAOJI: Owed("MJ-2.3.7-17", "数据共享"),
                AHEQI: Owed("AQ-3.3-8", "在线核查支撑"),
                SHANZHOU: Owed("SZ-3.4-16", "联通共享"),
            }
        ),
    ),
]
