"""What one folder of rules says, as entities to compare: rules, duties, provisions, forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from gaozhi.authoring.difference._change import Change, ChangeKind, FieldChange, Part
from gaozhi.authoring.difference._entities import Entity
from gaozhi.authoring.difference._equivalence import Equivalence
from gaozhi.engine import set_by_another
from gaozhi.language import DutyEntry, RemovalEntry, RuleEntry, RuleRemovalEntry, RulesFolder
from gaozhi.model import (
    Account,
    Combine,
    Condition,
    Document,
    Duty,
    Form,
    FormField,
    Program,
    Provision,
    Reading,
    Rule,
    Slot,
    Wording,
    all_of,
    fingerprint,
)
from gaozhi.source import Node, dump_flow
from gaozhi.workspace.build import Workspace

_CONDITIONS: Final = ("when", "unless", "in_force")

_OF_AN_ALERT: Final = {
    "title": "标题",
    "alert": "预警",
    "events": "事件",
    "caveat": "提醒",
    "reading": "读法",
    "replaces": "替换上级的",
    "accepted": "瑕疵",
    "basis": "依据",
}


def labels(basis: Sequence[Provision]) -> tuple[str, ...]:
    """Return the provisions as a reader finds them: the document and the place in it."""
    return tuple(dict.fromkeys(f"{one.document.label} {one.locator}" for one in basis))


def _ids(basis: Sequence[Provision]) -> str:
    return "、".join(one.id for one in basis)


def rows(
    old: Program, new: Program, level_old: int, level_new: int, meaning: Equivalence
) -> Iterator[Change]:
    """Yield the rows of tables that have changed places with a row that holds in the same cases.

    Args:
        old: the program before.
        new: the program after.
        level_old: index of the compared level among those of the old program.
        level_new: the same in the new program.
        meaning: compares the conditions of the two.

    """
    for decision, table in new.decisions.items():
        before = old.decisions.get(decision)
        if before is None or table.spec.combine is not Combine.FIRST:
            continue
        places = {rule.name: at for at, rule in enumerate(before.rules) if rule.effects}
        kept = [rule for rule in table.rules if rule.name in places and rule.effects]
        for at, rule in enumerate(kept):
            if rule.level != level_new or before.rules[places[rule.name]].level != level_old:
                continue
            passed = [
                FieldChange("行次", f"在“{other.name}”之{was}", f"在“{other.name}”之{now}")
                for others, was, now in ((kept[:at], "前", "后"), (kept[at + 1 :], "后", "前"))
                for other in others
                if (places[rule.name] < places[other.name]) is (was == "前")
                and other.effects != rule.effects
                and meaning.meet(rule.own, other.own)
            ]
            if passed:
                basis = labels(rule.basis)
                kind = ChangeKind.CHANGED
                yield Change(Part.RULE, kind, rule.name, decision, None, tuple(passed), basis)


def _reading(reading: Reading | None) -> str:
    return "" if reading is None else f"取：{reading.taken}；另一读法：{reading.other}"


def _plain(node: Node | None, keys: Sequence[str]) -> dict[str, Any]:
    written = {} if node is None else node.plain()
    assert isinstance(written, dict)
    return {key: written[key] for key in keys if key in written}


def rules(program: Program, level: int, folder: RulesFolder) -> Iterator[Entity]:
    """Yield the rules that a level states, and what it does to those of its parents.

    Args:
        program: the program.
        level: index of the level among the program's.
        folder: the level's sources.

    """
    nodes: dict[str, Node] = {}
    for source in folder.entries:
        if isinstance(source.entry, RuleEntry):
            nodes[source.entry.rule] = source.node
        elif isinstance(source.entry, RemovalEntry):
            yield _removal(Part.RULE, source.entry, source.decision)
    for decision, table in program.decisions.items():
        for rule in table.rules:
            if rule.level == level:
                node = nodes.get(rule.name)
                replaced = _plain(node, ("replaces",))
                yield _rule(rule, decision, _plain(node, _CONDITIONS), replaced)


def _removal(part: Part, entry: RemovalEntry, decision: str | None = None) -> Entity:
    """Return that a level takes away what a parent states."""
    says = {"依据": "、".join(entry.basis)}
    if isinstance(entry, RuleRemovalEntry) and entry.differs is not None:
        says["有意与上级不同"] = entry.differs.why
    name = f"删去上级的“{entry.removes}”"
    return Entity(part, ("removal", entry.removes), name, says, decision=decision)


def _rule(
    rule: Rule, decision: str, written: Mapping[str, Any], replaced: Mapping[str, Any]
) -> Entity:
    says = {
        "标题": rule.title,
        "结论": "、".join(rule.effects),
        "其余情形": "是" if rule.otherwise else "",
        "替换上级的": dump_flow(replaced["replaces"]) if replaced else "",
        "提醒": rule.caveat or "",
        "读法": _reading(rule.reading),
        "有意与上级不同": rule.differs.why if rule.differs else "",
        "不必提醒上级": (rule.differs.no_caveat or "") if rule.differs else "",
        "瑕疵": rule.accepted or "",
        "依据": _ids(rule.basis),
    }
    return Entity(
        part=Part.RULE,
        key=("rule", decision, rule.name),
        name=rule.name,
        fields=says,
        condition=rule.own,
        written=dump_flow(dict(written)) if written else "",
        basis=labels(rule.basis),
        decision=decision,
        unnamed="rule",
    )


def duties(program: Program, level: int, folder: RulesFolder) -> Iterator[Entity]:
    """Yield the duties that a level states, and those of its parents that it takes away.

    Args:
        program: the program.
        level: index of the level among the program's.
        folder: the level's sources.

    """
    nodes: dict[str, Node] = {}
    for source in folder.duties:
        if isinstance(source.entry, DutyEntry):
            nodes[source.entry.duty] = source.node
        else:
            yield _removal(Part.DUTY, source.entry)
    for duty in program.duties:
        if duty.level == level:
            yield _duty(duty, _plain(nodes.get(duty.name), ("when", "replaces")))


def _duty(duty: Duty, written: Mapping[str, Any]) -> Entity:
    extension = duty.extension
    says = {
        "标题": duty.title or "",
        "谁": duty.actor,
        "做什么": duty.act,
        "时间": _time(duty),
        "向谁": duty.to or "",
        "途径": "、".join(duty.through),
        "以何为履行": duty.met_by or "",
        "代替": duty.instead_of or "",
        "使之重新计算": duty.restarts or "",
        "延长": f"{extension.by}（{extension.approved}）" if extension else "",
        "不计入": "、".join(duty.not_counted),
        "替换上级的": dump_flow(written["replaces"]) if "replaces" in written else "",
        "提醒": duty.caveat or "",
        "读法": _reading(duty.reading),
        "瑕疵": duty.accepted or "",
        "依据": _ids(duty.basis),
    }
    return Entity(
        part=Part.DUTY,
        key=("duty", duty.name),
        name=duty.name,
        fields=says,
        condition=duty.when,
        written=dump_flow(written["when"]) if "when" in written else "",
        basis=labels(duty.basis),
        unnamed="duty",
    )


def _time(duty: Duty) -> str:
    since = f"自“{duty.since}”起" if duty.since else ""
    another = set_by_another(duty)
    if another is not None:
        return "，".join(filter(None, (since, another)))
    if duty.within is not None:
        return f"{since}{duty.within}内"
    if duty.by is not None:
        return f"至迟 {duty.by}"
    if duty.every is not None:
        return f"每{duty.every}" + (f"，自 {duty.starting} 起" if duty.starting else "")
    return since + (duty.manner or "没有写明")


def watching(folder: RulesFolder) -> Iterator[Entity]:
    """Yield the alerts that a folder states, as they are written, and those that it takes away."""
    for source in folder.watch:
        written = source.node.plain()
        assert isinstance(written, dict)
        if isinstance(source.entry, RemovalEntry):
            yield _removal(Part.WATCH, source.entry)
            continue
        says = {
            label: value if isinstance(value := written[key], str) else dump_flow(value)
            for key, label in _OF_AN_ALERT.items()
            if key in written
        }
        name = source.entry.watch
        yield Entity(Part.WATCH, ("watch", name), name, says, unnamed="watch")


def provisions(workspace: Workspace, folder: str) -> Iterator[Entity]:
    """Yield the provisions of a folder of rules, with what becomes of each."""
    accounts = next((c.accounts for c in workspace.counties if c.rules == folder), ())
    for account in accounts:
        yield _provision(account)


def _provision(account: Account) -> Entity:
    one = account.provision
    says = {
        "文件": one.document.label,
        "位置": one.locator,
        "原文": one.quote or "",
        "意思": one.means,
        "可靠程度": one.certainty if one.certainty != "text" else "",
        "重申": "、".join(carrier.name for carrier in account.restates),
        "不计算": account.not_computed or "",
    }
    return Entity(
        Part.PROVISION, one.id, one.id, says, basis=labels([one]), unnamed=one.quote or None
    )


def forms(program: Program, level: int) -> Iterator[Entity]:
    """Yield the forms that a level states, and what it says of the words of texts."""
    for form in program.forms:
        if form.level == level:
            yield _form(form)
    for wording in program.wording:
        if wording.level == level:
            yield _wording(wording)


def _form(form: Form) -> Entity:
    blank = {f"字段“{one.label}”": _blank(one) for one in form.fields.values()}
    conditions: list[Condition] = [form.when, *(block.when for block in form.blocks)]
    chosen = [
        [dict(block.chosen), dict(block.unless_chosen), _ids(block.basis)] for block in form.blocks
    ]
    says = {
        "题名": _text(form.title),
        "性质": form.status,
        "文字": "\n".join(_lines(form)),
        "写明的要素": "、".join(sorted(form.carried())),
        "写明的期间": "、".join(dict.fromkeys(d for block in form.blocks for d in block.states)),
        "各段的条件和依据": fingerprint(tuple(conditions))[7:15] + dump_flow(chosen),
        "纸张": form.page,
        "替换它的": "、".join(form.successors),
        "瑕疵": "；".join(f"{one.what}：{one.because}" for one in form.accepted),
        "依据": _ids(form.basis),
        **blank,
    }
    return Entity(
        Part.FORM,
        ("form", form.name),
        form.name,
        says,
        condition=all_of([form.when]),
        basis=labels(form.basis),
        unnamed="form",
    )


def _text(template: Sequence[str | Slot]) -> str:
    return "".join(part if isinstance(part, str) else f"{{{part.field}}}" for part in template)


def _lines(form: Form) -> Iterator[str]:
    for block in form.blocks:
        yield from (_text(line) for column in block.columns for line in column)
        if block.listed is not None:
            yield f"{{{block.listed}}}"
        if block.table is not None:
            yield "｜".join(name for _, name in block.table.columns)
            yield from (f"{name}：{text}" for name, text in block.table.guide.items())


def _blank(blank: FormField) -> str:
    said = {
        one.name: _shown(getattr(blank, one.name))
        for one in fields(blank)
        if one.name not in ("name", "label")
    }
    return dump_flow(
        {name: value for name, value in said.items() if value not in (None, "", [], {})}
    )


def _shown(value: object) -> object:
    """Return what a blank holds as plain data."""
    match value:
        case Mapping():
            return {str(key): _shown(one) for key, one in value.items()}
        case tuple() | frozenset():
            return [_shown(one) for one in (value if isinstance(value, tuple) else sorted(value))]
        case Provision(id=id_):
            return id_
        case None | bool() | int() | str():
            return value or None
        case _:
            return str(value)


def _wording(wording: Wording) -> Entity:
    says = {
        "模糊表述": "、".join(wording.vague),
        "兜底条款": "、".join(wording.catch_all),
        "允许": "、".join(wording.allowed),
        "依据": _ids(wording.basis),
    }
    return Entity(Part.FORM, "wording", "文书不许用的词句", says, basis=labels(wording.basis))


def document_fields(document: Document) -> dict[str, str]:
    """Return what is said of a document."""
    return {
        "文号": document.number or "",
        "文件": document.title,
        "制定机关": document.issuer or "",
        "印发日期": str(document.issued or ""),
        "施行": f"{document.since or ''}至{document.until or ''}"
        if document.since or document.until
        else "",
    }
