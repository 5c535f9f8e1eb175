"""Rows 13 to 17: publication, what notices and letters contain, and how they are signed."""

from tests.facts import LICENCE
from tests.scenarios.differences import (
    AHEQI,
    MAOJI,
    NATION,
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

PUBLIC = {"证明.涉及社会公共利益": True}
DECIDED = {**PUBLIC, "证明.公开承诺书": True}
PERSONAL = {"承诺书.涉密或隐私": ["个人隐私"]}
UNSIGNED = {"承诺.已签字": False}
SEALED = {**UNSIGNED, "承诺.已盖章": True}

TEXTS = [
    row(
        13,
        "告知承诺书公开",
        asked(
            "承诺书公开",
            PUBLIC,
            {
                QIDONG: gives("应当公开", "QD-2.7-7"),
                TAIERZHUANG: gives("不公开", "TZ-2.4-1"),
                MAOJI: gives("应当公开", "MJ-2.3.9-3"),
                AHEQI: gives("应当公开", "national:GBF42-8-2"),
                SHANZHOU: gives("应当公开", "SZ-3.6-3"),
            },
        ),
        asked(
            "承诺书公开",
            DECIDED,
            {
                TAIERZHUANG: gives("单位决定公开", "TZ-2.4-1"),
                **in_all(gives("应当公开"), QIDONG, MAOJI, AHEQI, SHANZHOU),
            },
        ),
        asked(
            "承诺书公开",
            {**PUBLIC, **PERSONAL},
            {
                SHANZHOU: gives("不公开", "SZ-3.6-4"),
                **in_all(gives("应当公开"), QIDONG, MAOJI, AHEQI, NATION),
            },
        ),
        Duties(
            {
                QIDONG: Owed("QD-2.7-8", "公开告知承诺书"),
                TAIERZHUANG: Owed("TZ-2.4-2", "目录"),
                MAOJI: Owed("MJ-2.3.9-4", "公开告知承诺书"),
                SHANZHOU: Owed("SZ-3.6-5", "公开告知承诺书"),
                AHEQI: Owed(None, "公开告知承诺书"),
            }
        ),
    ),
    row(
        14,
        "告知内容列举",
        asked(
            "告知要素",
            {},
            {
                QIDONG: has("设定依据", by="QD-2.3-4", lacks=("证明用途", "开具单位")),
                TAIERZHUANG: has("开具单位", "可作承诺", by="TZ-A6-1", lacks=("证明用途",)),
                MAOJI: has("设定依据", by="MJ-2.2.5-2", lacks=("证明用途", "开具单位")),
                AHEQI: has("证明用途", "适用对象", by="AQ-A-2", lacks=("开具单位",)),
                SHANZHOU: has("设定依据", by="national:GBF42-5-1", lacks=("证明用途", "开具单位")),
            },
        ),
        asked(
            "告知要素",
            LICENCE,
            {
                MAOJI: has("许可条件和材料要求", by="MJ-2.2.5-3"),
                AHEQI: has("许可条件和材料要求", by="AQ-3.2-5"),
                **in_all(lacks("许可条件和材料要求"), QIDONG, TAIERZHUANG, SHANZHOU),
            },
        ),
    ),
    row(
        15,
        "承诺内容列举",
        asked(
            "承诺要素",
            {},
            {
                QIDONG: has(
                    "证件号码", "理解告知事项", "约束惩戒", by="QD-2.3-10", lacks=("配合核查",)
                ),
                TAIERZHUANG: has("承诺事项", "可核查方式", by="TZ-A7-1", lacks=("证件号码",)),
                MAOJI: has("知晓告知事项", by="MJ-2.2.5-10", lacks=("证件号码", "配合核查")),
                AHEQI: has(
                    "配合核查", "基本信息真实", "具体情况", by="AQ-A-13", lacks=("证件号码",)
                ),
                SHANZHOU: has(
                    "知晓告知事项", by="national:GBF42-5-2", lacks=("证件号码", "配合核查")
                ),
            },
        ),
    ),
    row(
        16,
        "文本质量",
        Duties(
            {
                QIDONG: Owed("QD-2.3-16", "“一些”“有关”"),
                TAIERZHUANG: Owed("national:GBF42-5-3", "模糊表述"),
                MAOJI: Owed("MJ-2.2.5-17", "模糊表述"),
                AHEQI: Owed("AQ-3.2-20", "模糊表述"),
                SHANZHOU: Owed("SZ-3.3-6", "模糊表述"),
            }
        ),
        Duties(
            {
                QIDONG: Owed("QD-2.3-2", "全面准确"),
                MAOJI: Owed("MJ-2.2.5-8", "全面准确"),
                AHEQI: Owed("AQ-3.2-1", "内容完备"),
                SHANZHOU: Owed("SZ-3.3-1", "全面准确"),
            }
        ),
    ),
    row(
        17,
        "文书形态与签署",
        asked(
            "承诺效力",
            UNSIGNED,
            {
                QIDONG: gives("不生效", "QD-2.4-4"),
                TAIERZHUANG: gives("不生效", "TZ-A7-3"),
                AHEQI: gives("不生效", "AQ-2.2-2"),
                **in_all(gives("视为已提供证明"), MAOJI, SHANZHOU, NATION),
            },
        ),
        asked(
            "承诺效力",
            SEALED,
            {
                QIDONG: gives("视为已提供证明", "QD-2.4-4"),
                **in_all(gives("视为已提供证明"), MAOJI, AHEQI, SHANZHOU),
            },
        ),
        asked("承诺效力", SEALED, {AHEQI: warns("宜补签字", "AQ-A-16")}),
        asked(
            "承诺效力",
            {},
            {TAIERZHUANG: warns("签字、捺印", "TZ-A7-3"), SHANZHOU: silent("捺印")},
        ),
        asked(
            "承诺效力",
            {"承诺.已交原件": False},
            {
                AHEQI: warns("宜补交原件", "AQ-A-4"),
                **in_all(gives("视为已提供证明"), QIDONG, TAIERZHUANG, MAOJI, SHANZHOU),
            },
        ),
    ),
]
