"""``program.json``: the law of one jurisdiction as data, for readers in any language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Protocol, cast

from gaozhi._version import __version__
from gaozhi.engine.wording import CAVEATS, PROBLEMS, WORDS
from gaozhi.errors import GaozhiError
from gaozhi.logic import Waiting
from gaozhi.logic.versions import unruled
from gaozhi.model import (
    DecisionSpec,
    DecisionTable,
    Document,
    Fact,
    FactType,
    FactValue,
    Item,
    ItemList,
    Never,
    Program,
    Provision,
    Rule,
    Standing,
    digest,
    facts_read,
)
from gaozhi.portable.conditions import ConditionTable
from gaozhi.portable.diagrams import prepared_diagrams
from gaozhi.portable.format import (
    FORMAT,
    CaveatsJson,
    DecisionJson,
    DocumentJson,
    FactJson,
    FactValueJson,
    ItemJson,
    ListJson,
    ProblemsJson,
    ProgramJson,
    ProvisionJson,
    RuleJson,
    Value,
    VersionJson,
    WordsJson,
)
from gaozhi.source import Diagnostic, described

__all__ = ["HasProgram", "checksum", "dump", "dump_dated", "verify"]


class HasProgram(Protocol):
    """A jurisdiction."""

    @property
    def program(self) -> Program:
        """Its compiled law."""


def dump(county: HasProgram, elsewhere: Iterable[DecisionSpec] = ()) -> ProgramJson:
    """Return the law of a jurisdiction as JSON-ready data; equal programs give equal data.

    Args:
        county: the jurisdiction.
        elsewhere: decisions that other jurisdictions know; those that this one does not know are
            answered by 无此规定.

    """
    data = _Writer(county.program).written(elsewhere)
    data["checksum"] = checksum(data)
    # In the order of the checksum, so that a reader need not sort to hold a file against it.
    return cast("ProgramJson", json.loads(json.dumps(data, sort_keys=True)))


def dump_dated(county: HasProgram) -> dict[str, Any]:
    """Return the law as `dump` does, for a reader that always knows the day.

    It has no checksum, and nothing in place of ``undated``, which takes longest to write.

    Args:
        county: the jurisdiction.

    """
    data: dict[str, Any] = {**_Writer(county.program, dated=True).written(())}
    del data["checksum"]
    return data


def checksum(data: Mapping[str, Any]) -> str:
    """Return the checksum of a program: over all but ``checksum``, as RFC 8785 writes it."""
    rest = {key: value for key, value in data.items() if key != "checksum"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def verify(data: object) -> None:
    """Check that data is a program of this format, and what was written.

    Raises:
        GaozhiError: it is of another format, or was altered.

    """
    found = data.get("format") if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or found != FORMAT:
        message = f"program.json 的 format 应为 {FORMAT}，而不是{described(found)}"
        help = "用 gaozhi.portable.dump 重新写出"
        raise GaozhiError([Diagnostic.error("GZ720", message, help=help, path=("format",))])
    if data.get("checksum") != checksum(data):
        message = "program.json 的内容与它的 checksum 对不上"
        help = "重新取一份，或者重新写出；规则要改，改 YAML"
        raise GaozhiError([Diagnostic.error("GZ721", message, help=help, path=("checksum",))])


class _Writer:
    """Writes one program.

    Args:
        program: the program.
        dated: whether only cases with a day are to be decided.

    """

    def __init__(self, program: Program, *, dated: bool = False) -> None:
        self._program = program
        self._dated = dated
        self._words = program.vocabulary
        self._conditions = ConditionTable()
        self._provisions: dict[Provision, int] = {}

    def written(self, elsewhere: Iterable[DecisionSpec]) -> ProgramJson:
        """Return the program; its checksum is still empty."""
        program, words = self._program, self._words
        known = program.decisions
        specs = {spec.name: spec for spec in (*words.decisions.values(), *elsewhere)}
        others = [unruled(spec) for spec in specs.values() if spec.name not in known]
        decisions = [self._decision(table) for table in (*known.values(), *others)]
        listed = None if program.list is None else self._list(program.list)
        return {
            "format": FORMAT,
            "checksum": "",
            "digest": digest(program),
            "version": __version__,
            "jurisdiction": {
                "id": program.id,
                "name": program.jurisdiction,
                "code": program.code,
            },
            "default": program.default_decision,
            "levels": [_document(level.document) for level in program.levels],
            "roles": {"date": words.roles.date, "listed": words.roles.listed},
            "facts": [self._fact(fact) for fact in words.facts.values()],
            "implications": [
                {"given": one.given, "then": one.then, "value": one.value}
                for one in words.implications
            ],
            "decisions": decisions,
            "list": listed,
            "conditions": self._conditions.rows,
            "provisions": [_provision(one) for one in self._provisions],
            "caveats": cast("CaveatsJson", {name: one._asdict() for name, one in CAVEATS.items()}),
            "words": cast("WordsJson", dict(WORDS)),
            "problems": cast("ProblemsJson", dict(PROBLEMS)),
        }

    def _fact(self, fact: Fact) -> FactJson:
        chosen = (*fact.values, *([] if fact.never is None else [fact.never]))
        excepts = self._program.exceptions.get(fact.name, frozenset())
        return {
            "name": fact.name,
            "api": fact.api,
            "type": fact.kind.value,
            "values": list(fact.values),
            "options": [{"value": value, "code": fact.code(value)} for value in chosen],
            "ask": fact.ask,
            "label": fact.label,
            "group": fact.group,
            "ask_applicant": fact.ask_applicant,
            "note": fact.note,
            "never": fact.never,
            "identity": fact.identity,
            "answered_by": fact.answered_by,
            "excepts": [name for name in self._words.facts if name in excepts],
        }

    def _basis(self, basis: Iterable[Provision]) -> list[int]:
        places = self._provisions
        return [places.setdefault(one, len(places)) for one in basis]

    def _decision(self, table: DecisionTable) -> DecisionJson:
        spec = table.answers
        rules = [*table.rules, *([] if table.gap is None else [table.gap])]
        places = {id(rule): place for place, rule in enumerate(rules)}
        versions = [
            self._version(spec, version.standing, places, version.since)
            for version in table.versions
        ]
        undated = None if self._dated else self._version(spec, tuple(table.on(None)), places)
        return {
            "name": spec.name,
            "api": spec.api,
            "combine": spec.combine.value,
            "values": list(spec.values),
            "codes": [spec.code(value) for value in spec.values],
            "says": [spec.told(value) for value in spec.values],
            "rules": [self._rule(rule) for rule in rules],
            "versions": versions,
            "undated": cast("VersionJson", undated),
        }

    def _version(
        self,
        spec: DecisionSpec,
        standing: Sequence[Standing],
        places: Mapping[int, int],
        since: date | None = None,
    ) -> VersionJson:
        place = self._conditions.place
        waits = dict(Waiting.among(spec.combine, [one.rule for one in standing]).rules)
        return {
            "since": None if since is None else since.isoformat(),
            "standing": [
                {
                    "rule": places[id(one.rule)],
                    "own": place(one.own),
                    "atoms": self._conditions.atoms(one.own),
                    "waits": waits.get(at, 0),
                }
                for at, one in enumerate(standing)
            ],
            "diagrams": prepared_diagrams(spec, standing, self._words, self._conditions),
        }

    def _rule(self, rule: Rule) -> RuleJson:
        place, reading = self._conditions.place, rule.reading
        return {
            "name": rule.name,
            "title": rule.title,
            "effects": list(rule.effects),
            "otherwise": rule.otherwise,
            "caveat": rule.caveat,
            "reading": None
            if reading is None
            else {"taken": reading.taken, "other": reading.other},
            "basis": self._basis(rule.basis),
            "facts": sorted(facts_read(rule.own)),
            "holds": place(rule.holds),
            "alive": place(rule.alive),
            "reads": None if rule.reads is None else place(rule.reads),
        }

    def _list(self, listed: ItemList) -> ListJson:
        return {
            "title": listed.title,
            "published": listed.published.isoformat(),
            "basis": self._basis(listed.basis),
            "presumes": self._values(listed.presumes),
            "presumes_basis": self._basis(listed.presumes_basis),
            "items": [self._item(item) for item in listed.items],
        }

    def _item(self, item: Item) -> ItemJson:
        return {
            "number": item.number,
            "certificate": item.certificate,
            "matter": item.matter,
            "kind": item.kind,
            "since": _since(item.since),
            "until": _until(item.until),
            "facts": self._values(item.facts),
        }

    def _values(self, facts: Mapping[str, FactValue]) -> list[FactValueJson]:
        return [
            {"fact": name, "value": _value(self._words.facts[name], value)}
            for name, value in facts.items()
        ]


def _value(fact: Fact, value: FactValue) -> Value:
    match value:
        case bool() | str():
            return value
        case frozenset():
            return [one for one in fact.values if one in value]
        case Decimal():
            assert fact.kind is FactType.NUMBER
            return f"{value:f}"
        case Never():
            return str(fact.never)
        case _:
            return value.isoformat()


def _provision(one: Provision) -> ProvisionJson:
    return {
        "provision": one.id,
        "document": one.document.label,
        "locator": one.locator,
        "quote": one.quote,
        "means": one.means,
        "certainty": cast("Any", one.certainty),
        "since": _since(one.document.since),
        "until": _until(one.document.until),
    }


def _document(document: Document) -> DocumentJson:
    since, until = _since(document.since), _until(document.until)
    return {"label": document.label, "since": since, "until": until}


def _since(day: date | None) -> str:
    return (day or date.min).isoformat()


def _until(day: date | None) -> str:
    return (day or date.max).isoformat()
