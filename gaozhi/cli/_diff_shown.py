"""What has changed, as lines for a terminal and as Markdown for a review."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from gaozhi.authoring.difference import (
    Answer,
    Change,
    ChangedCase,
    ChangeKind,
    Comparison,
    FieldChange,
    Part,
    Section,
)
from gaozhi.cli._outline import Line
from gaozhi.documents._markdown import markdown_text
from gaozhi.model import fact_text

__all__ = ["Line", "as_markdown", "lines_of", "totals"]

_PARTS: Final = {
    Part.JURISDICTION: "地区",
    Part.VOCABULARY: "词汇",
    Part.ITEM: "清单",
    Part.DIRECTORY: "行政协助事项清单",
    Part.RULE: "规则",
    Part.DUTY: "义务",
    Part.WATCH: "预警",
    Part.FORM: "文书",
    Part.PROVISION: "条文",
}
_KINDS: Final = {
    ChangeKind.ADDED: "增",
    ChangeKind.REMOVED: "删",
    ChangeKind.CHANGED: "改",
    ChangeKind.RENAMED: "改名",
}
# What says most of a thing that has come or gone; the rest is in the JSON.
_TELLING: Final[Mapping[Part, Sequence[str]]] = {
    Part.RULE: ("标题", "结论", "条件"),
    Part.DUTY: ("谁", "做什么", "时间", "条件"),
    Part.WATCH: ("标题", "预警"),
    Part.PROVISION: ("原文", "意思", "重申", "不计算"),
    Part.FORM: ("题名", "性质"),
    Part.ITEM: ("序号", "县级部门", "承办机构"),
    Part.DIRECTORY: ("序号", "协助机构"),
}
_CODE: Final = frozenset({"条件", "条件（经由所引用的定义或者判断）"})


def lines_of(difference: Comparison) -> Iterator[Line]:
    """Yield everything that has changed, jurisdiction by jurisdiction."""
    for section in difference.sections:
        yield Line(0, section.name)
        for part, name in _PARTS.items():
            changes = [change for change in section.changes if change.part is part]
            if changes:
                yield Line(1, f"{name}：{_counted(changes)}")
                for change in changes:
                    yield from _change(change)
        yield from _cases("结论改变的场景", section.scenarios, str(len(section.scenarios)))
        yield from _cases("结论改变的情形", section.cases, _generated(section))
        if section.unlike:
            yield Line(1, f"没有比较结论的判断：{'、'.join(section.unlike)}")
            yield Line(2, "事实改了类型，或者条件太复杂")


def _counted(changes: Sequence[Change]) -> str:
    said = []
    for kind, word in _KINDS.items():
        count = sum(change.kind is kind for change in changes)
        if count:
            said.append(f"{word} {count}")
    return "，".join(said)


def _change(change: Change) -> Iterator[Line]:
    decision = f"（{change.decision}）" if change.decision else ""
    renamed = f"（原名 {change.formerly}）" if change.formerly else ""
    yield Line(2, f"{_KINDS[change.kind]} {change.name}{decision}{renamed}")
    telling = _TELLING.get(change.part)
    for field in change.fields:
        if change.kind is ChangeKind.CHANGED:
            yield from _field(field)
        elif telling is None or field.label in telling:
            yield _text_line(3, field.label, field.after or field.before or "")
    if change.basis and change.part is not Part.PROVISION:
        yield Line(3, f"依据：{'、'.join(change.basis)}")


def _text_line(depth: int, label: str, text: str) -> Line:
    if label in _CODE:
        return Line(depth, f"{label}：", text)
    return Line(depth, f"{label}：{text}")


def _field(field: FieldChange) -> Iterator[Line]:
    before, after = field.before or "", field.after or ""
    if "\n" in before or "\n" in after:
        yield Line(3, f"{field.label}：")
        for line in difflib.ndiff(before.splitlines(), after.splitlines()):
            if line[0] in "-+":
                yield Line(4, f"{'删' if line[0] == '-' else '增'}：{line[2:]}")
        return
    if before == after:
        yield _text_line(3, field.label, after)
    else:
        yield _text_line(3, field.label, before or "（没有写）")
        yield (
            Line(4, "改为：", after)
            if field.label in _CODE
            else Line(4, f"改为：{after or '（不写）'}")
        )
    if field.held is not None:
        was, now = ("成立", "不成立") if field.held else ("不成立", "成立")
        case = _facts(field.example)
        supposing = f"例如 {case}" if case else "无论哪种情形"
        yield Line(4, f"{supposing}：以前{was}，现在{now}")


def _facts(facts: Mapping[str, Any]) -> str:
    """Say the facts of a case: those that are so, those that are not, and the others."""
    truths = {wanted: [n for n, v in facts.items() if v is wanted] for wanted in (True, False)}
    said = [f"{'、'.join(names)}＝{fact_text(wanted)}" for wanted, names in truths.items() if names]
    said += [f"{n}＝{fact_text(v)}" for n, v in facts.items() if not isinstance(v, bool)]
    return "；".join(said)


def _generated(section: Section) -> str:
    """Say how many kinds of generated cases there are, and how many of them are listed."""
    listed, least = len(section.cases), "至少 " if section.more_at_least else ""
    if not section.more:
        return str(listed)
    if not listed:
        return f"{least}{section.more} 种没有列出"
    return f"列出 {listed} 种，另有 {least}{section.more} 种"


def _cases(title: str, cases: Sequence[ChangedCase], count: str) -> Iterator[Line]:
    if count == "0":
        return
    yield Line(1, f"{title}：{count}")
    for case in cases:
        name = f"{case.name}　" if case.name else ""
        item = f"（清单第 {case.item} 项）" if case.item is not None else ""
        outcome = f"{case.before.outcome} → {case.after.outcome}"
        yield Line(2, f"{name}{case.decision}{item}：{outcome}")
        yield Line(3, _facts(case.facts) or "无论哪种情形")
        yield from _answer("以前的依据", case.before)
        yield from _answer("现在的依据", case.after)


def _answer(label: str, answer: Answer) -> Iterator[Line]:
    if answer.grounds:
        rules = (
            f"{rule}（{'、'.join(basis)}）" if basis else rule for rule, basis in answer.grounds
        )
        yield Line(3, f"{label}：{'；'.join(rules)}")


def totals(difference: Comparison) -> str:
    """Say in one line how much has changed."""
    changes = sum(len(section.changes) for section in difference.sections)
    scenarios = sum(len(section.scenarios) for section in difference.sections)
    kinds = sum(len(section.cases) + section.more for section in difference.sections)
    least = "至少 " if any(section.more_at_least for section in difference.sections) else ""
    told = f"，{scenarios} 个场景" if scenarios else ""
    return f"{changes} 处改动{told}，{least}{kinds} 种情形的结论改变。"


def as_markdown(difference: Comparison) -> str:
    """Return everything that has changed as Markdown, for a review."""
    out = [f"# {markdown_text(difference.old)} → {markdown_text(difference.new)}", ""]
    out += [totals(difference) if difference else "没有改动。", ""]
    last = 0
    for line in lines_of(difference):
        text = markdown_text(line.text) + (f"`{line.code}`" if line.code else "")
        if line.depth < 2:
            out += [*([""] if last > 1 else []), f"{'##' + '#' * line.depth} {text}", ""]
        else:
            out.append(f"{'  ' * (line.depth - 2)}- {text}")
        last = line.depth
    return "\n".join(out).rstrip("\n") + "\n"
