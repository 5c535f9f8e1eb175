"""Words on their way into a vocabulary: facts and decisions, each beside its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final, TypeVar

from gaozhi.language._catalog import DecisionEntry, FactEntry
from gaozhi.language._effects_reading import EventSource, event_of
from gaozhi.language._validation import validate
from gaozhi.model import (
    NO_RULE,
    NO_RULE_CODE,
    PENDING,
    PENDING_CODE,
    Advice,
    Combine,
    DecisionSpec,
    Fact,
    FactType,
    Vocabulary,
)
from gaozhi.source import (
    Diagnostics,
    Mapping,
    Node,
    Related,
    Scalar,
    Sequence,
    Span,
    element_of,
    key_of,
    shown,
)

__all__ = ["CODE", "Words", "check_code", "check_reserved", "elements"]

CODE: Final = re.compile("[a-z][a-z0-9_]*")
"""An ASCII code of a value."""

_SIMPLE = {
    kind.value: kind for kind in (FactType.BOOL, FactType.DATE, FactType.TEXT, FactType.NUMBER)
}
_WITH_VALUES = {"one_of": FactType.ONE_OF, "set_of": FactType.SET_OF}

_TYPES: Final = "可写 bool、date、text、number、{one_of: [...]}、{set_of: [...]}"

_RESERVED: Final = (PENDING, PENDING_CODE, NO_RULE, NO_RULE_CODE)

T = TypeVar("T", Fact, DecisionSpec)


class Words:
    """Collects facts and decisions by name, with their places, so that a clash can show both.

    Args:
        problems: receives every problem, each at its place.
        over: the vocabulary that is added to; None to begin with nothing.

    """

    def __init__(self, problems: Diagnostics, over: Vocabulary | None = None) -> None:
        self.problems = problems
        self.facts: dict[str, Fact] = {} if over is None else dict(over.facts)
        self.decisions: dict[str, DecisionSpec] = {} if over is None else dict(over.decisions)
        self.events: list[EventSource] = []
        self.added: dict[tuple[str, str], Span] = {}
        """the place of every value that was added, by what it was added to"""
        self.unread: set[str] = set()
        """the names of the entries that could not be read"""
        self._is_common = over is None
        self._named: dict[str, str] = {} if over is None else dict(over.by_api)
        """the name of every fact and decision, by its api name"""
        self._places: dict[str, Span] = {}

    def read(self, root: Mapping) -> None:
        """Read the facts, decisions and events of a file; of a faulty one, all that are sound."""
        for node in elements(root, "facts"):
            entry = validate(FactEntry, node, self.problems)
            fact = None if entry is None else self._fact(entry, node)
            if fact is None:
                self._miss(node)
            else:
                self._add(self.facts, fact, node.at(["name"]).span)
        for node in elements(root, "decisions"):
            decision = validate(DecisionEntry, node, self.problems)
            if decision is None or not self._is_sound(decision, node):
                self._miss(node)
            else:
                spec = _decision(decision, self.decisions.get(decision.name))
                self._add(self.decisions, spec, node.at(["name"]).span)
        for node in elements(root, "events"):
            event = event_of(node, self.problems)
            if event is not None:
                self.events.append(event)

    def _miss(self, node: Node) -> None:
        name = node.get("name") if isinstance(node, Mapping) else None
        if isinstance(name, Scalar):
            self.unread.add(name.raw)

    def _fact(self, entry: FactEntry, node: Node) -> Fact | None:
        earlier = self.facts.get(entry.name)
        if entry.type is None and (earlier is None or self._is_common):
            help = f"补上 type: …：{_TYPES}；只想改问法的，照抄已有的事实名"
            if self._is_common:
                help = f"补上 type: …：{_TYPES}"
            self.problems.error("GZ202", "缺少“type”", key_of(node, "name"), help=help)
            return None
        fact = _fact(entry, node, earlier, self.problems)
        return None if fact is None else _asked(fact, entry, earlier)

    def _is_sound(self, decision: DecisionEntry, node: Node) -> bool:
        before = len(self.problems)
        if not decision.values or len(set(decision.values)) < len(decision.values):
            self.problems.error(
                "GZ310",
                f"判断“{decision.name}”的取值是空的，或者有重复",
                node.at(["values"]).span,
                help="写作 [值, …]，各不相同；strongest 的最强的在前",
            )
            return False
        for place, value in enumerate(decision.values):
            check_reserved(value, element_of(node.at(["values"]), place), self.problems)
        worded = (("says", decision.says), ("codes", decision.codes), ("advice", decision.advice))
        for key, words in worded:
            _check_values(decision.name, decision.values, words, node.at([key]), self.problems)
        codes = node.at(["codes"])
        _check_codes(decision.name, decision.codes, codes, self.problems)
        for value, code in decision.codes.items():
            check_reserved(code, codes.at([value]).span, self.problems)
        return len(self.problems) == before

    def _add(self, known: dict[str, T], thing: T, span: Span) -> None:
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
        if thing.name in self.facts or thing.name in self.decisions:
            self._clash(f"“{thing.name}”已有定义，不能改名、改型", thing.name, span)
            return
        for word in (thing.api, thing.name):
            owner = self._named.get(word)
            if owner is None and (word in self.facts or word in self.decisions):
                owner = word
            if owner is not None:
                self._clash(f"api 名 {word} 已属于“{owner}”", owner, span)
                return
        known[thing.name] = thing
        self._places[thing.name] = span
        self._named[thing.api] = thing.name

    def _clash(self, message: str, earlier: str, span: Span) -> None:
        place = self._places.get(earlier)
        # What the common vocabulary has is in none of the files that are read here.
        related = () if place is None else (Related(place, "已在这里定义"),)
        self.problems.error("GZ309", message, span, related=related, help="另起一个名称")


def elements(root: Mapping, key: str) -> tuple[Node, ...]:
    """Return the elements of the list under a key; none where there is no list."""
    node = root.get(key)
    return node.items if isinstance(node, Sequence) else ()


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


def _fact(entry: FactEntry, node: Node, earlier: Fact | None, problems: Diagnostics) -> Fact | None:
    """Return the fact that an entry states, or None where it states none.

    Args:
        entry: the entry; one of a fact that is known already may say its wording alone.
        node: its node.
        earlier: the fact of that name as known so far; None for a new one.
        problems: receives every problem, each at its place.

    """
    subject, _, rest = entry.name.partition(".")
    if not (subject.strip() and rest.strip()):
        problems.error(
            "GZ310",
            f"事实名“{entry.name}”不是用“.”隔开的两部分",
            node.at(["name"]).span,
            help="事实名写作 类别.名称，例如 申请人.愿意承诺",
        )
        return None
    read = None if entry.type is None else _type(entry.type)
    if read is None and entry.type is not None:
        problems.error("GZ310", "类型写法不对", node.at(["type"]).span, help=_TYPES)
        return None
    base = earlier or Fact(entry.name, entry.name, FactType.BOOL)
    kind, values = read or (base.kind, base.values)
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
    spoken = ["是", "否"] if kind is FactType.BOOL else known
    _check_values(entry.name, spoken, entry.answers, node.at(["answers"]), problems)
    _check_values(entry.name, known, entry.codes, node.at(["codes"]), problems)
    _check_codes(entry.name, entry.codes, node.at(["codes"]), problems)
    again = entry.type is None
    return Fact(
        name=entry.name,
        api=entry.api or base.api,
        kind=kind,
        values=values,
        ask=entry.ask or base.ask or f"{entry.name}？",
        note=entry.note or base.note,
        never=entry.never or (base.never if again else None),
        identity=entry.format == "identity" or (again and base.identity),
        codes=tuple(entry.codes.items()),
        ordered=entry.ordered is True or (again and base.ordered),
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
        hint_applicant=entry.hint_applicant or known.hint_applicant,
        answers=tuple((dict(known.answers) | entry.answers).items()),
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


def _decision(entry: DecisionEntry, earlier: DecisionSpec | None) -> DecisionSpec:
    base = earlier or DecisionSpec(entry.name, entry.name, Combine.ALL, ())
    advice = {
        value: Advice(one.short, one.tone, one.more, tuple(one.next), tuple(one.bring))
        for value, one in entry.advice.items()
    }
    return DecisionSpec(
        entry.name,
        entry.api or base.api,
        Combine(entry.combine),
        tuple(entry.values),
        entry.means or base.means,
        tuple((dict(base.says) | entry.says).items()),
        tuple(entry.codes.items()),
        entry.ask_applicant or base.ask_applicant,
        tuple((dict(base.advice) | advice).items()),
        tuple(entry.periods) or base.periods,
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


def check_code(name: str, code: str, place: Span, problems: Diagnostics) -> bool:
    """Return whether a code of a decision or a fact is well formed; one that is not is reported.

    Args:
        name: the decision or the fact.
        code: the code.
        place: where it is written.
        problems: receives the problem.

    """
    if CODE.fullmatch(code):
        return True
    message = f"“{name}”的代码“{shown(code)}”写法不对"
    help = "代码用小写英文字母、数字和“_”，以字母开头，例如 eligible"
    problems.error("GZ310", message, place, help=help)
    return False


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
        if not check_code(name, code, place, problems):
            continue
        if code in taken:
            message = f"“{name}”的两个取值用了同一个代码“{code}”"
            related = (Related(taken[code], "已在这里使用"),)
            help = "换一个代码"
            problems.error("GZ310", message, place, related=related, help=help)
        else:
            taken[code] = place


def check_reserved(word: str, place: Span, problems: Diagnostics) -> None:
    """Report a value or a code that is one of the library's own words.

    Args:
        word: the value or the code.
        place: where it is written.
        problems: receives the problem.

    """
    if word in _RESERVED:
        message = f"“{word}”是软件自己的词，不能作取值或者代码"
        problems.error(
            "GZ322", message, place, help=f"另起一个；软件自己的词有：{'、'.join(_RESERVED)}"
        )
