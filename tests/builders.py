"""Small programs from YAML text, without a folder: what the tests of the upper floors start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

from gaozhi.compiler import compile_chain
from gaozhi.language import read_catalog, read_rules, read_vocabulary
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import Program
from gaozhi.source import Diagnostic, Diagnostics, Source, read_text

VOCABULARY = """
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
  - {name: 庚.文, api: g.text, type: text, ask: 写的是什么？}
  - {name: 庚.证件, api: g.identity, type: text, format: identity, ask: 证件号码？}
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

ROOT = """
document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {from: 2020-01-01}}
provisions:
  - {id: R-1, locator: 一, quote: 根文之一, means: 其一}
  - {id: R-2, locator: 二, means: 其二, certainty: inferred}
"""

DEFAULTS = {
    "强": "    - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}",
    "表": "    - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}",
}
"""The `otherwise` that every decision of the small vocabulary needs."""


def source(text: str, name: str = "rules/root/rules.yaml") -> Source:
    """Return a text as a source; it must be sound YAML."""
    read = read_text(dedent(text), name)
    assert not read.diagnostics, read.diagnostics
    return read


def rules_text(body: str, *, complete: bool = True) -> str:
    """Return ``rules:`` with the body, and with the otherwise rules that the body leaves out."""
    body = dedent(body).strip("\n")
    lines = ["rules:"]
    seen = [line for line in body.splitlines() if line and not line.startswith((" ", "-"))]
    decisions = {line.rstrip(":") for line in seen}
    lines += [f"  {line}" for line in body.splitlines()]
    if complete:
        for decision, default in DEFAULTS.items():
            if decision not in decisions:
                lines += [f"  {decision}:", default]
    return "\n".join(lines) + "\n"


def compiled(
    *levels: Sequence[str],
    catalog: str | None = None,
    vocabulary: str = VOCABULARY,
) -> tuple[Program | None, list[Diagnostic]]:
    """Return the program of a chain of levels, each a list of YAML texts, and all problems.

    The first level is ``rules/root``, the next ``rules/level1``, and so on.
    """
    problems = Diagnostics()
    words = read_vocabulary([source(vocabulary, "rules/vocabulary.yaml")], problems)
    chain = []
    for index, texts in enumerate(levels):
        id_ = "root" if index == 0 else f"level{index}"
        files = [source(text, f"rules/{id_}/{n}.yaml") for n, text in enumerate(texts)]
        chain.append(read_rules(id_, files, problems))
    listed = None
    if catalog is not None:
        listed = read_catalog(source(catalog, "catalogs/demo.yaml"), problems)
    program = compile_chain(chain, listed, words, problems).program
    return program, problems


def jurisdiction(
    *levels: Sequence[str], catalog: str | None = None, vocabulary: str = VOCABULARY
) -> Jurisdiction:
    """Return the jurisdiction of a chain that must be sound, orphaned provisions aside."""
    program, problems = compiled(*levels, catalog=catalog, vocabulary=vocabulary)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert program is not None, errors
    return Jurisdiction(program)


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder, as they are to the byte, and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def small(body: str, vocabulary: str = VOCABULARY) -> Jurisdiction:
    """Return a jurisdiction of one level whose rules are the body; it may cite R-1 and R-2."""
    provisions = ROOT
    for id_ in ("R-1", "R-2"):
        if id_ not in body:
            provisions = provisions.replace(f"{{id: {id_},", f"{{id: {id_}, not_computed: 示例,")
    return jurisdiction([provisions, rules_text(body)], vocabulary=vocabulary)
