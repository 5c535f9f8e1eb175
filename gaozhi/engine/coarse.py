"""What Kleene's strong logic says of all completions of a case, where they are too many.

It takes every open part of a condition for either true or false, whatever the others are. So it is
sound: what can come out is among what it calls possible, and every fact that can change the outcome
is among those that it asks for. It is not exact: what it calls possible may be impossible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gaozhi.logic import truth
from gaozhi.model import (
    All,
    Always,
    AnyOf,
    Combine,
    Condition,
    DecisionSpec,
    FactValue,
    Not,
    Standing,
    facts_of_atom,
)

__all__ = ["Coarse"]

_BOTH: Final = frozenset((True, False))


class Coarse:
    """The completions of a case as three-valued logic sees them.

    Args:
        spec: the decision.
        judged: the rules that stand, each with what three-valued logic says of it.

    """

    def __init__(self, spec: DecisionSpec, judged: Sequence[tuple[Standing, bool | None]]) -> None:
        self._spec = spec
        self._judged = judged

    def truths(self, place: int) -> frozenset[bool]:
        """Return whether a rule can hold, and whether it can fail, by its place among the rules."""
        true = self._judged[place][1]
        return _BOTH if true is None else frozenset((true,))

    def values(self) -> tuple[str, ...]:
        """Return the values that can come out, strongest first; not for one that collects."""
        can_be = {e for one, true in self._judged if true is not False for e in one.rule.effects}
        found = tuple(value for value in self._spec.values if value in can_be)
        # What is weaker than a value that is certain does not come out.
        return found[: 1 + found.index(certain)] if (certain := self._certain()) else found

    def _certain(self) -> str | None:
        """Return the strongest value that some rule certainly gives."""
        certain = {e for one, true in self._judged if true for e in one.rule.effects}
        return next((value for value in self._spec.values if value in certain), None)

    def membership(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return, for a decision that collects, what is certainly in, and what only may be."""
        certain = {e for one, true in self._judged if true for e in one.rule.effects}
        maybe = {e for one, true in self._judged if true is None for e in one.rule.effects}
        return (
            tuple(value for value in self._spec.values if value in certain),
            tuple(value for value in self._spec.values if value in maybe - certain),
        )

    def open_facts(self, known: Mapping[str, FactValue]) -> set[str]:
        """Return the open facts that rules read which can still change the outcome."""
        if self._spec.combine is Combine.ALL:
            alive = set(self.membership()[1])
        else:
            values = self.values()
            alive = set(values) if len(values) > 1 else set()
        found: set[str] = set()
        for one, _ in self._judged:
            if not alive.isdisjoint(one.rule.effects):
                found |= _open_facts(one.own, known)
        return found


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
