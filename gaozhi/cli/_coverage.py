"""The coverage of scenarios, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaozhi.authoring.scenarios import Coverage
    from gaozhi.cli._console import Console

_SHOWN = 10
"""How many gaps of a county are listed; the HTML page and the JSON have all."""


def show_coverage(out: Console, coverages: Sequence[Coverage]) -> None:
    """Show what was tried of every county, and what was not; what it inherits is counted apart."""
    heads = ("地区", *(name for name, _, _ in coverages[0].summary())) if coverages else ()
    rows = []
    for coverage in coverages:
        rows.append((coverage.jurisdiction, *_counts(coverage.own)))
        if coverage.inherited.rules:
            rows.append((f"{coverage.jurisdiction}所继承的", *_counts(coverage.inherited)))
    out.say("覆盖", style="bold")
    out.table(heads, rows)
    out.say()
    for coverage in coverages:
        _show_gaps(out, coverage.jurisdiction, list(_gaps(coverage.own)))
        inherited = len(list(_gaps(coverage.inherited)))
        if inherited:
            said = f"{coverage.jurisdiction}所继承的有 {inherited} 项没有试到"
            out.say(f"{said}，写 --html 文件 或者 --json 列出。", style="dim")
            out.say()


def _counts(part: Coverage) -> Iterator[str]:
    for _, tried, total in part.summary():
        yield f"{tried} / {total}" if total != "0" else "没有"


def _show_gaps(out: Console, name: str, gaps: Sequence[str]) -> None:
    if not gaps:
        return
    out.say(f"{name}没有试到的（{len(gaps)}）", style="bold yellow")
    for gap in gaps[:_SHOWN]:
        out.say(f"  · {gap}")
    if len(gaps) > _SHOWN:
        rest = len(gaps) - _SHOWN
        out.say(f"  另有 {rest} 项，写 --html 文件 或者 --json 列出全部。", style="dim")
    out.say()


def _gaps(coverage: Coverage) -> Iterator[str]:
    for provision in coverage.provisions:
        if provision.missed:
            what = provision.account.provision
            yield f"条文 {what.id}（{what.locator}）：没有场景的答复引用它"
    for rule in coverage.rules:
        if rule.missing:
            yield f"{rule.decision} · {rule.rule}：{'，'.join(rule.missing)}"
    for boundary in coverage.boundaries:
        if boundary.missing:
            sides = "、".join(boundary.missing)
            yield f"{boundary.fact} 与 {boundary.point}：没有试过 {sides}"
    for rule, condition in coverage.conditions:
        if not condition.decided:
            text = f"“{condition.text}”没有单独决定过结论"
            yield f"{rule.decision} · {rule.rule}：{text}"
