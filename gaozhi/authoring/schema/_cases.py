"""The schemas of what is laid before the rules: cases, events, scenarios."""

from __future__ import annotations

from collections.abc import Iterable

from gaozhi.authoring.schema._conditions import case_facts, fact_says, known_definitions
from gaozhi.authoring.schema._models import model_schema, whole
from gaozhi.authoring.schema._names import County, Names
from gaozhi.authoring.schema._pieces import (
    DAY,
    Offer,
    Schema,
    described,
    escaped,
    list_of,
    offered,
    one_of,
    one_or_more,
    ref,
    text,
)
from gaozhi.language import (
    NONE_DUE,
    BaseEntry,
    CaseFile,
    Model,
    ScenarioEntry,
    ScenarioFile,
    TimelineFile,
    WatchFile,
)
from gaozhi.model import ITEM_KINDS, NO_RULE, PENDING, Vocabulary

__all__ = ["case_schema", "events_schema", "scenarios_schema", "watch_schema"]


def case_schema(names: Names) -> Schema:
    """Return the schema of a case."""
    return _about_a_county(CaseFile, names)


def events_schema(names: Names) -> Schema:
    """Return the schema of what happened in a case."""
    return _about_a_county(TimelineFile, names)


def watch_schema(names: Names) -> Schema:
    """Return the schema of what happened in many cases."""
    definitions = _definitions(names.vocabulary)
    root = whole(WatchFile, _places(names), definitions)
    return {**root, "definitions": definitions}


def scenarios_schema(names: Names) -> Schema:
    """Return the schema of a file of scenarios."""
    definitions = _definitions(names.vocabulary) | _offered(names)
    places = _places(names) | _expected(names)
    for model in (BaseEntry, ScenarioEntry):
        model_schema(model, places, definitions)
    root = whole(ScenarioFile, places, definitions)
    keys = root["properties"]
    keys["bases"].update({"type": "object", "additionalProperties": ref("BaseEntry")})
    keys["scenarios"].update(list_of(ref("ScenarioEntry")))
    return {**root, **_numbers(names, "scenarios"), "definitions": definitions}


def _about_a_county(model: type[Model], names: Names) -> Schema:
    definitions = _definitions(names.vocabulary)
    root = whole(model, _places(names), definitions)
    return {**root, **_numbers(names), "definitions": definitions}


def _definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    return known_definitions(vocabulary) | {"facts": case_facts(vocabulary)}


def _places(names: Names) -> dict[str, Schema]:
    vocabulary = names.vocabulary
    decisions = vocabulary.decisions.values()
    counties = offered([Offer(key) for county in names.counties for key in county.keys])
    event = one_of(vocabulary.events)
    return {
        "*.jurisdiction": counties,
        "*.facts": ref("facts"),
        "*.item": _item(names.counties),
        "*.event": event,
        "*.decision": offered(
            [Offer(spec.name, spec.means) for spec in decisions],
            {
                "type": "string",
                "pattern": f"^(?:{escaped(word for s in decisions for word in (s.name, s.api))})$",
                "errorMessage": "不认识的判断。名称照抄词汇表",
            },
        ),
        "EventEntry.obliged": counties,
        "EventEntry.calendar": offered(names.calendars),
    }


def _offered(names: Names) -> dict[str, Schema]:
    """Return the definitions that many places of a scenario refer to."""
    facts = names.vocabulary.facts.values()
    fact = offered(
        [Offer(fact.name, fact_says(fact)) for fact in facts],
        {
            "type": "string",
            "pattern": f"^(?:{escaped(word for f in facts for word in (f.name, f.api))})$",
            "errorMessage": "不认识的事实。名称照抄词汇表",
        },
    )
    grounds = [*(o for offers in names.rules.values() for o in offers), *names.provisions]
    known = {offer.name: offer for offer in grounds}
    return {"fact": fact, "ground": offered(known.values())}


def _expected(names: Names) -> dict[str, Schema]:
    """Return what stands in the fields of a scenario beyond those of a case."""
    vocabulary = names.vocabulary
    values = list(dict.fromkeys(v for s in vocabulary.decisions.values() for v in s.values))
    value = one_of(values)
    ground = ref("ground")
    day = text(f"^{DAY}$", "应为日期，写作 2021-05-25；日期不知道的，在 unknown 里写日期的事实名")
    last = text(
        f"^(?:{DAY}|{NONE_DUE})$", f"应为日期，写作 2021-05-25；没有这项义务的写 {NONE_DUE}"
    )
    return {
        "*.changes": ref("facts"),
        "*.unknown": list_of(ref("fact")),
        "ScenarioFile.date": day,
        "ScenarioEntry.date": day,
        "ExpectEntry.outcome": one_of([*values, PENDING, NO_RULE]),
        "ExpectEntry.possible": one_or_more(value, least=1),
        "ExpectEntry.pending": one_or_more(value),
        "ExpectEntry.values": {
            "anyOf": [
                {
                    "type": "object",
                    "propertyNames": {"enum": values},
                    "additionalProperties": one_or_more(ground),
                },
                list_of(value),
            ]
        },
        "ExpectEntry.grounds": one_or_more(ground, least=1),
        "ExpectEntry.not_grounds": one_or_more(ground, least=1),
        "ExpectEntry.questions": one_or_more(one_of(vocabulary.facts)),
        "ExpectEntry.due": {
            "type": "object",
            "minProperties": 1,
            "properties": {o.name: described(last, o.says) for o in names.duties},
            "additionalProperties": last,
        },
    }


def _item(counties: Iterable[County]) -> Schema:
    """Return the schema of an item: its number, its certificate's name, or both its names."""
    listed = list(counties)
    certificates = [Offer(name) for county in listed for name in county.certificates]
    matters = [Offer(name) for county in listed for name in county.matters]
    return {
        "anyOf": [
            {"type": "integer"},
            offered(certificates),
            {
                "type": "object",
                "properties": {
                    "kind": one_of(ITEM_KINDS),
                    "certificate": offered(certificates),
                    "matter": offered(matters),
                },
            },
            {"type": "null"},
        ]
    }


def _numbers(names: Names, rows: str | None = None) -> Schema:
    """Return what offers the numbers of the list of the jurisdiction that a file names.

    Args:
        names: the jurisdictions.
        rows: the key of the list whose entries have an ``item``; None where the file itself has.

    """
    branches: list[Schema] = []
    for county in names.counties:
        if not county.numbers:
            continue
        known = [{"const": number, "description": says} for number, says in county.numbers]
        item: Schema = {"properties": {"item": {"anyOf": [{}, *known]}}}
        named = {"properties": {"jurisdiction": {"enum": list(county.keys)}}}
        branches.append(
            {
                "if": {**named, "required": ["jurisdiction"]},
                "then": item if rows is None else {"properties": {rows: {"items": item}}},
            }
        )
    return {"allOf": branches} if branches else {}
