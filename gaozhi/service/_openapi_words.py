"""Schemas of the facts and decisions of a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from gaozhi.library.case_file import ITEM_KEY_FORMS
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.model import NO_RULE, NO_RULE_CODE, PENDING, PENDING_CODE, DecisionSpec, Fact, FactType
from gaozhi.service._reading import read_by

__all__ = ["ITEM_KEY", "Words", "class_name"]

Json = dict[str, Any]

_ITEM: Final[Json] = {
    "description": "清单的序号；或者证明和事项的名称，不在清单上的也可以。不写，看 facts。",
    "anyOf": [*ITEM_KEY_FORMS, {"type": "null"}],
}
ITEM_KEY: Final[Json] = {"$ref": "#/components/schemas/ItemKey"}
_DAY: Final[Json] = {
    "type": ["string", "null"],
    "format": "date",
    "description": "作出判断之日。不写就是不知道；软件不看时钟。",
}
_FILL: Final[Json] = {
    "type": "object",
    "additionalProperties": True,
    "description": "只供填写文书，不影响判断：字段: 内容。",
}


def class_name(api: str) -> str:
    """Return an api name as the name of a class.

    >>> class_name("handling_duties")
    'HandlingDuties'
    """
    return "".join(part[:1].upper() + part[1:] for part in api.split("_"))


class Words:
    """The vocabularies of all jurisdictions, taken together.

    Args:
        counties: the jurisdictions.

    """

    def __init__(self, counties: Iterable[Jurisdiction]) -> None:
        self.facts: dict[str, Fact] = {}
        self.decisions: dict[str, DecisionSpec] = {}
        self._values: dict[str, dict[str, str]] = {}
        self._options: dict[str, dict[str, str]] = {}
        self._read: dict[str, dict[str, None]] = {}
        for county in counties:
            for fact in county.vocabulary.facts.values():
                self.facts.setdefault(fact.name, fact)
                known = self._options.setdefault(fact.name, {})
                known.update((value, fact.code(value)) for value in fact.values)
            for spec in county.vocabulary.decisions.values():
                self.decisions.setdefault(spec.name, spec)
                values = self._values.setdefault(spec.name, {})
                values.update((value, spec.code(value)) for value in spec.values)
                read = dict.fromkeys(read_by(county, spec.name))
                self._read.setdefault(spec.name, {}).update(read)

    def read_by(self, decision: str) -> list[Fact]:
        """Return the facts that a decision reads in any jurisdiction."""
        return [self.facts[name] for name in self.facts if name in self._read[decision]]

    def fact(self, fact: Fact) -> Json:
        """Return the schema of a fact's value; null is unknown."""
        said = f"{fact.name}：{fact.ask}" + (f"（{fact.note}）" if fact.note else "")
        return {**self._type(fact), "description": said, "title": fact.label or fact.name}

    def _type(self, fact: Fact) -> Json:
        options = self._options[fact.name]
        match fact.kind:
            case FactType.BOOL:
                return {"type": ["boolean", "null"]}
            case FactType.DATE if fact.never is None:
                return {"type": ["string", "null"], "format": "date"}
            case FactType.DATE:
                days = {"type": "string", "format": "date"}
                return {"anyOf": [days, {"type": "string", "enum": [fact.never]}, {"type": "null"}]}
            case FactType.NUMBER:
                return {"type": ["number", "null"]}
            case FactType.TEXT:
                return {"type": ["string", "null"], "maxLength": 10_000}
            case FactType.ONE_OF:
                return {"anyOf": [_enumerated(options), {"type": "null"}]}
            case FactType.SET_OF:
                return {"type": ["array", "null"], "items": _enumerated(options)}

    def facts_of(self, facts: Iterable[Fact], said: str) -> Json:
        """Return the schema of the facts of a case, by their api names.

        Args:
            facts: those that are typed.
            said: what they are.

        """
        return {
            "type": "object",
            "description": f"{said}没有写的、null 都是不知道，不是“否”；也可以用中文名。",
            "properties": {one.api: self.fact(one) for one in facts},
            "additionalProperties": True,
        }

    def values(self, decision: str) -> Json:
        """Return the schemas of what a decision's outcome, and its code, may be."""
        known = {**self._values[decision], PENDING: PENDING_CODE, NO_RULE: NO_RULE_CODE}
        codes = list(dict.fromkeys(known.values()))
        return {
            "outcome": {
                "anyOf": [_enumerated(known), {"type": "null"}],
                "description": f"结论。还有几种可能的是{PENDING}；逐项列出、已经问清的是 null。",
            },
            "code": {
                "anyOf": [{"type": "string", "enum": codes}, {"type": "null"}],
                "description": "结论的 ASCII 代码。",
            },
        }

    def schemas(self) -> Json:
        """Return the schemas of cases and decisions, by their names."""
        names = [word for one in self.decisions.values() for word in (one.name, one.api)]
        found: Json = {
            "ItemKey": _ITEM,
            "Facts": self.facts_of(self.facts.values(), "案件的事实。"),
            "CaseRequest": _case("Facts", "一个案件，就是案件文件去掉 jurisdiction。"),
        }
        found["CaseRequest"]["properties"] = {
            "decision": {
                "anyOf": [{"type": "string", "enum": names}, {"type": "null"}],
                "description": "要作的判断，名称或者代码；不写就是第一项。",
            },
            **found["CaseRequest"]["properties"],
        }
        for one in self.decisions.values():
            name = class_name(one.api)
            facts = self.read_by(one.name)
            found[f"{name}Facts"] = self.facts_of(facts, f"“{one.name}”读的事实。")
            found[f"{name}Case"] = _case(f"{name}Facts", f"一个案件，问“{one.name}”。{one.means}")
        return found


def _case(facts: str, said: str) -> Json:
    return {
        "type": "object",
        "description": said,
        "properties": {
            "item": ITEM_KEY,
            "date": _DAY,
            "facts": {"$ref": f"#/components/schemas/{facts}"},
            "fill": _FILL,
        },
        "additionalProperties": False,
    }


def _enumerated(options: dict[str, str]) -> Json:
    """Return an enumeration, with the names that generated code gives to its values."""
    names = [code.upper() if code.isascii() else code for code in options.values()]
    return {"type": "string", "enum": list(options), "x-enum-varnames": names}
