"""How provisions and what becomes of them are shown to a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.text import Text

from gaozhi.model import Account, Carrier, CarrierKind, Fate

if TYPE_CHECKING:
    from gaozhi import Jurisdiction, VerifiedDocument
    from gaozhi.authoring.coverage import ProvisionCoverage
    from gaozhi.cli._console import Console

    Table = tuple[Sequence[str], Sequence[Sequence[str]]]

_KINDS: Final = {
    CarrierKind.RULE: "规则",
    CarrierKind.DEFINITION: "定义",
    CarrierKind.DUTY: "义务",
    CarrierKind.REMOVAL: "删去上级的",
    CarrierKind.LIST: "清单",
    CarrierKind.PRESUMES: "清单推定",
    CarrierKind.RESPONSIBLE: "责任单位",
    CarrierKind.LIST_FORM: "清单样表",
    CarrierKind.DIRECTORY: "协助清单",
    CarrierKind.DIRECTORY_FORM: "协助清单样表",
    CarrierKind.FORM: "文书",
    CarrierKind.WORDING: "文书用语",
    CarrierKind.WATCH: "预警",
}
_FATES: Final = {
    Fate.CARRIED: "有承载",
    Fate.RESTATING: "只重申",
    Fate.NOT_COMPUTED: "不计算",
    Fate.ORPHANED: "没有着落",
}
_CERTAINTIES: Final = {
    "seen": "见过转载，未见权威文本",
    "inferred": "由多份文件推断",
    "weak": "依据较少",
}
# What a catalog states once, and so has no name of its own.
_NAMELESS: Final = frozenset({CarrierKind.PRESUMES, CarrierKind.RESPONSIBLE, CarrierKind.WORDING})


def fate_of(account: Account) -> str:
    """Say in one line what becomes of a provision."""
    parts = _grouped(account.carriers)
    parts += [f"重申{part}" for part in _grouped(account.restates)]
    if account.not_computed is not None:
        parts.append(f"不计算：{account.not_computed}")
    return "；".join(parts) or _FATES[Fate.ORPHANED]


def _grouped(carriers: Iterable[Carrier]) -> list[str]:
    """Say what is there by kind and decision, each kind once."""
    groups: dict[str, list[str]] = {}
    for one in carriers:
        head = _KINDS[one.kind] + (f"（{one.decision}）" if one.decision else "")
        groups.setdefault(head, []).extend([] if one.kind in _NAMELESS else [one.name])
    return [f"{head}：{'、'.join(names)}" if names else head for head, names in groups.items()]


def show_provision(console: Console, jurisdiction: Jurisdiction, account: Account) -> None:
    """Show one provision in full, with everything that rests on it.

    Args:
        console: where it is shown.
        jurisdiction: whose law it is.
        account: the provision, and how it is accounted for.

    """
    one = account.provision
    console.say(f"{one.id} · {one.document.label} {one.locator}", style="bold")
    if one.quote is not None:
        console.say(Text.assemble("原文：", (f"「{one.quote}」", "green")))
    if one.certainty in _CERTAINTIES:
        console.say(f"可靠程度：{_CERTAINTIES[one.certainty]}")
    console.say(f"意思：{one.means}")
    for title, carriers in (("承载", account.carriers), ("重申", account.restates)):
        if carriers:
            console.say()
            console.say(title, style="bold")
            for carrier in carriers:
                for line in _lines(jurisdiction, carrier):
                    console.say(line)
    if account.not_computed is not None:
        console.say()
        console.say(f"不计算：{account.not_computed}")


def _lines(jurisdiction: Jurisdiction, carrier: Carrier) -> list[str]:
    decision = f"（{carrier.decision}）" if carrier.decision else ""
    name = "" if carrier.kind in _NAMELESS else f" {carrier.name}"
    head = f"  {_KINDS[carrier.kind]}{decision}{name}"
    says = _says(jurisdiction, carrier)
    return [head, f"    {says}"] if says else [head]


def _says(jurisdiction: Jurisdiction, carrier: Carrier) -> str:
    """Say what a rule or a duty comes to; nothing of what says no more than its name."""
    program = jurisdiction.program
    if carrier.kind is CarrierKind.DUTY:
        return next((f"{d.actor}：{d.act}" for d in program.duties if d.name == carrier.name), "")
    if carrier.kind is CarrierKind.RULE and carrier.decision is not None:
        for rule in program.decisions[carrier.decision].rules:
            if rule.name == carrier.name:
                effects = "、".join(rule.effects) or f"提醒：{rule.caveat}"
                return f"{rule.title} → {effects}" if rule.title != effects else rule.title
    return ""


def coverage_rows(counted: Sequence[ProvisionCoverage]) -> Table:
    """Return the table of what became of the provisions, county by county."""
    headings = ["地区", *_FATES.values(), "合计", "其余文字"]
    rows = [
        [
            one.name,
            *(str(number) for number in (one.carried, one.restating, one.not_computed)),
            str(one.orphaned),
            str(one.total),
            str(one.asides),
        ]
        for one in counted
    ]
    return headings, rows


def aside_rows(jurisdiction: Jurisdiction) -> Table:
    """Return the table of what in a document is no provision."""
    rows = [[one.locator, one.kind, one.quote, one.note or ""] for one in jurisdiction.asides]
    return ["位置", "类别", "原文", "说明"], rows


def verified_rows(documents: Sequence[VerifiedDocument]) -> Table:
    """Return the table of what came of the quotes, document by document."""
    headings = ["文件", "引用它的规则", "原文", "引文", "在原文里", "摘要"]
    rows = [
        [
            one.document,
            one.rules,
            Path(one.text).name if one.text else "（没有）",
            str(one.quotes),
            str(one.found) if one.text else "",
            _digest(one),
        ]
        for one in documents
    ]
    return headings, rows


def sentence_lines(documents: Sequence[VerifiedDocument]) -> list[str]:
    """Say of every document that was compared what came of its quotes and its sentences."""
    return [_counted(one) for one in documents if one.text is not None]


def _counted(one: VerifiedDocument) -> str:
    said = [f"引文 {one.found}/{one.quotes}"]
    if one.asides:
        said.append(f"其余文字 {one.asides_found}/{one.asides}")
    count = one.sentences
    if count is not None:
        said.append(
            f"句子 {count.total}：承载 {count.carried}，重申 {count.restating}，"
            f"不作计算 {count.not_computed}，其余 {count.aside}，无着落 {count.nowhere}"
        )
    return f"{one.document}：{'；'.join(said)}"


def _digest(one: VerifiedDocument) -> str:
    if one.sha256 is None:
        return ""
    if one.recorded is None:
        return one.sha256
    return "与记录的相同" if one.recorded == one.sha256 else "与记录的不同"
