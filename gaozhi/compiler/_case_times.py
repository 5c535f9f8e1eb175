"""The times of duties that the case states: the fact, its type, the unit of a number."""

from __future__ import annotations

from collections.abc import Collection

from gaozhi.language import CaseTimeEntry
from gaozhi.model import CaseTime, Fact, FactType, UnusablePeriod, Vocabulary, period_in
from gaozhi.source import Diagnostics, Node

__all__ = ["case_time"]


def case_time(
    entry: object,
    node: Node,
    vocabulary: Vocabulary,
    kinds: Collection[FactType],
    problems: Diagnostics,
) -> CaseTime | None:
    """Return the time that the case states, or None where the document states it.

    Args:
        entry: what is written under ``within`` or ``by``.
        node: its node.
        vocabulary: the facts.
        kinds: the types of facts that can hold it.
        problems: receives every problem: of the fact, its type, the unit.

    """
    if not isinstance(entry, CaseTimeEntry):
        return None
    place = node.at(["fact"]).span
    fact = vocabulary.facts.get(entry.fact)
    if fact is None:
        offer = vocabulary.meant(entry.fact, vocabulary.facts, place)
        message = f"不认识的事实“{entry.fact}”"
        return problems.error("GZ303", message, place, help=offer.help, fix=offer.fix)
    if fact.kind not in kinds or fact.identity:
        message = f"“{fact.name}”是 {fact.kind}，不能作这里的期限"
        help = "期间写 number 或者 text 的事实，某日写 date 的事实"
        return problems.error("GZ419", message, place, help=help)
    if (entry.unit is None) == (fact.kind is FactType.NUMBER):
        message, help = _of_the_unit(fact)
        return problems.error("GZ419", message, node.span, help=help)
    found = CaseTime(fact.name, entry.unit)
    _check_made(found, fact, node, vocabulary, problems)
    return found


def _of_the_unit(fact: Fact) -> tuple[str, str]:
    """Return what is wrong where a number has no unit, or something else has one; and the help."""
    if fact.kind is FactType.NUMBER:
        help = f"写作 {{fact: {fact.name}, unit: 工作日}}；日历日写 日，还可以写 月、年"
        return f"“{fact.name}”是数字，没有写以什么计", help
    return f"“{fact.name}”是 {fact.kind}，不写 unit", "删去 unit；文本自己带着单位，如 10个工作日"


def _check_made(
    time: CaseTime, fact: Fact, node: Node, vocabulary: Vocabulary, problems: Diagnostics
) -> None:
    """Report every event that makes the fact what can be no period."""
    if fact.kind is FactType.DATE:
        return
    for event, effect in vocabulary.effects.items():
        for name, value in effect.makes:
            if name != time.fact:
                continue
            try:
                period_in(time, value)
            except UnusablePeriod as error:
                message = f"事件“{event}”使{error}"
                help = f"改正词汇表里这个事件的 makes：{error.help}"
                problems.error("GZ420", message, node.span, help=help)
