"""Schemas of conditions, and of the values that facts hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gaozhi.authoring.schema._names import Names
from gaozhi.authoring.schema._pieces import (
    DAY,
    Offer,
    Schema,
    described,
    escaped,
    list_of,
    offered,
    one_of,
    ref,
    text,
)
from gaozhi.model import DecisionSpec, Fact, FactType, Vocabulary

__all__ = [
    "case_facts",
    "condition_definitions",
    "fact_says",
    "known_definitions",
    "listed_facts",
    "supposed_facts",
]

_KINDS: Final = {
    FactType.BOOL: "是非",
    FactType.DATE: "日期",
    FactType.TEXT: "文本",
    FactType.NUMBER: "数字",
    FactType.ONE_OF: "选一",
    FactType.SET_OF: "多选",
}
_EARLIER_LATER: Final = {
    "before": "早于",
    "after": "晚于",
    "on_or_before": "不晚于",
    "on_or_after": "不早于",
}
_LESS_MORE: Final = {
    "less_than": "小于",
    "more_than": "大于",
    "at_most": "至多",
    "at_least": "至少",
}
_NO_FACT: Final = "不认识的事实，或者不是“是非”事实。事实名照抄词汇表；“选一”等事实写明怎样比较"


def fact_says(fact: Fact) -> str:
    """Return what an editor tells of a fact."""
    note = f"\n{fact.note}" if fact.note else ""
    return f"{fact.ask}\n{_KINDS[fact.kind]} · {fact.api}{note}"


def condition_definitions(names: Names) -> dict[str, Schema]:
    """Return the definitions that a condition refers to, itself among them.

    A name with a “.” must be a fact of the vocabulary; any other may be a definition that was
    written since.
    """
    vocabulary = names.vocabulary
    yes_or_no = [fact for fact in vocabulary.facts.values() if fact.kind is FactType.BOOL]
    alone = [*(Offer(fact.name, fact_says(fact)) for fact in yes_or_no), *names.definitions]
    facts = escaped(fact.name for fact in yes_or_no)
    decisions = escaped(vocabulary.decisions)
    defined = rf"(?!(?:{decisions})$)[^.]+" if decisions else "[^.]+"
    # A list whose items are what it is itself would send the YAML language server in a circle.
    part: Schema = {"allOf": [ref("condition")]}
    several = list_of(part, minItems=1)
    keys: dict[str, Schema] = {
        "not": described(ref("condition"), "不成立"),
        "all": described(several, "都成立"),
        "any": described(several, "至少一项成立"),
        "none": described(several, "一项也不成立"),
    }
    for fact in vocabulary.facts.values():
        keys[fact.name] = ref(f"test.{fact.api}")
    for spec in vocabulary.decisions.values():
        keys[spec.name] = ref(f"outcome.{spec.api}")
    shape: Schema = {
        "type": ["string", "array", "object"],
        "pattern": f"^(?:{facts}|{defined})$" if facts else f"^{defined}$",
        "patternErrorMessage": _NO_FACT,
        "minItems": 1,
        "items": part,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": keys,
        "additionalProperties": False,
    }
    found = {"condition": offered(alone, shape)}
    for fact in vocabulary.facts.values():
        found[f"test.{fact.api}"] = described(_test(fact, vocabulary), fact_says(fact))
    for spec in vocabulary.decisions.values():
        found[f"outcome.{spec.api}"] = _outcome(spec)
    return found


def _test(fact: Fact, vocabulary: Vocabulary) -> Schema:
    value = _value(fact)
    match fact.kind:
        case FactType.BOOL:
            return value
        case FactType.SET_OF:
            member = one_of(fact.values)
            return _compared(
                {
                    "has": described(member, "含有"),
                    "has_any": described(list_of(member, minItems=1), "含有其中之一"),
                    "is_empty": {"type": "boolean", "description": "一个也没有"},
                }
            )
        case FactType.DATE:
            words = _EARLIER_LATER
        case FactType.NUMBER:
            words = _LESS_MORE
        case FactType.TEXT | FactType.ONE_OF:
            words = _EARLIER_LATER if fact.ordered else {}
    others = [
        other
        for other in vocabulary.facts.values()
        if other.kind is fact.kind and other.name != fact.name and not fact.ordered
    ]
    operand = {"anyOf": [value, one_of([o.name for o in others])]} if others else value
    operators = {word: described(operand, says) for word, says in words.items()}
    operators["in"] = described(list_of(value, minItems=1), "其中之一")
    return {"anyOf": [value, _compared(operators)]}


def _compared(operators: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": operators,
    }


def _outcome(spec: DecisionSpec) -> Schema:
    value = one_of(spec.values)
    listed = described(list_of(value, minItems=1), "其中之一")
    return {"description": spec.means, "anyOf": [value, _compared({"in": listed})]}


def _value(fact: Fact) -> Schema:
    """Return the schema of what a fact holds, in a condition, a catalog and a case alike."""
    match fact.kind:
        case FactType.BOOL:
            return {"type": "boolean", "errorMessage": "写 true（是）或者 false（否）"}
        case FactType.DATE:
            day = text(f"^{DAY}$", "应为日期，写作 2021-05-25")
            return {"anyOf": [day, one_of([fact.never])]} if fact.never else day
        case FactType.NUMBER:
            return {"type": "number"}
        case FactType.TEXT:
            return {"type": "string", "errorMessage": "应为文本；号码、编号要加引号"}
        case FactType.ONE_OF:
            return one_of(fact.values)
        case FactType.SET_OF:
            return list_of(one_of(fact.values))


def _mapping(facts: Iterable[Fact]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.name: described(_value(fact), fact_says(fact)) for fact in facts},
    }


def supposed_facts(vocabulary: Vocabulary) -> Schema:
    """Return the schema of facts by name, as a form supposes them."""
    return _mapping(vocabulary.facts.values())


def listed_facts(vocabulary: Vocabulary) -> Schema:
    """Return the schema of the facts that a list may state of its items."""
    roles = vocabulary.roles
    return _mapping(
        fact
        for fact in vocabulary.facts.values()
        if fact.name.partition(".")[0] in roles.item and fact.name != roles.listed
    )


def case_facts(vocabulary: Vocabulary) -> Schema:
    """Return the schema of the facts of a case: by name or api name, flat or nested; null: unknown.

    An editor offers the names alone. The values are those of `known_definitions`.
    """
    facts: dict[str, Schema] = {}
    nested: dict[str, dict[str, Schema]] = {}
    for fact in vocabulary.facts.values():
        known = ref(f"known.{fact.api}")
        facts[fact.name] = known
        facts.setdefault(fact.api, {"allOf": [known], "doNotSuggest": True})
        for name in (fact.name, fact.api):
            subject, _, rest = name.partition(".")
            if rest:
                nested.setdefault(subject, {})[rest] = known
    for subject, parts in nested.items():
        group = {"type": "object", "additionalProperties": False, "properties": parts}
        facts.setdefault(subject, {**group, "doNotSuggest": True})
    return {"type": "object", "additionalProperties": False, "properties": facts}


def known_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return the definitions that the facts of a case refer to."""
    return {
        f"known.{fact.api}": described({"anyOf": [_value(fact), {"type": "null"}]}, fact_says(fact))
        for fact in vocabulary.facts.values()
    }
