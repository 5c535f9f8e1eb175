"""What catalogs and vocabularies say, as entities to compare: a county, its lists, its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gaozhi.authoring.difference._change import Part
from gaozhi.authoring.difference._entities import Entity
from gaozhi.authoring.difference._rule_entities import document_fields
from gaozhi.authoring.lists import LABELS, flat
from gaozhi.model import (
    Assistance,
    Fact,
    FactValue,
    Item,
    Program,
    TableForm,
    Vocabulary,
    fact_text,
    plain_value,
)
from gaozhi.source import dump_flow


def catalog(program: Program) -> Iterator[Entity]:
    """Yield who a jurisdiction is, and the rows of its lists."""
    yield _jurisdiction(program)
    words = program.vocabulary
    if program.list is not None:
        for item in program.list.items:
            yield _item(item, words)
    if program.directory is not None:
        for entry in program.directory.entries:
            yield _entry(entry)


def _jurisdiction(program: Program) -> Entity:
    listed, directory = program.list, program.directory
    missing = "不在手边"
    says = {
        "名称": program.jurisdiction,
        "代码": program.code or "",
        "工作日历": program.calendar,
        "上级": "、".join(level.id for level in program.levels[:-1]),
        **document_fields(program.document),
        "清单": listed.title if listed else missing if "list" in program.not_at_hand else "",
        "清单公布": str(listed.published) if listed else "",
        "清单批次": (listed.batch or "") if listed else "",
        "清单的依据": "、".join(p.id for p in listed.basis) if listed else "",
        "清单推定": _facts(listed.presumes, program.vocabulary) if listed else "",
        "协助清单": directory.title
        if directory
        else missing
        if "directory" in program.not_at_hand
        else "",
        "清单样表": _form(program.list_form),
        "协助清单样表": _form(program.directory_form),
    }
    return Entity(Part.JURISDICTION, "jurisdiction", program.jurisdiction, says)


def _form(form: TableForm | None) -> str:
    return "" if form is None else f"《{form.title}》{'、'.join((*form.header, *form.columns))}"


def _facts(facts: Mapping[str, FactValue], words: Vocabulary) -> str:
    shown = (
        f"{name}：{fact_text(plain_value(words.facts[name], value))}"
        for name, value in facts.items()
    )
    return "；".join(shown)


def _cells(row: Item | Assistance, besides: str) -> dict[str, str]:
    cells = flat(row)
    return {
        LABELS[path]: "；".join(value) if isinstance(value, tuple) else str(value)
        for path, value in cells.items()
        if path not in ("matter", besides)
    }


def _item(item: Item, words: Vocabulary) -> Entity:
    mode = words.roles.mode
    stated = {name: value for name, value in item.facts.items() if name != mode or not item.mode}
    span = f"{item.since or ''}至{item.until or ''}" if item.since or item.until else ""
    says = {
        **_cells(item, "certificate"),
        "清单写明的事实": _facts(stated, words),
        "在清单上": span,
        "瑕疵": item.accepted or "",
    }
    key = (item.kind, item.certificate, item.matter)
    return Entity(Part.ITEM, key, item.label, says, unnamed=item.number)


def _entry(entry: Assistance) -> Entity:
    says = {**_cells(entry, "name"), "瑕疵": entry.accepted or ""}
    name = f"{entry.name}（{entry.matter}）"
    return Entity(Part.DIRECTORY, (entry.name, entry.matter), name, says, unnamed=entry.number)


def vocabulary(words: Vocabulary) -> Iterator[Entity]:
    """Yield the facts, decisions and events, what events make, and what implies what."""
    for fact in words.facts.values():
        yield Entity(Part.VOCABULARY, ("fact", fact.name), f"事实“{fact.name}”", _fact(fact))
    for spec in words.decisions.values():
        says = {
            "英文名": spec.api,
            "合成": str(spec.combine),
            "取值": "、".join(spec.values),
            "意思": spec.means,
        }
        yield Entity(Part.VOCABULARY, ("decision", spec.name), f"判断“{spec.name}”", says)
    for event in words.events:
        says = _effect(words, event)
        yield Entity(Part.VOCABULARY, ("event", event), f"事件“{event}”", says)
    for one in words.implications:
        name = f"{one.given}为是，{one.then}就是{fact_text(one.value)}"
        yield Entity(Part.VOCABULARY, one, name, {})
    roles = words.roles
    said = {"date": roles.date, "listed": roles.listed, "item": list(roles.item)}
    yield Entity(
        Part.VOCABULARY, "roles", "roles", {"写法": dump_flow({**said, "mode": roles.mode})}
    )


def _effect(words: Vocabulary, event: str) -> dict[str, str]:
    effect = words.effects.get(event)
    if effect is None:
        return {"引起的事实": "", "以判断为准": ""}
    made = {name: fact_text(plain_value(words.facts[name], value)) for name, value in effect.makes}
    known = () if effect.decision is None else words.decisions[effect.decision].values
    values = [value for value in known if value in effect.values]
    return {
        "引起的事实": "；".join(f"{name}：{value}" for name, value in made.items()),
        "以判断为准": f"{effect.decision}：{'、'.join(values)}" if effect.decision else "",
    }


def _fact(fact: Fact) -> dict[str, str]:
    return {
        "英文名": fact.api,
        "类型": str(fact.kind),
        "取值": "、".join(fact.values),
        "取值有先后": "是" if fact.ordered else "",
        "提问": fact.ask,
        "说明": fact.note or "",
        "没有期限写作": fact.never or "",
        "核对校验码": "是" if fact.identity else "",
    }
