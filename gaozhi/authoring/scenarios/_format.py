"""Conditions as a person reads them."""

from __future__ import annotations

from typing import Final

from gaozhi.model import (
    Among,
    Condition,
    Empty,
    FactRef,
    Holds,
    Order,
    Overlaps,
    Relation,
    Written,
)

_RELATIONS: Final = {
    Relation.BEFORE: "＜",
    Relation.UP_TO: "≤",
    Relation.EQUAL: "＝",
    Relation.FROM: "≥",
    Relation.AFTER: "＞",
}


def format_condition(written: Written) -> str:
    """Return a condition in words, as in 事项.类型 是 公共服务."""
    if written.decision is not None:
        return f"{written.decision} 得出 {_listed(written.values)}"
    return _say(written.condition)


def _say(condition: Condition) -> str:
    match condition:
        case Holds(fact):
            return fact
        case Among(fact, values):
            return f"{fact} 是 {_listed(values)}"
        case Overlaps(fact, values):
            return f"{fact} 含有 {_listed(values)}"
        case Empty(fact):
            return f"{fact} 一项也没有"
        case Order(fact, relation, operand):
            other = operand.fact if isinstance(operand, FactRef) else str(operand)
            return f"{fact} {_RELATIONS[relation]} {other}"
        case _:
            return str(condition)


def _listed(values: frozenset[str] | tuple[str, ...]) -> str:
    return "、".join(sorted(values))
