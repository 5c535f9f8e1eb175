"""What conditions and rules mean of complete facts, as plainly as it can be said.

Nothing here uses the compiler or the engine. It is slow and it is obvious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from typing import Any, Final

from gaozhi.testing._small import DOMAINS, NEVER_TEXT, VALUES, admissible

Condition = Any
"""A fact's name, or a one-key mapping, as YAML has it; a list of conditions means all."""

Window = tuple[date | None, date | None]
"""The first and the last day, both included; None where there is no limit."""

OPEN: Final[Window] = (None, None)

_PATIENCE: Final = 20_000


def in_force(window: Window) -> dict[str, date]:
    """Return a window as ``in_force:`` writes it."""
    since, until = window
    return ({"from": since} if since else {}) | ({"until": until} if until else {})


@dataclass(frozen=True, slots=True)
class RuleData:
    """A rule as plain data; `replaces` and `window` belong to a county's."""

    name: str
    then: tuple[str, ...]
    when: Condition | None = None
    unless: Condition | None = None
    otherwise: bool = False
    replaces: str | None = None
    window: Window = OPEN


def true(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """Return whether a condition holds of complete facts."""
    if isinstance(condition, str):
        return bool(facts[condition])
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
    if not isinstance(value, dict):
        return bool(facts[key] == value)
    ((operator, operand),) = value.items()
    if isinstance(operand, str) and operand in DOMAINS:
        operand = facts[operand]
    return _compared(facts[key], operator, operand)


def _compared(held: Any, operator: str, operand: Any) -> bool:  # noqa: ANN401 - of any type
    match operator:
        case "in":
            found = held in operand
        case "has":
            found = operand in held
        case "has_any":
            found = any(element in held for element in operand)
        case "is_empty":
            found = (len(held) == 0) is operand
        case "before":
            found = _later(held) < _later(operand)
        case "after":
            found = _later(held) > _later(operand)
        case "on_or_before":
            found = _later(held) <= _later(operand)
        case "on_or_after":
            found = _later(held) >= _later(operand)
        case "less_than":
            found = held < operand
        case "more_than":
            found = held > operand
        case "at_most":
            found = held <= operand
        case "at_least":
            found = held >= operand
        case _:
            raise AssertionError(operator)
    return bool(found)


def _later(value: Any) -> date:  # noqa: ANN401 - a day, or the words for none
    """Return a day to compare; one that never comes is later than every other."""
    return date.max if value == NEVER_TEXT else value


def holding(combine: str, rules: Sequence[RuleData], facts: Mapping[str, Any]) -> list[RuleData]:
    """Return the rules that hold of complete facts, in their order.

    Args:
        combine: how rows go together: first, all, or the strongest value.
        rules: the decision's rules, in order.
        facts: every fact that they read, by name.

    """
    found: list[RuleData] = []
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


def outcome(
    combine: str, rules: Sequence[RuleData], facts: Mapping[str, Any]
) -> str | frozenset[str]:
    """Return what comes out: the strongest value, the row's value, or the set of all.

    Args:
        combine: how rows go together: first, all, or the strongest value.
        rules: the decision's rules, in order.
        facts: every fact that they read, by name.

    """
    values = {value for rule in holding(combine, rules, facts) for value in rule.then}
    return frozenset(values) if combine == "all" else min(values, key=VALUES.index)


def satisfiable(when: Condition | None, unless: Condition | None) -> bool:
    """Return whether some admissible facts, soon found, make the one true and the other false."""
    read = [name for name in DOMAINS if any(name in _names(part) for part in (when, unless))]
    for values in islice(product(*(DOMAINS[name] for name in read)), _PATIENCE):
        facts = dict(zip(read, values, strict=True))
        if (
            admissible(facts)
            and (when is None or true(when, facts))
            and not (unless is not None and true(unless, facts))
        ):
            return True
    return False


def _names(part: Condition | None) -> Iterator[str]:
    """Yield every text in a condition, the names of facts among them."""
    match part:
        case str():
            yield part
        case list():
            for inner in part:
                yield from _names(inner)
        case dict():
            for key, value in part.items():
                yield key
                yield from _names(value)
        case _:
            return
