"""What Kleene's strong logic says of all completions of a case, where they are too many.

It takes every open part of a condition for either true or false, whatever the others are. So it is
sound: what can come out is among what it calls possible, and every fact that can change the outcome
is among those that it asks for. It is not exact: what it calls possible may be impossible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gaozhi.logic import Outcome, truth
from gaozhi.model import (
    All,
    Always,
    AnyOf,
    Condition,
    FactValue,
    Not,
    Standing,
    facts_of_atom,
)

__all__ = ["facts_that_may_matter"]


def facts_that_may_matter(
    standing: Sequence[Standing], found: Outcome, known: Mapping[str, FactValue]
) -> set[str]:
    """Return the open facts that rules read which can still change the outcome.

    Args:
        standing: the rules that stand.
        found: what may come out.
        known: the known facts.

    """
    alive = {*found.pending, *(found.possible if len(found.possible) > 1 else ())}
    facts: set[str] = set()
    for one in standing:
        if not alive.isdisjoint(one.rule.effects):
            facts |= _open_facts(one.own, known)
    return facts


def _open_facts(condition: Condition, known: Mapping[str, FactValue]) -> set[str]:
    """Return the open facts in the parts of a condition that are not settled."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Condition] = [condition]
    while waiting:
        part = waiting.pop()
        if id(part) in seen or truth(part, known) is not None:
            continue
        seen.add(id(part))
        match part:
            case Always():
                continue
            case Not(inner):
                waiting.append(inner)
            case All(parts) | AnyOf(parts):
                waiting.extend(parts)
            case _:
                found.update(name for name in facts_of_atom(part) if name not in known)
    return found
