"""An oracle of its own: rules as plain data, decided by looking at every completion one by one.

Nothing here uses the compiler or the engine. It is slow and it is obvious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from typing import Any

BOOLS = ("甲.一", "甲.二", "甲.三", "甲.四")
KINDS = ("子", "丑", "寅")
ELEMENTS = ("金", "木", "水")
VALUES = ("上", "中", "下")
FIRST = date(2021, 3, 1)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(12))
NEVER = "无期限"

DOMAINS: Mapping[str, tuple[Any, ...]] = {
    **dict.fromkeys(BOOLS, (False, True)),
    "乙.类": KINDS,
    "丙.集": tuple(
        frozenset(c) for c in chain.from_iterable(combinations(ELEMENTS, n) for n in range(4))
    ),
    "丁.日": (*DAYS, NEVER),
    "戊.日": DAYS,
    "己.数": tuple(Decimal(n) / 2 for n in range(-1, 14)),
}

Condition = Any
"""A fact's name, or a one-key mapping, as YAML has it; a list of conditions means all."""


@dataclass(frozen=True)
class OracleRule:
    name: str
    then: tuple[str, ...]
    when: Condition | None = None
    unless: Condition | None = None
    otherwise: bool = False


def later(value: Any) -> date:
    """A date that never comes is later than every other."""
    return date.max if value == NEVER else value


def true(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """Whether a condition holds of complete facts."""
    if isinstance(condition, str):
        return facts[condition]
    if isinstance(condition, list):
        return all(true(part, facts) for part in condition)
    ((key, value),) = condition.items()
    match key:
        case "not":
            return not true(value, facts)
        case "all":
            return all(true(part, facts) for part in value)
        case "any":
            return any(true(part, facts) for part in value)
        case "none":
            return not any(true(part, facts) for part in value)
    held = facts[key]
    if not isinstance(value, dict):
        return held == value
    ((operator, operand),) = value.items()
    if isinstance(operand, str) and operand in DOMAINS:
        operand = facts[operand]
    match operator:
        case "in":
            return held in operand
        case "has":
            return operand in held
        case "has_any":
            return any(element in held for element in operand)
        case "is_empty":
            return (len(held) == 0) is operand
        case "before":
            return later(held) < later(operand)
        case "after":
            return later(held) > later(operand)
        case "on_or_before":
            return later(held) <= later(operand)
        case "on_or_after":
            return later(held) >= later(operand)
        case "less_than":
            return held < operand
        case "more_than":
            return held > operand
        case "at_most":
            return held <= operand
        case "at_least":
            return held >= operand
    raise AssertionError(operator)


def holding(combine: str, rules: list[OracleRule], facts: Mapping[str, Any]) -> list[OracleRule]:
    """The rules that hold of complete facts, in their order."""
    found: list[OracleRule] = []
    for rule in rules:
        if rule.otherwise:
            continue
        holds = (rule.when is None or true(rule.when, facts)) and not (
            rule.unless is not None and true(rule.unless, facts)
        )
        if holds and not (combine == "first" and found):
            found.append(rule)
    if combine != "all" and not found:
        found = [rule for rule in rules if rule.otherwise]
    return found


def outcome(combine: str, rules: list[OracleRule], facts: Mapping[str, Any]) -> Any:
    """What comes out: the strongest value, the row's value, or the set of all."""
    values = {value for rule in holding(combine, rules, facts) for value in rule.then}
    if combine == "all":
        return frozenset(values)
    return min(values, key=VALUES.index)


def admissible(facts: Mapping[str, Any]) -> bool:
    """Whether the implications of the small vocabulary are kept."""
    return (not facts["甲.一"] or facts["甲.二"]) and (not facts["甲.三"] or facts["乙.类"] == "子")


def completions(known: Mapping[str, Any], open_: list[str]) -> Iterator[dict[str, Any]]:
    """Every admissible way to know the open facts too."""
    for values in product(*(DOMAINS[name] for name in open_)):
        facts = {**known, **dict(zip(open_, values, strict=True))}
        if admissible(facts):
            yield facts


def turning(
    combine: str, rules: list[OracleRule], known: Mapping[str, Any], open_: list[str]
) -> set[str]:
    """The open facts in which alone two completions differ and come out apart."""
    outcomes = {
        tuple(facts[name] for name in open_): outcome(combine, rules, facts)
        for facts in completions(known, open_)
    }
    found: set[str] = set()
    for index, name in enumerate(open_):
        seen: dict[tuple[Any, ...], Any] = {}
        for values, result in outcomes.items():
            rest = values[:index] + values[index + 1 :]
            if seen.setdefault(rest, result) != result:
                found.add(name)
                break
    return found
