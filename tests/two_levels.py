"""Small folders of one root and one county, to be checked on their own."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import gaozhi
from gaozhi.source import Diagnostic
from tests.builders import ROOT, VOCABULARY, rules_text, write_files

COUNTY = """
document: {number: 县文, title: 县文件, issuer: 某县, issued: 2021-01-01, in_force: {from: 2021-01-01}}
extends: root
provisions:
  - {id: C-1, locator: 一, quote: 县文之一, means: 其一}
"""
CATALOG = "county: 示例县\nid: demo\nrules: demo\ncalendar: china\nlist: not_at_hand\n"
USED = """
  集:
    - {rule: 引用, title: 引用, when: {己.数: {at_least: 9}}, then: 上, basis: [%s]}
"""
"""A rule that cites every provision, so that none is left over."""


def two_levels(folder: Path, *, root: str = "", county: str = "", define: str = "") -> Path:
    """Write a root and a county whose rules are the bodies; each provision is cited somewhere.

    Args:
        folder: where to write.
        root: what stands below ``rules:`` of the root; the otherwise rules are added.
        county: what stands below ``rules:`` of the county.
        define: what stands below ``define:`` of the county.

    """
    above = rules_text(dedent(root)) if root else rules_text("")
    own = "rules:\n" + indent(dedent(county).strip("\n"), "  ") + "\n" if county else ""
    if define:
        own = "define:\n" + indent(dedent(define).strip("\n"), "  ") + "\n" + own
    return write_files(
        folder,
        {
            "rules/vocabulary.yaml": VOCABULARY,
            "rules/root/provisions.yaml": ROOT,
            "rules/root/rules.yaml": above,
            "rules/root/used.yaml": "rules:" + USED.replace("引用", "根引用") % "R-1, R-2",
            "rules/demo/provisions.yaml": COUNTY,
            "rules/demo/rules.yaml": own or "rules: {}\n",
            "rules/demo/used.yaml": "rules:" + USED.replace("引用", "县引用") % "C-1",
            "catalogs/demo.yaml": CATALOG,
        },
    )


def suspected(folder: Path) -> list[Diagnostic]:
    """Return what a check finds, what is merely not used aside."""
    report = gaozhi.check(folder, bundled=False)
    return [d for d in report.diagnostics if d.code not in ("GZ570", "GZ571", "GZ589")]


def lines_of(found: list[Diagnostic]) -> list[tuple[str, str, int]]:
    """Return code, file below the folder, and line of each."""
    return [(d.code, d.span.file.split("/rules/")[-1], d.span.line) for d in found if d.span]
