"""适用性 of 启东市 written by hand, the floor that an engine is measured against.

It returns the same list of rules as the program does on complete facts, those that only bring a
caveat included; `make bench` checks that on every case before it times anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

FROM = date(2021, 5, 25)
LAWFUL = frozenset({"法律", "行政法规", "地方性法规", "国务院决定"})


def rules_that_hold(f: Mapping[str, Any]) -> list[str]:
    """Return the rules that hold of complete facts, on FROM or later."""
    found: list[str] = []
    listed = f["证明.在清单内"]
    if not listed:
        found.append("不在清单内")
    outside = False
    if not f["事项.要求提供证明"]:
        found.append("未要求证明")
        outside = True
    if not f["事项.依申请办理"]:
        found.append("非依申请办理")
        outside = True
    serious, other = f["申请人.有较严重不良信用记录"], f["申请人.有其他失信情形"]
    untrue, false = f["申请人.曾作出不实承诺"], f["申请人.曾作出虚假承诺"]
    repaired = f["申请人.信用已修复"]
    expired = f["申请人.失信信息有效期届满日"] < f["办理.日期"]
    bad = serious or untrue or other
    if bad and not (repaired or expired):
        found.append("失信未修复且未届满")
    if f["证明.风险类别"] or f["证明.其他高风险"]:
        found.append("高风险事项")
        outside = True
    if not f["申请人.愿意承诺"]:
        found.append("不愿承诺")
    if not f["申请人.能够承诺"]:
        found.append("无法承诺")
    if not f["申请人.愿意承担不实承诺责任"]:
        found.append("不愿担责")
    if not found:
        found.append("可以承诺")
    if outside:
        return found
    unwilling = not (
        f["申请人.愿意承诺"] and f["申请人.能够承诺"] and f["申请人.愿意承担不实承诺责任"]
    )
    set_by = f["证明.设定依据"]
    if unwilling and set_by and not LAWFUL.intersection(set_by):
        found.append("文件只要求法定的证明")
    if not listed:
        if f["事项.类型"] == "公共服务":
            found.append("公共服务可以参照")
        return found
    if bad and (repaired or expired) and not (repaired and expired):
        found.append("届满与修复只有其一")
    if (serious or false or other) and expired and not repaired:
        found.append("届满而未修复")
    if untrue and not (serious or false or other or repaired or expired):
        found.append("不实而非虚假承诺")
    if f["代理.由代理人承诺"]:
        if f["事项.依法须本人到场"]:
            found.append("须由本人承诺")
        elif not (f["代理.有特别授权"] or f["代理.为法定代理人"]):
            found.append("尚缺特别授权")
    return found
