"""Lowering the syntax tree of a condition to the typed tree: names are resolved, types checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Protocol

from gaozhi.language import Junction, Name, Negation, Syntax, Test
from gaozhi.model import (
    Among,
    Condition,
    Empty,
    Fact,
    FactRef,
    FactType,
    FactValue,
    FactValueError,
    Holds,
    Order,
    Overlaps,
    Relation,
    Vocabulary,
    all_of,
    any_of,
    negated,
    read_value,
)
from gaozhi.source import (
    Diagnostics,
    Edit,
    Node,
    Scalar,
    Sequence,
    Span,
    fullwidth_hint,
    opposite_among,
    suggest,
    without_joining,
)

__all__ = ["Scope", "lower"]

_DATES: Final = {
    "before": Relation.BEFORE,
    "after": Relation.AFTER,
    "on_or_before": Relation.UP_TO,
    "on_or_after": Relation.FROM,
}
_NUMBERS: Final = {
    "less_than": Relation.BEFORE,
    "more_than": Relation.AFTER,
    "at_most": Relation.UP_TO,
    "at_least": Relation.FROM,
}
_ALLOWED: Final = {
    FactType.BOOL: "直接写事实名，或者 {not: 事实名}",
    FactType.DATE: "before、after、on_or_before、on_or_after",
    FactType.NUMBER: "at_least、at_most、less_than、more_than",
    FactType.TEXT: "{事实: 值}、{事实: {in: [...]}}",
    FactType.ONE_OF: "{事实: 值}、{事实: {in: [...]}}",
    FactType.SET_OF: "has、has_any、is_empty",
}


_COMMA: Final = re.compile("[，、]")
_JOINING: Final = re.compile(r"^(?:not|不是|非) |[ ](?:and|or|且|并且|和|或|或者)[ ]|&&|\|\|")


class Scope(Protocol):
    """The names that a condition may refer to."""

    vocabulary: Vocabulary
    problems: Diagnostics

    def definition_names(self) -> tuple[str, ...]:
        """Return the names that ``define:`` gives."""
        ...

    def definition(self, name: str, span: Span) -> Condition | None:
        """Return the condition of a definition; None where it has an error."""
        ...

    def outcome(self, decision: str, values: frozenset[str], span: Span) -> Condition | None:
        """Return the condition that a decision's outcome is among some values.

        Args:
            decision: the decision's name.
            values: the values.
            span: the place of the reference.

        """
        ...


def lower(syntax: Syntax, scope: Scope, siblings: tuple[str, ...] = ()) -> Condition | None:
    """Return the typed tree of a condition, or None where it has an error, which is reported.

    Args:
        syntax: the condition.
        scope: the names that it may refer to; receives the problems.
        siblings: the names beside it in its list.

    """
    match syntax:
        case Name():
            return _name(syntax, scope, siblings)
        case Negation(part, _):
            inner = lower(part, scope)
            return None if inner is None else negated(inner)
        case Junction(kind, parts, _):
            names = tuple(part.text for part in parts if isinstance(part, Name))
            lowered = [lower(part, scope, names) for part in parts]
            sound = [part for part in lowered if part is not None]
            if len(sound) < len(lowered):
                return None
            if kind == "all":
                return all_of(sound)
            return any_of(sound) if kind == "any" else negated(any_of(sound))
        case Test():
            return _test(syntax, scope)


def _name(name: Name, scope: Scope, siblings: tuple[str, ...]) -> Condition | None:
    fact = scope.vocabulary.facts.get(name.text)
    if fact is not None:
        if fact.kind is FactType.BOOL:
            return Holds(fact.name)
        return scope.problems.error(
            "GZ305",
            f"“{fact.name}”是 {fact.kind}，不能单独作条件",
            name.span,
            help=f"写明怎样比较：{_ALLOWED[fact.kind]}",
        )
    if name.text in scope.definition_names():
        return scope.definition(name.text, name.span)
    spec = scope.vocabulary.decisions.get(name.text)
    if spec is not None:
        return scope.problems.error(
            "GZ305",
            f"“{spec.name}”是判断，不能单独作条件",
            name.span,
            help=f"写作 {{{spec.name}: {spec.values[-1]}}}",
        )
    return _unknown_name(name, scope, siblings)


def _unknown_name(name: Name, scope: Scope, siblings: tuple[str, ...] = ()) -> None:
    vocabulary = scope.vocabulary
    known = [*vocabulary.facts, *scope.definition_names(), *vocabulary.decisions]
    offer = vocabulary.meant(name.text, known, name.span)
    # A name with a dot can only be a fact; other names may be definitions of any file.
    code, what = ("GZ303", "事实") if "." in name.text else ("GZ313", "定义或者判断")
    message = f"不认识的{what}“{name.text}”"
    joined = _joined(name.text, known, siblings)
    help = fullwidth_hint(name.text) or joined or _opposite(name.text, known) or offer.help
    # A name with a word of logic in it is explained, but never fixed.
    fix = () if joined else offer.fix or _written_apart(name, known)
    params = {"found": name.text, "known": known}
    scope.problems.error(code, message, name.span, help=help, fix=fix, params=params)


def _joined(text: str, known: Iterable[str], siblings: Iterable[str]) -> str | None:
    """Return the help for a name with a word of logic in it, as in a sentence; None without one.

    Args:
        text: the name as written.
        known: the names that exist.
        siblings: the names beside it in its list.

    """
    parted = without_joining(text)
    if parted is not None:
        kind, rest = parted
        right = rest if rest in set(known) else suggest(rest, known)
        if right is not None:
            return _said_in_yaml(kind, right, [name for name in siblings if name != text])
    if _JOINING.search(text) is None:
        return None
    return "一处只写一个名称：“不是”写 {not: 甲}，“并且”写 [甲, 乙]，“或者”写 {any: [甲, 乙]}"


def _said_in_yaml(kind: str, name: str, others: Iterable[str]) -> str:
    """Return how a word of logic before a name is written in YAML."""
    before = ", ".join(others) or "甲"
    match kind:
        case "any":
            return f"一处只写一个名称：“或者”写 {{any: [{before}, {name}]}}"
        case "all":
            return f"一处只写一个名称：“并且”写 [{before}, {name}]"
        case "not":
            return f"一处只写一个名称：“不是”写 {{not: {name}}}"
        case _:
            return f"除外的情形写在 unless 里，或者写 {{not: {name}}}"


def _opposite(text: str, known: Iterable[str]) -> str | None:
    """Return the help for a name whose opposite is known; None otherwise."""
    opposite = opposite_among(text, known)
    return None if opposite is None else f"没有“{text}”；它的反面写 {{not: {opposite}}}"


def _written_apart(name: Name, known: Iterable[str]) -> tuple[Edit, ...]:
    """Return the edit that splits a name at full-width commas, where every part is known."""
    parts = _COMMA.split(name.text)
    if len(parts) < 2 or not set(known).issuperset(parts):
        return ()
    return (Edit(name.span, ", ".join(parts)),)


def _test(test: Test, scope: Scope) -> Condition | None:
    fact = scope.vocabulary.facts.get(test.subject.text)
    if fact is not None:
        return _fact_test(fact, test, scope)
    spec = scope.vocabulary.decisions.get(test.subject.text)
    if spec is None:
        if test.subject.text in scope.definition_names():
            return scope.problems.error(
                "GZ305",
                f"“{test.subject.text}”是定义，不与值比较",
                test.span,
                help=f"直接写 {test.subject.text}，或者 {{not: {test.subject.text}}}",
            )
        return _unknown_name(test.subject, scope)
    if test.operator not in ("is", "in"):
        return _wrong_operator(spec.name, "判断", "{判断: 值}、{判断: {in: [...]}}", test, scope)
    values: list[str] = []
    for node in _operands(test):
        found = node.plain()
        if not isinstance(found, str) or found not in spec.values:
            known = f"可写：{'、'.join(spec.values)}"
            message = f"“{_raw(node)}”不是“{spec.name}”的取值"
            return scope.problems.unknown_name(
                "GZ306", message, str(found), spec.values, node.span, known
            )
        values.append(found)
    return scope.outcome(spec.name, frozenset(values), test.subject.span)


def _fact_test(fact: Fact, test: Test, scope: Scope) -> Condition | None:
    match fact.kind, test.operator:
        case FactType.BOOL, "is":
            value = _value(fact, test.operand, scope)
            if value is None:
                return None
            return Holds(fact.name) if value else negated(Holds(fact.name))
        case ((FactType.TEXT | FactType.ONE_OF), ("is" | "in")):
            texts = _values(fact, test, scope)
            return None if texts is None else Among(fact.name, frozenset(map(str, texts)))
        case ((FactType.DATE | FactType.NUMBER), ("is" | "in")):
            points = _values(fact, test, scope)
            if points is None:
                return None
            return any_of(Order(fact.name, Relation.EQUAL, p) for p in points)  # type: ignore[arg-type]
        case FactType.DATE, operator if operator in _DATES:
            return _comparison(fact, _DATES[operator], test.operand, scope)
        case FactType.NUMBER, operator if operator in _NUMBERS:
            return _comparison(fact, _NUMBERS[operator], test.operand, scope)
        case FactType.ONE_OF, operator if operator in _DATES and fact.ordered:
            return _stage(fact, operator, test, scope)
        case FactType.SET_OF, "is_empty":
            empty = test.operand.plain()
            if isinstance(empty, bool):
                return Empty(fact.name) if empty else negated(Empty(fact.name))
            return scope.problems.error(
                "GZ306",
                "is_empty 后面不是 true 或者 false",
                test.operand.span,
                help=f"写作 {{{fact.name}: {{is_empty: true}}}}",
            )
        case FactType.SET_OF, ("has" | "has_any"):
            found = _values(fact, test, scope)
            return None if found is None else Overlaps(fact.name, frozenset(map(str, found)))
        case _:
            return _wrong_operator(fact.name, str(fact.kind), _allowed(fact, test), test, scope)


def _allowed(fact: Fact, test: Test) -> str:
    """Return how a fact may be compared."""
    allowed = _ALLOWED[fact.kind]
    if fact.ordered:
        return f"{allowed}；比较先后的 {_ALLOWED[FactType.DATE]}"
    if fact.kind is FactType.ONE_OF and test.operator in _DATES:
        return f"{allowed}；取值有先后的，在词汇表里给“{fact.name}”写 ordered: true"
    return allowed


def _stage(fact: Fact, operator: str, test: Test, scope: Scope) -> Condition | None:
    """Return the membership that a comparison with a stage stands for."""
    value = _value(fact, test.operand, scope)
    if value is None:
        return None
    at = fact.values.index(str(value))
    first, end = {
        "before": (0, at),
        "on_or_before": (0, at + 1),
        "after": (at + 1, None),
        "on_or_after": (at, None),
    }[operator]
    among = fact.values[first:end]
    if 0 < len(among) < len(fact.values):
        return Among(fact.name, frozenset(among))
    which = "最先" if at == 0 else "最后"
    how = "总是成立" if among else "不会成立"
    message = f"“{value}”是“{fact.name}”{which}的取值，{operator} {value} {how}"
    help = f"取值照先后是：{'、'.join(fact.values)}；核对比较的方向"
    return scope.problems.error("GZ324", message, test.span, help=help)


def _comparison(fact: Fact, relation: Relation, operand: Node, scope: Scope) -> Condition | None:
    if isinstance(operand, Scalar) and isinstance(operand.value, str):
        other = scope.vocabulary.facts.get(operand.value)
        if other is not None:
            if other.kind is fact.kind:
                return Order(fact.name, relation, FactRef(other.name))
            return scope.problems.error(
                "GZ305",
                f"“{fact.name}”是 {fact.kind}，“{other.name}”是 {other.kind}，不能比较先后大小",
                operand.span,
                help=f"改与 {fact.kind} 事实比较，或者直接写出值",
            )
        if "." in operand.value and fact.kind is FactType.DATE:
            return _unknown_name(Name(operand.value, operand.span), scope)
    role = scope.vocabulary.roles.date
    day = f"；与作出判断之日比较的，写 {role}" if role and fact.kind is FactType.DATE else ""
    point = _value(fact, operand, scope, day)
    if point is None:
        return None
    return Order(fact.name, relation, point)  # type: ignore[arg-type]


def _operands(test: Test) -> tuple[Node, ...]:
    listed = test.operator in ("in", "has_any")
    if listed and isinstance(test.operand, Sequence):
        return test.operand.items
    return (test.operand,)


def _values(fact: Fact, test: Test, scope: Scope) -> list[FactValue] | None:
    listed = test.operator in ("in", "has_any")
    if listed and not (isinstance(test.operand, Sequence) and test.operand.items):
        return scope.problems.error(
            "GZ307",
            f"{test.operator} 后面应为不空的列表",
            test.operand.span,
            help=f"写作 {{{fact.name}: {{{test.operator}: [值, …]}}}}",
        )
    element = fact
    if fact.kind is FactType.SET_OF:
        element = Fact(fact.name, fact.api, FactType.ONE_OF, fact.values)
    found = [_value(element, node, scope) for node in _operands(test)]
    sound = [value for value in found if value is not None]
    return sound if len(sound) == len(found) else None


def _value(fact: Fact, node: Node, scope: Scope, besides: str = "") -> FactValue | None:
    try:
        return read_value(fact, node.plain())
    except FactValueError as error:
        code = "GZ306" if error.code == "GZ603" else "GZ305"
        help = fullwidth_hint(_raw(node)) or f"{error.help}{besides}"
        return scope.problems.error(
            code, str(error), node.span, help=help, fix=error.fix_at(node.span)
        )


def _wrong_operator(name: str, kind: str, allowed: str, test: Test, scope: Scope) -> None:
    written = "等于" if test.operator == "is" else test.operator
    message = f"“{name}”是 {kind}，不能用 {written} 比较"
    scope.problems.error("GZ305", message, test.span, help=f"可用：{allowed}")


def _raw(node: Node) -> str:
    return node.raw if isinstance(node, Scalar) else str(node.plain())
