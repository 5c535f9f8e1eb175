"""The syntax tree of a condition, before its names and types are resolved.

condition := NAME | {not: c} | [c, …] | {all: […]} | {any: […]} | {none: […]}
          |  {NAME: VALUE} | {NAME: {OPERATOR: OPERAND}}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gaozhi.source import (
    Diagnostics,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Span,
    fullwidth_hint,
)

__all__ = ["OPERATORS", "Junction", "Name", "Negation", "Syntax", "Test", "read_condition"]

OPERATORS: Final = (
    "in",
    "has",
    "has_any",
    "is_empty",
    "before",
    "after",
    "on_or_before",
    "on_or_after",
    "at_least",
    "at_most",
    "less_than",
    "more_than",
)
_JUNCTIONS: Final = ("all", "any", "none")


@dataclass(frozen=True, slots=True)
class Name:
    """A name alone: a bool fact, or a definition."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Test:
    """A fact or a decision compared with something; `operator` is ``is`` for plain equality."""

    subject: Name
    operator: str
    operand: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: Syntax
    span: Span


@dataclass(frozen=True, slots=True)
class Junction:
    """All, any or none of the parts hold."""

    kind: str
    parts: tuple[Syntax, ...]
    span: Span


Syntax = Name | Test | Negation | Junction


def read_condition(node: Node, problems: Diagnostics) -> Syntax | None:
    """Return the syntax tree of a condition, or None where the node is none.

    Args:
        node: the YAML value of ``when``, ``unless`` or a definition.
        problems: receives every syntax error, at its own place.

    """
    match node:
        case Scalar(value=str() as text):
            return Name(text, node.span)
        case Sequence():
            return _junction("all", node, problems)
        case Mapping() if len(node.entries) == 1:
            key, value = node.entries[0]
            return _entry(key, value, node, problems)
        case Mapping() if node.entries:
            _report_many_keys(node, problems)
        case Mapping():
            _report_shape("空的映射不是条件", node, problems)
        case _:
            _report_shape(f"“{node.raw}”不是条件", node, problems)
    return None


def _entry(key: Scalar, value: Node, node: Mapping, problems: Diagnostics) -> Syntax | None:
    word = key.raw
    if word == "not":
        part = read_condition(value, problems)
        return None if part is None else Negation(part, node.span)
    if word in _JUNCTIONS:
        return _junction(word, value, problems)
    subject = Name(word, key.span)
    if not isinstance(value, Mapping):
        if isinstance(value, Sequence):
            problems.error(
                "GZ301",
                f"“{word}”后面是列表，没有说怎样比较",
                value.span,
                help=f"其中之一写 {{{word}: {{in: [...]}}}}；集合写 {{{word}: {{has_any: [...]}}}}",
            )
            return None
        return Test(subject, "is", value, node.span)
    if len(value.entries) != 1:
        if value.entries:
            _report_many_keys(value, problems, about=word)
        else:
            _report_shape(f"“{word}”后面没有比较方式", value, problems)
        return None
    operator, operand = value.entries[0]
    if operator.raw not in OPERATORS:
        problems.unknown_name(
            "GZ304", f"不认识的比较方式“{operator.raw}”", operator.raw, OPERATORS, operator.span
        )
        return None
    return Test(subject, operator.raw, operand, node.span)


def _junction(kind: str, node: Node, problems: Diagnostics) -> Syntax | None:
    if not isinstance(node, Sequence):
        _report_shape(f"{kind} 后面应为条件的列表", node, problems, help=f"写成 {kind}: [条件, …]")
        return None
    if not node.items:
        problems.error(
            "GZ307",
            "空的条件列表：是恒成立还是恒不成立，不能靠猜",
            node.span,
            help="写出条件，或者删去这一项；规则没有 when 就是恒成立",
        )
        return None
    parts = [read_condition(item, problems) for item in node.items]
    if any(part is None for part in parts):
        return None
    return Junction(kind, tuple(part for part in parts if part is not None), node.span)


def _report_many_keys(node: Mapping, problems: Diagnostics, about: str | None = None) -> None:
    keys = [key.raw for key, _ in node.entries]
    if about is None:
        listed = ", ".join(f"{{{key}: …}}" if "." in key else f"{key}: …" for key in keys)
        help = f"都要成立的，写 all: [{listed}]；有一即可的，写 any: [{listed}]"
    else:
        listed = ", ".join(f"{{{about}: {{{key}: …}}}}" for key in keys)
        help = f"都要成立的，写 all: [{listed}]"
    problems.error(
        "GZ302", f"一个条件里有 {len(keys)} 个键：{'、'.join(keys)}", node.span, help=help
    )


def _report_shape(message: str, node: Node, problems: Diagnostics, help: str | None = None) -> None:
    hint = fullwidth_hint(node.raw) if isinstance(node, Scalar) else None
    problems.error(
        "GZ301",
        message,
        node.span,
        help=hint or help or "条件是事实名、定义名，或者 {事实: 值} 这样的一个键值对",
    )
