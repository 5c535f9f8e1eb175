"""Small folders that differ in what a test says, and nothing else."""

from pathlib import Path

from tests.builders import ROOT, VOCABULARY, rules_text

CATALOG = """
county: 示范县
id: demo
code: "329999"
rules: demo
calendar: china
list: {title: 示范县清单, published: 2021-05-25, basis: [D-1]}
items:
  - {number: 1, certificate: 学历证明, matter: 甲事项, departments: {county: 县甲局}, facts: {证明.险: false}}
  - {number: 2, certificate: 住所证明, matter: 乙事项}
"""
DEMO = """
document: {number: 县文, title: 县文件, issuer: 县机关, issued: 2021-01-01}
extends: root
provisions:
  - {id: D-1, locator: 一, quote: 县文之一, means: 县之一}
  - {id: D-2, locator: 二, quote: 县文之二, means: 县之二, not_computed: 示例}
"""
RULES = "强:\n  - {rule: 有一, title: 有一的, when: 甲.一, then: 上, basis: [D-1]}\n"


def folder(
    path: Path,
    *,
    rules: str = RULES,
    more: str = "",
    provisions: str = DEMO,
    catalog: str = CATALOG,
    root: str = "",
    vocabulary: str = VOCABULARY,
) -> Path:
    """Write a folder that stands alone: a parent, a county with rules of its own, a list."""
    parent = ROOT
    for id_ in ("R-1", "R-2"):
        if id_ not in root:
            parent = parent.replace(f"{{id: {id_},", f"{{id: {id_}, not_computed: 示例,")
    files = {
        "rules/vocabulary.yaml": vocabulary,
        "rules/root/provisions.yaml": parent,
        "rules/root/rules.yaml": rules_text(root),
        "rules/demo/provisions.yaml": provisions,
        "rules/demo/rules.yaml": rules_text(rules, complete=False) + more,
        "catalogs/demo.yaml": catalog,
    }
    for name, text in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path
