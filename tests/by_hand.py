"""Cases that the bundled law does not give: numbers, texts, groups of a set, facts that are compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from conformance.__main__ import Asked, answer_of
from conformance.drawn import drawn
from gaozhi import portable
from gaozhi.logic import TooLarge
from gaozhi.portable import diagrams
from tests.builders import ROOT, jurisdiction, rules_text

RULES = """
强:
  - {rule: 数, title: 数, when: {己.数: {more_than: 10}}, unless: {any: [事项.急, 证明.险]}, then: 上, basis: [R-1]}
  - {rule: 文, title: 文, when: {庚.文: {in: [某, 某某]}}, then: 中, basis: [R-2]}
  - {rule: 日, title: 日, when: [{丁.日: {before: 戊.日}}, {戊.日: {on_or_before: 办理.日期}}], then: 上, basis: [R-1]}
  - {rule: 集, title: 集, when: [{丙.集: {has: 金}}, {not: {丙.集: {has: 木}}}], then: 中, basis: [R-1]}
  - {rule: 空, title: 空, when: {丙.集: {is_empty: true}}, then: 中, basis: [R-2], caveat: 空的}
  - {rule: 其余, title: 其余, otherwise: true, then: 下, basis: [R-2]}
表:
  - {rule: 一行, title: 一行, when: {强: 上}, then: 上, basis: [R-1]}
  - {rule: 二行, title: 二行, when: [{not: 甲.二}, {乙.类: {in: [子, 丑]}}], then: 中, basis: [R-2]}
  - {rule: 表其余, title: 表其余, otherwise: true, then: 下, basis: [R-1]}
集:
  - {rule: 甲, title: 甲, when: [甲.一, {any: [{强: 中}, {表: 下}]}], then: [上, 中], basis: [R-1]}
  - {rule: 乙, title: 乙, when: {not: {强: 下}}, then: 下, basis: [R-2]}
"""

CATALOG = """
county: 某县
id: demo
rules: root
calendar: china
list: {title: 某清单, published: 2020-03-01, basis: [R-1]}
presumes: {facts: {证明.险: true}, basis: [R-2]}
items:
  - {number: 1, certificate: 某证明, matter: 某事, departments: {county: 某局}, facts: {事项.急: true}}
  - {number: 2, certificate: 又一证明, matter: 某事, departments: {county: 某局},
     in_force: {from: 2020-06-01, until: 2020-12-31}}
  - {number: 3, certificate: 又一证明, matter: 又一事, departments: {county: 某局}}
  - {number: 4, kind: 许可, matter: 某事, departments: {county: 某局}}
"""

FACTS = [
    {"事项.急": False, "证明.险": False},
    {"庚.文": "号码 11010519491231002X 在内"},
    {"庚.证件": "11010519491231002x"},
    {"庚.证件": "11010519491231002Y"},
    {"庚.证件": "91350100M000100Y43"},
    {"庚.证件": "110105194902300020"},
    {"a": {"one": True}, "甲.一": False},
    {"a": {"one": True}, "甲": {"一": True}},
    {"甲": {}, "乙": {}},
    {"己.数": 11},
    {"己.数": 12, "丁.日": "无期限"},
    {"己.数": "11"},
    {"丙.集": ["金", "水"]},
    {"丙.集": []},
    {"丙.集": ["金", "土"]},
    {"丁.日": "2020-01-31", "戊.日": "2020-02-01"},
    {"丁.日": "2020-02-30"},
]


def leave_out_diagrams(monkeypatch):
    """From now on every diagram is too large to be prepared."""

    def too_large(*_):
        raise TooLarge

    monkeypatch.setattr(diagrams, "SharedOutcomes", too_large)


def cases_by_hand(folder: Path) -> Iterator[Asked]:
    """Yield the cases, and some drawn ones; the program is written into a folder."""
    county = jurisdiction([ROOT, rules_text(RULES)], catalog=CATALOG)
    program = folder / "small.json"
    program.write_text(json.dumps(portable.dump(county), ensure_ascii=False), encoding="utf-8")
    listed = [
        {"decision": decision, "date": day, "facts": facts, "item": item}
        for decision in ("强", "表", "集")
        for facts in FACTS
        for day, item in ((None, None), (None, 1), ("2021-01-01", 1), ("2021-01-01", 2))
    ]
    named = [{"certificate": "又一证明", "matter": "某事"}, "1", 4, 9, None]
    listed += [{"decision": "强", "date": "2020-07-01", "facts": {}, "item": one} for one in named]
    listed += [
        {"decision": "强", "date": f"2020-{day}", "facts": {}, "item": 2}
        for day in ("02-01", "05-31", "06-01", "12-31")
    ]
    for number, case in enumerate([*listed, *drawn(county, 300)]):
        request = {"item": None, **case, "program": str(program)}
        yield Asked(f"手写 {number}", request, answer_of(county, case), None)
