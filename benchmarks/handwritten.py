"""适用性 of 启东市 written by hand, the floor that an engine is measured against.

It returns the same list of rules as the program does on complete facts; `make bench` checks that
on every case before it times anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

FROM = date(2021, 5, 25)


def rules_that_hold(f: Mapping[str, Any]) -> list[str]:
    """Return the rules with an effect that hold of complete facts, on FROM or later."""
    found: list[str] = []
    if not f["证明.在清单内"]:
        found.append("不在清单内")
    if not f["事项.要求提供证明"]:
        found.append("未要求证明")
    if not f["事项.依申请办理"]:
        found.append("非依申请办理")
    bad = (
        f["申请人.有较严重不良信用记录"] or f["申请人.曾作出不实承诺"] or f["申请人.有其他失信情形"]
    )
    if bad and not (f["申请人.信用已修复"] or f["申请人.失信信息有效期届满日"] < f["办理.日期"]):
        found.append("失信未修复且未届满")
    if f["证明.风险类别"] or f["证明.其他高风险"]:
        found.append("高风险事项")
    if not f["申请人.愿意承诺"]:
        found.append("不愿承诺")
    if not f["申请人.能够承诺"]:
        found.append("无法承诺")
    return found or ["可以承诺"]
