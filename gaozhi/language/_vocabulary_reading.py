"""Reading vocabulary files as one Vocabulary; a later file adds, and never renames or re-types."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final, TypeVar

from gaozhi.language._catalog import DecisionEntry, FactEntry, RolesEntry, VocabularyFile
from gaozhi.language._effects_reading import EventSource, event_of, read_effects
from gaozhi.language._validation import validate
from gaozhi.language._worse_reading import read_alike, read_worse
from gaozhi.model import Combine, DecisionSpec, Fact, FactType, Implication, Roles, Vocabulary
from gaozhi.source import (
    Diagnostics,
    Mapping,
    Node,
    Related,
    Scalar,
    Sequence,
    Source,
    Span,
    key_of,
    shown,
)

__all__ = ["CODE", "read_vocabulary"]

CODE: Final = re.compile("[a-z][a-z0-9_]*")
"""An ASCII code of a value."""

_SIMPLE = {
    kind.value: kind for kind in (FactType.BOOL, FactType.DATE, FactType.TEXT, FactType.NUMBER)
}
_WITH_VALUES = {"one_of": FactType.ONE_OF, "set_of": FactType.SET_OF}

_IMPLIES = "写作 {是非事实: 是非事实}，或者 {是非事实: {事实: 值}}；前一事实须是 bool"

T = TypeVar("T", Fact, DecisionSpec)


class _Collector:
    """Collects facts and decisions by name, with their places, so that a clash can show both."""

    def __init__(self, problems: Diagnostics) -> None:
        self.problems = problems
        self.facts: dict[str, Fact] = {}
        self.decisions: dict[str, DecisionSpec] = {}
        self.events: list[EventSource] = []
        self.roles: list[tuple[RolesEntry, Node]] = []
        self.implies: list[tuple[Mapping, Scalar, Node]] = []
        self.worse: list[Mapping] = []
        self.places: dict[str, Span] = {}
        self.api_places: dict[str, tuple[str, Span]] = {}

    def add(self, known: dict[str, T], thing: T, span: Span) -> None:
        """Add a fact or decision, unless its name or api name is taken by something else.

        Args:
            known: the facts, or the decisions, by name; receives the new one.
            thing: the fact or decision.
            span: its place.

        """
        earlier = known.get(thing.name)
        if earlier is not None and _same(earlier, thing):
            codes = dict(earlier.codes) | dict(thing.codes)
            known[thing.name] = replace(thing, codes=tuple(codes.items()))
            return
        taken = self.places.get(thing.name)
        if taken is not None:
            self._clash(f"“{thing.name}”已有定义，不能改名、改型", span, taken)
            return
        other = self.api_places.get(thing.api)
        if other is not None:
            self._clash(f"api 名 {thing.api} 已属于“{other[0]}”", span, other[1])
            return
        known[thing.name] = thing
        self.places[thing.name] = span
        self.api_places[thing.api] = (thing.name, span)

    def _clash(self, message: str, span: Span, earlier: Span) -> None:
        related = (Related(earlier, "已在这里定义"),)
        self.problems.error("GZ309", message, span, related=related, help="另起一个名称")


def _same(earlier: Fact | DecisionSpec, later: Fact | DecisionSpec) -> bool:
    codes = dict(earlier.codes) | dict(later.codes)
    if any(codes[value] != code for value, code in earlier.codes) or not _distinct(codes):
        return False
    if isinstance(earlier, Fact) and isinstance(later, Fact):
        return _fixed(earlier) == _fixed(later)
    if isinstance(earlier, DecisionSpec) and isinstance(later, DecisionSpec):
        return (earlier.api, earlier.combine, earlier.values) == (
            later.api,
            later.combine,
            later.values,
        )
    return False


def _fixed(fact: Fact) -> tuple[object, ...]:
    """Return what a later file may not alter of a fact."""
    return (fact.api, fact.kind, fact.values, fact.never, fact.identity, fact.ordered)


def _distinct(codes: dict[str, str]) -> bool:
    return len(set(codes.values())) == len(codes)


def read_vocabulary(sources: Iterable[Source], problems: Diagnostics) -> Vocabulary:
    """Return the vocabulary of all files together; problems are added.

    A later file may state a fact again with the same api name and type, and then overrides its
    question and note; or add new ones. Anything else is a clash.
    """
    collector = _Collector(problems)
    for source in sources:
        if source.root is not None:
            _read_file(collector, source.root)
    implications = [
        implication
        for node, given, then in collector.implies
        if (implication := _implication(collector, node, given, then)) is not None
    ]
    roles = _roles(collector)
    return Vocabulary(
        collector.facts,
        tuple(dict.fromkeys(implications)),
        collector.decisions,
        tuple(dict.fromkeys(event.name for event in collector.events)),
        roles,
        read_effects(collector.events, collector.facts, collector.decisions, roles.date, problems),
        read_worse(collector.worse, collector.facts, collector.decisions, problems),
        read_alike(collector.worse, collector.decisions, problems),
    )


def _read_file(collector: _Collector, root: Node) -> None:
    file = validate(VocabularyFile, root, collector.problems)
    if file is None or not isinstance(root, Mapping):
        return
    for index, entry in enumerate(file.facts):
        node = root.at(["facts", index])
        fact = _fact(entry, node, collector.problems)
        if fact is not None:
            fact = _asked(fact, entry, collector.facts.get(fact.name))
            collector.add(collector.facts, fact, node.at(["name"]).span)
    for index, decision in enumerate(file.decisions):
        node = root.at(["decisions", index])
        if not decision.values or len(set(decision.values)) < len(decision.values):
            collector.problems.error(
                "GZ310",
                f"判断“{decision.name}”的取值是空的，或者有重复",
                node.at(["values"]).span,
                help="写作 [值, …]，各不相同；strongest 的最强的在前",
            )
            continue
        for key, words in (("says", decision.says), ("codes", decision.codes)):
            place = node.at([key])
            _check_values(decision.name, decision.values, words, place, collector.problems)
        _check_codes(decision.name, decision.codes, node.at(["codes"]), collector.problems)
        collector.add(collector.decisions, _decision(decision), node.at(["name"]).span)
    if file.roles is not None:
        collector.roles.append((file.roles, root.at(["roles"])))
    events = root.get("events")
    for node in events.items if isinstance(events, Sequence) else ():
        event = event_of(node, collector.problems)
        if event is not None:
            collector.events.append(event)
    worse = root.get("worse")
    if isinstance(worse, Mapping):
        collector.worse.append(worse)
    implies = root.get("implies")
    for node in implies.items if isinstance(implies, Sequence) else ():
        if isinstance(node, Mapping) and len(node.entries) == 1:
            collector.implies.append((node, *node.entries[0]))
        else:
            _bad_implication(collector, node)


def _fact(entry: FactEntry, node: Node, problems: Diagnostics) -> Fact | None:
    subject, _, rest = entry.name.partition(".")
    if not (subject.strip() and rest.strip()):
        problems.error(
            "GZ310",
            f"事实名“{entry.name}”不是用“.”隔开的两部分",
            node.at(["name"]).span,
            help="事实名写作 类别.名称，例如 申请人.愿意承诺",
        )
        return None
    read = _type(entry.type)
    if read is None:
        problems.error(
            "GZ310",
            "类型写法不对",
            node.at(["type"]).span,
            help="可写 bool、date、text、number、{one_of: [...]}、{set_of: [...]}",
        )
        return None
    kind, values = read
    if (entry.never is not None and kind is not FactType.DATE) or (
        entry.format is not None and kind is not FactType.TEXT
    ):
        problems.error(
            "GZ310", "never 只用于 date，format 只用于 text", node.span, help="删去它，或者改 type"
        )
        return None
    if entry.ordered and kind is not FactType.ONE_OF:
        problems.error(
            "GZ310",
            "ordered 只用于选一（one_of）的事实",
            node.at(["ordered"]).span,
            help="删去它，或者写 type: {one_of: [取值, …]}，取值照先后排列",
        )
        return None
    known = [*values, *([entry.never] if entry.never else [])]
    _check_values(entry.name, known, entry.codes, node.at(["codes"]), problems)
    _check_codes(entry.name, entry.codes, node.at(["codes"]), problems)
    return Fact(
        name=entry.name,
        api=entry.api,
        kind=kind,
        values=values,
        ask=entry.ask or f"{entry.name}？",
        note=entry.note,
        never=entry.never,
        identity=entry.format == "identity",
        codes=tuple(entry.codes.items()),
        ordered=entry.ordered is True,
    )


def _asked(fact: Fact, entry: FactEntry, earlier: Fact | None) -> Fact:
    """Return a fact with how it is asked for; the defaults are an earlier file's, or its name.

    A question that addresses a person (您) is also the one for the applicant.
    """
    subject, _, rest = fact.name.partition(".")
    known = earlier or Fact(fact.name, fact.api, fact.kind, label=rest, group=subject)
    addressed = fact.ask if "您" in fact.ask else known.ask_applicant
    return replace(
        fact,
        label=entry.label or known.label,
        group=entry.group or known.group,
        ask_applicant=entry.ask_applicant or addressed,
        answered_by=entry.answered_by or known.answered_by,
    )


def _type(written: object) -> tuple[FactType, tuple[str, ...]] | None:
    if isinstance(written, str):
        kind = _SIMPLE.get(written)
        return None if kind is None else (kind, ())
    if isinstance(written, dict) and len(written) == 1:
        word, values = next(iter(written.items()))
        kind = _WITH_VALUES.get(word)
        if (
            kind is not None
            and isinstance(values, list)
            and values
            and all(isinstance(value, str) for value in values)
            and len(set(values)) == len(values)
        ):
            return kind, tuple(values)
    return None


def _decision(entry: DecisionEntry) -> DecisionSpec:
    return DecisionSpec(
        entry.name,
        entry.api,
        Combine(entry.combine),
        tuple(entry.values),
        entry.means or "",
        tuple(entry.says.items()),
        tuple(entry.codes.items()),
    )


def _check_values(
    name: str,
    known: Collection[str],
    words: Iterable[str],
    node: Node,
    problems: Diagnostics,
) -> None:
    """Report every value that a decision or a fact does not have.

    Args:
        name: the decision or the fact.
        known: its values.
        words: the values to check.
        node: the mapping whose keys they are.
        problems: receives the problems.

    """
    for value in words:
        if value in known:
            continue
        listed = f"“{name}”的取值有：{'、'.join(known)}" if known else "没有取值的，删去这个键"
        message = f"“{name}”没有取值“{value}”"
        problems.unknown_name("GZ310", message, value, known, key_of(node, value), listed)


def _check_codes(name: str, codes: dict[str, str], node: Node, problems: Diagnostics) -> None:
    """Report every malformed code, and every code that two values of a decision or a fact share.

    Args:
        name: the decision or the fact.
        codes: the code of each value.
        node: their mapping in the YAML.
        problems: receives the problems.

    """
    taken: dict[str, Span] = {}
    for value, code in codes.items():
        place = node.at([value]).span
        if not CODE.fullmatch(code):
            message = f"“{name}”的代码“{shown(code)}”写法不对"
            help = "代码用小写英文字母、数字和“_”，以字母开头，例如 eligible"
            problems.error("GZ310", message, place, help=help)
        elif code in taken:
            message = f"“{name}”的两个取值用了同一个代码“{code}”"
            related = (Related(taken[code], "已在这里使用"),)
            help = "换一个代码"
            problems.error("GZ310", message, place, related=related, help=help)
        else:
            taken[code] = place


def _roles(collector: _Collector) -> Roles:
    """Return the roles of all files together; a later file overrides those that it states."""
    kept = Roles()
    for entry, node in collector.roles:
        kept = Roles(
            _role(collector, "date", entry.date, FactType.DATE, node) or kept.date,
            _role(collector, "listed", entry.listed, FactType.BOOL, node) or kept.listed,
            kept.item if entry.item is None else tuple(entry.item),
            _role(collector, "mode", entry.mode, FactType.ONE_OF, node) or kept.mode,
        )
    return kept


def _role(
    collector: _Collector, role: str, name: str | None, kind: FactType, node: Node
) -> str | None:
    fact = collector.facts.get(name) if name is not None else None
    if name is None or (fact is not None and fact.kind is kind):
        return name
    message = f"roles.{role} 应为词汇表里的一个 {kind} 事实"
    known = [f.name for f in collector.facts.values() if f.kind is kind]
    place = node.at([role]).span
    collector.problems.unknown_name(
        "GZ310", message, name, known, place, f"照抄 facts 里一个 {kind} 事实的名称"
    )
    return None


def _implication(
    collector: _Collector, node: Mapping, given: Scalar, then: Node
) -> Implication | None:
    source = _end(collector, given, (FactType.BOOL,))
    if isinstance(then, Scalar) and isinstance(then.value, str):
        target = _end(collector, then, (FactType.BOOL,))
        if source is None or target is None:
            return None
        return Implication(source.name, target.name, True)
    if not (isinstance(then, Mapping) and len(then.entries) == 1):
        return _bad_implication(collector, node)
    key, value = then.entries[0]
    target = _end(collector, key, (FactType.BOOL, FactType.ONE_OF))
    if source is None or target is None:
        return None
    return _with_value(collector, source, target, value)


def _end(collector: _Collector, name: Scalar, kinds: tuple[FactType, ...]) -> Fact | None:
    """Return the fact at one end of an implication, or None where it cannot be there."""
    fact = collector.facts.get(name.raw)
    listed = "、".join(kinds)
    if fact is None:
        known = {f.name: f.api for f in collector.facts.values() if f.kind in kinds}
        aliases = {api: fact_name for fact_name, api in known.items()}
        otherwise = f"照抄 facts 里一个 {listed} 事实的名称"
        message = f"词汇表里没有事实“{name.raw}”"
        collector.problems.unknown_name(
            "GZ311", message, name.raw, known, name.span, otherwise, aliases=aliases
        )
        return None
    if fact.kind in kinds:
        return fact
    message = f"“{fact.name}”是 {fact.kind}，这里只能写 {listed} 的事实"
    collector.problems.error("GZ311", message, name.span, help=_IMPLIES)
    return None


def _with_value(
    collector: _Collector, source: Fact, target: Fact, value: Node
) -> Implication | None:
    written = value.plain()
    if target.kind is FactType.BOOL and isinstance(written, bool):
        return Implication(source.name, target.name, written)
    if target.kind is FactType.ONE_OF and isinstance(written, str) and written in target.values:
        return Implication(source.name, target.name, written)
    allowed = target.values if target.kind is FactType.ONE_OF else ("true", "false")
    shown = value.raw if isinstance(value, Scalar) else written
    message = f"“{shown}”不是“{target.name}”的取值"
    collector.problems.unknown_name("GZ311", message, str(shown), allowed, value.span)
    return None


def _bad_implication(collector: _Collector, node: Node) -> None:
    collector.problems.error(
        "GZ311", "implies 的一项应为一个事实对一个事实", node.span, help=_IMPLIES
    )
