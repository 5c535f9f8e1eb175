"""The name, the description and the arguments of each tool, made from a library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from gaozhi.errors import GaozhiError
from gaozhi.library.case_file import ITEM_KEY_FORMS
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.model import Fact, FactType

__all__ = ["named", "schemas_of"]

_MANY: Final = 20
"""Of how many jurisdictions the words are read; of more, those of the first."""

_LIMIT: Final = {"type": "integer", "minimum": 1, "maximum": 500}
_DAY: Final = {"type": "string", "format": "date"}


def schemas_of(library: Library) -> list[dict[str, Any]]:
    """Return the tools: name, title, description and the schema of the arguments."""
    counties = _read(library)
    place = _place(library)
    decision = _decision(counties)
    case = {
        "jurisdiction": place,
        "decision": decision,
        "item": _ITEM,
        "date": {**_DAY, "description": "办理日期；不写就是不知道"},
        "facts": _facts(counties),
    }
    return [
        _tool(
            "jurisdictions",
            "地区",
            "列出可以问的地区：名称、代号、所依的文件、有规则的判断、清单有几项。先用它弄清地区的名称。",
            {
                "search": {"type": "string", "description": "名称里的字；不写列出全部"},
                "limit": {**_LIMIT, "description": "最多列出几个，不写就是 50"},
            },
        ),
        _tool(
            "items",
            "清单",
            "查一个地区实行告知承诺制的证明事项清单：序号、证明、事项、部门、设定依据，附清单所依的条文。"
            "按证明、事项、部门里的字查找，几个词以空格隔开。",
            {
                "jurisdiction": place,
                "search": {
                    "type": "string",
                    "description": "要找的字，如：学历 教师",
                },
                "limit": {**_LIMIT, "description": "最多列出几项，不写就是 50"},
            },
            "jurisdiction",
        ),
        _tool(
            "decide",
            "判断",
            "对一个案件作出判断，给出结论、理由、引用的条文、要提醒的话。没有写的事实就是不知道："
            "结论是“待补充”的，写明仍有可能的结论和还要问什么。",
            case,
            "jurisdiction",
        ),
        _tool(
            "questions",
            "还要问什么",
            "一个案件还要问哪些事实才能得出结论，最要紧的在前：怎样问、怎样对申请人问、可选的答案、"
            "为什么问（规则和条文）。问到没有问题为止，再用 decide。",
            case,
            "jurisdiction",
        ),
        _tool(
            "due",
            "期限",
            "算期限的最后一日。写 period（如 3工作日、一个月）的，从 start 的次日起算；"
            "写 event（如 作出承诺）的，列出这个地区的规定要求在事件以后办的事、由谁办、到哪一天，"
            "附条文。"
            "放假安排尚未公布的不作推算。",
            {
                "start": {**_DAY, "description": "起算的那一日，或者事件发生的那一日"},
                "period": {"type": "string", "description": "期间：3工作日、10日、一个月、1年"},
                "event": _event(counties),
                "jurisdiction": {**place, "description": "地区；写 event 的必须写"},
                "item": _ITEM,
                "facts": case["facts"],
            },
            "start",
        ),
        _tool(
            "provision",
            "条文",
            "查一条条文：所在的文件、位置、原文、大意、可靠程度，哪些规则依它。"
            "按编号（如 QD-2.7-4）或者按字查找。",
            {
                "jurisdiction": place,
                "provision": {"type": "string", "description": "条文的编号，答复的依据里有"},
                "search": {"type": "string", "description": "要找的字；与 provision 写一个"},
            },
            "jurisdiction",
        ),
    ]


def _tool(
    name: str, title: str, says: str, takes: dict[str, Any], *required: str
) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": takes,
        "required": list(required),
        "additionalProperties": False,
    }
    return {"name": name, "title": title, "description": says, "schema": schema}


_ITEM: Final = {
    "description": "清单的一项：序号，证明的名称，或者证明和事项；不在清单上的照样写名称",
    "anyOf": ITEM_KEY_FORMS,
}


def _read(library: Library) -> list[Jurisdiction]:
    """Return the jurisdictions whose words are read; one with errors answers for itself."""
    found: list[Jurisdiction] = []
    for id_ in [*library][:_MANY] if len(library) <= _MANY else [*library][:1]:
        try:
            found.append(library[id_])
        except GaozhiError:
            continue
    return found


def named(library: Library) -> list[tuple[str, str]]:
    """Return the ids and names of the jurisdictions, without compiling any."""
    return library._named()  # noqa: SLF001 - what its representation says


def _place(library: Library) -> dict[str, Any]:
    said = {"type": "string", "description": "地区的名称、代号或者行政区划代码"}
    if len(library) <= _MANY:
        return {**said, "examples": [name for _, name in named(library)]}
    return said


def _decision(counties: Iterable[Jurisdiction]) -> dict[str, Any]:
    named: dict[str, str] = {}
    for county in counties:
        for spec in county.vocabulary.decisions.values():
            named.setdefault(spec.name, spec.means or "")
    says = "；".join(f"{name}：{means}" if means else name for name, means in named.items())
    return {
        "type": "string",
        "enum": list(named),
        "description": f"问哪一项判断，不写就是第一项。{says}",
    }


def _event(counties: Iterable[Jurisdiction]) -> dict[str, Any]:
    names = dict.fromkeys(name for one in counties for name in one.vocabulary.events)
    return {"type": "string", "enum": list(names), "description": "发生了什么事；与 period 写一个"}


def _facts(counties: Iterable[Jurisdiction]) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = {}
    for county in counties:
        role = county.vocabulary.roles.date
        for fact in county.vocabulary.facts.values():
            if not fact.identity and fact.name != role:
                known.setdefault(fact.name, _typed(fact))
    return {
        "type": "object",
        "description": "已经知道的事实；不知道的不写。不写证件号码",
        "properties": known,
        "additionalProperties": True,
    }


def _typed(fact: Fact) -> dict[str, Any]:
    said = {"description": fact.label or fact.ask}
    match fact.kind:
        case FactType.BOOL:
            return {"type": "boolean", **said}
        case FactType.ONE_OF:
            return {"type": "string", "enum": list(fact.values), **said}
        case FactType.SET_OF:
            of = {"type": "string", "enum": list(fact.values)}
            return {"type": "array", "items": of, **said}
        case FactType.NUMBER:
            return {"type": "number", **said}
        case FactType.DATE:
            if fact.never is None:
                return {**_DAY, **said}
            return {"anyOf": [_DAY, {"const": fact.never}], **said}
        case FactType.TEXT:
            return {"type": "string", **said}
