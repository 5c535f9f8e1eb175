"""Conditions as a person reads them: clauses, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gaozhi.model import (
    NEVER,
    All,
    Always,
    Among,
    AnyOf,
    CameTo,
    Condition,
    Empty,
    FactRef,
    FactType,
    Holds,
    Not,
    Order,
    Overlaps,
    Relation,
    Vocabulary,
)
from gaozhi.site._words import day_text

if TYPE_CHECKING:
    from gaozhi.model import Point

__all__ = ["Clause", "clause_of", "comparison_text", "phrase"]

_DAYS: Final = {
    Relation.BEFORE: "早于",
    Relation.UP_TO: "不晚于",
    Relation.EQUAL: "就是",
    Relation.FROM: "不早于",
    Relation.AFTER: "晚于",
}
_NUMBERS: Final = {
    Relation.BEFORE: "小于",
    Relation.UP_TO: "不大于",
    Relation.EQUAL: "等于",
    Relation.FROM: "不小于",
    Relation.AFTER: "大于",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a condition.

    Attributes:
        text: what it says; with parts, how they go together.
        parts: the clauses below.
        decision: the other decision that it reads; empty for none.

    """

    text: str
    parts: Sequence[Clause] = ()
    decision: str = ""


def phrase(name: str) -> str:
    """Return the name of a fact as it is said: 申请人.愿意承诺 is 申请人愿意承诺."""
    return name.replace(".", "")


def clause_of(condition: Condition, words: Vocabulary, *, negative: bool = False) -> Clause:
    """Return a condition in words.

    Args:
        condition: the condition, in which other decisions may stand.
        words: the types of its facts.
        negative: whether its opposite is meant.

    """
    match condition:
        case Not(part):
            return clause_of(part, words, negative=not negative)
        case All(parts) | AnyOf(parts):
            every = isinstance(condition, All) != negative
            text = "同时符合下列各项：" if every else "符合下列之一："
            return Clause(text, [clause_of(one, words, negative=negative) for one in parts])
        case CameTo(decision, values):
            says = "不是" if negative else "是"
            order = words.decisions[decision].values if decision in words.decisions else ()
            named = sorted(values, key=lambda one: order.index(one) if one in order else 0)
            return Clause(f"“{decision}”的结论{says}{_either(named)}", (), decision)
        case Always(value):
            return Clause("没有别的条件" if value != negative else "现在不会有")
        case _:
            return Clause(_atom(condition, words, negative=negative))


def _atom(condition: Condition, words: Vocabulary, *, negative: bool) -> str:
    match condition:
        case Holds(fact):
            return f"{phrase(fact)}：{'否' if negative else '是'}"
        case Among(fact, values):
            says = "不是" if negative else "是"
            return f"{phrase(fact)}{says}{_either(_ordered(fact, values, words))}"
        case Overlaps(fact, values):
            says = "不涉及" if negative else "涉及"
            return f"{phrase(fact)}{says}{_either(_ordered(fact, values, words))}"
        case Empty(fact):
            return f"{phrase(fact)}：{'有所涉及' if negative else '均不涉及'}"
        case Order():
            said = comparison_text(condition, words)
            return f"并非{said}" if negative else said
        case _:
            raise AssertionError(condition)


def comparison_text(order: Order, words: Vocabulary) -> str:
    """Return a comparison in words, as in 办理日期不早于2021年5月25日."""
    fact = words.facts.get(order.fact)
    numbers = fact is not None and fact.kind is FactType.NUMBER
    relation = (_NUMBERS if numbers else _DAYS)[order.relation]
    other = order.operand
    said = phrase(other.fact) if isinstance(other, FactRef) else _point(other, order.fact, words)
    return f"{phrase(order.fact)}{relation}{said}"


def _point(value: Point, fact: str, words: Vocabulary) -> str:
    if value is NEVER:
        return words.facts[fact].never or "没有期限"
    if isinstance(value, date):
        return day_text(value)
    assert isinstance(value, Decimal)
    return format(value.normalize(), "f")


def _ordered(fact: str, values: Iterable[str], words: Vocabulary) -> list[str]:
    known = words.facts[fact].values if fact in words.facts else ()
    some = set(values)
    return [one for one in known if one in some] + sorted(some - set(known))


def _either(values: Sequence[str]) -> str:
    return "、".join(values[:-1]) + ("或者" if len(values) > 1 else "") + values[-1]
