"""How far scenarios reach: in the terminal, and as one page of HTML in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gaozhi.cli._errors import CommandError

if TYPE_CHECKING:
    from gaozhi.authoring.scenarios import Coverage
    from gaozhi.cli._console import Console

_SHOWN = 10
"""How many gaps of a county are listed; the page and the JSON have them all."""


def show_reach(out: Console, reaches: Sequence[Coverage]) -> None:
    """Show what was tried of every county, and what was not; what it inherits is counted apart."""
    heads = ("地区", *(name for name, _, _ in reaches[0].summary())) if reaches else ()
    rows = []
    for reach in reaches:
        rows.append((reach.jurisdiction, *_counts(reach.own)))
        if reach.inherited.rules:
            rows.append((f"{reach.jurisdiction}所继承的", *_counts(reach.inherited)))
    out.say("覆盖", style="bold")
    out.table(heads, rows)
    out.say()
    for reach in reaches:
        _show_gaps(out, reach.jurisdiction, list(_gaps(reach.own)))
        inherited = len(list(_gaps(reach.inherited)))
        if inherited:
            said = f"{reach.jurisdiction}所继承的有 {inherited} 项没有试到"
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


def _gaps(reach: Coverage) -> Iterator[str]:
    for provision in reach.provisions:
        if provision.missed:
            what = provision.account.provision
            yield f"条文 {what.id}（{what.locator}）：没有场景的答复引用它"
    for rule in reach.rules:
        if rule.missing:
            yield f"{rule.decision} · {rule.rule}：{'，'.join(rule.missing)}"
    for boundary in reach.boundaries:
        if boundary.missing:
            sides = "、".join(boundary.missing)
            yield f"{boundary.fact} 与 {boundary.point}：没有试过 {sides}"
    for rule, condition in reach.conditions:
        if not condition.decided:
            text = f"“{condition.text}”没有单独决定过结论"
            yield f"{rule.decision} · {rule.rule}：{text}"


def page_target(path: str | None, *, force: bool) -> Path | None:
    """Return the file that a page is to be written to, looked at beforehand. Raises CommandError.

    force: an existing file may be overwritten.
    """
    if path is None:
        if force:
            raise CommandError("--force 要和 --html 一起用。")
        return None
    target = Path(path)
    if target.is_dir() or not target.parent.is_dir():
        raise CommandError(f"不能写入 {target}：它是文件夹，或者它所在的文件夹不存在。")
    if target.exists() and not force:
        raise CommandError(f"{target} 已经存在，没有覆盖。", "要覆盖它，加上 --force。")
    return target


def write_page(target: Path, reaches: Sequence[Coverage]) -> None:
    """Write the page, whole or not at all. Raises OSError."""
    from gaozhi.authoring.scenarios import page_of
    from gaozhi.source.files_out import replace_files

    replace_files({target: page_of(reaches).encode()})
