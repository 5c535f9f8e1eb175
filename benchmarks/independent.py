"""Loading many rules that have nothing to do with one another, of two facts each and of one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import gaozhi
from benchmarks.measuring import side_by_side

RULES = 200
MOST = 2.0

_VOCABULARY = """facts:
{facts}decisions:
  - {{name: 判断, api: decision, combine: strongest, values: [上, 下]}}
"""
_DOCUMENT = """document: {number: 某文, title: 某文件, issuer: 某机关, issued: 2020-01-01}
provisions:
  - {id: 某文-1, locator: 一, quote: 某, means: 某}
"""
_OTHERWISE = "    - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
_CATALOG = """county: 某县
id: demo
rules: demo
calendar: china
list: {title: 某清单, published: 2020-01-01, basis: [某文-1]}
items:
  - {number: 1, certificate: 某证明, matter: 某事项}
"""


def written(folder: Path, *, paired: bool) -> Path:
    """Write a county whose every rule reads one fact of its own, or two."""
    facts = "".join(
        f"  - {{name: 甲.{letter}{n}, api: a.{letter}{n}, type: bool, ask: 问？}}\n"
        for n in range(RULES)
        for letter in "fg"
    )
    when = "[甲.f{0}, {{not: 甲.g{0}}}]" if paired else "甲.f{0}"
    rules = "".join(
        f"    - {{rule: 条{n}, title: 条, when: {when.format(n)}, then: 上, silent: true}}\n"
        for n in range(RULES)
    )
    files = {
        "rules/vocabulary.yaml": _VOCABULARY.format(facts=facts),
        "rules/demo/document.yaml": _DOCUMENT,
        "rules/demo/rules.yaml": f"rules:\n  判断:\n{rules}{_OTHERWISE}",
        "catalogs/demo.yaml": _CATALOG,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows() -> list[tuple[str, str, float, float]]:
    """Return what was measured: name, against what, how many times, at most."""
    with tempfile.TemporaryDirectory() as temporary:
        both = [written(Path(temporary, str(paired)), paired=paired) for paired in (False, True)]

        def load(folder: Path) -> object:
            return gaozhi.load(folder, bundled=False)["某县"].decide({}).possible

        def only_load(folder: Path) -> object:
            return gaozhi.load(folder, bundled=False)["某县"]

        single, paired = side_by_side(*((only_load, [one]) for one in both), rounds=5)
        first, second = side_by_side(*((load, [one]) for one in both), rounds=5)
    what = f"{RULES} 条规则各一个事实"
    return [
        (f"载入 {RULES} 条规则各两个事实", what, paired / single, MOST),
        ("同样的载入，并作出第一个判断", what, second / first, MOST),
    ]
