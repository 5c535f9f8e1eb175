"""Answers with their reasons, of cases as callers send them.

A case names an item of the list and a day as text, every other one nests its facts, and of the
facts that the item does not settle a third is unknown.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from benchmarks.handwritten import rules_that_hold
from benchmarks.measuring import side_by_side
from gaozhi import Decision, Jurisdiction

Sent = tuple[dict[str, Any], int, str]
"""Facts, the number of an item, and a day."""

Row = tuple[str, str, float, float]

_HERE = "判断：清单内一项，缺三分之一的事实"


def as_sent(county: Jurisdiction, complete: Sequence[Mapping[str, Any]]) -> list[Sent]:
    """Return complete cases as callers send them.

    Args:
        county: whose list the items are on.
        complete: facts by name, the day among them.

    """
    draw = random.Random(7)
    sent: list[Sent] = []
    for number, facts in enumerate(complete):
        own = [name for name in facts if not name.startswith(("证明.", "办理."))]
        known = draw.sample(own, len(own) - len(own) // 3)
        flat = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in facts.items()
            if name in known
        }
        item = draw.choice(county.items).number
        sent.append((nested(flat) if number % 2 else flat, item, facts["办理.日期"].isoformat()))
    return sent


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts grouped by the first word of their names."""
    found: dict[str, Any] = {}
    for name, value in flat.items():
        group, _, rest = name.partition(".")
        found.setdefault(group, {})[rest] = value
    return found


def rows(county: Jurisdiction, complete: list[dict[str, Any]]) -> list[Row]:
    """Return what was measured: name, against what, how many times, at most."""

    def decide(sent: Sent) -> Decision:
        facts, item, on = sent
        return county.decide(facts, item=item, on=on)

    def told(sent: Sent) -> object:
        return decide(sent).to_dict()

    cases = as_sent(county, complete)
    settled = [sent for sent in cases if decide(sent).settled]
    open_ = [sent for sent in cases if not decide(sent).settled]
    assert min(len(settled), len(open_)) > len(cases) // 10
    by_hand, all_decided, all_told, filed, quick, quick_told, asking, asking_told = side_by_side(
        (rules_that_hold, complete),
        (decide, cases),
        (told, cases),
        (lambda sent: decide(sent).receipt(), cases),
        (decide, settled),
        (told, settled),
        (decide, open_),
        (told, open_),
        rounds=20,
    )
    return [
        (_HERE, "手写的 Python 函数", all_decided / by_hand, 25),
        (f"{_HERE}，已定，to_dict()", "只作出判断", quick_told / quick, 10),
        (f"{_HERE}，未定，to_dict() 连同全部问题", "只作出判断", asking_told / asking, 40),
        (f"{_HERE}，receipt()", "to_dict()", filed / all_told, 2),
    ]
