"""``make bench``: run every measurement and print the ratios, with the bound that each has."""

from __future__ import annotations

import json
import platform
import random
import sys
from datetime import date, timedelta
from typing import Any

import gaozhi
from benchmarks import checking, frames, independent, loading, reasons, scenarios, workdays
from benchmarks.handwritten import rules_that_hold
from benchmarks.measuring import RUNS, side_by_side
from benchmarks.opponents import opponents

CASES = 200


def complete_cases(seed: int = 42) -> list[dict[str, Any]]:
    """Return complete facts for 适用性 of 启东市, on days since its document is in force."""
    draw = random.Random(seed)
    names = [
        "事项.依申请办理", "事项.要求提供证明", "证明.在清单内", "证明.其他高风险",
        "申请人.有较严重不良信用记录", "申请人.曾作出虚假承诺", "申请人.曾作出不实承诺",
        "申请人.有其他失信情形", "申请人.信用已修复", "申请人.愿意承诺", "申请人.能够承诺",
        "申请人.愿意承担不实承诺责任", "代理.由代理人承诺", "代理.有特别授权",
        "代理.为法定代理人", "事项.依法须本人到场",
    ]  # fmt: skip
    cases = []
    for _ in range(CASES):
        facts: dict[str, Any] = {name: draw.random() < 0.5 for name in names}
        if facts["申请人.曾作出虚假承诺"]:
            facts["申请人.曾作出不实承诺"] = True
        facts["证明.风险类别"] = ["国家安全"] if draw.random() < 0.2 else []
        facts["证明.设定依据"] = draw.choice([[], ["法律"], ["规章"], ["法律", "规范性文件"]])
        facts["事项.类型"] = draw.choice(["行政许可", "行政确认", "公共服务"])
        facts["办理.日期"] = date(2021, 5, 25) + timedelta(days=draw.randrange(1000))
        facts["申请人.失信信息有效期届满日"] = date(2021, 5, 25) + timedelta(draw.randrange(1000))
        cases.append(facts)
    return cases


def main() -> int:
    """Print the table; return 1 when a bound is passed."""
    county = gaozhi.load()["qidong"]
    facts = complete_cases()
    prepared = [county.case(case) for case in facts]
    of_the_plan = {rule.name for rule in county.program.decisions["适用性"].rules}
    for raw, case in zip(facts, prepared, strict=True):
        decision = county.decide(case)
        assert decision.settled, raw
        said = {ground.rule for ground in decision.grounds} | {c.rule for c in decision.caveats}
        assert said & of_the_plan == set(rules_that_hold(raw)), raw
    open_facts = [{k: v for k, v in case.items() if "承诺" not in k} for case in facts]
    by_hand, on_case, on_facts, on_open, told = side_by_side(
        (rules_that_hold, facts),
        (county.decide, prepared),
        (county.decide, facts),
        (county.decide, open_facts),
        (lambda case: county.decide(case).grounds, prepared),
    )
    rows: list[tuple[str, str, float, float | None]] = [
        *loading.rows(),
        ("检查全部随包内容", "自 YAML 载入", checking.against_loading(), checking.MOST_OF_LOADING),
        ("判断：事实齐全，案件已备", "手写的 Python 函数", on_case / by_hand, 3),
        ("判断：事实齐全，自字典起", "手写的 Python 函数", on_facts / by_hand, 12),
        ("判断：缺若干事实，自字典起", "手写的 Python 函数", on_open / by_hand, 35),
        ("判断：连同理由和引文", "手写的 Python 函数", told / by_hand, 60),
        *reasons.rows(county, facts),
        *independent.rows(),
        *scenarios.rows(),
    ]
    print(f"Python {platform.python_version()}，{platform.machine()}，{RUNS} 轮")
    for name, against, found, bound in rows:
        beyond_it = bound is not None and found > bound
        limit = "" if bound is None else f"（至多 {bound:g}{'，没有达到' if beyond_it else ''}）"
        print(f"{found:10.1f}  {name}，对 {against}{limit}")
    rivals = opponents(county, prepared)
    timed = side_by_side(
        (county.decide, prepared), *((call, told) for _, call, told in rivals), rounds=8
    )
    days = [
        (f"{name}，同样的规则", "编译的引擎，案件已备", seconds / timed[0], 20.0, True)
        for (name, _, _), seconds in zip(rivals, timed[1:], strict=True)
    ]
    days += workdays.rows()
    days += frames.rows()
    for name, against, found, least_or_most, is_least in days:
        limit = f"（{'至少' if is_least else '至多'} {least_or_most:g}）"
        print(f"{found:10.1f}  {name}{f'，对 {against}' if against else ''}{limit}")
    absolute = {"手写": by_hand, "案件已备": on_case, "自字典起": on_facts, "缺事实": on_open}
    print(json.dumps({k: f"{v * 1e6:.1f} µs" for k, v in absolute.items()}, ensure_ascii=False))
    passed = [bound is None or found <= bound for _, _, found, bound in rows]
    passed += [found >= b if is_least else found <= b for _, _, found, b, is_least in days]
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
