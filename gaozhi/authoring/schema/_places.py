"""What stands in the fields that hold names: of provisions, rules, facts, decisions, events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gaozhi.authoring.schema._conditions import listed_facts, supposed_facts
from gaozhi.authoring.schema._names import Names
from gaozhi.authoring.schema._pieces import (
    ANY_TEXT,
    DAY,
    PERIOD,
    Offer,
    Schema,
    list_of,
    offered,
    one_of,
    one_or_more,
    ref,
    text,
)
from gaozhi.language import CODE, LINKS
from gaozhi.model import ASSISTANCE_FIELDS, ITEM_FIELDS, SAME_DAY, Combine, FactType, Vocabulary
from gaozhi.workdays import UNITS

__all__ = [
    "catalog_definitions",
    "catalog_places",
    "name_definitions",
    "rules_places",
    "vocabulary_definitions",
    "vocabulary_places",
]

_NOT_AT_HAND: Final = {"not_at_hand": "不在手边"}
_PERIOD: Final = text(PERIOD, "应为期间，写作 3工作日、10日、6个月、1年")
_WITHIN: Final = text(f"{PERIOD}|^{SAME_DAY}$", "应为期间，写作 3工作日、10日、6个月、1年、当日")
_DAY: Final = text(f"^{DAY}$", "应为日期，写作 2021-05-25，月、日写满两位")
_ITEM: Final = text(
    r"^(?:number|kind|certificate|matter|departments\.[a-z_]+)$",
    "写 number、certificate、matter 或者 departments.county 之类",
)
_CODE: Final = text(f"^{CODE.pattern}$", "代码用小写英文字母、数字和“_”，以字母开头，例如 eligible")
_LINKED: Final = ("同一申请人", "同一案件", "同一证明", "同一事项", "同一机关")
_LINES: Final = list_of(ANY_TEXT)
_VALUES: Final = list_of(ANY_TEXT, minItems=1, uniqueItems=True)
_ALIKE: Final = list_of(ANY_TEXT, minItems=2, uniqueItems=True)
_ONE_PAIR: Final[Schema] = {"type": "object", "minProperties": 1, "maxProperties": 1}


def name_definitions(names: Names) -> dict[str, Schema]:
    """Return the definitions that many places below ``rules/`` refer to."""
    collecting = [s for s in names.vocabulary.decisions.values() if s.combine is Combine.ALL]
    return {
        **vocabulary_definitions(names.vocabulary),
        "cited": offered(names.provisions),
        "duty": offered(names.duties),
        "element": one_of(f"{spec.name}·{value}" for spec in collecting for value in spec.values),
    }


def rules_places(names: Names) -> dict[str, Schema]:
    """Return what stands in the fields of a file below ``rules/``."""
    vocabulary = names.vocabulary
    event = one_of(vocabulary.events)
    decisions = one_of(vocabulary.decisions, [spec.means for spec in vocabulary.decisions.values()])
    collecting = [s for s in vocabulary.decisions.values() if s.combine is Combine.ALL]
    element = ref("element")
    cited, duty = ref("cited"), ref("duty")
    link = one_of(LINKS, _LINKED)
    return {
        **word_places("RulesFile"),
        "RulesFile.values": added_values(vocabulary),
        "ValuesEntry.add": list_of({"anyOf": [ANY_TEXT, ref("AddedValueEntry")]}, minItems=1),
        "*.basis": one_or_more(cited),
        "FormEntry.basis": one_or_more(cited, least=1),
        "WordingEntry.basis": one_or_more(cited, least=1),
        "EachEntry.each": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": one_or_more(cited, least=1),
        },
        "*.when": ref("condition"),
        "*.unless": ref("condition"),
        "TextEntry.sha256": text("^[0-9a-f]{64}$", "应为 64 位小写的十六进制数，加引号"),
        "ProvisionEntry.restates": one_or_more(offered(names.restated)),
        "RulesFile.extends": offered(names.parents),
        "DutyEntry.from": event,
        "DutyEntry.met_by": event,
        "ExtensionEntry.approved": event,
        "DutyEntry.within": {"anyOf": [_WITHIN, *_periods_of_a_case(vocabulary)]},
        "DutyEntry.by": {"anyOf": [_DAY, *_of_a_case(vocabulary, FactType.DATE)]},
        "DutyEntry.every": _PERIOD,
        "ExtensionEntry.by": _PERIOD,
        "DutyEntry.instead_of": duty,
        "DutyEntry.restarts": duty,
        "DutyEntry.replaces": one_or_more(offered(names.duties_above)),
        "FormEntry.fulfils": one_or_more(one_of(spec.name for spec in collecting)),
        "FormEntry.replaces": one_or_more(offered(names.forms_above)),
        "FieldEntry.fact": one_of(vocabulary.facts),
        "FieldEntry.decision": decisions,
        "FieldEntry.supposing": supposed_facts(vocabulary),
        "FieldEntry.item": _ITEM,
        "FieldEntry.items": {"type": "object", "additionalProperties": _ITEM},
        "FieldEntry.quote": one_or_more(cited),
        "FieldEntry.serial": text(
            "^(?=[^N]*N)(?:Y{4})?[^YN]{0,8}N{1,10}$",
            "Y 是年份的一位，N 是流水号的一位，如 YYYYNNNN",
        ),
        "FieldEntry.carries": one_or_more(element),
        "BlockEntry.carries": one_or_more(element),
        "BlockEntry.element": element,
        "BlockEntry.states": one_or_more(duty),
        "BlockEntry.sign": {"anyOf": [_LINES, list_of({**_LINES, "minItems": 1})]},
        "AcceptedEntry.lacks": element,
        "TableEntry.columns": _columns(),
        "*.event": event,
        "*.where": ref("condition"),
        **{
            f"{model}.{key}": one_or_more(link)
            for model in ("AbsenceEntry", "PatternEntry")
            for key in ("same", "other")
        },
        "PatternEntry.within": _PERIOD,
        "WatchEntry.replaces": one_or_more(offered(names.watches_above)),
    }


def _periods_of_a_case(vocabulary: Vocabulary) -> Iterator[Schema]:
    """Yield what stands for a period that the case states: a number with its unit, or a text."""
    yield from _of_a_case(vocabulary, FactType.NUMBER, {"unit": one_of(UNITS)})
    yield from _of_a_case(vocabulary, FactType.TEXT)


def _of_a_case(
    vocabulary: Vocabulary, kind: FactType, besides: Mapping[str, Schema] = MappingProxyType({})
) -> Iterator[Schema]:
    """Yield what stands for a time that a fact of a type states; nothing without such a fact.

    Args:
        vocabulary: the facts.
        kind: their type.
        besides: what must stand beside the fact.

    """
    facts = [f.name for f in vocabulary.facts.values() if f.kind is kind and not f.identity]
    if facts:
        yield {
            "type": "object",
            "required": ["fact", *besides],
            "additionalProperties": False,
            "properties": {"fact": one_of(facts), **besides},
        }


def _columns() -> Schema:
    group = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": list_of(ANY_TEXT, minItems=1),
    }
    return list_of({"anyOf": [ANY_TEXT, group]}, minItems=1)


def catalog_definitions(names: Names) -> dict[str, Schema]:
    """Return the definitions that several places of a catalog refer to."""
    return {"cited": offered(names.provisions), "facts": listed_facts(names.vocabulary)}


def _stated(fields: Sequence[str]) -> Schema:
    """Return what a table's columns may be said to state."""
    field = one_of(fields)
    of_one = {"type": "object", "minProperties": 1, "maxProperties": 1}
    return {
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                field,
                {
                    **of_one,
                    "propertyNames": {"enum": list(fields)},
                    "additionalProperties": ANY_TEXT,
                },
                list_of(field, minItems=2, maxItems=2),
                list_of({**of_one, "additionalProperties": field}, minItems=1),
            ]
        },
    }


def catalog_places(names: Names) -> dict[str, Schema]:
    """Return what stands in the fields of a catalog."""
    vocabulary = names.vocabulary
    mode = vocabulary.facts.get(vocabulary.roles.mode or "")
    levels = {"province": "省级", "prefecture": "市级", "county": "县级"}
    places: dict[str, Schema] = {
        "*.basis": one_or_more(ref("cited"), least=1),
        "CatalogFile.rules": offered(names.folders),
        "CatalogFile.calendar": offered(names.calendars),
        "CatalogFile.list": _or_a_word("ListEntry", _NOT_AT_HAND | {"none": "规定里没有清单"}),
        "CatalogFile.directory": _or_a_word("DirectoryEntry", _NOT_AT_HAND),
        "ListEntry.columns": list_of(ANY_TEXT, uniqueItems=True),
        "ListEntry.fields": _stated(ITEM_FIELDS),
        "ListFormEntry.fields": _stated(ITEM_FIELDS),
        "DirectoryFormEntry.fields": _stated(ASSISTANCE_FIELDS),
        "ItemEntry.facts": ref("facts"),
        "PresumesEntry.facts": ref("facts"),
        "ItemEntry.departments": {
            "type": "object",
            "properties": {k: {**ANY_TEXT, "description": v} for k, v in levels.items()},
            "additionalProperties": ANY_TEXT,
        },
    }
    for form in ("ListFormEntry", "DirectoryFormEntry"):
        places[f"{form}.columns"] = list_of(ANY_TEXT, minItems=1, uniqueItems=True)
    if mode is not None:
        places["ItemEntry.mode"] = one_of(mode.values)
    return places


def _or_a_word(model: str, words: Mapping[str, str]) -> Schema:
    return {"anyOf": [ref(model), one_of([*words], [*words.values()])]}


def vocabulary_definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return the definitions that several places of a vocabulary refer to."""
    return {"fact": offered([Offer(name, fact.ask) for name, fact in vocabulary.facts.items()])}


def vocabulary_places() -> dict[str, Schema]:
    """Return what stands in the fields of a vocabulary."""
    fact = ref("fact")
    return {
        **word_places("VocabularyFile"),
        "VocabularyFile.worse": {
            "type": "object",
            "additionalProperties": list_of(
                {"anyOf": [fact, _only("not", fact), _only("alike", _ALIKE)]}
            ),
        },
    }


def _only(key: str, held: Schema) -> Schema:
    return {
        "type": "object",
        "required": [key],
        "properties": {key: held},
        "additionalProperties": False,
    }


def word_places(model: str) -> dict[str, Schema]:
    """Return what stands in the fields of words, in a vocabulary or in a jurisdiction's files.

    Args:
        model: the model of the file that has them.

    """
    simple = {"bool": "是非", "date": "日期", "text": "文本", "number": "数字"}
    with_values = {
        **_ONE_PAIR,
        "additionalProperties": False,
        "properties": {
            "one_of": {**_VALUES, "description": "选一：取值的列表"},
            "set_of": {**_VALUES, "description": "多选：取值的列表"},
        },
    }
    fact = ref("fact")
    stated = {**_ONE_PAIR, "additionalProperties": {"type": ["string", "boolean"]}}
    return {
        f"{model}.facts": list_of(ref("FactEntry")),
        f"{model}.decisions": list_of(ref("DecisionEntry")),
        f"{model}.events": list_of({"anyOf": [ANY_TEXT, ref("EffectEntry")]}),
        f"{model}.implies": list_of(
            {**_ONE_PAIR, "additionalProperties": {"anyOf": [fact, stated]}}
        ),
        "EffectEntry.event": ANY_TEXT,
        "EffectEntry.makes": {"type": "object", "propertyNames": fact},
        "EffectEntry.when": {"type": "object", "additionalProperties": one_or_more(ANY_TEXT)},
        "FactEntry.name": text(r"^(?=[^.]*[^.\s])[^.]*\.[\s\S]*\S", "事实名写作 类别.名称"),
        "FactEntry.type": {"anyOf": [one_of(simple, simple.values()), with_values]},
        "DecisionEntry.values": _VALUES,
        "*.codes": {"type": "object", "additionalProperties": _CODE},
        "AddedValueEntry.code": _CODE,
    }


def added_values(vocabulary: Vocabulary) -> Schema:
    """Return the schema of ``values:``: what a jurisdiction adds to decisions and choice facts."""
    known = {spec.name: spec.values for spec in vocabulary.decisions.values()}
    known |= {fact.name: fact.values for fact in vocabulary.facts.values() if fact.values}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "allOf": [ref("ValuesEntry")],
                "properties": {
                    "add": list_of(
                        {"properties": {key: one_of(values) for key in ("before", "after")}}
                    )
                },
            }
            for name, values in known.items()
        },
    }
