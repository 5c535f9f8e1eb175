"""The schema of every kind of file that an author writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gaozhi.authoring.schema._calendars import calendar_schema
from gaozhi.authoring.schema._cases import (
    case_schema,
    events_schema,
    scenarios_schema,
    watch_schema,
)
from gaozhi.authoring.schema._conditions import condition_definitions
from gaozhi.authoring.schema._kinds import FileKind, fits
from gaozhi.authoring.schema._models import model_schema, whole
from gaozhi.authoring.schema._names import Names
from gaozhi.authoring.schema._pieces import (
    Offer,
    Schema,
    described,
    empty,
    escaped,
    list_of,
    offered,
    one_of,
    one_or_more,
    ref,
)
from gaozhi.authoring.schema._places import (
    catalog_definitions,
    catalog_places,
    name_definitions,
    rules_places,
    vocabulary_definitions,
    vocabulary_places,
)
from gaozhi.language import (
    AddedValueEntry,
    AsideEntry,
    CaseFile,
    CatalogFile,
    DecisionEntry,
    DefinitionEntry,
    DirectoryEntry,
    DutyEntry,
    EachEntry,
    EffectEntry,
    FactEntry,
    FormEntry,
    ListEntry,
    OrgansEntry,
    ProvisionEntry,
    RemovalEntry,
    RuleEntry,
    RuleRemovalEntry,
    RulesFile,
    TimelineFile,
    ValuesEntry,
    VocabularyFile,
    WatchEntry,
    WatchFile,
    WordingEntry,
)
from gaozhi.model import Combine, DecisionSpec

__all__ = ["KINDS", "kind_of", "schema_of"]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"


def _vocabulary(names: Names) -> Schema:
    definitions = vocabulary_definitions(names.vocabulary)
    places = vocabulary_places()
    for model in (FactEntry, DecisionEntry, EffectEntry):
        model_schema(model, places, definitions)
    # Only a jurisdiction may word a known fact anew without its type.
    definitions["FactEntry"]["required"].append("type")
    root = whole(VocabularyFile, places, definitions)
    return {**root, "definitions": definitions}


def _catalog(names: Names) -> Schema:
    definitions = catalog_definitions(names)
    places = catalog_places(names)
    root = whole(CatalogFile, places, definitions)
    for model in (ListEntry, DirectoryEntry):
        model_schema(model, places, definitions)
    return {**root, "definitions": definitions}


def _rules(names: Names) -> Schema:
    definitions = condition_definitions(names) | name_definitions(names)
    places = rules_places(names)
    for model in (
        *(ProvisionEntry, AsideEntry, DefinitionEntry, RuleEntry, RuleRemovalEntry, EachEntry),
        RemovalEntry,
        *(DutyEntry, FormEntry, WordingEntry, WatchEntry),
        *(FactEntry, DecisionEntry, EffectEntry, ValuesEntry, AddedValueEntry),
    ):
        model_schema(model, places, definitions)
    model_schema(OrgansEntry, places, definitions)
    _offer_besides(definitions["RuleEntry"], definitions, "RuleRemovalEntry", "EachEntry")
    _offer_besides(definitions["DutyEntry"], definitions, "RemovalEntry")
    _offer_besides(definitions["FormEntry"], definitions, "RemovalEntry")
    _offer_besides(definitions["WatchEntry"], definitions, "RemovalEntry")
    root = whole(RulesFile, places, definitions)
    keys = root["properties"]
    keys["provisions"].update(list_of(ref("ProvisionEntry")))
    keys["asides"].update(list_of(ref("AsideEntry")))
    keys["define"].update(_definitions(names))
    keys["rules"].update(
        {
            "additionalProperties": False,
            "properties": {
                spec.name: described(list_of(_entry(spec, names)), spec.means)
                for spec in names.vocabulary.decisions.values()
            },
        }
    )
    keys["organs"].update(_mapping_of(ref("OrgansEntry")))
    keys["duties"].update(list_of(_or_removal("DutyEntry", names.duties_above)))
    keys["forms"].update(list_of(_or_removal("FormEntry", names.forms_above)))
    keys["watch"].update(list_of(_or_removal("WatchEntry", names.watches_above)))
    keys["wording"] = described(ref("WordingEntry"), keys["wording"]["description"])
    return {**root, "definitions": definitions}


def _mapping_of(held: Schema) -> Schema:
    return {"type": "object", "additionalProperties": held}


def _offer_besides(entry: Schema, definitions: Mapping[str, Schema], *others: str) -> None:
    """Let an editor offer the key that would make something else of an entry.

    As soon as it is written, the other's schema applies in place of this one.
    """
    for other in others:
        key = definitions[other]["required"][0]
        entry["properties"][key] = definitions[other]["properties"][key]


def _definitions(names: Names) -> Schema:
    decisions = escaped(names.vocabulary.decisions)
    own = rf"^(?!(?:{decisions})$)[^.]+$" if decisions else "^[^.]+$"
    return {
        "type": "object",
        "propertyNames": {
            "pattern": own,
            "patternErrorMessage": "定义的名字里没有“.”，不与判断同名",
        },
        "additionalProperties": {
            "if": {"type": "object", "required": ["when"]},
            "then": ref("DefinitionEntry"),
            "else": ref("condition"),
        },
    }


def _or_removal(entry: str, above: Sequence[Offer]) -> Schema:
    removed = {"properties": {"removes": offered(above)}}
    return {
        "if": {"required": ["removes"]},
        "then": {"allOf": [ref("RemovalEntry"), removed]},
        "else": ref(entry),
    }


def _entry(spec: DecisionSpec, names: Names) -> Schema:
    """Return the schema of an entry below a decision."""
    above = offered(names.above.get(spec.name, ()))
    rows = offered(names.rules.get(spec.name, ()))
    value = one_of(spec.values)
    own: dict[str, Schema] = {"then": one_or_more(value), "replaces": one_or_more(above)}
    each: Schema = {"properties": {"each": {"propertyNames": {"enum": list(spec.values)}}}}
    if spec.combine is Combine.ALL:
        own["otherwise"] = empty("全部收集的判断没有 otherwise")
    else:
        each = {"properties": {"each": empty("each 用在全部收集的判断")}}
    if spec.combine is Combine.FIRST:
        own |= {"before": rows, "after": rows}
    else:
        told = "这项判断不是表格，规则没有先后"
        own |= {"before": empty(told), "after": empty(told)}
    return {
        "if": {"required": ["removes"]},
        "then": {"allOf": [ref("RuleRemovalEntry"), {"properties": {"removes": above}}]},
        "else": {
            "if": {"required": ["each"]},
            "then": {"allOf": [ref("EachEntry"), each]},
            "else": {"allOf": [ref("RuleEntry"), {"properties": own}]},
        },
    }


_SCENARIOS: Final = r"(?:.*/)?[^/]*\.scenarios\.ya?ml"
_KINDS: Final = (
    FileKind("vocabulary", "词汇表", _vocabulary, r"rules/vocabulary\.ya?ml"),
    FileKind("scenarios", "场景文件", scenarios_schema, _SCENARIOS),
    FileKind("rules", "规则文件", _rules, r"rules/[^/]+/.+\.ya?ml"),
    FileKind("calendar", "工作日历", calendar_schema, r"catalogs/calendars/[^/]+\.ya?ml"),
    FileKind("catalog", "目录", _catalog, r"catalogs/[^/]+\.ya?ml"),
    FileKind("timeline", "事件文件", events_schema, model=TimelineFile),
    FileKind("watch", "几件案件的事件", watch_schema, model=WatchFile),
    FileKind("case", "案件文件", case_schema, model=CaseFile),
)
KINDS: Final[Mapping[str, FileKind]] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""Every kind of file, by name. The first that fits a file is what it is."""


def kind_of(name: str, data: object = None) -> FileKind | None:
    """Return what kind of file stands at a place, or None where nothing of ours stands there.

    Args:
        name: its path below the author's folder, with forward slashes.
        data: what it says, which tells cases and events apart.

    """
    for kind in KINDS.values():
        if kind.place is not None and re.fullmatch(kind.place, name, re.IGNORECASE):
            return kind
    if name.startswith(("rules/", "catalogs/")):
        return None
    loose = [(kind, kind.model) for kind in KINDS.values() if kind.model is not None]
    return next((kind for kind, model in loose if fits(model, data)), None)


def schema_of(kind: FileKind, names: Names) -> Schema:
    """Return the schema of a kind of file, complete."""
    return {"$schema": _DRAFT, "title": kind.title, **kind.make(names)}
