"""A small vocabulary with every type of fact: what the generated rulesets are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations
from typing import Any, Final

from gaozhi.language import read_vocabulary
from gaozhi.model import Vocabulary
from gaozhi.source import Diagnostics, read_text

TEXT: Final = """\
roles: {date: 办理.日期, listed: 证明.在清单内, item: [事项, 证明]}
facts:
  - {name: 甲.一, api: a.one, type: bool, ask: 一？}
  - {name: 甲.二, api: a.two, type: bool, ask: 二？}
  - {name: 甲.三, api: a.three, type: bool, ask: 三？}
  - {name: 甲.四, api: a.four, type: bool, ask: 四？}
  - {name: 乙.类, api: b.kind, type: {one_of: [子, 丑, 寅]}, ask: 哪一类？}
  - {name: 丙.集, api: c.set, type: {set_of: [金, 木, 水]}, ask: 涉及哪些？}
  - {name: 丁.日, api: d.day, type: date, never: 无期限, ask: 丁是哪天？}
  - {name: 戊.日, api: e.day, type: date, ask: 戊是哪天？}
  - {name: 己.数, api: f.number, type: number, ask: 多少？}
  - {name: 事项.急, api: matter.urgent, type: bool, ask: 急吗？}
  - {name: 证明.险, api: certificate.risk, type: bool, ask: 险吗？}
  - {name: 证明.在清单内, api: certificate.listed, type: bool, ask: 在清单内吗？}
  - {name: 办理.日期, api: case.date, type: date, ask: 哪天办理？}
implies:
  - {甲.一: 甲.二}
  - {甲.三: {乙.类: 子}}
decisions:
  - {name: 强, api: strong, combine: strongest, values: [上, 中, 下]}
  - {name: 表, api: table, combine: first, values: [上, 中, 下]}
  - {name: 集, api: set, combine: all, values: [上, 中, 下]}
events: [到达, 回复]
"""

BOOLS: Final = ("甲.一", "甲.二", "甲.三", "甲.四")
KINDS: Final = ("子", "丑", "寅")
ELEMENTS: Final = ("金", "木", "水")
VALUES: Final = ("上", "中", "下")
DECISIONS: Final = {"strongest": "强", "first": "表", "all": "集"}
NEVER_TEXT: Final = "无期限"

DAYS: Final = tuple(date(2021, 3, 1) + timedelta(days=n) for n in range(12))
INNER_DAYS: Final = DAYS[3:-3]
"""The days that conditions name; `DAYS` reach beyond them on either side."""

DOMAINS: Final[Mapping[str, tuple[Any, ...]]] = {
    **dict.fromkeys(BOOLS, (False, True)),
    "乙.类": KINDS,
    "丙.集": tuple(
        frozenset(c) for c in chain.from_iterable(combinations(ELEMENTS, n) for n in range(4))
    ),
    "丁.日": (*DAYS, NEVER_TEXT),
    "戊.日": DAYS,
    "己.数": tuple(Decimal(n) / 2 for n in range(-1, 14)),
}
"""Values of every fact that conditions read, enough of them to tell all conditions apart."""


def vocabulary() -> Vocabulary:
    """Return the small vocabulary."""
    problems = Diagnostics()
    found = read_vocabulary([read_text(TEXT, "rules/vocabulary.yaml")], problems)
    assert not problems, problems
    return found


def admissible(facts: Mapping[str, Any]) -> bool:
    """Return whether what the small vocabulary implies is kept, as far as the facts are known."""
    return (not facts.get("甲.一") or facts.get("甲.二", True)) and (
        not facts.get("甲.三") or facts.get("乙.类", "子") == "子"
    )
